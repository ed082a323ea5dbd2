#include "kinds/batchnorm.h"

#include <gtest/gtest.h>

#include <random>

#include "kinds/solved.h"

namespace cnnsolve {
namespace {

using Numbers = std::vector<Number>;

Matrix<Number> matrix_of(size_t columns, const Numbers& entries) {
  Matrix<Number> matrix(entries.size() / columns, columns);
  matrix.entries = entries;
  return matrix;
}

Number ratio(long top, long bottom) { return Number(mpq_class(top, bottom)); }

const Matrix<Number> normalized(const Solution& solution) {
  return std::get<Matrix<Number>>(answer(solution, "normalized"));
}

TEST(BatchNormTest, TheNotesHomework) {
  BatchNorm problem;
  problem.matrix = matrix_of(4, {12, 14, 14, 12, 0, 10, 10, 0, -5, 5, 5, -5});
  problem.gamma = Numbers{1, 1, 1};
  problem.beta = Numbers{0, -10, 10};
  const Solution solution = solve(problem);
  EXPECT_EQ(std::get<Numbers>(answer(solution, "mean")), (Numbers{13, 5, 0}));
  EXPECT_EQ(std::get<Numbers>(answer(solution, "variance")), (Numbers{1, 25, 25}));
  EXPECT_EQ(normalized(solution).entries, (Numbers{-1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1}));
  EXPECT_EQ(std::get<Matrix<Number>>(answer(solution, "output")).entries,
            (Numbers{-1, 1, 1, -1, -11, -9, -9, -11, 9, 11, 11, 9}));
}

TEST(BatchNormTest, RandomMatricesAgreeWithPlainRationals) {
  std::mt19937 random(11);
  const auto pick = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  for (int trial = 0; trial < 200; ++trial) {
    const size_t units = static_cast<size_t>(pick(1, 4)),
                 examples = static_cast<size_t>(pick(2, 6));
    BatchNorm problem;
    problem.matrix = Matrix<Number>(units, examples);
    for (Number& entry : problem.matrix.entries) entry = ratio(pick(-9, 9), pick(1, 4));
    problem.epsilon = ratio(pick(1, 5), 100);
    const Solution solution = solve(problem);
    for (size_t unit = 0; unit < units; ++unit) {
      mpq_class sum, squares;
      for (const Number& x : problem.matrix.row(unit)) {
        sum += x.rational_part();
        squares += x.rational_part() * x.rational_part();
      }
      const mpq_class count(static_cast<unsigned long>(examples));
      const mpq_class mean = sum / count;
      // E[x²] − E[x]², which is exact in rationals and not how the formula goes.
      const mpq_class variance = squares / count - mean * mean;
      EXPECT_EQ(std::get<Numbers>(answer(solution, "mean"))[unit], Number(mean));
      EXPECT_EQ(std::get<Numbers>(answer(solution, "variance"))[unit], Number(variance));
      const Number divisor_squared = Number(variance) + *problem.epsilon;
      for (size_t i = 0; i < examples; ++i) {
        const Number value = normalized(solution).at(unit, i);
        const Number distance = problem.matrix.at(unit, i) - Number(mean);
        EXPECT_EQ(value * value * divisor_squared, distance * distance);
        EXPECT_EQ(value.sign(), distance.sign());
      }
    }
    expect_derivation_agrees(solution);
  }
}

TEST(BatchNormTest, UnitsInColumnsAreTheSameTurnedRound) {
  BatchNorm rows;
  rows.matrix = matrix_of(3, {1, 2, 6, 0, 5, 7});
  rows.gamma = Numbers{2, 3};
  BatchNorm columns = rows;
  columns.matrix = rows.matrix.transposed();
  columns.columns = BatchNorm::Columns::units;
  for (const char* name : {"normalized", "output"}) {
    const auto by_rows = std::get<Matrix<Number>>(answer(solve(rows), name));
    const auto by_columns = std::get<Matrix<Number>>(answer(solve(columns), name));
    EXPECT_EQ(by_columns.transposed().entries, by_rows.entries);
  }
  EXPECT_EQ(std::get<Numbers>(answer(solve(rows), "mean")),
            std::get<Numbers>(answer(solve(columns), "mean")));
}

TEST(BatchNormTest, WhatDoesNotVaryIsUndefinedOrZero) {
  BatchNorm problem;
  problem.matrix = matrix_of(2, {4, 4, 1, 3});
  problem.beta = Numbers{5, 5};
  const Number none = Number::undefined();
  EXPECT_EQ(normalized(solve(problem)).entries, (Numbers{none, none, -1, 1}));
  EXPECT_EQ(std::get<Matrix<Number>>(answer(solve(problem), "output")).entries,
            (Numbers{none, none, 4, 6}));
  problem.zero_variance = BatchNorm::ZeroVariance::zero;
  EXPECT_EQ(normalized(solve(problem)).entries, (Numbers{0, 0, -1, 1}));
  EXPECT_EQ(std::get<Matrix<Number>>(answer(solve(problem), "output")).entries,
            (Numbers{5, 5, 4, 6}));
  problem.zero_variance = BatchNorm::ZeroVariance::undefined;
  problem.epsilon = ratio(1, 100000);
  EXPECT_EQ(normalized(solve(problem)).row(0), (Numbers{0, 0}));
}

TEST(BatchNormTest, ScaleAndShiftByTheStatisticsUndoNormalising) {
  BatchNorm problem;
  problem.matrix = matrix_of(4, {1, 2, 3, 4});
  problem.gamma = Numbers{sqrt(ratio(5, 4))};
  problem.beta = Numbers{ratio(5, 2)};
  EXPECT_EQ(std::get<Matrix<Number>>(answer(solve(problem), "output")).entries,
            problem.matrix.entries);
}

TEST(BatchNormTest, NoSecondPartWithoutGammaAndBeta) {
  BatchNorm problem;
  problem.matrix = matrix_of(2, {1, 3});
  EXPECT_EQ(solve(problem).answers.back().name, "normalized");
  problem.gamma = Numbers{1};
  EXPECT_EQ(solve(problem).answers.back().name, "output");
}

}  // namespace
}  // namespace cnnsolve
