#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "render/drawing.h"
#include "render/math_mathml.h"
#include "render/render.h"
#include "render/svg.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

Ink numeral(std::string digits) { return {Kind::numeral, std::move(digits)}; }
Ink letter(const char* base) { return {Kind::symbol, {}, {base}}; }
Ink of(Kind kind, std::vector<Ink> parts) { return {kind, {}, {}, std::move(parts)}; }

bool contains(const std::string& page, std::string_view part) {
  return page.find(part) != std::string::npos;
}

TEST(MathMl, EveryKindOfInk) {
  const Ink a = letter("a"), b = letter("b"), two = numeral("2");
  const Ink half = of(Kind::fraction, {numeral("1"), two});
  const struct {
    Ink ink;
    const char* mathml;
  } cases[] = {
      {numeral("917504"), "<mn>917,504</mn>"},
      {numeral("0.125"), "<mn>0.125</mn>"},
      {{Kind::scientific, "-", {}, {numeral("1.5"), numeral("7")}},
       "<mrow><mn>1.5</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>7</mn></mrow></msup>"
       "</mrow>"},
      {{Kind::scientific, "", {}, {two, numeral("30")}},
       "<mrow><mn>2</mn><mo>×</mo><msup><mn>10</mn><mn>30</mn></msup></mrow>"},
      {{Kind::word, "a < b"}, "<mtext>a &lt; b</mtext>"},
      {of(Kind::sum, {a, b, two}),
       "<mrow><mi>a</mi><mo>+</mo><mi>b</mi><mo>+</mo><mn>2</mn></mrow>"},
      {of(Kind::difference, {a, b}), "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>"},
      {of(Kind::product, {a, b}), "<mrow><mi>a</mi><mo>·</mo><mi>b</mi></mrow>"},
      {of(Kind::entrywise, {a, b}), "<mrow><mi>a</mi><mo>⊙</mo><mi>b</mi></mrow>"},
      {of(Kind::juxtaposed, {two, a}), "<mrow><mn>2</mn><mo>&#x2062;</mo><mi>a</mi></mrow>"},
      {of(Kind::quotient, {a, b}), "<mrow><mi>a</mi><mo>/</mo><mi>b</mi></mrow>"},
      {of(Kind::fraction, {a, b}), "<mfrac><mi>a</mi><mi>b</mi></mfrac>"},
      {of(Kind::negative, {a}), "<mrow><mo form=\"prefix\">−</mo><mi>a</mi></mrow>"},
      {of(Kind::power, {a, two}), "<msup><mi>a</mi><mn>2</mn></msup>"},
      {of(Kind::root, {two}), "<msqrt><mn>2</mn></msqrt>"},
      {of(Kind::floor, {half}),
       "<mrow><mo>⌊</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>⌋</mo></mrow>"},
      {of(Kind::ceiling, {a}),
       "<mrow><mo stretchy=\"false\">⌈</mo><mi>a</mi><mo stretchy=\"false\">⌉</mo></mrow>"},
      {of(Kind::maximum, {a, b}),
       "<mrow><mi>max</mi><mo>&#x2061;</mo><mrow><mo stretchy=\"false\">(</mo><mi>a</mi><mo>,</mo>"
       "<mi>b</mi><mo stretchy=\"false\">)</mo></mrow></mrow>"},
      {of(Kind::parentheses, {half}),
       "<mrow><mo>(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>)</mo></mrow>"},
      {of(Kind::series, {a, letter("m")}),
       "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>m</mi>"
       "</munderover><mi>a</mi></mrow>"},
      {of(Kind::column, {a, {Kind::ellipsis}}),
       "<mrow><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>⋮</mi></mtd></mtr>"
       "</mtable><mo>)</mo></mrow>"},
      {of(Kind::row, {a, {Kind::ellipsis}}),
       "<mrow><mo stretchy=\"false\">(</mo><mi>a</mi><mo>,</mo><mi>…</mi>"
       "<mo stretchy=\"false\">)</mo></mrow>"}};
  for (const auto& c : cases) EXPECT_EQ(math_mathml(c.ink), c.mathml);
}

TEST(MathMl, Symbols) {
  const struct {
    Symbol symbol;
    const char* mathml;
  } cases[] = {
      {{"μ"}, "<mi>μ</mi>"},
      {{"H", "out"}, "<msub><mi>H</mi><mi>out</mi></msub>"},
      {{"σ", "", "2"}, "<msup><mi>σ</mi><mn>2</mn></msup>"},
      {{"F", "eff,H"},
       "<msub><mi>F</mi><mrow><mi>eff</mi><mo stretchy=\"false\">,</mo><mi>H</mi></mrow></msub>"},
      {{"x̂", "1", "(12)"},
       "<msubsup><mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover><mn>1</mn>"
       "<mrow><mo stretchy=\"false\">(</mo><mn>12</mn><mo stretchy=\"false\">)</mo></mrow>"
       "</msubsup>"},
      {{"F(x, {Wᵢ})"},
       "<mrow><mi>F</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo>,</mo><mo stretchy=\"false\">{"
       "</mo><msub><mi>W</mi><mi>i</mi></msub><mo stretchy=\"false\">}</mo>"
       "<mo stretchy=\"false\">)</mo></mrow>"}};
  for (const auto& c : cases) {
    EXPECT_EQ(math_mathml(Ink{Kind::symbol, {}, c.symbol}), c.mathml);
  }
}

TEST(Html, EscapesWhatHtmlOrATerminalWouldRead) {
  const struct {
    const char* words;
    const char* html;
  } cases[] = {{"a & b", "a &amp; b"},
               {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
               {"\" onload='x", "&quot; onload=&#39;x"},
               {"&lt;", "&amp;lt;"},
               {"\x1b[31m", "\\u{1b}[31m"},
               {"a\u202eb", "a\\u{202e}b"},
               {"\xff", "\\u{ff}"},
               {"15 × 15, Zoë", "15 × 15, Zoë"}};
  for (const auto& c : cases) EXPECT_EQ(markup(c.words), c.html);
}

SolvedHomework homework_of(Section part) {
  Solution solution;
  solution.document = {"A <title>", {"Is 1 < 2 & why?"}, {std::move(part)}};
  return {false, "", {std::move(solution)}};
}

TEST(Html, AnswerStandsInABox) {
  Section part{.title = "Part 1"};
  part.answer = {prose("The output is ", Shape{15, 15, 28}, ".")};
  EXPECT_TRUE(contains(render_html(homework_of(part), {}),
                       "<h2>Part 1</h2>\n<div class=\"answer\">\n<p><strong>Answer:</strong> The "
                       "output is 15\u00a0×\u00a015\u00a0×\u00a028.</p>\n</div>\n"));
}

TEST(Html, TextOfTheAuthorIsEscapedEverywhere) {
  const std::string page = render_html(homework_of({.title = "x > y"}), {});
  EXPECT_TRUE(contains(page, "<title>A &lt;title&gt;</title>"));
  EXPECT_TRUE(contains(page, "<h1>A &lt;title&gt;</h1>"));
  EXPECT_TRUE(contains(page, "<p class=\"question\">Is 1 &lt; 2 &amp; why?</p>"));
  EXPECT_TRUE(contains(page, "<h2>x &gt; y</h2>"));
}

TEST(Html, EquationIsATableOfItsLines) {
  Section part{.title = "Part 1"};
  const Term a = Term::named({"a"}, 7), b = Term::named({"b"}, 2);
  step(part, "c", {"c"}, a + b);
  EXPECT_TRUE(contains(
      render_html(homework_of(part), {}),
      "<mtr><mtd><mi>c</mi></mtd><mtd><mo>=</mo></mtd><mtd><mrow><mi>a</mi><mo>+</mo><mi>b</mi>"
      "</mrow></mtd></mtr>\n"
      "<mtr><mtd></mtd><mtd><mo>=</mo></mtd><mtd><mrow><mn>7</mn><mo>+</mo><mn>2</mn></mrow></mtd>"
      "</mtr>\n"
      "<mtr><mtd></mtd><mtd><mo>=</mo></mtd><mtd><mn>9</mn></mtd></mtr>\n"));
}

TEST(Html, UndefinedResultIsSaidToBe) {
  Section part{.title = "Part 1"};
  const Term a = Term::named({"a"}, 7), b = Term::named({"b"}, 0);
  step(part, "c", {"c"}, a / b);
  EXPECT_TRUE(contains(render_html(homework_of(part), {}), "<mtext>(undefined)</mtext>"));
}

TEST(Html, MatrixIsGivenExactlyAndRounded) {
  Section part{.title = "Part 1"};
  Matrix<Number> matrix(1, 1);
  matrix.at(0, 0) = sqrt(Number(5));
  part.blocks = {MatrixBlock{{"Y"}, matrix}};
  const std::string page = render_html(homework_of(part), {.digits = 3});
  EXPECT_TRUE(contains(page,
                       "<mo>=</mo></mtd><mtd><mrow><mo>[</mo><mtable class=\"matrix\"><mtr>"
                       "<mtd><msqrt><mn>5</mn></msqrt></mtd></mtr></mtable><mo>]</mo>"));
  EXPECT_TRUE(contains(page,
                       "<mo>≈</mo></mtd><mtd><mrow><mo>[</mo><mtable class=\"matrix\"><mtr>"
                       "<mtd><mn>2.24</mn></mtd></mtr></mtable><mo>]</mo>"));
}

TEST(Html, IdeasAreOpenAndOnlyInNotes) {
  Section part{.title = "Part 1"};
  part.sections = {{.role = Section::Role::idea, .title = "Why", .blocks = {prose("Because.")}}};
  const std::string idea = "<details open>\n<summary>Why</summary>\n<p>Because.</p>\n</details>\n";
  EXPECT_FALSE(contains(render_html(homework_of(part), {}), idea));
  EXPECT_TRUE(contains(render_html(homework_of(part), {.detail = Detail::notes}), idea));
}

TEST(Html, TablesSayWhatTheirHeadersBelongTo) {
  Section part{.title = "Part 1"};
  part.blocks = {Table{{prose("axis"), prose("size")}, {{prose("height"), prose(1024)}}}};
  EXPECT_TRUE(
      contains(render_html(homework_of(part), {}),
               "<thead><tr><th scope=\"col\">axis</th><th scope=\"col\">size</th></tr>"
               "</thead>\n<tbody>\n<tr><th scope=\"row\">height</th><td>1,024</td></tr>\n"));
}

TEST(Html, AnswersAloneAreATable) {
  SolvedHomework homework = homework_of({.title = "Part 1"});
  homework.solutions[0].answers = {{"parameters", Number(784)}, {"shapes_match", false}};
  const std::string page = render_html(homework, {.detail = Detail::answers});
  EXPECT_TRUE(contains(page,
                       "<tr><th scope=\"row\"><code>parameters</code></th><td>784</td></tr>\n"
                       "<tr><th scope=\"row\"><code>shapes_match</code></th><td>no</td>"));
  EXPECT_FALSE(contains(page, "Part 1"));
}

TEST(Html, AsciiPageShowsTheSameCharacters) {
  Section part{.title = "Zoë × 2"};
  const std::string page = render_html(homework_of(part), {.charset = Charset::ascii});
  EXPECT_TRUE(contains(page, "<h2>Zo&#xeb; &#xd7; 2</h2>"));
  EXPECT_TRUE(std::all_of(page.begin(), page.end(), [](char c) { return c > 0; }));
}

TEST(Html, VerdictsHaveASignAndAClass) {
  Section part;
  part.blocks = {prose("It is ", Verdict::correct, " or ", Verdict::partial, ".")};
  EXPECT_TRUE(contains(render_html(homework_of(part), {}),
                       "<p>It is <span class=\"verdict correct\">✓\u00a0correct</span> or "
                       "<span class=\"verdict partial\">~\u00a0partly correct</span>.</p>"));
}

/// The colours that the page's variable has in the light and in the dark.
std::vector<std::string> colors_of(const std::string& page, const std::string& variable) {
  const std::string before = "--" + variable + ": #";
  std::vector<std::string> colors;
  for (size_t at = page.find(before); at != std::string::npos; at = page.find(before, at + 1)) {
    const size_t begin = at + before.size();
    std::string color = page.substr(begin, page.find(';', begin) - begin);
    if (color.size() == 3) color = {color[0], color[0], color[1], color[1], color[2], color[2]};
    colors.push_back(std::move(color));
  }
  return colors;
}

/// Source: WCAG 2.1, relative luminance.
double luminance(const std::string& color) {
  const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (size_t i = 0; i < 3; ++i) {
    const double share = std::stoi(color.substr(2 * i, 2), nullptr, 16) / 255.0;
    sum += weights[i] * (share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
  }
  return sum;
}

TEST(Html, VerdictsCanBeReadOnEveryGround) {
  const std::string page = render_html(homework_of({}), {});
  for (const char* ink : {"correct", "partial", "incorrect", "invalid", "soft"}) {
    for (const char* ground : {"page", "idea", "answer"}) {
      const auto inks = colors_of(page, ink), grounds = colors_of(page, ground);
      for (size_t scheme = 0; scheme < 2; ++scheme) {
        const double a = luminance(inks[scheme]) + 0.05, b = luminance(grounds[scheme]) + 0.05;
        EXPECT_GE(std::max(a, b) / std::min(a, b), 4.5) << ink << " on " << ground;
      }
    }
  }
}

TEST(Html, BarsAreAPicture) {
  Section part;
  part.blocks = {Figure{BarsFigure{"<points>", {{"a & b", 1000}}}}};
  const std::string page = render_html(homework_of(part), {});
  EXPECT_TRUE(contains(page, "aria-label=\"&lt;points&gt;: a &amp; b: 1,000\""));
  EXPECT_TRUE(contains(page, "<polygon class=\"area fill-output\""));
  EXPECT_TRUE(contains(page, ">a &amp; b</text>"));
  EXPECT_TRUE(contains(page, ">1,000</text>"));
}

TEST(Svg, DrawsEveryPartWithItsClass) {
  Drawing drawing;
  drawing.width = 10;
  drawing.height = 4;
  drawing.description = "a \"b\"";
  drawing.areas = {{{{0, 0}, {1, 0}, {1, 1}}, Ground::padding}};
  drawing.lines = {{{{0, 2}, {10, 2}}, true, true, Ground::faint}};
  drawing.dots = {{{3, 2}}};
  drawing.labels = {{{5, 3}, prose("1 < 2"), Drawing::Label::Anchor::end}};
  const std::string image = svg(drawing, {});
  for (const char* part : {"role=\"img\" aria-label=\"a &quot;b&quot;\" viewBox=\"-0.5 -0.5 11 5\"",
                           "<title>a &quot;b&quot;</title>",
                           "<polygon class=\"area fill-padding\" points=\"0,0 1,0 1,1\"/>",
                           "<polyline class=\"stroke-faint dashed\" points=\"0,2 10,2\"/>",
                           "<polygon class=\"head stroke-faint\" points=\"10,2 9.1,2.4 9.1,1.6\"/>",
                           "<circle class=\"dot fill-output\" cx=\"3\" cy=\"2\" r=\"0.5\"/>",
                           "<text x=\"5\" y=\"3\" text-anchor=\"end\">1 &lt; 2</text>"}) {
    EXPECT_TRUE(contains(image, part)) << part << " isn't in\n" << image;
  }
}

}  // namespace
}  // namespace cnnsolve
