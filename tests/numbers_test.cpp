// The same numbers in every format: whatever else a format does, it may not lose, add or change
// one.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;
using Numbers = std::vector<std::string>;

std::string output_of(const fs::path& sample, const std::string& format) {
  // Without line breaks, behind which a number might look like a section's.
  const std::string command = std::string("COLUMNS=9999 '") + CNNSOLVE_BINARY + "' '" +
                              sample.string() + "' -d notes --no-figures -f " + format;
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  char buffer[4096];
  for (size_t count; (count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    text.append(buffer, count);
  }
  EXPECT_EQ(pclose(pipe), 0) << command;
  return text;
}

std::string without(const std::string& text, const char* pattern) {
  return std::regex_replace(text, std::regex(pattern), " ");
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// Text with its raised and lowered digits as numbers of their own.
std::string with_plain_digits(std::string text) {
  const char* raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  const char* lowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  for (const char* const* set : {raised, lowered}) {
    const std::string edge = "\x02";
    for (int digit = 0; digit < 10; ++digit) {
      replace_all(text, set[digit], edge + std::to_string(digit) + edge);
    }
    replace_all(text, edge + edge, "");
    replace_all(text, edge, " ");
  }
  return text;
}

/// The strings of a JSON derivation, in order, without the symbols' and steps' names.
void gather(const nlohmann::ordered_json& value, std::string& text) {
  if (value.is_string()) text += value.get<std::string>() + "\n";
  if (value.is_array()) {
    for (const auto& item : value) gather(item, text);
  }
  if (value.is_object()) {
    for (const auto& [key, item] : value.items()) {
      if (key != "name") gather(item, text);
    }
  }
}

/// What a reader sees of a format, numbers in their plainest spelling.
std::string visible(const std::string& format, std::string text) {
  if (format == "json") {
    const auto whole = nlohmann::ordered_json::parse(text);
    text.clear();
    for (const auto& solution :
         whole.contains("problems") ? whole["problems"] : nlohmann::ordered_json::array({whole})) {
      gather(solution["title"], text);
      if (solution.contains("question")) gather(solution["question"], text);
      gather(solution["derivation"], text);
    }
  } else if (format == "html") {
    text = without(text, "<style[^]*?</style>");
    text = without(text, "<title>[^]*?</title>");
    text = without(text, "&#x?[0-9a-fA-F]+;");
    text = without(text, "<mi>i</mi><mo>=</mo><mn>1</mn>");
    text = without(text, "<[^>]*>");
  } else if (format == "latex") {
    text = text.substr(text.find("\\begin{document}"));
    text = without(text, "_\\{i=1\\}|.displaybreak\\[.\\]|[0-9]+.fbox[a-z]+");
    text = without(text, "[0-9.]+(pt|em|ex|mm|.baselineskip|.linewidth)");
    replace_all(text, "{,}", ",");
  } else if (format == "markdown") {
    text = without(text, "_\\{i=1\\}");
    replace_all(text, "{,}", ",");
  }
  // JSON's sections have no numbers of their own.
  return with_plain_digits(without(text, "(\n|#|\\{|>) *[0-9]+\\. "));
}

/// Every number in the order of reading.
Numbers numbers_in(const std::string& format, const fs::path& sample) {
  std::string text = visible(format, output_of(sample, format));
  replace_all(text, ",\xc2\xa0", " ");
  Numbers numbers;
  const std::regex number("[0-9]+(,[0-9]{3})*(\\.[0-9]+)?");
  for (std::sregex_iterator at(text.begin(), text.end(), number), end; at != end; ++at) {
    std::string digits = at->str();
    replace_all(digits, ",", "");
    numbers.push_back(digits);
  }
  return numbers;
}

class NumbersTest : public testing::TestWithParam<fs::path> {
 protected:
  /// std::regex calls itself for each letter, and a call is large in a build with sanitizers.
  static void SetUpTestSuite() {
    rlimit stack = {};
    ASSERT_EQ(getrlimit(RLIMIT_STACK, &stack), 0);
    stack.rlim_cur = std::min(rlim_t{64} * 1024 * 1024, stack.rlim_max);
    ASSERT_EQ(setrlimit(RLIMIT_STACK, &stack), 0);
  }
};

/// The numbers round a place, for a message.
std::string around(const Numbers& numbers, Numbers::const_iterator at) {
  constexpr std::ptrdiff_t kEachSide = 5;
  const auto from = at - std::min(kEachSide, at - numbers.begin());
  const auto to = at + std::min(kEachSide, numbers.end() - at);
  std::string text;
  for (auto number = from; number != to; ++number) text += *number + " ";
  return text;
}

TEST_P(NumbersTest, AreTheSameInEveryFormat) {
  const Numbers expected = numbers_in("text", GetParam());
  EXPECT_GT(expected.size(), 20u);
  for (const char* format : {"markdown", "latex", "html"}) {
    const Numbers found = numbers_in(format, GetParam());
    const auto [ours, theirs] =
        std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
    EXPECT_TRUE(ours == expected.end() && theirs == found.end())
        << "text: " << around(expected, ours) << "\n"
        << format << ": " << around(found, theirs);
  }
}

/// JSON repeats a number where a step's parts are alike, so each is taken once.
TEST_P(NumbersTest, AreTheSameInJson) {
  const auto once = [](const Numbers& numbers) {
    return std::set<std::string>(numbers.begin(), numbers.end());
  };
  EXPECT_EQ(once(numbers_in("json", GetParam())), once(numbers_in("text", GetParam())));
}

std::vector<fs::path> samples() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(CNNSOLVE_SOURCE_DIR) / "problems")) {
    const bool is_problem = entry.path().parent_path().filename() != "answers";
    if (entry.is_regular_file() && is_problem) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(Samples, NumbersTest, testing::ValuesIn(samples()),
                         [](const auto& sample) {
                           std::string name = sample.param.stem().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace cnnsolve
