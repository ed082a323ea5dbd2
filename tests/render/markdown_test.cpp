#include <gtest/gtest.h>

#include "render/render.h"

namespace cnnsolve {
namespace {

std::string rendered(const Solution& solution, const RenderOptions& options = {}) {
  return render_markdown({.is_list = false, .title = "", .solutions = {solution}}, options);
}

/// One block on a page of its own.
std::string rendered(const Block& block, const RenderOptions& options = {}) {
  Solution solution;
  solution.document.sections = {{.blocks = {block}}};
  return rendered(solution, options);
}

Matrix<Number> matrix(size_t rows, const std::vector<Number>& entries) {
  Matrix<Number> result(rows, entries.size() / rows);
  result.entries = entries;
  return result;
}

TEST(MarkdownTest, TextStaysText) {
  struct Case {
    std::string text;
    std::string markdown;
  };
  const std::vector<Case> cases = {
      {"<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>\n"},
      {"$x$ *a* _b_ ~~c~~ `d`", "\\$x\\$ \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`\n"},
      {"[x](y) ![z](w) [^1]", "\\[x\\](y) !\\[z\\](w) \\[^1\\]\n"},
      {"&lt; a|b", "\\&lt; a\\|b\n"},
      {"\\input{x} \\(y\\)", "&#92;input{x} &#92;(y&#92;)\n"},
      {"# no heading", "\\# no heading\n"},
      {"1. no list", "1\\. no list\n"},
      {"12) no list", "12\\) no list\n"},
      {"- no list", "\\- no list\n"},
      {"> no quotation", "\\> no quotation\n"},
      {"    no code", "no code\n"},
      {"a\n===", "a \\=\\==\n"},
      {"https://a_b www.a_b", "https\\://a\\_b www\\.a\\_b\n"},
      {"1.5 - 2 > 3, x = y: fine", "1.5 - 2 > 3, x = y: fine\n"},
      {"\x1b[31m\u202e", "&#92;u{1b}\\[31m&#92;u{202e}\n"},
  };
  for (const auto& [text, markdown] : cases) EXPECT_EQ(rendered(prose(text)), markdown) << text;
}

TEST(MarkdownTest, NumbersInProseAreTextUntilTheyNeedMore) {
  EXPECT_EQ(rendered(prose(4, ". is no list of ", 917504, " or ", Number(mpq_class(-1, 2)))),
            "4\\. is no list of 917,504 or −0.5\n");
  EXPECT_EQ(rendered(prose("A ", Shape{3, 3, 128}, ", ", Number(mpq_class(1, 3)), " and ",
                           Symbol{"H", "out"}, ".")),
            "A $3 \\times 3 \\times 128$, $\\frac{1}{3}$ and $H_{\\text{out}}$.\n");
}

TEST(MarkdownTest, HeadingsGoByDepthAndStepsAreNumbered) {
  Solution solution;
  solution.document = {.title = "A *layer*",
                       .question = {"What comes out?"},
                       .sections = {{.title = "Part 1",
                                     .blocks = {prose("Text.")},
                                     .sections = {{.role = Section::Role::idea,
                                                   .title = "Why?",
                                                   .blocks = {prose("One."), prose("Two.")}},
                                                  {.role = Section::Role::step, .title = "Height"}},
                                     .answer = {prose("It is ", 15, ".")}}}};
  EXPECT_EQ(rendered(solution),
            "# A \\*layer\\*\n\nWhat comes out?\n\n## Part 1\n\nText.\n\n### 1. Height\n\n"
            "**Answer:** It is 15.\n");
  EXPECT_EQ(render_markdown({.is_list = true, .title = "Homework", .solutions = {solution}},
                            {.detail = Detail::notes}),
            "# Homework\n\n## A \\*layer\\*\n\nWhat comes out?\n\n### Part 1\n\nText.\n\n"
            "> **Why?**\n>\n> One.\n>\n> Two.\n\n#### 1. Height\n\n**Answer:** It is 15.\n");
}

TEST(MarkdownTest, EquationsAlignAndShortOnesShareALine) {
  const Term w = Term::named({"W"}, Number(15)), s = Term::named({"S"}, Number(2));
  EXPECT_EQ(rendered(Equation{"h", {"H"}, floor((w - 2) / s)}),
            "$$\n\\begin{aligned}\n"
            "H &= \\left\\lfloor \\frac{W - 2}{S} \\right\\rfloor \\\\\n"
            "&= \\left\\lfloor \\frac{15 - 2}{2} \\right\\rfloor \\\\\n"
            "&= \\left\\lfloor \\frac{13}{2} \\right\\rfloor \\\\\n"
            "&= \\left\\lfloor 6.5 \\right\\rfloor \\\\\n"
            "&= 6\n\\end{aligned}\n$$\n");
  EXPECT_EQ(rendered(Equation{"k", {"K"}, w}), "$$\nK = W = 15\n$$\n");

  Solution two;
  const Term zero = Term::named({"z"}, Number(0));
  two.document.sections = {{.blocks = {Equation{"a", {"a"}, s / (w - 12), false},
                                       Equation{"b", {"b"}, w / zero, false}}}};
  EXPECT_EQ(rendered(two),
            "$$\n\\begin{aligned}\n"
            "a &= \\frac{2}{15 - 12} = \\frac{2}{3} \\approx 0.666667 \\\\\n"
            "b &= \\frac{15}{0} \\quad \\text{undefined}\n\\end{aligned}\n$$\n");
}

TEST(MarkdownTest, MatricesAreExactThenRounded) {
  const Matrix<Number> whole = matrix(2, {12, 14, -5, 0});
  EXPECT_EQ(rendered(MatrixBlock{{"X"}, whole}),
            "$$\nX = \\begin{bmatrix}\n12 & 14 \\\\\n-5 & 0\n\\end{bmatrix}\n$$\n");
  const Matrix<Number> thirds = matrix(1, {Number(mpq_class(1, 3)), 1});
  EXPECT_EQ(rendered(MatrixBlock{{"X̂"}, thirds}, {.digits = 3}),
            "$$\n\\begin{aligned}\n"
            "\\hat X &= \\begin{bmatrix}\n\\frac{1}{3} & 1\n\\end{bmatrix} \\\\\n"
            "&\\approx \\begin{bmatrix}\n0.333 & 1\n\\end{bmatrix}\n\\end{aligned}\n$$\n");
  EXPECT_EQ(rendered(MatrixBlock{{"X"}, thirds, false}),
            "$$\nX = \\begin{bmatrix}\n\\frac{1}{3} & 1\n\\end{bmatrix}\n$$\n");
}

TEST(MarkdownTest, WideMatricesAreSplit) {
  EXPECT_EQ(
      rendered(MatrixBlock{{"X"}, matrix(1, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})}),
      "columns 1 to 10:\n\n"
      "$$\nX = \\begin{bmatrix}\n1 & 2 & 3 & 4 & 5 & 6 & 7 & 8 & 9 & 10\n\\end{bmatrix}\n$$\n\n"
      "column 11:\n\n$$\nX = \\begin{bmatrix}\n11\n\\end{bmatrix}\n$$\n");
}

TEST(MarkdownTest, TablesHaveAHeaderIfAnEmptyOne) {
  EXPECT_EQ(rendered(Table{{}, {{prose("a|b"), prose(Symbol{"K"}), prose(28)}}}),
            "|  |  |  |\n| --- | --- | --- |\n| a\\|b | $K$ | 28 |\n");
  EXPECT_EQ(rendered(Table{{prose("size")}, {{prose("x\ny")}}}), "| size |\n| --- |\n| x y |\n");
}

TEST(MarkdownTest, BlocksAreMermaidFlowcharts) {
  BlockFigure figure{.input = {4, 4, 2}, .output = {2, 2, 8}};
  figure.main = {{{prose("conv \"3\""), prose("8 filters")}, {2, 2, 8}}};
  figure.skip = {{{prose("1 < 2 #")}, {2, 2, 8}}};
  EXPECT_EQ(rendered(Figure{figure}),
            "```mermaid\nflowchart TD\n"
            "    input[\"4 × 4 × 2\"]\n"
            "    sum((\"#43;\"))\n"
            "    input --> main1[\"conv #34;3#34;<br/>8 filters\"]\n"
            "    main1 -->|\"2 × 2 × 8\"| sum\n"
            "    input --> skip1[\"1 #60; 2 #35;\"]\n"
            "    skip1 -->|\"2 × 2 × 8\"| sum\n"
            "    sum --> output[\"2 × 2 × 8\"]\n```\n");
  EXPECT_EQ(rendered(Figure{BlockFigure{.input = {4, 4, 2}}}, {.charset = Charset::ascii}),
            "```mermaid\nflowchart TD\n"
            "    input[\"4 x 4 x 2\"]\n"
            "    sum[\"no sum: the shapes differ\"]\n"
            "    input --> sum\n"
            "    input -->|\"identity: 4 x 4 x 2\"| sum\n```\n");
  EXPECT_EQ(rendered(Figure{figure}, {.figures = false}), "");
}

TEST(MarkdownTest, VerdictsHaveASign) {
  EXPECT_EQ(rendered(prose(Verdict::partial, ", ", Verdict::incorrect, ".")),
            "\\~ partly correct, ✗ incorrect.\n");
  EXPECT_EQ(rendered(prose(Verdict::missing), {.charset = Charset::ascii}), "missing\n");
}

TEST(MarkdownTest, BarsAreText) {
  EXPECT_EQ(rendered(Figure{BarsFigure{"points", {{"<20 %", 2}, {"more", 0}}}}),
            "```text\npoints\n<20 %  ██████████████████████████████ 2\nmore   0\n```\n");
  EXPECT_EQ(rendered(Figure{BarsFigure{"````", {{"a", 0}}}}), "`````text\n````\na  0\n`````\n");
}

TEST(MarkdownTest, AnswersAreATableWithMatricesBelow) {
  Solution solution;
  const std::vector<ChosenWord::Spelling> shortcuts = {{"identity"}, {"zero-pad"}};
  solution.answers = {{"output", Volume{{15, 15, 28}}},
                      {"parameters", Number(917504)},
                      {"mean", std::vector<Number>{Number(mpq_class(1, 3)), -2}},
                      {"shortcut", ChosenWord{1, shortcuts}},
                      {"shapes_match", true},
                      {"shortcut_kernel", std::monostate()},
                      {"normalized", matrix(1, {-1, 1})}};
  EXPECT_EQ(rendered(solution, {.detail = Detail::answers}),
            "| answer | value |\n| --- | --- |\n"
            "| `output` | $15 \\times 15 \\times 28$ |\n"
            "| `parameters` | $917{,}504$ |\n"
            "| `mean` | $(\\frac{1}{3} \\approx 0.333333, -2)$ |\n"
            "| `shortcut` | zero-pad |\n"
            "| `shapes_match` | yes |\n"
            "| `shortcut_kernel` | none |\n\n"
            "`normalized`:\n\n$$\n\\begin{bmatrix}\n-1 & 1\n\\end{bmatrix}\n$$\n");
}

TEST(MarkdownTest, AsciiIsAscii) {
  const std::string page = rendered(prose("15 × γ → é, ", Number(mpq_class(-1, 2)), Symbol{"x̂"}),
                                    {.charset = Charset::ascii});
  EXPECT_EQ(page, "15 x gamma -> &#92;u{e9}, -0.5$\\hat x$\n");
}

}  // namespace
}  // namespace cnnsolve
