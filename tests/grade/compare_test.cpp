#include "grade/compare.h"

#include <gtest/gtest.h>

#include <array>
#include <ostream>

#include "grade/typed.h"
#include "math/decimal.h"
#include "reading/typed_number.h"

namespace cnnsolve {

void PrintTo(Match match, std::ostream* out) {
  *out << (match == Match::right ? "right" : match == Match::wrong ? "wrong" : "too few figures");
}

namespace {

constexpr Match kRight = Match::right, kWrong = Match::wrong, kTooFew = Match::too_few_figures;

struct Case {
  const char* typed;
  const char* exact;  ///< as read_number reads it, or "undefined"
  Match expected;
  const char* relative = "0";
  const char* absolute = "0";
};

Number exact_number(const std::string& text) {
  return text == "undefined" ? Number::undefined() : read_number(text).number.value();
}

void expect_matches(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.typed << " for " << c.exact << ", tolerance " << c.relative
                                    << " and " << c.absolute);
    const Tolerance tolerance{exact_number(c.relative), exact_number(c.absolute)};
    EXPECT_EQ(compare(typed(c.typed), exact_number(c.exact), tolerance), c.expected);
  }
}

TEST(Compare, EqualValuesHoweverTheyAreWritten) {
  expect_matches({{"784", "784", kRight},
                  {"784.0", "784", kRight},
                  {"7.84e2", "784", kRight},
                  {"1568/2", "784", kRight},
                  {"0.5", "1/2", kRight},  // in full, so few figures are enough
                  {"2/4", "1/2", kRight},
                  {"0", "0", kRight},
                  {"-0.0", "0", kRight},
                  {"-13.5", "-27/2", kRight}});
}

TEST(Compare, WholeNumbersMustBeEqual) {
  expect_matches({{"785", "784", kWrong},
                  {"783.9999", "784", kWrong},
                  {"7.8e2", "784", kWrong},
                  {"-784", "784", kWrong},
                  {"0.0001", "0", kWrong},
                  {"34900", "34944", kWrong},
                  {"123456789012346", "123456789012345", kWrong}});
}

TEST(Compare, DecimalsAreRightAsFarAsTheyGo) {
  expect_matches({{"0.333", "1/3", kRight},
                  {"0.33333", "1/3", kRight},
                  {"0.334", "1/3", kWrong},
                  {"0.3334", "1/3", kWrong},
                  {"0.667", "2/3", kRight},
                  {"0.666", "2/3", kWrong},  // cut off
                  {"-0.667", "-2/3", kRight},
                  {"0.667", "-2/3", kWrong},
                  {"0.00333", "1/300", kRight},
                  {"3.33e-3", "1/300", kRight},
                  {"33.3", "100/3", kRight},
                  {"3.33e5", "1e6/3", kRight},
                  {"1.00", "9999/10000", kRight},
                  {"0.1234", "0.12345678", kWrong},
                  {"0.1235", "0.12345678", kRight},
                  {"333/1000", "1/3", kWrong}});  // a fraction claims to be exact
}

TEST(Compare, FewerThanThreeFiguresAreTooFew) {
  expect_matches({{"0.33", "1/3", kTooFew},
                  {"0.3", "1/3", kTooFew},
                  {"0.0033", "1/300", kTooFew},
                  {"3e-3", "1/300", kTooFew},
                  {"33", "100/3", kTooFew},
                  {"1", "9999/10000", kTooFew},
                  {"0.34", "1/3", kWrong},
                  {"0.0", "1/300", kWrong},  // no figure at all
                  {"0.000", "1/3000", kWrong}});
}

TEST(Compare, TiesGoAwayFromZeroOrToTheEvenDigit) {
  expect_matches({{"1.235", "1.2345", kRight},
                  {"1.234", "1.2345", kRight},
                  {"1.236", "1.2355", kRight},
                  {"1.235", "1.2355", kWrong},
                  {"-1.235", "-1.2345", kRight},
                  {"-1.234", "-1.2345", kRight},
                  {"-1.236", "-1.2355", kRight},
                  {"-1.235", "-1.2355", kWrong},
                  {"0.0625", "1/16", kRight},
                  {"0.06", "1/16", kTooFew},
                  {"0.062", "1/16", kTooFew},
                  {"0.063", "1/16", kTooFew},
                  {"0.125", "0.1245", kRight},
                  {"0.124", "0.1245", kRight},
                  {"0.124", "0.1244999", kRight},
                  {"0.125", "0.1244999", kWrong},
                  {"0.124", "0.1245001", kWrong}});
}

TEST(Compare, Roots) {
  expect_matches({{"1.41", "sqrt(2)", kRight},
                  {"1.414", "sqrt(2)", kRight},
                  {"1.415", "sqrt(2)", kWrong},
                  {"1.4142135623730950488", "sqrt(2)", kRight},
                  {"-1.34", "-3/sqrt(5)", kRight},
                  {"-1.342", "-3/sqrt(5)", kRight},
                  {"-1.341", "-3/sqrt(5)", kWrong},
                  {"sqrt(8)/2", "sqrt(2)", kRight},
                  {"3*sqrt(5)/5", "3/sqrt(5)", kRight},
                  {"sqrt(2)", "1.414", kWrong},
                  {"2.73", "1+sqrt(3)", kRight}});
}

TEST(Compare, BeyondFifteenFiguresNoMoreAreCompared) {
  expect_matches({{"0.3333333333333333", "1/3", kRight},
                  {"0.33333333333333331483", "1/3", kRight},  // the double nearest to it
                  {"0.33333333333333300000", "1/3", kRight},
                  {"0.33333333333333200000", "1/3", kWrong},
                  {"0.333333333333334", "1/3", kWrong},
                  {"1.4142135623730951", "sqrt(2)", kRight},
                  {"1.4142135623731051", "sqrt(2)", kWrong},
                  {"12345678901234568", "12345678901234567", kRight},  // a double's spacing is 2
                  {"12345678901234700", "12345678901234567", kWrong}});
}

TEST(Compare, ToleranceCountsWithItsEdges) {
  expect_matches({{"1001", "1000", kRight, "0.001"},
                  {"999", "1000", kRight, "0.001"},
                  {"1001.0000001", "1000", kWrong, "0.001"},
                  {"998.9999999", "1000", kWrong, "0.001"},
                  {"-1001", "-1000", kRight, "0.001"},
                  {"-1001.0000001", "-1000", kWrong, "0.001"},
                  {"1001", "1000", kRight, "1e-3"},
                  {"0.3336666666666666666666666666", "1/3", kRight, "0.001"},
                  {"1001/3000", "1/3", kRight, "0.001"},
                  {"10010000001/30000000000", "1/3", kWrong, "0.001"},
                  {"787", "784", kRight, "0", "3"},
                  {"781", "784", kRight, "0", "3"},
                  {"787.1", "784", kWrong, "0", "3"},
                  {"0.01", "0", kRight, "0", "0.01"},
                  {"0.01", "0", kWrong, "0.5", "0.009"},
                  {"0.3", "1/3", kRight, "0.1"},  // within it, few figures are enough
                  {"1.42", "sqrt(2)", kRight, "0.01"},
                  {"1.43", "sqrt(2)", kWrong, "0.01"},
                  {"1100", "1000", kRight, "0.001", "100"}});
}

TEST(Compare, AgreesWithExactArithmeticRoundTheHalves) {
  // The smallest tolerance widens nothing here, but keeps doubles out.
  const Tolerance exactly{0, power_of_ten(-300)};
  const std::array exact = {
      Number(mpq_class(1, 3)), sqrt(Number(2)), -sqrt(Number(mpq_class(7, 5))),
      Number(1) - sqrt(Number(mpq_class(1, 1'000'003))), Number(mpq_class(12345, 100'000))};
  for (const Number& value : exact) {
    for (long places = 1; places <= 17; ++places) {
      const Number unit = power_of_ten(-places);
      for (const long thousandths : {0L, 1L, 499L, 500L, 501L, 999L, 1000L, -499L, -500L, -501L}) {
        const Number near = floor((value + unit * Number(thousandths) / 1000) / unit) * unit;
        TypedNumber typed{near, true, static_cast<int>(places) + 1, -places};
        if (value == near) continue;
        EXPECT_EQ(compare(typed, value, {}), compare(typed, value, exactly))
            << round_to(value, 20).plain() << ' ' << places << ' ' << thousandths;
      }
    }
  }
}

TEST(Compare, WhatIsWorkedOutFromDecimalsIsAsExactAsTheyAre) {
  const Number right = 3 / sqrt(Number(5));
  const auto match = [](const char* text, const Number& exact, bool is_count = false) {
    const TypedNumber number = std::get<TypedNumber>(read_typed_number(text, {}));
    // The smallest tolerance widens nothing here, but keeps doubles out.
    const Match result = compare(number, exact, {}, is_count);
    EXPECT_EQ(compare(number, exact, {0, power_of_ten(-300)}, is_count), result) << text;
    return result;
  };
  for (const char* text : {"1.5/1.118", "1.50/1.118", "1.5/1.12", "3.000/2.236", "3√5/5.00",
                           "1.5/1.118033988749894848"}) {
    EXPECT_EQ(match(text, right), kRight) << text;
  }
  for (const char* text :
       {"1.5/1.117", "1.5/1.1", "1.6/1.118", "1.5/1.25", "3/2", "1.5/1.1180330"}) {
    EXPECT_EQ(match(text, right), kWrong) << text;
  }
  // No figure is left that tells.
  EXPECT_EQ(match("1000.00 - 10√9999.97", 0), kWrong);
  EXPECT_EQ(match("5/1.667", 3), kRight);
  EXPECT_EQ(match("5/1.667", 3, true), kWrong);
}

TEST(Compare, WhatIsUndefinedOnlyEqualsItself) {
  expect_matches({{"undefined", "undefined", kRight},
                  {"undefined", "0", kWrong},
                  {"0", "undefined", kWrong},
                  {"1.23", "undefined", kWrong, "1", "1000"},
                  {"undefined", "5", kWrong, "1", "1000"}});
}

}  // namespace
}  // namespace cnnsolve
