// Batch normalisation of a matrix: normalise each unit over the examples, then scale and shift.
#pragma once

#include "kinds/fields.h"
#include "math/decimal_matrix.h"
#include "plain_answers.h"
#include "solution.h"

namespace cnnsolve {

/// What a problem states besides its matrix.
struct BatchNormSettings {
  enum class Columns : std::uint8_t { examples, units };
  enum class ZeroVariance : std::uint8_t { undefined, zero };

  Columns columns = Columns::examples;
  std::optional<Number> epsilon;             ///< left out: 0
  std::optional<std::vector<Number>> gamma;  ///< one a unit; left out: 1
  std::optional<std::vector<Number>> beta;   ///< one a unit; left out: 0
  ZeroVariance zero_variance = ZeroVariance::undefined;

  bool operator==(const BatchNormSettings&) const = default;
};

struct BatchNorm : BatchNormSettings {
  Matrix<Number> matrix;

  bool operator==(const BatchNorm&) const = default;
};

/// One whose matrix may be large. Its answers have no derivation.
struct DecimalBatchNorm : BatchNormSettings {
  DecimalMatrix matrix;
};

inline BatchNorm in_full(const DecimalBatchNorm& problem) {
  const DecimalMatrix& decimals = problem.matrix;
  const BatchNormSettings& settings = problem;
  BatchNorm full{settings, Matrix<Number>(decimals.units.rows, decimals.units.columns)};
  const Number unit = power_of_ten(decimals.places);
  for (size_t i = 0; i < full.matrix.entries.size(); ++i) {
    full.matrix.entries[i] = decimals.units.entries[i] / unit;
  }
  return full;
}

inline constexpr std::array<std::string_view, 2> kColumnsNames = {"examples", "units"};
inline constexpr std::array<std::string_view, 2> kZeroVarianceNames = {"undefined", "zero"};

namespace symbols {
inline const Symbol matrix = {"X"};
inline const Symbol epsilon = {"ε"};
inline const Symbol gamma = {"γ"};
inline const Symbol beta = {"β"};
}  // namespace symbols

template <class Form, std::derived_from<BatchNormSettings> Problem>
void describe(Form& form, Problem& problem) {
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
std::vector<FieldMistake> check(const DecimalBatchNorm& problem);

/// The heading of its solution.
std::string title_of(const BatchNorm&);

/// The problem has passed check().
Solution solve(const BatchNorm& problem);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const BatchNorm& problem);
/// The answers alone, without their derivation. The problem has passed check().
void answer(const BatchNorm& problem, PlainAnswers& answers);
/// The same of a matrix of decimals. Entries that kMostExactEntries leaves out of "exact" are
/// worked out only as they are written.
void answer(DecimalBatchNorm problem, PlainAnswers& answers);

}  // namespace cnnsolve
