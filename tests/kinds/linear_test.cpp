#include "kinds/linear.h"

#include <gtest/gtest.h>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

TEST(LinearTest, HasAWeightForEachPairOfInputAndUnit) {
  for (const std::vector<Whole>& input : {std::vector<Whole>{7}, {4, 3}, {2, 5, 3}, {2, 3, 2, 2}}) {
    for (const Whole units : {1, 6}) {
      for (const bool bias : {true, false}) {
        Whole inputs = 1, weights = 0;
        for (const Whole size : input) inputs *= size;
        for (Whole unit = 0; unit < units; ++unit) {
          for (Whole feature = 0; feature < inputs; ++feature) ++weights;
        }
        const LinearLayer layer{input, units, bias};
        ASSERT_TRUE(check(layer).empty());
        const Solution solution = solve(layer);
        const Whole biases = bias ? units : 0;
        EXPECT_EQ(number(solution, "inputs"), inputs);
        EXPECT_EQ(number(solution, "output"), units);
        EXPECT_EQ(number(solution, "weights_per_unit"), inputs);
        EXPECT_EQ(number(solution, "parameters_per_unit"), inputs + (bias ? 1 : 0));
        EXPECT_EQ(number(solution, "weights"), weights);
        EXPECT_EQ(number(solution, "biases"), biases);
        EXPECT_EQ(number(solution, "parameters"), weights + biases);
        expect_derivation_agrees(solution);
      }
    }
  }
}

TEST(LinearTest, HugeCountsAreExact) {
  const LinearLayer layer{{kLargestWhole, kLargestWhole}, kLargestWhole, false};
  EXPECT_EQ(digits(number(solve(layer), "parameters")), "1" + std::string(45, '0'));
}

}  // namespace
}  // namespace cnnsolve
