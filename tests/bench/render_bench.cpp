// How long each format takes to write a solution that is already worked out.

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

#include "homework.h"
#include "parse_json.h"
#include "render/render.h"

namespace cnnsolve {
namespace {

SolvedHomework sample(const char* name) {
  const std::string path = std::string(CNNSOLVE_SOURCE_DIR) + "/problems/" + name;
  std::ifstream file(path);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return solve(read_homework(parse_json(text, path), {.flags = false, .prefix = path + ":"}));
}

using Render = std::string (*)(const SolvedHomework&, const RenderOptions&);

void write(benchmark::State& state, Render render, const char* name) {
  const SolvedHomework solved = sample(name);
  const RenderOptions options = {.detail = Detail::notes};
  size_t bytes = 0;
  for (auto _ : state) {
    const std::string written = render(solved, options);
    bytes += written.size();
    benchmark::DoNotOptimize(written.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

BENCHMARK_CAPTURE(write, text, render_text, "hw3.json");
BENCHMARK_CAPTURE(write, markdown, render_markdown, "hw3.json");
BENCHMARK_CAPTURE(write, latex, render_latex, "hw3.json");
BENCHMARK_CAPTURE(write, html, render_html, "hw3.json");
BENCHMARK_CAPTURE(write, json, render_json, "hw3.json");

}  // namespace
}  // namespace cnnsolve
