#include "grade/diagnose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "grade/early_rounding.h"
#include "grade/numbers.h"
#include "grade/typed.h"
#include "math/decimal.h"

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;
using Codes = std::vector<std::string>;

constexpr const char* kHomework =
    R"({"kind": "conv", "input": [15, 15, 3], "filters": 28, "kernel": 3, "padding": 1})";
constexpr const char* kTenFilters =
    R"({"kind": "conv", "input": [20, 20, 3], "filters": 10, "kernel": 5})";
constexpr const char* kAlexnet =
    R"({"kind": "conv", "input": [227, 227, 3], "filters": 96, "kernel": 11, "stride": 4})";
constexpr const char* kWithoutBias =
    R"({"kind": "conv", "input": [9, 9, 4], "filters": 6, "kernel": 3, "stride": 2, "bias": false})";
constexpr const char* kPointwise =
    R"({"kind": "conv", "input": [8, 8, 4], "filters": 6, "kernel": 1})";
constexpr const char* kHalving =
    R"({"kind": "residual", "input": [32, 32, 128], "filters": 256, "stride": 2})";
constexpr const char* kExplicit =
    R"({"kind": "residual", "input": [32, 32, 128], "layers": [
        {"filters": 256, "kernel": 3, "padding": 1, "stride": 2},
        {"filters": 256, "kernel": 3, "padding": 1}]})";
constexpr const char* kNotes =
    R"({"kind": "batchnorm", "matrix": [[12, 14, 14, 12], [0, 10, 10, 0], [-5, 5, 5, -5]],
        "gamma": [1, 1, 1], "beta": [0, -10, 10]})";
constexpr const char* kThirds =
    R"({"kind": "batchnorm", "matrix": [[1, "2.01", 3], [4, 6, 10]], "gamma": [1, 2],
        "beta": ["0.005", 1]})";
constexpr const char* kConstant =
    R"({"kind": "batchnorm", "matrix": [[7, 7, 7], [0, 3, 6]], "gamma": [1, 2], "beta": [5, 0]})";

/// What is wrong in an answer as it was typed, as marking finds it.
std::optional<Finding> diagnose(Suspects& suspects, std::string_view name,
                                const Matrix<TypedNumber>& typed, bool hides_expected = false) {
  const Answer* right = find_answer(suspects.right(), name);
  const Matrix<Number> numbers = numbers_of(right->value);
  WrongEntries wrong{*right, typed, {}, false};
  if (hides_expected) wrong.secrets = numbers.entries;
  wrong.has_other_shape = typed.rows != numbers.rows || typed.columns != numbers.columns;
  for (size_t i = 0; i < typed.entries.size(); ++i) {
    if (wrong.has_other_shape ||
        compare(typed.entries[i], numbers.entries[i], {}) == Match::wrong) {
      wrong.entries.push_back(i);
    }
  }
  if (wrong.entries.empty()) return std::nullopt;
  return diagnose(wrong, sheets_of_first(wrong), suspects);
}
std::optional<Finding> diagnose(Suspects& suspects, std::string_view name,
                                const std::string& text) {
  return diagnose(suspects, name, typed_matrix(text));
}

struct Case {
  const char* problem;
  const char* answer;
  const char* typed;
  Codes codes;
  std::string sentence = {};  ///< not compared where it is empty
};

void expect_codes(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.typed << " for " << c.answer << " of " << c.problem);
    Suspects suspects = suspects_of(c.problem);
    const std::optional<Finding> finding = diagnose(suspects, c.answer, c.typed);
    EXPECT_EQ(finding ? finding->codes : Codes{}, c.codes);
    if (c.sentence.empty() || !finding) continue;
    ASSERT_EQ(finding->sentences.size(), 1u);
    EXPECT_EQ(text_of(finding->sentences[0]), c.sentence);
  }
}

TEST(Diagnose, NamedSlipsComeFirst) {
  expect_codes({
      // Also a 1 left out of (n + 1) · K, by the formula.
      {kHomework,
       "parameters",
       "756",
       {"bias_left_out"},
       "This is what comes out if the biases are left out:"},
      // Also off by one.
      {kTenFilters,
       "output_height",
       "15",
       {"plus_one_left_out"},
       "This is what comes out if the + 1 is left out:"},
      // Also the root left out of the formula.
      {kNotes,
       "standard_deviation",
       "1 25 25",
       {"root_left_out"},
       "This is what comes out if the root of the variance isn't taken:"},
      {kNotes,
       "variance",
       "1 5 5",
       {"deviation_for_variance"},
       "This is what comes out if the standard deviation is given for the variance:"},
  });
}

TEST(Diagnose, SlipsInFormulasComeBeforeThoseOfCalculating) {
  expect_codes({
      // K = 10 left out is also a factor of ten.
      {kTenFilters,
       "parameters",
       "76",
       {"factor_left_out"},
       "This is what comes out if the factor K is left out:"},
      {kTenFilters, "parameters", "7600", {"factor_of_ten"}},
      {kTenFilters, "parameters", "750.0", {"bias_left_out"}},
      // x and μ swapped is also a sign.
      {kThirds, "normalized", "1.23 -0.00816 -1.22; -1.07 -0.267 1.34", {"symbols_swapped"}},
      {kHomework, "weights_per_filter", "3", {"factor_left_out"}},
      {kHomework,
       "output_height",
       "11",
       {"sign_turned"},
       "This is what comes out if the sign before 2P is turned:"},
  });
}

TEST(Diagnose, SlipsOfCalculatingComeBeforeEarlyRounding) {
  const char* wrong_sign = "-1.22 -0.0132 1.23; -1.14 0.465 3.67";
  expect_codes({{kThirds, "output", wrong_sign, {"wrong_sign"}, "The sign is wrong."},
                {kAlexnet, "parameters", "34943", {"off_by_one"}, "This is off by one."},
                {kAlexnet, "parameters", "34494", {"digits_swapped"}},
                {kAlexnet, "parameters", "34.944", {"factor_of_ten"}}});
}

TEST(Diagnose, SaysMoreThanAFormulaWhereAPartOfARowIsRight) {
  expect_codes({{R"({"kind": "batchnorm", "matrix": [[1, 2, 3, 4]]})",
                 "normalized",
                 "1.342 0.447 0.447 1.342",
                 {"wrong_sign"}},
                {R"({"kind": "batchnorm", "matrix": [[1, 2, 3, 4]]})",
                 "normalized",
                 "1.342 0.447 -0.447 -1.342",
                 {"symbols_swapped"}}});
}

// A cause in what a row has in common would show in all of it.
TEST(Diagnose, SaysNoCauseThatTheRestOfTheRowRefutes) {
  constexpr const char* kTwoRows =
      R"({"kind": "batchnorm", "matrix": [[12, 12, 21, 15], [6, 0, 9, -3]], "gamma": [1, "0.5"],
          "beta": [10, -10]})";
  constexpr const char* kWithEpsilon =
      R"({"kind": "batchnorm", "matrix": [[2, 4, 4, 6], [1, 5, 9, 13]], "epsilon": "0.01"})";
  constexpr const char* kWholeDeviation = R"({"kind": "batchnorm", "matrix": [[-1, 5, 5, -1]]})";
  expect_codes({
      {kNotes, "output", "-1 1 1 -1; 11 -9 -9 -11; 9 11 11 9", {"wrong_sign"}},
      {kNotes, "output", "-1 1 1 -1; -11 -9 -9 -11; 9 11 11 -9", {"wrong_sign"}},
      {kNotes, "output", "-1 1 1 -1; -1 -9 -9 -11; 9 11 11 9", {}},  // β left out of one
      {kTwoRows, "output", "9.18 9.18 11.6 11; -9.68 -10.3 -9.37 -10.6", {}},
      {kWholeDeviation, "normalized", "-1 0.5 1 -1", {}},
      {kWithEpsilon, "normalized", "-1.42 0 0 1.4107; -1.34 -0.447 0.447 1.34", {}},
      // What is so throughout a row is still said, whatever the other rows are.
      {kNotes, "output", "-1 1 1 -1; -1 1 1 -1; 9 11 11 9", {"beta_left_out"}},
      {kWithEpsilon,
       "normalized",
       "-1.4142 0 0 1.4142; -1.3416 -0.44721 0.44721 1.3416",
       {"epsilon_left_out"}},
      {kWholeDeviation, "normalized", "-0.333 0.333 0.333 -0.333", {"root_left_out"}},
  });
}

/// A matrix in six figures, as it is typed.
Matrix<TypedNumber> in_six_figures(const Matrix<Number>& numbers) {
  Matrix<TypedNumber> entries(numbers.rows, numbers.columns);
  for (size_t i = 0; i < numbers.entries.size(); ++i) {
    entries.entries[i] = typed(round_to(numbers.entries[i], 6).plain());
  }
  return entries;
}

/// Numbers as they are typed with one slip: the sign, one more or less, one digit.
std::vector<TypedNumber> slips_of_typing(const TypedNumber& number) {
  std::vector<TypedNumber> slips;
  const Number unit = power_of_ten(number.last_place);
  for (const Number& other : {-number.value, number.value + 1, number.value - 1,
                              number.value + unit * 3, number.value - unit * 20}) {
    if (other == number.value) continue;
    slips.push_back(number);
    slips.back().value = other;
  }
  return slips;
}

TEST(Diagnose, OneSlipOfTypingHasNoCauseInItsRow) {
  constexpr const char* kProblems[] = {
      R"({"kind": "batchnorm", "matrix": [[12, 14, 14, 12], [0, 10, 10, 0], [-5, 5, 5, -5]],
          "gamma": [1, 1, 1], "beta": [0, -10, 10]})",
      R"({"kind": "batchnorm", "matrix": [[2, 4, 4, 6], [1, 5, 9, 13], [10, 20, 30, 40]],
          "epsilon": "0.01", "gamma": [2, "0.5", 3], "beta": [1, -1, 4]})",
      R"({"kind": "batchnorm", "matrix": [[12, 12, 21, 15], [6, 0, 9, -3]], "gamma": [1, "0.5"],
          "beta": [10, -10]})",
      R"({"kind": "batchnorm", "matrix": [[-1, 5, 5, -1], [3, 3, 1, 5]], "gamma": [2, 3],
          "beta": [3, 2]})",
      R"({"kind": "batchnorm", "matrix": [[1, 4, 8], [2, 2, 5], [0, 3, 7]], "gamma": [1, 2, 3],
          "beta": [3, 2, 1]})",
      R"({"kind": "batchnorm", "matrix": [[2, 0], [4, 6], [4, 3], [6, 3]], "columns": "units",
          "gamma": [2, 1], "beta": [1, 2]})"};
  const Codes of_typing = {"wrong_sign", "factor_of_ten", "digits_swapped", "cut_off"};
  size_t tried = 0;
  for (const char* problem : kProblems) {
    Suspects suspects = suspects_of(problem);
    for (const char* name : {"normalized", "output"}) {
      const Matrix<TypedNumber> right =
          in_six_figures(numbers_of(find_answer(suspects.right(), name)->value));
      for (size_t entry = 0; entry < right.entries.size(); ++entry) {
        for (const TypedNumber& slip : slips_of_typing(right.entries[entry])) {
          Matrix<TypedNumber> typed = right;
          typed.entries[entry] = slip;
          const std::optional<Finding> finding = diagnose(suspects, name, typed);
          ++tried;
          if (!finding) continue;
          EXPECT_TRUE(std::find(of_typing.begin(), of_typing.end(), finding->codes[0]) !=
                      of_typing.end())
              << finding->codes[0] << " for " << text_of(prose(slip.value)) << " at " << entry
              << " in " << name << " of " << problem;
        }
      }
    }
  }
  EXPECT_GT(tried, 500u);
}

TEST(Diagnose, SizesInEachOthersPlaces) {
  constexpr const char* kOblong =
      R"({"kind": "conv", "input": [20, 21, 3], "filters": 6, "kernel": 3})";
  expect_codes(
      {{kOblong, "output", "19 18 6", {"sizes_swapped"}, "Two of the sizes have changed places."},
       {kOblong, "output", "19 17 6", {}}});
}

TEST(Diagnose, DigitsThatAreCutOff) {
  constexpr const char* kCutOff = "The digits are right, but the last is cut off and not rounded.";
  expect_codes({{R"({"kind": "batchnorm", "matrix": [[1, 3, 8]]})",
                 "standard_deviation",
                 "2.943",
                 {"cut_off"},
                 kCutOff},
                {R"({"kind": "batchnorm", "matrix": [[0, -1, -1]]})", "mean", "-0.66", {"cut_off"}},
                {R"({"kind": "batchnorm", "matrix": [[0, -1, -1]]})", "mean", "-0.68", {}}});
}

TEST(Diagnose, EarlyRoundingComesLast) {
  expect_codes(
      {{kThirds,
        "normalized",
        "-1.22 0.0122 1.22; -1.07 -0.267 1.34",
        {"rounded_early"},
        "This is near the answer. If the results before it are rounded to 3 digits, it can "
        "be as far off. Round only at the end."},
       // One mean serves the whole row.
       {kThirds, "normalized", "-1.23 0.0122 1.22; -1.07 -0.267 1.34", {}},
       {R"({"kind": "batchnorm", "matrix": [[1, 2, 3, 4]]})", "standard_deviation", "1.13", {}},
       {R"({"kind": "batchnorm", "matrix": [[1, 2, 3, 4]]})",
        "normalized",
        "-1.28 -0.447 0.447 1.28",
        {}},
       {R"({"kind": "batchnorm", "matrix": [[2, 4, 4, 6]], "epsilon": "0.01"})",
        "normalized",
        "-1.5 0 0 1.41",
        {}},
       {kThirds, "normalized", "-1.23 0.5 1.22; -1.07 -0.267 1.34", {}},
       {kAlexnet, "parameters", "34950", {}}});
}

TEST(Diagnose, SaysAllNamedSlipsThatGiveTheSame) {
  expect_codes({
      {kWithoutBias,
       "parameters",
       "3456",
       {"macs_for_parameters", "counted_at_every_position"},
       "This is what comes out if the multiplications at all positions (MACs) are counted and "
       "not the weights, or if each output position is given parameters of its own, though "
       "all positions share them. In the first case:"},
      // One less padding and one less step are the same at stride 1.
      {kHomework, "output", "14 14 28", {"padding_counted_once", "plus_one_left_out"}},
      // Both are 3 · 3.
      {kHomework, "weights_per_filter", "9", {"depth_left_out", "kernel_not_squared"}},
      // γ is 1 throughout, so that leaving it out is none.
      {kNotes, "output", "-1 1 1 -1; -1 1 1 -1; -1 1 1 -1", {"beta_left_out"}},
      {kHalving, "skip_output", "32 32 256", {"stride_left_out"}},
      {kHalving, "output", "32 32 256", {"stride_left_out"}},
      {kPointwise, "parameters", "24", {"bias_left_out"}},
  });
}

/// The codes of all named slips that are said of the values which they give.
Codes codes_offered(const char* problem, const char* answer) {
  Suspects suspects = suspects_of(problem);
  Codes codes;
  for (size_t i = 0; i < suspects.slips().size(); ++i) {
    const Answer* altered = suspects.rerun(i, answer);
    if (!altered) continue;
    const Matrix<Number> numbers = numbers_of(altered->value);
    Matrix<TypedNumber> typed(numbers.rows, numbers.columns);
    for (size_t entry = 0; entry < numbers.entries.size(); ++entry) {
      typed.entries[entry].value = numbers.entries[entry];
    }
    const std::optional<Finding> finding = diagnose(suspects, answer, typed);
    const std::string code(suspects.slips()[i].code);
    if (finding &&
        std::find(finding->codes.begin(), finding->codes.end(), code) != finding->codes.end()) {
      codes.push_back(code);
    }
  }
  return codes;
}

TEST(Diagnose, NeverOffersWhatGivesTheRightAnswer) {
  // A 1 × 1 kernel has no padding, stride or dilation here, and one side is as good as two.
  EXPECT_EQ(codes_offered(kPointwise, "output_height"),
            (Codes{"plus_one_left_out", "padding_of_one"}));
  EXPECT_EQ(codes_offered(kPointwise, "parameters"),
            (Codes{"bias_left_out", "one_bias_for_layer", "depth_left_out", "macs_for_parameters",
                   "counted_at_every_position"}));
  EXPECT_EQ(
      codes_offered(kNotes, "variance"),
      (Codes{"variance_by_one_less", "deviation_for_variance", "wrong_axis", "whole_matrix"}));
  const fs::path problems = fs::path(CNNSOLVE_SOURCE_DIR) / "problems";
  for (const auto& entry : fs::recursive_directory_iterator(problems)) {
    if (entry.path().extension() != ".json" || entry.path().stem() == "hw3") continue;
    if (entry.path().parent_path().stem() == "answers") continue;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    Suspects suspects = suspects_of(text.str());
    // Deep networks take long, and are made of the same layers as the others.
    constexpr size_t kMostAnswers = 40;
    if (suspects.right().size() > kMostAnswers) continue;
    for (const Answer& right : suspects.right()) {
      // Fractions and roots in full, which no slip of typing explains.
      Matrix<TypedNumber> exact;
      const Matrix<Number> numbers = numbers_of(right.value);
      exact.rows = numbers.rows;
      exact.columns = numbers.columns;
      WrongEntries all{right, exact, {}, false};
      for (const Number& number : numbers.entries) {
        if (!number.is_zero() && !number.is_undefined())
          all.entries.push_back(exact.entries.size());
        exact.entries.push_back({number});
      }
      if (all.entries.empty()) continue;
      const auto finding = diagnose(all, sheets_of_first(all), suspects);
      EXPECT_FALSE(finding) << entry.path() << ", " << right.name << ": " << finding->codes[0];
    }
  }
}

TEST(Diagnose, ExplainsAllWrongEntriesAtOnce) {
  expect_codes({
      {kNotes, "variance", "4/3 25 25", {"variance_by_one_less"}},  // made for one unit alone
      {kNotes, "variance", "4/3 100/3 25", {"variance_by_one_less"}},
      {kNotes, "variance", "4/3 5 25", {}},  // two different slips
      {kNotes, "mean", "13 20 0", {"divisor_left_out"}},
      {kNotes, "mean", "52 20 0", {"divisor_left_out"}},
      {kHomework, "output", "13 13 28", {"padding_left_out"}},
      {kHomework, "output", "13 15 28", {}},  // the sizes of a volume are one answer
      {kHomework, "output", "13 14 28", {}},
  });
}

// The root of the variance, given for the variance, would show it.
TEST(Diagnose, HidesFormulasThatTellTheAnswer) {
  Suspects suspects = suspects_of(R"({"kind": "batchnorm", "matrix": [[1, 2, 3, 4]]})");
  for (const bool hides : {false, true}) {
    const auto finding = diagnose(suspects, "variance", typed_matrix("1.118"), hides);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->codes, Codes{"deviation_for_variance"});
    EXPECT_EQ(finding->formulas.size(), hides ? 0U : 1U);
    EXPECT_EQ(text_of(finding->sentences[0]),
              std::string("This is what comes out if the standard deviation is given for the "
                          "variance") +
                  (hides ? "." : ":"));
  }
}

TEST(Diagnose, SaysOneClauseOnce) {
  // Any of the three sides may be the one that is left out.
  Suspects suspects =
      suspects_of(R"({"kind": "conv", "input": [8, 8, 8, 2], "filters": 4, "kernel": 3})");
  const auto finding = diagnose(suspects, "parameters", typed_matrix("76"));
  ASSERT_TRUE(finding);
  EXPECT_EQ(text_of(finding->sentences[0]), "This is what comes out if the factor F is left out:");
}

TEST(Diagnose, VectorsOfAnotherLengthByNamedSlipsAlone) {
  expect_codes({
      {kNotes,
       "mean",
       "7/3 29/3 29/3 7/3",
       {"wrong_axis"},
       "This is what comes out if the matrix is normalised over the units of each example and not "
       "over the examples of each unit."},
      {kNotes,
       "mean",
       "6",
       {"whole_matrix"},
       "This is what comes out if one mean and one variance are taken over the whole matrix."},
      {kNotes, "mean", "13 5", {}},
      {kNotes, "mean", "52 20", {}},
  });
}

TEST(Diagnose, WhatIsUndefinedExplainsNothing) {
  expect_codes({{kConstant, "normalized", "1.5 0 0; -1.22 0 1.22", {}},
                {kConstant,
                 "normalized",
                 "undefined undefined undefined; -1.00 0 1.00",
                 {"variance_by_one_less"}},
                {kConstant, "output", "7 7 7; -2.45 0 2.45", {}}});
}

std::vector<std::string> names_of(const Finding& finding) {
  std::vector<std::string> names;
  for (const Equation& equation : finding.formulas) {
    names.push_back(text_of(prose(equation.symbol)));
  }
  return names;
}

TEST(Diagnose, ShowsTheFormulaWithTheSlipAndTheLast) {
  const struct {
    const char* problem;
    const char* answer;
    const char* typed;
    std::vector<std::string> names;
    Number last;
  } cases[] = {
      {kHomework, "parameters", "756", {"N"}, 756},
      {kHomework, "parameters", "280", {"n_w", "N"}, 280},
      {kHomework, "output", "13 13 28", {"H_out"}, 13},
      {kExplicit, "main_output", "32 32 256", {"H₁", "H₂"}, 32},
      {kNotes, "standard_deviation", "1 25 25", {"σ₂"}, 25},
      {kNotes, "output", "-1 1 1 -1; -1 1 1 -1; -1 1 1 -1", {"y₂⁽¹⁾"}, -1},
      {kHomework, "output_channels", "3", {}, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(testing::Message() << c.typed << " for " << c.answer);
    Suspects suspects = suspects_of(c.problem);
    const std::optional<Finding> finding = diagnose(suspects, c.answer, c.typed);
    ASSERT_TRUE(finding);
    EXPECT_EQ(names_of(*finding), c.names);
    if (finding->formulas.size() != c.names.size()) continue;
    const Number last = c.names.empty() ? 0 : finding->formulas.back().formula.value();
    EXPECT_EQ(last, c.last);
    EXPECT_TRUE(text_of(finding->sentences[0]).ends_with(c.names.empty() ? "." : ":"));
  }
}

}  // namespace
}  // namespace cnnsolve
