#include "reading/reading.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "reading/typed_number.h"
#include "render/math_text.h"

namespace cnnsolve {
namespace {

const std::array<ChosenWord::Spelling, 3> kWords = {
    {{"identity", {"none", "no operation"}}, {"projection", {"1x1 conv"}}, {"zero-pad", {}}}};

Answer whole(const std::string& name = "parameters") { return {name, Number(784)}; }
Answer undefined() { return {"parameters", Number::undefined()}; }
Answer vector() { return {"mean", std::vector<Number>{1, 2, 3}}; }
Answer vector_of_one() { return {"mean", std::vector<Number>{5}}; }
Answer volume() { return {"output", Volume{{15, 15, 28}}}; }
Answer matrix() { return {"normalized", Matrix<Number>(2, 2)}; }
Answer chosen() { return {"shortcut", ChosenWord{0, kWords}}; }
Answer yes_or_no() { return {"shapes_match", true}; }
Answer missing() { return {"shortcut_filters", std::monostate{}}; }

Value text(const std::string& typed) { return Value::of_text(typed); }
Value json(const std::string& number) {
  Value value;
  value.type = Value::Type::number;
  value.text = number;
  return value;
}
Value null() { return {}; }
Value object() {
  Value value;
  value.type = Value::Type::object;
  value.members = {{"a", null()}};
  return value;
}

/// "1 2;3 4" for a matrix, "" where there are no numbers.
std::string numbers_of(const Matrix<TypedNumber>& numbers) {
  std::string result;
  for (size_t i = 0; i < numbers.entries.size(); ++i) {
    const Number& value = numbers.entries[i].value;
    if (i > 0) result += i % numbers.columns == 0 ? ";" : " ";
    std::string entry = value.is_undefined()
                            ? "undefined"
                            : math_text(show_exactly(value), Charset::ascii, Grouping::none);
    std::erase_if(entry, [](char c) { return c == ' ' || c == '\xc2' || c == '\xa0'; });
    result += entry;
  }
  return result;
}

/// The answer in words, or "! code".
std::string outcome(const Reading& reading) {
  if (reading.problem) return "! " + reading.problem->code;
  if (!reading.answer) return "empty";
  const TypedAnswer& answer = *reading.answer;
  EXPECT_EQ(answer.numbers.entries.size(), answer.numbers.rows * answer.numbers.columns);
  EXPECT_NE(answer.word.empty(), answer.numbers.entries.empty());
  return answer.word.empty() ? numbers_of(answer.numbers) : answer.word;
}

struct Case {
  std::string typed;
  std::string outcome;  ///< the numbers, the word, or "! " and the code
  std::string read_as = {};
};

void expect_readings(const Answer& asked, const std::vector<Case>& cases,
                     const ReadingOptions& options = {}) {
  for (const Case& c : cases) {
    SCOPED_TRACE("\"" + c.typed + "\"");
    const Reading reading = read_answer(text(c.typed), asked, options);
    EXPECT_EQ(outcome(reading), c.outcome) << (reading.problem ? reading.problem->sentence : "");
    EXPECT_EQ(reading.read_as, c.read_as);
  }
}

TEST(ReadingTest, Numerals) {
  expect_readings(whole(), {{"2240", "2240"},
                            {" 2240 ", "2240"},
                            {"\t2240\r\n", "2240"},
                            {"\u00a02240\u202f", "2240", "2240"},
                            {"-5", "-5"},
                            {"−5", "-5"},
                            {"–5", "-5", "−5"},
                            {"- 5", "-5", "−5"},
                            {"+2240", "2240", "2240"},
                            {"2240.", "2240", "2240"},
                            {"2240.0", "2240"},
                            {"007", "7"},
                            {"2.240", "56/25"},
                            {"0.5", "1/2"},
                            {".5", "1/2", "0.5"},
                            {"-0", "0"},
                            {"0.0", "0"},
                            {"(5)", "5", "5"},
                            {"2,240", "2240", "2240"},
                            {"2 240", "2240", "2240"},
                            {"2\u00a0240", "2240", "2240"},
                            {"2\u2009240", "2240", "2240"},
                            {"1,234,567", "1234567", "1234567"},
                            {"1 234 567.25", "4938269/4", "1234567.25"},
                            {"-12,345", "-12345", "−12345"},
                            {"2.24e3", "2240", "2240"},
                            {"2.24E+3", "2240", "2240"},
                            {"1e-3", "1/1000", "0.001"},
                            {"1e308", "1" + std::string(308, '0')},
                            {"1e30", "1" + std::string(30, '0')},
                            {"2.24x10^3", "2240", "2240"},
                            {"2.24*10^3", "2240", "2240"},
                            {"2.24·10^3", "2240", "2240"},
                            {"2.24 × 10³", "2240", "2240"},
                            {"2.24×10⁻³", "7/3125", "0.00224"},
                            {"2.24 x 10^-3", "7/3125", "0.00224"},
                            {"2.24 * 10**3", "2240", "2240"},
                            {"10^3", "1000", "1000"},
                            {"-10^3", "-1000", "−1000"},
                            {"≈ 3.5", "7/2", "3.5"},
                            {"3.5\u200b", "7/2", "3.5"},
                            {"\ufeff3.5", "7/2", "3.5"},
                            {"~3.5", "7/2", "3.5"},
                            {"", "empty"},
                            {" \n", "empty"},
                            {"\u00a0", "empty"},
                            {"none", "0", "0"},
                            {"None", "0", "0"},
                            {"undefined", "undefined"},
                            {"N/A", "undefined", "undefined"}});
}

TEST(ReadingTest, FractionsAndRoots) {
  expect_readings(whole(), {{"1/2", "1/2"},
                            {"2/4", "1/2"},
                            {"-1/2", "-1/2"},
                            {"1 / 2", "1/2", "1/2"},
                            {"1⁄2", "1/2", "1/2"},
                            {"3/-4", "-3/4", "−3/4"},
                            {"1.5/0.5", "3", "3"},
                            {"1,024/3", "1024/3", "1024/3"},
                            {"1 1/2", "3/2", "3/2"},
                            {"-1 1/2", "-3/2", "−3/2"},
                            {"½", "1/2", "1/2"},
                            {"1½", "3/2", "3/2"},
                            {"1 ½", "3/2", "3/2"},
                            {"-⅞", "-7/8", "−7/8"},
                            {"1,234½", "2469/2", "2469/2"},
                            {"1,234 100/300", "3703/3", "3703/3"},
                            {"-3/√5", "-3/sqrt(5)"},
                            {"−3√5/5", "-3/sqrt(5)", "−3/√5"},
                            {"-3/sqrt(5)", "-3/sqrt(5)", "−3/√5"},
                            {"-3 sqrt(5)/5", "-3/sqrt(5)", "−3/√5"},
                            {"-3/sqrt(5)", "-3/sqrt(5)", "−3/√5"},
                            {"-(3/√5)", "-3/sqrt(5)", "−3/√5"},
                            {"(-3)/√5", "-3/sqrt(5)", "−3/√5"},
                            {"3/(2√5)", "3*sqrt(5)/10", "3√5/10"},
                            {"√5·2", "2*sqrt(5)", "2√5"},
                            {"½√5", "sqrt(5)/2", "√5/2"},
                            {"(1/2)√5", "sqrt(5)/2", "√5/2"},
                            {"(1 1/2)√5", "3*sqrt(5)/2", "3√5/2"},
                            {"√(5/4)", "sqrt(5)/2", "√5/2"},
                            {"SQRT(5/4)", "sqrt(5)/2", "√5/2"},
                            {"2/√2", "sqrt(2)", "√2"},
                            {"√2", "sqrt(2)"},
                            {"√9", "3", "3"},
                            {"√10,007", "sqrt(10007)", "√10007"},
                            {"√2/√3", "2/sqrt(6)", "2/√6"},
                            {"1 - sqrt(2)/2", "1-1/sqrt(2)", "1 − 1/√2"},
                            {"1 − 1/√2", "1-1/sqrt(2)"},
                            {"√2 - 1", "-1+sqrt(2)", "−1 + √2"},
                            {"(1+√5)/2", "1/2+sqrt(5)/2", "1/2 + √5/2"},
                            {"√2 + √8", "3*sqrt(2)", "3√2"},
                            {"√0", "0", "0"}});
}

TEST(ReadingTest, WhatIsNoNumber) {
  expect_readings(whole(), {{"22,40", "! grouping"},
                            {"2 2 4 0", "! grouping"},
                            {"5 6", "! grouping"},
                            {"1,23,456", "! grouping"},
                            {"1,234 567", "! grouping"},
                            {"1234,567", "! grouping"},
                            {"02,240", "! grouping"},
                            {"0,5", "! decimal_comma"},
                            {"2,5", "! decimal_comma"},
                            {"0,240", "! decimal_comma"},
                            {"3,14159", "! decimal_comma"},
                            {",5", "! decimal_comma"},
                            {"2.240,5", "! decimal_comma"},
                            {"1.2.3", "! two_points"},
                            {"1.234.567", "! two_points"},
                            {"5..", "! two_points"},
                            {"28*28", "! arithmetic"},
                            {"27+1", "! arithmetic"},
                            {"2^10", "! arithmetic"},
                            {"28x28", "! arithmetic"},
                            {"3(4)", "! arithmetic"},
                            {"1/2/3", "! arithmetic"},
                            {"2*3√5", "! arithmetic"},
                            {"1/(1+√2)", "! arithmetic"},
                            {"√(5+4)", "! arithmetic"},
                            {"28*28 = 784", "784", "784"},
                            {"= 784", "784", "784"},
                            {"≈ 784", "784", "784"},
                            {"=", "! incomplete"},
                            {"=none", "0", "0"},
                            {"1 = 784", "! two_sides"},
                            {"784 = 784", "784", "784"},
                            {"784 = 28*28", "784", "784"},
                            {"784 = 28*29", "! two_sides"},
                            {"800 - 16 = 784", "784", "784"},
                            {"784 = 800 - 16", "784", "784"},
                            {"-784 = 784", "! two_sides"},
                            {"28*28 = 784 = 784", "784", "784"},
                            {"28*28 = 14*56", "! arithmetic"},
                            {"28*28 = 784 = 785", "! two_sides"},
                            {"28*28 =", "! incomplete"},
                            {"28*28 = x", "! words"},
                            {"28*28 != 784", "! misplaced"},
                            {"100 + 200 = 784", "! two_sides"},
                            {"27·28 = 756", "756", "756"},
                            {"sqrt(5) = 2.24", "sqrt(5)", "√5"},
                            {"√5/2 ≈ 1.1", "sqrt(5)/2", "√5/2"},
                            {"√5/2 = 1.118 ≈ 1.12", "sqrt(5)/2", "√5/2"},
                            {"√5/2 ≈ 1.2", "! two_sides"},
                            {"1.118034 ≈ 1.12", "559017/500000", "1.118034"},
                            {"1.118 ≈ 1.2", "! two_sides"},
                            {"10/3 = 3.33", "10/3", "10/3"},
                            {"10/3 ~ 3.33", "10/3", "10/3"},
                            {"1.5*2.5 = 3.75", "15/4", "3.75"},
                            {"9^9^9^9", "! arithmetic"},
                            {"5²", "! arithmetic"},
                            {"2+½", "! arithmetic"},
                            {"3/1 1/2", "! arithmetic"},
                            {"1/2√5", "! ambiguous"},
                            {"-3/5 sqrt(5)", "! ambiguous"},
                            {"1 1/2√5", "! ambiguous"},
                            {"1/2(3)", "! ambiguous"},
                            {"√1 1/2", "! ambiguous"},
                            {"1 1/2^2", "! ambiguous"},
                            {"1 100/300", "! ambiguous"},
                            {"2 240/3", "! ambiguous"},
                            {"nan", "! nan"},
                            {"-NaN", "! nan"},
                            {"inf", "! infinite"},
                            {"-Infinity", "! infinite"},
                            {"∞", "! infinite"},
                            {"1e400", "! exponent"},
                            {"1e-309", "! exponent"},
                            {"1e99999999999999999999", "! exponent"},
                            {"2x10^309", "! exponent"},
                            {"10⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹", "! exponent"},
                            {"1/0", "! division_by_zero"},
                            {"0/0.0", "! division_by_zero"},
                            {"1 1/0", "! division_by_zero"},
                            {"3/√0", "! division_by_zero"},
                            {"√(-4)", "! negative_root"},
                            {"√2+√3", "! two_roots"},
                            {"2_240", "! underscore"},
                            {"２２４０", "! other_digits"},
                            {"٢٢٤٠", "! other_digits"},
                            {"2२", "! other_digits"},
                            {"5₂", "! other_digits"},
                            {"2240%", "! percent"},
                            {"0x8C0", "! hexadecimal"},
                            {"-0Xff", "! hexadecimal"},
                            {"1e", "! incomplete"},
                            {"1e-", "! incomplete"},
                            {"3/", "! incomplete"},
                            {"√", "! incomplete"},
                            {"-", "! incomplete"},
                            {"2^", "! incomplete"},
                            {"sqrt", "! incomplete"},
                            {"x =", "! incomplete"},
                            {"(5", "! brackets"},
                            {"5)", "! brackets"},
                            {"√(5", "! brackets"},
                            {"()", "! brackets"},
                            {"[5]", "! not_a_number"},
                            {"{5}", "! misplaced"},
                            {"--5", "! misplaced"},
                            {"5 .5", "! misplaced"},
                            {"$5", "! misplaced"},
                            {"1+*2", "! misplaced"},
                            {"5 or 6", "! several_numbers"},
                            {"5, 6", "! several_numbers"},
                            {"(2,2)", "! several_numbers"},
                            {"sqrt(2,5)", "! decimal_comma"},
                            {"5;6", "! several_numbers"},
                            {"(1,2)", "! several_numbers"},
                            {"2  240", "! several_numbers"},
                            {"1 3/2", "! several_numbers"},
                            {"√5 3", "! grouping"},
                            {"½½", "! several_numbers"},
                            {"sqrt 5", "! root_brackets"},
                            {"sqrt5", "! root_brackets"},
                            {"ten", "! words"},
                            {"2240 parms", "! words"},
                            {"1f", "! words"},
                            {"2\n240", "! control_character"},
                            {"2\t240", "! control_character"}});
}

TEST(ReadingTest, Expressions) {
  const ReadingOptions options{.allow_expressions = true};
  expect_readings(whole(),
                  {{"28*28", "784", "784"},
                   {"27 + 1", "28", "28"},
                   {"2^10", "1024", "1024"},
                   {"2^-2", "1/4", "1/4"},
                   {"2^3^2", "512", "512"},
                   {"-2^2", "-4", "−4"},
                   {"3×3×3+1", "28", "28"},
                   {"(3*3*3+1)*28", "784", "784"},
                   {"28(27+1)", "784", "784"},
                   {"1/2/3", "1/6", "1/6"},
                   {"1/(1+√2)", "-1+sqrt(2)", "−1 + √2"},
                   {"5²", "25", "25"},
                   {"2**3", "8", "8"},
                   {"1^99999999999999999999999", "1", "1"},
                   {"0^5", "0", "0"},
                   {"784", "784"},
                   {"9^9^9^9", "! too_large"},
                   {"10^10^9", "! too_large"},
                   {"2^4000", "! too_large"},
                   {"(1+√2)^3000", "! too_large"},
                   {"√(10^9999)", "! too_large"},
                   {"10^400", "! exponent"},
                   {"2^(1/2)", "! fractional_power"},
                   {"2^√2", "! fractional_power"},
                   {"0^-1", "! division_by_zero"},
                   {"1/(2-2)", "! division_by_zero"},
                   {"√(1-2)", "! negative_root"},
                   {"√√2", "! two_roots"},
                   {"1/2√5", "! ambiguous"},
                   {"2.24x10^3", "2240", "2240"},
                   {"28x28", "! ambiguous"},
                   {"28 X 28", "! ambiguous"},
                   {"28*28 = 784", "784", "784"}},
                  options);
}

TEST(ReadingTest, DecimalCommas) {
  const ReadingOptions options{.decimal_comma = true};
  expect_readings(whole(),
                  {{"2,5", "5/2", "2.5"},
                   {"0,5", "1/2", "0.5"},
                   {",5", "1/2", "0.5"},
                   {"2.240", "2240", "2240"},
                   {"2.240,5", "4481/2", "2240.5"},
                   {"2 240,5", "4481/2", "2240.5"},
                   {"2,24e3", "2240", "2240"},
                   {"2.24", "! grouping"},
                   {"0.5", "! grouping"},
                   {"2,240.5", "! grouping"},
                   {"1,2,3", "! two_points"},
                   {".5", "! misplaced"}},
                  options);
  expect_readings(vector(),
                  {{"1,5; 2; 3", "3/2 2 3", "(1.5, 2, 3)"},
                   {"(1,5 2 3)", "3/2 2 3", "(1.5, 2, 3)"},
                   {"[2.240; 1]", "2240 1", "(2240, 1)"},
                   {"1,5, 2", "! two_points"}},
                  options);
  expect_readings(matrix(),
                  {{"1,5 2; 3 4", "3/2 2;3 4", "[1.5 2; 3 4]"},
                   {"[[1,5; 2], [3; 4]]", "3/2 2;3 4", "[1.5 2; 3 4]"}},
                  options);
  expect_readings(volume(),
                  {{"15,15,28", "15 15 28", "15 × 15 × 28"},
                   {"(112,112,64)", "112 112 64", "112 × 112 × 64"},
                   {"128,128,256", "128 128 256", "128 × 128 × 256"},
                   {"1,024,512", "! two_points"},
                   {"15,15", "! ambiguous"}},
                  options);
  expect_readings(vector(), {{"13,5,0", "13 5 0", "(13, 5, 0)"}, {"13,5,0,2", "! two_points"}},
                  options);
  expect_readings({"normalized", Matrix<Number>(2, 3)},
                  {{"[[1,2,3],[4,5,6]]", "1 2 3;4 5 6", "[1 2 3; 4 5 6]"},
                   {"1,2,3\n4,5,6", "1 2 3;4 5 6", "[1 2 3; 4 5 6]"}},
                  options);
  const Reading number = read_answer(json("2.5"), whole(), options);
  EXPECT_EQ(outcome(number), "5/2");
  const Reading list = read_answer(Value::of_items({json("2.5"), text("2,5")}), vector(), options);
  EXPECT_EQ(outcome(list), "5/2 5/2");
}

TEST(ReadingTest, LabelsAndUnits) {
  expect_readings(whole(), {{"x = 2240", "2240", "2240"},
                            {"X: 2240", "2240", "2240"},
                            {"parameters = 2,240", "2240", "2240"},
                            {"Parameters: 5", "5", "5"},
                            {"x ≈ 5", "5", "5"},
                            {"x = ~5", "5", "5"},
                            {"2240 parameters", "2240", "2240"},
                            {"2,240 trainable params", "2240", "2240"},
                            {"2240Parameters", "2240", "2240"},
                            {"x = 1 parameter", "1", "1"},
                            {"W = 5", "! other_label"},
                            {"weights: 5", "! other_label"},
                            {"x = y = 5", "! words"},
                            {"sqrt(5) = 2", "! two_sides"},
                            {"5 weights", "! other_unit"},
                            {"5 output channels", "! other_unit"},
                            {"5 apples", "! words"}});
  expect_readings(whole("shortcut_kernel"), {{"1x1", "1", "1"},
                                             {"3 × 3", "3", "3"},
                                             {"3X3X3", "3", "3"},
                                             {"3", "3"},
                                             {"3x5", "! arithmetic"},
                                             {"3x", "! incomplete"}});
  expect_readings(whole("output_height"), {{"output height = 15", "15", "15"},
                                           {"15 px", "15", "15"},
                                           {"15 pixels", "15", "15"},
                                           {"15 channels", "! other_unit"}});
  expect_readings(whole("output_channels"), {{"28 channels", "28", "28"},
                                             {"28 output channels", "28", "28"},
                                             {"28 feature maps", "28", "28"},
                                             {"28 filters", "! other_unit"}});
  expect_readings(whole("parameters_per_filter"), {{"28 parameters", "28", "28"},
                                                   {"28 parameters per filter", "28", "28"},
                                                   {"28 filters", "! other_unit"}});
  expect_readings(whole("biases"), {{"28 biases", "28", "28"}, {"1 bias", "1", "1"}});
  expect_readings(vector(), {{"mean = (1, 2, 3)", "1 2 3", "(1, 2, 3)"},
                             {"variance = (1, 2, 3)", "! other_label"}});
  expect_readings(chosen(), {{"shortcut: projection", "projection", "projection"}});
}

TEST(ReadingTest, ACalculationMayEndInAUnit) {
  const Answer parameters = {"parameters", Number(784)};
  expect_readings(parameters, {{"28*28 = 784 parameters", "784", "784"},
                               {"28*28 = 784 params", "784", "784"},
                               {"28*28 = 784 biases", "! other_unit"}});
}

TEST(ReadingTest, ACalculationMayGoOverSeveralSteps) {
  expect_readings(whole(), {{"7x7x3x64 + 64 = 9472", "9472", "9472"},
                            {"7X7 × 3 x 64 + 64 = 9,472", "9472", "9472"},
                            {"7·7·3·64 + 64 = 9408 + 64 = 9472", "9472", "9472"},
                            {"9472 = 9408 + 64 = 7*7*3*64 + 64", "9472", "9472"},
                            {"7·7·3·64 = 9408 + 64 = 9472", "! two_sides"},
                            {"7x7x3x64 + 64", "! arithmetic"}});
  const Answer features = {"output", Number(25088)};
  expect_readings(features,
                  {{"7 x 7 x 512 = 25088", "25088", "25088"}, {"7x7x512", "! several_numbers"}});
  // A field of 3x3 isn't 9.
  expect_readings(whole("kernel"), {{"3x3 = 9", "! ambiguous"}, {"9/3 = 3", "3", "3"}});
  expect_readings(whole(), {{"28x28 = 784", "784", "784"}, {"28x28", "! ambiguous"}},
                  {.allow_expressions = true});
}

TEST(ReadingTest, WhatAKernelAStrideAndAPaddingCount) {
  for (const char* name : {"padding", "stride", "kernel", "dilation", "shortcut_stride"}) {
    expect_readings(whole(name), {{"2 pixels", "2", "2"},
                                  {"2 px", "2", "2"},
                                  {"2 pixels.", "2", "2"},
                                  {"2 filters", "! other_unit"}});
  }
}

TEST(ReadingTest, BiasesThatAreMentioned) {
  expect_readings(whole(), {{"1216 incl. bias", "1216", "1216"},
                            {"1216 including biases", "1216", "1216"},
                            {"1,216 with bias", "1216", "1216"},
                            {"1216 (with biases)", "1216", "1216"},
                            {"1216, incl. bias.", "1216", "1216"},
                            {"1216 parameters including bias", "1216", "1216"},
                            {"1200 without bias", "! words"},
                            {"64 biases", "! other_unit"}});
  expect_readings(whole("weights"), {{"1216 incl. bias", "! other_unit"}});
}

TEST(ReadingTest, ShortLabelsAndTotals) {
  expect_readings(whole(), {{"params = 9472", "9472", "9472"},
                            {"Params: 9472", "9472", "9472"},
                            {"total: 9472", "9472", "9472"},
                            {"Total = 9472", "9472", "9472"},
                            {"total parameters = 9472", "9472", "9472"},
                            {"Total params: 9,472", "9472", "9472"},
                            {"9472 total parameters", "9472", "9472"},
                            {"total weights = 9408", "! other_label"}});
  expect_readings(whole("weights"), {{"params = 9472", "! other_label"}, {"total: 5", "5", "5"}});
  expect_readings(whole("biases_1"), {{"total: 5", "! other_label"}});
}

TEST(ReadingTest, AFullStopBehindAWord) {
  expect_readings(whole(), {{"784 parameters.", "784", "784"},
                            {"None.", "0", "0"},
                            {"undefined.", "undefined", "undefined"}});
  expect_readings(yes_or_no(), {{"Yes.", "yes", "yes"}, {"no.", "no", "no"}});
  expect_readings(chosen(), {{"identity.", "identity", "identity"}});
  expect_readings(missing(), {{"none.", "none", "none"}});
}

TEST(ReadingTest, AnExplanationBehindAWord) {
  expect_readings(yes_or_no(), {{"no, they differ", "no", "no"},
                                {"No; they aren't equal.", "no", "no"},
                                {"yes (both are 8x8x4)", "yes", "yes"},
                                {"No. They differ", "no", "no"},
                                {"no: they differ", "no", "no"},
                                {"kernel: no", "! other_label"},
                                {"no - they differ", "no", "no"},
                                {"yes, no", "! unknown_word"},
                                {"yes, but no.", "! unknown_word"},
                                {"yes, they don't", "! unknown_word"},
                                {"no, they don't", "no", "no"},
                                {"maybe, they differ", "! unknown_word"},
                                {"f(x) = x", "! unknown_word"}});
  expect_readings(chosen(), {{"identity, since all stays as it is", "identity", "identity"},
                             {"1x1 conv, stride 2", "projection", "projection"},
                             {"identity (zero-pad)", "! unknown_word"},
                             {"projection, not needed", "! unknown_word"},
                             {"identity. Wrong.", "! unknown_word"}});
}

TEST(ReadingTest, NoFiltersAreNone) {
  expect_readings(missing(), {{"0", "none", "none"}, {"0 filters", "none", "none"}, {"1", "1"}});
  EXPECT_EQ(outcome(read_answer(json("0"), missing(), {})), "none");
  // A kernel has a size.
  expect_readings({"shortcut_kernel", std::monostate{}}, {{"0", "0"}});
}

TEST(ReadingTest, WhatDoesNotExist) {
  const Answer padding = {"padding", std::monostate{}};
  expect_readings(padding, {{"no solution", "none", "none"},
                            {"No solution.", "none", "none"},
                            {"impossible", "none", "none"},
                            {"doesn't exist", "none", "none"},
                            {"doesn’t exist", "none", "none"}});
  expect_readings(whole("padding"), {{"impossible", "undefined", "undefined"}});
}

TEST(ReadingTest, TransposedLists) {
  expect_readings(vector(), {{"(15, 3, 1)^T", "15 3 1", "(15, 3, 1)"},
                             {"[15 3 1]ᵀ", "15 3 1", "(15, 3, 1)"},
                             {"mean = [15; 3; 1]^{T}", "15 3 1", "(15, 3, 1)"},
                             {"15, 3, 1^T", "! words"}});
  expect_readings(vector_of_one(), {{"(5)^T", "5", "(5)"}});
  expect_readings(matrix(), {{"[1 2; 3 4]^T", "1 3;2 4", "[1 3; 2 4]"}});
}

TEST(ReadingTest, CountsInGroupsBetweenSemicolons) {
  const Answer counts = {"parameters_by_layer", std::vector<Number>{456, 0, 0, 141240}};
  expect_readings(counts, {{"456; 0; 0; 141,240", "456 0 0 141240", "(456, 0, 0, 141240)"},
                           {"(456; 0; none; 141,240)", "456 0 0 141240", "(456, 0, 0, 141240)"},
                           {"456; 0; 0; 141,24", "! decimal_comma"}});
  expect_readings(vector(), {{"1,234; 5; 6", "! decimal_comma"}});
}

TEST(ReadingTest, CountsOfTheLayersThatHaveAny) {
  const Answer counts = {"parameters_by_layer", std::vector<Number>{456, 0, 0, 141240}};
  expect_readings(counts, {{"456, 141240", "! zeros_left_out"},
                           {"(456, 141,240)", "! zeros_left_out"},
                           {"456, 0", "456 0", "(456, 0)"},
                           {"456, 141240, 5", "456 141240 5", "(456, 141240, 5)"}});
  EXPECT_EQ(outcome(read_answer(Value::of_items({json("456"), json("141240")}), counts, {})),
            "! zeros_left_out");
  expect_readings({"mean", std::vector<Number>{4, 7, 0}}, {{"4, 7", "4 7", "(4, 7)"}});
}

TEST(ReadingTest, ANullInAListIsABlankWhereThereIsANumber) {
  const Answer asked = {"mean", std::vector<Number>{1, Number::undefined()}};
  const Reading list = read_answer(Value::of_items({null(), null()}), asked, {});
  EXPECT_TRUE(list.answer->numbers.entries[0].is_blank);
  EXPECT_FALSE(list.answer->numbers.entries[1].is_blank);
  const Value rows =
      Value::of_items({Value::of_items({json("1"), null()}), Value::of_items({null(), json("4")})});
  EXPECT_EQ(read_answer(rows, matrix(), {}).read_as, "[1 –; – 4]");
}

TEST(ReadingTest, SymbolsAsLabels) {
  Answer height = answer("output_height", Term::named({"H", "out"}, 15));
  expect_readings(height, {{"H_out = 15", "15", "15"},
                           {"Hout = 15", "15", "15"},
                           {"H_{out} = 15", "15", "15"},
                           {"W_out = 15", "! other_label"}});
  Answer first = answer("parameters_1", Term::named({"N", "1"}, 5));
  expect_readings(first, {{"N₁ = 5", "5", "5"}, {"N_1 = 5", "5", "5"}, {"n1: 5", "5", "5"}});
  Answer deviation = answer("deviation", Term::named({"σ"}, 5));
  expect_readings(deviation, {{"σ = 5", "5", "5"}, {"sigma = 5", "5", "5"}});
  const Answer mean = vector_answer("mean", {Term::named({"μ", "1"}, 5)});
  expect_readings(mean, {{"μ = 5", "5", "5"}, {"μ₁ = 5", "5", "5"}, {"mu1 = 5", "5", "5"}});
  const Answer stride = {.name = "stride", .value = Number(2), .symbol = Symbol{"S"}};
  expect_readings(stride, {{"S = 2", "2", "2"},
                           {"s: 2", "2", "2"},
                           {"(2, 2)", "2", "2"},
                           {"(2, 3)", "! several_numbers"},
                           {"none", "undefined", "undefined"},
                           {"P = 2", "! other_label"}});
}

TEST(ReadingTest, AListOfOneIsReadAsANumber) {
  expect_readings(vector_of_one(), {{"5", "5"},
                                    {"10/2 = 5", "5", "5"},
                                    {"(1+2+3+4+15)/5 = 5", "5", "5"},
                                    {"√24 ≈ 4.899", "2*sqrt(6)", "2√6"},
                                    {"24/5 ≈ 4.8", "24/5", "24/5"},
                                    {"10/2 = 6", "! two_sides"},
                                    {"√14 / 3", "sqrt(14)/3", "√14/3"},
                                    {"(5)", "5"},
                                    {"5 6", "5 6", "(5, 6)"}});
}

TEST(ReadingTest, Volumes) {
  const std::string echo = "15 × 15 × 28";
  expect_readings(volume(), {{"15x15x28", "15 15 28"},
                             {"15 × 15 × 28", "15 15 28"},
                             {"15\u00a0×\u00a015\u00a0×\u00a028", "15 15 28"},
                             {"15X15X28", "15 15 28", echo},
                             {"15*15*28", "15 15 28", echo},
                             {"15 by 15 by 28", "15 15 28", echo},
                             {"15by15by28", "15 15 28", echo},
                             {"(15, 15, 28)", "15 15 28"},
                             {"[15,15,28]", "15 15 28"},
                             {"[15 15 28]", "15 15 28", echo},
                             {"(15 x 15 x 28)", "15 15 28", echo},
                             {"15, 15, 28", "15 15 28", echo},
                             {"15,15,28", "15 15 28", echo},
                             {"15 15 28", "15 15 28", echo},
                             {"15; 15; 28", "15 15 28", echo},
                             {"15\n15\n28", "15 15 28", echo},
                             {"x = 15x15x28", "15 15 28", echo},
                             {"1,024x1,024x3", "1024 1024 3", "1024 × 1024 × 3"},
                             {"1 024 x 1 024 x 3", "1024 1024 3", "1024 × 1024 × 3"},
                             {"0x10x10", "0 10 10"},
                             {"15.5x15x28", "31/2 15 28"},
                             {"28", "28"},
                             {"[128,128,256]", "128 128 256"},
                             {"(128, 128, 256,)", "128 128 256", "128 × 128 × 256"},
                             {"128, 128, 256", "128 128 256", "128 × 128 × 256"},
                             {"224,224,3", "224 224 3", "224 × 224 × 3"},
                             {"none", "none"},
                             {"n/a", "none", "none"},
                             {"128,128,256", "! ambiguous"},
                             {"1,024,512", "! leading_zeros"},
                             {"128 128 256", "! ambiguous"},
                             {"[1,024,512]", "! leading_zeros"},
                             {"15, 15, 028", "! leading_zeros"},
                             {"15x15x", "! empty_entry"},
                             {"x15", "! empty_entry"},
                             {"15xx15", "! words"},
                             {"15, , 28", "! empty_entry"},
                             {"15,15;28", "! two_separators"},
                             {"15 x 15, 28", "! several_numbers"},
                             {"HxWxC", "! words"},
                             {"six", "! words"},
                             {"15x15x28 pixels", "! words"},
                             {"(15x15)x28", "! arithmetic"},
                             {"[15, 15, 28", "! brackets"},
                             {"[15, 15, 28)", "! brackets"},
                             {"[]", "! empty_list"},
                             {"[[1, 2], [3, 4]]", "! too_many_rows"}});
}

TEST(ReadingTest, Vectors) {
  expect_readings(
      vector(), {{"(13, 5, 0)", "13 5 0"},
                 {"[13,5,0]", "13 5 0"},
                 {"13, 5, 0", "13 5 0", "(13, 5, 0)"},
                 {"13 5 0", "13 5 0", "(13, 5, 0)"},
                 {"[13 5 0]", "13 5 0", "(13, 5, 0)"},
                 {"[13; 5; 0]", "13 5 0", "(13, 5, 0)"},
                 {"13\n5\r\n0", "13 5 0", "(13, 5, 0)"},
                 {"[[13], [5], [0]]", "13 5 0", "(13, 5, 0)"},
                 {"[[13, 5, 0]]", "13 5 0", "(13, 5, 0)"},
                 {"[\n  13,\n  5,\n  0\n]", "13 5 0", "(13, 5, 0)"},
                 {"13\t5\t0", "13 5 0", "(13, 5, 0)"},
                 {"5", "5", "(5)"},
                 {"(1,234)", "1 234"},
                 {"1,234", "1 234", "(1, 234)"},
                 {"1 1/2, 2", "3/2 2", "(3/2, 2)"},
                 {"-3 sqrt(5)/5; √2", "-3/sqrt(5) sqrt(2)", "(−3/√5, √2)"},
                 {"(1/2)√5, 3", "sqrt(5)/2 3", "(√5/2, 3)"},
                 {"(√5/2 ≈ 1.11803, 3√10/2 ≈ 4.74342)", "sqrt(5)/2 3*sqrt(10)/2", "(√5/2, 3√10/2)"},
                 {"≈3.67, ≈4.74", "367/100 237/50", "(3.67, 4.74)"},
                 {"3√6/2 ≈ 3.67; ~4.74", "3*sqrt(6)/2 237/50", "(3√6/2, 4.74)"},
                 {"10/4 = 2.5, 3*2 = 6", "5/2 6", "(5/2, 6)"},
                 {"√5/2 ≈ 1.2, 4", "! two_sides"},
                 {"[(1 + √5)/2, 3]", "1/2+sqrt(5)/2 3", "(1/2 + √5/2, 3)"},
                 {"[−√2, 1/2]", "-sqrt(2) 1/2"},
                 {"1-√2", "1-sqrt(2)", "(1−√2)"},
                 {"(1−√2)", "1-sqrt(2)", "(1−√2)"},
                 {"[–1, 2]", "-1 2", "(−1, 2)"},
                 {"[1, undefined]", "1 undefined"},
                 {"[1, null]", "1 undefined", "(1, undefined)"},
                 {"[1.50, 2]", "3/2 2"},
                 {"1 1/2\n3", "! too_many_rows"},
                 {"1 2; 3 4", "! several_numbers"},
                 {"0,5; 1,5", "! two_separators"},
                 {"1, 2\n3, 4", "! several_numbers"},
                 {"[1, 2,]", "! empty_entry"},
                 {"1, 2 3", "! several_numbers"},
                 {"1, [2]", "! not_a_number"},
                 {"(1, 05)", "! leading_zeros"},
                 {"1/0 2", "! division_by_zero"},
                 {"1, nan", "! nan"},
                 {"1, two", "! words"},
                 {"1, 28*28", "! arithmetic"},
                 {"1, 2%", "! percent"},
                 {"( )", "! empty_list"},
                 {"[1, 2]]", "! brackets"},
                 {"1,5, 2,5, 3,5", "! decimal_comma"},
                 {"1 1/2 2 3", "! ambiguous"},
                 {"1 2 3 sqrt(5)", "! ambiguous"},
                 {"1 2 √5 3", "! ambiguous"},
                 {"2,240, 4, 5", "2240 4 5", "(2240, 4, 5)"},
                 {"2 240 4 5", "! ambiguous"},
                 {"2 240 4", "2 240 4", "(2, 240, 4)"},
                 {"1, 240, 4, 5", "1 240 4 5", "(1, 240, 4, 5)"},
                 {"[1,5, 2, 3]", "1 5 2 3"},
                 {"1,2,3,4,5,6", "1 2 3 4 5 6", "(1, 2, 3, 4, 5, 6)"},
                 {",", "! empty_entry"},
                 {"1, " + std::string(300, '1'), "! too_long"}});
}

TEST(ReadingTest, WordsBetweenTheEntriesOfAList) {
  expect_readings(vector(), {{"2.5, 1.5 and 3", "5/2 3/2 3", "(2.5, 1.5, 3)"},
                             {"1, 2 or 3", "! several_numbers"}});
  const Answer row = {"normalized", Matrix<Number>(1, 3)};
  expect_readings(row, {{"1 and 2 and 3", "1 2 3", "[1 2 3]"}});
  const Answer solutions = {"solutions", std::vector<Number>{3, 4}};
  expect_readings(solutions, {{"3 or 4", "3 4", "(3, 4)"}});
  const Answer pairs = {"solutions", Matrix<Number>(2, 2)};
  expect_readings(pairs, {{"3 1 or 5 2", "3 1;5 2", "[3 1; 5 2]"},
                          {"3x1, 5x2 or 7x3", "3 1;5 2;7 3"},
                          {"1 and 0; 3 and 1", "1 0;3 1", "[1 0; 3 1]"}});
}

TEST(ReadingTest, WhoSaysThatALayerHasNoneHasCountedThem) {
  const Answer counts = {"parameters_by_layer", std::vector<Number>{456, 0}};
  expect_readings(counts, {{"456, none", "456 0", "(456, 0)"}});
  // But a cell that was left empty isn't a count.
  for (const Value& blank : {null(), text(""), text(" ")}) {
    EXPECT_EQ(outcome(read_answer(Value::of_items({json("456"), blank}), counts, {})),
              "456 undefined");
  }
}

TEST(ReadingTest, FeaturesAsAVolume) {
  const Answer features = {"output", Number(2048)};
  expect_readings(features, {{"1x1x2048", "2048", "2048"},
                             {"(1, 1, 2048)", "2048", "2048"},
                             {"2048x1x1", "2048", "2048"},
                             {"1x1x1", "1", "1"},
                             {"(1,100)", "! ambiguous"},
                             {"(1, 100)", "100", "100"},
                             {"(2,048)", "2048", "2048"},
                             {"(2048)", "2048", "2048"},
                             {"(2048,)", "2048", "2048"},
                             {"(None,2048)", "2048", "2048"},
                             {"[-1, 2048]", "2048", "2048"},
                             {"(2048, None)", "! several_numbers"},
                             {"torch.Size([1, 2048])", "2048", "2048"},
                             {"2048 neurons", "2048", "2048"},
                             {"2048 classes", "2048", "2048"},
                             {"2048 filters", "! other_unit"},
                             {"7x7x1", "! several_numbers"}});
  expect_readings(whole(), {{"1x1x2048", "! arithmetic"}});
}

TEST(ReadingTest, SettingsThatAreTheSameAlongAllAxes) {
  for (const char* name : {"shortcut_stride", "padding", "dilation", "kernel"}) {
    expect_readings(whole(name), {{"2x2", "2", "2"}, {"2x3", "! arithmetic"}});
  }
}

TEST(ReadingTest, Matrices) {
  const std::string echo = "[1 2; 3 4]";
  expect_readings(matrix(), {{"[[1,2],[3,4]]", "1 2;3 4"},
                             {"[[1, 2], [3, 4]]", "1 2;3 4"},
                             {"[1 2; 3 4]", "1 2;3 4"},
                             {"1 2; 3 4", "1 2;3 4", echo},
                             {"1, 2; 3, 4", "1 2;3 4", echo},
                             {"1 2\n3 4", "1 2;3 4", echo},
                             {"1 2\r\n\r\n3 4\r\n", "1 2;3 4", echo},
                             {"1\t2\n3\t4", "1 2;3 4", echo},
                             {"1,2\n3,4", "1 2;3 4", echo},
                             {"1 2;\n3 4", "1 2;3 4", echo},
                             {"((1,2),(3,4))", "1 2;3 4", echo},
                             {"(1, 2), (3, 4)", "1 2;3 4", echo},
                             {"[1, 2], [3, 4]", "1 2;3 4", echo},
                             {"[[1 2]\n [3 4]]", "1 2;3 4", echo},
                             {"[[ 1.  2.]\n [ 3.  4.]]", "1 2;3 4", echo},
                             {"[[1, 2], [3,\n 4]]", "1 2;3 4", echo},
                             {"[[1;2];[3;4]]", "1 2;3 4", echo},
                             {"[[-1, 1/2], [0.5, √2]]", "-1 1/2;1/2 sqrt(2)"},
                             {"[1, 2, 3]", "1 2 3", "[1 2 3]"},
                             {"1 2 3", "1 2 3", "[1 2 3]"},
                             {"1; 2", "1;2", "[1; 2]"},
                             {"7", "7", "[7]"},
                             {"1 1/2, 1 - √2; 3, 4", "3/2 1-sqrt(2);3 4", "[3/2, 1 − √2; 3, 4]"},
                             {"1-√2", "1-sqrt(2)", "[1−√2]"},
                             {"1-√2; 3", "1-sqrt(2);3", "[1−√2; 3]"},
                             {"[1−√2; 3]", "1-sqrt(2);3", "[1−√2; 3]"},
                             {"[[1, 2], [3]]", "! ragged"},
                             {"1 2\n3 4 5", "! ragged"},
                             {"1,2; 3 4", "! ragged"},
                             {"1 2;; 3 4", "! empty_entry"},
                             {"1, 2,\n3, 4", "! empty_entry"},
                             {"[[1, 2], [3, 4],]", "! empty_entry"},
                             {"[[1, 2], 3]", "! not_a_list"},
                             {"[[1, 2], []]", "! empty_list"},
                             {"[[1, 2; 3], [4, 5]]", "! two_separators"},
                             {"[[[1, 2]]]", "! not_a_number"},
                             {"[[1, 2", "! brackets"},
                             {"[[]]", "! empty_list"},
                             {"-1,5; -0,5; 0,5; 1,5", "! decimal_comma"},
                             {"1,5\n2,5\n3,5\n4,5", "! decimal_comma"},
                             {"[1,5, 2,5; 3,5, 4,5]", "! decimal_comma"},
                             {"1,2,3,4; 5,6,7,8", "1 2 3 4;5 6 7 8", "[1 2 3 4; 5 6 7 8]"},
                             {"[[1, a], [2, 3]]", "! words"},
                             {std::string(100, '['), "! too_deep"}});
}

TEST(ReadingTest, PlainDecimalsAreReadAtOnceAsOtherwise) {
  const auto same = [](const std::string& text) {
    const auto plain = plain_decimal(text);
    const auto careful = read_typed_number(text, {{}, false});
    ASSERT_TRUE(plain && std::holds_alternative<TypedNumber>(careful)) << text;
    const TypedNumber& number = std::get<TypedNumber>(careful);
    EXPECT_EQ(plain->value, number.value) << text;
    EXPECT_EQ(plain->is_decimal, number.is_decimal) << text;
    EXPECT_EQ(plain->figures, number.figures) << text;
    EXPECT_EQ(plain->last_place, number.last_place) << text;
  };
  for (const char* text : {"0", "-0", "0.0", "-0.00", "7", "007", "-2.50", "0.00250", "2240", "1.0",
                           "123456789012345678", "-0.12345678901234567"}) {
    same(text);
  }
  for (const char* text :
       {"", "-", "+1", ".5", "2.", "1e5", "1.5e-3", "1/2", "1,5", "1 000", "0x10", "--1", " 1",
        "1 ", "1234567890123456789", "1.234567890123456789", "√2"}) {
    EXPECT_FALSE(plain_decimal(text)) << text;
  }
}

TEST(ReadingTest, DecimalCommasInListsMakePointsSeparateGroups) {
  const ReadingOptions comma{.decimal_comma = true};
  const Answer asked{"mean", std::vector<Number>{1, 2}};
  Value texts = Value::of_items({text("2.240"), text("2,5")});
  EXPECT_EQ(outcome(read_answer(texts, asked, comma)), "2240 5/2");
  Value numbers = Value::of_items({json("2.240"), json("2.5")});
  EXPECT_EQ(outcome(read_answer(numbers, asked, comma)), "56/25 5/2");
}

TEST(ReadingTest, Words) {
  expect_readings(chosen(), {{"identity", "identity"},
                             {" Identity ", "identity", "identity"},
                             {"identity shortcut", "identity", "identity"},
                             {"Identity Mapping", "identity", "identity"},
                             {"identity shortcut connection", "identity", "identity"},
                             {"none", "identity", "identity"},
                             {"no-operation", "identity", "identity"},
                             {"1X1_conv", "projection", "projection"},
                             {"zero-pad", "zero-pad"},
                             {"Zero Pad", "zero-pad", "zero-pad"},
                             {"", "empty"},
                             {"projektion", "! unknown_word"},
                             {"shortcut", "! unknown_word"},
                             {"5", "! unknown_word"},
                             {"identity, projection", "! unknown_word"}});
  expect_readings(yes_or_no(), {{"yes", "yes"},
                                {"Y", "yes", "yes"},
                                {"true", "yes", "yes"},
                                {"no", "no"},
                                {"F", "no", "no"},
                                {"maybe", "! unknown_word"},
                                {"1", "! unknown_word"}});
  expect_readings(missing(), {{"none", "none"},
                              {"N/A", "none", "none"},
                              {"undefined", "none", "none"},
                              {"256", "256"},
                              {"256 filters", "256", "256"},
                              {"√2", "sqrt(2)"},
                              {"sqrt(2)", "sqrt(2)", "√2"},
                              {"16x16x64", "16 16 64"},
                              {"[16, 16, 64]", "16 16 64"},
                              {"", "empty"},
                              {"projection", "! unknown_word"},
                              {"28*", "! incomplete"}});
}

struct JsonCase {
  Value given;
  Answer asked;
  std::string outcome;
  std::string read_as = {};
};

TEST(ReadingTest, JsonValues) {
  const auto boolean = [](bool value) { return Value::of_boolean(value); };
  const auto list = [](std::vector<Value> items) { return Value::of_items(std::move(items)); };
  const std::vector<JsonCase> cases = {
      {json("784"), whole(), "784"},
      {json("-2.50"), whole(), "-5/2"},
      {json("7.84e2"), whole(), "784", "784"},
      {json("1e400"), whole(), "! exponent"},
      {null(), whole(), "empty"},
      {null(), undefined(), "undefined", "undefined"},
      {null(), missing(), "none", "none"},
      {null(), vector(), "empty"},
      {null(), volume(), "empty"},
      {null(), matrix(), "empty"},
      {null(), chosen(), "empty"},
      {null(), yes_or_no(), "empty"},
      {boolean(true), yes_or_no(), "yes", "yes"},
      {boolean(false), yes_or_no(), "no", "no"},
      {boolean(true), whole(), "! not_a_number"},
      {boolean(true), vector(), "! not_a_list"},
      {boolean(true), chosen(), "! not_a_word"},
      {list({json("5")}), whole(), "! not_a_number"},
      {list({text("identity")}), chosen(), "! not_a_word"},
      {object(), whole(), "! not_a_number"},
      {object(), missing(), "! not_a_number"},
      {object(), matrix(), "! not_a_list"},
      {object(), yes_or_no(), "! not_a_word"},
      {json("1"), yes_or_no(), "! unknown_word"},
      {json("5"), vector(), "5", "(5)"},
      {json("5"), vector_of_one(), "5"},
      {json("5"), matrix(), "5", "[5]"},
      {list({json("15"), json("15"), json("28")}), volume(), "15 15 28"},
      {list({json("16"), json("16"), json("64")}), missing(), "16 16 64"},
      {list({json("1"), text("1/2"), text("-3/sqrt(5)")}), vector(), "1 1/2 -3/sqrt(5)",
       "(1, 1/2, −3/√5)"},
      {list({json("1"), null()}), vector(), "1 undefined", "(1, –)"},
      {list({text("1 1/2")}), vector(), "3/2", "(3/2)"},
      {list({list({json("1"), json("2")}), list({json("3"), json("4")})}), matrix(), "1 2;3 4"},
      {list({json("1"), json("2")}), matrix(), "1 2"},
      {list({}), vector(), "! empty_list"},
      {list({list({})}), matrix(), "! empty_list"},
      {list({list({json("1"), json("2")}), list({json("3")})}), matrix(), "! ragged"},
      {list({list({json("1")}), json("2")}), matrix(), "! not_a_list"},
      {list({json("2"), list({json("1")})}), matrix(), "! not_a_number"},
      {list({list({json("1")}), list({json("2")})}), vector(), "1 2"},
      {list({list({json("1"), json("2")}), list({json("3"), json("4")})}), vector(),
       "! too_many_rows"},
      {list({text("1, 2")}), vector(), "! several_numbers"},
      {list({text("[1, 2]"), text("[3, 4]")}), matrix(), "! not_a_number"},
      {list({text("1 234")}), vector(), "1234", "(1234)"},
      {list({text("11,770"), text("1 234")}), vector(), "11770 1234", "(11770, 1234)"},
      {list({text("")}), vector(), "undefined", "(–)"},
      {list({boolean(true)}), vector(), "! not_a_number"},
      {list({object()}), vector(), "! not_a_number"},
      {list({list({json("15"), json("15"), json("28")})}), volume(), "15 15 28"},
      {list({json("1"), text(std::string(257, '1'))}), vector(), "! too_long"},
      {list(std::vector<Value>(40'000, json("1"))), vector(), "! too_long"},
  };
  for (const JsonCase& c : cases) {
    SCOPED_TRACE(as_typed(c.given, 60) + " for " + c.asked.name);
    const Reading reading = read_answer(c.given, c.asked, {});
    EXPECT_EQ(outcome(reading), c.outcome) << (reading.problem ? reading.problem->sentence : "");
    EXPECT_EQ(reading.read_as, c.read_as);
  }
}

TEST(ReadingTest, FiguresAndPlaces) {
  struct DecimalCase {
    std::string typed;
    bool is_decimal;
    int figures = 0;
    long last_place = 0;
  };
  const std::vector<DecimalCase> cases = {{"2.50", true, 3, -2},
                                          {"0.00250", true, 3, -5},
                                          {"2240", true, 4, 0},
                                          {"0.0", true, 0, -1},
                                          {"0", true, 0, 0},
                                          {"2.5e3", true, 2, 2},
                                          {"2,240.50", true, 6, -2},
                                          {"-2.50", true, 3, -2},
                                          {"2.", true, 1, 0},
                                          {"2.5x10^3", true, 2, 2},
                                          {"-2.50 × 10⁻³", true, 3, -5},
                                          {"1e-5", true, 1, -5},
                                          {"10^3", false},
                                          {"1/2", false},
                                          {"½", false},
                                          {"1 1/2", false},
                                          {"√4", false},
                                          {"5/1", false}};
  for (const DecimalCase& c : cases) {
    SCOPED_TRACE(c.typed);
    const Reading reading = read_answer(text(c.typed), whole(), {});
    ASSERT_TRUE(reading.answer);
    const TypedNumber& number = reading.answer->numbers.at(0, 0);
    EXPECT_EQ(number.is_decimal, c.is_decimal);
    EXPECT_EQ(number.figures, c.figures);
    EXPECT_EQ(number.last_place, c.last_place);
  }
}

struct SentenceCase {
  std::string typed;
  Answer asked;
  std::string code;
  std::string sentence;
};

// The whole sentence for every code.
TEST(ReadingTest, Sentences) {
  const std::vector<SentenceCase> cases = {
      {std::string(300, '1'), whole(), "too_long",
       "This is longer than 256 characters, the most that is read here."},
      {std::string(70000, '1'), matrix(), "too_long",
       "This is longer than 64 KiB, the most that is read here."},
      {"5\xff", whole(), "bad_utf8", "This isn't valid UTF-8 text."},
      {"5\x1b[2J", whole(), "control_character",
       "\"5\\u{1b}[2J\" has a control character in it, such as a tab, a line break or an escape "
       "code."},
      {std::string(65, '(') + "5" + std::string(65, ')'), whole(), "too_deep",
       "\"" + std::string(39, '(') + "…\" is nested too deeply: at most 64 levels are read."},
      {"[1, 2", vector(), "brackets",
       "Check the brackets of \"[1, 2\": they are empty or don't match."},
      {"[]", vector(), "empty_list", "The list is empty: give its numbers."},
      {"1, , 3", vector(), "empty_entry",
       "The list has an empty entry: give every number, or \"undefined\" where there is none."},
      {"456, 7",
       {"macs_by_layer", std::vector<Number>{456, 0, 7}},
       "zeros_left_out",
       "\"456, 7\" leaves out layers: give one number for each of the 3 layers, and 0 for one that "
       "has none."},
      {"1 2; 3", matrix(), "ragged",
       "The rows of a matrix must be of one length, but row 2 is shorter than the first one."},
      {"[[1, 2], [3, 4]]", vector(), "too_many_rows",
       "\"[[1, 2], [3, 4]]\" is a matrix, but a single row of numbers is wanted."},
      {"1, 2; 3", vector(), "two_separators",
       "In \"1, 2; 3\" the entries are separated in two ways: use commas, semicolons or spaces "
       "alone."},
      {"[1,024,512]", volume(), "leading_zeros",
       "\"024\" begins with a 0, so it may be a part of a larger number: write each entry without "
       "leading zeros."},
      {"128,128,256", volume(), "ambiguous",
       "\"128,128,256\" can be read in two ways: as sizes or as groups of three digits; put "
       "brackets round it."},
      {"1/2√5", whole(), "ambiguous",
       "\"1/2√5\" can be read in two ways: what follows the fraction may belong above or below its "
       "bar, so put brackets."},
      {"1 100/300", whole(), "ambiguous",
       "\"1 100/300\" can be read in two ways: as a mixed fraction or with its digits in groups of "
       "three."},
      {"22,40", whole(), "grouping",
       "22,40 isn't a number: commas only separate groups of three digits."},
      {"2 2 4 0", whole(), "grouping",
       "2 2 4 0 isn't a number: spaces only separate groups of three digits."},
      {"0,5", whole(), "decimal_comma",
       "0,5 seems to have a decimal comma: write a point, or have it read with --decimal-comma."},
      {"1.2.3", whole(), "two_points", "1.2.3 isn't a number: it has more than one decimal point."},
      {"3/", whole(), "incomplete", "\"3/\" breaks off: something is missing at its end."},
      {"--5", whole(), "misplaced", "\"--5\" isn't a number: \"-\" is out of place."},
      {"2240 parms", whole(), "words", "\"2240 parms\" isn't a number: \"parms\" can't be read."},
      {"2_240", whole(), "underscore", "2_240 isn't a number here: write it without underscores."},
      {"2240%", whole(), "percent",
       "2240% is a percentage: write it as a number without the percent sign."},
      {"0x8C0", whole(), "hexadecimal", "0x8C0 is hexadecimal: write it as a decimal number."},
      {"２", whole(), "other_digits", "\"２\" has digits other than 0 to 9: use these alone."},
      {"5 or 6", whole(), "several_numbers",
       "\"5 or 6\" is more than one number: give a single one."},
      {"28 × 28", whole(), "arithmetic",
       "\"28 × 28\" is a calculation: give the number that comes out."},
      {"28*28 = 785", whole(), "two_sides",
       "\"28*28 = 785\" has two sides that aren't the same number: give the one that is meant."},
      {"sqrt 5", whole(), "root_brackets",
       "In \"sqrt 5\" it isn't clear where the root ends: write sqrt(5)."},
      {"nan", whole(), "nan", "\"nan\" isn't a number: write \"undefined\" if there is none."},
      {"∞", whole(), "infinite", "\"∞\" isn't a finite number."},
      {"1e400", whole(), "exponent",
       "The exponent of 1e400 is out of range: it must be from -308 to 308."},
      {"√(10^9999)", whole(), "too_large",
       "\"√(10^9999)\" has more than 1000 digits when it is worked out."},
      {"1/0", whole(), "division_by_zero",
       "\"1/0\" divides by 0: write \"undefined\" if there is no number."},
      {"√(-1)", whole(), "negative_root", "\"√(-1)\" has the root of a negative number in it."},
      {"√2 + √3", whole(), "two_roots",
       "\"√2 + √3\" has roots in it that don't combine: give it as a decimal number."},
      {"weights = 5", whole(), "other_label",
       "This is labelled \"weights\", but \"parameters\" is asked for."},
      {"784 weights", whole(), "other_unit",
       "\"784 weights\" counts weights, but \"parameters\" is asked for."},
      {"projektion", chosen(), "unknown_word",
       "\"projektion\" isn't identity, projection or zero-pad; did you mean \"projection\"?"},
      {"convolutional", chosen(), "unknown_word",
       "\"convolutional\" isn't identity, projection or zero-pad."},
      {"maybe", yes_or_no(), "unknown_word", "\"maybe\" isn't yes or no."},
      {"many", missing(), "unknown_word",
       "\"many\" isn't a number; write \"none\" if there is none."},
      {"[5]", whole(), "not_a_number", "A single number is wanted, but a list was given."},
  };
  std::set<std::string> seen = {"fractional_power", "not_a_list", "not_a_word"};
  for (const SentenceCase& c : cases) {
    SCOPED_TRACE(c.code);
    const Reading reading = read_answer(text(c.typed), c.asked, {});
    ASSERT_TRUE(reading.problem);
    EXPECT_EQ(reading.problem->code, c.code);
    EXPECT_EQ(reading.problem->sentence, c.sentence);
    seen.insert(c.code);
  }
  EXPECT_EQ(read_answer(text("2^0.5"), whole(), {.allow_expressions = true}).problem->sentence,
            "\"2^0.5\" has a power that isn't whole: write square roots as sqrt(5).");
  EXPECT_EQ(read_answer(object(), vector(), {}).problem->sentence,
            "A list of numbers is wanted, but an object was given.");
  EXPECT_EQ(read_answer(json("5"), chosen(), {}).problem->code, "unknown_word");
  EXPECT_EQ(read_answer(Value::of_items({}), chosen(), {}).problem->sentence,
            "A word is wanted, but an empty list was given.");
  for (const ReasonEntry& reason : reasons()) EXPECT_TRUE(seen.contains(std::string(reason.code)));
  EXPECT_EQ(seen.size(), reasons().size());
}

TEST(ReadingTest, HostileTexts) {
  const auto repeated = [](const std::string& part, size_t times) {
    std::string all;
    for (size_t i = 0; i < times; ++i) all += part;
    return all;
  };
  const std::vector<std::pair<Answer, bool>> kinds = {
      {whole(), false},  {vector(), true},     {volume(), true},  {matrix(), true},
      {chosen(), false}, {yes_or_no(), false}, {missing(), false}};
  for (const auto& [asked, is_list] : kinds) {
    SCOPED_TRACE(asked.name);
    const auto code = [&asked = asked](const std::string& typed) {
      return outcome(read_answer(text(typed), asked, {.allow_expressions = true}));
    };
    EXPECT_EQ(code(std::string(100000, '9')), "! too_long");
    EXPECT_EQ(code(std::string(500000, '9')), "! too_long");
    EXPECT_EQ(code(repeated("\xff", 500000)), "! too_long");
    EXPECT_EQ(code(repeated("(", 10000)), is_list ? "! too_deep" : "! too_long");
    EXPECT_EQ(code("5\xc0\xaf"), "! bad_utf8");
    EXPECT_EQ(code("\xed\xa0\x80"), "! bad_utf8");
    EXPECT_EQ(code("5\xe2\x82"), "! bad_utf8");
    EXPECT_EQ(code(std::string("5\0", 2)), "! control_character");
    EXPECT_EQ(code("\x1b[31m5"), "! control_character");
    EXPECT_EQ(code("5\u202e6"), "! control_character");
    EXPECT_EQ(code("5\r6"), "! control_character");
    EXPECT_TRUE(code("__proto__").starts_with("! ")) << code("__proto__");
    // Nothing of these is meant to be read, only to come to an end soon.
    for (const char* part :
         {"(",  "[", "√",     "-",  "1^", "9e9", "x",  "éx",     "1,", "1 ", "½",
          "\n", ";", "sqrt(", "by", "=",  "1/",  "[[", "1 1/2 ", "_",  "≈",  "√7 "}) {
      EXPECT_NE(code(repeated(part, 256 / std::string(part).size())), "");
      EXPECT_NE(code(repeated(part, 65536 / std::string(part).size())), "");
    }
  }
}

TEST(ReadingTest, WhatWasTypedInShort) {
  EXPECT_EQ(as_typed(text("  28 × 28\n"), 40), "28 × 28");
  EXPECT_EQ(as_typed(text("1 2\r\n3 4"), 40), "1 2 3 4");
  EXPECT_EQ(as_typed(text("12345"), 5), "12345");
  EXPECT_EQ(as_typed(text("123456"), 5), "1234…");
  EXPECT_EQ(as_typed(text("ééééé"), 4), "ééé…");
  EXPECT_EQ(as_typed(text("a\x1b[m\xff"), 40), "a\\u{1b}[m\\u{ff}");
  EXPECT_EQ(as_typed(text(std::string(100000, 'a')), 3), "aa…");
  EXPECT_EQ(as_typed(text("ab"), 1), "…");
  EXPECT_EQ(as_typed(text(""), 40), "");
  EXPECT_EQ(as_typed(null(), 40), "null");
  EXPECT_EQ(as_typed(json("1e5"), 40), "1e5");
  EXPECT_EQ(as_typed(Value::of_boolean(true), 40), "true");
  EXPECT_EQ(as_typed(object(), 40), "{…}");
  EXPECT_EQ(as_typed(Value::of_items({json("1"), Value::of_items({text("2"), null()})}), 40),
            "[1, [2, null]]");
  EXPECT_EQ(as_typed(Value::of_items(std::vector<Value>(100000, json("7"))), 10), "[7, 7, 7,…");
}

/// The ways in which the program and people may write `number`.
std::vector<std::string> writings(const Number& number) {
  std::vector<std::string> result;
  for (const Charset charset : {Charset::unicode, Charset::ascii}) {
    for (const Grouping grouping : {Grouping::thousands, Grouping::none}) {
      result.push_back(math_text(show_exactly(number), charset, grouping));
    }
  }
  const std::string plain = result.back();
  result.push_back("x = " + plain);
  result.push_back("(" + plain + ")");
  result.push_back("≈ " + plain);
  return result;
}

TEST(ReadingTest, ReadsWhatIsPrinted) {
  std::mt19937 engine(7);
  std::uniform_int_distribution<long> part(-3000, 3000);
  std::uniform_int_distribution<long> divisor(1, 20);
  std::uniform_int_distribution<long> radicand(0, 12000);
  const auto ratio = [&] { return Number(mpq_class(part(engine), divisor(engine))); };
  for (int i = 0; i < 2000; ++i) {
    const Number root = sqrt(Number(radicand(engine)));
    for (const Number& number :
         {Number(part(engine)), ratio(), ratio() * root, ratio() + ratio() * root}) {
      for (const std::string& writing : writings(number)) {
        SCOPED_TRACE(writing);
        const Reading reading = read_answer(text(writing), whole(), {});
        ASSERT_TRUE(reading.answer) << reading.problem->sentence;
        ASSERT_EQ(reading.answer->numbers.at(0, 0).value, number);
        const std::string again = reading.read_as.empty() ? writing : reading.read_as;
        EXPECT_EQ(read_answer(text(again), whole(), {}).answer->numbers.at(0, 0).value, number);
      }
    }
  }
}

TEST(ReadingTest, ReadsPrintedListsAgain) {
  std::mt19937 engine(11);
  std::uniform_int_distribution<long> part(-300, 300);
  std::uniform_int_distribution<long> divisor(1, 9);
  for (int i = 0; i < 500; ++i) {
    std::vector<Value> entries;
    for (int k = 0; k < 4; ++k) {
      const Number number =
          Number(mpq_class(part(engine), divisor(engine))) * sqrt(Number(divisor(engine)));
      entries.push_back(text(math_text(show_exactly(number), Charset::ascii, Grouping::none)));
    }
    const Value rows = Value::of_items(
        {Value::of_items({entries[0], entries[1]}), Value::of_items({entries[2], entries[3]})});
    for (const auto& [asked, given] :
         {std::pair{vector(), Value::of_items(entries)}, {matrix(), rows}}) {
      const Reading reading = read_answer(given, asked, {});
      ASSERT_TRUE(reading.answer);
      if (reading.read_as.empty()) continue;
      EXPECT_EQ(outcome(read_answer(text(reading.read_as), asked, {})), outcome(reading))
          << reading.read_as;
    }
  }
}

}  // namespace
}  // namespace cnnsolve
