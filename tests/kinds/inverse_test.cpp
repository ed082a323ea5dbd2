#include <gtest/gtest.h>

#include "kinds/inverse_layer.h"
#include "kinds/inverse_search.h"
#include "kinds/slips.h"
#include "kinds/solved.h"

namespace cnnsolve {
namespace {

using Inverse = InverseLayer<ConvLayer>;

Inverse conv(std::vector<Whole> input, Whole kernel, Whole stride, Whole padding,
             std::vector<Whole> output) {
  Inverse inverse;
  inverse.layer.input = std::move(input);
  inverse.layer.convolution.filters = 4;
  inverse.layer.convolution.window.kernel = {{kernel}};
  inverse.layer.convolution.window.stride = {{stride}};
  inverse.layer.convolution.window.padding.pairs = {{padding, padding}};
  if (!output.empty()) inverse.output = {WantedOutput::Mode::sizes, std::move(output)};
  return inverse;
}

std::vector<Number> solutions(const Inverse& inverse) {
  EXPECT_TRUE(check(inverse).empty());
  const AnswerValue value = answer(solve(inverse), "solutions");
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (const auto* rows = std::get_if<Matrix<Number>>(&value)) return rows->entries;
  return std::get<std::vector<Number>>(value);
}

/// Positions of a kernel, laid down one by one; 0 where it doesn't fit.
Whole positions(Whole input, Whole kernel, Whole stride, Whole padding, Whole dilation) {
  const Whole span = dilation * (kernel - 1) + 1;
  Whole count = 0;
  for (Whole start = 0; start + span <= input + 2 * padding; start += stride) ++count;
  return count;
}

TEST(InverseTest, FindsAllThatCountingFinds) {
  for (Whole input = 3; input < 9; ++input) {
    for (Whole wanted = 2; wanted < 9; ++wanted) {
      for (Whole stride = 1; stride < 4; ++stride) {
        std::vector<Number> kernels, paddings, strides;
        for (Whole value = 0; value < 40; ++value) {
          if (value > 0 && positions(input, value, stride, 1, 1) == wanted) {
            kernels.emplace_back(value);
          }
          if (positions(input, 3, stride, value, 1) == wanted) paddings.emplace_back(value);
          if (value > 0 && positions(input, 3, value, stride, 1) == wanted) {
            strides.emplace_back(value);
          }
        }
        EXPECT_EQ(solutions(conv({input, 1}, kUnknown, stride, 1, {wanted})), kernels);
        EXPECT_EQ(solutions(conv({input, 1}, 3, stride, kUnknown, {wanted})), paddings);
        EXPECT_EQ(solutions(conv({input, 1}, 3, kUnknown, stride, {wanted})), strides);
      }
    }
  }
}

TEST(InverseTest, ADilationAndAnInputAreFoundToo) {
  Inverse dilated = conv({20, 20, 1}, 3, 1, 0, {12, 12});
  dilated.layer.convolution.window.dilation = {{kUnknown}};
  EXPECT_EQ(solutions(dilated), (std::vector<Number>{4}));
  EXPECT_EQ(solutions(conv({kUnknown, 2}, 3, 2, 0, {5})), (std::vector<Number>{11, 12}));
  EXPECT_EQ(solutions(conv({kUnknown, 9, 2}, 3, 2, 0, {5, 4})), (std::vector<Number>{11, 12}));
}

TEST(InverseTest, AllAxesMustAgree) {
  EXPECT_EQ(solutions(conv({10, 11, 1}, 3, 2, kUnknown, {4, 5})), (std::vector<Number>{0}));
  EXPECT_TRUE(solutions(conv({10, 11, 1}, 4, 1, kUnknown, {8, 10})).empty()) << "half a place";
}

TEST(InverseTest, OrEachHasItsOwnNumber) {
  const Inverse padding = conv({10, 11, 1}, 3, 2, kUnknown, {4, 6});
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solve(padding), "padding")),
            (std::vector<Number>{0, 1}));
  EXPECT_EQ(solutions(padding), (std::vector<Number>{0, 1}));
  EXPECT_EQ(std::get<Matrix<Number>>(answer(solve(padding), "solutions")).rows, 1u);
  // Of 7 and 8 the first takes 3 positions by steps of 2, and the second 2 by steps of 3 to 5.
  const Inverse stride = conv({7, 8, 1}, 3, kUnknown, 0, {3, 2});
  EXPECT_EQ(solutions(stride), (std::vector<Number>{2, 3, 2, 4, 2, 5}));
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solve(stride), "stride")),
            (std::vector<Number>{2, 3}));
  // And the parameters are right as well.
  Inverse kernel = conv({9, 9, 1}, kUnknown, 1, 0, {7, 5});
  kernel.parameters = 3 * 5 * 4 + 4;
  EXPECT_EQ(solutions(kernel), (std::vector<Number>{3, 5}));
  kernel.parameters = 4 * 4 * 4 + 4;
  EXPECT_TRUE(solutions(kernel).empty());
}

/// All pairs of numbers, one an axis, with which each axis has the positions that are wanted; none
/// where one number serves both.
std::vector<Number> pairs_counted(const Inverse& inverse, const std::vector<Whole>& wanted) {
  const Window& w = inverse.layer.convolution.window;
  const bool asks_padding = w.padding.pairs[0][0] == kUnknown;
  std::vector<std::vector<Whole>> along;
  for (size_t axis = 0; axis < 2; ++axis) {
    std::vector<Whole>& values = along.emplace_back();
    for (Whole value = asks_padding ? 0 : 1; value < 60; ++value) {
      const auto known = [&](Whole setting) { return setting == kUnknown ? value : setting; };
      const Whole stride = known(w.stride.values[0]);
      if (positions(inverse.layer.input[axis], known(w.kernel.values[0]), stride,
                    known(w.padding.pairs[0][0]), 1) == wanted[axis]) {
        values.push_back(value);
      }
    }
  }
  std::vector<Number> pairs;
  for (const Whole a : along[0]) {
    for (const Whole b : along[1]) {
      if (a == b) return {};
      pairs.emplace_back(a);
      pairs.emplace_back(b);
    }
  }
  return pairs;
}

TEST(InverseTest, AllNumbersAlongEachAxisAreFoundThatCountingFinds) {
  size_t several = 0;
  for (Whole width = 3; width < 12; ++width) {
    for (const std::vector<Whole>& wanted : {std::vector<Whole>{2, 3}, {3, 2}, {4, 4}, {5, 3}}) {
      for (Whole step = 1; step < 4; ++step) {
        for (const Inverse& inverse : {conv({7, width, 1}, kUnknown, step, 1, wanted),
                                       conv({7, width, 1}, 3, kUnknown, step, wanted),
                                       conv({7, width, 1}, 3, step, kUnknown, wanted)}) {
          const std::vector<Number> pairs = pairs_counted(inverse, wanted);
          if (pairs.empty()) continue;
          EXPECT_EQ(solutions(inverse), pairs);
          several += pairs.size() > 2;
        }
      }
    }
  }
  EXPECT_GT(several, 20u);
}

TEST(InverseTest, EndlessStridesAreListedUpToTheLengthOfTheirAxis) {
  const Inverse inverse = conv({10, 8, 1}, 3, kUnknown, 0, {1, 3});
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{8, 2, 9, 2, 10, 2}));
  const std::vector<Answer> answers = worked_answers(inverse);
  EXPECT_TRUE(answers[0].goes_on);
  EXPECT_TRUE(answers[0].accepts({1000, 2}));
  EXPECT_FALSE(answers[0].accepts({7, 2}));
  EXPECT_FALSE(answers[0].accepts({8, 3}));
}

TEST(InverseTest, ParametersTellWhichKernelsGoTogether) {
  // Along the height 3 to 5 do, along the width 6 to 8; 24 places are 3 · 8 or 4 · 6.
  Inverse inverse = conv({8, 11, 1}, kUnknown, 3, 0, {2, 2});
  inverse.parameters = 24 * 4 + 4;
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{3, 8, 4, 6}));
  inverse.parameters = 25 * 4 + 4;
  EXPECT_TRUE(solutions(inverse).empty());
  // The stride makes no difference to them.
  Inverse stride = conv({7, 8, 1}, 3, kUnknown, 0, {3, 2});
  stride.parameters = 9 * 4 + 4;
  EXPECT_EQ(solutions(stride), (std::vector<Number>{2, 3, 2, 4, 2, 5}));
  stride.parameters = 41;
  EXPECT_TRUE(solutions(stride).empty());
}

TEST(InverseTest, OtherLayersHaveNumbersAlongEachAxisToo) {
  InverseLayer<PoolLayer> pool;
  pool.layer.input = {4, 10, 1};
  pool.layer.pool.window.kernel = {{kUnknown}};
  pool.layer.pool.window.stride = {{3}};
  pool.layer.pool.window.padding.pairs = {{2, 2}};
  pool.output = {WantedOutput::Mode::sizes, {2, 2}};
  // By counting 3 to 5 are right along the height, but 3 is less than its padding is wide.
  EXPECT_EQ(std::get<Matrix<Number>>(answer(solve(pool), "solutions")).entries,
            (std::vector<Number>{4, 9, 4, 10, 4, 11, 5, 9, 5, 10, 5, 11}));
  InverseLayer<TransposedConvLayer> inverse;
  inverse.layer.input = {4, 5, 3};
  inverse.layer.convolution.filters = 2;
  inverse.layer.convolution.window.kernel = {{3}};
  inverse.layer.convolution.window.stride = {{kUnknown}};
  inverse.layer.output_padding = {{0, 1}};
  inverse.output = {WantedOutput::Mode::sizes, {9, 16}};
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solve(inverse), "stride")),
            (std::vector<Number>{2, 3}));
}

TEST(InverseTest, StridesGoOnOnlyWhereALargerOneIsRight) {
  const auto goes_on = [](std::vector<Whole> input, std::vector<Whole> output) {
    Inverse inverse = conv(std::move(input), kUnknown, kUnknown, 0, std::move(output));
    inverse.layer.convolution.window.dilation = {{2}};
    const std::vector<Answer> answers = worked_answers(inverse);
    EXPECT_FALSE(answers[0].goes_on) << "of the kernel";
    return answers[1].goes_on;
  };
  EXPECT_FALSE(goes_on({12, 2}, {12}));
  EXPECT_TRUE(goes_on({12, 2}, {1}));
  Inverse other_parameters = conv({12, 2}, 3, kUnknown, 0, {1});
  other_parameters.parameters = 1;
  EXPECT_FALSE(worked_answers(other_parameters)[0].goes_on);
}

TEST(InverseTest, WhereNotAllAreListedTheLastIsKnown) {
  EXPECT_EQ(worked_answers(conv({10000, 3}, 3, kUnknown, 0, {2}))[0].last, Number(9997));
  EXPECT_EQ(worked_answers(conv({kUnknown, 3}, 3, 5000, 0, {2}))[0].last, Number(10002));
  EXPECT_EQ(worked_answers(conv({10, 3}, 3, kUnknown, 0, {2}))[0].last, std::nullopt);
  EXPECT_EQ(worked_answers(conv({10, 3}, 3, kUnknown, 0, {1}))[0].last, std::nullopt);
  InverseLayer<PoolLayer> pool;
  pool.layer.input = {100'000, 2};
  pool.layer.pool.window.kernel = {{6000}};
  pool.layer.pool.window.stride = {{99'999}};
  pool.layer.pool.window.padding.pairs = {{kUnknown, kUnknown}};
  pool.output = {WantedOutput::Mode::sizes, {1}};
  EXPECT_EQ(worked_answers(pool)[0].last, Number(2999)) << "so that there is no second position";
  pool.layer.pool.window.stride = {{300'000}};
  EXPECT_EQ(worked_answers(pool)[0].last, Number(3000)) << "half of the window";
}

TEST(InverseTest, TwoUnknownsHaveARowForEachSolution) {
  Inverse same = conv({6, 6, 1}, kUnknown, 1, kUnknown, {});
  same.output.mode = WantedOutput::Mode::same_as_input;
  EXPECT_EQ(solutions(same), (std::vector<Number>{1, 0, 3, 1, 5, 2}));
}

TEST(InverseTest, ASettingAndTheInputHaveARowForEachSolution) {
  EXPECT_EQ(solutions(conv({kUnknown, 1}, kUnknown, 1, 0, {3})),
            (std::vector<Number>{1, 3, 2, 4, 3, 5}));
  // A stride of 2 leaves one place over, or none.
  EXPECT_EQ(solutions(conv({kUnknown, 1}, 3, kUnknown, 0, {2})),
            (std::vector<Number>{1, 4, 2, 5, 2, 6}));
  // The padding is less than the kernel.
  EXPECT_EQ(solutions(conv({kUnknown, 1}, 3, 1, kUnknown, {6})),
            (std::vector<Number>{0, 8, 1, 6, 2, 4}));
  // The second axis is known, and goes with one kernel only.
  EXPECT_EQ(solutions(conv({kUnknown, 5, 1}, kUnknown, 1, 0, {3, 4})), (std::vector<Number>{2, 4}));
  // Both sizes of the input with each kernel
  EXPECT_EQ(solutions(conv({kUnknown, kUnknown, 1}, kUnknown, 1, 0, {2, 3})),
            (std::vector<Number>{1, 2, 3, 2, 3, 4, 3, 4, 5}));
}

TEST(InverseTest, AKnownAxisTellsTheSettingAndNothingIsTried) {
  // Deeper padding than the filter, and a filter larger than the unknown height's output, are found
  // as they are where all of the input is known.
  for (Whole width = 3; width < 9; ++width) {
    for (Whole wanted_width = 2; wanted_width < 6; ++wanted_width) {
      for (Whole wanted_height = 1; wanted_height < 4; ++wanted_height) {
        std::vector<Number> kernels, strides, paddings, dilations;
        const auto gives = [&](Whole height, Whole kernel, Whole stride, Whole padding,
                               Whole dilation) {
          return positions(width, kernel, stride, padding, dilation) == wanted_width &&
                 positions(height, kernel, stride, padding, dilation) == wanted_height;
        };
        for (Whole value = 0; value < 20; ++value) {
          for (Whole height = 1; height < 60; ++height) {
            const auto add = [&](std::vector<Number>& rows) {
              rows.emplace_back(value);
              rows.emplace_back(height);
            };
            if (gives(height, 3, 2, value, 1)) add(paddings);
            if (value == 0) continue;
            if (gives(height, value, 2, 1, 1)) add(kernels);
            if (gives(height, 2, value, 1, 1)) add(strides);
            if (gives(height, 2, 2, 1, value)) add(dilations);
          }
        }
        const auto found = [&](Whole kernel, Whole stride, Whole padding, Whole dilation) {
          Inverse inverse =
              conv({kUnknown, width, 1}, kernel, stride, padding, {wanted_height, wanted_width});
          inverse.layer.convolution.window.dilation = {{dilation}};
          return solutions(inverse);
        };
        EXPECT_EQ(found(kUnknown, 2, 1, 1), kernels);
        EXPECT_EQ(found(2, kUnknown, 1, 1), strides);
        EXPECT_EQ(found(3, 2, kUnknown, 1), paddings);
        EXPECT_EQ(found(2, 2, 1, kUnknown), dilations);
      }
    }
  }
}

TEST(InverseTest, ParametersTellTheKernelBesideOtherSettings) {
  // 16 010 = 10 · (5 · 5 · 64 + 1)
  Inverse inverse = conv({kUnknown, kUnknown, 64}, kUnknown, 1, 0, {1, 1});
  inverse.layer.convolution.filters = 10;
  inverse.parameters = 16010;
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{5, 5, 5}));
  Inverse padded = conv({4, 4, 16}, kUnknown, 1, kUnknown, {4, 4});
  padded.layer.convolution.filters = 8;
  padded.parameters = 3208;
  EXPECT_EQ(solutions(padded), (std::vector<Number>{5, 2}));
  padded.parameters = 3209;
  EXPECT_TRUE(solutions(padded).empty());
}

TEST(InverseTest, ALongStrideIsRefusedWhereItWouldGiveTooManySolutions) {
  const auto strides_refused = [](size_t unknown_sizes, Whole stride) {
    const std::vector<Whole> input = unknown_sizes == 1
                                         ? std::vector<Whole>{kUnknown, 999, 1}
                                         : std::vector<Whole>{kUnknown, kUnknown, 999, 1};
    const auto mistakes =
        check(conv(input, kUnknown, stride, 0, std::vector<Whole>(input.size() - 1, 2)));
    return mistakes.empty() ? "" : mistakes[0].path + " " + mistakes[0].what;
  };
  EXPECT_EQ(strides_refused(1, 316), "");
  EXPECT_EQ(
      strides_refused(1, 317),
      "stride must be at most 316 where the kernel and the input's height are \"?\", got 317");
  const auto sizes_alone = [](Whole stride) {
    return check(conv({kUnknown, kUnknown, 1}, 3, stride, 0, {5, 5})).size();
  };
  EXPECT_EQ(sizes_alone(316), 0u);
  EXPECT_EQ(sizes_alone(317), 1u);
  EXPECT_EQ(strides_refused(2, 46), "");
  EXPECT_EQ(strides_refused(2, 47),
            "stride must be at most 46 where the kernel and the input's depth are \"?\", got 47");
}

TEST(InverseTest, ADilationOfOneIsAlwaysTried) {
  Inverse inverse = conv({kUnknown, 2}, 5, 3, 0, {2});
  inverse.layer.convolution.window.dilation = {{kUnknown}};
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{1, 8, 1, 9, 1, 10}));
}

TEST(InverseTest, OfEndlessStridesBesideAKnownAxisThoseUpToItsLengthAreListed) {
  const std::vector<Number> rows = solutions(conv({9, kUnknown, 1}, 8, kUnknown, 0, {1, 2}));
  ASSERT_GE(rows.size(), 4u);
  EXPECT_EQ(std::vector<Number>(rows.begin(), rows.begin() + 4),
            (std::vector<Number>{2, 10, 2, 11}));
  EXPECT_EQ(rows[rows.size() - 2], 9);
  // Along the axis that is asked the output's length counts.
  EXPECT_EQ(solutions(conv({1, kUnknown, 1}, 1, kUnknown, 0, {1, 2})),
            (std::vector<Number>{1, 2, 2, 3, 2, 4}));
}

TEST(InverseTest, AStrideBeyondTheShorterAxisIsBetterThanNone) {
  EXPECT_EQ(solutions(conv({5, 9, 1}, 1, kUnknown, 0, {1, 1})), (std::vector<Number>{9}));
}

TEST(InverseTest, ASettingMayBeAsLongAsTheLongestAxis) {
  Inverse inverse = conv({32, 1, 1}, 1, kUnknown, kUnknown, {8, 1});
  inverse.layer.convolution.window.kernel = {{4, 1}};
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{4, 0}));
  EXPECT_EQ(solutions(conv({5, 1, 1}, kUnknown, 1, kUnknown, {5, 1})),
            (std::vector<Number>{1, 0, 3, 1, 5, 2}));
}

TEST(InverseTest, PaddingIsLessThanTheKernelAlongEveryAxis) {
  for (const bool is_turned : {false, true}) {
    Inverse inverse =
        conv({is_turned ? 7 : 9, is_turned ? 9 : 7, 1}, 1, kUnknown, kUnknown, {5, 5});
    inverse.layer.convolution.window.kernel = {{is_turned ? 3 : 5, is_turned ? 5 : 3}};
    // Stride 3 would need padding 4.
    EXPECT_EQ(solutions(inverse), (std::vector<Number>{1, 0, 2, 2}));
  }
}

TEST(InverseTest, StridesBeyondTheInputAreRightButNotListed) {
  const Inverse inverse = conv({5, 1}, 3, kUnknown, 0, {1});
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{3, 4, 5}));
  EXPECT_EQ(worked_answers(inverse)[0].solutions.size(), kMostSolutions);
  EXPECT_EQ(solutions(conv({3, 1}, 3, kUnknown, 1, {1})), (std::vector<Number>{3, 4, 5}));
}

TEST(InverseTest, ParametersTellFiltersChannelsAndKernels) {
  Inverse inverse = conv({9, 9, 6}, 3, 1, 0, {});
  inverse.parameters = (9 * 6 + 1) * 4;
  inverse.layer.convolution.filters = kUnknown;
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{4}));
  inverse.layer.convolution.filters = 4;
  inverse.layer.input.back() = kUnknown;
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{6}));
  inverse.layer.input.back() = 6;
  inverse.layer.convolution.window.kernel = {{kUnknown}};
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{3}));
  inverse.parameters = *inverse.parameters + 1;
  EXPECT_TRUE(solutions(inverse).empty());
}

TEST(InverseTest, GroupsAndBiasesAreLookedAt) {
  Inverse inverse = conv({9, 9, kUnknown}, 3, 1, 0, {});
  inverse.layer.convolution.groups = 2;
  inverse.layer.bias = false;
  inverse.parameters = 9 * 5 * 4;
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{10}));
}

TEST(InverseTest, ATransposedConvolutionIsUndoneWithoutRounding) {
  InverseLayer<TransposedConvLayer> inverse;
  inverse.layer.input = {7, 7, 3};
  inverse.layer.convolution.filters = 2;
  inverse.layer.convolution.window.kernel = {{kUnknown}};
  inverse.layer.convolution.window.stride = {{2}};
  inverse.layer.output_padding = {{1}};
  inverse.output = {WantedOutput::Mode::sizes, {16, 16, 2}};
  ASSERT_TRUE(check(inverse).empty());
  EXPECT_EQ(number(solve(inverse), "kernel"), 3);
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solve(inverse), "solutions")),
            std::vector<Number>{3});
}

TEST(InverseTest, FromOnePlaceNoStrideMatters) {
  InverseLayer<TransposedConvLayer> inverse;
  inverse.layer.input = {1, 1, 3};
  inverse.layer.convolution.filters = 2;
  inverse.layer.convolution.window.kernel = {{3}};
  inverse.layer.convolution.window.stride = {{kUnknown}};
  for (const Whole output : {3, 4}) {
    inverse.output = {WantedOutput::Mode::sizes, {output, output}};
    ASSERT_TRUE(check(inverse).empty());
    const Solution solution = solve(inverse);
    EXPECT_EQ(std::holds_alternative<Number>(answer(solution, "stride")), output == 3);
    const Section& step = solution.document.sections[1].sections[1];
    EXPECT_EQ(words_of(std::get<Prose>(step.blocks.back()).spans[0]),
              output == 3 ? "So any stride gives the output that is wanted."
                          : "So no stride gives the output that is wanted.");
  }
}

TEST(InverseTest, AStrideThatTheKnownAxisLeavesOpenIsTriedUpToTheLongestAxis) {
  // From 5 places a kernel of 5 takes one position at any stride s, and 3 in 2s + 5 to 3s + 4.
  const std::vector<Number> all = solutions(conv({kUnknown, 5, 1}, 5, kUnknown, 0, {3, 1}));
  std::vector<Number> expected;
  for (Whole stride = 1; stride <= 5; ++stride) {
    for (Whole size = 2 * stride + 5; size <= 3 * stride + 4; ++size) {
      expected.emplace_back(stride);
      expected.emplace_back(size);
    }
  }
  EXPECT_EQ(all, expected);
}

TEST(InverseTest, AKernelOfOnePlaceIsNotDilated) {
  Inverse inverse = conv({5, 1}, kUnknown, 1, 0, {5});
  inverse.layer.convolution.window.dilation = {{kUnknown}};
  EXPECT_EQ(solutions(inverse), (std::vector<Number>{1, 1}));
}

TEST(InverseTest, AWindowWithoutAStrideMovesByItsOwnSize) {
  for (Whole input = 1; input <= 40; ++input) {
    for (Whole output = 1; output <= input; ++output) {
      InverseLayer<PoolLayer> inverse;
      inverse.layer.input = {input, 2};
      inverse.layer.pool.window.kernel = {{kUnknown}};
      inverse.output = {WantedOutput::Mode::sizes, {output}};
      ASSERT_TRUE(check(inverse).empty());
      std::vector<Number> wanted;
      for (Whole kernel = 1; kernel <= input; ++kernel) {
        if (input / kernel == output) wanted.emplace_back(kernel);
      }
      const Solution solution = solve(inverse);
      const AnswerValue found = answer(solution, "solutions");
      if (wanted.empty()) {
        EXPECT_TRUE(std::holds_alternative<std::monostate>(found)) << input << " " << output;
      } else {
        EXPECT_EQ(std::get<std::vector<Number>>(found), wanted) << input << " " << output;
      }
      EXPECT_EQ(find_answer(solution.answers, "stride"), nullptr);
    }
  }
}

TEST(InverseTest, APoolKeepsToItsPadding) {
  InverseLayer<PoolLayer> inverse;
  inverse.layer.input = {8, 1};
  inverse.layer.pool.window.kernel = {{3}};
  inverse.layer.pool.window.stride = {{1}};
  inverse.layer.pool.window.padding.pairs = {{kUnknown, kUnknown}};
  inverse.output = {WantedOutput::Mode::sizes, {8}};
  EXPECT_EQ(number(solve(inverse), "padding"), 1);
  // Padding of 2 would be more than half of the window.
  inverse.output.sizes = {10};
  EXPECT_TRUE(std::holds_alternative<std::monostate>(answer(solve(inverse), "padding")));
}

TEST(InverseTest, WhatAPoolForbidsIsSaidBackwardsToo) {
  InverseLayer<PoolLayer> inverse;
  inverse.layer.input = {16, 2};
  inverse.layer.pool.window.kernel = {{2}};
  inverse.layer.pool.window.stride = {{kUnknown}};
  inverse.layer.pool.window.padding.pairs = {{2, 2}};
  inverse.output = {WantedOutput::Mode::sizes, {1}};
  const std::vector<FieldMistake> mistakes = check(inverse);
  ASSERT_EQ(mistakes.size(), 1u);
  EXPECT_EQ(mistakes[0].path, "padding");
}

TEST(InverseTest, TwoSettingsAreOnlyAskedOfShortInputs) {
  Inverse inverse = conv({1000, 1}, 3, kUnknown, kUnknown, {7});
  EXPECT_TRUE(check(inverse).empty());
  EXPECT_FALSE(solutions(inverse).empty());
  inverse.layer.input[0] = 1001;
  ASSERT_EQ(check(inverse).size(), 1u);
  EXPECT_EQ(check(inverse)[0].path, "input");
}

TEST(InverseTest, ATransposedConvolutionIsLookedForUpToItsOutput) {
  InverseLayer<TransposedConvLayer> inverse;
  inverse.layer.input = {1, 1, 100};
  inverse.layer.convolution.filters = 512;
  inverse.layer.convolution.window.kernel = {{kUnknown}};
  inverse.layer.convolution.window.padding.pairs = {{kUnknown, kUnknown}};
  inverse.output = {WantedOutput::Mode::sizes, {4, 4}};
  ASSERT_TRUE(check(inverse).empty());
  EXPECT_EQ(number(solve(inverse), "kernel"), 4);
  EXPECT_EQ(number(solve(inverse), "padding"), 0);
}

TEST(InverseTest, WhatIsNotListedIsStillAccepted) {
  const std::vector<Answer> answers = worked_answers(conv({9, 1}, kUnknown, kUnknown, 0, {1}));
  ASSERT_TRUE(answers[0].accepts);
  EXPECT_TRUE(answers[0].accepts({3, 100}));
  EXPECT_FALSE(answers[0].accepts({3, 6}));
  EXPECT_FALSE(answers[0].accepts({10, 100}));
  EXPECT_FALSE(answers[0].accepts({0, 1}));
  EXPECT_FALSE(answers[0].accepts({Number(mpq_class(1, 2)), 9}));
}

TEST(InverseTest, ASolutionHasItsFormulaToMarkBy) {
  const std::vector<Answer> answers = worked_answers(conv({32, 1}, 5, 1, kUnknown, {32}));
  ASSERT_EQ(answers.size(), 2u);
  ASSERT_EQ(answers[0].workings.size(), 1u);
  EXPECT_EQ(answers[0].workings[0][0].value(), 2);
  // Of several there are only bounds.
  EXPECT_TRUE(worked_answers(conv({kUnknown, 1}, 3, 2, 0, {5}))[0].workings.empty());
}

TEST(InverseTest, SlipsOfAskingBackwards) {
  const Inverse inverse = conv({32, 1}, 5, 1, kUnknown, {32});
  const std::vector<Answer> right = worked_answers(inverse);
  std::vector<std::pair<std::string, Number>> slipped;
  for (const NamedSlip& slip : named_slips(inverse)) {
    for (const Answer& altered : slip.rerun.in_full(right)) {
      if (altered.name != "padding") continue;
      slipped.emplace_back(slip.code, std::get<Number>(altered.value));
    }
  }
  const std::vector<std::pair<std::string, Number>> expected = {
      {"padding_of_both_ends", 4}, {"positions_for_steps", Number(mpq_class(5, 2))}};
  EXPECT_EQ(slipped, expected);
}

}  // namespace
}  // namespace cnnsolve
