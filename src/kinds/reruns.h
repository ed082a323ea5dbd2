// The ways to rerun a problem with a slip in it.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "math/rework.h"
#include "solution.h"

namespace cnnsolve {

using Answers = std::vector<Answer>;

/// The answers of an altered problem; none where alterations make it impossible.
template <class Problem, class Alter>
auto altered(const Problem& problem, Alter alter) {
  return [problem, alter](const Answers&) {
    Problem changed = problem;
    alter(changed);
    return check(changed).empty() ? worked_answers(changed) : Answers{};
  };
}

/// The answers with their terms changed.
inline auto reworked(Change change) {
  return [change = std::move(change)](const Answers& right) {
    Rework rework(change);
    Answers answers = right;
    for (Answer& answer : answers) {
      for (Working& working : answer.workings) {
        for (Term& term : working) term = rework(term);
      }
      take_values(answer);
    }
    return answers;
  };
}

/// The answer of that name. It exists.
inline const Answer& named(const Answers& answers, std::string_view name) {
  return *find_answer(answers, name);
}

inline bool is_symbol(const Term& term, std::string_view base) {
  return term.node().op == Op::symbol && term.node().symbol.base == base;
}
inline bool is_product_with(const Term& term, std::string_view base) {
  return term.node().op == Op::multiply && is_symbol(term.node().operands[1], base);
}
inline bool is_literal(const Term& term, int number) {
  return term.node().op == Op::constant && term.value() == number;
}

}  // namespace cnnsolve
