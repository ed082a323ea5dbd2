#include "kinds/conv.h"

#include <gtest/gtest.h>

#include <random>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

/// Where the windows of one axis begin, found by sliding.
Whole count_windows(Whole input, Whole kernel, Whole stride, Whole dilation, Whole padding) {
  Whole windows = 0;
  for (Whole start = 0; start + (kernel - 1) * dilation < input + padding; start += stride)
    ++windows;
  return windows;
}

/// The weights of all filters, each counted as it is met.
Whole count_weights(const ConvLayer& layer) {
  const Convolution& c = layer.convolution;
  const Whole channels = layer.input.back();
  Whole weights = 0;
  for (Whole filter = 0; filter < c.filters; ++filter) {
    const Whole group = filter / (c.filters / c.groups);
    for (Whole channel = 0; channel < channels; ++channel) {
      if (channel / (channels / c.groups) != group) continue;
      Whole places = 1;
      for (size_t axis = 0; axis + 1 < layer.input.size(); ++axis)
        places *= c.window.kernel.at(axis);
      weights += places;
    }
  }
  return weights;
}

class RandomLayers {
 public:
  ConvLayer next() {
    const size_t axes = static_cast<size_t>(pick(1, 3));
    const Whole groups = pick(1, 3);
    ConvLayer layer;
    Convolution& c = layer.convolution;
    c.groups = groups;
    c.filters = groups * pick(1, 3);
    c.window.kernel.values.clear();
    c.window.stride.values.clear();
    c.window.dilation.values.clear();
    c.window.padding.pairs.clear();
    for (size_t axis = 0; axis < axes; ++axis) {
      c.window.kernel.values.push_back(pick(1, 4));
      c.window.stride.values.push_back(pick(1, 4));
      c.window.dilation.values.push_back(pick(1, 3));
      c.window.padding.pairs.push_back({pick(0, 3), pick(0, 3)});
      layer.input.push_back(pick(10, 20));
    }
    layer.input.push_back(groups * pick(1, 3));
    layer.bias = pick(0, 1) == 1;
    return layer;
  }

 private:
  Whole pick(Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(random_);
  }

  std::mt19937 random_{20261122};
};

TEST(ConvTest, AgreesWithCounting) {
  RandomLayers layers;
  for (int trial = 0; trial < 500; ++trial) {
    const ConvLayer layer = layers.next();
    const Convolution& c = layer.convolution;
    ASSERT_TRUE(check(layer).empty());
    const Solution solution = solve(layer);
    Shape expected;
    for (size_t axis = 0; axis + 1 < layer.input.size(); ++axis) {
      expected.emplace_back(count_windows(
          layer.input[axis], c.window.kernel.at(axis), c.window.stride.at(axis),
          c.window.dilation.at(axis), c.window.padding.at(axis)[0] + c.window.padding.at(axis)[1]));
    }
    expected.emplace_back(c.filters);
    EXPECT_EQ(volume(solution, "output"), expected);
    const Whole weights = count_weights(layer);
    const Whole biases = layer.bias ? c.filters : 0;
    EXPECT_EQ(number(solution, "weights"), weights);
    EXPECT_EQ(number(solution, "biases"), biases);
    EXPECT_EQ(number(solution, "parameters"), weights + biases);
    EXPECT_EQ(number(solution, "weights_per_filter") * Number(c.filters), weights);
    EXPECT_EQ(number(solution, "parameters_per_filter") * Number(c.filters), weights + biases);
    expect_derivation_agrees(solution);
  }
}

TEST(ConvTest, SamePaddingGivesTheSizeThatTensorFlowDoes) {
  for (Whole input = 1; input <= 12; ++input) {
    for (Whole kernel = 1; kernel <= 5; ++kernel) {
      for (Whole stride = 1; stride <= 4; ++stride) {
        ConvLayer layer;
        layer.input = {input, 1};
        layer.convolution.filters = 1;
        layer.convolution.window.kernel.values = {kernel};
        layer.convolution.window.stride.values = {stride};
        layer.convolution.window.padding.mode = Padding::Mode::same;
        ASSERT_TRUE(check(layer).empty());
        Whole windows = 0;
        for (Whole start = 0; start < input; start += stride) ++windows;
        EXPECT_EQ(number(solve(layer), "output_length"), windows)
            << input << " " << kernel << " " << stride;
      }
    }
  }
}

TEST(ConvTest, AxesThatDifferAreWorkedOutApart) {
  ConvLayer layer;
  layer.input = {9, 9, 7, 1};
  layer.convolution.filters = 1;
  layer.convolution.window.kernel.values = {3};
  std::vector<std::string> names;
  for_each_equation(solve(layer).document.sections,
                    [&](const Equation& equation) { names.push_back(equation.name); });
  const std::vector<std::string> expected = {"output_depth",
                                             "output_width",
                                             "output_channels",
                                             "weights_per_filter",
                                             "parameters_per_filter",
                                             "parameters",
                                             "macs"};
  EXPECT_EQ(names, expected);
}

TEST(ConvTest, SizesBeyondSixtyFourBitsAreExact) {
  ConvLayer layer;
  layer.input = {kLargestWhole, kLargestWhole, kLargestWhole};
  layer.convolution.filters = kLargestWhole;
  layer.convolution.window.kernel.values = {kLargestWhole};
  layer.convolution.window.padding.mode = Padding::Mode::same;
  layer.bias = false;
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, 60);
  EXPECT_EQ(number(solve(layer), "parameters"), Number(power));
}

}  // namespace
}  // namespace cnnsolve
