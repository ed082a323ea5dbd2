// Answers computed elsewhere, where they lie beside the project: every row through --lines.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool agree(const json& ours, const json& theirs) {
  if (theirs.is_array()) {
    return ours.is_array() && ours.size() == theirs.size() &&
           std::equal(ours.begin(), ours.end(), theirs.begin(), agree);
  }
  if (!theirs.is_number_float()) return ours == theirs;
  const double expected = theirs.get<double>();
  // The reference was computed in doubles, so its last digits are its own rounding.
  return ours.is_number() &&
         std::abs(ours.get<double>() - expected) <= 1e-12 + 1e-11 * std::abs(expected);
}

class ReferenceDataTest : public testing::TestWithParam<const char*> {};

TEST_P(ReferenceDataTest, EveryRowAgrees) {
  const fs::path data = fs::path(CNNSOLVE_SOURCE_DIR) / "../shared/data" / GetParam();
  if (!fs::exists(data)) GTEST_SKIP() << "skipped: there is no " << data;
  const fs::path base =
      fs::temp_directory_path() / ("cnnsolve_reference_" + std::to_string(getpid()));
  const fs::path input = base.string() + ".in", output = base.string() + ".out";

  std::vector<json> rows;
  {
    std::ifstream file(data);
    std::ofstream problems(input);
    for (std::string line; std::getline(file, line);) {
      rows.push_back(json::parse(line));
      problems << rows.back()["problem"].dump() << "\n";
    }
  }
  const std::string command = std::string("'") + CNNSOLVE_BINARY + "' --lines -d answers '" +
                              input.string() + "' > '" + output.string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream results(output);
  size_t checked = 0;
  for (std::string line; std::getline(results, line); ++checked) {
    ASSERT_LT(checked, rows.size());
    const json answers = json::parse(line)["answers"];
    for (const auto& [name, expected] : rows[checked]["answers"].items()) {
      EXPECT_TRUE(answers.contains(name) && agree(answers[name], expected))
          << "line " << checked + 1 << ", " << name << ": " << line << "\nexpected " << expected;
    }
  }
  EXPECT_EQ(checked, rows.size());
  fs::remove(input);
  fs::remove(output);
}

INSTANTIATE_TEST_SUITE_P(Files, ReferenceDataTest,
                         testing::Values("conv.ndjson", "residual.ndjson", "batchnorm.ndjson"),
                         [](const auto& file) {
                           const std::string name = file.param;
                           return name.substr(0, name.find('.'));
                         });

}  // namespace
}  // namespace cnnsolve
