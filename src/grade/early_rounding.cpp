#include "grade/early_rounding.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <unordered_map>
#include <utility>

#include "math/decimal.h"
#include "math/evaluate.h"

namespace cnnsolve {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Range operator+(const Range& x, const Range& y) { return {x.low + y.low, x.high + y.high}; }
Range operator-(const Range& x) { return {-x.high, -x.low}; }

Range spanning(std::initializer_list<double> values) {
  for (const double value : values) {
    if (std::isnan(value)) return {kNone, kNone};
  }
  return {std::min(values), std::max(values)};
}

Range operator*(const Range& x, const Range& y) {
  return spanning({x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high});
}

Range operator/(const Range& x, const Range& y) {
  if (!(y.low > 0 || y.high < 0)) return {kNone, kNone};
  return x * Range{1 / y.high, 1 / y.low};
}

Range squared(const Range& x) {
  const Range product = x * x;
  const bool around_zero = x.low < 0 && x.high > 0;
  return around_zero ? Range{0, product.high} : spanning({x.low * x.low, x.high * x.high});
}

/// How far a value may be off: of a result with the range that it has already, or of a number that
/// is given.
using HalfUnit = std::function<double(const Term& term, const Range& range)>;

class Walk {
 public:
  explicit Walk(HalfUnit half_unit) : half_unit_(std::move(half_unit)) {}

  Range of_formula(const Term& term) {
    const Node& node = term.node();
    const Operands& x = node.operands;
    switch (node.op) {
      case Op::constant:
        return exactly(node.value);
      case Op::symbol:
        return of_symbol(term);
      case Op::add:
        return of_formula(x[0]) + of_formula(x[1]);
      case Op::subtract:
        return of_formula(x[0]) + -of_formula(x[1]);
      case Op::multiply:
        return of_formula(x[0]) * of_formula(x[1]);
      case Op::divide:
        return of_formula(x[0]) / of_formula(x[1]);
      case Op::negate:
        return -of_formula(x[0]);
      case Op::power:
        return squared(of_formula(x[0]));
      case Op::series:
      case Op::total:
        return of_sum(std::span(x).subspan(first_summand(node.op)));
      default:
        return monotonic(node.op, x);
    }
  }

 private:
  static Range exactly(const Number& number) {
    const double value = nearest_double(number);
    return {value, value};
  }

  /// The range of a given number, or of the formula behind a result, widened by its rounding.
  Range of_symbol(const Term& term) {
    const auto found = results_.find(&term.node());
    if (found != results_.end()) return found->second;
    Range range =
        is_result(term) ? of_formula(term.node().operands[0]) : exactly(term.node().value);
    const double half_unit = half_unit_(term, range);
    range = {range.low - half_unit, range.high + half_unit};
    results_.emplace(&term.node(), range);
    return range;
  }

  Range of_sum(std::span<const Term> items) {
    Range sum;
    for (const Term& item : items) sum = sum + of_formula(item);
    return sum;
  }

  Range monotonic(Op op, const Operands& x) {
    const Range range = of_formula(x[0]);
    if (op == Op::root) return spanning({std::sqrt(range.low), std::sqrt(range.high)});
    if (op == Op::floor) return {std::floor(range.low), std::floor(range.high)};
    if (op == Op::ceiling) return {std::ceil(range.low), std::ceil(range.high)};
    const Range other = of_formula(x[1]);
    return {std::max(range.low, other.low), std::max(range.high, other.high)};
  }

  HalfUnit half_unit_;
  std::unordered_map<const Node*, Range> results_;
};

const Term& formula_behind(const Term& result) {
  return is_result(result) ? result.node().operands[0] : result;
}

/// Whether a decimal is some value of a range that isn't a single one, rounded to its last place.
bool is_rounded_from(const TypedNumber& typed, const Range& range) {
  if (!typed.is_decimal || !(range.low < range.high)) return false;
  const double value = nearest_double(typed.value);
  const double half_unit = half_unit_of(typed);
  return range.low - half_unit <= value && value <= range.high + half_unit;
}

}  // namespace

Range range_when_rounded(const Term& result, int figures) {
  const auto half_unit = [figures](const Term& term, const Range& range) {
    const Number& value = term.value();
    // A whole number, such as a count, is only rounded where it doesn't come out as one.
    const bool varies = range.low < range.high;
    const auto has_more = [&] { return !value.is_integer() && !round_to(value, figures).exact; };
    const bool is_rounded =
        is_result(term) && !value.is_undefined() && !value.is_zero() && (varies || has_more());
    if (!is_rounded) return 0.0;
    const double size = std::floor(std::log10(std::fabs(nearest_double(value))));
    return std::pow(10, size - figures + 1) / 2;
  };
  return Walk(half_unit).of_formula(formula_behind(result));
}

bool can_be_reached(const TypedNumber& typed, const Term& result, int figures) {
  return is_rounded_from(typed, range_when_rounded(result, figures));
}

bool can_follow(const TypedNumber& typed, const Term& result, const HalfUnits& half_units) {
  const auto half_unit = [&](const Term& term, const Range&) {
    const auto found = half_units.find(&term.node());
    return found == half_units.end() ? 0.0 : found->second;
  };
  return is_rounded_from(typed, Walk(half_unit).of_formula(formula_behind(result)));
}

double half_unit_of(const TypedNumber& typed) {
  return typed.is_decimal ? std::pow(10, static_cast<double>(typed.last_place)) / 2 : 0;
}

}  // namespace cnnsolve
