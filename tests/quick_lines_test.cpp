#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "damaged.h"
#include "parse_json.h"
#include "quick_solver.h"
#include "render/json.h"

namespace cnnsolve {
namespace {

const RenderOptions kAnswers = {.detail = Detail::answers};

/// What the careful way writes for a line; nothing where it finds mistakes.
std::optional<std::string> careful(const std::string& line, const RenderOptions& options) {
  try {
    return render_json_line(7, solve(read_homework(parse_json(line, ""), {})), options);
  } catch (const InputError&) {
    return std::nullopt;
  }
}

std::optional<std::string> quick(const std::string& line, const RenderOptions& options) {
  static QuickSolver plain(kAnswers);
  static QuickSolver ascii({.detail = Detail::answers, .charset = Charset::ascii});
  std::string output;
  QuickSolver& solver = options.charset == Charset::ascii ? ascii : plain;
  const bool answered = solver.answer(line, 7, output);
  EXPECT_EQ(answered, !output.empty()) << line;
  return answered ? std::optional(output) : std::nullopt;
}

std::optional<std::string> quickly_derived(const std::string& line, const RenderOptions& options) {
  static QuickProblem problem;
  auto exercise = problem.read(line);
  if (!exercise) return std::nullopt;
  Homework homework;
  homework.exercises.push_back(*std::move(exercise));
  return render_json_line(7, solve(homework), options);
}

/// Whether the quick way answers the line. If it does, it must write what the careful way writes.
bool agrees(const std::string& line, const RenderOptions& options = kAnswers) {
  const auto answer = quick(line, options);
  const RenderOptions notes = {.detail = Detail::notes, .charset = options.charset};
  const auto derivation = quickly_derived(line, notes);
  EXPECT_EQ(answer.has_value(), derivation.has_value()) << line;
  if (answer) {
    EXPECT_EQ(answer, careful(line, options)) << line;
    EXPECT_EQ(derivation, careful(line, notes)) << line;
  }
  return answer.has_value();
}

TEST(QuickLines, AnswerPlainProblems) {
  const char* lines[] = {
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3})",
      R"( { "kind" : "conv" , "input" : [ 9 , 9 , 4 ] , "filters" : 2 , "kernel" : [ 3 , 5 ] } )",
      R"({"padding":[[1,2],[0,1]],"kernel":3,"input":[9,9,4],"filters":2,"kind":"conv","id":"a"})",
      R"({"kind":"conv","input":[9,9,9,4],"filters":2,"kernel":2,"padding":"same","stride":[1,2,3]})",
      R"({"kind":"conv","input":[9,9,4],"filters":4,"kernel":3,"groups":2,"dilation":2,"bias":false})",
      R"({"kind":"conv","input":[999999999999999,999999999999999,999999999999999],
          "filters":999999999999999,"kernel":3,"padding":"valid","title":"t","question":"q"})",
      R"({"kind":"pool","input":[9,9,4],"kernel":3,"mode":"average","padding":1,"ceil":true})",
      R"({"kind":"transposed_conv","input":[9,9,4],"kernel":3,"filters":2,"stride":[2,3],
          "output_padding":[0,1]})",
      R"({"kind":"linear","input":[5,5,16],"units":120,"bias":false})",
      R"({"kind":"residual","input":[8],"bottleneck":4,"stride":2,"stride_in":"3x3"})",
      R"({"kind":"residual","input":[8,8,5],"filters":5,"shortcut":"identity","id":"é€😀"})",
      R"({"kind":"residual","input":[8,8,5],"layers":[{"filters":7,"kernel":[3,5]},
          {"filters":7,"kernel":3}],"bias":true,"batchnorm":true,"shortcut":"zero-pad"})",
      R"({"kind":"batchnorm","matrix":[[1,2,-0],[7,0.5,-0.25]],"epsilon":0.001,"gamma":[1,2]})",
      R"({"kind":"batchnorm","matrix":[[5,5],[7,0.5]],"beta":[1,2],"columns":"units",
          "zero_variance":"zero"})"};
  for (const char* line : lines) {
    EXPECT_TRUE(agrees(line)) << line;
    EXPECT_TRUE(agrees(line, {.detail = Detail::answers, .charset = Charset::ascii})) << line;
  }
}

TEST(QuickLines, LeaveTheRestToTheCarefulWay) {
  const char* lines[] = {
      "",
      "3",
      "[1]",
      "{}",
      R"({"kind":"convolution","input":[9,1],"filters":1,"kernel":3})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"kernel":3})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"strides":1})",
      R"({"kind":"conv","input":[9,1],"filters":1})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":03})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":+3})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3.0})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":"3"})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":0})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":10})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3}})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3} x)",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,})",
      R"({"kind":"conv","input":[9,1,],"filters":1,"kernel":3})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"bias":null})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"padding":[[1,2,3]]})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"padding":[]})",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"id":"a\"b"})",
      "{\"kind\":\"conv\",\"input\":[9,1],\"filters\":1,\"kernel\":3,\"id\":\"\xff\"}",
      "{\"kind\":\"conv\",\"input\":[9,1],\"filters\":1,\"kernel\":3,\"id\":\"\t\"}",
      R"({"kind":"conv","input":[9,1],"filters":1,"kernel":3,"points":{"output":1}})",
      R"({"kind":"batchnorm","matrix":[[1,2],[3]]})",
      R"({"kind":"batchnorm","matrix":[[1,2e3]]})",
      R"({"kind":"batchnorm","matrix":[["1/3",2]]})",
      R"({"kind":"batchnorm","matrix":[[1,2]],"epsilon":-1})",
      R"({"kind":"batchnorm","matrix":[[1,[2]]]})",
      R"({"kind":"residual","input":[8,8,5],"layers":[]})",
      R"({"kind":"residual","input":[8,8,5],"layers":[{"filters":7,"kernel":3,"strid":1}]})",
      R"({"problems":[{"kind":"conv","input":[9,1],"filters":1,"kernel":3}]})"};
  for (const char* line : lines) EXPECT_FALSE(quick(line, kAnswers)) << line;
}

using Random = std::mt19937;

int between(Random& random, int least, int most) {
  return std::uniform_int_distribution(least, most)(random);
}

std::string numbers(Random& random, size_t count, int least, int most) {
  std::string list = "[";
  for (size_t i = 0; i < count; ++i) {
    list += (i > 0 ? "," : "") + std::to_string(between(random, least, most));
  }
  return list + "]";
}

std::string convolution(Random& random, size_t axes) {
  std::string text = "\"filters\":" + std::to_string(between(random, 1, 9) * 4);
  const auto setting = [&](const char* name, int most) {
    text += ",\"" + std::string(name) + "\":";
    text += between(random, 0, 1) == 0 ? std::to_string(between(random, 1, most))
                                       : numbers(random, axes, 1, most);
  };
  setting("kernel", 5);
  if (between(random, 0, 1) == 0) setting("stride", 3);
  if (between(random, 0, 3) == 0) setting("dilation", 2);
  if (between(random, 0, 3) == 0) text += ",\"padding\":\"same\"";
  if (between(random, 0, 3) == 0) text += ",\"groups\":2";
  return text;
}

std::string decimals(Random& random, size_t rows, size_t columns) {
  std::string list = "[";
  for (size_t row = 0; row < rows; ++row) {
    list += row > 0 ? ",[" : "[";
    for (size_t column = 0; column < columns; ++column) {
      list += (column > 0 ? "," : "") + std::to_string(between(random, -99, 99));
      if (between(random, 0, 1) == 0) list += "." + std::to_string(between(random, 0, 999));
    }
    list += "]";
  }
  return list + "]";
}

std::string random_line(Random& random) {
  const size_t axes = static_cast<size_t>(between(random, 1, 3));
  switch (between(random, 0, 4)) {
    case 3:
      return "{\"kind\":\"pool\",\"input\":" + numbers(random, axes + 1, 4, 20) +
             ",\"kernel\":" + numbers(random, axes, 2, 4) + ",\"padding\":1,\"ceil\":true}";
    case 4:
      return "{\"kind\":\"transposed_conv\",\"input\":" + numbers(random, axes + 1, 4, 20) +
             ",\"output_padding\":" + numbers(random, axes, 0, 2) + "," +
             convolution(random, axes) + "}";
    case 0:
      return "{\"kind\":\"conv\",\"input\":" + numbers(random, axes + 1, 4, 20) + "," +
             convolution(random, axes) + "}";
    case 1:
      return "{\"kind\":\"residual\",\"input\":" + numbers(random, axes + 1, 4, 20) +
             ",\"layers\":[{" + convolution(random, axes) + "},{" + convolution(random, axes) +
             "}],\"batchnorm\":" + (between(random, 0, 1) == 0 ? "true" : "false") + "}";
    default:
      return "{\"kind\":\"batchnorm\",\"matrix\":" + decimals(random, axes, axes + 1) +
             ",\"gamma\":" + numbers(random, axes, -3, 3) + "}";
  }
}

TEST(QuickLines, AgreeOnRandomProblems) {
  Random random(20);
  int answered = 0;
  for (int i = 0; i < 2000; ++i) answered += agrees(random_line(random));
  EXPECT_GT(answered, 1000);
}

// The quick way never reads what the careful one refuses, nor reads it otherwise.
TEST(QuickLines, AgreeOnDamagedLines) {
  Random random(21);
  int answered = 0;
  for (int i = 0; i < 4000; ++i) answered += agrees(damaged(random_line(random), random));
  EXPECT_GT(answered, 100);
}

}  // namespace
}  // namespace cnnsolve
