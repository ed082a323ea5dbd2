#include "math/worksheet.h"

#include <gtest/gtest.h>

#include <random>

#include "math/formulas.h"
#include "math/rework.h"

namespace cnnsolve {
namespace {

Term given(const char* base, Number value) { return Term::named({base}, std::move(value)); }
Term result(const char* base, const Term& formula) { return Term::result({base}, formula); }

TEST(Worksheet, HasALineForEachNodeAboveThoseOfItsOperands) {
  const Term x = given("x", 2);
  const Term shared = result("s", x + 1);
  Worksheet sheet(result("r", shared * shared - x));
  ASSERT_EQ(sheet.size(), 7u) << "x, 1, x + 1, s, the product, the difference, r";
  for (Worksheet::Line line = 0; line < sheet.size(); ++line) {
    const auto operands = sheet.operands(line);
    ASSERT_EQ(operands.size(), sheet.node(line).operands.size());
    for (size_t i = 0; i < operands.size(); ++i) {
      EXPECT_LT(operands[i], line);
      EXPECT_EQ(&sheet.node(operands[i]), &sheet.node(line).operands[i].node());
    }
  }
}

TEST(Worksheet, WorksOutWhatIsAboveAChange) {
  const Term a = given("a", 3);
  const Term b = result("b", 2 * a);
  Worksheet sheet(result("d", (b + 1) * b));
  const auto put_in = [&](const Term& place, int value) {
    return sheet.work_out([&](Worksheet::Line line) -> std::optional<Number> {
      if (&sheet.node(line) != &place.node()) return std::nullopt;
      return Number(value);
    });
  };
  EXPECT_EQ(put_in(a, 5), 110);
  EXPECT_EQ(put_in(b, 2), 6);
  EXPECT_EQ(put_in(given("c", 1), 2), 42) << "which isn't on it";
}

TEST(Worksheet, HoldsWhatSeveralResultsShareOnce) {
  const Term x = given("x", 2);
  const Term shared = result("s", x + 1);
  Worksheet sheet(std::vector{result("a", shared * 3), result("b", shared * 5), shared});
  EXPECT_EQ(sheet.size(), 10u) << "x, 1, x + 1, s; 3, the product, a; 5, the product, b";
  ASSERT_EQ(sheet.results().size(), 3u);
  EXPECT_EQ(sheet.node(sheet.results()[0]).value, 9);
  EXPECT_EQ(sheet.node(sheet.results()[1]).value, 15);
  EXPECT_EQ(&sheet.node(sheet.results()[2]), &shared.node());
}

/// A random heap of results over a few given numbers.
Term random_result(std::mt19937& random) {
  std::vector<Term> terms = {given("a", 3), given("b", 5), given("c", -2), Term(1)};
  const auto pick = [&]() -> const Term& { return terms[random() % terms.size()]; };
  for (int i = 0; i < 12; ++i) {
    const Term x = pick(), y = pick();
    const Term formulas[] = {x + y, x - y,     x * y,         x / y,
                             -x,    square(x), floor(x / 2),  ceiling(x / 2),
                             x,     sqrt(x),   total({x, y}), maximum(x, y)};
    const Term formula = formulas[random() % std::size(formulas)];
    terms.push_back(random() % 3 == 0 ? result("r", formula) : formula);
  }
  return result("last", terms.back());
}

TEST(Worksheet, AgreesWithRework) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const Term term = random_result(random);
    Worksheet sheet(term);
    const Node* place = &sheet.node(static_cast<Worksheet::Line>(random() % sheet.size()));
    // One that looks at the operands as they are reworked, and one that puts a number in.
    const Change change = [&](const Term& original, const Term& reworked) -> std::optional<Term> {
      if (original.node().op == Op::add) return reworked.node().operands[0];
      return &original.node() == place ? std::optional<Term>(Term(7)) : std::nullopt;
    };
    const Number expected = Rework(change)(term).value();
    const Number value = sheet.work_out([&](Worksheet::Line line) -> std::optional<Number> {
      if (sheet.node(line).op == Op::add) return sheet.value(sheet.operands(line)[0]);
      return &sheet.node(line) == place ? std::optional<Number>(7) : std::nullopt;
    });
    ASSERT_EQ(value, expected);
  }
}

// Else a slip in each of a network's layers would fill the memory.
TEST(Worksheet, WhatIsBeyondAllAnswersIsUndefined) {
  Term r = given("r", 3);
  for (int i = 0; i < 60; ++i) r = result("r", r + 1);
  Worksheet sheet(r);
  const Number value = sheet.work_out([&](Worksheet::Line line) -> std::optional<Number> {
    if (sheet.node(line).op != Op::add) return std::nullopt;
    return square(sheet.value(sheet.operands(line)[0]));
  });
  EXPECT_TRUE(value.is_undefined());
}

}  // namespace
}  // namespace cnnsolve
