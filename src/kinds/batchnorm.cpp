#include "kinds/batchnorm.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "kinds/givens.h"
#include "kinds/matrix_limits.h"
#include "math/formulas.h"
#include "math/polynomial.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

// Entries of a unit, and examples as vectors, that are worked out one by one. The rest goes the
// same way.
constexpr size_t kWorkedOneByOne = 8;

const Symbol kMean = {"μ"};
const Symbol kVariance = {"σ", "", "2"};
const Symbol kStandardDeviation = {"σ"};
const Symbol kStabilisedDeviation = {"s"};
const Symbol kNormalized = {"x̂"};
const Symbol kNormalizedMatrix = {"X̂"};
const Symbol kOutput = {"y"};
const Symbol kOutputMatrix = {"Y"};
const Symbol kExample = {"x"};

std::string raised(const std::string& index) { return "(" + index + ")"; }
std::string raised(size_t index) { return raised(std::to_string(index + 1)); }

/// A unit's symbol, e.g. μ₁, or an example's, x⁽²⁾, or one of both.
Symbol of_unit(Symbol symbol, size_t unit) {
  symbol.subscript = std::to_string(unit + 1);
  return symbol;
}
Symbol of_example(Symbol symbol, size_t example) {
  symbol.superscript = raised(example);
  return symbol;
}

bool has_epsilon(const BatchNormSettings& problem) {
  return problem.epsilon && !problem.epsilon->is_zero();
}
bool columns_are_examples(const BatchNormSettings& problem) {
  return problem.columns == BatchNormSettings::Columns::examples;
}
bool takes_zero(const BatchNormSettings& problem) {
  return problem.zero_variance == BatchNormSettings::ZeroVariance::zero;
}
Number gamma_of(const BatchNormSettings& problem, size_t unit) {
  return problem.gamma ? (*problem.gamma)[unit] : Number(1);
}
Number beta_of(const BatchNormSettings& problem, size_t unit) {
  return problem.beta ? (*problem.beta)[unit] : Number(0);
}

/// A matrix as it was given turned into units × examples, or the other way round.
template <class N>
Matrix<N> turned(const BatchNormSettings& problem, const Matrix<N>& matrix) {
  return columns_are_examples(problem) ? matrix : matrix.transposed();
}

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
  s.mean = result(named(kMean), mean(x));
  s.variance = result(named(kVariance), variance(x, s.mean));
  s.standard_deviation = result(named(kStandardDeviation), standard_deviation(s.variance));
  s.divisor = s.standard_deviation;
  if (has_epsilon(problem)) {
    s.divisor =
        result(named(kStabilisedDeviation),
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

template <class N>
Series<N> series_of(std::span<const Number> numbers, size_t unit) {
  Series<N> x;
  if constexpr (std::same_as<N, Term>) {
    x.general = Term::unknown({kExample.base, std::to_string(unit + 1), raised("i")});
  }
  x.count = count_of_examples<N>(numbers.size());
  x.items.reserve(numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    x.items.push_back(given<N>([&] { return of_example(of_unit(kExample, unit), i); }, numbers[i]));
  }
  return x;
}

template <class N>
void work_out_output(const BatchNormSettings& problem, size_t unit, WorkedUnit<N>& worked) {
  const auto of_this = [&](const Symbol& symbol) { return [&] { return of_unit(symbol, unit); }; };
  const N gamma = given<N>(of_this(symbols::gamma), gamma_of(problem, unit));
  const N beta = given<N>(of_this(symbols::beta), beta_of(problem, unit));
  worked.output.reserve(worked.normalized.size());
  for (const N& normalized : worked.normalized) {
    const size_t example = worked.output.size();
    worked.output.push_back(result([&] { return of_example(of_unit(kOutput, unit), example); },
                                   scale_and_shift(normalized, gamma, beta)));
  }
}

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
                : result([&] { return of_example(of_unit(kNormalized, unit), i); },
                         normalize(x.items[i], s.mean, s.divisor)));
  }
  if (problem.gamma || problem.beta) work_out_output(problem, unit, worked);
  return worked;
}

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

std::vector<Answer> all_answers(const BatchNorm& problem,
                                const std::vector<WorkedUnit<Term>>& units) {
  AnswerList list;
  list_answers(problem, units, list);
  return list.take();
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

/// A batch with everything that the sections below look at.
struct Solved {
  const BatchNorm& problem;
  Matrix<Number> x = turned(problem, problem.matrix);  ///< units × examples
  std::vector<WorkedUnit<Term>> worked = work_out<Term>(problem, x);

  size_t units() const { return x.rows; }
  size_t examples() const { return x.columns; }
  bool has_epsilon() const { return cnnsolve::has_epsilon(problem); }
  bool has_second_part() const { return problem.gamma || problem.beta; }
  /// Whether a unit doesn't vary, so that its normalised values are 0/0.
  bool is_constant(size_t unit) const { return worked[unit].is_constant(problem); }
  bool any_constant() const {
    for (size_t unit = 0; unit < units(); ++unit) {
      if (is_constant(unit)) return true;
    }
    return false;
  }
  bool takes_zero() const { return cnnsolve::takes_zero(problem); }
  /// Where a unit's numbers stand in the matrix as it was given, and where an example's.
  std::string_view unit_line() const { return columns_are_examples(problem) ? "row" : "column"; }
  std::string_view example_line() const { return columns_are_examples(problem) ? "column" : "row"; }
  Matrix<Number> matrix_of(Working WorkedUnit<Term>::*row) const {
    return values_of(of_all(problem, worked, row));
  }
};

Term count_of_examples(const Solved& w) { return count_of_examples<Term>(w.examples()); }

/// Shows how a batch's statistics were worked out. `suffix` ends the steps' names: "_1" for unit 1.
void explain_statistics(Section& section, const Solved& w, const Statistics<Term>& s,
                        const std::string& suffix, bool shows_formula) {
  show(section, "mean" + suffix, s.mean, shows_formula);
  show(section, "variance" + suffix, s.variance, shows_formula);
  show(section, "standard_deviation" + suffix, s.standard_deviation, shows_formula);
  if (w.has_epsilon()) show(section, "stabilised_deviation" + suffix, s.divisor, shows_formula);
}

Section normalising_idea() {
  Section idea{Role::idea, "Why normalise"};
  idea.blocks.emplace_back(
      prose("The numbers that leave a layer may be of any size, and they change whenever the layer "
            "before it "
            "learns. One unit gives thousands, its neighbour thousandths. A step that suits one of "
            "them is far too "
            "large or too small for the other, so learning swings to and fro or crawls."));
  idea.blocks.emplace_back(
      prose("Batch normalisation puts each unit on the same scale: mean 0 and variance 1. First "
            "the mean is "
            "subtracted, so that the numbers lie around 0. Then they are divided by the standard "
            "deviation, so "
            "that their typical distance from 0 is 1."));
  return idea;
}

Section batch_idea(const Solved& w) {
  Section idea{Role::idea, "Why mini-batches"};
  idea.blocks.emplace_back(
      prose("Mean and variance are taken over the examples of one mini-batch, here ",
            Counted{Number(w.examples()), "example"},
            ". All the data at once wouldn't fit into memory, since training keeps every "
            "intermediate result. It "
            "would also mean one update of the weights for each pass through the data. In small "
            "batches there "
            "are many updates a pass, so the network learns sooner."));
  return idea;
}

Section unit_idea(const Solved& w) {
  Section idea{Role::idea, "Why each unit on its own"};
  idea.blocks.emplace_back(
      prose("Suppose that one unit carries an age and another a salary. One mean over both would "
            "be a mean of "
            "salaries: the ages would all lie in the same place, just below it, and their "
            "differences would be "
            "lost. So each unit gets a mean and a variance of its own, and all units learn at a "
            "similar pace. In "
            "this matrix a unit is a ",
            w.unit_line(), "."));
  return idea;
}

Section formulas_step(const Solved& w) {
  Section section{Role::step, "The formulas"};
  const auto add = [&](const Symbol& symbol, const Term& formula) {
    section.blocks.emplace_back(Identity{symbol, formula});
    return Term::unknown(symbol);
  };
  const Symbol general = {kExample.base, "", raised("i")};
  const Series<Term> x{Term::unknown(general), {}, count_of_examples(w)};
  section.blocks.emplace_back(
      prose("For each unit, with its numbers ", general, " in the examples i = 1 to ",
            count_of_examples(w), " = ", Number(w.examples()),
            ", the mean, the variance, the standard deviation",
            w.has_epsilon() ? ", what is divided by," : "", " and the normalised values:"));
  const Term mean = add(kMean, cnnsolve::mean(x));
  const Term variance = add(kVariance, cnnsolve::variance(x, mean));
  Term divisor = add(kStandardDeviation, standard_deviation(variance));
  if (w.has_epsilon()) {
    divisor =
        add(kStabilisedDeviation, stabilised_deviation(variance, Term::unknown(symbols::epsilon)));
  }
  add({kNormalized.base, "", raised("i")}, normalize(x.general, mean, divisor));
  if (!w.problem.epsilon) {
    section.blocks.emplace_back(prose("No ", symbols::epsilon, " is given, so it is taken as 0."));
  } else if (!w.has_epsilon()) {
    section.blocks.emplace_back(
        prose("Since ", symbols::epsilon, " = 0, the divisor is the standard deviation itself."));
  }
  section.blocks.emplace_back(prose("The variance is divided by ", count_of_examples(w),
                                    ", not by ", count_of_examples(w) - Term(1), "."));
  if (w.has_epsilon()) {
    section.blocks.emplace_back(
        prose("A number behind ≈ is rounded where it is shown. The calculation goes on with the "
              "exact one."));
  }
  return section;
}

/// What there is to say of a unit whose numbers are all the same.
void explain_constant(Section& section, const Solved& w) {
  const bool one = w.examples() == 1;
  section.blocks.emplace_back(
      one ? prose("With one example the mean is that example, so the variance is 0.")
          : prose("All numbers of this unit are the same, so the variance is 0."));
  if (w.takes_zero()) {
    section.blocks.emplace_back(
        prose("The formula would divide 0 by 0. By the convention asked for, the normalised values "
              "are 0."));
  } else {
    section.blocks.emplace_back(prose(
        "0/0 has no value, so this unit has no normalised values. Libraries avoid the case by an ",
        symbols::epsilon, " above 0, which makes the values 0."));
  }
  section.blocks.emplace_back(
      one ? prose("In training, PyTorch refuses a batch with one value for a unit.")
          : prose("Without ", symbols::epsilon,
                  ", PyTorch gives 0 in training and NaN in evaluation."));
}

/// That what isn't worked out one by one goes the same way.
Prose others_prose(const Solved& w, std::string_view noun) {
  const size_t others = w.examples() - kWorkedOneByOne;
  if (others == 1) return prose("The last ", noun, " goes the same way.");
  return prose("The other ", others, " ", noun, "s go the same way.");
}

Section unit_step(const Solved& w, size_t unit) {
  Section section{Role::step, fmt::format("Unit {} ({} {})", unit + 1, w.unit_line(), unit + 1)};
  const WorkedUnit<Term>& worked = w.worked[unit];
  explain_statistics(section, w, worked.statistics, fmt::format("_{}", unit + 1), false);
  const bool constant = w.is_constant(unit);
  for (size_t i = 0; i < std::min(w.examples(), kWorkedOneByOne); ++i) {
    if (constant && w.takes_zero()) break;
    show(section, fmt::format("normalized_{}_{}", unit + 1, i + 1), worked.normalized[i], false);
  }
  if (constant) {
    explain_constant(section, w);
  } else if (w.examples() > kWorkedOneByOne) {
    section.blocks.emplace_back(others_prose(w, "value"));
  }
  return section;
}

MatrixBlock normalized_block(const Solved& w) {
  return {kNormalizedMatrix, w.matrix_of(&WorkedUnit<Term>::normalized)};
}

Prose check_remark(const Solved& w) {
  if (!w.has_epsilon()) {
    return prose("A check: each ", w.unit_line(), " now has mean 0 and variance 1.");
  }
  size_t constant = 0;
  for (const WorkedUnit<Term>& unit : w.worked) {
    constant += unit.statistics.variance.value().is_zero();
  }
  Prose check = prose("A check: the values of each unit add up to 0. ");
  if (constant == w.units()) {
    append(check, "They are all 0, since nothing here varies.");
    return check;
  }
  append(check, prose("Their variance is below 1, because of ", symbols::epsilon, "."));
  if (constant > 0) append(check, " Of a unit that doesn't vary all values are 0.");
  return check;
}

Section matrix_step(const Solved& w) {
  Section section{Role::step, "The normalised matrix"};
  section.blocks.emplace_back(prose("The normalised ", w.unit_line(), "s, put together again:"));
  section.blocks.emplace_back(normalized_block(w));
  if (!w.any_constant()) {
    section.blocks.emplace_back(check_remark(w));
  }
  return section;
}

Section vector_step(const Solved& w) {
  Section section{Role::step, "The same with vectors"};
  section.blocks.emplace_back(prose("The formulas are often written for whole examples. Then each ",
                                    w.example_line(),
                                    " of the matrix is a vector with an entry for each unit, and "
                                    "all operations work entry by entry:"));
  Series<Term> x{Term::unknown({kExample.base, "", raised("i")}), {}, count_of_examples(w)};
  const Matrix<Number> examples = w.x.transposed();
  for (size_t i = 0; i < w.examples(); ++i) {
    x.items.push_back(Term::named(of_example(kExample, i), examples.row(i)));
  }
  const size_t worked = std::min(w.examples(), kWorkedOneByOne);
  for (size_t i = 0; i < worked; ++i) {
    section.blocks.emplace_back(
        Equation{fmt::format("x_{}", i + 1), of_example(kExample, i), x.items[i], false});
  }
  const Statistics<Term> s =
      work_out_statistics(w.problem, x, [](const Symbol& symbol) { return symbol; });
  explain_statistics(section, w, s, "_vector", true);
  for (size_t i = 0; i < worked; ++i) {
    step(section, fmt::format("normalized_vector_{}", i + 1), of_example(kNormalized, i),
         normalize(x.items[i], s.mean, s.divisor), false);
  }
  if (w.examples() > kWorkedOneByOne) {
    section.blocks.emplace_back(others_prose(w, "example"));
  }
  section.blocks.emplace_back(prose("Side by side as ", w.example_line(),
                                    "s, these vectors are the matrix ", kNormalizedMatrix,
                                    " again. Both ways are the same calculation: adding vectors "
                                    "adds their first entries, their second entries, and "
                                    "so on, each unit for itself."));
  return section;
}

Section normalising_part(const Solved& w) {
  Section part{Role::part, w.has_second_part() ? "Part 1: normalise" : "Normalise"};
  part.sections = {normalising_idea(), batch_idea(w), unit_idea(w), formulas_step(w)};
  for (size_t unit = 0; unit < w.units(); ++unit) part.sections.push_back(unit_step(w, unit));
  part.sections.push_back(matrix_step(w));
  // Vectors of one entry would only repeat what was done, and can't show a zero taken by
  // convention.
  const bool conventional = w.any_constant() && w.takes_zero();
  if (w.units() > 1 && !conventional) part.sections.push_back(vector_step(w));
  part.answer = {prose("The normalised matrix is"), normalized_block(w)};
  return part;
}

Section scaling_idea(const Solved& w) {
  Section idea{Role::idea, "Why scale and shift again"};
  idea.blocks.emplace_back(prose(
      "Mean 0 and variance 1 is a good place to start, but not always the best range for the "
      "next layer. So "
      "each unit gets two numbers of its own that the network learns: ",
      symbols::gamma, " stretches the values, ", symbols::beta, " moves them. If ", symbols::gamma,
      " = ", w.has_epsilon() ? kStabilisedDeviation : kStandardDeviation, " and ", symbols::beta,
      " = ", kMean, " turn out best, normalising is undone, and nothing has been lost."));
  idea.blocks.emplace_back(prose("The first entry of ", symbols::gamma, " and of ", symbols::beta,
                                 " belongs to the first unit, which is the first ", w.unit_line(),
                                 ", and so on."));
  return idea;
}

/// The units that are drawn; with more of them the lines would say nothing.
constexpr size_t kDrawnUnits = 8;

Section picture_step(const Solved& w) {
  Section section{Role::step, "In a picture"};
  PointsFigure figure;
  for (size_t unit = 0; unit < std::min(w.units(), kDrawnUnits); ++unit) {
    PointsFigure::Unit lines{fmt::format("unit {}", unit + 1), {}};
    lines.lines.push_back({"before", w.x.row(unit)});
    lines.lines.push_back({"normalised", values_of(w.worked[unit].normalized)});
    if (w.has_second_part()) lines.lines.push_back({"output", values_of(w.worked[unit].output)});
    figure.units.push_back(std::move(lines));
  }
  section.blocks.emplace_back(std::move(figure));
  return section;
}

Section testing_idea() {
  Section idea{Role::idea, "Training and testing"};
  idea.blocks.emplace_back(
      prose("In training, mean and variance come from the mini-batch itself, so an example's "
            "result depends on the others "
            "in its batch. In testing there may be no batch, and the same image should always get "
            "the same answer. So "
            "during training the layer keeps running averages of the means and variances, and "
            "testing uses those."));
  idea.blocks.emplace_back(
      prose("Hence the batch size makes no difference in testing: the running averages are fixed "
            "by then. In training it does. "
            "Small batches give noisy means, and in a batch of one example the variance is 0."));
  return idea;
}

Section scaling_step(const Solved& w, size_t unit) {
  Section section{Role::step, fmt::format("Unit {} ({} {})", unit + 1, w.unit_line(), unit + 1)};
  if (w.is_constant(unit) && !w.takes_zero()) {
    section.blocks.emplace_back(
        prose("This unit has no normalised values, so it has no output either."));
    return section;
  }
  const Term row = Term::named(of_unit(kNormalized, unit), values_of(w.worked[unit].normalized),
                               Entries::in_a_row);
  const Term gamma = Term::named(of_unit(symbols::gamma, unit), gamma_of(w.problem, unit));
  const Term beta = Term::named(of_unit(symbols::beta, unit), beta_of(w.problem, unit));
  step(section, fmt::format("output_{}", unit + 1), of_unit(kOutput, unit),
       scale_and_shift(row, gamma, beta));
  return section;
}

Section scaling_part(const Solved& w) {
  Section part{Role::part, "Part 2: scale and shift"};
  part.sections = {scaling_idea(w)};
  Section formula{Role::step, "The formula"};
  const auto general = [](const Symbol& symbol) {
    return Term::unknown({symbol.base, symbol.subscript, raised("i")});
  };
  formula.blocks.emplace_back(
      prose("For each unit, with its own ", symbols::gamma, " and ", symbols::beta, ":"));
  formula.blocks.emplace_back(
      Identity{{kOutput.base, "", raised("i")},
               scale_and_shift(general(kNormalized), Term::unknown(symbols::gamma),
                               Term::unknown(symbols::beta))});
  if (w.units() > 1) {
    const auto vector = [](const Symbol& symbol, const std::vector<Number>& entries) {
      return Term::named(symbol, entries);
    };
    std::vector<Number> gammas, betas;
    for (size_t unit = 0; unit < w.units(); ++unit) {
      gammas.push_back(gamma_of(w.problem, unit));
      betas.push_back(beta_of(w.problem, unit));
    }
    formula.blocks.emplace_back(
        prose("For whole examples as vectors, where ⊙ multiplies entry by entry:"));
    formula.blocks.emplace_back(
        Identity{{kOutput.base, "", raised("i")},
                 scale_and_shift(vector({kNormalized.base, "", raised("i")}, gammas),
                                 vector(symbols::gamma, gammas), vector(symbols::beta, betas))});
  }
  if (!w.problem.gamma) {
    formula.blocks.emplace_back(prose("No ", symbols::gamma, " is given, so it is taken as 1."));
  }
  if (!w.problem.beta) {
    formula.blocks.emplace_back(prose("No ", symbols::beta, " is given, so it is taken as 0."));
  }
  part.sections.push_back(std::move(formula));
  for (size_t unit = 0; unit < w.units(); ++unit) part.sections.push_back(scaling_step(w, unit));

  part.answer = {prose("The output of the layer is"),
                 MatrixBlock{kOutputMatrix, w.matrix_of(&WorkedUnit<Term>::output)}};
  return part;
}

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
  const Solved w{.problem = problem};
  Solution solution;
  auto& sections = solution.document.sections;
  sections.push_back(givens(problem));
  sections.push_back(normalising_part(w));
  if (w.has_second_part()) sections.push_back(scaling_part(w));
  sections.back().sections.push_back(picture_step(w));
  sections.back().sections.push_back(testing_idea());
  solution.answers = all_answers(problem, w.worked);
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
