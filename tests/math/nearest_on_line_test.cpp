#include "math/nearest_on_line.h"

#include <gtest/gtest.h>

#include <random>

#include "math/decimal.h"

namespace cnnsolve {
namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000'000'000;

Number ratio(long top, long bottom) { return Number(mpq_class(top, bottom)); }

/// Whether the quick way decides; what it says must be right.
bool decides(const NearestOnLine& line, std::int64_t k) {
  const std::optional<double> value = line.nearest(k);
  EXPECT_EQ(value.value_or(nearest_double(line.exact(k))), nearest_double(line.exact(k))) << k;
  return value.has_value();
}

TEST(NearestOnLineTest, IsTheNearestDouble) {
  std::mt19937_64 random(1);
  const auto pick = [&](std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(-most, most)(random);
  };
  for (int trial = 0; trial < 300; ++trial) {
    const Number root = sqrt(ratio(1 + std::abs(pick(1000)), 1 + std::abs(pick(1000))));
    const Number a = ratio(pick(1000), 7) + ratio(pick(100), 9) * root;
    const Number b = ratio(pick(1000), 11) * root * power_of_ten(pick(6));
    const NearestOnLine line(a, b);
    for (const std::int64_t most : {std::int64_t{10}, std::int64_t{100'000'000}, kLargest}) {
      for (int i = 0; i < 10; ++i) decides(line, pick(most));
    }
    decides(line, kLargest);
    decides(line, -kLargest);
  }
}

TEST(NearestOnLineTest, NearlyAlwaysDecides) {
  std::mt19937_64 random(2);
  std::uniform_int_distribution<std::int64_t> pick(-10'000'000, 10'000'000);
  // Numbers with six places, of which the mean is the line's zero; and one with a shift.
  const Number root = sqrt(ratio(5003, 977));
  const NearestOnLine line(ratio(-7123457, 1'000'000) / root, ratio(1, 1'000'000) / root);
  const NearestOnLine shifted(ratio(-7123457, 1'000'000) / root + 3, ratio(1, 1'000'000) / root);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t k = pick(random);
    EXPECT_TRUE(decides(line, k)) << k;
    EXPECT_TRUE(decides(shifted, k)) << k;
  }
}

TEST(NearestOnLineTest, TellsSmallDifferencesFromALargeMean) {
  const Number root = sqrt(Number(2));
  const NearestOnLine line(ratio(-999'999'999'999'999'999, 2) * root, root);
  for (std::int64_t k = 499'999'999'999'999'990; k < 500'000'000'000'000'010; ++k) {
    EXPECT_TRUE(decides(line, k)) << k;
  }
}

TEST(NearestOnLineTest, KnowsItsZero) {
  const NearestOnLine line(-3 * sqrt(Number(7)), sqrt(Number(7)) / 2);
  EXPECT_EQ(line.nearest(6), 0.0);
  EXPECT_TRUE(decides(line, 5));
  EXPECT_TRUE(decides(line, 7));
}

TEST(NearestOnLineTest, LeavesTiesToNumbers) {
  // 2^53 + 1 lies in the middle of two doubles; each step goes to the next such place.
  const Number tie = power_of_two(53) + 1;
  for (const int exponent : {-200, -60, 0, 40}) {
    for (const Whole sign : {-1, 1}) {
      const Number unit = sign * power_of_two(exponent);
      const NearestOnLine line(tie * unit, 2 * unit);
      for (std::int64_t k = 0; k < 5; ++k) EXPECT_FALSE(line.nearest(k)) << exponent << ", " << k;
      // As near as this it can't tell on which side; Numbers can.
      for (const Number& off : {power_of_two(-300), -power_of_two(-300)}) {
        EXPECT_FALSE(NearestOnLine(tie * unit + off, 2 * unit).nearest(1));
      }
    }
  }
}

TEST(NearestOnLineTest, DecidesBesideTies) {
  const Number tie = power_of_two(53) + 1;
  for (int distance = 1; distance < 300; ++distance) {
    for (const Whole sign : {-1, 1}) {
      const Number a = tie + sign * power_of_two(-distance);
      const bool decided = decides(NearestOnLine(a, 2), 1);
      EXPECT_TRUE(decided || distance >= 50) << distance;
      decides(NearestOnLine(a, sqrt(Number(3)) * power_of_two(-distance)), sign);
    }
  }
}

TEST(NearestOnLineTest, IsRightRoundPowersOfTwo) {
  for (const int exponent : {-70, -1, 0, 3, 60}) {
    const Number power = power_of_two(exponent);
    for (int distance = 50; distance < 150; ++distance) {
      for (const Whole sign : {-1, 1}) {
        const Number off = power * power_of_two(-distance) * sign;
        decides(NearestOnLine(power + off, power / 4), 0);
        decides(NearestOnLine(power / 2 + off, power / 4), 2);
      }
    }
  }
}

TEST(NearestOnLineTest, LeavesWhatIsBeyondDoubles) {
  EXPECT_FALSE(NearestOnLine(power_of_ten(400), 1).nearest(1));
  EXPECT_FALSE(NearestOnLine(0, power_of_ten(-400)).nearest(1));
  EXPECT_FALSE(NearestOnLine(0, 0).nearest(1));
  EXPECT_TRUE(NearestOnLine(1, Number::undefined()).is_undefined());
}

}  // namespace
}  // namespace cnnsolve
