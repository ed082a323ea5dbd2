#include "kinds/residual.h"

#include <gtest/gtest.h>

#include <random>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

using Choice = ResidualBlock::Shortcut;

ResidualBlock basic(Whole size, Whole channels, Whole filters, Whole stride) {
  ResidualBlock block;
  block.input = {size, size, channels};
  block.filters = filters;
  block.stride = stride;
  return block;
}

/// Every place that a stride stops at, counted.
Whole places(Whole size, Whole stride) {
  Whole count = 0;
  for (Whole at = 0; at < size; at += stride) ++count;
  return count;
}

TEST(ResidualTest, BasicBlocksAgreeWithCounting) {
  std::mt19937 random(7);
  const auto pick = [&](Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(random);
  };
  for (int trial = 0; trial < 300; ++trial) {
    const Whole size = pick(1, 40), channels = pick(1, 6), filters = pick(1, 6),
                stride = pick(1, 3);
    ResidualBlock block = basic(size, channels, filters, stride);
    block.bias = pick(0, 1) == 1;
    block.batchnorm = pick(0, 1) == 1;
    ASSERT_TRUE(check(block).empty()) << size << " " << stride;
    const Solution solution = solve(block);
    const Whole out = places(size, stride);
    const bool changes = out != size || channels != filters;
    EXPECT_EQ(volume(solution, "output"), (Shape{out, out, filters}));
    EXPECT_EQ(volume(solution, "skip_output"), (Shape{out, out, filters}));
    EXPECT_EQ(std::get<bool>(answer(solution, "shapes_match")), !changes);
    EXPECT_EQ(std::get<ChosenWord>(answer(solution, "shortcut")).name(),
              changes ? "projection" : "identity");

    const Whole one = block.bias ? 1 : 0;
    const Whole first = (9 * channels + one) * filters, second = (9 * filters + one) * filters;
    const Whole skip = changes ? (channels + one) * filters : 0;
    const Whole normalised = block.batchnorm ? 2 * filters * (changes ? 3 : 2) : 0;
    EXPECT_EQ(number(solution, "parameters_1"), first);
    EXPECT_EQ(number(solution, "parameters_2"), second);
    EXPECT_EQ(number(solution, "parameters_shortcut"), skip);
    EXPECT_EQ(number(solution, "parameters"), first + second + skip + normalised);
    expect_derivation_agrees(solution);
  }
}

TEST(ResidualTest, BottleneckHasTheStrideWhereThePaperOrTorchvisionPutsIt) {
  ResidualBlock block;
  block.input = {56, 56, 256};
  block.bottleneck = 128;
  block.stride = 2;
  block.batchnorm = true;
  const Solution first = solve(block);
  block.stride_in = ResidualBlock::StrideIn::middle;
  const Solution middle = solve(block);
  for (const Solution& solution : {first, middle}) {
    EXPECT_EQ(volume(solution, "output"), (Shape{28, 28, 512}));
    EXPECT_EQ(number(solution, "shortcut_stride"), 2);
    // ResNet-50's layer2.0 in torchvision.
    EXPECT_EQ(number(solution, "parameters"), 379392);
  }
}

TEST(ResidualTest, OptionsAskedForAreKept) {
  ResidualBlock block = basic(8, 4, 8, 2);
  block.shortcut = Choice::zero_pad;
  EXPECT_EQ(std::get<ChosenWord>(answer(solve(block), "shortcut")).name(), "zero-pad");
  EXPECT_EQ(number(solve(block), "parameters_shortcut"), 0);

  block.shortcut = Choice::identity;
  EXPECT_TRUE(check(block).empty());
  EXPECT_TRUE(std::holds_alternative<std::monostate>(answer(solve(block), "output")));
  EXPECT_EQ(volume(solve(block), "skip_output"), (Shape{8, 8, 4}));

  ResidualBlock same = basic(8, 4, 4, 1);
  same.shortcut = Choice::projection;
  EXPECT_EQ(number(solve(same), "parameters_shortcut"), 16);
  EXPECT_EQ(number(solve(same), "shortcut_stride"), 1);
  same.shortcut = Choice::zero_pad;
  EXPECT_EQ(std::get<ChosenWord>(answer(solve(same), "shortcut")).name(), "identity");
}

TEST(ResidualTest, StridesMayDifferByAxis) {
  ResidualBlock block;
  block.input = {8, 9, 4};
  block.layers = {
      {.filters = 4,
       .window = {.kernel = {{3}}, .stride = {{1, 3}}, .padding = {.mode = Padding::Mode::same}}}};
  ASSERT_TRUE(check(block).empty());
  EXPECT_EQ(volume(solve(block), "skip_output"), (Shape{8, 3, 4}));
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solve(block), "shortcut_stride")),
            (std::vector<Number>{1, 3}));
}

TEST(ResidualTest, TheShortcutHasTheBlocksStrideAlsoAlongOnePlace) {
  ResidualBlock block = basic(1, 64, 128, 2);
  block.input = {1, 56, 64};
  EXPECT_EQ(number(solve(block), "shortcut_stride"), 2);
  block.input = {1, 1, 64};
  EXPECT_EQ(number(solve(block), "shortcut_stride"), 2);
}

TEST(ResidualTest, StridesWhoseProductIsBeyondAllBoundsHaveASmallerOne) {
  ResidualBlock block;
  block.input = {1, 1, 4};
  const Convolution layer = {
      .filters = 8,
      .window = {
          .kernel = {{1}}, .stride = {{kLargestWhole}}, .padding = {.mode = Padding::Mode::same}}};
  block.layers = {layer, layer};
  ASSERT_TRUE(check(block).empty());
  EXPECT_EQ(number(solve(block), "shortcut_stride"), 1);
  EXPECT_EQ(volume(solve(block), "output"), (Shape{1, 1, 8}));
}

TEST(ResidualTest, ChannelsAloneTakeAnExampleSize) {
  ResidualBlock block = basic(1, 128, 256, 2);
  block.input = {128};
  EXPECT_EQ(volume(solve(block), "output"), (Shape{16, 16, 256}));
  EXPECT_EQ(number(solve(block), "parameters"), 917504);
}

TEST(ResidualTest, GroupsShareTheChannels) {
  ResidualBlock block;
  block.input = {8, 8, 12};
  block.layers = {{.filters = 12,
                   .window = {.kernel = {{3}}, .padding = {.mode = Padding::Mode::same}},
                   .groups = 4}};
  EXPECT_EQ(number(solve(block), "parameters_1"), 9 * 3 * 12);
}

}  // namespace
}  // namespace cnnsolve
