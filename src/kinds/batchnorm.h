// Batch normalisation of a matrix: normalise each unit over the examples, then scale and shift.
#pragma once

#include "kinds/fields.h"
#include "plain_answers.h"
#include "solution.h"

namespace cnnsolve {

struct BatchNorm {
  enum class Columns : std::uint8_t { examples, units };
  enum class ZeroVariance : std::uint8_t { undefined, zero };

  Matrix<Number> matrix;
  Columns columns = Columns::examples;
  std::optional<Number> epsilon;             ///< left out: 0
  std::optional<std::vector<Number>> gamma;  ///< one a unit; left out: 1
  std::optional<std::vector<Number>> beta;   ///< one a unit; left out: 0
  ZeroVariance zero_variance = ZeroVariance::undefined;
};

inline constexpr std::array<std::string_view, 2> kColumnsNames = {"examples", "units"};
inline constexpr std::array<std::string_view, 2> kZeroVarianceNames = {"undefined", "zero"};

namespace symbols {
inline const Symbol matrix = {"X"};
inline const Symbol epsilon = {"ε"};
inline const Symbol gamma = {"γ"};
inline const Symbol beta = {"β"};
}  // namespace symbols

template <class Form>
void describe(Form& form, BatchNorm& problem) {
  form.field({.name = "matrix",
              .symbol = &symbols::matrix,
              .help = "the input; rows are separated by semicolons",
              .required = true},
             problem.matrix);
  form.choice({.name = "columns", .help = "what a column of the matrix is"}, kColumnsNames,
              problem.columns);
  form.field({.name = "epsilon",
              .symbol = &symbols::epsilon,
              .help = "added to the variance under the root; 0 where left out",
              .not_negative = true},
             problem.epsilon);
  form.field({.name = "gamma", .symbol = &symbols::gamma, .help = "scale, one number per unit"},
             problem.gamma);
  form.field({.name = "beta", .symbol = &symbols::beta, .help = "shift, one number per unit"},
             problem.beta);
  form.choice({.name = "zero_variance",
               .help = "normalised value of a unit that doesn't vary, at epsilon 0",
               .quiet = true},
              kZeroVarianceNames, problem.zero_variance);
}

std::vector<FieldMistake> check(const BatchNorm& problem);

/// The problem has passed check().
Solution solve(const BatchNorm& problem);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const BatchNorm& problem);
/// The answers alone, without their derivation. The problem has passed check().
void answer(const BatchNorm& problem, PlainAnswers& answers);

}  // namespace cnnsolve
