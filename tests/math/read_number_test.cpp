#include "math/read_number.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "render/math_text.h"

namespace cnnsolve {
namespace {

Number ratio(long numerator, long denominator) { return Number(mpq_class(numerator, denominator)); }

Number root(long of) { return sqrt(Number(of)); }

struct Case {
  std::string text;
  Number number;
};

void expect_readings(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE("\"" + c.text + "\"");
    const NumberReading reading = read_number(c.text);
    EXPECT_EQ(reading.wanted, "");
    if (!reading.number) {
      ADD_FAILURE() << "not read";
      continue;
    }
    EXPECT_TRUE(reading.number->is_exact());
    EXPECT_EQ(*reading.number, c.number);
  }
}

TEST(ReadNumber, WholeNumbersAndDecimals) {
  expect_readings({
      {"0", 0},
      {"2", 2},
      {"-2", -2},
      {"+2", 2},
      {"−2", -2},
      {"- 2", -2},
      {"  2  ", 2},
      {"9", 9},
      {"007", 7},
      {"010", 10},
      {"08", 8},
      {"0.1", ratio(1, 10)},
      {"0.10", ratio(1, 10)},
      {"0.08", ratio(8, 100)},
      {"00.25", ratio(1, 4)},
      {"-2.50", ratio(-5, 2)},
      {".5", ratio(1, 2)},
      {"5.", 5},
      {"0.0", 0},
      {"-0", 0},
      {"123456789012345678901234567890", Number(mpz_class("123456789012345678901234567890"))},
  });
}

TEST(ReadNumber, Exponents) {
  expect_readings({
      {"1e-5", ratio(1, 100000)},
      {"1e05", 100000},
      {"1e-010", ratio(1, 10000000000)},
      {"1E+3", 1000},
      {"2.5e1", 25},
      {"-1.25e-2", ratio(-1, 80)},
      {".5e1", 5},
      {"0e1000", 0},
      {"1e1000", power_of_ten(1000)},
      {"1e-1000", 1 / power_of_ten(1000)},
  });
}

TEST(ReadNumber, FractionsAndRoots) {
  expect_readings({
      {"1/3", ratio(1, 3)},
      {"-1 / 3", ratio(-1, 3)},
      {"2/4", ratio(1, 2)},
      {"0.5/0.25", 2},
      {"0/5", 0},
      {"sqrt(5)", root(5)},
      {"√5", root(5)},
      {"√(5)", root(5)},
      {"sqrt(9)", 3},
      {"sqrt(1/4)", ratio(1, 2)},
      {"sqrt(0.25)", ratio(1, 2)},
      {"-3/sqrt(5)", -3 / root(5)},
      {"2*sqrt(3)/5", 2 * root(3) / 5},
      {"2√3/5", 2 * root(3) / 5},
      {"2 * sqrt( 3 ) / 5", 2 * root(3) / 5},
      {"sqrt(2)/sqrt(3)", root(2) / root(3)},
      {"sqrt(5)/2", root(5) / 2},
      {"√8", 2 * root(2)},
  });
}

TEST(ReadNumber, Sums) {
  expect_readings({
      {"1 - 1/√2", 1 - 1 / root(2)},
      {"1 + sqrt(2)", 1 + root(2)},
      {"-1/2+3*sqrt(5)/4", ratio(-1, 2) + 3 * root(5) / 4},
      {"-1 − √2", -1 - root(2)},
      {"1/2 - 1/3 - 1/6", 0},
      {"1 + 2", 3},
  });
}

TEST(ReadNumber, WhatIsNoNumber) {
  const std::string number = "must be a number such as 2, -2.5, 1e-5, 1/3 or 3/sqrt(5)";
  const std::string finite = "must be a finite number";
  const std::string by_zero = "must not divide by 0";
  const std::string exponent = "must have an exponent of at most 1000";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", number},
      {" ", number},
      {"x", number},
      {"-", number},
      {".", number},
      {"1e", number},
      {"1e+", number},
      {"e5", number},
      {"2_240", number},
      {"2,240", number},
      {"0x10", number},
      {"0b1", number},
      {" 1 2", number},
      {"1 .5", number},
      {"1..2", number},
      {"--1", number},
      {"1+", number},
      {"1+-2", number},
      {"\t1", number},
      {"1/", number},
      {"/2", number},
      {"1/-2", number},
      {"1/2/3", number},
      {"2*3", number},
      {"2*", number},
      {"sqrt", number},
      {"sqrt(", number},
      {"sqrt()", number},
      {"sqrt(5", number},
      {"sqrt5", number},
      {"sqrt(-1)", number},
      {"√", number},
      {"(1)", number},
      {"½", number},
      {"1%", number},
      {std::string("1\0", 2), number},
      {"nan", finite},
      {"NaN", finite},
      {"inf", finite},
      {"-inf", finite},
      {"Infinity", finite},
      {"-INF", finite},
      {"1/0", by_zero},
      {"1/0.00", by_zero},
      {"0/0", by_zero},
      {"3/sqrt(0)", by_zero},
      {"sqrt(1/0)", by_zero},
      {"1 + 1/0", by_zero},
      {"1e1001", exponent},
      {"1e-1001", exponent},
      {"1e99999999999999999999999", exponent},
      {"1/1e1001", exponent},
      {std::string(1001, '1'), "must have at most 1000 digits"},
      {"0." + std::string(1000, '1'), "must have at most 1000 digits"},
      {"ten", number},
  };
  for (const auto& [text, wanted] : cases) {
    SCOPED_TRACE("\"" + text + "\"");
    const NumberReading reading = read_number(text);
    EXPECT_FALSE(reading.number.has_value());
    EXPECT_EQ(reading.wanted, wanted);
  }
}

TEST(ReadNumber, DigitsRoundTheEndOfAWord) {
  const auto whole = [](const char* digits) { return Number(mpz_class(digits)); };
  expect_readings({
      {"999999999999999999", whole("999999999999999999")},
      {"9999999999999999999", whole("9999999999999999999")},
      {"9223372036854775807", whole("9223372036854775807")},
      {"9223372036854775808", whole("9223372036854775808")},
      {"-9223372036854775808", whole("-9223372036854775808")},
      {"18446744073709551616", whole("18446744073709551616")},
      {"0000000000000000000000000000012", 12},
      {"1.00000000000000000", 1},
      {"1.000000000000000000", 1},
      {"12345678901.2345678", whole("123456789012345678") / power_of_ten(7)},
      {"12345678901.23456789", whole("1234567890123456789") / power_of_ten(8)},
      {".000000000000000001", 1 / power_of_ten(18)},
      {".0000000000000000001", 1 / power_of_ten(19)},
      {"1e18", power_of_ten(18)},
      {"1e19", power_of_ten(19)},
      {"5e-19", 5 / power_of_ten(19)},
      {"1e0000000000000000000000000005", 100000},
  });
}

TEST(ReadNumber, DecimalsOfEveryLengthAgainstGmp) {
  std::mt19937_64 engine(8);
  for (int i = 0; i < 2000; ++i) {
    std::string digits = std::to_string(engine()) + std::to_string(engine());
    digits.resize(1 + engine() % digits.size());
    const size_t decimals = engine() % (digits.size() + 1);
    std::string text = digits;
    text.insert(text.size() - decimals, ".");
    SCOPED_TRACE(text);
    mpz_class power;
    mpz_ui_pow_ui(power.get_mpz_t(), 10, decimals);
    const Number wanted(mpq_class(mpz_class(digits, 10), power));
    EXPECT_TRUE(read_number(text).number == wanted);
    EXPECT_TRUE(read_number("-" + text).number == -wanted);
  }
}

TEST(ReadNumber, TheLongestText) {
  const NumberReading reading = read_number(std::string(1000, '9'));
  ASSERT_TRUE(reading.number.has_value());
  EXPECT_EQ(*reading.number + 1, power_of_ten(1000));
}

std::string exact_text(const Number& number) {
  std::string text = math_text(show_exactly(number), Charset::ascii, Grouping::none);
  const std::string no_break_space = "\u00a0";
  for (size_t at = 0; (at = text.find(no_break_space, at)) != std::string::npos;) {
    text.replace(at, no_break_space.size(), " ");
  }
  return text;
}

TEST(ReadNumber, ReadsWhatIsPrintedExactly) {
  std::mt19937 engine(7);
  std::uniform_int_distribution<long> part(-30, 30);
  std::uniform_int_distribution<long> divisor(1, 20);
  std::uniform_int_distribution<long> radicand(0, 60);
  for (int i = 0; i < 3000; ++i) {
    const long d = radicand(engine);
    const Number number =
        ratio(part(engine), divisor(engine)) + ratio(part(engine), divisor(engine)) * root(d);
    const std::string text = exact_text(number);
    SCOPED_TRACE(text);
    const NumberReading reading = read_number(text);
    EXPECT_EQ(reading.wanted, "");
    EXPECT_TRUE(reading.number == number);
  }
}

TEST(ReadNumber, ReadsLargeNumbersAsPrinted) {
  const Number large = power_of_ten(200) + 1;
  const Number prime = 1000003;  // its square isn't found in a radicand
  for (const Number& number : {large, 1 / large, -large / 7, sqrt(large),
                               1 / large - sqrt(large) / 3, sqrt(prime * prime * 2) / 5}) {
    const std::string text = exact_text(number);
    SCOPED_TRACE(text);
    EXPECT_TRUE(read_number(text).number == number);
  }
}

}  // namespace
}  // namespace cnnsolve
