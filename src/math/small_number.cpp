#include "math/small_number.h"

#include <algorithm>
#include <cmath>
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

SmallNumber words_in_lowest_terms(std::int64_t numerator, std::int64_t surd,
                                  std::int64_t denominator, std::uint32_t radicand) {
  std::int64_t divisor = std::gcd(denominator, numerator);
  if (surd != 0) divisor = std::gcd(divisor, surd);
  if (denominator < 0) divisor = -divisor;
  if (divisor != 1) {
    numerator /= divisor;
    denominator /= divisor;
    if (surd != 0) surd /= divisor;
  }
  return {numerator, surd, denominator, surd == 0 ? 1 : radicand};
}

std::optional<SmallNumber> in_lowest_terms(Int128 numerator, Int128 surd, Int128 denominator,
                                           std::uint32_t radicand) {
  if (!fits(numerator) || !fits(surd) || !fits(denominator)) {
    const auto divisor = static_cast<Int128>(greatest_common_divisor(
        greatest_common_divisor(magnitude(denominator), magnitude(numerator)), magnitude(surd)));
    numerator /= divisor;
    surd /= divisor;
    denominator /= divisor;
    if (!fits(numerator) || !fits(surd) || !fits(denominator)) return std::nullopt;
  }
  return words_in_lowest_terms(static_cast<std::int64_t>(numerator),
                               static_cast<std::int64_t>(surd),
                               static_cast<std::int64_t>(denominator), radicand);
}

/// The radicand of what is computed from both, if there is one for both.
std::optional<std::uint32_t> common_radicand(const SmallNumber& x, const SmallNumber& y) {
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

/// 1/x of a surd.
std::optional<SmallNumber> reciprocal(const SmallNumber& x) {
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

}  // namespace

std::optional<SmallNumber> add(const SmallNumber& x, const SmallNumber& y) {
  const auto radicand = common_radicand(x, y);
  if (!radicand) return std::nullopt;
  if (x.denominator == y.denominator) {
    return in_lowest_terms(static_cast<Int128>(x.numerator) + y.numerator,
                           static_cast<Int128>(x.surd) + y.surd, x.denominator, *radicand);
  }
  const Int128 left = x.denominator;
  const Int128 right = y.denominator;
  return in_lowest_terms(x.numerator * right + y.numerator * left, x.surd * right + y.surd * left,
                         left * right, *radicand);
}

std::optional<SmallNumber> multiply(const SmallNumber& x, const SmallNumber& y) {
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
  if (y.surd != 0) {
    const auto inverse = reciprocal(y);
    return inverse ? multiply(x, *inverse) : std::nullopt;
  }
  const Int128 denominator = y.denominator;
  return in_lowest_terms(x.numerator * denominator, x.surd * denominator,
                         static_cast<Int128>(x.denominator) * y.numerator, x.radicand);
}

std::optional<SmallNumber> square_root(const SmallNumber& x) {
  // √(n/m) = √(n·m)/m. n and m have no factor in common, so what is taken out of each is all that
  // can be taken out of n·m, and the result is in lowest terms.
  auto numerator = static_cast<std::uint64_t>(x.numerator);
  auto denominator = static_cast<std::uint64_t>(x.denominator);
  const std::uint64_t top = take_square_out(numerator);
  const std::uint64_t bottom = take_square_out(denominator);
  const UInt128 radicand = static_cast<UInt128>(numerator) * denominator;
  if (radicand > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  const auto root = static_cast<std::int64_t>(top);
  const auto divisor = static_cast<std::int64_t>(bottom * denominator);
  if (radicand == 1) return SmallNumber{root, 0, divisor, 1};
  return SmallNumber{0, root, divisor, static_cast<std::uint32_t>(radicand)};
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
  std::uint64_t root = 1;
  std::uint64_t single = 1;
  for (const std::uint64_t prime : kPrimes) {
    // Without prime factors below `prime`, less than its cube is a product of two primes at most.
    if (n < prime * prime * prime) break;
    while (n % (prime * prime) == 0) {
      n /= prime * prime;
      root *= prime;
    }
    if (n % prime == 0) {
      n /= prime;
      single *= prime;
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
