#include "grade/early_rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <unordered_map>

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

class Walk {
 public:
  explicit Walk(int figures) : figures_(figures) {}

  Range of_formula(const Term& term) {
    const Node& node = term.node();
    const Operands& x = node.operands;
    switch (node.op) {
      case Op::constant:
        return exactly(node.value);
      case Op::symbol:
        return x.empty() ? exactly(node.value) : of_result(term);
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

  /// The range of the formula behind a result, widened by its rounding.
  Range of_result(const Term& term) {
    const auto found = results_.find(&term.node());
    if (found != results_.end()) return found->second;
    Range range = of_formula(term.node().operands[0]);
    const Number& value = term.value();
    // A whole number, such as a count, is only rounded where it doesn't come out as one.
    const bool varies = range.low < range.high;
    const auto has_more = [&] { return !value.is_integer() && !round_to(value, figures_).exact; };
    if (!value.is_undefined() && !value.is_zero() && (varies || has_more())) {
      const double size = std::floor(std::log10(std::fabs(nearest_double(value))));
      const double half_unit = std::pow(10, size - figures_ + 1) / 2;
      range = {range.low - half_unit, range.high + half_unit};
    }
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

  int figures_;
  std::unordered_map<const Node*, Range> results_;
};

}  // namespace

Range range_when_rounded(const Term& result, int figures) {
  return Walk(figures).of_formula(is_result(result) ? result.node().operands[0] : result);
}

bool can_be_reached(const TypedNumber& typed, const Term& result, int figures) {
  // A whole number, or one of a single figure, is near anything.
  if (!typed.is_decimal || typed.last_place >= 0 || typed.figures < 2) return false;
  const Range range = range_when_rounded(result, figures);
  if (!(range.low < range.high)) return false;
  const double value = nearest_double(typed.value);
  const double half_unit = std::pow(10, static_cast<double>(typed.last_place)) / 2;
  return range.low - half_unit <= value && value <= range.high + half_unit;
}

}  // namespace cnnsolve
