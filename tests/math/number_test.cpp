#include "math/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace cnnsolve {
namespace {

Number ratio(long numerator, long denominator) { return Number(mpq_class(numerator, denominator)); }

/// A small number a + b√d as its parts, so that the tests can work it out in their own way.
struct Sample {
  long a, b, c;  // (a + b√d)/c
  long d;

  Number number() const { return Number(mpq_class(a, c), mpq_class(b, c), mpz_class(d)); }
  long double oracle() const {
    return (static_cast<long double>(a) +
            static_cast<long double>(b) * std::sqrt(static_cast<long double>(d))) /
           static_cast<long double>(c);
  }
};

class Samples {
 public:
  Sample next(long d) { return {draw(-20, 20), draw(-20, 20), draw(1, 12), d}; }
  long draw(long least, long most) {
    return std::uniform_int_distribution<long>(least, most)(engine_);
  }

 private:
  std::mt19937 engine_{20160312};
};

/// The value of an exact number, from its parts alone.
long double value_of(const Number& n) {
  long double value = n.rational_part().get_d();
  if (const auto surd = n.surd()) {
    value +=
        surd->coefficient.get_d() * std::sqrt(static_cast<long double>(surd->radicand.get_d()));
  }
  return value;
}

void expect_near(const Number& got, long double wanted) {
  EXPECT_TRUE(got.is_exact());
  EXPECT_NEAR(static_cast<double>(value_of(got) - wanted), 0,
              1e-11 * (1 + static_cast<double>(std::fabs(wanted))));
}

TEST(Number, RationalArithmetic) {
  EXPECT_EQ(ratio(1, 2) + ratio(1, 3), ratio(5, 6));
  EXPECT_EQ(ratio(1, 2) - ratio(1, 3), ratio(1, 6));
  EXPECT_EQ(ratio(2, 3) * ratio(9, 4), ratio(3, 2));
  EXPECT_EQ(ratio(2, 3) / ratio(-4, 9), ratio(-3, 2));
  EXPECT_EQ(-ratio(3, 7), ratio(-3, 7));
  EXPECT_EQ(ratio(6, 3), 2);
  EXPECT_TRUE(ratio(6, 3).is_integer());
  EXPECT_FALSE(ratio(1, 2).is_integer());
  EXPECT_FALSE(ratio(1, 2) == ratio(1, 3));
}

TEST(Number, ResultsOfAnySize) {
  const Number large = Number(1000000007) * 1000000009;
  EXPECT_EQ(large, Number(mpz_class("1000000016000000063")));
  EXPECT_EQ(square(large), Number(mpz_class("1000000032000000382000002016000003969")));
  EXPECT_FALSE(square(large) + 1 == square(large));
}

TEST(Number, ArithmeticOfOneRootAgainstLongDoubles) {
  Samples samples;
  for (int i = 0; i < 500; ++i) {
    const long d = samples.draw(2, 30);
    const Sample x = samples.next(d);
    const Sample y = samples.next(d);
    SCOPED_TRACE(testing::Message() << i);
    expect_near(x.number() + y.number(), x.oracle() + y.oracle());
    expect_near(x.number() - y.number(), x.oracle() - y.oracle());
    expect_near(x.number() * y.number(), x.oracle() * y.oracle());
    expect_near(-x.number(), -x.oracle());
  }
}

TEST(Number, DivisionUndoesMultiplication) {
  Samples samples;
  for (int i = 0; i < 500; ++i) {
    const long d = samples.draw(2, 30);
    const Number x = samples.next(d).number();
    const Number y = samples.next(d).number();
    SCOPED_TRACE(testing::Message() << i);
    if (y.is_zero()) continue;
    EXPECT_TRUE((x / y).is_exact());
    EXPECT_EQ(x / y * y, x);
    EXPECT_EQ(x - y + y, x);
  }
}

TEST(Number, EqualSurdsMadeDifferently) {
  EXPECT_EQ(sqrt(Number(8)), 2 * sqrt(Number(2)));
  EXPECT_EQ(sqrt(Number(2)) * sqrt(Number(3)), sqrt(Number(6)));
  EXPECT_EQ(1 / sqrt(Number(5)), sqrt(Number(5)) / 5);
  EXPECT_EQ((1 + sqrt(Number(2))) * (1 - sqrt(Number(2))), -1);
  EXPECT_EQ(sqrt(ratio(1, 3)), sqrt(Number(3)) / 3);
  EXPECT_EQ(sqrt(ratio(9, 4)), ratio(3, 2));
  EXPECT_EQ(sqrt(Number(12)) + sqrt(Number(27)), sqrt(Number(75)));
  EXPECT_EQ(1 / (2 + sqrt(Number(3))), 2 - sqrt(Number(3)));
  EXPECT_EQ(Number(1, 2, 9), 7);
  EXPECT_EQ(Number(1, 2, 0), 1);
  EXPECT_FALSE(sqrt(Number(8)) == 3 * sqrt(Number(2)));
  EXPECT_FALSE(sqrt(Number(2)) == ratio(99, 70));
}

TEST(Number, LargeSquareFactors) {
  const Number prime(10007);  // beyond the primes that trial division knows
  const Number root = sqrt(prime * prime * 3);
  EXPECT_EQ(root, prime * sqrt(Number(3)));
  EXPECT_EQ(sqrt(Number(3)) * root, 3 * prime);
  EXPECT_TRUE((sqrt(Number(3)) * root).is_integer());
  EXPECT_TRUE((root + sqrt(Number(3))).is_exact());
  EXPECT_EQ(root + sqrt(Number(3)), 10008 * sqrt(Number(3)));
  EXPECT_EQ(root / sqrt(Number(3)), prime);
  EXPECT_TRUE((root - prime * sqrt(Number(3))).is_zero());
  EXPECT_EQ(sqrt(prime * prime), prime);
}

TEST(Number, RootsSquareBack) {
  for (long n = 0; n <= 60; ++n) {
    for (long m = 1; m <= 20; ++m) {
      SCOPED_TRACE(testing::Message() << n << "/" << m);
      const Number root = sqrt(ratio(n, m));
      EXPECT_TRUE(root.is_exact());
      EXPECT_EQ(square(root), ratio(n, m));
      EXPECT_GE(root.sign(), 0);
    }
  }
}

TEST(Number, DifferentRootsBecomeApproximate) {
  const Number sum = sqrt(Number(2)) + sqrt(Number(3));
  EXPECT_FALSE(sum.is_exact());
  EXPECT_FALSE(sum.is_undefined());
  EXPECT_DOUBLE_EQ(sum.approximation(), 3.1462643699419723423);
  const Number product = (1 + sqrt(Number(2))) * sqrt(Number(3));
  EXPECT_FALSE(product.is_exact());
  EXPECT_DOUBLE_EQ(product.approximation(), 4.1815405503520552);
  const Number root = sqrt(1 + sqrt(Number(2)));
  EXPECT_FALSE(root.is_exact());
  EXPECT_DOUBLE_EQ(root.approximation(), 1.5537739740300374);
  EXPECT_FALSE((sum - 1).is_exact());
  EXPECT_FALSE((1 / sum).is_exact());
  EXPECT_TRUE((sqrt(Number(2)) / sqrt(Number(3))).is_exact());
}

TEST(Number, UndefinedAndWhatIsComputedFromIt) {
  const Number undefined = Number(0) / 0;
  const Number shifted = sqrt(Number(2)) - sqrt(Number(2));
  for (const Number& x :
       {undefined, Number(1) / 0, 1 / shifted, sqrt(Number(-1)), sqrt(1 - sqrt(Number(2))),
        Number::approximate(INFINITY), Number::approximate(NAN)}) {
    EXPECT_TRUE(x.is_undefined());
    EXPECT_FALSE(x.is_exact());
    EXPECT_FALSE(x.is_zero());
  }
  for (const Number& x : {undefined + 1, 1 - undefined, undefined * 0, 0 / undefined, -undefined,
                          sqrt(undefined), abs(undefined), floor(undefined), ceiling(undefined),
                          square(undefined), maximum(undefined, 1), maximum(1, undefined)}) {
    EXPECT_TRUE(x.is_undefined());
  }
  EXPECT_EQ(undefined, Number::undefined());
  EXPECT_FALSE(undefined == Number(0));
  EXPECT_FALSE(undefined < Number(1));
  EXPECT_FALSE(Number(-1) < undefined);
}

TEST(Number, SignsOfNearlyCancellingSurds) {
  // Convergents of √2 lie below and above it in turn.
  long p = 1;
  long q = 1;
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(testing::Message() << p << "/" << q);
    const Number difference = ratio(p, q) - sqrt(Number(2));
    EXPECT_EQ(difference.sign(), i % 2 == 0 ? -1 : 1);
    EXPECT_EQ((-difference).sign(), i % 2 == 0 ? 1 : -1);
    EXPECT_EQ(sqrt(Number(2)) < ratio(p, q), i % 2 == 1);
    const long next = p + 2 * q;
    q = p + q;
    p = next;
  }
  EXPECT_EQ((ratio(99, 70) - sqrt(Number(2))).sign(), 1);
}

TEST(Number, RootsThatNoDoubleTellsApart) {
  mpz_class large;
  mpz_ui_pow_ui(large.get_mpz_t(), 10, 40);
  const Number lower = sqrt(Number(mpz_class(large + 1)));
  const Number upper = sqrt(Number(mpz_class(large + 3)));
  EXPECT_FALSE(lower == upper);
  EXPECT_TRUE(lower < upper);
}

TEST(Number, FloorAndCeilingOfRationalsByCounting) {
  for (long n = -40; n <= 40; ++n) {
    for (long m = 1; m <= 9; ++m) {
      SCOPED_TRACE(testing::Message() << n << "/" << m);
      long below = -50;
      while ((below + 1) * m <= n) ++below;
      long above = 50;
      while ((above - 1) * m >= n) --above;
      EXPECT_EQ(floor(ratio(n, m)), below);
      EXPECT_EQ(ceiling(ratio(n, m)), above);
    }
  }
}

TEST(Number, FloorAndCeilingOfSurds) {
  Samples samples;
  for (int i = 0; i < 1000; ++i) {
    const Sample x = samples.next(samples.draw(2, 30));
    SCOPED_TRACE(testing::Message() << x.a << " " << x.b << " " << x.c << " " << x.d);
    EXPECT_EQ(floor(x.number()), static_cast<long>(std::floor(x.oracle())));
    EXPECT_EQ(ceiling(x.number()), static_cast<long>(std::ceil(x.oracle())));
  }
  EXPECT_EQ(floor(-sqrt(Number(2))), -2);
  EXPECT_EQ(ceiling(-sqrt(Number(2))), -1);
  // √(10⁴⁰ − 1) lies a hair below 10²⁰.
  const Number hair = sqrt(Number(mpz_class("9999999999999999999999999999999999999999")));
  EXPECT_EQ(floor(hair), Number(mpz_class("99999999999999999999")));
  EXPECT_EQ(ceiling(hair), Number(mpz_class("100000000000000000000")));
  EXPECT_EQ(floor(Number::approximate(-2.5)), -3);
  EXPECT_EQ(ceiling(Number::approximate(-2.5)), -2);
}

TEST(Number, PowersOfTen) {
  EXPECT_EQ(power_of_ten(0), 1);
  EXPECT_EQ(power_of_ten(3), 1000);
  EXPECT_EQ(power_of_ten(-2), ratio(1, 100));
  EXPECT_EQ(digits(power_of_ten(1000)), "1" + std::string(1000, '0'));
}

TEST(Number, MaximumAndMagnitude) {
  EXPECT_EQ(maximum(2, 3), 3);
  EXPECT_EQ(maximum(-2, -3), -2);
  EXPECT_EQ(maximum(ratio(7, 5), sqrt(Number(2))), sqrt(Number(2)));
  EXPECT_EQ(maximum(ratio(99, 70), sqrt(Number(2))), ratio(99, 70));
  EXPECT_EQ(abs(1 - sqrt(Number(2))), sqrt(Number(2)) - 1);
  EXPECT_EQ(abs(ratio(-1, 3)), ratio(1, 3));
  EXPECT_EQ(abs(ratio(1, 3)), ratio(1, 3));
}

}  // namespace
}  // namespace cnnsolve
