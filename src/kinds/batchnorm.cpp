#include "kinds/batchnorm.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "kinds/batchnorm_steps.h"
#include "kinds/givens.h"
#include "kinds/matrix_limits.h"
#include "math/polynomial.h"
#include "math/rework.h"

namespace cnnsolve {
namespace {

std::vector<PowerSums> sums_of_units(const BatchNormSettings& problem,
                                     const Matrix<std::int64_t>& matrix) {
  const bool by_rows = columns_are_examples(problem);
  std::vector<PowerSums> sums(by_rows ? matrix.rows : matrix.columns);
  for (size_t row = 0; row < matrix.rows; ++row) {
    for (size_t column = 0; column < matrix.columns; ++column) {
      sums[by_rows ? row : column].add(matrix.at(row, column));
    }
  }
  return sums;
}

std::vector<WorkedUnit<Polynomial>> work_out(const BatchNormSettings& problem,
                                             const DecimalMatrix& matrix) {
  std::vector<WorkedUnit<Polynomial>> units;
  for (const PowerSums& sums : sums_of_units(problem, matrix.units)) {
    units.push_back(work_out_unit(problem, series_of(sums, matrix.places), units.size()));
  }
  return units;
}

/// One statistic of all units.
template <class N>
std::vector<N> of_all(const std::vector<WorkedUnit<N>>& units, N Statistics<N>::*statistic) {
  std::vector<N> all;
  all.reserve(units.size());
  for (const WorkedUnit<N>& unit : units) all.push_back(unit.statistics.*statistic);
  return all;
}

/// Hands the answers to `list`: an AnswerList, PlainAnswers or MappedAnswers.
template <class N, class List>
void list_answers(const BatchNormSettings& problem, const std::vector<WorkedUnit<N>>& units,
                  List& list) {
  list.vector("mean", of_all(units, &Statistics<N>::mean));
  list.vector("variance", of_all(units, &Statistics<N>::variance));
  list.vector("standard_deviation", of_all(units, &Statistics<N>::standard_deviation));
  const auto add_matrix = [&](const char* name, std::vector<N> WorkedUnit<N>::*row) {
    const Matrix<N> matrix = of_all(problem, units, row);
    list.matrix(name, matrix.entries, matrix.rows);
  };
  add_matrix("normalized", &WorkedUnit<N>::normalized);
  if (problem.gamma || problem.beta) add_matrix("output", &WorkedUnit<N>::output);
}

/// The same with each standard deviation's square for the variance, as those work who have the
/// deviation already.
std::vector<WorkedUnit<Term>> by_deviation(std::vector<WorkedUnit<Term>> units) {
  for (WorkedUnit<Term>& unit : units) {
    const Statistics<Term>& s = unit.statistics;
    Rework rework([&](const Term& original, const Term&) -> std::optional<Term> {
      if (&original.node() != &s.variance.node()) return std::nullopt;
      return square(s.standard_deviation);
    });
    for (Term& normalized : unit.normalized) normalized = rework(normalized);
    for (Term& output : unit.output) output = rework(output);
  }
  return units;
}

std::vector<Answer> all_answers(const BatchNorm& problem,
                                const std::vector<WorkedUnit<Term>>& units) {
  AnswerList list;
  list_answers(problem, units, list);
  std::vector<Answer> answers = list.take();
  if (has_epsilon(problem)) {
    const std::vector<WorkedUnit<Term>> others = by_deviation(units);
    const auto add = [&](const char* name, std::vector<Term> WorkedUnit<Term>::*row) {
      answer_named(answers, name).workings.push_back(of_all(problem, others, row).entries);
    };
    add("normalized", &WorkedUnit<Term>::normalized);
    if (problem.gamma || problem.beta) add("output", &WorkedUnit<Term>::output);
  }
  return answers;
}

/// Gathers answers whose matrices have a polynomial a unit, in the entries of `x`. The entries of a
/// large one are left to be worked out as they are written.
class MappedAnswers {
 public:
  MappedAnswers(std::shared_ptr<const DecimalMatrix> x, bool by_rows, PlainAnswers& answers)
      : x_(std::move(x)), by_rows_(by_rows), answers_(answers) {}

  void vector(std::string_view name, const std::vector<Polynomial>& statistics) {
    std::vector<Number> numbers;
    numbers.reserve(statistics.size());
    for (const Polynomial& statistic : statistics) numbers.push_back(statistic.constant());
    answers_.vector(name, numbers);
  }
  void matrix(std::string_view name, const std::vector<Polynomial>& units, size_t) {
    if (x_->units.entries.size() > kMostExactEntries) {
      return answers_.matrix(name, {x_, by_rows_, units});
    }
    answers_.matrix(name, entries(units), x_->units.rows);
  }

 private:
  std::vector<Number> entries(const std::vector<Polynomial>& units) const {
    std::vector<LinearFunction> lines;
    lines.reserve(units.size());
    for (const Polynomial& unit : units) lines.push_back(function_of_units(unit, x_->places));
    std::vector<Number> entries;
    entries.reserve(x_->units.entries.size());
    for (size_t row = 0; row < x_->units.rows; ++row) {
      for (size_t column = 0; column < x_->units.columns; ++column) {
        entries.push_back(lines[by_rows_ ? row : column].at(x_->units.at(row, column)));
      }
    }
    return entries;
  }

  std::shared_ptr<const DecimalMatrix> x_;
  bool by_rows_;
  PlainAnswers& answers_;
};

void check_length(std::vector<FieldMistake>& mistakes, const BatchNormSettings& problem,
                  size_t units, const char* name,
                  const std::optional<std::vector<Number>>& values) {
  if (!values || values->size() == units) return;
  mistakes.push_back(
      {name, fmt::format("must have one number for each unit, a {} of the matrix: {}, got {}",
                         columns_are_examples(problem) ? "row" : "column", units, values->size())});
}

template <class T>
void check_lengths(std::vector<FieldMistake>& mistakes, const BatchNormSettings& problem,
                   const Matrix<T>& matrix) {
  const size_t units = columns_are_examples(problem) ? matrix.rows : matrix.columns;
  check_length(mistakes, problem, units, "gamma", problem.gamma);
  check_length(mistakes, problem, units, "beta", problem.beta);
}

/// A unit's statistics are exact if its numbers are all rational, or all multiples of one root; the
/// standard deviation of 1 and √2 is a root of a root.
bool stays_exact(const std::vector<Number>& unit) {
  const Number& first = *std::max_element(
      unit.begin(), unit.end(), [](const Number& x, const Number& y) { return abs(x) < abs(y); });
  return std::all_of(
             unit.begin(), unit.end(),
             [&](const Number& x) { return first.is_zero() || (x / first).is_rational(); }) &&
         (square(first)).is_rational();
}

void check_epsilon(std::vector<FieldMistake>& mistakes, const BatchNormSettings& problem) {
  if (problem.epsilon && !problem.epsilon->is_rational()) {
    mistakes.push_back({"epsilon", "must be a rational number"});
  }
}

void check_exactness(std::vector<FieldMistake>& mistakes, const Matrix<Number>& units) {
  for (size_t unit = 0; unit < units.rows; ++unit) {
    if (stays_exact(units.row(unit))) continue;
    mistakes.push_back(
        {"matrix", fmt::format("must have rational numbers, or multiples of one root, in "
                               "each unit; unit {} mixes them",
                               unit + 1)});
  }
}

}  // namespace

std::vector<FieldMistake> check(const BatchNorm& problem) {
  std::vector<FieldMistake> mistakes;
  const Matrix<Number> units = turned(problem, problem.matrix);
  check_size(units, mistakes);
  if (mistakes.empty()) check_exactness(mistakes, units);
  check_epsilon(mistakes, problem);
  check_lengths(mistakes, problem, problem.matrix);
  return mistakes;
}

std::vector<FieldMistake> check(const DecimalBatchNorm& problem) {
  std::vector<FieldMistake> mistakes;
  check_size(problem.matrix, mistakes);
  check_epsilon(mistakes, problem);
  check_lengths(mistakes, problem, problem.matrix.units);
  return mistakes;
}

std::string title_of(const BatchNorm&) { return "Batch normalisation"; }

Solution solve(const BatchNorm& problem) {
  const Matrix<Number> x = turned(problem, problem.matrix);
  const std::vector<WorkedUnit<Term>> worked = work_out<Term>(problem, x);
  Solution solution;
  solution.document.sections = batchnorm_parts(problem, x, worked);
  solution.document.sections.insert(solution.document.sections.begin(), givens(problem));
  solution.answers = all_answers(problem, worked);
  return solution;
}

std::vector<Answer> worked_answers(const BatchNorm& problem) {
  return all_answers(problem, work_out<Term>(problem, turned(problem, problem.matrix)));
}

void answer(const BatchNorm& problem, PlainAnswers& answers) {
  list_answers(problem, work_out<Number>(problem, turned(problem, problem.matrix)), answers);
}

void answer(DecimalBatchNorm problem, PlainAnswers& answers) {
  const auto x = std::make_shared<const DecimalMatrix>(std::move(problem.matrix));
  MappedAnswers mapped(x, columns_are_examples(problem), answers);
  list_answers(problem, work_out(problem, *x), mapped);
}

}  // namespace cnnsolve
