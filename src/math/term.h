// Numbers that remember how they were made.
//
// A formula run on Terms computes the same value as on Numbers and leaves its expression tree
// behind; the formula line, the line with the numbers put in and the folded lines are all printed
// from it. A Term has arithmetic only, no comparison: decisions belong to the kind's `solve`.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "math/number.h"

namespace cnnsolve {

/// What stands below or above a symbol, "2" or "(13)" or "before,H". It holds its characters
/// itself, since symbols are copied into every place of a formula.
class Index {
 public:
  /// The longest is an index of 20 digits in parentheses.
  static constexpr size_t kLongest = 23;

  constexpr Index() = default;
  constexpr Index(std::string_view text)
      : size_(static_cast<std::uint8_t>(std::min(text.size(), kLongest))) {
    assert(text.size() <= kLongest);
    std::copy_n(text.begin(), size_, characters_.begin());
  }
  constexpr Index(const char* text) : Index(std::string_view(text)) {}
  Index(const std::string& text) : Index(std::string_view(text)) {}

  constexpr std::string_view view() const { return {characters_.data(), size_}; }
  constexpr operator std::string_view() const { return view(); }
  constexpr bool empty() const { return size_ == 0; }

  bool operator==(const Index&) const = default;

 private:
  std::array<char, kLongest> characters_ = {};
  std::uint8_t size_ = 0;
};

/// A name in a formula: e.g. {"x̂", "1", "(2)"} is the first unit's second normalised example.
/// A base that the notations have no glyph for is a name in letters, such as "W" or "ReLU".
struct Symbol {
  std::string_view base;  ///< of the program's own words, so that it outlives every formula
  Index subscript = {};
  Index superscript = {};

  bool operator==(const Symbol&) const = default;
};

enum class Op : std::uint8_t {
  constant,
  symbol,
  add,
  subtract,
  multiply,
  divide,
  negate,
  power,
  root,
  floor,
  ceiling,
  maximum,
  series,
  total
};

/// How the entries of a column of numbers are written: a vector's one below the other, those of one
/// unit side by side.
enum class Entries : std::uint8_t { in_a_column, in_a_row };

struct Node;
class Operands;

class Term {
 public:
  Term() = default;  ///< 0
  Term(std::integral auto literal) : Term(Number(literal)) {}
  /// A number that the formula itself contains, as the 2 of 2P.
  explicit Term(const Number& literal);

  static Term named(Symbol symbol, Number value);
  static Term named(Symbol symbol, std::vector<Number> column,
                    Entries entries = Entries::in_a_column);
  /// The result of a formula under a name of its own.
  static Term result(Symbol symbol, const Term& formula);
  /// A symbol that stands for no number of its own: the x⁽ⁱ⁾ of a general summand.
  static Term unknown(Symbol symbol);

  const Node& node() const;
  const Number& value() const;
  const std::vector<Number>& column() const;

  friend Term operator+(const Term& x, const Term& y);
  friend Term operator-(const Term& x, const Term& y);
  friend Term operator*(const Term& x, const Term& y);
  friend Term operator/(const Term& x, const Term& y);
  friend Term operator-(const Term& x);

 private:
  friend Term make_term(Op op, Operands operands);
  explicit Term(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

  static const Node kZero;

  std::shared_ptr<const Node> node_;  ///< null for a 0 that no formula has made yet
};

/// What an operation works on. Most have one or two operands, which lie in place.
class Operands {
 public:
  Operands() = default;
  Operands(Term only) : few_{std::move(only)}, count_(1) {}
  Operands(Term first, Term second) : few_{std::move(first), std::move(second)}, count_(2) {}
  explicit Operands(std::vector<Term> all) : many_(std::move(all)), count_(many_.size()) {
    if (count_ > few_.size()) return;
    std::move(many_.begin(), many_.end(), few_.begin());
    many_.clear();
  }

  size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  const Term* begin() const { return count_ > few_.size() ? many_.data() : few_.data(); }
  const Term* end() const { return begin() + count_; }
  const Term& operator[](size_t i) const { return begin()[i]; }

 private:
  std::array<Term, 2> few_;
  std::vector<Term> many_;
  size_t count_ = 0;
};

/// One place of an expression tree. A scalar has a `value`; a column of numbers, on which all
/// arithmetic works entry by entry, has its entries in `column`.
struct Node {
  Op op = Op::constant;
  Number value;
  std::vector<Number> column;
  Entries entries = Entries::in_a_column;
  Symbol symbol;  ///< Op::symbol: its name.
  /// The operands in reading order. Op::power: base, exponent. Op::total: the summands. Op::series:
  /// the general summand, the symbol of the number of summands, then the summands themselves.
  /// Op::symbol: the formula whose result it is; none where it is given.
  Operands operands;
  /// How many rounds of working out lie between the leaves and this value; 0 for a leaf. Sums and
  /// products count as one round each, however long: (15 − 3 + 2·1)/1 is a sum and then a quotient.
  int height = 0;
  bool rounds = false;  ///< whether there is a floor or ceiling in it
};

inline const Node& Term::node() const { return node_ ? *node_ : kZero; }
inline const Number& Term::value() const { return node().value; }
inline const std::vector<Number>& Term::column() const { return node().column; }

/// What an operation makes of its operands.
Term make_term(Op op, Operands operands);

/// Whether a term is a name for what a formula gave.
inline bool is_result(const Term& term) {
  return term.node().op == Op::symbol && !term.node().operands.empty();
}

Term square(const Term& x);
Term sqrt(const Term& x);
Term floor(const Term& x);
Term ceiling(const Term& x);
Term maximum(const Term& x, const Term& y);

/// A list to be summed: `items`, each of them an instance of `general`, and how many they are.
template <class N>
struct Series {
  N general;
  std::vector<N> items;
  N count;
};

/// Σ f(x) over the items.
template <class F>
Number sum(const Series<Number>& series, F f) {
  Number total;
  for (const Number& item : series.items) total = total + f(item);
  return total;
}
template <class F>
Term sum(const Series<Term>& series, F f) {
  std::vector<Term> operands{f(series.general), series.count};
  for (const Term& item : series.items) operands.push_back(f(item));
  return make_term(Op::series, Operands(std::move(operands)));
}

/// The sum of quantities that have no general form, such as the parameters of different layers.
Number total(const std::vector<Number>& items);
Term total(const std::vector<Term>& items);

}  // namespace cnnsolve
