// Functions of whole numbers against the same arithmetic on Numbers, in machine words and beyond.
#include "math/linear_function.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

namespace cnnsolve {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000'000'000;

void expect_alike(const Number& a, const Number& b, std::int64_t k) {
  const Number value = LinearFunction(a, b).at(k);
  const Number wanted = a + b * k;
  EXPECT_EQ(value, wanted) << k;
  EXPECT_EQ(value.is_exact(), wanted.is_exact()) << k;
  EXPECT_EQ(value.small().has_value(), wanted.small().has_value()) << k;
  if (!value.small() || !wanted.small()) return;
  EXPECT_EQ(value.small()->numerator, wanted.small()->numerator) << k;
  EXPECT_EQ(value.small()->surd, wanted.small()->surd) << k;
  EXPECT_EQ(value.small()->denominator, wanted.small()->denominator) << k;
  EXPECT_EQ(value.small()->radicand, wanted.small()->radicand) << k;
}

std::vector<Number> values() {
  const Number third = Number(1) / 3, root = sqrt(Number(14));
  return {0,
          1,
          -7,
          third,
          -third / 4,
          root,
          root / 6,
          third - root / 10,
          sqrt(Number(2)) * 5,
          Number(std::numeric_limits<std::int64_t>::max()),
          Number(kMost) / 7,
          root / kMost,
          power_of_ten(40),
          1 / power_of_ten(30),
          Number::undefined(),
          Number::approximate(0.5)};
}

TEST(LinearFunction, OfEveryPairOfNumbers) {
  for (const Number& a : values()) {
    for (const Number& b : values()) {
      for (const std::int64_t k :
           {std::int64_t{0}, std::int64_t{1}, std::int64_t{-6}, kMost, -kMost}) {
        expect_alike(a, b, k);
      }
    }
  }
}

TEST(LinearFunction, OfRandomFractionsAndRoots) {
  std::mt19937_64 random(7);
  const auto below = [&](std::int64_t limit) {
    return std::uniform_int_distribution<std::int64_t>(1, limit)(random);
  };
  for (int i = 0; i < 3000; ++i) {
    const Number root = sqrt(Number(below(50)));
    const Number a = Number(below(1000) - 500) / below(60) + root * (below(9) - 5) / below(30);
    const Number b = Number(below(1000) - 500) / below(60) + root * (below(9) - 5) / below(30);
    expect_alike(a, b, below(200) - 100);
  }
}

}  // namespace
}  // namespace cnnsolve
