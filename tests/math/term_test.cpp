#include "math/term.h"

#include <gtest/gtest.h>

#include <random>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

Term named(const char* base, Number value) { return Term::named({base}, std::move(value)); }

Term column(const char* base, std::vector<Number> entries) {
  return Term::named({base}, std::move(entries));
}

std::vector<Op> operations(const Operands& terms) {
  std::vector<Op> result;
  for (const Term& term : terms) result.push_back(term.node().op);
  return result;
}

/// The same random numbers twice, once with names.
struct Pair {
  Number number;
  Term term = Term(0);
};

class Pairs {
 public:
  Pair next() {
    const Number number(mpq_class(draw_(engine_), divisor_(engine_)));
    return {number, named("x", number)};
  }

 private:
  std::mt19937 engine_{15};
  std::uniform_int_distribution<long> draw_{-9, 9};
  std::uniform_int_distribution<long> divisor_{1, 4};
};

TEST(Term, FormulasGiveWhatTheyGiveOnNumbers) {
  Pairs pairs;
  for (int i = 0; i < 200; ++i) {
    SCOPED_TRACE(i);
    const Pair a = pairs.next();
    const Pair b = pairs.next();
    const Pair c = pairs.next();
    const Pair d = pairs.next();
    const Axis<Number> axis{a.number, b.number, c.number, d.number};
    const Axis<Term> named_axis{a.term, b.term, c.term, d.term};
    EXPECT_EQ(output_size(named_axis).value(), output_size(axis));
    EXPECT_EQ(unread_positions(named_axis, a.term).value(), unread_positions(axis, a.number));
    EXPECT_EQ(same_padding(named_axis, b.term).value(), same_padding(axis, b.number));
    EXPECT_EQ(same_output_size(a.term, b.term).value(), same_output_size(a.number, b.number));
    EXPECT_EQ(effective_kernel(a.term, b.term).value(), effective_kernel(a.number, b.number));
    EXPECT_EQ(stabilised_deviation(a.term, b.term).value(),
              stabilised_deviation(a.number, b.number));
    EXPECT_EQ(normalize(a.term, b.term, c.term).value(), normalize(a.number, b.number, c.number));
    EXPECT_EQ((-a.term).value(), -a.number);
  }
}

TEST(Term, MeanAndVarianceGiveWhatTheyGiveOnNumbers) {
  Pairs pairs;
  Series<Number> x{0, {}, 5};
  Series<Term> named_x{Term::unknown({"x", "", "(i)"}), {}, named("m", 5)};
  for (int i = 0; i < 5; ++i) {
    const Pair pair = pairs.next();
    x.items.push_back(pair.number);
    named_x.items.push_back(pair.term);
  }
  const Number mu = mean(x);
  EXPECT_EQ(mean(named_x).value(), mu);
  EXPECT_EQ(variance(named_x, named("μ", mu)).value(), variance(x, mu));
}

TEST(Term, RemembersWhatItWasMadeOf) {
  const Term w = named("W", 15);
  const Term sum = w - 3 + 2 * named("P", 1);
  EXPECT_EQ(sum.node().op, Op::add);
  EXPECT_EQ(operations(sum.node().operands), (std::vector<Op>{Op::subtract, Op::multiply}));
  const Operands& difference = sum.node().operands[0].node().operands;
  EXPECT_EQ(operations(difference), (std::vector<Op>{Op::symbol, Op::constant}));
  EXPECT_EQ(difference[0].node().symbol, (Symbol{"W"}));
  EXPECT_EQ(difference[1].value(), 3);
  EXPECT_EQ(square(w).node().op, Op::power);
  EXPECT_EQ(square(w).node().operands[1].value(), 2);
  EXPECT_EQ(sqrt(w).node().op, Op::root);
  EXPECT_EQ(floor(w).node().op, Op::floor);
  EXPECT_EQ(ceiling(w).node().op, Op::ceiling);
  EXPECT_EQ(maximum(w, 1).node().op, Op::maximum);
  EXPECT_EQ((w / 2).node().op, Op::divide);
  EXPECT_EQ((-w).node().op, Op::negate);
}

TEST(Term, UnknownsHaveNoValue) {
  EXPECT_TRUE(Term::unknown({"x"}).value().is_undefined());
  EXPECT_TRUE((Term::unknown({"x"}) + 1).value().is_undefined());
}

TEST(Term, HeightsCountRoundsOfWorking) {
  const Term a = named("a", 15);
  const Term b = named("b", 3);
  const struct {
    const char* what;
    Term term;
    int height;
  } cases[] = {
      {"a", a, 0},
      {"2", Term(2), 0},
      {"a + b", a + b, 1},
      {"a + b - 2 + a", a + b - 2 + a, 1},
      {"a - b + 2a", a - b + 2 * a, 1},
      {"a b a", a * b * a, 1},
      {"a b / a", a * b / a, 1},
      {"a + (a + b)", a + (a + b), 2},
      {"a (b a)", a * (b * a), 2},
      {"(a - b + 2a)/b", (a - b + 2 * a) / b, 2},
      {"(a - b)/b + 1", (a - b) / b + 1, 2},
      {"a²", square(a), 1},
      {"(a - b)²", square(a - b), 2},
      {"a² + b", square(a) + b, 2},
      {"√(a + b)", sqrt(a + b), 2},
      {"-(a + b)", -(a + b), 2},
      {"⌊a/b⌋ + 1", floor(a / b) + 1, 3},
      {"max(0, a - b)", maximum(0, a - b), 2},
      {"total of two products", total(std::vector<Term>{a * b, b * a}), 1},
      {"total of a square", total(std::vector<Term>{a, square(b)}), 2},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(c.term.node().height, c.height);
  }
}

TEST(Term, OutputSizeTakesASumAQuotientAndTheRest) {
  const Axis<Term> axis{named("W", 15), named("F", 3), 2 * named("P", 1), named("S", 1)};
  EXPECT_EQ(((axis.input - axis.kernel + axis.padding) / axis.stride).node().height, 2);
  EXPECT_EQ(output_size(axis).value(), 15);
}

TEST(Term, ProductsOfColumnsAreARoundOfTheirOwn) {
  const Term x = column("x", {1, 2});
  EXPECT_EQ((2 * x).node().height, 1);
  EXPECT_EQ((2 * x + 1).node().height, 2);
  EXPECT_EQ((x + x + 1).node().height, 1);
}

TEST(Term, ColumnsWorkEntryByEntry) {
  const Term x = column("x", {12, 0, -5});
  const Term y = column("y", {4, 10, 5});
  using Column = std::vector<Number>;
  EXPECT_EQ((x + y).column(), (Column{16, 10, 0}));
  EXPECT_EQ((x - y).column(), (Column{8, -10, -10}));
  EXPECT_EQ((x * y).column(), (Column{48, 0, -25}));
  EXPECT_EQ((x / y).column(), (Column{3, 0, -1}));
  EXPECT_EQ((-x).column(), (Column{-12, 0, 5}));
  EXPECT_EQ(square(x).column(), (Column{144, 0, 25}));
  EXPECT_EQ(maximum(x, y).column(), (Column{12, 10, 5}));
  EXPECT_EQ(sqrt(column("v", {4, 5, -1})).column(),
            (Column{2, sqrt(Number(5)), Number::undefined()}));
  EXPECT_EQ(floor(y / 4).column(), (Column{1, 2, 1}));
  EXPECT_EQ(ceiling(y / 4).column(), (Column{1, 3, 2}));
}

TEST(Term, ScalarsServeEveryEntry) {
  const Term x = column("x", {12, 0, -5});
  const Term scalar = named("s", 2);
  using Column = std::vector<Number>;
  EXPECT_EQ((x + scalar).column(), (Column{14, 2, -3}));
  EXPECT_EQ((scalar - x).column(), (Column{-10, 2, 7}));
  EXPECT_EQ((scalar * x).column(), (Column{24, 0, -10}));
  EXPECT_EQ((x / 2).column(), (Column{6, 0, Number(mpq_class(-5, 2))}));
  EXPECT_TRUE((scalar + 1).column().empty());
  EXPECT_EQ(scale_and_shift(x, scalar, column("b", {1, 1, 0})).column(), (Column{25, 1, -10}));
}

TEST(Term, ASeriesKeepsItsGeneralSummandItsCountAndItsItems) {
  const Series<Term> x{
      Term::unknown({"x", "", "(i)"}), {named("x", 3), named("x", 4)}, named("m", 2)};
  const Term squares = sum(x, [](const Term& value) { return square(value); });
  EXPECT_EQ(squares.node().op, Op::series);
  EXPECT_EQ(operations(squares.node().operands),
            (std::vector<Op>{Op::power, Op::symbol, Op::power, Op::power}));
  EXPECT_EQ(squares.node().operands[1].node().symbol, (Symbol{"m"}));
  EXPECT_EQ(squares.value(), 25);
  EXPECT_EQ(squares.node().height, 2);
}

TEST(Term, SeriesAndTotalsOfColumns) {
  const std::vector<Term> items = {column("x", {1, 2}), column("x", {3, 4}), Term(10)};
  EXPECT_EQ(total(items).column(), (std::vector<Number>{14, 16}));
  const Series<Term> x{Term::unknown({"x"}), {items[0], items[1]}, named("m", 2)};
  EXPECT_EQ(mean(x).column(), (std::vector<Number>{2, 3}));
}

TEST(Term, TotalsAddUp) {
  EXPECT_EQ(total(std::vector<Number>{1, 2, 3}), 6);
  EXPECT_EQ(total(std::vector<Number>{}), 0);
  EXPECT_EQ(total(std::vector<Term>{named("a", 1), Term(2), named("b", 3)}).value(), 6);
  EXPECT_EQ(total(std::vector<Term>{named("a", 1)}).value(), 1);
}

}  // namespace
}  // namespace cnnsolve
