// The two sheets that a problem is worked out on: Terms, which keep names and formulas for the
// derivation and for marking, and plain Numbers, which are quick.
//
// Each kind works its formulas out in one order, in a function over the number type. Here its
// quantities get their names, which only Terms keep.
#pragma once

#include <concepts>
#include <utility>
#include <vector>

#include "math/term.h"

namespace cnnsolve {

/// The symbol that `name` is, or that it makes where that takes some work.
template <class Name>
Symbol symbol_of(const Name& name) {
  if constexpr (std::invocable<Name>) {
    return name();
  } else {
    return name;
  }
}

/// A quantity that the problem states. `name` is a Symbol or a function that makes one.
template <class N, class Name>
N given(const Name& name, const Number& value) {
  if constexpr (std::same_as<N, Term>) {
    return Term::named(symbol_of(name), value);
  } else {
    return value;
  }
}

/// What a formula gave, under a name of its own.
template <class N, class Name>
N result(const Name& name, N formula) {
  if constexpr (std::same_as<N, Term>) {
    return Term::result(symbol_of(name), formula);
  } else {
    return formula;
  }
}

inline const Number& value_of(const Number& number) { return number; }
inline const Number& value_of(const Term& term) { return term.value(); }

inline std::vector<Number> values_of(const std::vector<Number>& numbers) { return numbers; }
inline std::vector<Number> values_of(const std::vector<Term>& terms) {
  std::vector<Number> values;
  values.reserve(terms.size());
  for (const Term& term : terms) values.push_back(term.value());
  return values;
}

}  // namespace cnnsolve
