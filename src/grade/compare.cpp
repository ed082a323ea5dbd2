#include "grade/compare.h"

#include <algorithm>

namespace cnnsolve {
namespace {

constexpr int kFewestFigures = 3;
constexpr int kFiguresOfDoubles = 15;

bool is_at_most(const Number& x, const Number& y) { return !(y < x); }

bool is_within(const Tolerance& tolerance, const Number& distance, const Number& exact) {
  return is_at_most(distance, tolerance.absolute) ||
         is_at_most(distance, tolerance.relative * abs(exact));
}

/// Whether `value` is `exact` rounded to a multiple of `unit`.
bool is_rounded(const Number& value, const Number& exact, const Number& unit) {
  const Number off = abs(value - exact) / unit;
  const Number half = Number(mpq_class(1, 2));
  if (off < half) return true;
  if (half < off) return false;
  const bool away_from_zero = abs(exact) < abs(value);
  return away_from_zero || (value / unit / 2).is_integer();
}

}  // namespace

Match compare(const TypedNumber& typed, const Number& exact, const Tolerance& tolerance,
              bool is_count) {
  if (typed.value == exact) return Match::right;
  if (typed.value.is_undefined() || exact.is_undefined()) return Match::wrong;
  if (is_within(tolerance, abs(typed.value - exact), exact)) return Match::right;
  if (!typed.is_decimal || typed.figures == 0) return Match::wrong;

  const int beyond = std::max(0, typed.figures - kFiguresOfDoubles);
  if (exact.is_integer() && (is_count || beyond == 0)) return Match::wrong;
  if (!is_rounded(typed.value, exact, power_of_ten(typed.last_place + beyond))) return Match::wrong;
  return typed.figures < kFewestFigures ? Match::too_few_figures : Match::right;
}

}  // namespace cnnsolve
