// From expression trees to what is seen of them.
//
// Which parts show by name and which by value, where parentheses stand, what is left out because it
// does nothing, and which numbers are rounded is decided here once. The result, Ink, has no choices
// left: each format prints it with one switch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document.h"
#include "math/term.h"

namespace cnnsolve {

struct Ink {
  enum class Kind : std::uint8_t {
    numeral,      ///< text: a non-negative whole number or decimal, digits not grouped
    scientific,   ///< parts: mantissa and exponent numerals; text: "-" for a negative exponent
    symbol,       ///< symbol
    word,         ///< text
    sum,          ///< parts joined by +
    difference,   ///< parts: two
    product,      ///< parts: two, with a multiplication sign
    entrywise,    ///< parts: two columns, multiplied entry by entry
    juxtaposed,   ///< parts: two, with no sign: 2P, 3√5
    quotient,     ///< parts: two, on one line
    fraction,     ///< parts: two, one above the other
    negative,     ///< parts: one
    power,        ///< parts: base, exponent
    root,         ///< parts: one
    floor,        ///< parts: one
    ceiling,      ///< parts: one
    maximum,      ///< parts: two
    parentheses,  ///< parts: one
    series,       ///< parts: general summand, number of summands (a symbol)
    column,       ///< parts: the entries, one below the other where the format can
    row,          ///< parts: the entries, side by side
    ellipsis
  };

  Kind kind = Kind::numeral;
  std::string text = {};
  Symbol symbol = {};
  std::vector<Ink> parts = {};

  bool operator==(const Ink&) const = default;
};

inline constexpr int kDefaultDigits = 6;
inline constexpr int kMostDigits = 50;

struct NotationOptions {
  int digits = kDefaultDigits;  ///< significant digits of rounded decimals
  bool stacked = false;         ///< fractions and roots are drawn and need no parentheses
};

/// A piece of mathematics, and whether every number in it is exact and defined.
struct Shown {
  Ink ink;
  bool exact = true;
  bool defined = true;
};

/// The expression with its symbols: (W − F + 2P)/S + 1.
Shown show_names(const Term& term, const NotationOptions& options);
/// The expression with its numbers, of which `rounds` rounds are worked out already:
/// 0: (15 − 3 + 2 · 1)/1 + 1, 1: 14/1 + 1.
Shown show_numbers(const Term& term, int rounds, const NotationOptions& options);
/// A value as notes would have it: whole, a short decimal, a short fraction or surd, else rounded.
Shown show_number(const Number& number, const NotationOptions& options);
/// The value in full, whatever its length: p, p/q, b√d/q, or the sum of two of these.
Ink show_exactly(const Number& number);
/// n√d/m may be written p/√d; here is p where that has the smaller numbers. 3√5/5 is 3/√5, but
/// √42/3 isn't 14/√42. n and m are positive.
template <class Whole>
std::optional<Whole> over_root(const Whole& n, const Whole& m, const Whole& radicand) {
  if (radicand % m != 0) return std::nullopt;
  const Whole factor = radicand / m;
  if (factor > m / n) return std::nullopt;
  return Whole(n * factor);
}
/// The value rounded to a decimal.
Shown show_decimal(const Number& number, const NotationOptions& options);
/// Whether show_number gives a fraction or a surd, beside which a reader wants the decimal too.
bool wants_decimal(const Number& number, const NotationOptions& options);

/// A matrix as notes would have it, in one version or two: exact and, beside fractions and surds,
/// rounded.
struct ShownMatrix {
  bool exact = true;
  Matrix<Ink> cells;
};
std::vector<ShownMatrix> show_matrix(const Matrix<Number>& matrix, const NotationOptions& options);
/// The same of a block of the document; a given matrix stays as it was given.
std::vector<ShownMatrix> show_matrix(const MatrixBlock& block, const NotationOptions& options);

/// One "= …" of a worked equation.
struct Link {
  enum class Relation : std::uint8_t { equal, approximate, undefined };
  Relation relation = Relation::equal;
  Ink ink;
};

/// An equation worked through, line by line, without repetitions.
struct Chain {
  Ink symbol;
  std::vector<Link> formula;       ///< at most one
  std::vector<Link> substitution;  ///< at most one
  std::vector<Link> folded;
  std::vector<Link> result;  ///< the exact value, the decimal, or both

  /// All links in reading order.
  std::vector<Link> links() const;
};
Chain work_through(const Equation& equation, const NotationOptions& options);
/// The options with as many digits as the equation's result needs.
NotationOptions options_for(const Equation& equation, NotationOptions options);

}  // namespace cnnsolve
