// Numbers round the ends of the machine words, against GMP's own arithmetic. Which of both a Number
// computes with must show in nothing but small().
#include "math/small_number.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <utility>
#include <vector>

#include "math/number.h"
#include "math/small_primes.h"

namespace cnnsolve {
namespace {

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

mpz_class two_to(unsigned long exponent) { return mpz_class(1) << exponent; }

mpq_class ratio(const mpz_class& numerator, const mpz_class& denominator) {
  mpq_class result(numerator, denominator);
  result.canonicalize();
  return result;
}

bool fits(const mpz_class& part) { return abs(part) <= kMax; }

/// a + b√d in GMP's numbers alone.
struct Exact {
  mpq_class a;
  mpq_class b = 0;
  mpz_class d = 1;

  Number number() const { return Number(a, b, d); }
  bool fits_words() const {
    const mpz_class denominator = lcm(a.get_den(), b.get_den());
    const mpq_class over_a = a * denominator;
    const mpq_class over_b = b * denominator;
    return fits(over_a.get_num()) && fits(over_b.get_num()) && fits(denominator) &&
           (b == 0 || fits(d));
  }
  mpf_class value() const {
    // Nothing here comes nearer to a whole number or to 0 than 2^-300 without being it.
    const mpf_class root = sqrt(mpf_class(d, 2000));
    return mpf_class(a, 2000) + mpf_class(b, 2000) * root;
  }
};

void expect_is(const Number& got, const Exact& wanted) {
  ASSERT_TRUE(got.is_exact());
  EXPECT_EQ(got.rational_part(), wanted.a);
  ASSERT_EQ(got.surd().has_value(), wanted.b != 0);
  if (got.surd()) {
    EXPECT_EQ(got.surd()->coefficient, wanted.b);
    EXPECT_EQ(got.surd()->radicand, wanted.d);
  }
  EXPECT_EQ(got.is_rational(), wanted.b == 0);
  EXPECT_EQ(got.is_integer(), wanted.b == 0 && wanted.a.get_den() == 1);
  EXPECT_EQ(got.small().has_value(), wanted.fits_words());
  EXPECT_EQ(got, wanted.number());
}

class Parts {
 public:
  /// A whole number that is small, or near a power of two where something overflows.
  mpz_class whole() {
    static const unsigned long kEdges[] = {15, 16, 26, 31, 32, 47, 53, 62, 63, 64};
    mpz_class size = draw(0, 20);
    if (draw(0, 1) == 1) size = two_to(kEdges[draw(0, 9)]) + draw(-2, 2);
    return draw(0, 1) == 1 ? mpz_class(-size) : size;
  }
  mpq_class rational() {
    const mpz_class denominator = abs(whole());
    return ratio(whole(), draw(0, 2) == 0 || denominator == 0 ? mpz_class(1) : denominator);
  }
  long draw(long least, long most) {
    return std::uniform_int_distribution<long>(least, most)(engine_);
  }

 private:
  std::mt19937 engine_{20150301};
};

mpz_class floor_of(const mpq_class& x) {
  mpz_class result;
  mpz_fdiv_q(result.get_mpz_t(), x.get_num_mpz_t(), x.get_den_mpz_t());
  return result;
}

void expect_arithmetic(const mpq_class& x, const mpq_class& y) {
  SCOPED_TRACE(x.get_str() + " and " + y.get_str());
  const Number p(x);
  const Number q(y);
  expect_is(p, {x});
  expect_is(-p, {-x});
  expect_is(abs(p), {abs(x)});
  expect_is(p + q, {x + y});
  expect_is(p - q, {x - y});
  expect_is(p * q, {x * y});
  if (y == 0) {
    EXPECT_TRUE((p / q).is_undefined());
  } else {
    expect_is(p / q, {x / y});
  }
  EXPECT_EQ(p == q, x == y);
  EXPECT_EQ(p < q, x < y);
  EXPECT_EQ(p.sign(), sgn(x));
  expect_is(floor(p), {floor_of(x)});
  expect_is(ceiling(p), {-floor_of(-x)});
  expect_is(maximum(p, q), {x < y ? y : x});
  expect_is(sqrt(square(p)), {abs(x)});
}

TEST(SmallNumber, RationalsAgainstGmp) {
  Parts parts;
  for (int i = 0; i < 4000; ++i) expect_arithmetic(parts.rational(), parts.rational());
}

TEST(SmallNumber, EveryPairOfEdges) {
  std::vector<mpz_class> edges;
  for (const unsigned long exponent : {0UL, 31UL, 32UL, 53UL, 62UL, 63UL, 64UL}) {
    for (const int beside : {-1, 0, 1}) {
      edges.push_back(two_to(exponent) + beside);
      edges.push_back(-edges.back());
    }
  }
  for (const mpz_class& x : edges) {
    for (const mpz_class& y : edges) {
      expect_arithmetic(x, y);
      if (y != 0) expect_arithmetic(ratio(x, y), ratio(1, y));
    }
  }
}

TEST(SmallNumber, OneRootAgainstGmp) {
  Parts parts;
  const mpz_class radicands[] = {2, 3, 5, 6, 30, two_to(32) - 5, two_to(63) - 25, two_to(63) + 29};
  for (int i = 0; i < 4000; ++i) {
    const mpz_class& d = radicands[parts.draw(0, 6)];
    const Exact x{parts.rational(), parts.rational(), d};
    const Exact y{parts.draw(0, 1) == 1 ? parts.rational() : 0, parts.rational(), d};
    SCOPED_TRACE(testing::Message()
                 << x.a << " + " << x.b << "√" << d << " and " << y.a << " + " << y.b << "√" << d);
    const Number p = x.number();
    const Number q = y.number();
    expect_is(p, x);
    expect_is(-p, {-x.a, -x.b, d});
    expect_is(p + q, {x.a + y.a, x.b + y.b, d});
    expect_is(p - q, {x.a - y.a, x.b - y.b, d});
    expect_is(p * q, {x.a * y.a + x.b * y.b * d, x.a * y.b + x.b * y.a, d});
    EXPECT_EQ(p == q, x.a == y.a && x.b == y.b);
    EXPECT_EQ(p < q, x.value() < y.value());
    EXPECT_EQ(p.sign(), sgn(x.value()));
    expect_is(floor(p), {mpz_class(::floor(x.value()))});
    expect_is(ceiling(p), {mpz_class(::ceil(x.value()))});
    const mpq_class norm = y.a * y.a - y.b * y.b * d;
    if (norm == 0) continue;
    const mpq_class c = y.a / norm;
    const mpq_class e = -y.b / norm;
    expect_is(p / q, {x.a * c + x.b * e * d, x.a * e + x.b * c, d});
  }
}

TEST(SmallPrimes, AreAllOfThemAndInGroups) {
  size_t count = 0, group = 0;
  for (std::uint64_t n = 3; n <= kLargestTrialDivisor; ++n) {
    bool is_prime = true;
    for (std::uint64_t divisor = 2; divisor < n; ++divisor) is_prime = is_prime && n % divisor != 0;
    if (!is_prime) continue;
    ASSERT_LT(count, kOddPrimes.size());
    EXPECT_EQ(kOddPrimes[count].value, n);
    if (kPrimeGroups[group].last == count) ++group;
    ASSERT_LT(group, kPrimeGroups.size());
    EXPECT_LE(kPrimeGroups[group].first, count);
    EXPECT_LT(count, kPrimeGroups[group].last);
    EXPECT_EQ(kPrimeGroups[group].product % n, 0u);
    ++count;
  }
  EXPECT_EQ(count, kOddPrimes.size());
  EXPECT_EQ(kPrimeGroups.back().last, count);
}

TEST(SmallPrimes, DivideWhatLeavesNoRemainder) {
  constexpr std::uint64_t kLargest = std::numeric_limits<std::uint64_t>::max();
  std::mt19937_64 random(1994);
  for (const OddPrime& prime : kOddPrimes) {
    for (std::uint64_t i = 0; i < 2000; ++i) {
      const std::uint64_t any = random();
      for (const std::uint64_t n : {i, kLargest - i, any, any - any % prime.value}) {
        EXPECT_EQ(prime.divides(n), n % prime.value == 0) << n << " by " << prime.value;
      }
    }
  }
}

/// n without its squares of numbers up to 1000, and without the square that it may be itself.
mpz_class simplified(mpz_class n) {
  for (long divisor = 2; divisor <= 1000; ++divisor) {
    while (n % (divisor * divisor) == 0) n /= divisor * divisor;
  }
  return mpz_perfect_square_p(n.get_mpz_t()) != 0 ? mpz_class(1) : n;
}

void expect_root(const mpq_class& x) {
  SCOPED_TRACE(x.get_str());
  const mpz_class radicand = simplified(x.get_num()) * simplified(x.get_den());
  const mpz_class root = sqrt(mpz_class(x.get_num() * x.get_den() / radicand));
  const mpq_class coefficient = ratio(root, x.get_den());
  const Number got = sqrt(Number(x));
  expect_is(got, radicand == 1 ? Exact{coefficient} : Exact{0, coefficient, radicand});
  expect_is(square(got), {x});
}

TEST(SmallNumber, RootsOfRationals) {
  for (long n = 1; n <= 3000; ++n) expect_root(n);
  for (long n = 1; n <= 60; ++n) {
    for (long m = 1; m <= 60; ++m) expect_root(ratio(n, m));
  }
  Parts parts;
  for (int i = 0; i < 1000; ++i) {
    const mpq_class x = abs(parts.rational());
    if (x != 0) expect_root(x);
  }
}

TEST(SmallNumber, RootsOfSquaresOfLargePrimes) {
  const mpz_class inside = 997;
  const mpz_class outside = 1009;
  for (const mpz_class& n : std::vector<mpz_class>{
           inside * inside, inside * inside * 2, inside * inside * inside, inside * outside,
           outside * outside, outside * outside * 2, outside * outside * inside * inside,
           outside * outside * inside, outside * outside * outside, outside * outside * 12,
           outside * outside * outside * outside, mpz_class(65537) * 65537 * 3,
           mpz_class("3037000493") * mpz_class("3037000493"), two_to(62), two_to(61), two_to(63),
           two_to(64) * 9, two_to(63) - 1}) {
    expect_root(mpq_class(n));
    expect_root(ratio(1, n));
    expect_root(ratio(n, 7));
  }
}

TEST(SmallNumber, TheLeastWord) {
  const Number least(kMin);
  const mpz_class wanted = -two_to(63);
  expect_is(least, {wanted});
  expect_is(-least, {-wanted});
  expect_is(abs(least), {-wanted});
  expect_is(least / -1, {-wanted});
  expect_is(least * -1, {-wanted});
  expect_is(least / least, {1});
  expect_is(1 / least, {ratio(1, wanted)});
  expect_is(Number(mpq_class(1, 2)) / least, {ratio(1, 2 * wanted)});
  expect_is(least + 1, {wanted + 1});
  expect_is(least - 1, {wanted - 1});
  expect_is(-kMax - Number(1), {wanted});
  expect_is(Number(kMin / 2) * 2, {wanted});
  expect_is(least - least, {0});
  expect_is(floor(least), {wanted});
  expect_is(floor(least / 3), {floor_of(ratio(wanted, 3))});
  expect_is(sqrt(-least), {0, two_to(31), 2});
  EXPECT_TRUE(sqrt(least).is_undefined());
  EXPECT_EQ(least, Number(wanted));
  EXPECT_TRUE(least < -kMax);
  EXPECT_FALSE(Number(-kMax) < least);
  EXPECT_EQ(least.sign(), -1);
  EXPECT_EQ(digits(least), "-9223372036854775808");
  EXPECT_EQ(digits(Number(kMax)), "9223372036854775807");
}

TEST(SmallNumber, IntegersOfEveryType) {
  expect_is(Number(std::numeric_limits<std::uint64_t>::max()), {two_to(64) - 1});
  expect_is(Number(static_cast<std::uint64_t>(kMax) + 1), {two_to(63)});
  expect_is(Number(static_cast<std::uint64_t>(kMax)), {two_to(63) - 1});
  expect_is(Number(std::numeric_limits<std::uint32_t>::max()), {two_to(32) - 1});
  expect_is(Number(std::numeric_limits<std::int32_t>::min()), {-two_to(31)});
  expect_is(Number(static_cast<signed char>(-1)), {-1});
  expect_is(Number(true), {1});
}

TEST(SmallNumber, ComesBackFromGmp) {
  const Number large = Number(kMax) + 1;
  EXPECT_FALSE(large.small());
  expect_is(large - 1, {kMax});
  expect_is(large / 2, {two_to(62)});
  expect_is(large * large / large / large, {1});
  expect_is(1 / large * large, {1});
  expect_is(floor(large / (large + 1)), {0});
  const Number root = sqrt(Number(2));
  expect_is(large + root - large, {0, 1, 2});
  expect_is((large + root) - (large + root), {0});
  expect_is(large * root / large, {0, 1, 2});
  expect_is((large * root) * (large * root) / square(large), {2});
  const Number wide = sqrt(Number(mpz_class(two_to(63) + 29)));  // a prime
  EXPECT_FALSE(wide.small());
  expect_is(wide * wide, {two_to(63) + 29});
  expect_is(wide - wide, {0});
  // A square that trial division doesn't find: both radicands are simplified.
  const Number hidden = sqrt(Number(mpz_class("20001200018")));
  EXPECT_EQ(hidden, 100003 * root);
  expect_is(hidden * root, {200006});
  expect_is(hidden / root, {100003});
}

TEST(SmallNumber, CopiesAndMovesOfEveryForm) {
  const std::vector<Number> forms = {7,
                                     Number(ratio(1, 3)),
                                     Number(mpq_class(1, 2), 3, 5),
                                     Number(two_to(100)),
                                     Number(ratio(1, two_to(100)), 1, 3),
                                     Number::approximate(-0.1),
                                     Number::undefined()};
  for (const Number& from : forms) {
    for (const Number& to : forms) {
      Number copy = to;
      copy = from;
      EXPECT_EQ(copy, from);
      Number moved = to;
      moved = std::move(copy);
      EXPECT_EQ(moved, from);
      copy = to;
      EXPECT_EQ(copy, to);
      Number& same = copy;
      copy = same;
      EXPECT_EQ(copy, to);
      std::swap(moved, copy);
      EXPECT_EQ(moved, to);
      EXPECT_EQ(copy, from);
    }
  }
  std::vector<Number> growing;
  for (int i = 0; i < 100; ++i) growing.insert(growing.begin(), forms.begin(), forms.end());
  for (size_t i = 0; i < growing.size(); ++i) EXPECT_EQ(growing[i], forms[i % forms.size()]);
}

}  // namespace
}  // namespace cnnsolve
