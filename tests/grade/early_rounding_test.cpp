#include "grade/early_rounding.h"

#include <gtest/gtest.h>

#include <algorithm>
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
  // A tie is rounded away from zero.
  std::snprintf(text, sizeof text, "%.*e", figures - 1, value * (1 + 1e-12));
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

TEST(EarlyRounding, IsWhatAPersonGetsWhoRoundsEachResult) {
  Rows rows;
  int compared = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const Unit unit = normalised(rows.next());
    if (unit.variance.value().is_zero()) continue;
    for (int figures = 2; figures <= 5; ++figures) {
      SCOPED_TRACE(testing::Message() << "trial " << trial << ", " << figures << " digits");
      const double value = rounded_on_the_way(unit.numbers, figures);
      EXPECT_NEAR(value_when_rounded(unit.first, {figures}), value, 1e-9 * (1 + std::fabs(value)));
      ++compared;
    }
  }
  EXPECT_GT(compared, 7000);
}

/// Whether some way of rounding leads to a number.
bool can_be_reached(const char* text, const Term& result) {
  const std::vector<Rounding> ways = ways_to_round(result);
  return std::any_of(ways.begin(), ways.end(), [&](const Rounding& way) {
    return is_told_by_rounding(typed(text), result, way);
  });
}

TEST(EarlyRounding, OfSomeResultsOrAllToTheNearestOrCutOff) {
  const Unit unit = normalised({1, 2, 4});  // −4/√14 ≈ −1.0690, with μ = 7/3, v = 14/9, σ ≈ 1.2472
  EXPECT_TRUE(can_be_reached("-1.0640", unit.first)) << "2.33, 1.56, 1.25";
  EXPECT_TRUE(can_be_reached("-1.0667", unit.first)) << "σ = 1.25 alone";
  EXPECT_TRUE(can_be_reached("-1.0833", unit.first)) << "2.3, 1.5, 1.2, cut off";
  EXPECT_FALSE(can_be_reached("-1.0705", unit.first)) << "between 1.24 and 1.25";
  EXPECT_FALSE(can_be_reached("1.08", unit.first));
  EXPECT_FALSE(can_be_reached("-1.50", unit.first));
  EXPECT_FALSE(can_be_reached("-108/100", unit.first)) << "only decimals are rounded";
}

TEST(EarlyRounding, LeavesWhatIsExactInFewDigits) {
  const Unit unit = normalised({1, 2, 3, 4});  // μ = 2.5, v = 1.25, σ = √5/2 ≈ 1.118
  EXPECT_TRUE(can_be_reached("1.140", unit.deviation)) << "v = 1.3";
  EXPECT_TRUE(can_be_reached("1.095", unit.deviation)) << "v = 1.2";
  EXPECT_TRUE(can_be_reached("-1.36", unit.first)) << "σ = 1.1";
  for (const char* text : {"1.13", "1.119", "1.117"}) {
    EXPECT_FALSE(can_be_reached(text, unit.deviation)) << text;
  }
  EXPECT_FALSE(can_be_reached("-1.28", unit.first));
}

TEST(EarlyRounding, OfTheResultItselfIsNoneBeforeIt) {
  const Unit unit = normalised({1, 2, 4});
  EXPECT_FALSE(can_be_reached("2.34", unit.mean)) << "nothing comes before the mean";
  EXPECT_TRUE(can_be_reached("1.5567", unit.variance)) << "μ = 2.3";
  EXPECT_FALSE(can_be_reached("1.58", unit.variance));
}

TEST(EarlyRounding, CountsAreNotRounded) {
  const Term weights = Term::result({"w"}, Term::named({"F"}, 363) * Term(1));
  const Term parameters = Term::result({"N"}, (weights + 1) * Term::named({"K"}, 96));
  EXPECT_EQ(parameters.value(), 34944);
  for (const char* text : {"34950", "34943", "3.5e4"}) {
    EXPECT_FALSE(can_be_reached(text, parameters)) << text;
  }
}

TEST(EarlyRounding, AWholeNumberIsNearAnything) {
  const Unit unit = normalised({10, 20, 40});  // v = 1400/9 ≈ 155.56; with μ = 23 it is 155.67
  EXPECT_TRUE(can_be_reached("155.7", unit.variance));
  EXPECT_FALSE(can_be_reached("156", unit.variance));
}

TEST(EarlyRounding, LeavesTwoDigits) {
  const Term small = Term::result({"s"}, Term::named({"a"}, 1) / Term::named({"b"}, 600));
  const Term quotient = Term::result({"q"}, Term(1) / small);
  EXPECT_TRUE(std::isnan(value_when_rounded(quotient, {.places = 2, .of_decimals = true})));
  EXPECT_NEAR(value_when_rounded(quotient, {.places = 4, .of_decimals = true}), 588.235, 1e-3);
  EXPECT_FALSE(can_be_reached("500.1", quotient));
}

TEST(EarlyRounding, OfALongSumIsLookedAtInFewWays) {
  std::vector<mpq_class> row(2000, mpq_class(1, 3));
  row[0] = 1;
  EXPECT_EQ(ways_to_round(normalised(row).first).size(), 16u);
  EXPECT_EQ(ways_to_round(normalised({1, 2, 4}).first).size(), 128u);
}

}  // namespace
}  // namespace cnnsolve
