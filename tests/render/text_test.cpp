#include <gtest/gtest.h>

#include <regex>

#include "render/charset.h"
#include "render/lines_of_text.h"
#include "render/render.h"
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

TEST(WrapTest, BreaksLongWordsWhereAskedTo) {
  EXPECT_EQ(wrap_anywhere("one incomprehensible", 7), (Lines{"one", "incompr", "ehensib", "le"}));
  EXPECT_EQ(wrap_anywhere("卷积卷 x̂x̂", 5), (Lines{"卷积", "卷", "x̂x̂"}));
  EXPECT_EQ(wrap_anywhere("卷积", 1), (Lines{"卷", "积"}));
  EXPECT_EQ(wrap_anywhere("", 7), (Lines{""}));
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

/// The lines of one block, which holds no empty one.
std::string rendered(const Block& block, const RenderOptions& options) {
  SolvedHomework homework;
  homework.solutions.emplace_back().document.sections = {{.blocks = {block}}};
  const std::string page = render_text(homework, options);
  return page.substr(page.rfind("\n\n") + 2);
}

TEST(VerdictTest, HasASignAndWithColourItsColour) {
  const Prose all = prose(Verdict::correct, ", ", Verdict::partial, ", ", Verdict::incorrect, ", ",
                          Verdict::invalid, ", ", Verdict::missing);
  EXPECT_EQ(rendered(all, {}),
            "  ✓ correct, ~ partly correct, ✗ incorrect, ? not readable, – missing\n");
  EXPECT_EQ(rendered(all, {.charset = Charset::ascii}),
            "  correct, partly correct, incorrect, not readable, missing\n");
  EXPECT_EQ(rendered(all, {.color = true, .width = 100}),
            "  \x1b[32m✓ correct\x1b[0m, \x1b[33m~ partly\x1b[0m "
            "\x1b[33mcorrect\x1b[0m, \x1b[31m✗ incorrect\x1b[0m, \x1b[35m? not\x1b[0m "
            "\x1b[35mreadable\x1b[0m, \x1b[2m– missing\x1b[0m\n");
}

TEST(VerdictTest, GivesALineItsColourBack) {
  Page page(40, true);
  page.line("a " + marked("b", Verdict::incorrect) + " c", LineRole::answer);
  EXPECT_EQ(page.take(), "\x1b[1;32ma \x1b[31mb\x1b[0m\x1b[1;32m c\x1b[0m\n");
}

std::string without_escapes(const std::string& text) {
  return std::regex_replace(text, std::regex("\x1b\\[[0-9;]*m"), "");
}

TEST(VerdictTest, ColourTakesNoRoom) {
  const Table table{{prose("answer"), prose("verdict"), prose("why")},
                    {{prose("output_height"), prose(Verdict::partial), prose("carried forward")},
                     {prose("biases"), prose(Verdict::correct), prose("as it is")}}};
  EXPECT_EQ(rendered(table, {.width = 50}),
            "    answer         verdict         why\n"
            "    ──────────────────────────────────────────────\n"
            "    output_height  ~ partly        carried forward\n"
            "                   correct\n"
            "    biases         ✓ correct       as it is\n");
  for (size_t width = 20; width < 80; ++width) {
    const std::string painted = rendered(table, {.color = true, .width = width});
    EXPECT_NE(painted.find("\x1b[32m✓ correct\x1b[0m"), std::string::npos);
    EXPECT_EQ(without_escapes(painted), rendered(table, {.width = width}));
  }
}

const Table kLayers = {{prose("#"), prose("layer"), prose("parameters")},
                       {{prose(1), prose("conv 5 × 5, 6 filters"), prose(156)},
                        {prose(), prose("total"), prose(Number(1'234'567))}}};

TEST(TableTest, CellsAreBrokenAtTheirSpaces) {
  EXPECT_EQ(rendered(kLayers, {.width = 36}),
            "    #  layer              parameters\n"
            "    ────────────────────────────────\n"
            "    1  conv 5 × 5, 6      156\n"
            "       filters\n"
            "       total              1,234,567\n");
}

TEST(TableTest, WhereItsWordsDontFitEachRowBecomesAList) {
  const std::string page = render_text(
      [] {
        SolvedHomework homework;
        homework.solutions.emplace_back().document.sections = {{.blocks = {kLayers}}};
        return homework;
      }(),
      {.width = 25});
  EXPECT_EQ(page.substr(page.find("    #")),
            "    #           1\n"
            "    layer       conv 5 × 5, 6\n"
            "                filters\n"
            "    parameters  156\n"
            "\n"
            "    layer       total\n"
            "    parameters  1,234,567\n");
}

TEST(TableTest, OnlyWordsThatAreTooLongForAllAreBroken) {
  const std::string token(40, 'x');
  const Table table{{prose("answer"), prose("given")}, {{prose("output"), prose(token)}}};
  EXPECT_EQ(rendered(table, {.width = 40}),
            "    answer  given\n"
            "    ────────────────────────────────────\n"
            "    output  " +
                token.substr(0, 28) + "\n            " + token.substr(28) + "\n");
  for (size_t width = 20; width < 90; ++width) {
    const std::string page = rendered(kLayers, {.width = width});
    EXPECT_NE(page.find("1,234,567"), std::string::npos) << width;
  }
}

TEST(FigureTest, BarsAreToScale) {
  const BarsFigure figure{"points", {{"0–20 %", 2}, {"20–40 %", 0}, {"80–100 %", 10}}};
  EXPECT_EQ(draw(figure, Charset::unicode, 21), (Lines{"points",          //
                                                       "0–20 %    ██ 2",  //
                                                       "20–40 %   0",     //
                                                       "80–100 %  ████████ 10"}));
  EXPECT_EQ(draw(figure, Charset::ascii, 76)[3], "80-100 %  " + std::string(30, '#') + " 10");
  EXPECT_EQ(draw(BarsFigure{{}, {{"a", 1'000'000}, {"b", 1}}}, Charset::ascii, 38),
            (Lines{"a  " + std::string(25, '#') + " 1,000,000", "b  # 1"}));
  EXPECT_EQ(draw(BarsFigure{{}, {{"none", 0}}}, Charset::ascii), (Lines{"none  0"}));
}

TEST(FigureTest, LongLabelsOfBarsAreBroken) {
  const std::string label = "the bias of each filter was forgotten_or_counted_twice";
  const Lines drawn =
      draw(BarsFigure{label, {{label, 1'000'000}, {"\x1b[31m\n", 2}}}, Charset::unicode, 38);
  EXPECT_EQ(drawn, (Lines{"the bias of each filter was",             //
                          "forgotten_or_counted_twice",              //
                          "the bias of each    ████████ 1,000,000",  //
                          "filter was",                              //
                          "forgotten_or_count",                      //
                          "ed_twice",                                //
                          "\\u{1b}[31m          █ 2"}));
  for (const std::string& line : drawn) EXPECT_LE(width(line), 38u);
}

TEST(FigureTest, FieldsLieAboveTheInput) {
  const FieldsFigure figure{"the height", 4, {{"layer 1", 0, 1}, {"layer 12", -3, 9}}};
  EXPECT_EQ(draw(figure, Charset::unicode, 76),
            (Lines{"Seen by the first number of a layer, along the height",  //
                   "layer 1      │       0",                                 //
                   "layer 12  ├───────┤  −3 to 5",                           //
                   "input     ░░░████░░  0 to 3",                            //
                   "          █ input, ░ outside"}));
}

TEST(FigureTest, LongFieldsAreDrawnToScaleAndTheInputGoesOn) {
  const FieldsFigure figure{"each axis", 1'000'000, {{"layer 1", 0, 500}, {"layer 2", 0, 1000}}};
  EXPECT_EQ(draw(figure, Charset::ascii, 38),
            (Lines{"Seen by the first number of a layer,",    //
                   "along each axis, to scale",               //
                   "layer 1  [----]           0 to 499",      //
                   "layer 2  [----------]     0 to 999",      //
                   "input    ############...  0 to 999,999",  //
                   "         # input"}));
}

TEST(FigureTest, AnInputThatIsThinnerThanAColumnIsDrawn) {
  const FieldsFigure figure{"each axis", 2, {{"layer 1", -500, 1000}}, true};
  const Lines drawn = draw(figure, Charset::ascii, 40);
  EXPECT_EQ(drawn[0], "Seen by the first number of some layers,");
  EXPECT_EQ(drawn[3], "input    .........#........  0 to 1");
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
