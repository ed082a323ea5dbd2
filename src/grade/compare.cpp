#include "grade/compare.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/decimal.h"

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

/// The place to which a decimal is compared.
long compared_place(const TypedNumber& typed) {
  return typed.last_place + std::max(0, typed.figures - kFiguresOfDoubles);
}

/// Whether the nearest doubles show that a value is neither `exact` nor that rounded. They need not
/// show it where it is so.
bool is_clearly_wrong(const TypedNumber& typed, const Number& exact) {
  const double x = nearest_double(typed.value);
  const double y = nearest_double(exact);
  // Rounding moves a number by half of this. Below the normal doubles nothing is clear.
  const double unit = typed.is_decimal ? std::pow(10, static_cast<double>(compared_place(typed)))
                                       : std::numeric_limits<double>::min();
  const double error = 2 * std::numeric_limits<double>::epsilon() * (std::fabs(x) + std::fabs(y));
  return unit >= std::numeric_limits<double>::min() && std::fabs(x - y) - error > unit;
}

}  // namespace

Match compare(const TypedNumber& typed, const Number& exact, const Tolerance& tolerance,
              bool is_count) {
  // Most that is compared is far from right, and exact comparison of roots takes long.
  const bool is_root_or_fraction = !exact.is_integer();
  const bool tolerates = !tolerance.relative.is_zero() || !tolerance.absolute.is_zero();
  if (is_root_or_fraction && !tolerates && is_clearly_wrong(typed, exact)) return Match::wrong;

  if (typed.value == exact) return Match::right;
  if (typed.value.is_undefined() || exact.is_undefined()) return Match::wrong;
  if (is_within(tolerance, abs(typed.value - exact), exact)) return Match::right;
  if (!typed.is_decimal || typed.figures == 0) return Match::wrong;

  const int beyond = std::max(0, typed.figures - kFiguresOfDoubles);
  if (exact.is_integer() && (is_count || beyond == 0)) return Match::wrong;
  if (!is_rounded(typed.value, exact, power_of_ten(compared_place(typed)))) return Match::wrong;
  return typed.figures < kFewestFigures ? Match::too_few_figures : Match::right;
}

}  // namespace cnnsolve
