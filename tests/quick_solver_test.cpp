// What is answered quickly is, byte for byte, what the careful way writes.

#include "quick_solver.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "parse_json.h"
#include "render/json.h"

namespace cnnsolve {
namespace {

const RenderOptions kOptions = {.detail = Detail::answers};

/// Nothing where it is left to the careful way.
std::optional<std::string> quickly(std::string text) {
  QuickSolver solver(kOptions);
  if (!solver.answer(text)) return std::nullopt;
  EXPECT_EQ(text, "");
  std::string written;
  solver.write([&](std::string_view piece) { written += piece; });
  return written;
}

std::string carefully(const std::string& text) {
  return render_json(solve(read_homework(parse_json(text, ""), {})), kOptions);
}

std::string careful_line(const std::string& text) {
  return render_json_line(3, solve(read_homework(parse_json(text, ""), {})), kOptions);
}

void expect_the_same(const std::string& text) {
  const auto written = quickly(text);
  ASSERT_TRUE(written) << text.substr(0, 300);
  EXPECT_TRUE(*written == carefully(text)) << text.substr(0, 300);
}

/// Makes problems of random entries and fields.
class Problems {
 public:
  std::string next(size_t rows, size_t columns) {
    const bool by_rows = one_in(2);
    std::string text = "{\n  \"kind\": \"batchnorm\", \"matrix\": " + matrix(rows, columns);
    if (!by_rows || one_in(2)) {
      text += fmt::format(", \"columns\": \"{}\"", by_rows ? "examples" : "units");
    }
    if (one_in(2)) text += one_in(3) ? ", \"epsilon\": 0" : ", \"epsilon\": 0.00001";
    const size_t units = by_rows ? rows : columns;
    if (one_in(2)) text += ", \"gamma\": " + list(units);
    if (one_in(2)) text += ", \"beta\": " + list(units);
    if (one_in(3)) text += ", \"zero_variance\": \"zero\"";
    if (one_in(3)) text += ", \"id\": \"größe\"";
    return text + "}\n";
  }

  int between(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
  }

 private:
  enum class Entries { small_whole, six_places, any_places, large };

  bool one_in(int count) { return between(1, count) == 1; }

  std::string entry(Entries entries) {
    switch (entries) {
      case Entries::small_whole:
        return std::to_string(between(-5, 5));
      case Entries::six_places:
        return fmt::format("{:.6f}", between(-9'000'000, 9'000'000) / 1e6);
      case Entries::any_places:
        return fmt::format("{:.{}f}", between(-9999, 9999) / 100.0, between(0, 9));
      default:
        return fmt::format("{}{:09}", between(-999'999'999, -1), between(0, 999'999'999));
    }
  }

  std::string matrix(size_t rows, size_t columns) {
    const auto entries = static_cast<Entries>(between(0, 3));
    const bool has_constant_rows = one_in(3);
    std::string text;
    for (size_t row = 0; row < rows; ++row) {
      const std::string constant = has_constant_rows && one_in(3) ? entry(entries) : "";
      text += row == 0 ? "[[" : "],\n [";
      for (size_t column = 0; column < columns; ++column) {
        if (column > 0) text += ", ";
        text += constant.empty() ? entry(entries) : constant;
      }
    }
    return text + "]]";
  }

  std::string list(size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) {
      text += fmt::format("{}{}", i == 0 ? "[" : ", ",
                          one_in(3) ? between(-2, 2) : between(1, 9) / 8.0);
    }
    return text + "]";
  }

  std::mt19937 random_{4};
};

size_t size(int count) { return static_cast<size_t>(count); }

TEST(QuickSolverTest, SmallMatricesAreAnsweredTheSame) {
  Problems problems;
  expect_the_same(problems.next(1, 1));
  for (int trial = 0; trial < 200; ++trial) {
    expect_the_same(problems.next(size(problems.between(1, 5)), size(problems.between(1, 6))));
  }
}

TEST(QuickSolverTest, LargeMatricesAreAnsweredTheSame) {
  Problems problems;
  for (const auto& [rows, columns] : {std::pair<size_t, size_t>{1, 4097},
                                      {4097, 1},
                                      {2, 2049},
                                      {64, 65},
                                      {17, 241},
                                      {241, 17},
                                      {820, 5},
                                      {5, 820},
                                      {64, 64}}) {
    for (int trial = 0; trial < 3; ++trial) expect_the_same(problems.next(rows, columns));
  }
}

TEST(QuickSolverTest, ExactEntriesEndBeyond4096) {
  Problems problems;
  const auto lists_normalized = [](const std::string& json) {
    return json.find("\"normalized\"", json.find("\"exact\"")) != std::string::npos;
  };
  const auto matrix = [](size_t columns) {
    std::string text = "{\"kind\": \"batchnorm\", \"matrix\": [[1, 1, 2";
    for (size_t i = 3; i < columns; ++i) text += ", 0";
    return text + "]]}";
  };
  EXPECT_TRUE(lists_normalized(carefully(matrix(4096))));
  EXPECT_TRUE(lists_normalized(*quickly(matrix(4096))));
  EXPECT_FALSE(lists_normalized(carefully(matrix(4097))));
  EXPECT_FALSE(lists_normalized(*quickly(matrix(4097))));
}

TEST(QuickSolverTest, LinesOfLargeMatricesAreAnsweredTheSame) {
  Problems problems;
  QuickSolver solver(kOptions);
  for (int trial = 0; trial < 3; ++trial) {
    for (const size_t rows : {64u, 3u}) {
      const std::string line = problems.next(rows, 65);
      std::string written;
      ASSERT_TRUE(solver.answer(line, 3, written));
      EXPECT_TRUE(written == careful_line(line)) << line.substr(0, 300);
    }
  }
}

TEST(QuickSolverTest, OtherKindsAreAnsweredTheSame) {
  expect_the_same(R"({"kind": "conv", "input": [15, 15, 3], "filters": 28, "kernel": 3})");
  expect_the_same(R"({"id": "b", "kind": "residual", "input": [32, 32, 128],
                      "layers": [{"filters": 256, "kernel": 3, "stride": 2}]})");
}

TEST(QuickSolverTest, LeavesTheTextOfWhatItDoesNotTake) {
  for (const std::string text :
       {R"({"kind": "batchnorm", "matrix": [[1, "1/3"]]})",
        R"({"kind": "batchnorm", "matrix": [[1, 1e3]]})",
        R"({"kind": "batchnorm", "matrix": [[1, 2]], "gamma": [1, 2]})",
        R"({"kind": "batchnorm", "matrix": [[1, 2]], "epsilon": -1})",
        R"({"title": "t", "problems": [{"kind": "batchnorm", "matrix": [[1, 2]]}]})",
        R"({"kind": "conv"})", "nonsense", ""}) {
    QuickSolver solver(kOptions);
    std::string given = text;
    EXPECT_FALSE(solver.answer(given)) << text;
    EXPECT_EQ(given, text);
  }
}

}  // namespace
}  // namespace cnnsolve
