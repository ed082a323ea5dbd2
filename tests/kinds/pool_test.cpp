#include "kinds/pool.h"

#include <gtest/gtest.h>

#include <random>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

struct Setting {
  Whole input, kernel, stride, dilation, before, after;
  bool ceil;
};

/// The windows of one axis, found by sliding: those that fit and, in ceil mode, one more that
/// reaches over the end, unless it would begin behind the input.
Whole count_windows(const Setting& s) {
  const Whole span = (s.kernel - 1) * s.dilation + 1, places = s.before + s.input + s.after;
  Whole windows = 0;
  while (windows * s.stride + span <= places) ++windows;
  if (!s.ceil) return windows;
  const bool all_read = windows > 0 && (windows - 1) * s.stride + span == places;
  const bool begins_in_time = windows * s.stride < s.before + s.input;
  return windows + (!all_read && begins_in_time ? 1 : 0);
}

PoolLayer layer_of(const Setting& s) {
  PoolLayer layer;
  layer.input = {s.input, 3};
  layer.pool.window = {.kernel = {{s.kernel}},
                       .stride = {{s.stride}},
                       .padding = {.pairs = {{s.before, s.after}}},
                       .dilation = {{s.dilation}},
                       .ceil = s.ceil};
  return layer;
}

TEST(PoolTest, SizesAreThoseOfSlidingWindows) {
  std::mt19937 random(20261128);
  const auto pick = [&](Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(random);
  };
  int dropped = 0, reaching = 0;
  for (int i = 0; i < 3000; ++i) {
    Setting s{pick(1, 12), pick(1, 5), pick(1, 5), pick(1, 3), 0, 0, pick(0, 1) == 1};
    const Whole most = ((s.kernel - 1) * s.dilation + 1) / 2;
    s.before = pick(0, most);
    s.after = pick(0, most);
    const PoolLayer layer = layer_of(s);
    if (!check(layer).empty()) continue;
    const Solution solution = solve(layer);
    SCOPED_TRACE(testing::Message()
                 << s.input << " " << s.kernel << " " << s.stride << " " << s.dilation << " "
                 << s.before << ":" << s.after << " " << s.ceil);
    EXPECT_EQ(volume(solution, "output"), (Shape{count_windows(s), 3}));
    expect_derivation_agrees(solution);
    Setting plain = s;
    plain.ceil = false;
    if (count_windows(s) > count_windows(plain)) ++reaching;
    for_each_equation(solution.document.sections, [&](const Equation& equation) {
      if (equation.name == "windows_length") ++dropped;
    });
  }
  EXPECT_GT(reaching, 100);
  EXPECT_GT(dropped, 20);
}

TEST(PoolTest, RefusesWindowsThatDontFitAndTakesTheOthers) {
  std::mt19937 random(1);
  const auto pick = [&](Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(random);
  };
  for (int i = 0; i < 1000; ++i) {
    const Setting s{pick(1, 5), pick(1, 7), pick(1, 4), pick(1, 2), 0, 0, pick(0, 1) == 1};
    const Whole span = (s.kernel - 1) * s.dilation + 1;
    const bool fits = span <= s.input || (s.ceil && span - s.input < s.stride);
    EXPECT_EQ(check(layer_of(s)).empty(), fits) << s.input << " " << span << " " << s.ceil;
  }
}

TEST(PoolTest, TheStrideIsTheKernelWhereItIsLeftOut) {
  PoolLayer layer;
  layer.input = {28, 30, 6};
  layer.pool.window.kernel = {{2, 3}};
  ASSERT_TRUE(check(layer).empty());
  EXPECT_EQ(volume(solve(layer), "output"), (Shape{14, 10, 6}));
  EXPECT_EQ(number(solve(layer), "output_channels"), 6);
  EXPECT_EQ(number(solve(layer), "parameters"), 0);
}

// PyTorch's example of a window that would begin in the padding: 5, kernel 2, stride 2, padding 1.
TEST(PoolTest, AWindowThatBeginsInThePaddingAtTheEndIsLeftOut) {
  const Solution solution = solve(layer_of({5, 2, 2, 1, 1, 1, true}));
  EXPECT_EQ(number(solution, "output_length"), 3);
}

TEST(PoolTest, SamePaddingRoundsUp) {
  PoolLayer layer = layer_of({7, 3, 2, 1, 0, 0, false});
  layer.pool.window.padding = {.mode = Padding::Mode::same};
  EXPECT_EQ(number(solve(layer), "output_length"), 4);
}

TEST(PoolTest, HugeSizesAreExact) {
  const Solution solution = solve(layer_of({kLargestWhole, 2, 3, 1, 1, 0, true}));
  EXPECT_EQ(number(solution, "output_length"), Number(333'333'333'333'334));
}

}  // namespace
}  // namespace cnnsolve
