#include "math/decimal.h"

#include <cmath>
#include <limits>

namespace cnnsolve {
namespace {

/// A number of machine words lies between these. They are a few units in the last place apart,
/// which tells the nearest double unless it is nearly a tie.
struct Bounds {
  long double lower;
  long double upper;
};

Bounds bounds(const SmallNumber& x) {
  const auto rational = static_cast<long double>(x.numerator);
  const auto surd = x.surd == 0 ? 0.0L
                                : static_cast<long double>(x.surd) *
                                      std::sqrt(static_cast<long double>(x.radicand));
  const auto denominator = static_cast<long double>(x.denominator);
  // Each of the seven roundings is off by half an epsilon of |a| + |b√d| at most.
  constexpr long double kError = 8 * std::numeric_limits<long double>::epsilon();
  const long double error = (std::fabs(rational) + std::fabs(surd)) * kError / denominator;
  const long double value = (rational + surd) / denominator;
  return {value - error, value + error};
}

/// An e with 2^(e−1) ≤ |x| < 2^e, or off by one or two. x is exact and not 0.
long binary_exponent(const Number& x) {
  const auto bits = [](const mpq_class& q) {
    return static_cast<long>(mpz_sizeinbase(q.get_num_mpz_t(), 2)) -
           static_cast<long>(mpz_sizeinbase(q.get_den_mpz_t(), 2));
  };
  if (const auto small = x.small()) {
    const auto [lower, upper] = bounds(*small);
    if (lower > 0 || upper < 0) return std::ilogb(lower) + 1;
  }
  if (x.is_rational()) return bits(x.rational_part());
  // a and b√d may cancel nearly wholly, so that their sizes say little: look at the value itself.
  for (long precision = 64;; precision *= 2) {
    const mpz_class whole = floor(abs(x) * power_of_two(precision)).rational_part().get_num();
    if (whole != 0) return static_cast<long>(mpz_sizeinbase(whole.get_mpz_t(), 2)) - precision;
  }
}

Number exact_value(const Number& x) {
  return x.is_exact() ? x : Number(mpq_class(x.approximation()));
}

}  // namespace

Decimal round_to(const Number& x, int significant) {
  Decimal decimal;
  const Number magnitude = abs(exact_value(x));
  decimal.exact = x.is_exact();
  if (magnitude.is_zero()) return decimal;
  decimal.negative = x.sign() < 0;

  // The estimate of the decimal exponent may be off by one; the loop puts it right.
  constexpr double kLog10Of2 = 0.30102999566398120;
  long exponent = std::lround(static_cast<double>(binary_exponent(magnitude)) * kLog10Of2);
  const Number limit = power_of_ten(significant);
  const Number half = Number(1) / 2;
  Number rounded;
  while (true) {
    const Number scaled = magnitude * power_of_ten(significant - exponent);
    const Number below = floor(scaled);
    if (!(below < limit)) {
      ++exponent;
    } else if (below * 10 < limit) {
      --exponent;
    } else {
      rounded = floor(scaled + half);
      decimal.exact = decimal.exact && scaled == rounded;
      break;
    }
  }
  if (rounded == limit) {
    rounded = rounded / 10;
    ++exponent;
  }
  decimal.digits = digits(rounded);
  // The zeros at the end of a rounded decimal are known digits: √0.33333 ≈ 0.577350.
  if (decimal.exact) decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  decimal.exponent = exponent;
  return decimal;
}

std::string Decimal::plain() const {
  if (digits.empty()) return "0";
  std::string text = negative ? "-" : "";
  const auto count = static_cast<long>(digits.size());
  if (exponent < -5 || (exponent > 21 && exponent > count)) {
    text += digits[0];
    if (count > 1) text += "." + digits.substr(1);
    return text + "e" + std::to_string(exponent - 1);
  }
  if (exponent <= 0) return text + "0." + std::string(static_cast<size_t>(-exponent), '0') + digits;
  if (exponent >= count) {
    return text + digits + std::string(static_cast<size_t>(exponent - count), '0');
  }
  const auto point = static_cast<size_t>(exponent);
  return text + digits.substr(0, point) + "." + digits.substr(point);
}

double nearest_double(const Number& x) {
  if (x.is_undefined()) return std::numeric_limits<double>::quiet_NaN();
  if (!x.is_exact()) return x.approximation();
  if (x.is_zero()) return 0;
  if (const auto small = x.small()) {
    const auto [lower, upper] = bounds(*small);
    const auto nearest = static_cast<double>(lower);
    if (nearest == static_cast<double>(upper)) return nearest;
  }

  const Number magnitude = abs(x);
  // Take 64 bits or more, then round to 53 (fewer below the smallest normal number) by hand: half
  // to even, where anything left below those bits breaks the tie.
  using Limits = std::numeric_limits<double>;
  const long shift = 66 - binary_exponent(magnitude);
  const Number scaled = magnitude * power_of_two(shift);
  mpz_class bits = floor(scaled).rational_part().get_num();
  const bool sticky = !(scaled == Number(bits));
  const long size = static_cast<long>(mpz_sizeinbase(bits.get_mpz_t(), 2));
  const long lowest = Limits::min_exponent - Limits::digits;
  const long drop = std::max(size - Limits::digits, lowest + shift);
  const mpz_class unit = mpz_class(1) << static_cast<unsigned long>(drop);
  mpz_class kept = bits / unit;
  const mpz_class twice_rest = (bits - kept * unit) * 2;
  if (twice_rest > unit || (twice_rest == unit && (sticky || mpz_odd_p(kept.get_mpz_t())))) ++kept;
  const double value = std::ldexp(kept.get_d(), static_cast<int>(std::min(drop - shift, 4096L)));
  return x.sign() < 0 ? -value : value;
}

}  // namespace cnnsolve
