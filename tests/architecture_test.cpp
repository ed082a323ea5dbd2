// The house keeps its order: the core knows no reader's library.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;

TEST(ArchitectureTest, CoreIncludesNeitherCli11NorNlohmann) {
  const fs::path source = fs::path(CNNSOLVE_SOURCE_DIR) / "src";
  int files = 0;
  for (const char* folder : {"math", "kinds", "reading", "grade", "render"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
      std::ifstream file(entry.path());
      ++files;
      for (std::string line; std::getline(file, line);) {
        EXPECT_FALSE(
            line.starts_with("#include <CLI/") || line.starts_with("#include <nlohmann/") ||
            line.starts_with("#include \"cli.h\"") || line.starts_with("#include \"parse_json.h\""))
            << entry.path() << ": " << line;
      }
    }
  }
  EXPECT_GT(files, 20);
}

}  // namespace
}  // namespace cnnsolve
