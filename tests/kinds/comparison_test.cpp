#include "kinds/comparison.h"

#include <gtest/gtest.h>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

Network of_convs(std::vector<Whole> input, Whole filters, Whole kernel, Whole repeat) {
  NetworkLayer layer;
  layer.settings = ConvLayer{
      .input = {},
      .convolution = {.filters = filters,
                      .window = {.kernel = {{kernel}},
                                 .padding = {.pairs = {{(kernel - 1) / 2, (kernel - 1) / 2}}}}},
      .bias = false};
  layer.repeat = repeat;
  return {.input = std::move(input), .layers = {layer}};
}

TEST(ComparisonTest, SetsTotalsInRelation) {
  const Solution solution =
      compare({"", of_convs({9, 9, 4}, 4, 7, 1)}, {"", of_convs({9, 9, 4}, 4, 3, 3)});
  EXPECT_EQ(number(solution, "first_parameters"), 49 * 16);
  EXPECT_EQ(number(solution, "second_parameters"), 3 * 9 * 16);
  EXPECT_EQ(number(solution, "parameters_ratio"), Number(mpq_class(49, 27)));
  EXPECT_EQ(number(solution, "first_macs"), 49 * 16 * 81);
  EXPECT_EQ(number(solution, "macs_ratio"), Number(mpq_class(49, 27)));
  EXPECT_EQ(number(solution, "first_receptive_field"), 7);
  EXPECT_EQ(number(solution, "second_receptive_field"), 7);
  EXPECT_EQ(volume(solution, "second_output"), (Shape{9, 9, 4}));
  expect_derivation_agrees(solution);
}

TEST(ComparisonTest, ChannelsMayComeFirstInOne) {
  Network first = of_convs({4, 9, 8}, 4, 3, 1);
  first.channels_first = true;
  const Solution solution = compare({"", first}, {"", of_convs({9, 8, 4}, 4, 3, 1)});
  EXPECT_EQ(volume(solution, "first_output"), volume(solution, "second_output"));
  EXPECT_EQ(number(solution, "parameters_ratio"), 1);
}

Network of_separable(std::vector<Whole> input, const Network& full) {
  const auto& conv = std::get<ConvLayer>(full.layers[0].settings);
  NetworkLayer layer;
  layer.settings = SeparableConv{
      .filters = conv.convolution.filters, .window = conv.convolution.window, .bias = conv.bias};
  return {.input = std::move(input), .layers = {layer}};
}

/// The share that is derived; nothing where none is.
std::optional<Number> derived_share(const Solution& solution) {
  std::optional<Number> share;
  for_each_equation(solution.document.sections, [&](const Equation& equation) {
    if (equation.name == "separable_share") share = equation.formula.value();
  });
  return share;
}

TEST(ComparisonTest, DerivesWhatASeparableConvolutionLeaves) {
  for (const std::vector<Whole>& input : {std::vector<Whole>{12, 4}, {9, 12, 6}, {7, 7, 7, 2}}) {
    for (const Whole stride : {1, 2}) {
      Network full = of_convs(input, 10, 3, 1);
      std::get<ConvLayer>(full.layers[0].settings).convolution.window.stride = {{stride}};
      const Network separable = of_separable(input, full);
      const Solution there = compare({"", full}, {"", separable}),
                     back = compare({"", separable}, {"", full});
      ASSERT_TRUE(derived_share(there)) << input.size();
      EXPECT_EQ(*derived_share(there), 1 / number(there, "macs_ratio"));
      EXPECT_EQ(*derived_share(back), number(back, "macs_ratio"));
    }
  }
}

TEST(ComparisonTest, TheSameWindowMayBeWrittenOtherwise) {
  const std::vector<Whole> input = {9, 9, 6};
  const Network full = of_convs(input, 10, 3, 1);
  Network separable = of_separable(input, full);
  Window& window = std::get<SeparableConv>(separable.layers[0].settings).window;
  window.kernel = {{3, 3}};
  window.padding = {.mode = Padding::Mode::same};
  EXPECT_TRUE(derived_share(compare({"", full}, {"", separable})));
}

TEST(ComparisonTest, DerivesNoShareOfOtherPairs) {
  const std::vector<Whole> input = {9, 9, 6};
  const Network full = of_convs(input, 10, 3, 1), separable = of_separable(input, full);
  const auto share = [&](const Network& first, const Network& second) {
    return derived_share(compare({"", first}, {"", second}));
  };
  EXPECT_TRUE(share(full, separable));
  EXPECT_FALSE(share(full, full));
  EXPECT_FALSE(share(separable, separable));
  EXPECT_FALSE(share(of_convs(input, 10, 5, 1), separable)) << "another kernel";
  EXPECT_FALSE(share(of_convs(input, 11, 3, 1), separable)) << "other filters";
  EXPECT_FALSE(share(of_convs({9, 8, 6}, 10, 3, 1), separable)) << "another input";
  EXPECT_FALSE(share(of_convs(input, 10, 3, 2), separable)) << "two layers";
  Network with_biases = full;
  with_biases.bias_in_macs = true;
  Network also_with_biases = separable;
  also_with_biases.bias_in_macs = true;
  EXPECT_FALSE(share(with_biases, also_with_biases));
  Network deeper = separable;
  std::get<SeparableConv>(deeper.layers[0].settings).depth_multiplier = 2;
  EXPECT_FALSE(share(full, deeper));
  NetworkLayer half = full.layers[0], pointwise = full.layers[0];
  std::get<ConvLayer>(half.settings).convolution.filters = input.back();
  std::get<ConvLayer>(half.settings).convolution.groups = 2;
  std::get<ConvLayer>(pointwise.settings).convolution.window = {.kernel = {{1}}};
  EXPECT_FALSE(share(full, {.input = input, .layers = {half, pointwise}})) << "two groups";
  std::get<ConvLayer>(half.settings).convolution.groups = input.back();
  EXPECT_TRUE(share(full, {.input = input, .layers = {half, pointwise}})) << "written as two";
  Network grouped = full;
  std::get<ConvLayer>(grouped.layers[0].settings).convolution.groups = 2;
  EXPECT_FALSE(share(grouped, separable));
}

TEST(ComparisonTest, NothingIsDividedByNothing) {
  NetworkLayer flatten;
  flatten.settings = Flatten{};
  const Solution solution =
      compare({"", of_convs({9, 9, 4}, 4, 3, 1)}, {"", {.input = {9, 9, 4}, .layers = {flatten}}});
  EXPECT_EQ(number(solution, "second_parameters"), 0);
  EXPECT_EQ(find_answer(solution.answers, "parameters_ratio"), nullptr);
  EXPECT_EQ(find_answer(solution.answers, "macs_ratio"), nullptr);
}

}  // namespace
}  // namespace cnnsolve
