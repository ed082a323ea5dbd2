#include "math/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "math/read_number.h"

namespace cnnsolve {
namespace {

using Limits = std::numeric_limits<double>;

Number ratio(const mpz_class& numerator, const mpz_class& denominator) {
  return Number(mpq_class(numerator, denominator));
}

mpz_class power_of_ten(unsigned long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, exponent);
  return power;
}

Number power_of_two(long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 2, static_cast<unsigned long>(std::labs(exponent)));
  return exponent < 0 ? ratio(1, power) : Number(power);
}

/// p/q − √2 for a convergent p/q above √2: positive, and smaller than 10⁻²⁰.
Number hair() {
  mpz_class p = 3;
  mpz_class q = 2;
  while (q < power_of_ten(12)) {
    const mpz_class next = 3 * p + 4 * q;
    q = 2 * p + 3 * q;
    p = next;
  }
  return ratio(p, q) - sqrt(Number(2));
}

struct Rounding {
  Number number;
  int significant;
  std::string plain;
  bool exact;
};

void expect_roundings(const std::vector<Rounding>& cases) {
  for (const Rounding& c : cases) {
    SCOPED_TRACE(c.plain + " to " + std::to_string(c.significant));
    const Decimal decimal = round_to(c.number, c.significant);
    EXPECT_EQ(decimal.plain(), c.plain);
    EXPECT_EQ(decimal.exact, c.exact);
  }
}

TEST(RoundTo, Rationals) {
  expect_roundings({
      {0, 6, "0", true},
      {1, 1, "1", true},
      {ratio(1, 3), 1, "0.3", false},
      {ratio(1, 3), 6, "0.333333", false},
      {ratio(-2, 3), 6, "-0.666667", false},
      {ratio(2, 3), 15, "0.666666666666667", false},
      {ratio(1, 7), 50, "0.14285714285714285714285714285714285714285714285714", false},
      {ratio(1, 8), 6, "0.125", true},
      {ratio(1, 8), 3, "0.125", true},
      {ratio(1, 8), 2, "0.13", false},
      {917504, 6, "917504", true},
      {917504, 3, "918000", false},
      {1200, 2, "1200", true},
      {sqrt(ratio(1, 3)), 6, "0.577350", false},
      {1234567, 6, "1234570", false},
  });
}

TEST(RoundTo, TiesGoAwayFromZero) {
  expect_roundings({
      {ratio(5, 2), 1, "3", false},
      {ratio(-5, 2), 1, "-3", false},
      {ratio(3, 2), 1, "2", false},
      {ratio(-3, 2), 1, "-2", false},
      {ratio(10000005, 10000000), 7, "1.000001", false},
      {ratio(2 * power_of_ten(14) + 1, 2 * power_of_ten(14)), 15, "1.00000000000001", false},
      {ratio(2 * power_of_ten(49) + 1, 2 * power_of_ten(49)), 50, "1." + std::string(48, '0') + "1",
       false},
      {ratio(9999995, 1000000), 6, "10.0000", false},
  });
}

TEST(RoundTo, CarriesIntoANewDigit) {
  expect_roundings({
      {ratio(99999996, 10000000), 6, "10.0000", false},
      {ratio(9999994, 1000000), 6, "9.99999", false},
      {ratio(95, 10), 1, "10", false},
      {ratio(-9996, 10000), 3, "-1.00", false},
      {999999, 3, "1000000", false},
      {ratio(power_of_ten(20) - 1, power_of_ten(20)), 15, "1." + std::string(14, '0'), false},
      {ratio(99, 10000000), 1, "0.00001", false},
  });
}

TEST(RoundTo, Surds) {
  expect_roundings({
      {sqrt(Number(2)), 50, "1.4142135623730950488016887242096980785696718753769", false},
      {sqrt(Number(5)), 50, "2.2360679774997896964091736687312762354406183596115", false},
      {sqrt(Number(2)), 15, "1.41421356237310", false},
      {sqrt(Number(2)), 1, "1", false},
      {-3 / sqrt(Number(5)), 6, "-1.34164", false},
      {sqrt(Number(2)) / Number(power_of_ten(30)), 6, "1.41421e-30", false},
      {(1 + sqrt(Number(5))) / 2, 15, "1.61803398874989", false},
      {sqrt(Number(10)) * 100, 6, "316.228", false},
  });
}

TEST(RoundTo, NearTies) {
  const Number tie = ratio(25, 10);
  const Number little = ratio(1, power_of_ten(60));
  expect_roundings({
      {tie - little, 1, "2", false},
      {tie, 1, "3", false},
      {tie + little, 1, "3", false},
      {tie - hair(), 1, "2", false},
      {tie + hair(), 1, "3", false},
      {-tie + hair(), 1, "-2", false},
      {10 - hair(), 6, "10.0000", false},
      {10 + hair(), 6, "10.0000", false},
      {Number(power_of_ten(6)) + ratio(1, 2) - hair(), 7, "1000000", false},
      {Number(power_of_ten(6)) + ratio(1, 2) + hair(), 7, "1000001", false},
  });
  // The parts of the hair are about 1.4; only their difference tells its size.
  EXPECT_LT(round_to(hair(), 6).exponent, -20);
}

TEST(RoundTo, ApproximateNumbersAreNeverExact) {
  EXPECT_FALSE(round_to(Number::approximate(0.5), 6).exact);
  EXPECT_EQ(round_to(Number::approximate(0.5), 6).plain(), "0.500000");
  EXPECT_EQ(round_to(Number::approximate(-1e300), 6).plain(), "-1.00000e300");
  EXPECT_FALSE(round_to(Number::approximate(0), 6).exact);
}

TEST(DecimalPlain, WithAndWithoutAnExponent) {
  const auto plain = [](bool negative, const char* digits, long exponent) {
    return Decimal{negative, digits, exponent, true}.plain();
  };
  EXPECT_EQ(plain(false, "", 0), "0");
  EXPECT_EQ(plain(true, "134164", 1), "-1.34164");
  EXPECT_EQ(plain(false, "5", 0), "0.5");
  EXPECT_EQ(plain(false, "1", -4), "0.00001");
  EXPECT_EQ(plain(false, "1", -5), "0.000001");
  EXPECT_EQ(plain(false, "1", -6), "1e-7");
  EXPECT_EQ(plain(true, "15", -8), "-1.5e-9");
  EXPECT_EQ(plain(false, "917504", 6), "917504");
  EXPECT_EQ(plain(false, "917504", 5), "91750.4");
  EXPECT_EQ(plain(false, "12", 21), "12" + std::string(19, '0'));
  EXPECT_EQ(plain(false, "12", 23), "1.2e22");
  EXPECT_EQ(plain(false, "1", 1001), "1e1000");
  EXPECT_EQ(plain(false, "1234567890123456789012345", 25), "1234567890123456789012345");
}

TEST(NearestDouble, RatiosOfIntegersAgainstDivision) {
  std::mt19937_64 engine(1);
  std::uniform_int_distribution<long> draw(1, (1L << 53) - 1);
  for (int i = 0; i < 2000; ++i) {
    const long n = draw(engine) >> (i % 50);
    const long m = (draw(engine) >> (i % 37)) + 1;
    SCOPED_TRACE(testing::Message() << n << "/" << m);
    EXPECT_EQ(nearest_double(ratio(-n, m)), -static_cast<double>(n) / static_cast<double>(m));
  }
}

TEST(NearestDouble, DecimalsAgainstStrtod) {
  std::mt19937_64 engine(2);
  std::uniform_int_distribution<unsigned long> digits;
  std::uniform_int_distribution<int> exponent(-345, 320);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = std::to_string(1 + digits(engine) % 9) + "." +
                             std::to_string(digits(engine)) + "e" +
                             std::to_string(exponent(engine));
    SCOPED_TRACE(text);
    EXPECT_EQ(nearest_double(*read_number(text).number), std::strtod(text.c_str(), nullptr));
  }
}

TEST(NearestDouble, RootsAgainstTheRoundedRootOfTheMachine) {
  std::mt19937_64 engine(3);
  std::uniform_int_distribution<long> draw(0, (1L << 53) - 1);
  for (int i = 0; i < 1000; ++i) {
    const long n = draw(engine) >> (i % 48);
    SCOPED_TRACE(n);
    EXPECT_EQ(nearest_double(sqrt(Number(n))), std::sqrt(static_cast<double>(n)));
  }
}

TEST(NearestDouble, NoDoubleIsNearerToASurd) {
  std::mt19937 engine(4);
  std::uniform_int_distribution<long> draw(-100000, 100000);
  const auto distance = [](const Number& x, double d) { return abs(x - Number(mpq_class(d))); };
  for (int i = 0; i < 300; ++i) {
    const Number x = ratio(draw(engine), 997) + ratio(draw(engine), 1009) * sqrt(Number(i + 2));
    const double nearest = nearest_double(x);
    SCOPED_TRACE(nearest);
    for (const double other :
         {std::nextafter(nearest, INFINITY), std::nextafter(nearest, -INFINITY)}) {
      EXPECT_FALSE(distance(x, other) < distance(x, nearest));
    }
  }
  EXPECT_GT(nearest_double(hair()), 0);
  EXPECT_LT(nearest_double(hair()), 1e-20);
}

TEST(NearestDouble, NoDoubleIsNearerToAFullWord) {
  std::mt19937_64 engine(5);
  const auto draw = [&] { return static_cast<long>(engine() >> (1 + engine() % 50)); };
  const auto distance = [](const Number& x, double d) { return abs(x - Number(mpq_class(d))); };
  for (int i = 0; i < 3000; ++i) {
    const long n = draw();
    Number x = ratio(i % 2 == 0 ? n : -n, 1 + (i % 3 == 0 ? 0 : draw()));
    if (i % 5 == 0) x = x * sqrt(Number(i + 2));
    if (i % 10 == 0) x = x + ratio(draw(), i + 1);
    const double nearest = nearest_double(x);
    SCOPED_TRACE(nearest);
    for (const double other :
         {std::nextafter(nearest, INFINITY), std::nextafter(nearest, -INFINITY)}) {
      EXPECT_FALSE(distance(x, other) < distance(x, nearest));
    }
  }
}

TEST(NearestDouble, NoDoubleIsNearerToALargeNumber) {
  gmp_randclass random(gmp_randinit_default);
  random.seed(6);
  const auto distance = [](const Number& x, double d) { return abs(x - Number(mpq_class(d))); };
  // Up to 1000 bits a part is looked at by its leading limbs.
  for (const unsigned long bits :
       {40ul, 63ul, 64ul, 65ul, 127ul, 128ul, 129ul, 300ul, 999ul, 1000ul, 1001ul}) {
    const auto draw = [&] { return Number(mpz_class(random.get_z_bits(bits) + 1)); };
    for (int i = 0; i < 60; ++i) {
      Number x = draw() / draw();
      if (i % 3 == 1) x = x * sqrt(draw());
      // a and b√d cancel nearly wholly.
      if (i % 6 == 4) {
        const Number unit = draw();
        x = x - floor(x * unit) / unit;
      }
      if (i % 2 == 0) x = -x;
      const double nearest = nearest_double(x);
      if (!std::isfinite(nearest)) continue;
      SCOPED_TRACE(nearest);
      for (const double other :
           {std::nextafter(nearest, INFINITY), std::nextafter(nearest, -INFINITY)}) {
        if (!std::isfinite(other)) continue;
        EXPECT_FALSE(distance(x, other) < distance(x, nearest));
      }
    }
  }
}

TEST(NearestDouble, TiesOfWordsAndTheirNeighbours) {
  // Between 2^60 and 2^61 doubles lie 256 apart.
  const long base = 1L << 60;
  for (long steps = 0; steps < 8; ++steps) {
    SCOPED_TRACE(steps);
    const long below = base + 256 * steps;
    const long even = steps % 2 == 0 ? below : below + 256;
    const auto nearest = [](const Number& x) { return nearest_double(x); };
    EXPECT_EQ(nearest(below + 127), static_cast<double>(below));
    EXPECT_EQ(nearest(below + 128), static_cast<double>(even));
    EXPECT_EQ(nearest(below + 129), static_cast<double>(below + 256));
    EXPECT_EQ(nearest(-Number(below + 128)), -static_cast<double>(even));
    EXPECT_EQ(nearest(Number(below + 128) / 3 * 3), static_cast<double>(even));
    EXPECT_EQ(nearest(Number(2 * below + 257) / 2), static_cast<double>(below + 256));
    EXPECT_EQ(nearest(Number(2 * below + 255) / 2), static_cast<double>(below));
  }
}

TEST(NearestDouble, TiesGoToEven) {
  const long two_53 = 1L << 53;
  const Number little = ratio(1, power_of_ten(80));
  EXPECT_EQ(nearest_double(Number(two_53 + 1)), 0x1p53);
  EXPECT_EQ(nearest_double(Number(two_53 + 1) + little), 0x1p53 + 2);
  EXPECT_EQ(nearest_double(Number(two_53 + 3)), 0x1p53 + 4);
  EXPECT_EQ(nearest_double(Number(two_53 + 3) - little), 0x1p53 + 2);
  EXPECT_EQ(nearest_double(Number(-two_53 - 1)), -0x1p53);
  EXPECT_EQ(nearest_double(1 - power_of_two(-54)), 1.0);
}

TEST(NearestDouble, BothEndsOfTheRange) {
  EXPECT_EQ(nearest_double(power_of_two(-1074)), Limits::denorm_min());
  EXPECT_EQ(nearest_double(power_of_two(-1075)), 0);
  EXPECT_EQ(nearest_double(3 * power_of_two(-1075)), 2 * Limits::denorm_min());
  EXPECT_EQ(nearest_double(ratio(1, 3) * power_of_two(-1073)), Limits::denorm_min());
  EXPECT_EQ(nearest_double(power_of_two(-1022) - power_of_two(-1075)), Limits::min());
  EXPECT_EQ(nearest_double(power_of_two(-5000)), 0);
  EXPECT_EQ(nearest_double(power_of_two(1024) - power_of_two(970) - 1), Limits::max());
  EXPECT_EQ(nearest_double(power_of_two(1024) - power_of_two(970)), INFINITY);
  EXPECT_EQ(nearest_double(-power_of_two(20000)), -INFINITY);
  EXPECT_TRUE(std::isnan(nearest_double(Number::undefined())));
  EXPECT_EQ(nearest_double(Number::approximate(0.1)), 0.1);
  EXPECT_EQ(nearest_double(ratio(1, 10)), 0.1);
}

}  // namespace
}  // namespace cnnsolve
