#include "csv.h"

#include <gtest/gtest.h>

#include "render/csv_writer.h"

namespace cnnsolve {

namespace {

using Rows = std::vector<CsvRow>;

TEST(CsvTest, Records) {
  const struct {
    std::string_view text;
    Rows rows;
  } cases[] = {{"", {}},
               {"a,b\n1,2\n", {{1, {"a", "b"}}, {2, {"1", "2"}}}},
               {"a\r\nb\rc\nd", {{1, {"a"}}, {2, {"b"}}, {3, {"c"}}, {4, {"d"}}}},
               {"\xef\xbb\xbf\"a\",b", {{1, {"a", "b"}}}},
               {",\na,", {{1, {"", ""}}, {2, {"a", ""}}}},
               {"\n\r\na\n\r\r\nb\n\n", {{3, {"a"}}, {6, {"b"}}}},
               {"\"\"\n", {{1, {""}}}},
               {" a , b", {{1, {" a ", " b"}}}},
               {"\"a,b\",\"say \"\"hi\"\"\"", {{1, {"a,b", "say \"hi\""}}}},
               {"\"\"\"\",\"\"\"\"\"\"", {{1, {"\"", "\"\""}}}},
               {"\"1\r\n2\r3\n4\",x\ny", {{1, {"1\r\n2\r3\n4", "x"}}, {5, {"y"}}}},
               {"\"a\"\r\n\"b\"\r\"c\"", {{1, {"a"}}, {2, {"b"}}, {3, {"c"}}}},
               {{"a\0b,\xff\x1b[31m", 10}, {{1, {{"a\0b", 3}, "\xff\x1b[31m"}}}}};
  for (const auto& c : cases) EXPECT_EQ(read_csv(c.text), c.rows) << c.text;
}

TEST(CsvTest, TheFirstRecordTellsWhatPartsTheCells) {
  const struct {
    std::string_view text;
    Rows rows;
  } cases[] = {{"id;mean\r\nann;0,5", {{1, {"id", "mean"}}, {2, {"ann", "0,5"}}}},
               {"\nid\tmean\nann\t0,5", {{2, {"id", "mean"}}, {3, {"ann", "0,5"}}}},
               {"id;a\tb", {{1, {"id", "a\tb"}}}},
               {"id;x,y\n", {{1, {"id;x", "y"}}}},
               {"\"a,\n\"\"b\";c\n", {{1, {"a,\n\"b", "c"}}}},
               {"\"a;b\"\nc;d", {{1, {"a;b"}}, {2, {"c;d"}}}}};
  for (const auto& c : cases) EXPECT_EQ(read_csv(c.text), c.rows) << c.text;
}

TEST(CsvTest, ProblemsAreThoseOfTheirRow) {
  const std::string stray =
      "cell 2 has a quotation mark, but doesn't begin with one: write the whole cell in quotation "
      "marks and those inside it twice";
  EXPECT_EQ(read_csv("a,b\"c\",d\ne"), (Rows{{1, {"a"}, stray}, {2, {"e"}}}));
  EXPECT_EQ(read_csv("a, \"b\"\r\ne"), (Rows{{1, {"a"}, stray}, {2, {"e"}}}));
  EXPECT_EQ(read_csv("\"a\n\"b,\"c\nd,e"),
            (Rows{{1, {}, "cell 1 goes on behind its closing quotation mark"}, {3, {"d", "e"}}}));
  EXPECT_EQ(read_csv("a\n\"b\nc\",\"d\ne\n"),
            (Rows{{1, {"a"}}, {2, {"b\nc"}, "the quotation mark in line 3 is never closed"}}));
  EXPECT_EQ(read_csv("\""), (Rows{{1, {}, "the quotation mark in line 1 is never closed"}}));
}

TEST(CsvTest, WhatIsWrittenIsReadAgain) {
  const std::vector<std::string> cells = {"", " ", "a,b", "\"", "x\r\ny", "a\r", ";=1", "é", "-2"};
  for (const std::string& first : cells) {
    for (const std::string& second : cells) {
      EXPECT_EQ(read_csv(csv_row({first, second})), (Rows{{1, {first, second}}}));
    }
    EXPECT_EQ(read_csv(csv_row({first})), (Rows{{1, {first}}}));
  }
}

TEST(CsvTest, LargeFilesTakeLinearTime) {
  constexpr size_t kMany = 300'000;
  std::string quotes, lines = "\"";
  for (size_t i = 0; i < kMany; ++i) {
    quotes += "\"\"\"\",";
    lines += "\n\"\"";
  }
  EXPECT_EQ(read_csv(quotes)[0].cells.size(), kMany + 1);
  EXPECT_EQ(read_csv(lines + "\"\nx")[1].line, kMany + 2);
  EXPECT_TRUE(read_csv(lines)[0].problem);
}

}  // namespace
}  // namespace cnnsolve
