#include <gtest/gtest.h>

#include "render/charset.h"
#include "render/lines_of_text.h"
#include "render/text_figures.h"

namespace cnnsolve {
namespace {

using Lines = std::vector<std::string>;

TEST(WrapTest, BreaksAtSpacesOnly) {
  EXPECT_EQ(wrap("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("one two three", 100), (Lines{"one two three"}));
  EXPECT_EQ(wrap("incomprehensible", 5), (Lines{"incomprehensible"}));
  EXPECT_EQ(wrap("a 15\u00a0×\u00a015 b", 6), (Lines{"a", "15\u00a0×\u00a015", "b"}));
  EXPECT_EQ(wrap("", 5), (Lines{""}));
}

TEST(WidthTest, CountsColumnsAndNotBytes) {
  EXPECT_EQ(width("x̂"), 1u);
  EXPECT_EQ(width("−3/√5"), 5u);
  EXPECT_EQ(width("卷积"), 4u);
  EXPECT_EQ(width(""), 0u);
}

TEST(PrintableTest, NothingSteersTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31mb", Charset::unicode), "a\\u{1b}[31mb");
  EXPECT_EQ(printable("\u202eevil", Charset::unicode), "\\u{202e}evil");
  EXPECT_EQ(printable("\ufffe", Charset::unicode), "\\u{fffe}");
  EXPECT_EQ(printable("\u009b", Charset::unicode), "\\u{9b}");
  EXPECT_EQ(printable("\xff\x1b[31m\xe2\x82", Charset::unicode),
            "\\u{ff}\\u{1b}[31m\\u{e2}\\u{82}");
  EXPECT_EQ(printable("a\tb\nc", Charset::unicode), "a b\nc");
  EXPECT_EQ(printable("15 × 3 → é", Charset::ascii), "15 x 3 -> \\u{e9}");
}

TEST(PageTest, GapsHaveTheOutermostMargin) {
  Page page(40, false);
  page.push_margin("| ");
  page.line("inside");
  page.gap();
  page.line("still inside");
  page.gap();
  page.pop_margin();
  page.gap();
  page.line("outside");
  EXPECT_EQ(page.take(), "| inside\n|\n| still inside\n\noutside\n");
}

TEST(PageTest, ParagraphsHangBehindTheirFirstWords) {
  Page page(30, true);
  page.paragraph("the output is as large as the input", LineRole::answer, "Answer: ");
  EXPECT_EQ(page.take(),
            "\x1b[1;32mAnswer: the output is as large\x1b[0m\n"
            "\x1b[1;32m        as the input\x1b[0m\n");
}

TEST(FigureTest, BothPathsMeet) {
  BlockFigure figure{.input = {4, 4, 2}};
  figure.main = {{{Prose{{std::string("conv")}}}, {2, 2, 8}}};
  figure.skip = {{{Prose{{std::string("conv")}}}, {2, 2, 8}}};
  figure.output = {2, 2, 8};
  Lines drawn = draw(figure, Charset::ascii);
  for (std::string& line : drawn) {
    for (size_t at = line.find("\u00a0"); at != std::string::npos; at = line.find("\u00a0")) {
      line.replace(at, 2, " ");
    }
    line.erase(line.find_last_not_of(' ') + 1);
  }
  const Lines expected = {"      4 x 4 x 2",         //
                          "          |",             //
                          "    +-----+------+",      //
                          "    |            |",      //
                          "+---+---+    +---+---+",  //
                          "|  conv |    |  conv |",  //
                          "+---+---+    +---+---+",  //
                          "    |            |",      //
                          "2 x 2 x 8    2 x 2 x 8",  //
                          "    |            |",      //
                          "    +-----+------+",      //
                          "         (+)",            //
                          "          |",             //
                          "      2 x 2 x 8"};
  EXPECT_EQ(drawn, expected);
}

}  // namespace
}  // namespace cnnsolve
