// Thousands of random answers: the right ones are right in every spelling, and what is said of a
// wrong one is true.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "grade/early_rounding.h"
#include "grade/formula_slip.h"
#include "grade/grade.h"
#include "kinds/slips.h"
#include "math/decimal.h"
#include "render/math_text.h"

namespace cnnsolve {
namespace {

class Random {
 public:
  Whole whole(Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(engine_);
  }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[static_cast<size_t>(whole(0, static_cast<Whole>(choices.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_{20261122};
};

/// A layer that has passed check(), among those that `draw` gives.
template <class Layer>
Suspects random_layer(Random& random, Layer (*draw)(Random& random)) {
  while (true) {
    const Layer layer = draw(random);
    if (check(layer).empty())
      return Suspects(solve(layer).answers, [layer] { return named_slips(layer); });
  }
}

ConvLayer draw_conv(Random& random) {
  ConvLayer layer;
  layer.input = {random.whole(3, 40), random.whole(3, 40), random.whole(1, 9)};
  layer.convolution = {.filters = random.whole(1, 60),
                       .window = {.kernel = {{random.whole(1, 5)}},
                                  .stride = {{random.whole(1, 3)}},
                                  .dilation = {{random.whole(1, 2)}}}};
  const Whole padding = random.whole(0, 3);
  layer.convolution.window.padding.pairs = {{padding, padding}};
  layer.bias = random.whole(0, 1) == 1;
  return layer;
}

PoolLayer draw_pool(Random& random) {
  const ConvLayer like = draw_conv(random);
  PoolLayer layer{like.input, {.window = like.convolution.window}};
  layer.pool.window.ceil = random.whole(0, 1) == 1;
  return layer;
}

TransposedConvLayer draw_transposed_conv(Random& random) {
  const ConvLayer like = draw_conv(random);
  return {like.input, like.convolution, {{random.whole(0, 1)}}, like.bias};
}

LinearLayer draw_linear(Random& random) {
  return {draw_conv(random).input, random.whole(1, 99), random.whole(0, 1) == 1};
}

Suspects random_residual(Random& random) {
  while (true) {
    ResidualBlock block;
    block.input = {random.whole(2, 20) * 2, random.whole(2, 20) * 2, random.whole(1, 64)};
    block.filters = random.whole(1, 64);
    block.stride = random.whole(1, 2);
    block.bias = random.whole(0, 1) == 1;
    block.batchnorm = random.whole(0, 1) == 1;
    if (check(block).empty())
      return Suspects(solve(block).answers, [block] { return named_slips(block); });
  }
}

Suspects random_batchnorm(Random& random) {
  BatchNorm problem;
  problem.matrix = Matrix<Number>(static_cast<size_t>(random.whole(1, 3)),
                                  static_cast<size_t>(random.whole(2, 4)));
  for (Number& entry : problem.matrix.entries) {
    entry = Number(mpq_class(random.whole(-20, 20), random.whole(1, 3)));
  }
  if (random.whole(0, 1) == 1) problem.epsilon = Number(mpq_class(1, 100));
  problem.gamma = std::vector<Number>();
  problem.beta = std::vector<Number>();
  for (size_t unit = 0; unit < problem.matrix.rows; ++unit) {
    problem.gamma->emplace_back(random.whole(-3, 3));
    problem.beta->emplace_back(random.whole(-9, 9));
  }
  return Suspects(solve(problem).answers, [problem] { return named_slips(problem); });
}

Suspects random_problem(Random& random) {
  switch (random.whole(0, 5)) {
    case 0:
      return random_layer(random, draw_conv);
    case 1:
      return random_layer(random, draw_pool);
    case 2:
      return random_layer(random, draw_transposed_conv);
    case 3:
      return random_layer(random, draw_linear);
    case 4:
      return random_residual(random);
    default:
      return random_batchnorm(random);
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// A number as it may stand in a list, where groups and spaces would be read otherwise.
std::string entry_spelling(const Number& number, Random& random) {
  if (number.is_undefined()) return "undefined";
  std::vector<std::string> spellings;
  if (number.is_exact()) {
    spellings = {
        replaced(math_text(show_exactly(number), Charset::ascii, Grouping::none), "\u00a0", ""),
        replaced(math_text(show_exactly(number), Charset::unicode, Grouping::none), "\u00a0", "")};
    for (std::string& spelling : spellings) spelling = replaced(spelling, " ", "");
  }
  const int figures = static_cast<int>(random.whole(3, 17));
  const std::string decimal = round_to(number, figures).plain();
  if (!number.is_integer()) spellings.push_back(decimal);
  if (number.is_integer()) {
    spellings.push_back(digits(number) + ".");
    spellings.push_back(digits(number) + ".0");
    spellings.push_back(replaced(digits(number), "-", "\u2212"));
    spellings.push_back(replaced(digits(number), "-", "\u2013"));
    if (number.sign() >= 0) spellings.push_back("+" + digits(number));
  }
  return random.one_of(spellings);
}

std::string number_spelling(const Number& number, Random& random) {
  std::vector<std::string> spellings = {entry_spelling(number, random)};
  if (number.is_integer() && number.sign() > 0) {
    const std::string text = digits(number);
    spellings.push_back(grouped(text));
    spellings.push_back(replaced(grouped(text), ",", " "));
    spellings.push_back(replaced(grouped(text), ",", "\u00a0"));
    spellings.push_back(fmt::format("{}.{}e{}", text[0], text.substr(1), text.size() - 1));
    spellings.push_back(fmt::format("{}.{} x 10^{}", text[0], text.substr(1), text.size() - 1));
    spellings.push_back(fmt::format("{}/3", digits(number * 3)));
    spellings.push_back("x = " + text);
  }
  return random.one_of<std::string>({"", " ", "\u00a0", "\t"}) + random.one_of(spellings) +
         random.one_of<std::string>({"", " ", "\u202f", "\n"});
}

std::string list_spelling(const std::vector<Number>& numbers, std::string_view separator,
                          Random& random) {
  std::string text;
  for (const Number& number : numbers) {
    text += (text.empty() ? "" : std::string(separator)) + entry_spelling(number, random);
  }
  return text;
}

std::string matrix_spelling(const Matrix<Number>& matrix, Random& random) {
  struct Style {
    std::string open, row_open, entry, row_close, row, close;
  };
  const Style style = random.one_of<Style>({{"[[", "", ", ", "", "], [", "]]"},
                                            {"[", "", " ", "", "; ", "]"},
                                            {"", "", " ", "", "\n", ""},
                                            {"", "", ", ", "", "\r\n", ""},
                                            {"[[", "", "  ", "", "]\n [", "]]"}});
  std::string text = style.open;
  for (size_t r = 0; r < matrix.rows; ++r) {
    text += (r == 0 ? "" : style.row) + list_spelling(matrix.row(r), style.entry, random);
  }
  return text + style.close;
}

std::string spelling(const AnswerValue& value, Random& random) {
  if (const auto* number = std::get_if<Number>(&value)) return number_spelling(*number, random);
  if (const auto* volume = std::get_if<Volume>(&value)) {
    return random.one_of<std::string>({"", " "}) +
           list_spelling(volume->sizes,
                         random.one_of<std::string>({"x", " x ", " × ", " by ", "*"}), random);
  }
  if (const auto* vector = std::get_if<std::vector<Number>>(&value)) {
    return "(" + list_spelling(*vector, random.one_of<std::string>({", ", " ", "; "}), random) +
           ")";
  }
  if (const auto* matrix = std::get_if<Matrix<Number>>(&value)) {
    return matrix_spelling(*matrix, random);
  }
  if (const auto* word = std::get_if<ChosenWord>(&value)) {
    std::vector<std::string_view> words = word->words[word->chosen].synonyms;
    words.push_back(word->name());
    return std::string(random.one_of(words));
  }
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "Yes" : "false";
  return "none";
}

TEST(RandomAnswersTest, RightOnesAreRightInEverySpelling) {
  Random random;
  for (int answered = 0; answered < 10000;) {
    Suspects suspects = random_problem(random);
    for (const Answer& right : suspects.right()) {
      const std::string text = spelling(right.value, random);
      const Mark mark =
          grade(suspects, {{right.name, 1}}, {{right.name, Value::of_text(text)}}, {})[0];
      ASSERT_EQ(mark.verdict, Verdict::correct)
          << right.name << ": " << text << ": " << mark.finding.codes[0];
      ASSERT_EQ(mark.finding.codes, std::vector<std::string>{"correct"});
      ++answered;
    }
  }
}

/// Whether what is said of a wrong number is so.
bool is_true(const std::string& code, const Finding& finding, const Number& wrong,
             const Answer& right, Suspects& suspects) {
  for (size_t slip = 0; slip < suspects.slips().size(); ++slip) {
    const Answer* rerun =
        suspects.slips()[slip].code == code ? suspects.rerun(slip, right.name) : nullptr;
    if (rerun && std::get<Number>(rerun->value) == wrong) return true;
  }
  const Number& value = std::get<Number>(right.value);
  if (code == "off_by_one") return abs(value - wrong) == 1;
  if (code == "wrong_sign") return value + wrong == 0;
  if (code == "digits_swapped") {
    std::string a = digits(value), b = digits(wrong);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return replaced(a, "0", "") == replaced(b, "0", "");
  }
  if (code == "factor_of_ten") {
    const Number ratio = maximum(value, wrong) / (value + wrong - maximum(value, wrong));
    return ratio == 10 || ratio == 100 || ratio == 1000;
  }
  return !finding.formulas.empty() && finding.formulas.back().formula.value() == wrong;
}

TEST(RandomAnswersTest, WhatIsSaidOfWrongOnesIsSo) {
  Random random;
  std::map<std::string, int> said;
  for (int answered = 0; answered < 10000;) {
    Suspects suspects =
        random.whole(0, 1) == 0 ? random_layer(random, draw_conv) : random_residual(random);
    for (const Answer& right : suspects.right()) {
      const auto* value = std::get_if<Number>(&right.value);
      if (!value) continue;
      // Half of them near, so that something is often found.
      const Number wrong = random.whole(0, 1) == 0 ? Number(random.whole(0, 5000))
                                                   : *value + Number(random.whole(-40, 40));
      if (wrong == *value) continue;
      ++answered;
      const Mark mark =
          grade(suspects, {{right.name, 1}}, {{right.name, Value::of_text(digits(wrong))}}, {})[0];
      ASSERT_EQ(mark.verdict, Verdict::incorrect) << right.name << ": " << digits(wrong);
      ASSERT_EQ(mark.earned, Number(0));
      for (const std::string& code : mark.finding.codes) {
        ++said[code];
        EXPECT_TRUE(code == "incorrect" || is_true(code, mark.finding, wrong, right, suspects))
            << code << " of " << right.name << ": " << digits(wrong) << " for " << digits(*value);
      }
    }
  }
  EXPECT_GT(said["bias_left_out"], 0);
  EXPECT_GT(said["off_by_one"], 0);
  EXPECT_GT(said["incorrect"], 1000);
}

/// A row of fractions, as they may stand in a JSON list.
Value row_of(const std::vector<Number>& numbers) {
  std::vector<Value> items;
  for (const Number& number : numbers) {
    items.push_back(Value::of_text(number.rational_part().get_str()));
  }
  return Value::of_items(std::move(items));
}

// The oracle is the loop below: (x − μ)/σ and γ · x̂ + β from what the student has for μ and σ.
TEST(RandomAnswersTest, WhoGoesOnFromTheirOwnNumbersEarnsForIt) {
  Random random;
  for (int student = 0; student < 300; ++student) {
    BatchNorm problem;
    const size_t units = static_cast<size_t>(random.whole(1, 3));
    problem.matrix = Matrix<Number>(units, static_cast<size_t>(random.whole(2, 4)));
    for (Number& entry : problem.matrix.entries) entry = random.whole(-9, 9);
    // No row is of one number, which has no deviation.
    for (size_t unit = 0; unit < units; ++unit) problem.matrix.at(unit, 0) = -10;
    problem.gamma = std::vector<Number>(units, random.whole(1, 3));
    problem.beta = std::vector<Number>(units, random.whole(-2, 2));
    std::vector<Number> means, deviations;
    std::vector<Value> normalized, outputs;
    for (size_t unit = 0; unit < units; ++unit) {
      // Some means are right; a deviation of 7 or 11 never is, and makes no number that is given.
      Number mean = Number(mpq_class(random.whole(0, 2), 5));
      for (size_t i = 0; i < problem.matrix.columns; ++i) {
        mean = mean + problem.matrix.at(unit, i) / Number(problem.matrix.columns);
      }
      const Number deviation(random.one_of<Whole>({7, 11}));
      std::vector<Number> row, output;
      for (size_t i = 0; i < problem.matrix.columns; ++i) {
        row.push_back((problem.matrix.at(unit, i) - mean) / deviation);
        output.push_back((*problem.gamma)[unit] * row.back() + (*problem.beta)[unit]);
      }
      means.push_back(mean);
      deviations.push_back(deviation);
      normalized.push_back(row_of(row));
      outputs.push_back(row_of(output));
    }
    const Given given = {{"mean", row_of(means)},
                         {"standard_deviation", row_of(deviations)},
                         {"normalized", Value::of_items(std::move(normalized))},
                         {"output", Value::of_items(std::move(outputs))}};
    Suspects suspects(worked_answers(problem), [problem] { return named_slips(problem); });
    std::vector<Marked> marked = {{"normalized", 1}, {"output", 1}};
    // Whether what goes before is marked itself makes no difference to what follows.
    if (random.whole(0, 1) == 1) marked.push_back({"standard_deviation", 1});
    const std::vector<Mark> marks = grade(suspects, marked, given, {});
    for (size_t i = 0; i < 2; ++i) {
      EXPECT_FALSE(marks[i].earned < Number(mpq_class(1, 2)))
          << marks[i].name << ": " << marks[i].typed << ", γ " << (*problem.gamma)[0].whole()
          << ", β " << (*problem.beta)[0].whole();
    }
  }
}

TEST(RandomAnswersTest, SlipsInFormulasGiveTheSameInNumbersAndInTerms) {
  Random random;
  for (int tried = 0; tried < 60; ++tried) {
    const Suspects suspects = random_problem(random);
    for (const Answer& right : suspects.right()) {
      if (right.workings.empty()) continue;
      const Term& result = right.workings[0].back();
      Worksheet sheet(result);
      FormulaSlips slips(sheet);
      for (const FormulaSlip& slip : slips.all()) {
        ASSERT_EQ(slips.value_with(slip), slips.with(slip, {result})[0].value())
            << right.name << ": " << slip.code;
      }
    }
  }
}

/// Values of a normalised matrix, each with an error of its own.
TEST(RandomAnswersTest, EarlyRoundingIsOnlySaidWithinItsReach) {
  Random random;
  int said = 0;
  for (int tried = 0; tried < 500; ++tried) {
    Suspects suspects = random_batchnorm(random);
    const Answer& right = *find_answer(suspects.right(), "standard_deviation");
    const Number& deviation = std::get<std::vector<Number>>(right.value)[0];
    if (deviation.is_zero()) continue;
    std::vector<Number> typed;
    for (const Number& entry : std::get<std::vector<Number>>(right.value)) {
      typed.push_back(entry + Number(mpq_class(random.whole(-9, 9), 1000)));
    }
    // Half of them from rounded variances, so that it is often said.
    if (random.whole(0, 1) == 0) {
      const Rounding way = {static_cast<int>(random.whole(2, 4)), false, random.whole(0, 1) == 0};
      for (size_t unit = 0; unit < typed.size(); ++unit) {
        typed[unit] = Number(mpq_class(value_when_rounded(right.workings[0][unit], way)));
      }
    }
    std::string text;
    for (const Number& entry : typed) {
      text += (text.empty() ? "" : " ") + round_to(entry, 5).plain();
    }
    const Mark mark =
        grade(suspects, {{right.name, 1}}, {{right.name, Value::of_text(text)}}, {})[0];
    const auto& codes = mark.finding.codes;
    if (std::find(codes.begin(), codes.end(), "rounded_early") == codes.end()) continue;
    ++said;
    for (size_t unit = 0; unit < typed.size(); ++unit) {
      // Two figures reach farthest: a variance of two figures is off by 5 % at the most, its root
      // by half of that and a little.
      const Number& exact = right.workings[0][unit].value();
      // A mean of thirds that is rounded adds some deviation, however small the right one is.
      const Number off = abs(typed[unit] - exact);
      EXPECT_LT(nearest_double(off / maximum(exact, 1)), 0.06) << text;
    }
  }
  EXPECT_GT(said, 10);
}

}  // namespace
}  // namespace cnnsolve
