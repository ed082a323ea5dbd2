// The program as a user runs it. A transcript is a text file of commands and what each has to
// answer:
//
//   $ cnnsolve conv --input 2x2x1     a command, run by the shell in the project's folder
//   lines of standard output, exactly
//   ! a line of standard error
//   ? 2                               the exit status, where it isn't 0
//
// With CNNSOLVE_UPDATE=1 in the environment the files are rewritten, to be reviewed as a diff.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = CNNSOLVE_SOURCE_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// A folder of the test's own, gone afterwards.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("cnnsolve_test_" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Scratch() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// What a command answers, as a transcript writes it.
std::string run(const std::string& command, const fs::path& scratch) {
  const fs::path out = scratch / "stdout", error = scratch / "stderr";
  const std::string line = "cd '" + kProject.string() + "' && { " + command + "\n} > '" +
                           out.string() + "' 2> '" + error.string() + "' < /dev/null";
  const int status = std::system(line.c_str());
  std::string answer = read_file(out);
  if (!answer.empty() && answer.back() != '\n') answer += "\n(no newline at the end)\n";
  for (const std::string& complaint : split_lines(read_file(error)))
    answer += "! " + complaint + "\n";
  if (WEXITSTATUS(status) != 0) answer += "? " + std::to_string(WEXITSTATUS(status)) + "\n";
  return answer;
}

struct Exchange {
  std::string command;
  std::string answer;
};

std::vector<Exchange> parse(const std::vector<std::string>& lines) {
  std::vector<Exchange> exchanges;
  for (const std::string& line : lines) {
    if (line.starts_with("$ ")) {
      exchanges.push_back({line.substr(2), ""});
    } else if (!exchanges.empty()) {
      exchanges.back().answer += line + "\n";
    }
  }
  return exchanges;
}

class TranscriptTest : public testing::TestWithParam<fs::path> {
 protected:
  TranscriptTest() {
    const fs::path binary = CNNSOLVE_BINARY;
    const std::string path = binary.parent_path().string() + ":" + std::getenv("PATH");
    setenv("PATH", path.c_str(), 1);
    setenv("SCRATCH", scratch_.path().c_str(), 1);
    for (const char* name : {"COLUMNS", "NO_COLOR", "LC_ALL", "LANG"}) unsetenv(name);
  }

  void check(const std::vector<Exchange>& exchanges) {
    ASSERT_FALSE(exchanges.empty()) << "no command begins a line with \"$ \"";
    for (const Exchange& exchange : exchanges) {
      EXPECT_EQ(run(exchange.command, scratch_.path()), exchange.answer)
          << "$ " << exchange.command;
    }
  }

  Scratch scratch_;
};

TEST_P(TranscriptTest, AnswersAsWritten) {
  std::vector<Exchange> exchanges = parse(split_lines(read_file(GetParam())));
  if (std::getenv("CNNSOLVE_UPDATE")) {
    std::ofstream file(GetParam(), std::ios::binary);
    for (const Exchange& exchange : exchanges) {
      file << "$ " << exchange.command << "\n" << run(exchange.command, scratch_.path());
    }
    return;
  }
  check(exchanges);
}

std::vector<fs::path> transcripts() {
  std::vector<fs::path> files;
  for (const char* folder : {"tests/golden", "tests/bad"}) {
    for (const auto& entry : fs::directory_iterator(kProject / folder)) {
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  std::string name =
      info.param.parent_path().filename().string() + "_" + info.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, TranscriptTest, testing::ValuesIn(transcripts()), test_name);

// README's console blocks are transcripts too.
using ReadmeTest = TranscriptTest;

TEST_P(ReadmeTest, ShowsWhatTheProgramPrints) {
  std::vector<std::string> blocks;
  std::string updated;
  bool in_block = false;
  for (const std::string& line : split_lines(read_file(GetParam()))) {
    if (line.starts_with("```")) in_block = line == "```console";
    if (in_block) blocks.push_back(line);
    if (!in_block || line.starts_with("```") || line.starts_with("$ ")) updated += line + "\n";
    if (in_block && line.starts_with("$ ")) updated += run(line.substr(2), scratch_.path());
  }
  if (std::getenv("CNNSOLVE_UPDATE")) {
    std::ofstream(GetParam(), std::ios::binary) << updated;
    return;
  }
  std::erase(blocks, "```console");
  check(parse(blocks));
}

INSTANTIATE_TEST_SUITE_P(Readme, ReadmeTest, testing::Values(kProject / "README.md"), test_name);

// Every sample is a golden: a transcript names it.
TEST(SamplesTest, EachHasATranscript) {
  std::string all;
  for (const fs::path& path : transcripts()) all += read_file(path);
  for (const auto& entry : fs::recursive_directory_iterator(kProject / "problems")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), kProject).string();
    EXPECT_NE(all.find(name), std::string::npos) << name << " is in no transcript of tests/golden";
  }
}

}  // namespace
}  // namespace cnnsolve
