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

TEST(ComparisonTest, NothingIsDividedByNothing) {
  NetworkLayer pool;
  pool.settings = Flatten{};
  const Solution solution =
      compare({"", of_convs({9, 9, 4}, 4, 3, 1)}, {"", {.input = {9, 9, 4}, .layers = {pool}}});
  EXPECT_EQ(number(solution, "second_parameters"), 0);
  EXPECT_EQ(find_answer(solution.answers, "parameters_ratio"), nullptr);
  EXPECT_EQ(find_answer(solution.answers, "macs_ratio"), nullptr);
}

}  // namespace
}  // namespace cnnsolve
