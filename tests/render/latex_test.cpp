#include <gtest/gtest.h>

#include "render/render.h"
#include "render/tikz.h"

namespace cnnsolve {
namespace {

SolvedHomework homework_of(Document document) {
  SolvedHomework homework;
  homework.solutions.push_back({"conv", "", std::move(document), {}});
  return homework;
}

std::string fragment(const SolvedHomework& homework, Detail detail = Detail::steps) {
  return render_latex(homework, {.detail = detail, .fragment = true});
}

const std::string kComment = "% Needs the packages amsmath, amssymb and tikz.\n";

TEST(LatexTest, WhatUsersWroteIsLiteral) {
  struct Case {
    std::string text;
    std::string latex;
  };
  const Case cases[] = {
      {"plain words", "plain words"},
      {"\\input{x}", "\\textbackslash{}input\\{x\\}"},
      {"100 % of $5 & #1_a", "100 \\% of \\$5 \\& \\#1\\_a"},
      {"^^M ~", "\\textasciicircum{}\\textasciicircum{}M \\textasciitilde{}"},
      {"<a|b>", "\\textless{}a\\textbar{}b\\textgreater{}"},
      {"}]*[", "\\}{]}{*}{[}"},
      {"\"x\" `y`", "\\texttt{\\char34}x\\texttt{\\char34} \\`{}y\\`{}"},
      {"a--b ,, ''", "a-{}-b ,{}, '{}'"},
      {"é ł", "é ł"},
      {"α Ω", "$\\alpha$ $\\Omega$"},
      {"漢 Đ", "\\texttt{U+6F22}\\allowbreak{} \\texttt{U+0110}\\allowbreak{}"},
      {"3 × 3 − 1 → …", "3 $\\times$ 3 $-$ 1 $\\rightarrow$ \\dots{}"},
      {"\x1b[31m", "\\textbackslash{}u\\{1b\\}{[}31m"},
      {"two\nlines", "two lines"},
      {std::string(36, 'x'), std::string(34, 'x') + "\\allowbreak{}xx"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(fragment(homework_of({.title = test.text})),
              kComment + "\\section*{" + test.latex + "}\n\n")
        << test.text;
  }
}

TEST(LatexTest, AsciiHasNoLettersOfUsersEither) {
  const SolvedHomework homework = homework_of({.title = "é α 漢"});
  EXPECT_EQ(render_latex(homework, {.charset = Charset::ascii, .fragment = true}),
            kComment +
                "\\section*{\\texttt{U+00E9}\\allowbreak{} $\\alpha$ "
                "\\texttt{U+6F22}\\allowbreak{}}\n\n");
}

std::string latex_of(Block block) {
  const Section part{.title = "P", .blocks = {std::move(block)}};
  const std::string text = fragment(homework_of({.title = "T", .sections = {part}}));
  const std::string before = kComment + "\\section*{T}\n\n\\subsection*{P}\n\n";
  EXPECT_EQ(text.substr(0, before.size()), before);
  return text.substr(before.size());
}

TEST(LatexTest, ProseHasItsQuotationMarksTurned) {
  EXPECT_EQ(latex_of(prose("\"same\" padding of ", Shape{3, 3}, ", ", Number(1) / Number(3))),
            "``same'' padding of $3 \\times 3$, $\\frac{1}{3}$\n\n");
}

TEST(LatexTest, VerdictsAreBold) {
  EXPECT_EQ(latex_of(prose(Verdict::partial, " or ", Verdict::missing)),
            "\\textbf{partly correct} or \\textbf{missing}\n\n");
}

TEST(LatexTest, BarsAreAPicture) {
  const std::string text = latex_of(Figure{BarsFigure{"points", {{"0–20 %_", 1000}}}});
  EXPECT_NE(text.find("% points: 0-20 %_: 1,000\n\\begin{tikzpicture}"), std::string::npos) << text;
  EXPECT_NE(text.find("{0--20 \\%\\_};\n"), std::string::npos) << text;
  EXPECT_NE(text.find("{$1{,}000$};\n"), std::string::npos) << text;
}

TEST(LatexTest, EquationsAreAlignedLinkByLink) {
  const Term w = Term::named({"W"}, Number(14)), s = Term::named({"S"}, Number(3));
  EXPECT_EQ(latex_of(Equation{"y", {"y"}, w / s + 1}),
            "\\noindent\n\\begin{align*}\n"
            "y &= \\frac{W}{S} + 1 \\\\\n"
            "&= \\frac{14}{3} + 1 \\\\\n"
            "&= \\frac{17}{3} \\\\\n"
            "&\\approx 5.66667\n"
            "\\end{align*}\n\n");
  EXPECT_EQ(latex_of(Equation{"y", {"y"}, w + s, false}),
            "\\noindent\n\\begin{align*}\ny &= 14 + 3 = 17\n\\end{align*}\n\n");
}

TEST(LatexTest, UndefinedIsSaid) {
  const Term zero = Term::named({"a"}, Number(0));
  EXPECT_EQ(latex_of(Equation{"y", {"y"}, Term::named({"b"}, Number(7)) / zero, false}),
            "\\noindent\n\\begin{align*}\ny &= \\frac{7}{0} \\text{ (undefined)}\n"
            "\\end{align*}\n\n");
}

TEST(LatexTest, SumsTooWideForThePageAreBroken) {
  Number large = 1;
  for (int i = 0; i < 40; ++i) large = large * 10;
  const Term a = Term::named({"a"}, large);
  const std::string text = latex_of(Equation{"y", {"y"}, a + a, false});
  EXPECT_NE(text.find("y &= \\begin{aligned} & 10{,}000"), std::string::npos) << text;
  EXPECT_NE(text.find(" \\\\ & {} + 10{,}000"), std::string::npos) << text;
}

TEST(LatexTest, MatricesAreExactAndThenRounded) {
  Matrix<Number> matrix(2, 2);
  matrix.entries = {Number(1) / Number(3), 1, -2, 0};
  EXPECT_EQ(latex_of(MatrixBlock{{"X"}, matrix}),
            "\\noindent\n\\begin{align*}\n"
            "X &= \\begin{bmatrix}\n  \\frac{1}{3} & 1 \\\\[3pt]\n  -2 & 0\n\\end{bmatrix}"
            " \\displaybreak[1]\\\\\n"
            " &\\approx \\begin{bmatrix}\n  0.333333 & 1 \\\\\n  -2 & 0\n\\end{bmatrix}\n"
            "\\end{align*}\n\n");
}

TEST(LatexTest, WideMatricesAreSplitByColumns) {
  Matrix<Number> matrix(1, 30);
  const std::string text = latex_of(MatrixBlock{{"X"}, matrix});
  EXPECT_EQ(text.substr(0, 17), "columns 1 to 19:\n");
  EXPECT_NE(text.find("\\setcounter{MaxMatrixCols}{19}"), std::string::npos) << text;
  EXPECT_NE(text.find("columns 20 to 30:\n"), std::string::npos) << text;
}

TEST(LatexTest, TablesHaveARuleBelowTheirHeader) {
  EXPECT_EQ(latex_of(Table{{prose("name"), prose("value")}, {{prose("a & b"), prose(1)}}}),
            "\\hspace*{1em}\\begin{tabular}{ll}\n"
            "\\textbf{name} & \\textbf{value} \\\\\n\\hline\n"
            "a \\& b & $1$ \\\\\n\\end{tabular}\n\n");
}

TEST(LatexTest, IdeasAreForNotesOnly) {
  const Section idea{.role = Section::Role::idea, .title = "Why", .blocks = {prose("So.")}};
  const SolvedHomework homework = homework_of({.title = "T", .sections = {idea}});
  EXPECT_EQ(fragment(homework), kComment + "\\section*{T}\n\n");
  EXPECT_NE(fragment(homework, Detail::notes).find("\\textbf{Why}"), std::string::npos);
}

TEST(LatexTest, AnswersAreATable) {
  SolvedHomework homework = homework_of({.title = "T"});
  homework.solutions[0].answers = {{"output_height", Number(15)}, {"shapes_match", false}};
  EXPECT_EQ(fragment(homework, Detail::answers),
            kComment +
                "\\section*{T}\n\n\\hspace*{1em}\\begin{tabular}{ll}\n"
                "\\texttt{output\\_height} & $15$ \\\\\n"
                "\\texttt{shapes\\_match} & no \\\\\n\\end{tabular}\n\n");
}

TEST(LatexTest, TheTitleIsAPropertyOfThePdf) {
  const std::string text = render_latex(homework_of({.title = "a_b } é – 漢 \\"}), {});
  EXPECT_NE(text.find("pdftitle={a\\_b \\} é - \\textbackslash{}u\\{6f22\\} \\textbackslash{}}"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.substr(text.size() - 15), "\\end{document}\n");
}

TEST(TikzTest, DrawsEachPrimitive) {
  Drawing drawing{.width = 20, .height = 10, .description = "a\nb"};
  drawing.areas.push_back({{{0, 0}, {2, 0}, {2, 2}}, Ground::input});
  drawing.lines.push_back({.points = {{0, 1}, {2.5, 1}}, .arrow = true, .dashed = true});
  drawing.dots.push_back({{1, 1}, Ground::output});
  drawing.labels.push_back({{3, 1}, prose("x"), Drawing::Label::Anchor::start});
  const auto words = [](const Prose& prose) {
    return std::string(words_of(prose.spans[0]).value());
  };
  const std::string body =
      "\\filldraw[fill=blue!10, draw=blue!45!black] (0,0) -- (2,0) -- (2,2) -- cycle;\n"
      "\\draw[->, dashed, black] (0,1) -- (2.5,1);\n"
      "\\filldraw[fill=green!45!black, draw=green!45!black] (1,1) circle[radius=0.22em];\n"
      "\\node[anchor=mid west, inner sep=0pt, font=\\small] at (3,1) {x};\n"
      "\\end{tikzpicture}\n";
  EXPECT_EQ(tikz(drawing, 40, words),
            "% a b\n\\begin{tikzpicture}[x=0.5em, y=-0.5em, >=stealth]\n" + body);
  EXPECT_EQ(tikz(drawing, 10, words),
            "% a b\n\\begin{tikzpicture}[x=0.5em, y=-0.5em, >=stealth, scale=0.5, "
            "transform shape]\n" +
                body);
}

}  // namespace
}  // namespace cnnsolve
