#include "grade/compare.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "math/decimal.h"

namespace cnnsolve {
namespace {

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
  return typed.last_place + std::max(0, typed.figures - kMostComparedFigures);
}

/// How far what is worked out from decimals may be off; beyond 15 figures they aren't compared. 0
/// where fewer than three figures are left, as after a subtraction of what is nearly the same.
double worked_out_error(const TypedNumber& typed) {
  const double size = std::fabs(nearest_double(typed.value));
  constexpr double kLeft = 0.005;
  if (typed.figures < kFewestFigures || typed.error == 0 || kLeft * size < typed.error) return 0;
  return std::max(typed.error, 1e-15 * size);
}

/// Whether `exact`, rounded to the place of a decimal, is that decimal, where the nearest doubles
/// tell; nothing where the two are too near to half a unit of that place, or to each other, for
/// them.
std::optional<bool> is_clearly_rounded(const TypedNumber& typed, const Number& exact) {
  const double x = nearest_double(typed.value);
  const double y = nearest_double(exact);
  // What has no decimals in it must be equal, and two doubles can only show that it isn't.
  const double half = typed.is_decimal
                          ? std::pow(10, static_cast<double>(compared_place(typed))) / 2
                          : worked_out_error(typed);
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const double error = 2 * kEpsilon * (std::fabs(x) + std::fabs(y) + half);
  // Below the normal doubles these bounds don't hold.
  if (std::fabs(y) < 1e-290 || (typed.is_decimal && half < 1e-290)) return std::nullopt;
  const double distance = std::fabs(x - y);
  if (distance > half + error) return false;
  if (distance < half - error) return true;
  return std::nullopt;
}

}  // namespace

Match compare(const TypedNumber& typed, const Number& exact, const Tolerance& tolerance,
              bool is_count) {
  if (typed.is_blank) return Match::wrong;
  // Doubles decide nearly all of these; exact comparison of roots takes long.
  const bool tolerates = !tolerance.relative.is_zero() || !tolerance.absolute.is_zero();
  if (!exact.is_integer() && !tolerates) {
    const std::optional<bool> rounded = is_clearly_rounded(typed, exact);
    if (rounded == false) return Match::wrong;
    if (rounded && typed.figures >= kFewestFigures) return Match::right;
  }

  if (typed.value == exact) return Match::right;
  if (typed.value.is_undefined() || exact.is_undefined()) return Match::wrong;
  if (is_within(tolerance, abs(typed.value - exact), exact)) return Match::right;
  if (!typed.is_decimal) {
    const double error = is_count ? 0 : worked_out_error(typed);
    const bool is_near = error > 0 && nearest_double(abs(typed.value - exact)) <= error;
    return is_near ? Match::right : Match::wrong;
  }
  if (typed.figures == 0) return Match::wrong;

  const int beyond = std::max(0, typed.figures - kMostComparedFigures);
  if (exact.is_integer() && (is_count || beyond == 0)) return Match::wrong;
  if (!is_rounded(typed.value, exact, power_of_ten(compared_place(typed)))) return Match::wrong;
  // A double of the value may have no more figures.
  const bool has_all =
      typed.figures >= kFewestFigures || nearest_double(typed.value) == nearest_double(exact);
  return has_all ? Match::right : Match::too_few_figures;
}

}  // namespace cnnsolve
