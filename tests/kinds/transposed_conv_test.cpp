#include "kinds/transposed_conv.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

struct Setting {
  Whole input, kernel, stride, dilation, before, after, added;
};

TransposedConvLayer layer_of(const Setting& s) {
  TransposedConvLayer layer;
  layer.input = {s.input, 3};
  layer.convolution = {.filters = 2,
                       .window = {.kernel = {{s.kernel}},
                                  .stride = {{s.stride}},
                                  .padding = {.pairs = {{s.before, s.after}}},
                                  .dilation = {{s.dilation}}}};
  layer.output_padding = {{s.added}};
  return layer;
}

/// The places that the filter writes to, each weight of each position, and the added ones.
Whole count_places(const Setting& s) {
  std::set<Whole> written;
  for (Whole position = 0; position < s.input; ++position) {
    for (Whole weight = 0; weight < s.kernel; ++weight) {
      written.insert(position * s.stride + weight * s.dilation);
    }
  }
  return *written.rbegin() + 1 + s.added - s.before - s.after;
}

Whole count_windows(Whole places, const Setting& s) {
  Whole windows = 0;
  while (windows * s.stride + (s.kernel - 1) * s.dilation < places + s.before + s.after) ++windows;
  return windows;
}

TEST(TransposedConvTest, SizesAreThoseThatTheFilterWritesTo) {
  std::mt19937 random(20261128);
  const auto pick = [&](Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(random);
  };
  for (int i = 0; i < 2000; ++i) {
    Setting s{pick(1, 9), pick(1, 5), pick(1, 4), pick(1, 3), pick(0, 3), pick(0, 3), 0};
    s.added = pick(0, std::max(s.stride, s.dilation) - 1);
    SCOPED_TRACE(testing::Message()
                 << s.input << " " << s.kernel << " " << s.stride << " " << s.dilation << " "
                 << s.before << ":" << s.after << " + " << s.added);
    const TransposedConvLayer layer = layer_of(s);
    const Whole places = count_places(s);
    ASSERT_EQ(check(layer).empty(), places >= 1);
    if (places < 1) continue;
    const Solution solution = solve(layer);
    EXPECT_EQ(volume(solution, "output"), (Shape{places, 2}));
    expect_derivation_agrees(solution);
    // A convolution with the same numbers leads back, if no more was added than it rounds off.
    if (s.added < s.stride) {
      EXPECT_EQ(count_windows(places, s), s.input);
    }
  }
}

Number length(Padding::Mode mode, Whole input, Whole kernel, Whole stride, PerAxis added = {}) {
  TransposedConvLayer layer = layer_of({input, kernel, stride, 1, 0, 0, 0});
  layer.convolution.window.padding = {.mode = mode};
  layer.output_padding = std::move(added);
  EXPECT_TRUE(check(layer).empty());
  return number(solve(layer), "output_length");
}

// As Keras 3 works them out.
TEST(TransposedConvTest, NamedPaddingIsThatOfKeras) {
  constexpr auto kSame = Padding::Mode::same, kValid = Padding::Mode::valid;
  EXPECT_EQ(length(kSame, 2, 3, 2), 4);
  EXPECT_EQ(length(kSame, 7, 5, 3), 21);
  EXPECT_EQ(length(kSame, 7, 2, 3), 21);
  EXPECT_EQ(length(kSame, 4, 5, 3, {{1}}), 3 * 3 + 1 + 1);
  EXPECT_EQ(length(kSame, 4, 4, 3, {{0}}), 3 * 3);
  EXPECT_EQ(length(kValid, 4, 3, 2), 9);
  EXPECT_EQ(length(kValid, 4, 2, 3), 12);
  EXPECT_EQ(length(kValid, 4, 2, 3, {{0}}), 11);
  EXPECT_EQ(length(kValid, 4, 2, 3, {{2}}), 13);
}

TEST(TransposedConvTest, CountsWeightsLikeAConvolution) {
  TransposedConvLayer layer = layer_of({4, 3, 2, 1, 0, 0, 0});
  layer.input = {4, 4, 6};
  layer.convolution.filters = 8;
  layer.convolution.groups = 2;
  const Solution solution = solve(layer);
  EXPECT_EQ(number(solution, "weights_per_filter"), 3 * 3 * 3);
  EXPECT_EQ(number(solution, "parameters"), (3 * 3 * 3 + 1) * 8);
  EXPECT_EQ(number(solution, "biases"), 8);
}

TEST(TransposedConvTest, AxesThatDifferInTheKernelAloneAreShownApart) {
  TransposedConvLayer layer;
  layer.input = {4, 4, 1};
  layer.convolution.filters = 1;
  layer.convolution.window = {.kernel = {{2, 3}}, .stride = {{2}}};
  const Solution solution = solve(layer);
  std::vector<std::string> shown;
  for_each_equation(solution.document.sections, [&](const Equation& equation) {
    if (equation.name.starts_with("output_") && equation.name != "output_channels") {
      shown.push_back(equation.name);
    }
  });
  EXPECT_EQ(shown, (std::vector<std::string>{"output_height", "output_width"}));
}

TEST(TransposedConvTest, AxesMayDiffer) {
  TransposedConvLayer layer = layer_of({4, 3, 2, 1, 0, 0, 0});
  layer.input = {4, 5, 3};
  layer.convolution.window.stride = {{2, 3}};
  layer.convolution.window.padding.pairs = {{1, 1}, {0, 2}};
  layer.output_padding = {{1, 2}};
  ASSERT_TRUE(check(layer).empty());
  EXPECT_EQ(volume(solve(layer), "output"), (Shape{3 * 2 - 2 + 3 + 1, 4 * 3 - 2 + 3 + 2, 2}));
  expect_derivation_agrees(solve(layer));
}

}  // namespace
}  // namespace cnnsolve
