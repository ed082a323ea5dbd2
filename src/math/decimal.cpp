#include "math/decimal.h"

#include <cmath>
#include <limits>
#include <optional>

namespace cnnsolve {
namespace {

/// A number lies between these. They are a few units in the last place apart, which tells the
/// nearest double unless it is nearly a tie.
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
  // Each of the eight roundings is off by half an epsilon of |a| + |b√d| at most.
  constexpr long double kError = 8 * std::numeric_limits<long double>::epsilon();
  const long double error = (std::fabs(rational) + std::fabs(surd)) * kError / denominator;
  const long double value = (rational + surd) / denominator;
  return {value - error, value + error};
}

bool is_moderate(const mpz_class& n) { return mpz_sizeinbase(n.get_mpz_t(), 2) <= 1000; }
bool is_moderate(const mpq_class& q) {
  return is_moderate(q.get_num()) && is_moderate(q.get_den());
}

static_assert(GMP_NUMB_BITS == 64);

/// n by its two leading limbs, off by 1½ epsilons of it at most.
long double leading(const mpz_class& n) {
  const mpz_srcptr limbs = n.get_mpz_t();
  const size_t count = mpz_size(limbs);
  if (count == 0) return 0;
  auto value = static_cast<long double>(mpz_getlimbn(limbs, static_cast<mp_size_t>(count - 1)));
  if (count > 1) {
    const mp_limb_t next = mpz_getlimbn(limbs, static_cast<mp_size_t>(count - 2));
    value = std::ldexp(value, GMP_NUMB_BITS) + static_cast<long double>(next);
    value = std::ldexp(value, static_cast<int>(count - 2) * GMP_NUMB_BITS);
  }
  return sgn(n) < 0 ? -value : value;
}
long double leading(const mpq_class& q) { return leading(q.get_num()) / leading(q.get_den()); }

/// Nothing where x may be too large or too small for this.
std::optional<Bounds> bounds(const Number& x) {
  if (const auto small = x.small()) return bounds(*small);
  const mpq_class a = x.rational_part();
  const auto surd = x.surd();
  if (!is_moderate(a)) return std::nullopt;
  if (surd && !(is_moderate(surd->coefficient) && is_moderate(surd->radicand))) return std::nullopt;
  const long double rational = leading(a);
  const long double root =
      surd ? leading(surd->coefficient) * std::sqrt(leading(surd->radicand)) : 0;
  // Far from what overflows, or loses digits to underflow.
  constexpr long double kLargest = 1e300L;
  const long double size = std::fabs(rational) + std::fabs(root);
  if (!(size > 1 / kLargest && size < kLargest)) return std::nullopt;
  // Of `size` the parts are off by 5½ epsilons at most, the sum and the bounds by half a one each.
  const long double error = size * 8 * std::numeric_limits<long double>::epsilon();
  const long double value = rational + root;
  // Where the parts cancel nearly wholly, the bounds say little; under valgrind, whose long doubles
  // are doubles, they would say it wrongly.
  if (std::fabs(value) < size / 1024) return std::nullopt;
  return Bounds{value - error, value + error};
}

/// An e with 2^(e−1) ≤ |x| < 2^e, or off by one or two. x is exact and not 0.
long binary_exponent(const Number& x) {
  const auto bits = [](const mpq_class& q) {
    return static_cast<long>(mpz_sizeinbase(q.get_num_mpz_t(), 2)) -
           static_cast<long>(mpz_sizeinbase(q.get_den_mpz_t(), 2));
  };
  if (const auto near = bounds(x); near && (near->lower > 0 || near->upper < 0)) {
    return std::ilogb(near->lower) + 1;
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
  if (const auto near = bounds(x)) {
    const auto nearest = static_cast<double>(near->lower);
    if (nearest == static_cast<double>(near->upper)) return nearest;
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
