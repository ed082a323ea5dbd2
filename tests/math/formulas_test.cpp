#include "math/formulas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace cnnsolve {
namespace {

/// Axes of every small size on which the kernel fits.
struct SmallAxis {
  long input, kernel, padding, stride;

  long padded() const { return input + padding; }
  Axis<Number> numbers() const { return {input, kernel, padding, stride}; }
  /// Windows that lie within the padded input, counted one by one.
  long windows() const {
    long count = 0;
    for (long start = 0; start + kernel <= padded(); start += stride) ++count;
    return count;
  }
};

std::vector<SmallAxis> small_axes() {
  std::vector<SmallAxis> axes;
  for (long input = 1; input <= 12; ++input) {
    for (long kernel = 1; kernel <= 7; ++kernel) {
      for (long padding = 0; padding <= 6; ++padding) {
        for (long stride = 1; stride <= 5; ++stride) {
          if (kernel <= input + padding) axes.push_back({input, kernel, padding, stride});
        }
      }
    }
  }
  return axes;
}

std::string trace(const SmallAxis& a) {
  return "input " + std::to_string(a.input) + ", kernel " + std::to_string(a.kernel) +
         ", padding " + std::to_string(a.padding) + ", stride " + std::to_string(a.stride);
}

TEST(Formulas, OutputSizeCountsTheWindowsThatFit) {
  for (const SmallAxis& a : small_axes()) {
    SCOPED_TRACE(trace(a));
    ASSERT_EQ(output_size(a.numbers()), a.windows());
  }
}

TEST(Formulas, AdaptiveWindowsTakeEveryPlaceThatTheirShareTouches) {
  for (long size = 1; size <= 20; ++size) {
    for (long windows = 1; windows <= 20; ++windows) {
      for (long j = 0; j < windows; ++j) {
        // The share of a window is from j · size/windows to (j + 1) · size/windows.
        std::set<long> taken;
        for (long place = 0; place < size; ++place) {
          if (place * windows < (j + 1) * size && (place + 1) * windows > j * size) {
            taken.insert(place);
          }
        }
        ASSERT_EQ(adaptive_begin<Number>(j, size, windows), *taken.begin());
        ASSERT_EQ(adaptive_end<Number>(j, size, windows), *taken.rbegin() + 1);
      }
    }
  }
}

TEST(Formulas, UnreadPositionsLieBehindTheLastWindow) {
  for (const SmallAxis& a : small_axes()) {
    SCOPED_TRACE(trace(a));
    long end_of_read = 0;
    for (long start = 0; start + a.kernel <= a.padded(); start += a.stride) {
      for (long cell = start; cell < start + a.kernel; ++cell) {
        end_of_read = std::max(end_of_read, cell + 1);
      }
    }
    long unread = 0;
    for (long cell = end_of_read; cell < a.padded(); ++cell) ++unread;
    ASSERT_EQ(unread_positions(a.numbers(), Number(a.windows())), unread);
  }
}

TEST(Formulas, EffectiveKernelSpansTheTaps) {
  for (long kernel = 1; kernel <= 7; ++kernel) {
    for (long dilation = 1; dilation <= 5; ++dilation) {
      SCOPED_TRACE(testing::Message() << kernel << " dilated by " << dilation);
      std::set<long> taps;
      for (long tap = 0; tap < kernel; ++tap) taps.insert(tap * dilation);
      const long span = *taps.rbegin() - *taps.begin() + 1;
      EXPECT_EQ(effective_kernel<Number>(kernel, dilation), span);
    }
  }
}

TEST(Formulas, PaddingOfBothEnds) {
  for (long before = 0; before <= 4; ++before) {
    for (long after = 0; after <= 4; ++after) {
      const auto zeros_of = [](long count) { return std::string(static_cast<size_t>(count), '0'); };
      const std::string padded = zeros_of(before) + "xxx" + zeros_of(after);
      const auto zeros = std::count(padded.begin(), padded.end(), '0');
      EXPECT_EQ(asymmetric_padding<Number>(before, after), zeros);
      if (before == after) {
        EXPECT_EQ(symmetric_padding<Number>(before), zeros);
      }
    }
  }
}

TEST(Formulas, SameOutputSizeCountsEveryStrideThInput) {
  for (long input = 1; input <= 30; ++input) {
    for (long stride = 1; stride <= 7; ++stride) {
      SCOPED_TRACE(testing::Message() << input << " by " << stride);
      long count = 0;
      for (long position = 0; position < input; position += stride) ++count;
      EXPECT_EQ(same_output_size<Number>(input, stride), count);
    }
  }
}

TEST(Formulas, SamePaddingIsTheLeastThatGivesTheOutput) {
  for (SmallAxis a : small_axes()) {
    SCOPED_TRACE(trace(a));
    const Number output = same_output_size<Number>(a.input, a.stride);
    // What the padding is worked out from must not be the padding.
    a.padding = 0;
    while (Number(a.windows()) < output) ++a.padding;
    ASSERT_EQ(output, a.windows());
    const SmallAxis unpadded{a.input, a.kernel, 99, a.stride};
    ASSERT_EQ(same_padding(unpadded.numbers(), output), a.padding);
  }
}

TEST(Formulas, AnOddPaddingGoesToTheEnd) {
  for (long padding = 0; padding <= 9; ++padding) {
    long before = 0;
    long after = 0;
    for (long cell = 0; cell < padding; ++cell) ++(cell % 2 == 0 ? after : before);
    EXPECT_EQ(same_padding_before<Number>(padding), before);
    EXPECT_EQ(same_padding_after<Number>(padding, before), after);
  }
}

TEST(Formulas, ChannelsPerGroup) {
  for (long groups = 1; groups <= 6; ++groups) {
    for (long each = 1; each <= 5; ++each) {
      std::vector<long> sizes(static_cast<size_t>(groups), 0);
      for (long channel = 0; channel < groups * each; ++channel) {
        ++sizes[static_cast<size_t>(channel % groups)];
      }
      EXPECT_EQ(channels_per_group<Number>(groups * each, groups), sizes.front());
    }
  }
}

/// Weights of one filter, counted by walking over them.
long count_weights(const std::vector<long>& kernel, long channels) {
  long count = 0;
  std::vector<long> at(kernel.size(), 0);
  while (at[0] < kernel[0]) {
    for (long channel = 0; channel < channels; ++channel) ++count;
    size_t axis = kernel.size() - 1;
    while (++at[axis] == kernel[axis] && axis > 0) at[axis--] = 0;
  }
  return count;
}

TEST(Formulas, WeightsAndParametersAreCounted) {
  const std::vector<std::vector<long>> kernels = {{1}, {5}, {3, 3}, {1, 7}, {2, 3, 4}, {3, 3, 3}};
  for (const std::vector<long>& kernel : kernels) {
    for (long channels = 1; channels <= 4; ++channels) {
      const long weights = count_weights(kernel, channels);
      SCOPED_TRACE(testing::Message() << weights);
      const std::vector<Number> sides(kernel.begin(), kernel.end());
      EXPECT_EQ(weights_per_filter(sides, Number(channels)), weights);
      long parameters = 0;
      for (int filter = 0; filter < 5; ++filter) {
        for (long weight = 0; weight < weights; ++weight) ++parameters;
        ++parameters;
      }
      EXPECT_EQ(all_filters(parameters_per_filter(Number(weights)), Number(5)), parameters);
    }
  }
}

TEST(Formulas, BatchnormHasAGammaAndABetaOfEachChannel) {
  for (long channels = 1; channels <= 8; ++channels) {
    long parameters = 0;
    for (long channel = 0; channel < channels; ++channel) {
      for ([[maybe_unused]] const char* name : {"γ", "β"}) ++parameters;
    }
    EXPECT_EQ(batchnorm_parameters<Number>(channels), parameters);
  }
}

/// Random batches of whole numbers, not all of them equal.
std::vector<std::vector<long>> batches() {
  std::mt19937 engine(11);
  std::uniform_int_distribution<long> draw(-20, 20);
  std::vector<std::vector<long>> result;
  for (size_t i = 0; i < 100; ++i) {
    std::vector<long> batch(2 + i % 7);
    for (long& value : batch) value = draw(engine);
    batch.front() = batch.back() + 1;
    result.push_back(batch);
  }
  return result;
}

Series<Number> series(const std::vector<Number>& items) { return {0, items, items.size()}; }

TEST(Formulas, MeanAndVarianceAgainstWholeNumberSums) {
  for (const std::vector<long>& batch : batches()) {
    const long m = static_cast<long>(batch.size());
    long sum = 0;
    long pairs = 0;  // the variance is Σ (xᵢ − xⱼ)² / (2m²), in which no mean occurs
    for (const long x : batch) {
      sum += x;
      for (const long y : batch) pairs += (x - y) * (x - y);
    }
    const Series<Number> x = series({batch.begin(), batch.end()});
    EXPECT_EQ(mean(x), Number(mpq_class(sum, m)));
    EXPECT_EQ(variance(x, mean(x)), Number(mpq_class(pairs, 2 * m * m)));
  }
}

TEST(Formulas, NormalisedBatchesHaveMeanZeroAndVarianceOne) {
  for (const std::vector<long>& batch : batches()) {
    const Series<Number> x = series({batch.begin(), batch.end()});
    const Number mu = mean(x);
    const Number deviation = standard_deviation(variance(x, mu));
    std::vector<Number> normalized;
    for (const Number& value : x.items) normalized.push_back(normalize(value, mu, deviation));
    Number sum;
    Number squares;
    for (const Number& value : normalized) {
      sum = sum + value;
      squares = squares + value * value;
    }
    EXPECT_EQ(sum, 0);
    EXPECT_EQ(squares, batch.size());
    EXPECT_TRUE(squares.is_exact());
  }
}

TEST(Formulas, DeviationsAndScaling) {
  EXPECT_EQ(standard_deviation(Number(mpq_class(9, 4))), Number(mpq_class(3, 2)));
  EXPECT_EQ(square(stabilised_deviation<Number>(5, 2)), 7);
  EXPECT_TRUE(normalize<Number>(3, 3, 0).is_undefined());
  for (long gamma = -3; gamma <= 3; ++gamma) {
    long repeated = 10;
    for (int i = 0; i < 7; ++i) repeated += gamma;
    EXPECT_EQ(scale_and_shift<Number>(7, gamma, 10), repeated);
  }
}

}  // namespace
}  // namespace cnnsolve
