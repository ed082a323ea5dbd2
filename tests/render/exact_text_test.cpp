// What is written digit by digit is what the notation's ink says.
#include "render/exact_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

#include "render/math_text.h"

namespace cnnsolve {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::string written(const Number& number) {
  std::string text(kLongestExactText, '?');
  const char* const end = write_exactly(*number.small(), text.data());
  EXPECT_LE(end, text.data() + text.size());
  text.resize(static_cast<size_t>(end - text.data()));
  return text;
}

Number surd(const mpq_class& a, const mpq_class& b, long d) { return Number(a, b, d); }

TEST(ExactText, IsWhatAPersonWouldWrite) {
  EXPECT_EQ(written(0), "0");
  EXPECT_EQ(written(-12), "-12");
  EXPECT_EQ(written(Number(-3) / 4), "-3/4");
  EXPECT_EQ(written(sqrt(Number(2))), "sqrt(2)");
  EXPECT_EQ(written(-sqrt(Number(2))), "-sqrt(2)");
  EXPECT_EQ(written(-3 / sqrt(Number(5))), "-3/sqrt(5)");
  EXPECT_EQ(written(sqrt(Number(42)) / 3), "sqrt(42)/3");
  EXPECT_EQ(written(3 * sqrt(Number(5)) / 2), "3*sqrt(5)/2");
  EXPECT_EQ(written(surd({-1, 2}, {-3, 4}, 7)), "-1/2 - 3*sqrt(7)/4");
  EXPECT_EQ(written(surd(10, {1, 7}, 7)), "10 + 1/sqrt(7)");
}

TEST(ExactText, LongestNumbers) {
  EXPECT_EQ(written(kMost), "9223372036854775807");
  EXPECT_EQ(written(-kMost), "-9223372036854775807");
  EXPECT_EQ(written(1 / Number(-kMost)), "-1/9223372036854775807");
  EXPECT_EQ(written(surd({-(kMost - 1), kMost}, {-(kMost - 2), kMost}, kMost - 24)),
            "-9223372036854775806/9223372036854775807 - "
            "9223372036854775805*sqrt(9223372036854775783)/9223372036854775807");
}

/// From 1 to 2^63 − 1, short ones as often as long ones.
std::int64_t size(std::mt19937_64& random) {
  return static_cast<std::int64_t>(random() >> (1 + random() % 62)) | 1;
}

TEST(ExactText, IsTheTextOfTheInk) {
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 20'000; ++trial) {
    const std::int64_t bottom = size(random), top = size(random) - size(random);
    const std::int64_t d = trial % 2 == 0 ? bottom : size(random);
    const mpq_class a(trial % 3 == 0 ? 0 : size(random) - size(random), bottom);
    const Number number(a, mpq_class(top, bottom), d);
    if (!number.small()) continue;
    const std::string text = math_text(show_exactly(number), Charset::ascii, Grouping::none);
    EXPECT_EQ(written(number), with_plain_spaces(text));
  }
}

}  // namespace
}  // namespace cnnsolve
