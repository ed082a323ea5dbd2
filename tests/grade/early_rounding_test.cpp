#include "grade/early_rounding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "grade/typed.h"
#include "math/decimal.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// One unit normalised, with all that comes before.
struct Unit {
  std::vector<double> numbers;
  Term mean, variance, deviation, first;
};

Unit normalised(const std::vector<mpq_class>& values) {
  Series<Term> x{Term::unknown({"x", "", "(i)"}), {}, Term::named({"m"}, Number(values.size()))};
  Unit unit;
  for (const mpq_class& value : values) {
    x.items.push_back(Term::named({"x"}, Number(value)));
    unit.numbers.push_back(value.get_d());
  }
  unit.mean = Term::result({"μ"}, mean(x));
  unit.variance = Term::result({"v"}, variance(x, unit.mean));
  unit.deviation = Term::result({"σ"}, standard_deviation(unit.variance));
  unit.first = Term::result({"x̂"}, normalize(x.items[0], unit.mean, unit.deviation));
  return unit;
}

/// Nobody rounds a whole number.
double rounded(double value, int figures) {
  if (std::fabs(value - std::round(value)) < 1e-9) return value;
  char text[40];
  std::snprintf(text, sizeof text, "%.*e", figures - 1, value);
  return std::stod(text);
}

/// The first number as a person normalises it who rounds each result to so many digits.
double rounded_on_the_way(const std::vector<double>& x, int figures) {
  double sum = 0, squares = 0;
  const auto count = static_cast<double>(x.size());
  for (const double value : x) sum += value;
  const double mean = rounded(sum / count, figures);
  for (const double value : x) squares += (value - mean) * (value - mean);
  const double variance = rounded(squares / count, figures);
  return (x[0] - mean) / rounded(std::sqrt(variance), figures);
}

class Rows {
 public:
  std::vector<mpq_class> next() {
    std::vector<mpq_class> row(size_(engine_));
    for (mpq_class& value : row) value = mpq_class(top_(engine_), bottom_(engine_));
    for (mpq_class& value : row) value.canonicalize();
    return row;
  }

 private:
  std::mt19937 engine_{4};
  std::uniform_int_distribution<size_t> size_{2, 6};
  std::uniform_int_distribution<long> top_{-99, 99};
  std::uniform_int_distribution<long> bottom_{1, 9};
};

TEST(EarlyRounding, WhatComesOutOfRoundedResultsIsInTheRange) {
  Rows rows;
  for (int trial = 0; trial < 2000; ++trial) {
    const Unit unit = normalised(rows.next());
    if (unit.variance.value().is_zero()) continue;
    for (int figures = 2; figures <= 5; ++figures) {
      SCOPED_TRACE(testing::Message() << "trial " << trial << ", " << figures << " digits");
      const double value = rounded_on_the_way(unit.numbers, figures);
      const Range range = range_when_rounded(unit.first, figures);
      if (std::isnan(range.low)) continue;  // a division by 0 came within reach
      const double slack = 1e-9 * (1 + std::fabs(value));
      EXPECT_LE(range.low - slack, value);
      EXPECT_GE(range.high + slack, value);
      EXPECT_LE(range.low - slack, nearest_double(unit.first.value()));
      EXPECT_GE(range.high + slack, nearest_double(unit.first.value()));
    }
  }
}

TEST(EarlyRounding, FewerDigitsReachFurther) {
  const Unit unit = normalised({1, 2, 4, 9, mpq_class(1, 3)});
  Range wider = range_when_rounded(unit.first, 2);
  for (int figures = 3; figures <= 5; ++figures) {
    const Range range = range_when_rounded(unit.first, figures);
    EXPECT_LT(wider.low, range.low);
    EXPECT_GT(wider.high, range.high);
    wider = range;
  }
  EXPECT_LT(wider.high - wider.low, 1e-3);
}

TEST(EarlyRounding, WhatIsFarAwayIsOutOfReach) {
  const Unit unit = normalised({1, 2, 4});  // −4/√14 ≈ −1.069; −1.1 with μ = 2.3, v = 1.5, σ = 1.2
  EXPECT_TRUE(can_be_reached(typed("-1.08"), unit.first, 2));
  EXPECT_FALSE(can_be_reached(typed("-1.08"), unit.first, 4));
  EXPECT_FALSE(can_be_reached(typed("1.08"), unit.first, 2));
  EXPECT_FALSE(can_be_reached(typed("-1.50"), unit.first, 2));
  EXPECT_FALSE(can_be_reached(typed("-108/100"), unit.first, 2)) << "only decimals are rounded";
}

TEST(EarlyRounding, OfTheResultItselfIsNoneBeforeIt) {
  const Unit unit = normalised({1, 2, 4});
  EXPECT_FALSE(can_be_reached(typed("2.34"), unit.mean, 2)) << "nothing comes before the mean";
  EXPECT_TRUE(can_be_reached(typed("1.57"), unit.variance, 3));
  EXPECT_FALSE(can_be_reached(typed("1.58"), unit.variance, 5));
}

TEST(EarlyRounding, CountsAreNotRounded) {
  const Term weights = Term::result({"w"}, Term::named({"F"}, 363) * Term(1));
  const Term parameters = Term::result({"N"}, (weights + 1) * Term::named({"K"}, 96));
  EXPECT_EQ(parameters.value(), 34944);
  for (const char* text : {"34950", "34943", "3.5e4"}) {
    EXPECT_FALSE(can_be_reached(typed(text), parameters, 2)) << text;
  }
}

TEST(EarlyRounding, AWholeNumberIsNearAnything) {
  const Unit unit = normalised({10, 20, 40});
  EXPECT_TRUE(can_be_reached(typed("157.0"), unit.variance, 2));
  EXPECT_FALSE(can_be_reached(typed("157"), unit.variance, 2));
}

TEST(EarlyRounding, ADivisionByZeroWithinReachReachesNothing) {
  const Term small = Term::result({"s"}, Term::named({"a"}, Number(mpq_class(100, 3))) -
                                             Term::named({"b"}, Number(mpq_class(100, 3))));
  const Term third = Term::result({"t"}, Term::named({"a"}, 1) / Term(3));
  const Term quotient = Term::result({"q"}, Term(1) / (third - third + small));
  EXPECT_TRUE(std::isnan(range_when_rounded(quotient, 3).low));
  EXPECT_FALSE(can_be_reached(typed("1.00"), quotient, 3));
}

}  // namespace
}  // namespace cnnsolve
