#include "grade/early_rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <unordered_map>
#include <utility>

#include "grade/compare.h"
#include "math/decimal.h"
#include "math/evaluate.h"

namespace cnnsolve {
namespace {

// What a double's last digits may hide.
constexpr double kSlack = 1e-9;

double rounded(double value, const Rounding& rounding) {
  const bool is_whole = std::fabs(value - std::round(value)) < kSlack;
  if (is_whole || !std::isfinite(value)) return value;
  const double size = std::floor(std::log10(std::fabs(value)));
  const double last = rounding.of_decimals ? -rounding.places : size - rounding.places + 1;
  // Who sees but one digit left takes more decimals.
  if (last >= size) return std::numeric_limits<double>::quiet_NaN();
  const double unit = std::pow(10, last);
  const double half = rounding.cuts_off ? 0 : 0.5;
  return std::copysign(std::floor(std::fabs(value) / unit + half + kSlack) * unit, value);
}

/// Works a formula out with the results behind it rounded.
class Walk {
 public:
  explicit Walk(const Rounding& rounding) : rounding_(rounding) {}

  double of_formula(const Term& term) {
    const Node& node = term.node();
    const Operands& x = node.operands;
    switch (node.op) {
      case Op::constant:
        return nearest_double(node.value);
      case Op::symbol:
        return x.empty() ? nearest_double(node.value) : of_result(term);
      case Op::add:
        return of_formula(x[0]) + of_formula(x[1]);
      case Op::subtract:
        return of_formula(x[0]) - of_formula(x[1]);
      case Op::multiply:
        return of_formula(x[0]) * of_formula(x[1]);
      case Op::divide:
        return of_formula(x[0]) / of_formula(x[1]);
      case Op::negate:
        return -of_formula(x[0]);
      case Op::power:
        return std::pow(of_formula(x[0]), 2);
      case Op::root:
        return std::sqrt(of_formula(x[0]));
      case Op::floor:
        return std::floor(of_formula(x[0]));
      case Op::ceiling:
        return std::ceil(of_formula(x[0]));
      case Op::maximum:
        return std::max(of_formula(x[0]), of_formula(x[1]));
      case Op::series:
      case Op::total:
        return of_sum(std::span(x).subspan(first_summand(node.op)));
    }
    return 0;
  }

  size_t results() const { return results_.size(); }
  size_t length() const { return length_; }

 private:
  double of_result(const Term& term) {
    const auto found = results_.find(&term.node());
    if (found != results_.end()) return found->second;
    const double value = of_formula(term.node().operands[0]);
    const bool is_kept =
        results_.size() < kMostKept && (rounding_.kept >> results_.size() & 1U) != 0;
    return results_.emplace(&term.node(), is_kept ? value : rounded(value, rounding_))
        .first->second;
  }

  double of_sum(std::span<const Term> items) {
    double sum = 0;
    for (const Term& item : items) sum += of_formula(item);
    length_ += items.size();
    return sum;
  }

 public:
  static constexpr size_t kMostKept = 4;  ///< results that are kept or rounded one by one

 private:
  const Rounding& rounding_;
  std::unordered_map<const Node*, double> results_;
  size_t length_ = 0;  ///< of all sums
};

const Term& formula_of(const Term& result) {
  return is_result(result) ? result.node().operands[0] : result;
}

double written_within(const TypedNumber& typed) {
  return typed.is_decimal ? std::pow(10, static_cast<double>(typed.last_place)) / 2 : 0;
}

bool are_near(double a, double b, double distance) {
  return std::fabs(a - b) <= distance + kSlack * std::max(std::fabs(a), std::fabs(b));
}

}  // namespace

std::vector<Rounding> ways_to_round(const Term& result) {
  constexpr size_t kLongest = 1000;
  const Rounding coarse;
  Walk walk(coarse);
  walk.of_formula(formula_of(result));
  const size_t told_apart = walk.length() > kLongest ? 0 : std::min(walk.results(), walk.kMostKept);
  std::vector<Rounding> ways;
  constexpr std::pair<int, bool> kPlaces[] = {{5, false}, {4, true}, {4, false}, {3, true},
                                              {3, false}, {2, true}, {2, false}, {1, true}};
  for (const auto& [places, of_decimals] : kPlaces) {
    for (const bool cuts_off : {false, true}) {
      for (unsigned kept = 0; kept < 1U << told_apart; ++kept) {
        ways.push_back({places, of_decimals, cuts_off, kept});
      }
    }
  }
  return ways;
}

double value_when_rounded(const Term& result, const Rounding& rounding) {
  return Walk(rounding).of_formula(formula_of(result));
}

bool is_when_rounded(const TypedNumber& typed, const Term& result, const Rounding& rounding) {
  // What is exact in a few figures isn't rounded to them.
  const bool is_exact = typed.figures < kFewestFigures && typed.value == result.value();
  return are_near(nearest_double(typed.value), value_when_rounded(result, rounding),
                  is_exact ? 0 : written_within(typed));
}

bool is_told_by_rounding(const TypedNumber& typed, const Term& result, const Rounding& rounding) {
  // A whole number, or one of a single figure, is near anything.
  if (!typed.is_decimal || typed.last_place >= 0 || typed.figures < 2) return false;
  const double value = value_when_rounded(result, rounding);
  return are_near(nearest_double(typed.value), value, written_within(typed)) &&
         !are_near(value, nearest_double(result.value()), 0);
}

}  // namespace cnnsolve
