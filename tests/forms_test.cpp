#include "forms.h"

#include <gtest/gtest.h>

#include "homework.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

ConvLayer read_conv(const std::string& json) {
  const Homework homework = read_homework(parse_json(json, ""), {});
  return std::get<ConvLayer>(homework.exercises.at(0).problem);
}

ConvLayer conv_with(const std::string& members) {
  return read_conv(R"({"kind": "conv", "input": [9, 9, 4], "filters": 2, "kernel": 3, )" + members +
                   "}");
}

TEST(ReaderTest, PaddingInAllItsForms) {
  using Pairs = std::vector<std::array<Whole, 2>>;
  const struct {
    const char* json;
    Padding expected;
  } cases[] = {
      {R"("padding": 2)", {Padding::Mode::numbers, Pairs{{2, 2}}}},
      {R"("padding": "2")", {Padding::Mode::numbers, Pairs{{2, 2}}}},
      {R"("padding": [1, 2])", {Padding::Mode::numbers, Pairs{{1, 1}, {2, 2}}}},
      {R"("padding": [[0, 1], [2, 3]])", {Padding::Mode::numbers, Pairs{{0, 1}, {2, 3}}}},
      {R"("padding": [[0, 1]])", {Padding::Mode::numbers, Pairs{{0, 1}}}},
      {R"("padding": "same")", {Padding::Mode::same, Pairs{{0, 0}}}},
      {R"("padding": "valid")", {Padding::Mode::valid, Pairs{{0, 0}}}},
  };
  for (const auto& [json, expected] : cases) {
    EXPECT_EQ(conv_with(json).convolution.window.padding, expected) << json;
  }
}

TEST(ReaderTest, NumbersMeanWhatIsWritten) {
  EXPECT_EQ(conv_with(R"("stride": 2.0)").convolution.window.stride, PerAxis{{2}});
  EXPECT_EQ(conv_with(R"("stride": "2e0")").convolution.window.stride, PerAxis{{2}});
  const Homework homework = read_homework(
      parse_json(R"({"kind": "batchnorm", "matrix": [[0.1, "1/3"]], "epsilon": 1e-5})", ""), {});
  const auto& problem = std::get<BatchNorm>(homework.exercises[0].problem);
  EXPECT_EQ(problem.matrix.entries[0], Number(mpq_class(1, 10)));
  EXPECT_EQ(problem.matrix.entries[1], Number(mpq_class(1, 3)));
  EXPECT_EQ(*problem.epsilon, Number(mpq_class(1, 100000)));
}

TEST(ReaderTest, ListsMistakesOfAllProblemsAtOnce) {
  const std::string json = R"({"problems": [
    {"kind": "conv", "input": [9, 9, 4], "filters": 0, "kernel": 3},
    {"kind": "batchnorm", "matrix": [[1, 2], [3]]}]})";
  try {
    read_homework(parse_json(json, "f"), {.flags = false, .prefix = "f:"});
    FAIL() << "no mistake was noticed";
  } catch (const InputError& error) {
    const std::vector<Mistake> expected = {
        {"f:/problems/0/filters", "must be at least 1, got 0"},
        {"f:/problems/1/matrix/1", "must have as many numbers as the first row (2), got 1"}};
    EXPECT_EQ(error.mistakes(), expected);
  }
}

TEST(DidYouMeanTest, OnlyWhatIsClose) {
  const std::vector<std::string> names = {"stride", "filters", "kernel"};
  EXPECT_EQ(did_you_mean("strides", names), "; did you mean \"stride\"?");
  EXPECT_EQ(did_you_mean("kenrel", names), "; did you mean \"kernel\"?");
  EXPECT_EQ(did_you_mean("colour", names), "");
  EXPECT_EQ(did_you_mean("x", names), "");
}

TEST(FlagsTest, TextsBecomeTheValuesOfJson) {
  Flags flags = Flags::of<ConvLayer>();
  const auto set = [&](const std::string& name, const std::string& text) {
    for (Flags::Flag& flag : flags.flags()) {
      if (flag.name == name) flag.text = text;
    }
  };
  set("input", "9×9x4");
  set("filters", "2");
  set("kernel", "3x1");
  set("padding", "0:1x2");
  set("stride", "[2, 1]");
  std::vector<Mistake> mistakes;
  const std::optional<Homework> homework = read_flags(*find_kind("conv"), flags, mistakes);
  ASSERT_TRUE(homework) << mistakes.at(0).what;
  const auto& layer = std::get<ConvLayer>(homework->exercises[0].problem);
  const std::vector<Whole> input = {9, 9, 4};
  EXPECT_EQ(layer.input, input);
  EXPECT_EQ(layer.convolution.window.kernel, (PerAxis{{3, 1}}));
  EXPECT_EQ(layer.convolution.window.stride, (PerAxis{{2, 1}}));
  const std::vector<std::array<Whole, 2>> pairs = {{0, 1}, {2, 2}};
  EXPECT_EQ(layer.convolution.window.padding.pairs, pairs);
  EXPECT_TRUE(layer.bias);
}

}  // namespace
}  // namespace cnnsolve
