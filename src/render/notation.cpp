#include "render/notation.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "math/decimal.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

// Longer sums and columns show their first three parts, dots, and the last.
constexpr size_t kMostParts = 6;
constexpr size_t kLeadingParts = 3;

// What is still a number that a person would write out: 1,234/567, 3√5/2.
constexpr int kMostExactDigits = 9;
constexpr int kDoubleDigits = 15;
constexpr size_t kMostFractionDigits = 6;
constexpr size_t kMostSurdDigits = 4;

enum Precedence : int { kSum = 1, kProduct = 2, kFraction = 3, kPower = 4, kAtom = 5 };

struct Piece {
  Ink ink;
  int precedence = kAtom;
  bool minus_first = false;
};

bool is_quotient(const Ink& ink) {
  return ink.kind == Kind::quotient || (ink.kind == Kind::negative && is_quotient(ink.parts[0]));
}

template <class... Parts>
Ink made_of(Kind kind, Parts... parts) {
  Ink ink{kind};
  ink.parts.reserve(sizeof...(parts));
  (ink.parts.push_back(std::move(parts)), ...);
  return ink;
}

Ink parenthesised(Ink ink) { return made_of(Kind::parentheses, std::move(ink)); }

/// The ink of an operand that has to bind at least as tightly as `least`.
Ink operand(Piece piece, int least, bool may_start_with_minus) {
  const bool fits = piece.precedence >= least && (may_start_with_minus || !piece.minus_first);
  return fits ? std::move(piece.ink) : parenthesised(std::move(piece.ink));
}

bool is_short(const mpz_class& n, size_t digits) {
  // GMP's count of digits may be one too large.
  return mpz_sizeinbase(n.get_mpz_t(), 10) <= digits + 1 &&
         mpz_class(abs(n)).get_str().size() <= digits;
}
bool is_short(const mpq_class& q, size_t digits) {
  return is_short(q.get_num(), digits) && is_short(q.get_den(), digits);
}

bool is_tidy(const Number& number) {
  const auto surd = number.surd();
  if (!surd) return is_short(number.rational_part(), kMostFractionDigits);
  return is_short(number.rational_part(), kMostSurdDigits) &&
         is_short(surd->coefficient, kMostSurdDigits) && is_short(surd->radicand, kMostSurdDigits);
}

/// Whether a decimal of at most `digits` digits, or of a few more, is the number itself.
bool is_short_decimal(const Number& number, int digits) {
  digits = std::max(digits, kMostExactDigits);
  if (!number.is_rational()) return false;
  // Only denominators 2^a·5^b end; the cheap test spares most fractions the rounding.
  mpz_class rest = number.rational_part().get_den();
  mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), mpz_class(2).get_mpz_t());
  mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), mpz_class(5).get_mpz_t());
  return rest == 1 && round_to(number, digits).exact;
}

class Layout {
 public:
  Layout(const NotationOptions& options, bool by_name, int rounds)
      : options_(options), by_name_(by_name), rounds_(rounds) {}

  Shown shown(const Term& term) {
    Piece piece = lay_out(term);
    return shown(std::move(piece));
  }
  Shown shown(Piece piece) { return {std::move(piece.ink), exact_, defined_}; }

  Piece number(const Number& value) {
    if (value.is_undefined()) {
      defined_ = false;
      return {Ink{Kind::word, "undefined"}};
    }
    if (value.is_integer() || is_short_decimal(value, options_.digits)) return plain(value);
    if (value.is_exact() && is_tidy(value)) return in_full(value);
    return decimal(value);
  }

  Piece decimal(const Number& value) {
    if (value.is_undefined() || value.is_integer()) return number(value);
    // A double has no more digits to tell.
    const int most = value.is_exact() ? options_.digits : std::min(options_.digits, kDoubleDigits);
    const Decimal rounded = round_to(value, most);
    exact_ = exact_ && rounded.exact;
    std::string text = rounded.plain();
    if (rounded.negative) text.erase(0, 1);
    return signed_piece(numeral(text), rounded.negative);
  }

  /// The exact number over non-negative whole numbers.
  Piece in_full(const Number& value) const {
    const mpq_class a = value.rational_part();
    const auto surd = value.surd();
    if (!surd) return rational(a);
    Piece b = root_times(surd->coefficient, surd->radicand);
    const bool minus = sgn(surd->coefficient) < 0;
    if (a == 0) return minus ? negated(std::move(b)) : b;
    Piece first = rational(a);
    return minus ? difference(std::move(first), std::move(b)) : sum(std::move(first), std::move(b));
  }

 private:
  static Piece numeral(const std::string& text) {
    const size_t e = text.find('e');
    if (e == std::string::npos) return {Ink{Kind::numeral, text}};
    const bool negative = text[e + 1] == '-';
    Ink ink = made_of(Kind::scientific, Ink{Kind::numeral, text.substr(0, e)},
                      Ink{Kind::numeral, text.substr(e + (negative ? 2 : 1))});
    if (negative) ink.text = "-";
    return {std::move(ink), kProduct};
  }

  static Piece signed_piece(Piece piece, bool negative) {
    if (!negative) return piece;
    return {made_of(Kind::negative, std::move(piece.ink)), kProduct, true};
  }

  /// A whole number in full, or a decimal that is exact.
  Piece plain(const Number& value) {
    const Number size = abs(value);
    const std::string text =
        value.is_integer() ? digits(size)
                           : round_to(size, std::max(options_.digits, kMostExactDigits)).plain();
    return signed_piece(numeral(text), value.sign() < 0);
  }

  static Piece magnitude(const mpz_class& n) {
    return {Ink{Kind::numeral, mpz_class(abs(n)).get_str()}};
  }

  /// |b|√d.
  Piece root_times(const mpq_class& coefficient, const mpz_class& radicand) const {
    const mpz_class n = abs(coefficient.get_num());
    const mpz_class& m = coefficient.get_den();
    if (const auto p = over_root(n, m, radicand)) {
      return quotient(magnitude(*p), root(magnitude(radicand)));
    }
    Piece top = root(magnitude(radicand));
    if (n != 1) top = product(magnitude(n), std::move(top));
    return m == 1 ? top : quotient(std::move(top), magnitude(m));
  }

  Piece rational(const mpq_class& q) const {
    Piece size = magnitude(q.get_num());
    if (q.get_den() != 1) size = quotient(std::move(size), magnitude(q.get_den()));
    return sgn(q) < 0 ? negated(std::move(size)) : size;
  }

  Piece value(const Node& node) {
    if (node.column.empty()) return number(node.value);
    Ink entries{node.entries == Entries::in_a_row ? Kind::row : Kind::column};
    const size_t size = node.column.size();
    for (size_t i = 0; i < size; ++i) {
      if (size > kMostParts && i == kLeadingParts) {
        entries.parts.push_back(Ink{Kind::ellipsis});
        i = size - 1;
      }
      entries.parts.push_back(number(node.column[i]).ink);
    }
    return {std::move(entries)};
  }

  static bool is_literal(const Term& term, int number) {
    return term.node().op == Op::constant && term.value() == number;
  }

  Piece lay_out(const Term& term) {
    const Node& node = term.node();
    if (node.op == Op::constant) return value(node);
    if (!by_name_ && node.height <= rounds_) return value(node);
    const Operands& x = node.operands;
    switch (node.op) {
      case Op::symbol:
        // x⁽¹⁾² and √σ² would be misread.
        return {Ink{Kind::symbol, {}, node.symbol},
                node.symbol.superscript.empty() ? kAtom : kPower};
      case Op::add:
        if (is_literal(x[0], 0)) return lay_out(x[1]);
        if (is_literal(x[1], 0)) return lay_out(x[0]);
        return sum(lay_out(x[0]), lay_out(x[1]));
      case Op::subtract:
        if (is_literal(x[1], 0)) return lay_out(x[0]);
        return difference(lay_out(x[0]), lay_out(x[1]));
      case Op::multiply:
        if (is_literal(x[0], 1)) return lay_out(x[1]);
        if (is_literal(x[1], 1)) return lay_out(x[0]);
        return product(lay_out(x[0]), lay_out(x[1]),
                       !x[0].column().empty() && !x[1].column().empty());
      case Op::divide:
        if (is_literal(x[1], 1)) return lay_out(x[0]);
        return quotient(lay_out(x[0]), lay_out(x[1]));
      case Op::negate:
        return negated(lay_out(x[0]));
      case Op::power: {
        Ink base = operand(lay_out(x[0]), kAtom, false);
        return {made_of(Kind::power, std::move(base), lay_out(x[1]).ink), kPower};
      }
      case Op::root:
        return root(lay_out(x[0]));
      case Op::floor:
        return rounded(Kind::floor, x[0]);
      case Op::ceiling:
        return rounded(Kind::ceiling, x[0]);
      case Op::maximum:
        return {made_of(Kind::maximum, lay_out(x[0]).ink, lay_out(x[1]).ink)};
      case Op::series:
        if (by_name_) {
          Ink body = operand(lay_out(x[0]), kProduct, false);
          return {made_of(Kind::series, std::move(body), lay_out(x[1]).ink), kSum};
        }
        return sum_of_all(std::span(x).subspan(2));
      case Op::total:
        return sum_of_all(x);
      case Op::constant:
        break;
    }
    return {};
  }

  Piece sum_of_all(std::span<const Term> items) {
    if (items.size() == 1) return lay_out(items[0]);
    Ink all{Kind::sum};
    bool minus_first = false;
    for (size_t i = 0; i < items.size(); ++i) {
      if (items.size() > kMostParts && i == kLeadingParts) {
        all.parts.push_back(Ink{Kind::ellipsis});
        i = items.size() - 1;
      }
      Piece piece = lay_out(items[i]);
      if (i == 0) minus_first = piece.minus_first;
      all.parts.push_back(operand(std::move(piece), kSum, i == 0));
    }
    return {std::move(all), kSum, minus_first};
  }

  static Piece sum(Piece left, Piece right) {
    const bool minus_first = left.minus_first;
    Ink right_ink = operand(std::move(right), kSum, false);
    return {made_of(Kind::sum, std::move(left.ink), std::move(right_ink)), kSum, minus_first};
  }

  static Piece difference(Piece left, Piece right) {
    const bool minus_first = left.minus_first;
    Ink right_ink = operand(std::move(right), kProduct, false);
    return {made_of(Kind::difference, std::move(left.ink), std::move(right_ink)), kSum,
            minus_first};
  }

  static Piece negated(Piece piece) {
    return signed_piece({operand(std::move(piece), kProduct, false), kProduct}, true);
  }

  Piece root(Piece inside) const {
    const int least = options_.stacked ? kSum : kAtom;
    return {made_of(Kind::root, operand(std::move(inside), least, options_.stacked)), kPower};
  }

  static Piece product(Piece left, Piece right, bool of_columns = false) {
    const bool minus_first = left.minus_first;
    // 1√2 is no way to write a number.
    const bool plain =
        left.ink.kind == Kind::numeral &&
        (right.ink.kind == Kind::symbol || (right.ink.kind == Kind::root && left.ink.text != "1"));
    // (1/3) · 2, although the rule of left to right would do without.
    const int least = is_quotient(left.ink) ? kAtom : kProduct;
    Ink left_ink = operand(std::move(left), least, true);
    Ink right_ink = operand(std::move(right), kFraction, false);
    const Kind kind = of_columns ? Kind::entrywise : plain ? Kind::juxtaposed : Kind::product;
    return {made_of(kind, std::move(left_ink), std::move(right_ink)), kProduct, minus_first};
  }

  Piece quotient(Piece top, Piece bottom) const {
    // (−3)/√5 and −(3/√5) are read alike, so they are the same ink.
    const bool negative = top.ink.kind == Kind::negative && !is_quotient(top.ink);
    if (negative) top = {Ink(std::move(top.ink.parts[0])), kProduct};
    Piece piece;
    if (options_.stacked) {
      piece = {made_of(Kind::fraction, std::move(top.ink), std::move(bottom.ink)), kFraction};
    } else {
      const bool minus_first = top.minus_first;
      const int least = is_quotient(top.ink) ? kAtom : kProduct;
      Ink left = operand(std::move(top), least, true);
      Ink right = operand(std::move(bottom), kFraction, false);
      piece = {made_of(Kind::quotient, std::move(left), std::move(right)), kProduct, minus_first};
    }
    return signed_piece(std::move(piece), negative);
  }

  /// A floor or ceiling; it isn't shown where it does nothing.
  Piece rounded(Kind kind, const Term& term) {
    Piece inside = lay_out(term);
    if (term.column().empty() && term.value().is_integer()) return inside;
    return {made_of(kind, std::move(inside.ink))};
  }

  NotationOptions options_;
  bool by_name_;
  int rounds_;
  bool exact_ = true;
  bool defined_ = true;
};

Layout number_layout(const NotationOptions& options) { return Layout(options, false, 0); }

}  // namespace

Shown show_names(const Term& term, const NotationOptions& options) {
  return Layout(options, true, 0).shown(term);
}

Shown show_numbers(const Term& term, int rounds, const NotationOptions& options) {
  return Layout(options, false, rounds).shown(term);
}

Shown show_number(const Number& number, const NotationOptions& options) {
  Layout layout = number_layout(options);
  Piece piece = layout.number(number);
  return layout.shown(std::move(piece));
}

Ink show_exactly(const Number& number) {
  Layout layout = number_layout({});
  return layout.in_full(number).ink;
}

Shown show_decimal(const Number& number, const NotationOptions& options) {
  Layout layout = number_layout(options);
  Piece piece = layout.decimal(number);
  return layout.shown(std::move(piece));
}

bool wants_decimal(const Number& number, const NotationOptions& options) {
  return number.is_exact() && !number.is_integer() && !is_short_decimal(number, options.digits) &&
         is_tidy(number);
}

std::vector<ShownMatrix> show_matrix(const Matrix<Number>& matrix, const NotationOptions& options) {
  const auto shown_by = [&](auto show) {
    ShownMatrix version{.exact = true, .cells = Matrix<Ink>(matrix.rows, matrix.columns)};
    for (size_t i = 0; i < matrix.entries.size(); ++i) {
      Shown shown = show(matrix.entries[i], options);
      version.exact = version.exact && shown.exact;
      version.cells.entries[i] = std::move(shown.ink);
    }
    return version;
  };
  std::vector<ShownMatrix> versions = {shown_by(show_number)};
  // Beside a rounded entry a fraction would only puzzle.
  if (!versions[0].exact) return {shown_by(show_decimal)};
  const bool rounded = std::any_of(matrix.entries.begin(), matrix.entries.end(),
                                   [&](const Number& n) { return wants_decimal(n, options); });
  if (rounded) versions.push_back(shown_by(show_decimal));
  return versions;
}

std::vector<ShownMatrix> show_matrix(const MatrixBlock& block, const NotationOptions& options) {
  if (block.wants_decimals) return show_matrix(block.matrix, options);
  NotationOptions in_full = options;
  in_full.digits = kMostDigits;
  std::vector<ShownMatrix> versions = show_matrix(block.matrix, in_full);
  versions.resize(1);
  return versions;
}

std::vector<Link> Chain::links() const {
  std::vector<Link> all;
  for (const auto* part : {&formula, &substitution, &folded, &result}) {
    all.insert(all.end(), part->begin(), part->end());
  }
  return all;
}

NotationOptions options_for(const Equation& equation, NotationOptions options) {
  if (!equation.shows_fraction || !equation.formula.column().empty()) return options;
  const Number& value = equation.formula.value();
  if (!value.is_exact() || value.is_undefined() || value.is_integer()) return options;
  const auto looks_whole = [&] {
    const Decimal rounded = round_to(value, options.digits);
    return rounded.digits.find_last_not_of('0') <
           static_cast<size_t>(std::max(rounded.exponent, 0L));
  };
  while (options.digits < kMostDigits && looks_whole()) ++options.digits;
  return options;
}

Chain work_through(const Equation& equation, const NotationOptions& given) {
  const NotationOptions options = options_for(equation, given);
  Chain chain;
  chain.symbol = Ink{Kind::symbol, {}, equation.symbol};
  const std::vector<Link>* last = nullptr;
  bool exact = true;
  const auto add = [&](std::vector<Link>& part, Shown shown) {
    if (shown.ink == (last ? last->back().ink : chain.symbol)) return;
    last = &part;
    // Behind a rounded value nothing is equal any more.
    exact = exact && shown.exact;
    const auto relation = exact ? Link::Relation::equal : Link::Relation::approximate;
    part.push_back({relation, std::move(shown.ink)});
  };

  const Term& formula = equation.formula;
  if (equation.shows_formula) add(chain.formula, show_names(formula, options));
  add(chain.substitution, show_numbers(formula, 0, options));
  for (int round = 1; round < formula.node().height; ++round) {
    Shown folded = show_numbers(formula, round, options);
    // √(7/0) is said to be undefined; √undefined would say nothing.
    const bool says_something = folded.defined || !formula.column().empty();
    // Nor may a rounded number stand where the formula rounds up or down.
    const bool misleads = formula.node().rounds && !folded.exact;
    if (says_something && !misleads) add(chain.folded, std::move(folded));
  }
  Shown result = show_numbers(formula, std::numeric_limits<int>::max(), options);
  if (formula.column().empty() && formula.value().is_undefined()) {
    chain.result.push_back({Link::Relation::undefined, std::move(result.ink)});
    return chain;
  }
  add(chain.result, std::move(result));
  if (formula.column().empty() && wants_decimal(formula.value(), options)) {
    add(chain.result, show_decimal(formula.value(), options));
  }
  return chain;
}

}  // namespace cnnsolve
