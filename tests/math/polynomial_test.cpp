#include "math/polynomial.h"

#include <gtest/gtest.h>

#include <random>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000'000'000;

Number ratio(long top, long bottom) { return Number(mpq_class(top, bottom)); }

Number value_at(const Polynomial& p, const Number& x) {
  return p.coefficient(0) + p.coefficient(1) * x + p.coefficient(2) * x * x;
}

/// The same calculation on any type of number, of degree 2.
template <class N>
N calculated(const N& x, const Number& a, const Number& b) {
  return square(x - N(a)) * N(b) + (x + N(b)) / sqrt(N(3)) - N(7) * x;
}

TEST(PolynomialTest, ArithmeticAgreesWithThatAtPoints) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> pick(-20, 20);
  for (int trial = 0; trial < 200; ++trial) {
    const Number a = ratio(pick(random), 7), b = ratio(pick(random), 6), x = ratio(pick(random), 5);
    EXPECT_EQ(value_at(calculated(Polynomial::x(), a, b), x), calculated(x, a, b));
  }
}

TEST(PolynomialTest, DividedByZeroIsUndefinedThroughout) {
  const Polynomial p = Polynomial::x() / Polynomial(0);
  EXPECT_TRUE(p.coefficient(0).is_undefined());
  EXPECT_TRUE(p.coefficient(1).is_undefined());
  EXPECT_TRUE((Polynomial(2) * p + Polynomial(1)).coefficient(0).is_undefined());
}

/// Sums by a loop over numbers of any size.
void expect_sums(const std::vector<std::int64_t>& numbers) {
  PowerSums sums;
  mpz_class sum, squares;
  for (const std::int64_t x : numbers) {
    sums.add(x);
    sum += mpz_class(static_cast<long>(x));
    squares += mpz_class(static_cast<long>(x)) * static_cast<long>(x);
  }
  EXPECT_EQ(sums.count(), numbers.size());
  EXPECT_EQ(sums.sum(), Number(sum));
  EXPECT_EQ(sums.sum_of_squares(), Number(squares));
}

TEST(PowerSumsTest, AgreeWithALoop) {
  std::mt19937_64 random(5);
  for (const std::int64_t most : {std::int64_t{9}, std::int64_t{1} << 31, kLargest}) {
    std::uniform_int_distribution<std::int64_t> pick(-most, most);
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < 1000; ++i) numbers.push_back(pick(random));
    expect_sums(numbers);
  }
}

TEST(PowerSumsTest, GoBeyond64And128Bits) {
  expect_sums({});
  // 9 sums fit into 63 bits, 170 squares into 127.
  for (const size_t count : {9u, 10u, 18u, 19u, 170u, 171u, 340u, 341u, 1000u}) {
    expect_sums(std::vector<std::int64_t>(count, kLargest));
    expect_sums(std::vector<std::int64_t>(count, -kLargest));
  }
}

TEST(SeriesTest, FormulasOnPowerSumsAgreeWithThoseOnItems) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::int64_t> pick(-1000, 1000);
  for (const int places : {0, 2, 18}) {
    for (const size_t count : {1u, 2u, 3u, 100u}) {
      PowerSums sums;
      Series<Number> items{{}, {}, count};
      for (size_t i = 0; i < count; ++i) {
        const std::int64_t x = pick(random);
        sums.add(x);
        items.items.push_back(x * power_of_ten(-places));
      }
      const Series<Polynomial> series = series_of(sums, places);
      const Number expected_mean = mean(items);
      const Polynomial found_mean = mean(series);
      EXPECT_EQ(found_mean.constant(), expected_mean);
      EXPECT_EQ(variance(series, found_mean).constant(), variance(items, expected_mean));
    }
  }
}

}  // namespace
}  // namespace cnnsolve
