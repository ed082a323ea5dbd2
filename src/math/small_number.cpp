#include "math/small_number.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "math/small_primes.h"
#include "math/wide.h"

namespace cnnsolve {
namespace {

/// Int128 holds the sum of two products of parts.
bool fits(Int128 value) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
  return -kLargest <= value && value <= kLargest;
}

UInt128 magnitude(Int128 value) { return static_cast<UInt128>(value < 0 ? -value : value); }

UInt128 greatest_common_divisor(UInt128 x, UInt128 y) {
  while (y != 0 && (x | y) >> 64 != 0) {
    x %= y;
    std::swap(x, y);
  }
  if (y == 0) return x;
  return std::gcd(static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y));
}

/// The largest divisor of both. `divisor` is positive.
std::int64_t common_divisor(std::int64_t divisor, Int128 value) {
  if (divisor == 1 || value == 0) return divisor;
  const auto rest = static_cast<std::int64_t>(
      fits(value) ? static_cast<std::int64_t>(value) % divisor : value % divisor);
  return rest == 0 ? divisor : std::gcd(divisor, rest);
}

Int128 quotient(Int128 value, std::int64_t divisor) {
  if (divisor == 1) return value;
  return fits(value) ? static_cast<std::int64_t>(value) / divisor : value / divisor;
}

/// A number of such parts, which are in lowest terms.
std::optional<SmallNumber> in_words(Int128 numerator, Int128 surd, Int128 denominator,
                                    std::int64_t radicand) {
  if (!fits(numerator) || !fits(surd) || !fits(denominator)) return std::nullopt;
  return SmallNumber{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(surd),
                     static_cast<std::int64_t>(denominator), surd == 0 ? 1 : radicand};
}

std::optional<SmallNumber> in_lowest_terms(Int128 numerator, Int128 surd, Int128 denominator,
                                           std::int64_t radicand) {
  auto divisor = static_cast<Int128>(greatest_common_divisor(
      greatest_common_divisor(magnitude(denominator), magnitude(numerator)), magnitude(surd)));
  if (denominator < 0) divisor = -divisor;
  return in_words(numerator / divisor, surd / divisor, denominator / divisor, radicand);
}

/// The radicand of what is computed from both, if there is one for both.
std::optional<std::int64_t> common_radicand(const SmallNumber& x, const SmallNumber& y) {
  if (x.radicand != y.radicand && x.surd != 0 && y.surd != 0) return std::nullopt;
  return std::max(x.radicand, y.radicand);
}

std::optional<std::int64_t> product(std::int64_t x, std::int64_t y) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(x, y, &result)) return std::nullopt;
  return result;
}

/// b²d, which is the square of the irrational part over the same denominator.
std::optional<Int128> squared_surd(const SmallNumber& x) {
  const auto square = product(x.surd, x.surd);
  if (!square) return std::nullopt;
  return static_cast<Int128>(*square) * x.radicand;
}

/// x·n/m, where n/m is in lowest terms and m > 0.
std::optional<SmallNumber> scaled(const SmallNumber& x, std::int64_t n, std::int64_t m) {
  // What can be reduced is in one numerator and the other denominator. Source: Knuth, The Art of
  // Computer Programming, 4.5.1.
  const std::int64_t below = common_divisor(x.denominator, n);
  const std::int64_t above = common_divisor(common_divisor(m, x.numerator), x.surd);
  const Int128 factor = n / below;
  return in_words(x.numerator / above * factor, x.surd / above * factor,
                  static_cast<Int128>(x.denominator / below) * (m / above), x.radicand);
}

/// 1/x of a surd.
std::optional<SmallNumber> reciprocal(const SmallNumber& x) {
  if (x.numerator == 0) {
    // c/(b√d) = c√d/(bd), where b and c have no factor in common.
    const std::int64_t common = std::gcd(x.denominator, x.radicand);
    const std::int64_t numerator = x.denominator / common;
    return in_words(0, x.surd < 0 ? -numerator : numerator,
                    static_cast<Int128>(x.radicand / common) * std::abs(x.surd), x.radicand);
  }
  // c/(a + b√d) = c(a − b√d)/(a² − b²d), whose denominator is rational.
  const auto surd_squared = squared_surd(x);
  if (!surd_squared) return std::nullopt;
  const Int128 numerator = x.numerator;
  const Int128 denominator = x.denominator;
  return in_lowest_terms(denominator * numerator, -denominator * x.surd,
                         numerator * numerator - *surd_squared, x.radicand);
}

/// ⌊√n⌋ for n < 2^63.
std::uint64_t whole_root(std::uint64_t n) {
  auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(n)));
  while (root * root > n) --root;
  while ((root + 1) * (root + 1) <= n) ++root;
  return root;
}

/// A number over a denominator that isn't in lowest terms.
std::optional<SmallNumber> reduced(Int128 numerator, Int128 surd, std::int64_t denominator,
                                   std::int64_t radicand) {
  const std::int64_t divisor = common_divisor(common_divisor(denominator, numerator), surd);
  return in_words(quotient(numerator, divisor), quotient(surd, divisor), denominator / divisor,
                  radicand);
}

}  // namespace

std::optional<SmallLine> SmallLine::of(const SmallNumber& a, const SmallNumber& b) {
  const auto radicand = common_radicand(a, b);
  if (!radicand) return std::nullopt;
  const std::int64_t common = std::gcd(a.denominator, b.denominator);
  const std::int64_t of_a = b.denominator / common, of_b = a.denominator / common;
  const auto denominator = product(a.denominator, of_a);
  const auto a_numerator = product(a.numerator, of_a), a_surd = product(a.surd, of_a);
  const auto b_numerator = product(b.numerator, of_b), b_surd = product(b.surd, of_b);
  if (!denominator || !a_numerator || !a_surd || !b_numerator || !b_surd) return std::nullopt;
  return SmallLine({*a_numerator, *a_surd}, {*b_numerator, *b_surd}, *denominator, *radicand);
}

std::optional<SmallNumber> SmallLine::at(std::int64_t k) const {
  const Int128 factor = k;
  return reduced(a_.numerator + b_.numerator * factor, a_.surd + b_.surd * factor, denominator_,
                 radicand_);
}

std::optional<SmallNumber> add(const SmallNumber& x, const SmallNumber& y) {
  const auto radicand = common_radicand(x, y);
  if (!radicand) return std::nullopt;
  // Over the least common denominator, all that can be reduced is in both denominators. Source:
  // Knuth, as above.
  const std::int64_t common = common_divisor(x.denominator, y.denominator);
  const Int128 left = y.denominator / common;
  const Int128 right = x.denominator / common;
  const Int128 numerator = x.numerator * left + y.numerator * right;
  const Int128 surd = x.surd * left + y.surd * right;
  const std::int64_t divisor = common_divisor(common_divisor(common, numerator), surd);
  return in_words(quotient(numerator, divisor), quotient(surd, divisor),
                  x.denominator / divisor * left, *radicand);
}

std::optional<SmallNumber> multiply(const SmallNumber& x, const SmallNumber& y) {
  if (y.surd == 0) return scaled(x, y.numerator, y.denominator);
  if (x.surd == 0) return scaled(y, x.numerator, x.denominator);
  const auto radicand = common_radicand(x, y);
  const auto surds = product(x.surd, y.surd);
  if (!radicand || !surds) return std::nullopt;
  const Int128 left = x.numerator;
  const Int128 right = y.numerator;
  return in_lowest_terms(left * right + static_cast<Int128>(*surds) * *radicand,
                         left * y.surd + right * x.surd,
                         static_cast<Int128>(x.denominator) * y.denominator, *radicand);
}

std::optional<SmallNumber> divide(const SmallNumber& x, const SmallNumber& y) {
  if (y.surd == 0) {
    const std::int64_t sign = y.numerator < 0 ? -1 : 1;
    return scaled(x, sign * y.denominator, sign * y.numerator);
  }
  const auto inverse = reciprocal(y);
  return inverse ? multiply(x, *inverse) : std::nullopt;
}

std::optional<SmallNumber> square_root(const SmallNumber& x) {
  // √(n/m) = √(n·m)/m. n and m have no factor in common, so what is taken out of each is all that
  // can be taken out of n·m, and the result is in lowest terms.
  auto numerator = static_cast<std::uint64_t>(x.numerator);
  auto denominator = static_cast<std::uint64_t>(x.denominator);
  const std::uint64_t top = take_square_out(numerator);
  const std::uint64_t bottom = take_square_out(denominator);
  const UInt128 radicand = static_cast<UInt128>(numerator) * denominator;
  if (radicand > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  const auto root = static_cast<std::int64_t>(top);
  const auto divisor = static_cast<std::int64_t>(bottom * denominator);
  if (radicand == 1) return SmallNumber{root, 0, divisor, 1};
  return SmallNumber{0, root, divisor, static_cast<std::int64_t>(radicand)};
}

std::optional<SmallNumber> floor(const SmallNumber& x) {
  std::int64_t whole = x.numerator;
  if (x.surd != 0) {
    // ⌊(a ± √B)/c⌋ = ⌊⌊a ± √B⌋/c⌋, and √B is never whole, so rounding down its negative takes one
    // more.
    const auto surd_squared = squared_surd(x);
    if (!surd_squared || !fits(*surd_squared)) return std::nullopt;
    const auto root =
        static_cast<std::int64_t>(whole_root(static_cast<std::uint64_t>(*surd_squared)));
    if (__builtin_add_overflow(whole, x.surd > 0 ? root : -root - 1, &whole)) return std::nullopt;
    if (!is_small(whole)) return std::nullopt;
  }
  return SmallNumber{whole / x.denominator - (whole % x.denominator < 0 ? 1 : 0)};
}

std::optional<int> sign(const SmallNumber& x) {
  const int a = (x.numerator > 0) - (x.numerator < 0);
  const int b = (x.surd > 0) - (x.surd < 0);
  if (b == 0 || a == b) return a;
  if (a == 0) return b;
  const auto surd_squared = squared_surd(x);
  if (!surd_squared) return std::nullopt;
  return static_cast<Int128>(x.numerator) * x.numerator > *surd_squared ? a : b;
}

int compare(const SmallNumber& x, const SmallNumber& y) {
  const Int128 left = static_cast<Int128>(x.numerator) * y.denominator;
  const Int128 right = static_cast<Int128>(y.numerator) * x.denominator;
  return (left > right) - (left < right);
}

std::uint64_t take_square_out(std::uint64_t& n) {
  const int twos = std::countr_zero(n);
  n >>= twos;
  std::uint64_t root = static_cast<std::uint64_t>(1) << (twos / 2);
  std::uint64_t single = 1 + static_cast<std::uint64_t>(twos % 2);
  for (const OddPrime& prime : kOddPrimes) {
    // Without prime factors below `prime`, less than its cube is a product of two primes at most.
    if (n < prime.cube) break;
    if (!prime.divides(n)) continue;
    const std::uint64_t square = prime.value * prime.value;
    while (n % square == 0) {
      n /= square;
      root *= prime.value;
    }
    if (prime.divides(n)) {
      n /= prime.value;
      single *= prime.value;
    }
  }
  const std::uint64_t last = whole_root(n);
  if (last * last == n && (single == 1 || last <= kLargestTrialDivisor)) {
    root *= last;
    n = 1;
  }
  n *= single;
  return root;
}

}  // namespace cnnsolve
