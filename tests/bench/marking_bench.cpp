// What it costs to read an answer as people write it, and to find the mistake behind a wrong one.

#include <benchmark/benchmark.h>

#include <stdexcept>

#include "answer_key.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

constexpr const char* kLayer =
    R"({"kind": "conv", "input": [15, 15, 3], "filters": 28, "kernel": 3, "padding": 1})";
constexpr const char* kBatch =
    R"({"kind": "batchnorm", "matrix": [[12, 14, 14, 12], [0, 10, 10, 0]]})";

Homework homework(const char* problem) { return read_homework(parse_json(problem, ""), {}); }

void read(benchmark::State& state, const char* problem, const char* name, const char* text) {
  const std::vector<Answer> right = worked_answers(homework(problem).exercises[0].problem);
  const Answer* asked = find_answer(right, name);
  const Value given = Value::of_text(text);
  for (auto _ : state) benchmark::DoNotOptimize(read_answer(given, *asked, {}));
}
BENCHMARK_CAPTURE(read, count, kLayer, "parameters", "784");
BENCHMARK_CAPTURE(read, count_with_unit, kLayer, "parameters", "N = 1,784 parameters");
BENCHMARK_CAPTURE(read, volume, kLayer, "output", "15 x 15 x 28");
BENCHMARK_CAPTURE(read, matrix, kBatch, "normalized", "[-1 1 1 -1; -1 1 1 -1]");

/// Marks one answer over and over with what a class has in common. It must get the reason that it
/// is here for.
void mark(benchmark::State& state, const char* problem, const char* name, const char* text,
          const char* reason) {
  AnswerKey key(homework(problem));
  const Script script{.student = "ana", .answers = {{name, Value::of_text(text)}}};
  const MarkedScript marked = key.mark(script, {});
  for (const Mark& each : marked.questions[0].marks) {
    if (each.name == name && each.finding.codes[0] != reason) throw std::logic_error(reason);
  }
  for (auto _ : state) benchmark::DoNotOptimize(key.mark(script, {}));
}
BENCHMARK_CAPTURE(mark, right, kLayer, "parameters", "784", "correct");
BENCHMARK_CAPTURE(mark, named_slip, kLayer, "parameters", "756", "bias_left_out");
BENCHMARK_CAPTURE(mark, slip_in_a_formula, kBatch, "normalized", "[25 27 27 25; 1 3 3 1]",
                  "sign_turned");
BENCHMARK_CAPTURE(mark, nothing_found, kLayer, "parameters", "123456", "incorrect");

}  // namespace
}  // namespace cnnsolve
