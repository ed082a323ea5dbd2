// The answers alone are those that stand behind a derivation.

#include "homework.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "formats.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;

Homework homework_of(const std::string& text) { return read_homework(parse_json(text, ""), {}); }

void expect_same_answers(const Homework& homework, const std::string& name) {
  const RenderOptions options = {.detail = Detail::answers};
  for (const Format format :
       {Format::text, Format::markdown, Format::latex, Format::html, Format::json}) {
    EXPECT_EQ(render(format, answer(homework), options), render(format, solve(homework), options))
        << name;
  }
}

TEST(HomeworkTest, AnswersEverySampleAloneAsWithItsDerivation) {
  size_t samples = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(CNNSOLVE_SOURCE_DIR) / "problems")) {
    const bool is_problem = entry.path().parent_path().filename() != "answers";
    if (!entry.is_regular_file() || !is_problem) continue;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    expect_same_answers(homework_of(text.str()), entry.path().string());
    ++samples;
  }
  EXPECT_GT(samples, 20u);
}

TEST(HomeworkTest, AnswersAloneWhatNoSampleShows) {
  for (const char* problem :
       {R"({"kind": "conv", "input": [8, 8, 3], "kernel": "?", "padding": "?", "filters": 4,
            "output": "same as input"})",
        R"({"kind": "conv", "input": [8, 8, 3], "kernel": 3, "stride": "?", "filters": 4,
            "output": [5, 5]})",
        R"({"kind": "pool", "mode": "average", "input": [8, 8, 3], "kernel": 3, "padding": 1})",
        R"({"kind": "batchnorm", "matrix": [[5, 5], [1, 2]], "epsilon": 0})",
        R"({"kind": "network", "input": [16], "layers": [{"type": "linear", "units": 3}]})",
        R"({"kind": "network", "input": [8, 4, 1], "layers": [
            {"type": "conv", "filters": 2, "kernel": [3, 1]}]})"}) {
    expect_same_answers(homework_of(problem), problem);
  }
}

}  // namespace
}  // namespace cnnsolve
