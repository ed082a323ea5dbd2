#include "render/csv_writer.h"

#include <gtest/gtest.h>

namespace cnnsolve {
namespace {

TEST(CsvWriterTest, CellsAreQuotedWhereTheyNeedIt) {
  EXPECT_EQ(csv_row({}), "\n");
  EXPECT_EQ(csv_row({""}), "\"\"\n");
  EXPECT_EQ(csv_row({"", ""}), ",\n");
  EXPECT_EQ(csv_row({"Zoë", "3 x 3", "it's"}), "Zoë,3 x 3,it's\n");
  EXPECT_EQ(csv_row({"a,b", "a;b", "a\tb", "a\nb", "a\rb"}),
            "\"a,b\",\"a;b\",\"a\tb\",\"a\nb\",\"a\rb\"\n");
  EXPECT_EQ(csv_row({"say \"hi\"", " a", "a "}), "\"say \"\"hi\"\"\",\" a\",\"a \"\n");
}

TEST(CsvWriterTest, NoCellIsAFormula) {
  const struct {
    const char* cell;
    const char* written;
  } cases[] = {{"=1+1", "'=1+1"},     {"+cmd|x", "'+cmd|x"},
               {"-1+2", "'-1+2"},     {"@SUM(A1)", "'@SUM(A1)"},
               {"\t=1", "\"'\t=1\""}, {"\r=1", "\"'\r=1\""},
               {"\n=1", "\"'\n=1\""}, {"=A1,B1", "\"'=A1,B1\""},
               {"-", "'-"},           {"-.", "'-."},
               {"-1/3", "'-1/3"},     {"-2e", "'-2e"},
               {"-1.2.3", "'-1.2.3"}, {"--1", "'--1"},
               {"a=1", "a=1"}};
  for (const auto& c : cases) EXPECT_EQ(csv_row({c.cell}), c.written + std::string("\n"));
}

TEST(CsvWriterTest, NumbersStayNumbers) {
  for (const char* number : {"-2.5", "+3", "1e-5", "-1E+5", "-.5", "-2."}) {
    EXPECT_EQ(csv_row({number}), number + std::string("\n"));
  }
}

}  // namespace
}  // namespace cnnsolve
