#include "grade/formula_slip.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "grade/typed.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Kind = FormulaSlip::Kind;

Term given(const char* base, Number value) { return Term::named({base}, std::move(value)); }
Term result(const char* base, const Term& formula) { return Term::result({base}, formula); }

struct Found {
  std::string code;
  std::string words;
  Number value;

  bool operator==(const Found&) const = default;
};

void PrintTo(const Found& found, std::ostream* out) {
  *out << found.code << ", " << found.words << ": " << text_of(prose(found.value));
}

Number number(const char* text) { return read_number(text).number.value(); }

std::vector<Found> found_in(const Term& result) {
  std::vector<Found> found;
  Worksheet sheet(result);
  FormulaSlips slips(sheet);
  for (const FormulaSlip& slip : slips.all()) {
    const Number value = slips.value_with(slip);
    EXPECT_EQ(slips.with(slip, {result})[0].value(), value) << text_of(words_of(slip));
    found.push_back({std::string(slip.code), text_of(words_of(slip)), value});
  }
  return found;
}

TEST(FormulaSlip, OfASumOfProducts) {
  const Term a = given("a", 7), b = given("b", 2), c = given("c", 4);
  const std::vector<Found> expected = {
      {"term_left_out", "the term c is left out", 14},
      {"term_left_out", "the term a · b is left out", 4},
      {"sign_turned", "the sign before c is turned", 10},
      {"factor_left_out", "the factor b is left out", 11},
      {"factor_left_out", "the factor a is left out", 6},
      {"symbols_swapped", "a and b are swapped", 18},
      {"symbols_swapped", "a and c are swapped", 15},
      {"symbols_swapped", "b and c are swapped", 30},
  };
  EXPECT_EQ(found_in(result("r", a * b + c)), expected);
}

TEST(FormulaSlip, NothingIsDoneToWhatIsZero) {
  const Term a = given("a", 7), p = given("p", 0);
  const std::vector<Found> expected = {
      {"term_left_out", "the term 2p is left out", 7},
      {"term_left_out", "the term a is left out", 0},
      {"sign_turned", "the sign before 2p is turned", 7},
      {"factor_left_out", "the factor 2 is left out", 7},
  };
  EXPECT_EQ(found_in(result("r", a + 2 * p)), expected);
}

TEST(FormulaSlip, OfAQuotient) {
  const Term a = given("a", 7), b = given("b", 2), c = given("c", 4);
  const std::vector<Found> expected = {
      {"divisor_left_out", "the division by c is left out", 5},
      {"term_left_out", "the term b is left out", number("7/4")},
      {"term_left_out", "the term a is left out", number("-1/2")},
      {"sign_turned", "the sign before b is turned", number("9/4")},
      {"symbols_swapped", "a and b are swapped", number("-5/4")},
      {"symbols_swapped", "a and c are swapped", number("2/7")},
      {"symbols_swapped", "b and c are swapped", number("3/2")},
  };
  EXPECT_EQ(found_in(result("r", (a - b) / c)), expected);
}

TEST(FormulaSlip, OfARounding) {
  const std::vector<Found> expected = {
      {"rounding_left_out", "the result isn't rounded to a whole number", number("7/2")},
      {"divisor_left_out", "the division by b is left out", 7},
      {"symbols_swapped", "a and b are swapped", 0},
  };
  EXPECT_EQ(found_in(result("r", floor(given("a", 7) / given("b", 2)))), expected);
}

// As F · F · C has fewer symbols to swap than F_H · F_W · C.
TEST(FormulaSlip, SwapsOnlyInFormulasWithTheSameSymbolsInTheSamePlaces) {
  const Term f = given("f", 3), g = given("g", 5), c = given("c", 2);
  const Term first = result("p", f * g - c), second = result("q", f * f - c);
  std::vector<Number> swapped;
  Worksheet sheet(result("r", total({first, second})));
  const FormulaSlips slips(sheet);
  for (const FormulaSlip& slip : slips.all()) {
    if (slip.kind == Kind::symbols_swapped) {
      swapped.push_back(slips.with(slip, {result("s", first - second)})[0].value());
    }
  }
  EXPECT_EQ(swapped, (std::vector<Number>{6, 0, -6, 12}));
}

TEST(FormulaSlip, OfSquaresAndRoots) {
  const Term a = given("a", 3), b = given("b", 16);
  const std::vector<Found> expected = {
      {"square_root_left_out", "the root of a² + b is left out", 25},
      {"term_left_out", "the term b is left out", 3},
      {"term_left_out", "the term a² is left out", 4},
      {"sign_turned", "the sign before b is turned", Number::undefined()},
      {"square_left_out", "the square of a is left out", number("sqrt(19)")},
      {"symbols_swapped", "a and b are swapped", number("sqrt(259)")},
  };
  EXPECT_EQ(found_in(result("r", sqrt(square(a) + b))), expected);
}

TEST(FormulaSlip, OfATotal) {
  const Term parts[] = {given("k", 5), given("l", 20), given("n", 300)};
  const std::vector<Found> expected = {
      {"term_left_out", "the term k is left out", 320},
      {"term_left_out", "the term l is left out", 305},
      {"term_left_out", "the term n is left out", 25},
  };
  EXPECT_EQ(found_in(result("r", total({parts[0], parts[1], parts[2]}))), expected);
  EXPECT_EQ(found_in(result("r", total({parts[1], parts[2]})))[0].value, 300);
}

/// A unit's numbers, x₁ to x_m.
Series<Term> numbers(std::initializer_list<int> values) {
  Series<Term> x{Term::unknown({"x", "", "(i)"}), {}, given("m", values.size())};
  for (const int value : values) x.items.push_back(given("x", value));
  return x;
}

TEST(FormulaSlip, LeavesTheOnlyTermOfATotal) {
  EXPECT_TRUE(found_in(result("t", total({given("a", 7)}))).empty());
}

TEST(FormulaSlip, InASumIsMadeInEachSummand) {
  const Term mu = given("μ", 3);
  const std::vector<Found> expected = {
      {"divisor_left_out", "the division by m is left out", 14},
      {"square_left_out", "the square of x⁽ⁱ⁾ − μ is left out", 0},
      {"term_left_out", "the term μ is left out", number("41/3")},
      {"term_left_out", "the term x⁽ⁱ⁾ is left out", 9},
      {"sign_turned", "the sign before μ is turned", number("122/3")},
  };
  EXPECT_EQ(found_in(result("v", variance(numbers({1, 2, 6}), mu))), expected);
}

bool contains(const std::vector<Found>& all, const Found& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

TEST(FormulaSlip, OfTheFormulaItselfComesBeforeThoseBehindIt) {
  const Term w = result("w", given("F", 3) * given("C", 5));
  const std::vector<Found> found = found_in(result("n", w + 1));
  EXPECT_EQ(found[0], (Found{"term_left_out", "the term 1 is left out", 15}));
  EXPECT_EQ(found[1], (Found{"term_left_out", "the term w is left out", 1}));
  EXPECT_TRUE(contains(found, {"factor_left_out", "the factor C is left out", 4}));
  EXPECT_FALSE(contains(found, {"symbols_swapped", "w and F are swapped", 16}));
}

/// Two sizes by the same formula, and their product.
Term area() {
  const auto size = [](const char* name, const Number& input) {
    return result(name, output_size(Axis<Term>{given("L", input), given("F", 3),
                                               symmetric_padding(given("P", 1)), given("S", 1)}));
  };
  return result("A", size("h", 10) * size("w", 20));
}

TEST(FormulaSlip, IsMadeInAllFormulasOfOneFormOrInOneOfThem) {
  const std::vector<Found> found = found_in(area());
  const std::string words = "the term 2P is left out";
  std::vector<Number> values;
  for (const Found& each : found) {
    if (each.words == words) values.push_back(each.value);
  }
  EXPECT_EQ(values, (std::vector<Number>{8 * 18, 8 * 20, 10 * 18}));
}

TEST(FormulaSlip, OfOneFormulaStaysInIt) {
  Worksheet sheet(area());
  const FormulaSlips slips(sheet);
  for (const FormulaSlip& slip : slips.all()) {
    if (!slip.only || text_of(words_of(slip)) != "the term 2P is left out") continue;
    const Term altered = slips.with(slip, {area()})[0];
    EXPECT_EQ(altered.value(), 200) << "another area has other formulas, though they read alike";
  }
}

TEST(FormulaSlip, InAMeanReachesAllUnits) {
  const Term means[] = {result("μ1", mean(numbers({1, 2, 6}))),
                        result("μ2", mean(numbers({10, 20, 60})))};
  std::vector<Term> normalized;
  for (const Term& mu : means) {
    normalized.push_back(result("x̂", normalize(given("x", 100), mu, given("σ", 2))));
  }
  Worksheet sheet(normalized[0]);
  const FormulaSlips slips(sheet);
  const auto slip = std::find_if(slips.all().begin(), slips.all().end(), [](const auto& each) {
    return text_of(words_of(each)) == "the division by m is left out";
  });
  ASSERT_NE(slip, slips.all().end());
  const std::vector<Term> altered = slips.with(*slip, normalized);
  EXPECT_EQ(altered[0].value(), number("91/2"));
  EXPECT_EQ(altered[1].value(), 5);
  EXPECT_EQ(slips.with(*slip, {means[1]})[0].value(), 90);
}

TEST(FormulaSlip, LeavesOtherFormulasAsTheyAre) {
  const Term product = result("p", given("a", 3) * given("b", 5));
  const Term quotient = result("q", given("a", 3) / given("b", 5));
  Worksheet sheet(product);
  const FormulaSlips slips(sheet);
  for (const FormulaSlip& slip : slips.all()) {
    EXPECT_EQ(&slips.with(slip, {quotient})[0].node(), &quotient.node());
  }
}

TEST(FormulaSlip, NeedsAFormula) {
  for (const Term& term : {given("a", 3), result("b", given("a", 3))}) {
    Worksheet sheet(term);
    EXPECT_TRUE(FormulaSlips(sheet).all().empty());
  }
}

}  // namespace
}  // namespace cnnsolve
