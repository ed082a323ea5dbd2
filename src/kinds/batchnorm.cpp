#include "kinds/batchnorm.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/givens.h"
#include "math/formulas.h"

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

/// What is normalised at once: the numbers of one unit, or the examples as columns.
struct Batch {
  Series<Term> x;
  Symbol mean;
  Symbol variance;
  Symbol deviation;
  Symbol stabilised;
  std::string name_suffix;  ///< of the steps: "_1" for unit 1, "_vector" for the examples
};

/// The statistics of a batch, as symbols for the next formulas.
struct Statistics {
  Term mean;
  Term variance;
  Term standard_deviation;
  Term divisor;  ///< the standard deviation, or √(σ² + ε)
};

struct Worked {
  const BatchNorm& problem;
  Matrix<Number> x = {};  ///< units × examples
  Working mean = {}, variance = {}, standard_deviation = {};
  Matrix<Term> normalized = {}, output = {};  ///< units × examples

  size_t units() const { return x.rows; }
  size_t examples() const { return x.columns; }
  bool has_epsilon() const { return problem.epsilon && !problem.epsilon->is_zero(); }
  bool has_second_part() const { return problem.gamma || problem.beta; }
  Number gamma(size_t unit) const { return problem.gamma ? (*problem.gamma)[unit] : Number(1); }
  Number beta(size_t unit) const { return problem.beta ? (*problem.beta)[unit] : Number(0); }
  /// Whether a unit doesn't vary, so that its normalised values are 0/0.
  bool is_constant(size_t unit) const { return !has_epsilon() && variance[unit].value().is_zero(); }
  bool any_constant() const {
    for (size_t unit = 0; unit < units(); ++unit) {
      if (is_constant(unit)) return true;
    }
    return false;
  }
  bool takes_zero() const { return problem.zero_variance == BatchNorm::ZeroVariance::zero; }
  /// Where a unit's numbers stand in the matrix as it was given, and where an example's.
  std::string_view unit_line() const {
    return problem.columns == BatchNorm::Columns::examples ? "row" : "column";
  }
  std::string_view example_line() const {
    return problem.columns == BatchNorm::Columns::examples ? "column" : "row";
  }
  template <class N>
  Matrix<N> as_given(const Matrix<N>& matrix) const {
    return problem.columns == BatchNorm::Columns::examples ? matrix : matrix.transposed();
  }
};

Term count_of_examples(const Worked& w) { return Term::named({"m"}, Number(w.examples())); }

Statistics work_out_statistics(Section& section, const Worked& w, const Batch& batch,
                               bool shows_formula) {
  const auto add = [&](const char* name, const Symbol& symbol, const Term& formula) {
    return step(section, name + batch.name_suffix, symbol, formula, shows_formula);
  };
  const Term mean = add("mean", batch.mean, cnnsolve::mean(batch.x));
  const Term variance = add("variance", batch.variance, cnnsolve::variance(batch.x, mean));
  const Term deviation = add("standard_deviation", batch.deviation, standard_deviation(variance));
  if (!w.has_epsilon()) return {mean, variance, deviation, deviation};
  const Term epsilon = Term::named(symbols::epsilon, *w.problem.epsilon);
  const Term divisor =
      add("stabilised_deviation", batch.stabilised, stabilised_deviation(variance, epsilon));
  return {mean, variance, deviation, divisor};
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

Section batch_idea(const Worked& w) {
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

Section unit_idea(const Worked& w) {
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

Section formulas_step(const Worked& w) {
  Section section{Role::step, "The formulas"};
  const auto add = [&](const Symbol& symbol, const Term& formula) {
    section.blocks.emplace_back(Identity{symbol, formula});
    return Term::unknown(symbol);
  };
  const Symbol general = {kExample.base, "", raised("i")};
  const Series<Term> x{Term::unknown(general), {}, count_of_examples(w)};
  section.blocks.emplace_back(prose("For each unit, with its numbers ", general,
                                    " in the examples i = 1 to ", count_of_examples(w), " = ",
                                    Number(w.examples()), ":"));
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
  return section;
}

/// What there is to say of a unit whose numbers are all the same.
void explain_constant(Section& section, const Worked& w) {
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
Prose others_prose(const Worked& w, std::string_view noun) {
  const size_t others = w.examples() - kWorkedOneByOne;
  if (others == 1) return prose("The last ", noun, " goes the same way.");
  return prose("The other ", others, " ", noun, "s go the same way.");
}

Section unit_step(Worked& w, size_t unit) {
  Section section{Role::step, fmt::format("Unit {} ({} {})", unit + 1, w.unit_line(), unit + 1)};
  Batch batch{.x = {Term::unknown({kExample.base, std::to_string(unit + 1), raised("i")}),
                    {},
                    count_of_examples(w)},
              .mean = of_unit(kMean, unit),
              .variance = of_unit(kVariance, unit),
              .deviation = of_unit(kStandardDeviation, unit),
              .stabilised = of_unit(kStabilisedDeviation, unit),
              .name_suffix = fmt::format("_{}", unit + 1)};
  for (size_t i = 0; i < w.examples(); ++i) {
    batch.x.items.push_back(Term::named(of_example(of_unit(kExample, unit), i), w.x.at(unit, i)));
  }
  const Statistics s = work_out_statistics(section, w, batch, false);
  w.mean.push_back(s.mean);
  w.variance.push_back(s.variance);
  w.standard_deviation.push_back(s.standard_deviation);

  const bool constant = w.is_constant(unit);
  Section unshown;
  for (size_t i = 0; i < w.examples(); ++i) {
    if (constant && w.takes_zero()) continue;
    w.normalized.at(unit, i) = step(i < kWorkedOneByOne ? section : unshown,
                                    fmt::format("normalized_{}_{}", unit + 1, i + 1),
                                    of_example(of_unit(kNormalized, unit), i),
                                    normalize(batch.x.items[i], s.mean, s.divisor), false);
  }
  if (constant) {
    explain_constant(section, w);
  } else if (w.examples() > kWorkedOneByOne) {
    section.blocks.emplace_back(others_prose(w, "value"));
  }
  return section;
}

MatrixBlock normalized_block(const Worked& w) {
  return {kNormalizedMatrix, values_of(w.as_given(w.normalized))};
}

Prose check_remark(const Worked& w) {
  if (!w.has_epsilon()) {
    return prose("A check: each ", w.unit_line(), " now has mean 0 and variance 1.");
  }
  return prose(
      "A check: the values of each unit add up to 0. Their variance is below 1, because of ",
      symbols::epsilon, ".");
}

Section matrix_step(const Worked& w) {
  Section section{Role::step, "The normalised matrix"};
  section.blocks.emplace_back(prose("The normalised ", w.unit_line(), "s, put together again:"));
  section.blocks.emplace_back(normalized_block(w));
  if (!w.any_constant()) {
    section.blocks.emplace_back(check_remark(w));
  }
  return section;
}

Section vector_step(const Worked& w) {
  Section section{Role::step, "The same with vectors"};
  section.blocks.emplace_back(prose("The formulas are often written for whole examples. Then each ",
                                    w.example_line(),
                                    " of the matrix is a vector with an entry for each unit, and "
                                    "all operations work entry by entry:"));
  Batch batch{.x = {Term::unknown({kExample.base, "", raised("i")}), {}, count_of_examples(w)},
              .mean = kMean,
              .variance = kVariance,
              .deviation = kStandardDeviation,
              .stabilised = kStabilisedDeviation,
              .name_suffix = "_vector"};
  const size_t worked = std::min(w.examples(), kWorkedOneByOne);
  const Matrix<Number> examples = w.x.transposed();
  for (size_t i = 0; i < w.examples(); ++i) {
    batch.x.items.push_back(Term::named(of_example(kExample, i), examples.row(i)));
  }
  for (size_t i = 0; i < worked; ++i) {
    const Symbol symbol = of_example(kExample, i);
    section.blocks.emplace_back(
        Equation{fmt::format("x_{}", i + 1), symbol, batch.x.items[i], false});
  }
  const Statistics s = work_out_statistics(section, w, batch, true);
  for (size_t i = 0; i < worked; ++i) {
    step(section, fmt::format("normalized_vector_{}", i + 1), of_example(kNormalized, i),
         normalize(batch.x.items[i], s.mean, s.divisor), false);
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

Section normalising_part(Worked& w) {
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

Section scaling_idea(const Worked& w) {
  Section idea{Role::idea, "Why scale and shift again"};
  idea.blocks.emplace_back(
      prose("Mean 0 and variance 1 is a good place to start, but not always the best range for the "
            "next layer. So "
            "each unit gets two numbers of its own that the network learns: ",
            symbols::gamma, " stretches the values, ", symbols::beta, " moves them. If ",
            symbols::gamma, " = ", kStandardDeviation, " and ", symbols::beta, " = ", kMean,
            " turn out best, normalising is undone, and nothing has been lost."));
  idea.blocks.emplace_back(prose("The first entry of ", symbols::gamma, " and of ", symbols::beta,
                                 " belongs to the first unit, which is the first ", w.unit_line(),
                                 ", and so on."));
  return idea;
}

/// The units that are drawn; with more of them the lines would say nothing.
constexpr size_t kDrawnUnits = 8;

Section picture_step(const Worked& w) {
  Section section{Role::step, "In a picture"};
  PointsFigure figure;
  for (size_t unit = 0; unit < std::min(w.units(), kDrawnUnits); ++unit) {
    PointsFigure::Unit lines{fmt::format("unit {}", unit + 1), {}};
    lines.lines.push_back({"before", w.x.row(unit)});
    lines.lines.push_back({"normalised", values_of(w.normalized.row(unit))});
    if (w.has_second_part()) lines.lines.push_back({"output", values_of(w.output.row(unit))});
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

Section scaling_step(Worked& w, size_t unit) {
  Section section{Role::step, fmt::format("Unit {} ({} {})", unit + 1, w.unit_line(), unit + 1)};
  const Term gamma = Term::named(of_unit(symbols::gamma, unit), w.gamma(unit));
  const Term beta = Term::named(of_unit(symbols::beta, unit), w.beta(unit));
  const Term row =
      Term::named(of_unit(kNormalized, unit), values_of(w.normalized.row(unit)), Entries::in_a_row);
  for (size_t i = 0; i < w.examples(); ++i) {
    w.output.at(unit, i) = Term::result(of_example(of_unit(kOutput, unit), i),
                                        scale_and_shift(w.normalized.at(unit, i), gamma, beta));
  }
  if (w.is_constant(unit) && !w.takes_zero()) {
    section.blocks.emplace_back(
        prose("This unit has no normalised values, so it has no output either."));
  } else {
    step(section, fmt::format("output_{}", unit + 1), of_unit(kOutput, unit),
         scale_and_shift(row, gamma, beta));
  }
  return section;
}

Section scaling_part(Worked& w) {
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
      gammas.push_back(w.gamma(unit));
      betas.push_back(w.beta(unit));
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
                 MatrixBlock{kOutputMatrix, values_of(w.as_given(w.output))}};
  return part;
}

void check_length(std::vector<FieldMistake>& mistakes, const BatchNorm& problem, const char* name,
                  const std::optional<std::vector<Number>>& values) {
  const bool columns_are_examples = problem.columns == BatchNorm::Columns::examples;
  const size_t units = columns_are_examples ? problem.matrix.rows : problem.matrix.columns;
  if (!values || values->size() == units) return;
  mistakes.push_back(
      {name, fmt::format("must have one number for each unit, a {} of the matrix: {}, got {}",
                         columns_are_examples ? "row" : "column", units, values->size())});
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

void check_exactness(std::vector<FieldMistake>& mistakes, const BatchNorm& problem) {
  const Matrix<Number> units = problem.columns == BatchNorm::Columns::examples
                                   ? problem.matrix
                                   : problem.matrix.transposed();
  for (size_t unit = 0; unit < units.rows; ++unit) {
    if (stays_exact(units.row(unit))) continue;
    mistakes.push_back(
        {"matrix", fmt::format("must have rational numbers, or multiples of one root, in "
                               "each unit; unit {} mixes them",
                               unit + 1)});
  }
  if (problem.epsilon && !problem.epsilon->is_rational()) {
    mistakes.push_back({"epsilon", "must be a rational number"});
  }
}

}  // namespace

std::vector<FieldMistake> check(const BatchNorm& problem) {
  std::vector<FieldMistake> mistakes;
  check_exactness(mistakes, problem);
  check_length(mistakes, problem, "gamma", problem.gamma);
  check_length(mistakes, problem, "beta", problem.beta);
  return mistakes;
}

Solution solve(const BatchNorm& problem) {
  Worked w{.problem = problem};
  w.x = w.as_given(problem.matrix);  // turning it round is its own inverse
  w.normalized = Matrix<Term>(w.units(), w.examples());
  w.output = Matrix<Term>(w.units(), w.examples());

  Solution solution;
  solution.document.title = "Batch normalisation";
  auto& sections = solution.document.sections;
  sections.push_back(givens(problem));
  sections.push_back(normalising_part(w));
  if (w.has_second_part()) sections.push_back(scaling_part(w));
  sections.back().sections.push_back(picture_step(w));
  sections.back().sections.push_back(testing_idea());

  auto& answers = solution.answers;
  answers.push_back(vector_answer("mean", w.mean));
  answers.push_back(vector_answer("variance", w.variance));
  answers.push_back(vector_answer("standard_deviation", w.standard_deviation));
  answers.push_back(matrix_answer("normalized", w.as_given(w.normalized)));
  if (w.has_second_part()) answers.push_back(matrix_answer("output", w.as_given(w.output)));
  return solution;
}

}  // namespace cnnsolve
