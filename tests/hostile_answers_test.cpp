// Whatever students write is data: in every answer and every format.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "formats.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

AnswerKey hw3() {
  std::stringstream text;
  text << std::ifstream(std::string(CNNSOLVE_SOURCE_DIR) + "/problems/hw3.json").rdbuf();
  return AnswerKey(read_homework(parse_json(text.str(), "hw3"), {}));
}

std::vector<std::string> hostile_texts() {
  return {std::string(500'000, '7'),
          std::string(10'000, '('),
          std::string(10'000, '['),
          "9^9^9^9",
          "\x1b[2J\x1b]0;title\x07",
          "<script>alert(1)</script>\"'&amp;",
          "=HYPERLINK(\"http://x\",\"y\")",
          "\t@SUM(1)",
          "__proto__",
          std::string("7\0008", 3),
          "\xff\xfe\xc3",
          "\u202e784\u2066",
          "\\input{/etc/passwd} $x$ %_&#{}~^",
          "| `a` | [x](javascript:y) |\n# h"};
}

/// Nothing that steers a terminal: of the controls only the end of a line.
bool is_calm(const std::string& output) {
  return std::all_of(output.begin(), output.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n'; }) &&
         output.find("\u202e") == std::string::npos && output.find('\x7f') == std::string::npos;
}

class HostileAnswersTest : public testing::TestWithParam<size_t> {};

TEST_P(HostileAnswersTest, StayDataInEveryFormat) {
  const std::string text = hostile_texts()[GetParam()];
  AnswerKey key = hw3();
  GradeOptions options;
  options.reading.allow_expressions = true;
  Script script{.student = text, .answers = {{text, Value::of_text("1")}}};
  for (const std::string& name : key.names()) {
    script.answers.emplace_back(name, Value::of_text(text));
  }
  Marking marking;
  marking.scripts = {key.mark(script, options), key.mark(script, options)};
  for (const MarkedQuestion& question : marking.scripts[0].questions) {
    for (const Mark& mark : question.marks) EXPECT_NE(mark.verdict, Verdict::correct) << mark.name;
  }
  for (const bool is_class : {false, true}) {
    marking.is_class = is_class;
    for (size_t format = 0; format < kMarkFormatNames.size(); ++format) {
      const RenderOptions render_options{.detail = Detail::notes};
      const std::string output =
          render(static_cast<Format>(format), text, marking, render_options, false);
      EXPECT_TRUE(is_calm(output)) << kMarkFormatNames[format];
      const std::string_view name = kMarkFormatNames[format];
      const bool is_json = name == "json" || name == "gradescope";
      EXPECT_TRUE(!is_json || nlohmann::json::accept(output)) << name;
      EXPECT_TRUE(name != "html" || output.find("<script") == std::string::npos);
      EXPECT_TRUE(name != "csv" || output.find("\n=") == std::string::npos);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileAnswersTest, testing::Range<size_t>(0, 14));

/// Lists of other lengths for one answer of the problem, beside numbers or such lists for the rest.
void mark_lists_of_other_lengths(const std::string& problem) {
  AnswerKey key(read_homework(parse_json(problem, ""), {}));
  for (const size_t length : {1u, 2u, 3u, 4u, 12u}) {
    Value row = Value::of_items({});
    for (size_t i = 0; i < length; ++i) row.items.push_back(Value::of_text(std::to_string(i % 5)));
    const Value rows = Value::of_items(std::vector<Value>(length, Value::of_items({row.items[0]})));
    const Value pairs =
        Value::of_items(std::vector<Value>(length, Value::of_items({row.items[0], row.items[0]})));
    for (const Value& list : {row, rows, pairs}) {
      for (const Value& other : {list, Value::of_text("7")}) {
        Script script{.student = "s", .answers = {}};
        for (const std::string& name : key.names()) {
          const bool is_single = name.starts_with("input_") || name == "padding";
          script.answers.emplace_back(name, is_single ? other : list);
        }
        const MarkedScript marked = key.mark(script, {});
        for (const Mark& mark : marked.questions[0].marks) {
          EXPECT_FALSE(mark.earned.sign() < 0 || mark.points < mark.earned) << mark.name;
        }
      }
    }
  }
}

TEST(HostileLists, OfAnyLengthEarnNoMoreThanTheirPoints) {
  mark_lists_of_other_lengths(
      R"({"kind": "conv", "input": ["?", 3], "filters": 6, "kernel": 5, "stride": 2,
          "output": [16, 6], "points": {"solutions": 2, "input_length": 1}})");
  mark_lists_of_other_lengths(
      R"({"kind": "conv", "input": [9, 3], "filters": 6, "kernel": 3, "padding": "?",
          "output": "same as input", "points": {"solutions": 2, "padding": 1}})");
  mark_lists_of_other_lengths(
      R"({"kind": "conv", "input": [9, 9, 3], "filters": 6, "kernel": "?", "padding": "?",
          "output": "same as input", "points": {"solutions": 2, "kernel": 1}})");
  mark_lists_of_other_lengths(
      R"({"kind": "network", "input": [9, 8, 3], "layers": [{"type": "conv", "filters": 2,
          "kernel": [3, 2]}, {"type": "pool", "kernel": 2}],
          "points": {"shapes": 2, "receptive_field_by_layer": 2, "jump_by_layer": 2,
                     "parameters_by_layer": 2, "output": 1}})");
  mark_lists_of_other_lengths(
      R"({"kind": "batchnorm", "matrix": [[1, 2, 3], [4, 4, 4]],
          "points": {"mean": 1, "normalized": 1}})");
}

}  // namespace
}  // namespace cnnsolve
