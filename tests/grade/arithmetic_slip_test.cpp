#include "grade/arithmetic_slip.h"

#include <gtest/gtest.h>

#include "grade/typed.h"

namespace cnnsolve {
namespace {

struct Case {
  const char* typed;
  const char* right;
  std::vector<std::string_view> codes;  ///< of all that are made
};

void expect_codes(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.typed << " for " << c.right);
    std::vector<std::string_view> codes;
    for (const ArithmeticSlip& slip : arithmetic_slips()) {
      if (slip.is_made(typed(c.typed), read_number(c.right).number.value())) {
        codes.push_back(slip.code);
      }
    }
    EXPECT_EQ(codes, c.codes);
  }
}

TEST(ArithmeticSlip, OffByOne) {
  expect_codes({{"785", "784", {"off_by_one"}},
                {"783", "784", {"off_by_one"}},
                {"1", "0", {"off_by_one"}},
                {"-1", "0", {"off_by_one"}},
                {"786", "784", {}},
                {"784.5", "784", {}},
                {"1.5", "1/2", {}}});  // only what is counted is off by one
}

TEST(ArithmeticSlip, FactorOfTen) {
  expect_codes({{"7840", "784", {"factor_of_ten"}},
                {"78.4", "784", {"factor_of_ten"}},
                {"78400", "784", {"factor_of_ten"}},
                {"7.84", "784", {"factor_of_ten"}},
                {"784000", "784", {"factor_of_ten"}},
                {"0.784", "784", {"factor_of_ten"}},
                {"2.240", "2240", {"factor_of_ten"}},
                {"2.24", "2240", {"factor_of_ten"}},
                {"2.241", "2240", {}},
                {"2.2400", "2240", {"factor_of_ten"}},
                {"56/25", "2240", {"factor_of_ten"}},
                {"353", "3528", {}},
                {"7840000", "784", {}},
                {"0.0784", "784", {}},
                {"3.33", "1/3", {"factor_of_ten"}},
                {"3.34", "1/3", {}},
                {"3.3", "1/3", {}}});  // too few figures to tell
}

TEST(ArithmeticSlip, DigitsSwapped) {
  expect_codes({{"748", "784", {"digits_swapped"}},
                {"487", "784", {"digits_swapped"}},  // the first and the last
                {"847", "784", {}},                  // all three have moved
                {"7084", "784", {}},                 // nobody writes 0784
                {"0.757", "sqrt(3)/3", {"digits_swapped"}},
                {"0.5747", "0.5774", {"digits_swapped"}},
                {"-0.707", "-0.770", {"digits_swapped"}},
                {"0.707", "-0.770", {}},
                {"0.7701", "sqrt(1/2)", {"digits_swapped"}},
                {"1.144", "sqrt(2)", {"digits_swapped"}},
                {"748/1", "784", {}},
                {"100000000000000000002", "200000000000000000001", {}}});  // 21 digits
}

TEST(ArithmeticSlip, WrongSign) {
  expect_codes({{"-784", "784", {"wrong_sign"}},
                {"0.577", "-sqrt(3)/3", {"wrong_sign"}},
                {"-0.577", "sqrt(3)/3", {"wrong_sign"}},
                {"-0.578", "sqrt(3)/3", {}},
                {"-1/3", "1/3", {"wrong_sign"}}});
}

}  // namespace
}  // namespace cnnsolve
