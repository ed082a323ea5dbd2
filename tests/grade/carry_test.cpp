#include "grade/carry.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "grade/grade.h"
#include "grade/numbers.h"
#include "grade/typed.h"

namespace cnnsolve {
namespace {

constexpr const char* kLayer =
    R"({"kind": "conv", "input": [15, 15, 3], "filters": 28, "kernel": 3, "padding": 1})";
constexpr const char* kBlock =
    R"({"kind": "residual", "input": [32, 32, 128], "filters": 256, "stride": 2,
        "batchnorm": true})";
constexpr const char* kIdentity = R"({"kind": "residual", "input": [56, 56, 64], "filters": 64})";
constexpr const char* kBatch =
    R"({"kind": "batchnorm", "matrix": [[1, 3, 5], [0, 3, 6]], "gamma": [2, 3],
        "beta": [1, -1]})";

struct Case {
  const char* problem;
  const char* answer;
  const char* typed;
  std::vector<std::pair<const char*, const char*>> earlier;
  std::vector<std::string> names;  ///< of the answers that it follows from; none if it doesn't
  std::vector<size_t> entries = {0};
};

TypedResult wrong_answer(const std::vector<Answer>& right, const char* name, const char* text) {
  TypedResult wrong{find_answer(right, name), typed_matrix(text), {}};
  const Matrix<Number> numbers = numbers_of(wrong.right->value);
  EXPECT_EQ(numbers.entries.size(), wrong.typed.entries.size()) << name;
  for (size_t i = 0; i < numbers.entries.size(); ++i) {
    if (compare(wrong.typed.entries[i], numbers.entries[i], {}) != Match::right) {
      wrong.wrong.push_back(i);
    }
  }
  EXPECT_FALSE(wrong.wrong.empty()) << text << " is right for " << name;
  return wrong;
}

void expect_carried(const std::vector<Case>& cases, const Tolerance& tolerance = {}) {
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.typed << " for " << c.answer << " of " << c.problem);
    const std::vector<Answer> right = suspects_of(c.problem).right();
    std::vector<TypedResult> earlier;
    for (const auto& [name, text] : c.earlier) earlier.push_back(wrong_answer(right, name, text));
    const TypedResult answer = wrong_answer(right, c.answer, c.typed);
    earlier.push_back(answer);  // as in marking, where all wrong answers are handed on
    const Carried carried =
        carry(answer, earlier, right_results(earlier), inexact_results(earlier), tolerance);
    EXPECT_EQ(carried.names, c.names);
    EXPECT_EQ(carried.entries, c.names.empty() ? std::vector<size_t>() : c.entries);
  }
}

TEST(Carry, AlongAChain) {
  expect_carried({
      // (9 + 1) · 28, and 9 · 28
      {kLayer, "parameters", "280", {{"weights_per_filter", "9"}}, {"weights_per_filter"}},
      {kLayer, "weights", "252", {{"weights_per_filter", "9"}}, {"weights_per_filter"}},
      {kLayer,
       "parameters_per_filter",
       "10",
       {{"weights_per_filter", "9"}},
       {"weights_per_filter"}},
      {kLayer, "parameters", "812", {{"parameters_per_filter", "29"}}, {"parameters_per_filter"}},
      {kLayer, "parameters", "281", {{"weights_per_filter", "9"}}, {}},
      // 300 000 + 589 824 + 32 768 + 1536
      {kBlock, "parameters", "924128", {{"parameters_1", "300000"}}, {"parameters_1"}},
      {kBlock,
       "parameters",
       "918504",
       {{"parameters_batchnorm", "1000"}},
       {"parameters_batchnorm"}},
  });
}

TEST(Carry, ByEitherWayToTheSame) {
  expect_carried({
      {kLayer, "parameters", "728", {{"weights", "700"}}, {"weights"}},
      {kLayer, "parameters", "757", {{"biases", "1"}}, {"biases"}},
      {kLayer, "parameters", "701", {{"weights", "700"}, {"biases", "1"}}, {"weights", "biases"}},
  });
}

TEST(Carry, OfNothingAdded) {
  expect_carried({
      {kLayer, "parameters", "5", {{"weights", "5"}, {"biases", "0"}}, {"weights", "biases"}},
      {kLayer, "parameters", "756", {{"biases", "0"}}, {"biases"}},
      {kBlock, "parameters", "886272", {{"parameters_shortcut", "0"}}, {"parameters_shortcut"}},
      // A shortcut that has no parameters may be taken for one that has.
      {kIdentity,
       "parameters",
       "77824",
       {{"parameters_shortcut", "4096"}},
       {"parameters_shortcut"}},
  });
}

TEST(Carry, OfALayerThatHasNone) {
  constexpr const char* kPooled =
      R"({"kind": "network", "input": [8, 8, 1], "layers": [
          {"type": "conv", "filters": 2, "kernel": 3}, {"type": "pool", "kernel": 2}]})";
  expect_carried(
      {{kPooled, "parameters", "28", {{"parameters_by_layer", "20 8"}}, {"parameters_by_layer"}},
       {kPooled, "macs", "728", {{"macs_by_layer", "648 80"}}, {"macs_by_layer"}},
       {kPooled, "macs", "729", {{"macs_by_layer", "648 80"}}, {}}});
}

TEST(Carry, FromWhatStandsNearest) {
  expect_carried({{kBatch,
                   "output",
                   "-1 1 3; -4.67 -1 2.67",
                   {{"standard_deviation", "2 sqrt(6)"}, {"normalized", "-1 0 1; -1.22 0 1.22"}},
                   {"normalized"},
                   {0, 2}}});
}

TEST(Carry, TheSumIsAsLargeAsBothPaths) {
  expect_carried({
      {kBlock, "output", "8 8 256", {{"main_output", "8 8 256"}}, {"main_output"}, {0, 1}},
      {kBlock,
       "output",
       "8 8 256",
       {{"main_output", "8 8 256"}, {"skip_output", "8 8 256"}},
       {"main_output"},
       {0, 1}},
      {kBlock, "output", "8 8 256", {{"main_output", "8 8 256"}, {"skip_output", "16 9 256"}}, {}},
  });
}

TEST(Carry, AVolumeHasTheSizesThatAreAnsweredAlone) {
  constexpr const char* kWide =
      R"({"kind": "conv", "input": [16, 18, 3], "filters": 4, "kernel": 3})";
  expect_carried({
      {kLayer,
       "output",
       "14 13 28",
       {{"output_height", "14"}, {"output_width", "13"}},
       {"output_height", "output_width"},
       {0, 1}},
      {kLayer,
       "output",
       "14 12 28",
       {{"output_height", "14"}, {"output_width", "13"}},
       {"output_height"},
       {0}},
      // "In the same way W_out"
      {kLayer, "output", "14 14 28", {{"output_height", "14"}}, {"output_height"}, {0, 1}},
      {kWide, "output", "13 13 4", {{"output_height", "13"}}, {"output_height"}, {0}},
  });
}

TEST(Carry, FromWhatIsNearEnough) {
  const std::vector<Answer> right = suspects_of(kLayer).right();
  TypedResult near{find_answer(right, "weights"), typed_matrix("755"), {}, false, {0}, true};
  const TypedResult answer = wrong_answer(right, "parameters", "783");
  const std::vector<TypedResult> earlier = {near, answer};
  const Carried carried =
      carry(answer, earlier, right_results(earlier), inexact_results(earlier), {});
  EXPECT_EQ(carried.entries, std::vector<size_t>{0});
  EXPECT_EQ(carried.tolerated, std::vector<std::string>{"weights"});
  EXPECT_TRUE(carried.is_from_right());
}

TEST(Carry, OfStatistics) {
  expect_carried({
      // Row 2 less 2 has the squares 4, 1 and 16, so the variance is 7.
      {kBatch, "variance", "8/3 7", {{"mean", "3 2"}}, {"mean"}, {1}},
      {kBatch,
       "normalized",
       "-1.22 0 1.22; -0.756 0.378 1.51",
       {{"mean", "3 2"}},
       {"mean"},
       {3, 4, 5}},
      {kBatch, "standard_deviation", "3 sqrt(6)", {{"variance", "9 6"}}, {"variance"}, {0}},
      {kBatch,
       "normalized",
       "-2/3 0 2/3; -1.22 0 1.22",
       {{"variance", "9 6"}},
       {"variance"},
       {0, 2}},
      {kBatch,
       "normalized",
       "-2/3 0 2/3; -1.22 0 1.22",
       {{"standard_deviation", "3 sqrt(6)"}},
       {"standard_deviation"},
       {0, 2}},
      {kBatch,
       "output",
       "-1 1 3; -4.67 -1 2.67",
       {{"normalized", "-1 0.5 1; -1.22 0 1.22"}},
       {"normalized"},
       {0, 2}},
      {kBatch,
       "output",
       "-1 2 3; -4.67 -1 2.67",
       {{"normalized", "-1 0.5 1; -1.22 0 1.22"}},
       {"normalized"},
       {0, 1, 2}},
      {kBatch,
       "output",
       "-1 7 3; -4.67 -1 2.67",
       {{"normalized", "-1 0.5 1; -1.22 0 1.22"}},
       {"normalized"},
       {0, 2}},
  });
}

constexpr const char* kDilated =
    R"({"kind": "network", "input": [32, 32, 3], "layers": [
        {"type": "conv", "filters": 8, "kernel": 5, "stride": 2},
        {"type": "conv", "filters": 8, "kernel": 3, "dilation": 2},
        {"type": "conv", "filters": 4, "kernel": 3},
        {"type": "conv", "filters": 4, "kernel": 3}]})";

TEST(Carry, FromWhatWasRoundedOnlyToBeWritten) {
  constexpr const char* kFour =
      R"({"kind": "batchnorm", "matrix": [[1, 2, 3, 4]], "gamma": [2], "beta": [1]})";
  constexpr const char* kByThree = "-1.162 -0.387 0.387 1.162";
  // 1 − 3/√15 is 0.2254, and 1 − 2 · 0.387 is 0.226.
  for (const char* output : {"-1.324 0.225 1.775 3.324", "-1.324 0.226 1.774 3.324"}) {
    expect_carried(
        {{kFour, "output", output, {{"normalized", kByThree}}, {"normalized"}, {0, 1, 2, 3}}});
  }
  expect_carried({{kFour,
                   "output",
                   "-1.324 0.229 1.775 3.324",
                   {{"normalized", kByThree}},
                   {"normalized"},
                   {0, 2, 3}}});
  // The mean stands in every term of the sum, and there it is one number: 50 000.9 to 50 001.1.
  constexpr const char* kWide = R"({"kind": "batchnorm", "matrix": [[100, -100, 300, -300]]})";
  expect_carried({{kWide, "variance", "50001.05", {{"mean", "1.00"}}, {}},
                  {kWide, "variance", "50001.01", {{"mean", "1.00"}}, {"mean"}},
                  {kWide, "variance", "50013.00", {{"mean", "1.00"}}, {}}});
  // (1 − 2.6)/1.2 is −1.33333. The mean may be off by 0.005, and the deviation too.
  expect_carried({{kFour,
                   "normalized",
                   "-1.3431 -0.5 0.333 1.167",
                   {{"mean", "2.60"}, {"standard_deviation", "1.20"}},
                   {"mean", "standard_deviation"},
                   {0, 1, 2, 3}},
                  {kFour,
                   "normalized",
                   "-1.3432 -0.5 0.333 1.167",
                   {{"mean", "2.60"}, {"standard_deviation", "1.20"}},
                   {"mean", "standard_deviation"},
                   {1, 2, 3}}});
  // With one or two figures nearly everything would follow.
  expect_carried({{kFour, "normalized", "-20.0 -6.0 4.0 12.0", {{"standard_deviation", "0.1"}}, {}},
                  {kFour, "output", "-1 0 1 2", {{"normalized", kByThree}}, {}}});
  // A whole number is what it is.
  expect_carried({{kFour, "standard_deviation", "1.4", {{"variance", "3"}}, {}}});
}

/// An answer of which nothing is wrong, and these entries aren't exact.
TypedResult rounded_answer(const std::vector<Answer>& right, const char* name, const char* text,
                           std::vector<size_t> rounded) {
  return {find_answer(right, name), typed_matrix(text), {}, true, std::move(rounded)};
}

TEST(Carry, FromWhatIsRightAndWasRoundedToGoOnWith) {
  // The deviation is 1.24722, and 1.25 is right. (1 − 7/3)/1.25 is −1.0667.
  const std::vector<Answer> right =
      suspects_of(R"({"kind": "batchnorm", "matrix": [[1, 2, 4]]})").right();
  const auto carried_from = [&](const char* typed) {
    const TypedResult answer = wrong_answer(right, "normalized", typed);
    const std::vector<TypedResult> earlier = {
        rounded_answer(right, "standard_deviation", "1.25", {0}), answer};
    return carry(answer, earlier, right_results(earlier), inexact_results(earlier), {});
  };
  const Carried carried = carried_from("-1.0667 -0.26667 1.3333");
  EXPECT_EQ(carried.entries, (std::vector<size_t>{0, 1, 2}));
  EXPECT_EQ(carried.rounded, std::vector<std::string>{"standard_deviation"});
  EXPECT_TRUE(carried.names.empty());
  // What is right is taken as it is written, not as what it may have been.
  EXPECT_TRUE(carried_from("-1.0660 -0.2660 1.3320").entries.empty());
}

TEST(Carry, InTwoFiguresOnlyBesideMore) {
  // Divided by m − 1 the variance is 7/3.
  const auto carried_from = [&](const char* typed) {
    const std::vector<Answer> right =
        suspects_of(R"({"kind": "batchnorm", "matrix": [[1, 2, 4]]})").right();
    const TypedResult answer = wrong_answer(right, "normalized", typed);
    const std::vector<TypedResult> earlier = {wrong_answer(right, "variance", "2.333"), answer};
    return carry(answer, earlier, right_results(earlier), inexact_results(earlier), {});
  };
  const Carried carried = carried_from("-0.87 -0.22 1.09");
  EXPECT_EQ(carried.entries, (std::vector<size_t>{0, 1, 2}));
  EXPECT_EQ(carried.too_few_figures, (std::vector<size_t>{0, 1}));
  EXPECT_TRUE(carried_from("-0.87 -0.22 1.1").entries.empty());
}

TEST(Carry, FromADeviationWhereEpsilonIsAddedToItsSquare) {
  constexpr const char* kEpsilon =
      R"({"kind": "batchnorm", "matrix": [[1, 3, 5, 7]], "epsilon": 4})";
  // (1 − 4)/√(2² + 4), where √5 is right.
  expect_carried({{kEpsilon,
                   "normalized",
                   "-1.061 -0.354 0.354 1.061",
                   {{"standard_deviation", "2"}},
                   {"standard_deviation"},
                   {0, 1, 2, 3}}});
  // 2(1 − 4)/√8 + 1
  constexpr const char* kScaled =
      R"({"kind": "batchnorm", "matrix": [[1, 3, 5, 7]], "epsilon": 4, "gamma": [2],
          "beta": [1]})";
  expect_carried({{kScaled,
                   "output",
                   "-1.121 0.293 1.707 3.121",
                   {{"standard_deviation", "2"}},
                   {"standard_deviation"},
                   {0, 1, 2, 3}}});
}

TEST(Carry, AlongAList) {
  expect_carried({
      // 5, 13, 17, 21 is right. The dilation left out, and gone on with that
      {kDilated, "receptive_field_by_layer", "5 9 13 17", {}, {"receptive_field_by_layer"}, {2, 3}},
      {kDilated, "receptive_field_by_layer", "5 9 13 18", {}, {"receptive_field_by_layer"}, {2}},
      {kDilated, "receptive_field_by_layer", "5 9 17 17", {}, {}},
      {kDilated,
       "receptive_field",
       "17",
       {{"receptive_field_by_layer", "5 9 13 17"}},
       {"receptive_field_by_layer"}},
      {kDilated, "receptive_field", "18", {{"receptive_field_by_layer", "5 9 13 17"}}, {}},
      // A list of which no entry builds on another
      {kDilated, "parameters_by_layer", "600 576 292 148", {}, {}},
  });
}

TEST(Carry, WhatIsRightIsGiven) {
  const std::vector<Answer> right = suspects_of(kDilated).right();
  const Answer& fields = *find_answer(right, "receptive_field_by_layer");
  const Node& second = fields.workings[0][1].node();
  const std::vector<Working> given = with_given(fields.workings, {&second});
  ASSERT_EQ(given.size(), 1u);
  EXPECT_EQ(&given[0][0].node(), &fields.workings[0][0].node()) << "nothing is before it";
  EXPECT_FALSE(is_result(given[0][1])) << "nothing is left to go wrong in it";
  EXPECT_EQ(given[0][1].value(), second.value);
  const Term& before = given[0][2].node().operands[0].node().operands[0];
  EXPECT_EQ(before.node().symbol, second.symbol);
  EXPECT_FALSE(is_result(before));
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(given[0][i].value(), fields.workings[0][i].value());
}

// Behind each layer stand all before it; only those next to it need be looked at.
TEST(Carry, AlongADeepNetwork) {
  constexpr size_t kLayers = 600;
  Suspects suspects = suspects_of(
      R"({"kind": "network", "input": [2000, 2000, 4], "layers": [
          {"type": "conv", "filters": 4, "kernel": 3, "repeat": 600}]})");
  std::vector<Marked> marked;
  Given given;
  for (size_t layer = 1; layer <= kLayers; ++layer) {
    marked.push_back({fmt::format("shape_{}", layer), 1});
    const size_t size = 2001 - 2 * layer;  // one too many, all the way
    given.emplace_back(marked.back().name, Value::of_text(fmt::format("{0}x{0}x4", size)));
  }
  const std::vector<Mark> marks = grade(suspects, marked, given, {});
  EXPECT_EQ(marks[0].earned, Number(0));
  for (size_t layer = 1; layer < kLayers; ++layer) {
    ASSERT_EQ(marks[layer].finding.codes, std::vector<std::string>{"follow_through"}) << layer;
    ASSERT_EQ(marks[layer].earned, Number(mpq_class(1, 2))) << layer;
  }
}

TEST(Carry, FromSeveralTogether) {
  expect_carried({
      {kBlock,
       "parameters",
       "434304",
       {{"parameters_1", "200000"}, {"parameters_2", "200000"}},
       {"parameters_1", "parameters_2"}},
      {kBlock,
       "parameters",
       "824128",
       {{"parameters_1", "200000"}, {"parameters_2", "200000"}},
       {"parameters_1"}},
      {kBatch,
       "normalized",
       "-1 0 1; -1.22 0 1.22",
       {{"variance", "9 6"}, {"standard_deviation", "2 sqrt(6)"}},
       {"standard_deviation"},
       {0, 2}},
      {kBatch,
       "normalized",
       "-1/2 1/2 3/2; -1.22 0 1.22",
       {{"mean", "2 3"}, {"standard_deviation", "2 sqrt(6)"}},
       {"mean", "standard_deviation"},
       {0, 1, 2}},
  });
}

TEST(Carry, WhatSaysNothingEarnsNone) {
  expect_carried({
      {kLayer, "weights", "0", {{"weights_per_filter", "0"}}, {}},
      {kLayer, "parameters", "28", {{"weights_per_filter", "0"}}, {}},       // K itself
      {kLayer, "parameters", "5", {{"weights", "5"}, {"biases", "1"}}, {}},  // copied
      {kBatch, "standard_deviation", "1 sqrt(6)", {{"variance", "1 6"}}, {}},
      {kBatch, "normalized", "0 0 0; -1.22 0 1.22", {{"variance", "1e12 6"}}, {}},
      {kLayer, "output_height", "14", {{"output", "14 14 28"}}, {}},
  });
}

TEST(Carry, UnrelatedAnswersAreNotNamed) {
  expect_carried({
      {kLayer,
       "parameters",
       "280",
       {{"output", "14 14 28"}, {"weights_per_filter", "9"}},
       {"weights_per_filter"}},
      {kLayer, "parameters", "280", {{"output", "14 14 28"}}, {}},
      {kLayer, "weights_per_filter", "9", {{"parameters", "280"}, {"weights", "252"}}, {}},
      {kLayer, "output", "14 14 28", {{"parameters", "280"}}, {}},
      {kBlock,
       "parameters",
       "924128",
       {{"main_output", "8 8 256"}, {"parameters_1", "300000"}, {"shortcut_stride", "1"}},
       {"parameters_1"}},
      {kBlock, "parameters_2", "295168", {{"parameters_1", "300000"}}, {}},
      {kBatch, "mean", "3 2", {{"output", "-1 2 3; -4.67 -1 2.67"}}, {}},
  });
}

TEST(Carry, WithinTheTolerance) {
  const std::vector<Case> near = {
      {kLayer, "parameters", "283", {{"weights_per_filter", "9"}}, {"weights_per_filter"}}};
  const std::vector<Case> far = {{kLayer, "parameters", "284", {{"weights_per_filter", "9"}}, {}}};
  const Tolerance tolerance{0, 3};
  expect_carried(near, tolerance);
  expect_carried(far, tolerance);
}

}  // namespace
}  // namespace cnnsolve
