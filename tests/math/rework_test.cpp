#include "math/rework.h"

#include <gtest/gtest.h>

#include <map>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

Term given(const char* base, Number value) { return Term::named({base}, std::move(value)); }
Term result(const char* base, const Term& formula) { return Term::result({base}, formula); }

/// Puts a number in the place of what has this name.
Change put_in(const char* base, Number value) {
  return [base, value](const Term& original, const Term&) -> std::optional<Term> {
    const Node& node = original.node();
    if (node.op != Op::symbol || node.symbol.base != base) return std::nullopt;
    return Term::named(node.symbol, value);
  };
}

TEST(Rework, OfAGivenNumberReachesEveryFormula) {
  const Axis<Term> axis{given("W", 15), given("F", 3), given("P", 2), given("S", 1)};
  const Term size = output_size(axis);
  struct {
    const char* base;
    int value;
    int expected;
  } const cases[] = {{"W", 20, 20}, {"F", 5, 13}, {"P", 0, 13}, {"S", 4, 4}, {"X", 7, 15}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.base);
    EXPECT_EQ(Rework(put_in(c.base, c.value))(size).value(), c.expected);
  }
  EXPECT_EQ(size.value(), 15) << "what was reworked stays as it was";
}

TEST(Rework, OfAResultChangesWhatComesAfterIt) {
  const Term a = given("a", 3);
  const Term b = result("b", 2 * a);
  const Term c = result("c", b + 1);
  const Term d = result("d", c * b);
  Rework rework(put_in("c", 10));
  EXPECT_EQ(rework(d).value(), 60);
  EXPECT_EQ(rework(c).value(), 10);
  EXPECT_EQ(&rework(b).node(), &b.node());
  EXPECT_EQ(&rework(a).node(), &a.node());
  EXPECT_TRUE(rework(c).node().operands.empty()) << "a number put in hasn't been worked out";
  EXPECT_EQ(rework(d).node().symbol, d.node().symbol);
}

TEST(Rework, GivesUnchangedTermsBackAsTheyAre) {
  const Term x = given("x", 2), y = given("y", 5);
  const Term left = result("l", square(x) + 1), right = result("r", sqrt(y) - x);
  const Term both = result("s", left * right);
  EXPECT_EQ(&Rework(put_in("z", 1))(both).node(), &both.node());
  const Term reworked = Rework(put_in("y", 9))(both);
  EXPECT_EQ(reworked.value(), 5);
  const Node& product = reworked.node().operands[0].node();
  EXPECT_EQ(&product.operands[0].node(), &left.node());
  EXPECT_NE(&product.operands[1].node(), &right.node());
}

TEST(Rework, WorksOutSharedResultsOnce) {
  const Term x = given("x", 2);
  const Term shared = result("s", x + 1);
  const Term sum = shared + shared * shared, product = result("p", shared * x);
  std::map<const Node*, int> visits;
  Rework rework([&](const Term& original, const Term& reworked) -> std::optional<Term> {
    ++visits[&original.node()];
    return put_in("x", 4)(original, reworked);
  });
  const Term reworked = rework(sum);
  EXPECT_EQ(reworked.value(), 30);
  EXPECT_EQ(rework(product).value(), 20);
  for (const auto& [node, count] : visits) {
    if (!node->operands.empty()) {
      EXPECT_EQ(count, 1);
    }
  }
  const Node& square = reworked.node().operands[1].node();
  EXPECT_EQ(&square.operands[0].node(), &reworked.node().operands[0].node());
}

TEST(Rework, OffersOperandsThatAreWorkedOutAgain) {
  const Term x = given("x", 2);
  const Term formula = (x + 1) * 10;
  Rework rework([](const Term& original, const Term& reworked) -> std::optional<Term> {
    if (original.node().op == Op::add) return reworked.node().operands[0] - Term(1);
    return put_in("x", 5)(original, reworked);
  });
  EXPECT_EQ(rework(formula).value(), 40);
}

TEST(Rework, ReachesIntoSumsAndColumns) {
  Series<Term> x{Term::unknown({"x", "", "(i)"}), {}, given("m", 3)};
  for (const int value : {1, 2, 6}) x.items.push_back(given("x", value));
  const Term mu = result("μ", mean(x));
  const Term v = result("v", variance(x, mu));
  EXPECT_EQ(Rework(put_in("μ", 2))(v).value(), Number(mpq_class(17, 3)));
  EXPECT_EQ(Rework(put_in("m", 2))(mu).value(), Number(mpq_class(9, 2)));
  const Term column = Term::named({"c"}, std::vector<Number>{1, 2, 3});
  const Term shifted = result("y", column * given("g", 2));
  EXPECT_EQ(Rework(put_in("g", 5))(shifted).column(), (std::vector<Number>{5, 10, 15}));
}

TEST(Rework, IsNotMisledByTermsThatAreGone) {
  Rework rework(put_in("x", 1));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(rework(given("y", i) + i).value(), 2 * i);
}

}  // namespace
}  // namespace cnnsolve
