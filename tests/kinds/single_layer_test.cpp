#include "kinds/single_layer.h"

#include <gtest/gtest.h>

#include "kinds/slips.h"
#include "kinds/solved.h"

namespace cnnsolve {
namespace {

TEST(SingleLayerTest, ASeparableConvolutionIsTheSumOfItsTwo) {
  SingleLayer<SeparableConv> layer{.input = {9, 7, 4}, .settings = {}};
  layer.settings.filters = 5;
  layer.settings.window.kernel = {{3}};
  layer.settings.depth_multiplier = 2;
  ASSERT_TRUE(check(layer).empty());
  const Solution solution = solve(layer);
  const Whole depthwise = 3 * 3 * 4 * 2, pointwise = 4 * 2 * 5;
  EXPECT_EQ(volume(solution, "output"), (Shape{7, 5, 5}));
  EXPECT_EQ(number(solution, "weights"), depthwise + pointwise);
  EXPECT_EQ(number(solution, "biases"), 5);
  EXPECT_EQ(number(solution, "parameters"), depthwise + pointwise + 5);
  EXPECT_EQ(number(solution, "macs"), (depthwise + pointwise) * 7 * 5);
  EXPECT_EQ(number(solution, "flops"), 2 * (depthwise + pointwise) * 7 * 5);
  Number derived_last;
  for_each_equation(solution.document.sections, [&](const Equation& equation) {
    if (equation.name == "parameters") derived_last = equation.formula.value();
  });
  EXPECT_EQ(derived_last, depthwise + pointwise + 5);
}

TEST(SingleLayerTest, OfOneLayerTheSizesAreAnswers) {
  const Solution solution = solve(SingleLayer<Upsample>{{4, 5, 6}, {.scale = {{2, 3}}}});
  EXPECT_EQ(volume(solution, "output"), (Shape{8, 15, 6}));
  EXPECT_EQ(number(solution, "output_height"), 8);
  EXPECT_EQ(number(solution, "output_width"), 15);
  EXPECT_EQ(number(solution, "output_channels"), 6);
  EXPECT_EQ(number(solution, "parameters"), 0);
  EXPECT_EQ(number(solve(SingleLayer<Flatten>{{4, 5, 6}, {}}), "output"), 4 * 5 * 6);
  EXPECT_EQ(number(solve(SingleLayer<GlobalPool>{{4, 5, 6}, {}}), "output"), 6);
}

TEST(SingleLayerTest, MistakesAreNamedByTheLayersOwnFields) {
  SingleLayer<SeparableConv> layer{.input = {2, 2, 4}, .settings = {}};
  layer.settings.filters = 5;
  layer.settings.window.kernel = {{3}};
  const std::vector<FieldMistake> mistakes = check(layer);
  ASSERT_EQ(mistakes.size(), 1u);
  EXPECT_EQ(mistakes[0].path, "kernel");
  EXPECT_EQ(check(SingleLayer<Flatten>{{4}, {}})[0].path, "input");
  EXPECT_TRUE(check(SingleLayer<Flatten>{{kLargestWhole, kLargestWhole}, {}}).empty());
}

/// The answer with a slip, by its code.
Number slipped(const std::vector<NamedSlip>& slips, const std::vector<Answer>& right,
               std::string_view code, std::string_view name) {
  for (const NamedSlip& slip : slips) {
    if (slip.code != code) continue;
    const std::vector<Answer> answers = slip.rerun.in_full(right);
    if (const Answer* answer = find_answer(answers, name)) return std::get<Number>(answer->value);
  }
  ADD_FAILURE() << "no " << code << " of " << name;
  return Number::undefined();
}

TEST(SingleLayerTest, SlipsOfASeparableConvolution) {
  SingleLayer<SeparableConv> layer{.input = {9, 7, 4}, .settings = {}};
  layer.settings.filters = 5;
  layer.settings.window.kernel = {{3}};
  const std::vector<NamedSlip> slips = named_slips(layer);
  const std::vector<Answer> right = worked_answers(layer);
  const auto with = [&](std::string_view code, std::string_view name) {
    return slipped(slips, right, code, name);
  };
  EXPECT_EQ(with("counted_as_ordinary", "parameters"), (9 * 4 + 1) * 5);
  EXPECT_EQ(with("counted_as_ordinary", "macs"), 9 * 4 * 5 * 35);
  EXPECT_EQ(with("pointwise_left_out", "parameters"), 9 * 4);
  EXPECT_EQ(with("depthwise_left_out", "parameters"), (4 + 1) * 5);
  EXPECT_EQ(with("depthwise_left_out", "macs"), 4 * 5 * 35);
  EXPECT_EQ(with("bias_left_out", "parameters"), 9 * 4 + 4 * 5);
  EXPECT_EQ(with("biases_in_both", "biases"), 4 + 5);
  EXPECT_EQ(with("biases_in_both", "parameters"), (9 + 1) * 4 + (4 + 1) * 5);
  EXPECT_EQ(with("input_channels_kept", "output_channels"), 4);
  EXPECT_EQ(with("flops_for_macs", "macs"), 2 * (9 * 4 + 4 * 5) * 35);
  layer.settings.bias = false;
  EXPECT_EQ(slipped(named_slips(layer), worked_answers(layer), "bias_counted", "parameters"),
            9 * 4 + (4 + 1) * 5);
  layer.settings.depth_multiplier = 3;
  EXPECT_EQ(
      slipped(named_slips(layer), worked_answers(layer), "depth_multiplier_left_out", "parameters"),
      9 * 4 + 4 * 5);
}

TEST(SingleLayerTest, SlipsOfTheOthers) {
  const SingleLayer<Flatten> flat{{4, 5, 6}, {}};
  EXPECT_EQ(slipped(named_slips(flat), worked_answers(flat), "depth_not_flattened", "output"), 20);
  EXPECT_EQ(slipped(named_slips(flat), worked_answers(flat), "pooled_for_flattened", "output"), 6);
  const SingleLayer<GlobalPool> pool{{4, 5, 6}, {}};
  EXPECT_EQ(slipped(named_slips(pool), worked_answers(pool), "flattened_for_pooled", "output"),
            120);
  const SingleLayer<Upsample> up{{4, 5, 6}, {.scale = {{2}}}};
  const std::vector<Answer> scaled = named_slips(up)[0].rerun.in_full(worked_answers(up));
  EXPECT_EQ(std::get<Volume>(scaled[0].value).sizes, (Shape{8, 10, 12}));
}

}  // namespace
}  // namespace cnnsolve
