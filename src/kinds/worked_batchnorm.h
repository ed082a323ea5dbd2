// A batch worked out: the statistics of each unit, its normalised numbers and its output. On Terms,
// on Numbers, and on Polynomials, of which one stands for all numbers of a unit.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kinds/batchnorm.h"
#include "math/formulas.h"

namespace cnnsolve {

namespace symbols {
inline const Symbol mean = {"μ"};
inline const Symbol variance = {"σ", "", "2"};
inline const Symbol standard_deviation = {"σ"};
inline const Symbol stabilised_deviation = {"s"};
inline const Symbol normalized = {"x̂"};
inline const Symbol scaled = {"y"};
inline const Symbol example = {"x"};
}  // namespace symbols

/// "(2)" for the second: what stands above an example's symbol.
inline std::string raised(const std::string& index) { return "(" + index + ")"; }
inline std::string raised(size_t index) { return raised(std::to_string(index + 1)); }

/// A unit's symbol, e.g. μ₁, or an example's, x⁽²⁾, or one of both.
inline Symbol of_unit(Symbol symbol, size_t unit) {
  symbol.subscript = std::to_string(unit + 1);
  return symbol;
}
inline Symbol of_example(Symbol symbol, size_t example) {
  symbol.superscript = raised(example);
  return symbol;
}

inline bool has_epsilon(const BatchNormSettings& problem) {
  return problem.epsilon && !problem.epsilon->is_zero();
}
inline bool columns_are_examples(const BatchNormSettings& problem) {
  return problem.columns == BatchNormSettings::Columns::examples;
}
inline bool takes_zero(const BatchNormSettings& problem) {
  return problem.zero_variance == BatchNormSettings::ZeroVariance::zero;
}
inline Number gamma_of(const BatchNormSettings& problem, size_t unit) {
  return problem.gamma ? (*problem.gamma)[unit] : Number(1);
}
inline Number beta_of(const BatchNormSettings& problem, size_t unit) {
  return problem.beta ? (*problem.beta)[unit] : Number(0);
}

/// A matrix as it was given turned into units × examples, or the other way round.
template <class N>
Matrix<N> turned(const BatchNormSettings& problem, const Matrix<N>& matrix) {
  return columns_are_examples(problem) ? matrix : matrix.transposed();
}

/// m.
template <class N>
N count_of_examples(size_t count) {
  return given<N>(Symbol{"m"}, count);
}

/// Of what is normalised at once: the numbers of one unit, or the examples as columns.
template <class N>
struct Statistics {
  N mean;
  N variance;
  N standard_deviation;
  N divisor;  ///< the standard deviation, or √(σ² + ε)
};

/// `name` makes the batch's symbols of the general ones.
template <class N, class Name>
Statistics<N> work_out_statistics(const BatchNormSettings& problem, const Series<N>& x,
                                  const Name& name) {
  const auto named = [&](const Symbol& symbol) { return [&] { return name(symbol); }; };
  Statistics<N> s;
  s.mean = result(named(symbols::mean), mean(x));
  s.variance = result(named(symbols::variance), variance(x, s.mean));
  s.standard_deviation = result(named(symbols::standard_deviation), standard_deviation(s.variance));
  s.divisor = s.standard_deviation;
  if (has_epsilon(problem)) {
    s.divisor =
        result(named(symbols::stabilised_deviation),
               stabilised_deviation(s.variance, given<N>(symbols::epsilon, *problem.epsilon)));
  }
  return s;
}

/// One unit, worked out. On polynomials one stands for all its values.
template <class N>
struct WorkedUnit {
  Statistics<N> statistics;
  std::vector<N> normalized;
  std::vector<N> output;  ///< empty without γ and β

  bool is_constant(const BatchNormSettings& problem) const {
    return !has_epsilon(problem) && value_of(statistics.variance).is_zero();
  }
};

/// A unit's numbers under their symbols, to be summed.
template <class N>
Series<N> series_of(std::span<const Number> numbers, size_t unit) {
  Series<N> x;
  if constexpr (std::same_as<N, Term>) {
    x.general = Term::unknown({symbols::example.base, std::to_string(unit + 1), raised("i")});
  }
  x.count = count_of_examples<N>(numbers.size());
  x.items.reserve(numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    x.items.push_back(
        given<N>([&] { return of_example(of_unit(symbols::example, unit), i); }, numbers[i]));
  }
  return x;
}

/// Scales and shifts what is normalised.
template <class N>
void work_out_output(const BatchNormSettings& problem, size_t unit, WorkedUnit<N>& worked) {
  const auto of_this = [&](const Symbol& symbol) { return [&] { return of_unit(symbol, unit); }; };
  const N gamma = given<N>(of_this(symbols::gamma), gamma_of(problem, unit));
  const N beta = given<N>(of_this(symbols::beta), beta_of(problem, unit));
  worked.output.reserve(worked.normalized.size());
  for (const N& normalized : worked.normalized) {
    const size_t example = worked.output.size();
    worked.output.push_back(
        result([&] { return of_example(of_unit(symbols::scaled, unit), example); },
               scale_and_shift(normalized, gamma, beta)));
  }
}

/// The `unit`-th, counted from 0.
template <class N>
WorkedUnit<N> work_out_unit(const BatchNormSettings& problem, const Series<N>& x, size_t unit) {
  WorkedUnit<N> worked;
  worked.statistics =
      work_out_statistics(problem, x, [&](const Symbol& s) { return of_unit(s, unit); });
  const Statistics<N>& s = worked.statistics;
  const bool is_zero = takes_zero(problem) && worked.is_constant(problem);
  worked.normalized.reserve(x.items.size());
  for (size_t i = 0; i < x.items.size(); ++i) {
    worked.normalized.push_back(
        is_zero ? N(0)
                : result([&] { return of_example(of_unit(symbols::normalized, unit), i); },
                         normalize(x.items[i], s.mean, s.divisor)));
  }
  if (problem.gamma || problem.beta) work_out_output(problem, unit, worked);
  return worked;
}

/// All units of a matrix of units × examples.
template <class N>
std::vector<WorkedUnit<N>> work_out(const BatchNormSettings& problem, const Matrix<Number>& x) {
  std::vector<WorkedUnit<N>> units;
  units.reserve(x.rows);
  for (size_t unit = 0; unit < x.rows; ++unit) {
    const auto numbers = std::span(x.entries).subspan(unit * x.columns, x.columns);
    units.push_back(work_out_unit(problem, series_of<N>(numbers, unit), unit));
  }
  return units;
}

/// A matrix of all units, laid out as the given one.
template <class N>
Matrix<N> of_all(const BatchNormSettings& problem, const std::vector<WorkedUnit<N>>& units,
                 std::vector<N> WorkedUnit<N>::*row) {
  Matrix<N> all;
  all.rows = units.size();
  all.columns = units[0].normalized.size();
  all.entries.reserve(all.rows * all.columns);
  for (const WorkedUnit<N>& unit : units) {
    all.entries.insert(all.entries.end(), (unit.*row).begin(), (unit.*row).end());
  }
  return turned(problem, all);
}

}  // namespace cnnsolve
