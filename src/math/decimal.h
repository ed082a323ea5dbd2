// Decimals and doubles from exact numbers, correctly rounded.
#pragma once

#include <string>

#include "math/number.h"

namespace cnnsolve {

/// ±0.d₁d₂d₃… · 10^exponent, with d₁ ≠ 0. A rounded decimal has all the digits that were asked for,
/// an exact one no zeros at its end; zero has no digits.
struct Decimal {
  bool negative = false;
  std::string digits;
  long exponent = 0;
  /// Whether this is the number itself and not a rounding of it.
  bool exact = true;

  /// E.g. "-1.34164", "0.577350", "0.00001", "1.5e-9", "917504". Written with an exponent below
  /// 10^-6, and above 10^21 where the digits given don't reach the decimal point.
  std::string plain() const;
};

/// x to `significant` ≥ 1 digits; a tie goes away from zero, as taught at school. x isn't
/// undefined.
Decimal round_to(const Number& x, int significant);

/// The double nearest to x, ties to even; infinite beyond the largest one. NaN where x is
/// undefined.
double nearest_double(const Number& x);

}  // namespace cnnsolve
