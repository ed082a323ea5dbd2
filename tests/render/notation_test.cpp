#include "render/notation.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "math/formulas.h"
#include "render/math_text.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

Term named(Symbol symbol, Number value) { return Term::named(std::move(symbol), std::move(value)); }
Term column(const char* base, std::vector<Number> entries) {
  return Term::named({base}, std::move(entries));
}
std::array<Term, 4> letters() {
  return {named({"a"}, 7), named({"b"}, 2), named({"c"}, 4), named({"P"}, 1)};
}
Number ratio(long numerator, long denominator) { return Number(mpq_class(numerator, denominator)); }
Number root(long of) { return sqrt(Number(of)); }
Number power_of_ten(unsigned long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, exponent);
  return Number(power);
}

/// As math_text prints it, with plain spaces.
std::string text_of(const Ink& ink, Charset charset) {
  std::string text = math_text(ink, charset);
  const std::string no_break_space = "\u00a0";
  for (size_t at = 0; (at = text.find(no_break_space, at)) != std::string::npos;) {
    text.replace(at, no_break_space.size(), " ");
  }
  return text;
}

void expect_text(const Ink& ink, const std::string& unicode, const std::string& ascii) {
  SCOPED_TRACE(unicode);
  EXPECT_EQ(text_of(ink, Charset::unicode), unicode);
  EXPECT_EQ(text_of(ink, Charset::ascii), ascii);
}

struct TermCase {
  Term term;
  std::string unicode;
  std::string ascii;
};
void expect_names(const std::vector<TermCase>& cases) {
  for (const TermCase& c : cases) expect_text(show_names(c.term, {}).ink, c.unicode, c.ascii);
}
void expect_numbers(const std::vector<TermCase>& cases) {
  for (const TermCase& c : cases) expect_text(show_numbers(c.term, 0, {}).ink, c.unicode, c.ascii);
}

TEST(Notation, ParenthesesOfSumsAndProducts) {
  const auto [a, b, c, p] = letters();
  expect_names({
      {a - (b - c), "a − (b − c)", "a - (b - c)"},
      {a - (b + c), "a − (b + c)", "a - (b + c)"},
      {a - b - c, "a − b − c", "a - b - c"},
      {a + (b - c), "a + b − c", "a + b - c"},
      {a - b * c, "a − b · c", "a - b * c"},
      {(a + b) * c, "(a + b) · c", "(a + b) * c"},
      {c * (a - b), "c · (a − b)", "c * (a - b)"},
      {a * b * c, "a · b · c", "a * b * c"},
      {a * (b * c), "a · (b · c)", "a * (b * c)"},
      {(a - b) / c, "(a − b)/c", "(a - b)/c"},
      {a / (b + c), "a/(b + c)", "a/(b + c)"},
      {a / (b * c), "a/(b · c)", "a/(b * c)"},
      {a * b / c, "a · b/c", "a * b/c"},
      {a / b / c, "(a/b)/c", "(a/b)/c"},
      {a / (b / c), "a/(b/c)", "a/(b/c)"},
      {a / b * c, "(a/b) · c", "(a/b) * c"},
      {a * (b / c), "a · (b/c)", "a * (b/c)"},
      {a / b + c, "a/b + c", "a/b + c"},
      {maximum(0, a - b), "max(0, a − b)", "max(0, a - b)"},
  });
}

TEST(Notation, ParenthesesRoundSigns) {
  const auto [a, b, c, p] = letters();
  expect_names({
      {-(a + b), "−(a + b)", "-(a + b)"},
      {-(a * b), "−a · b", "-a * b"},
      {-(-a), "−(−a)", "-(-a)"},
      {-a + b, "−a + b", "-a + b"},
      {a + -b, "a + (−b)", "a + (-b)"},
      {a - -b, "a − (−b)", "a - (-b)"},
      {a * -b, "a · (−b)", "a * (-b)"},
      {a / -b, "a/(−b)", "a/(-b)"},
      {-a / b, "−a/b", "-a/b"},
      {a + -b * c, "a + (−b · c)", "a + (-b * c)"},
      {a - -b / c, "a − (−b/c)", "a - (-b/c)"},
      {a + (-b + c), "a + (−b + c)", "a + (-b + c)"},
      {-(a / b) * c, "(−a/b) · c", "(-a/b) * c"},
      {square(-a), "(−a)²", "(-a)^2"},
      {-square(a), "−a²", "-a^2"},
      {sqrt(-a), "√(−a)", "sqrt(-a)"},
  });
}

TEST(Notation, PowersRootsAndJuxtaposition) {
  const auto [a, b, c, p] = letters();
  const Term example = named({"x", "1", "(2)"}, 3);
  expect_names({
      {square(a), "a²", "a^2"},
      {square(a + b), "(a + b)²", "(a + b)^2"},
      {square(a * b), "(a · b)²", "(a * b)^2"},
      {square(a / b), "(a/b)²", "(a/b)^2"},
      {square(square(a)), "(a²)²", "(a^2)^2"},
      {square(sqrt(a)), "(√a)²", "(sqrt(a))^2"},
      {square(2 * p), "(2P)²", "(2P)^2"},
      {square(example), "(x₁⁽²⁾)²", "(x_1^(2))^2"},
      {square(named({"x", "1"}, 3)), "x₁²", "x_1^2"},
      {sqrt(a), "√a", "sqrt(a)"},
      {sqrt(a + b), "√(a + b)", "sqrt(a + b)"},
      {sqrt(a / b), "√(a/b)", "sqrt(a/b)"},
      {sqrt(a * b), "√(a · b)", "sqrt(a * b)"},
      {sqrt(2 * p), "√(2P)", "sqrt(2P)"},
      {sqrt(square(a)), "√(a²)", "sqrt(a^2)"},
      {sqrt(named({"σ", "", "2"}, 5)), "√(σ²)", "sqrt(sigma^2)"},
      {2 * p, "2P", "2P"},
      {a + 2 * p, "a + 2P", "a + 2P"},
      {p * 2, "P · 2", "P * 2"},
      {2 * p * a, "2P · a", "2P * a"},
      {a * (2 * p), "a · (2P)", "a * (2P)"},
      {a / (2 * p), "a/(2P)", "a/(2P)"},
      {3 * sqrt(Term(5)), "3√5", "3*sqrt(5)"},
      {Term(2) * Term(3), "2 · 3", "2 * 3"},
  });
}

TEST(Notation, WhatDoesNothingIsHidden) {
  const auto [a, b, c, p] = letters();
  expect_names({
      {a + 0, "a", "a"},
      {0 + a, "a", "a"},
      {a - 0, "a", "a"},
      {0 - a, "0 − a", "0 - a"},
      {1 * a, "a", "a"},
      {a * 1, "a", "a"},
      {a / 1, "a", "a"},
      {(a + b + 0) * c, "(a + b) · c", "(a + b) * c"},
      {floor(a / b) + 1, "⌊a/b⌋ + 1", "floor(a/b) + 1"},
      {floor(c / b) + 1, "c/b + 1", "c/b + 1"},
      {a * floor(c / b), "a · (c/b)", "a * (c/b)"},
      {square(floor(a / b)), "⌊a/b⌋²", "floor(a/b)^2"},
      {ceiling(a / b), "⌈a/b⌉", "ceil(a/b)"},
      {ceiling(c / b), "c/b", "c/b"},
  });
  // Only what the formula itself contains is hidden, not the numbers of a problem.
  expect_numbers({{a * p + 0, "7 · 1", "7 * 1"}, {a / p, "7/1", "7/1"}});
}

TEST(Notation, SumsAndColumnsOfMoreThanSix) {
  const auto [a, b, c, p] = letters();
  const std::vector<Term> six = {a, b, c, a, b, -c};
  expect_names({
      {total(std::vector<Term>{a - b, c}), "a − b + c", "a - b + c"},
      {total(six), "a + b + c + a + b + (−c)", "a + b + c + a + b + (-c)"},
      {total(std::vector<Term>{a, b, c, a, b, c, p}), "a + b + c + … + P", "a + b + c + ... + P"},
  });
  expect_numbers({
      {column("x", {1, 2, 3, 4, 5, -6}), "(1, 2, 3, 4, 5, −6)", "(1, 2, 3, 4, 5, -6)"},
      {column("x", {1, 2, 3, 4, 5, 6, 7}), "(1, 2, 3, …, 7)", "(1, 2, 3, ..., 7)"},
      {column("x", {ratio(1, 3), Number::undefined()}) - a, "(1/3, undefined) − 7",
       "(1/3, undefined) - 7"},
      {square(column("x", {1, 2})), "(1, 2)²", "(1, 2)^2"},
  });
}

TEST(Notation, SeriesByNameAndByValue) {
  Series<Term> x{Term::unknown({"x", "", "(i)"}), {}, named({"m"}, 8)};
  for (int i = 1; i <= 8; ++i) x.items.push_back(named({"x", "", std::to_string(i)}, i * 2 - 11));
  const Term mu = named({"μ"}, -2);
  expect_names({{mean(x), "(Σᵢ x⁽ⁱ⁾)/m", "(sum_i x^(i))/m"},
                {variance(x, mu), "(Σᵢ (x⁽ⁱ⁾ − μ)²)/m", "(sum_i (x^(i) - mu)^2)/m"}});
  expect_numbers(
      {{mean(x), "(−9 + (−7) + (−5) + … + 5)/8", "(-9 + (-7) + (-5) + ... + 5)/8"},
       {variance(x, mu), "((−9 − (−2))² + (−7 − (−2))² + (−5 − (−2))² + … + (5 − (−2))²)/8",
        "((-9 - (-2))^2 + (-7 - (-2))^2 + (-5 - (-2))^2 + ... + (5 - (-2))^2)/8"}});
}

TEST(Notation, NumbersAsOperands) {
  const auto [a, b, c, p] = letters();
  const Term minus = named({"n"}, -3);
  const Term third = named({"t"}, ratio(1, 3));
  const Term minus_third = named({"t"}, ratio(-1, 3));
  const Term root_5 = named({"σ"}, root(5));
  const Term surd = named({"σ"}, 3 * root(5));
  const Term mixed = named({"s"}, 1 + root(2));
  const Term tiny = named({"ε"}, ratio(3, 2) / power_of_ten(9));
  expect_numbers({
      {minus + c, "−3 + 4", "-3 + 4"},
      {c + minus, "4 + (−3)", "4 + (-3)"},
      {c - minus, "4 − (−3)", "4 - (-3)"},
      {c * minus, "4 · (−3)", "4 * (-3)"},
      {minus * c, "−3 · 4", "-3 * 4"},
      {c / minus, "4/(−3)", "4/(-3)"},
      {square(minus), "(−3)²", "(-3)^2"},
      {-minus, "−(−3)", "-(-3)"},
      {c * third, "4 · (1/3)", "4 * (1/3)"},
      {third * c, "(1/3) · 4", "(1/3) * 4"},
      {minus_third * c, "(−1/3) · 4", "(-1/3) * 4"},
      {third / c, "(1/3)/4", "(1/3)/4"},
      {c / third, "4/(1/3)", "4/(1/3)"},
      {c - third, "4 − 1/3", "4 - 1/3"},
      {c + minus_third, "4 + (−1/3)", "4 + (-1/3)"},
      {square(third), "(1/3)²", "(1/3)^2"},
      {sqrt(third), "√(1/3)", "sqrt(1/3)"},
      {square(root_5), "(√5)²", "(sqrt(5))^2"},
      {2 * root_5, "2√5", "2*sqrt(5)"},
      {named({"γ"}, 1) * root_5, "1 · √5", "1 * sqrt(5)"},
      {c / root_5, "4/√5", "4/sqrt(5)"},
      {c * surd, "4 · (3√5)", "4 * (3*sqrt(5))"},
      {square(surd), "(3√5)²", "(3*sqrt(5))^2"},
      {c / surd, "4/(3√5)", "4/(3*sqrt(5))"},
      {c * mixed, "4 · (1 + √2)", "4 * (1 + sqrt(2))"},
      {c - mixed, "4 − (1 + √2)", "4 - (1 + sqrt(2))"},
      {c + tiny, "4 + 1.5 × 10⁻⁹", "4 + 1.5e-9"},
      {c * tiny, "4 · (1.5 × 10⁻⁹)", "4 * (1.5e-9)"},
      {square(tiny), "(1.5 × 10⁻⁹)²", "(1.5e-9)^2"},
  });
}

TEST(Notation, RoundsOfWorkingOut) {
  const Axis<Term> axis{named({"W"}, 16), named({"F"}, 3), 2 * named({"P"}, 1), named({"S"}, 2)};
  const Term size = output_size(axis);
  const std::vector<std::string> rounds = {
      "⌊(16 − 3 + 2 · 1)/2⌋ + 1", "⌊15/2⌋ + 1", "⌊7.5⌋ + 1", "7 + 1", "8", "8"};
  expect_text(show_names(size, {}).ink, "⌊(W − F + 2P)/S⌋ + 1", "floor((W - F + 2P)/S) + 1");
  for (size_t round = 0; round < rounds.size(); ++round) {
    SCOPED_TRACE(round);
    const Shown shown = show_numbers(size, static_cast<int>(round), {});
    EXPECT_EQ(text_of(shown.ink, Charset::unicode), rounds[round]);
    EXPECT_TRUE(shown.exact);
  }
}

struct NumberCase {
  Number number;
  std::string unicode;
  std::string ascii;
  int digits = 6;
  bool exact = true;
};
void expect_shown(Shown (*show)(const Number&, const NotationOptions&),
                  const std::vector<NumberCase>& cases) {
  for (const NumberCase& c : cases) {
    const Shown shown = show(c.number, {.digits = c.digits});
    expect_text(shown.ink, c.unicode, c.ascii);
    EXPECT_EQ(shown.exact, c.exact) << c.unicode;
  }
}

TEST(Notation, NumbersAsNotesHaveThem) {
  expect_shown(show_number, {
                                {0, "0", "0"},
                                {-7, "−7", "-7"},
                                {1234567, "1,234,567", "1,234,567", 2},
                                {ratio(1, 3), "1/3", "1/3"},
                                {ratio(-2, 3), "−2/3", "-2/3"},
                                {ratio(1, 8), "0.125", "0.125"},
                                {ratio(1, 8), "0.125", "0.125", 2},
                                {ratio(12345678, 1000), "12,345.678", "12,345.678", 8},
                                {ratio(12345678, 1000), "12,345.678", "12,345.678"},
                                {ratio(12345678901, 1000), "12,345,700", "12,345,700", 6, false},
                                {ratio(1234, 567), "1,234/567", "1,234/567"},
                                {ratio(999998, 7), "999,998/7", "999,998/7"},
                                {ratio(1000001, 7), "142,857", "142,857", 6, false},
                                {ratio(1, 1024), "0.0009765625", "0.0009765625"},
                                {ratio(1, 65536), "1/65,536", "1/65,536"},
                                {ratio(1, 65536), "0.0000152587890625", "0.0000152587890625", 12},
                                {ratio(1, 1000000), "0.000001", "0.000001"},
                                {ratio(-1, 10000000), "−1 × 10⁻⁷", "-1e-7"},
                                {power_of_ten(24) / 7, "1.42857 × 10²³", "1.42857e23", 6, false},
                                {Number::approximate(-0.25), "−0.25", "-0.25", 2, false},
                                {Number::undefined(), "undefined", "undefined"},
                            });
}

TEST(Notation, Surds) {
  expect_shown(show_number, {
                                {root(5), "√5", "sqrt(5)"},
                                {2 * root(3), "2√3", "2*sqrt(3)"},
                                {-3 / root(5), "−3/√5", "-3/sqrt(5)"},
                                {1 / root(2), "1/√2", "1/sqrt(2)"},
                                {root(6) / 2, "√6/2", "sqrt(6)/2"},
                                {5 * root(3) / 9, "5√3/9", "5*sqrt(3)/9"},
                                {root(5) / 2, "√5/2", "sqrt(5)/2"},
                                {-2 * root(5) / 3, "−2√5/3", "-2*sqrt(5)/3"},
                                {1 + root(2), "1 + √2", "1 + sqrt(2)"},
                                {-1 - 1 / root(2), "−1 − 1/√2", "-1 - 1/sqrt(2)"},
                                {(1 + root(5)) / 2, "1/2 + √5/2", "1/2 + sqrt(5)/2"},
                                {root(9973), "√9,973", "sqrt(9,973)"},
                                {root(10007), "100.035", "100.035", 6, false},
                                {10007 * root(2), "14,152.0", "14,152.0", 6, false},
                            });
}

TEST(Notation, NumbersInFullAndAsDecimals) {
  expect_text(show_exactly(ratio(-1, 8)), "−1/8", "-1/8");
  expect_text(show_exactly(ratio(12345678, 1000)), "6,172,839/500", "6,172,839/500");
  expect_text(show_exactly(root(10007) / 5 - 3), "−3 + √10,007/5", "-3 + sqrt(10,007)/5");
  EXPECT_EQ(math_text(show_exactly(1234567 * root(2)), Charset::ascii, Grouping::none),
            "1234567*sqrt(2)");
  expect_shown(show_decimal, {
                                 {ratio(1, 3), "0.333333", "0.333333", 6, false},
                                 {ratio(-2, 3), "−0.67", "-0.67", 2, false},
                                 {ratio(1, 8), "0.125", "0.125"},
                                 {-root(2), "−1.4142", "-1.4142", 5, false},
                                 {1 / root(3), "0.577350", "0.577350", 6, false},
                                 {Number::undefined(), "undefined", "undefined"},
                             });
}

TEST(Notation, WantsADecimalBesideFractionsAndSurds) {
  for (const Number& n : {ratio(1, 3), root(5), 1 + root(2), ratio(1, 65536), ratio(999998, 7)}) {
    EXPECT_TRUE(wants_decimal(n, {})) << text_of(show_exactly(n), Charset::ascii);
  }
  for (const Number& n : {Number(2), ratio(1, 8), ratio(1000001, 7), root(10007),
                          Number::approximate(0.5), Number::undefined()}) {
    EXPECT_FALSE(wants_decimal(n, {})) << text_of(show_decimal(n, {}).ink, Charset::ascii);
  }
  EXPECT_FALSE(wants_decimal(ratio(1, 65536), {.digits = 12}));
}

TEST(Notation, SymbolsAndUnbrokenSpaces) {
  expect_names({
      {named({"x̂", "12", "(3)"}, 1), "x̂₁₂⁽³⁾", "xhat_12^(3)"},
      {named({"X̂"}, 1), "X̂", "Xhat"},
      {named({"P", "total"}, 1), "P_total", "P_total"},
      {named({"x", "ij", "(m)"}, 1), "xᵢⱼ⁽ᵐ⁾", "x_ij^(m)"},
      {named({"γ"}, 1) * named({"x̂"}, 1) + named({"β"}, 1), "γ · x̂ + β", "gamma * xhat + beta"},
      {sqrt(named({"σ"}, 1) + named({"ε"}, 1)), "√(σ + ε)", "sqrt(sigma + epsilon)"},
  });
  const auto [a, b, c, p] = letters();
  EXPECT_EQ(math_text(show_names(a + b * c, {}).ink, Charset::unicode), "a +\u00a0b ·\u00a0c");
  EXPECT_EQ(shape_text({15, 1024, 28}, Charset::unicode), "15\u00a0×\u00a01,024\u00a0×\u00a028");
  EXPECT_EQ(shape_text({15, 28}, Charset::ascii), "15\u00a0x\u00a028");
}

TEST(Notation, DrawnFractionsAndRootsNeedNoParentheses) {
  const auto [a, b, c, p] = letters();
  const NotationOptions stacked{.stacked = true};
  const Ink fraction = show_names((a + b) / (a * c), stacked).ink;
  ASSERT_EQ(fraction.kind, Kind::fraction);
  EXPECT_EQ(fraction.parts[0].kind, Kind::sum);
  EXPECT_EQ(fraction.parts[1].kind, Kind::product);
  EXPECT_EQ(show_names(sqrt(a + b), stacked).ink.parts[0].kind, Kind::sum);
  EXPECT_EQ(show_names(c * (a / b), stacked).ink.parts[1].kind, Kind::fraction);
  EXPECT_EQ(show_names((a / b) / c, stacked).ink.parts[0].kind, Kind::fraction);
  EXPECT_EQ(show_names(square(a / b), stacked).ink.parts[0].kind, Kind::parentheses);
  EXPECT_EQ(show_names((a + b) * c, stacked).ink.parts[0].kind, Kind::parentheses);
  EXPECT_EQ(show_number(ratio(-1, 3), stacked).ink.parts[0].kind, Kind::fraction);
}

/// "σ = √v = √5 ≈ 2.23607": all of a chain on one line.
std::string chain_text(const Equation& equation) {
  const Chain chain = work_through(equation, {});
  std::string text = text_of(chain.symbol, Charset::unicode);
  for (const Link& link : chain.links()) {
    const bool equal = link.relation == Link::Relation::equal;
    const bool undefined = link.relation == Link::Relation::undefined;
    text += undefined ? " is " : equal ? " = " : " ≈ ";
    text += text_of(link.ink, Charset::unicode);
  }
  return text;
}

TEST(WorkThrough, GoesFromTheFormulaToTheResultWithoutRepetition) {
  const auto [a, b, c, p] = letters();
  const Axis<Term> axis{named({"W"}, 15), named({"F"}, 3), 2 * p, named({"S"}, 1)};
  const Term mu = named({"μ"}, 3);
  const Term large = named({"u"}, ratio(1000001, 7));
  const std::vector<std::pair<Equation, std::string>> cases = {
      {{"", {"W", "2"}, output_size(axis)},
       "W₂ = (W − F + 2P)/S + 1 = (15 − 3 + 2 · 1)/1 + 1 = 14/1 + 1 = 14 + 1 = 15"},
      {{"", {"q"}, c}, "q = c = 4"},
      {{"", {"q"}, c * 1 + 0}, "q = c = 4"},
      {{"", {"q"}, c, false}, "q = 4"},
      {{"", {"q"}, named({"q"}, 3)}, "q = 3"},
      {{"", {"q"}, a / c}, "q = a/c = 7/4 = 1.75"},
      {{"", {"q"}, b / mu}, "q = b/μ = 2/3 ≈ 0.666667"},
      {{"", {"σ"}, sqrt(mu)}, "σ = √μ = √3 ≈ 1.73205"},
      {{"", {"σ"}, sqrt(c)}, "σ = √c = √4 = 2"},
      {{"", {"x̂"}, normalize(named({"x"}, 0), mu, named({"σ"}, root(5)))},
       "x̂ = (x − μ)/σ = (0 − 3)/√5 = −3/√5 ≈ −1.34164"},
      {{"", {"x̂"}, normalize(mu, mu, named({"σ"}, 0))},
       "x̂ = (μ − μ)/σ = (3 − 3)/0 = 0/0 is undefined"},
      {{"", {"y"}, sqrt(a / named({"z"}, 0))}, "y = √(a/z) = √(7/0) is undefined"},
      {{"", {"y"}, 2 * large}, "y = 2u ≈ 2 · 142,857 ≈ 285,715"},
      {{"", {"y"}, b * Term::named({"x"}, std::vector<Number>{1, ratio(1, 3)})},
       "y = b · x = 2 · (1, 1/3) = (2, 2/3)"},
  };
  for (const auto& [equation, text] : cases) EXPECT_EQ(chain_text(equation), text);
}

TEST(WorkThrough, SortsItsLinks) {
  const auto [a, b, c, p] = letters();
  const Chain chain = work_through({"", {"q"}, sqrt(square(a - b) + c)}, {});
  ASSERT_EQ(chain.formula.size(), 1U);
  expect_text(chain.formula[0].ink, "√((a − b)² + c)", "sqrt((a - b)^2 + c)");
  ASSERT_EQ(chain.substitution.size(), 1U);
  expect_text(chain.substitution[0].ink, "√((7 − 2)² + 4)", "sqrt((7 - 2)^2 + 4)");
  ASSERT_EQ(chain.folded.size(), 3U);
  expect_text(chain.folded[0].ink, "√(5² + 4)", "sqrt(5^2 + 4)");
  expect_text(chain.folded[1].ink, "√(25 + 4)", "sqrt(25 + 4)");
  expect_text(chain.folded[2].ink, "√29", "sqrt(29)");
  ASSERT_EQ(chain.result.size(), 1U);
  expect_text(chain.result[0].ink, "5.38516", "5.38516");
  EXPECT_TRUE(work_through({"", {"q"}, a, false}, {}).formula.empty());
}

std::vector<std::string> matrix_texts(const std::vector<Number>& row) {
  Matrix<Number> matrix(1, row.size());
  matrix.entries = row;
  std::vector<std::string> texts;
  for (const ShownMatrix& version : show_matrix(matrix, {})) {
    std::string text = version.exact ? "=" : "≈";
    for (const Ink& cell : version.cells.entries) text += " " + text_of(cell, Charset::unicode);
    texts.push_back(text);
  }
  return texts;
}

TEST(ShowMatrix, OneVersionOrTwo) {
  using Texts = std::vector<std::string>;
  const Number undefined = Number::undefined();
  EXPECT_EQ(matrix_texts({1, -2, ratio(1, 2)}), (Texts{"= 1 −2 0.5"}));
  EXPECT_EQ(matrix_texts({1, ratio(1, 3)}), (Texts{"= 1 1/3", "≈ 1 0.333333"}));
  EXPECT_EQ(matrix_texts({undefined, root(2)}), (Texts{"= undefined √2", "≈ undefined 1.41421"}));
  EXPECT_EQ(matrix_texts({undefined, 3}), (Texts{"= undefined 3"}));
  EXPECT_EQ(matrix_texts({root(10007), ratio(1, 3)}), (Texts{"≈ 100.035 0.333333"}));
  EXPECT_EQ(matrix_texts({1234567, ratio(1, 3)}),
            (Texts{"= 1,234,567 1/3", "≈ 1,234,567 0.333333"}));
}

}  // namespace
}  // namespace cnnsolve
