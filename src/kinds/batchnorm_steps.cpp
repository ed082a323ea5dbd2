#include "kinds/batchnorm_steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace cnnsolve {
namespace {

using Role = Section::Role;

// Entries of a unit, and examples as vectors, that are worked out one by one. The rest goes the
// same way.
constexpr size_t kWorkedOneByOne = 8;

const Symbol kNormalizedMatrix = {"X̂"};
const Symbol kOutputMatrix = {"Y"};

/// A batch with everything that the sections below look at.
struct Solved {
  const BatchNorm& problem;
  const Matrix<Number>& x;  ///< units × examples
  const std::vector<WorkedUnit<Term>>& worked;

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

Term count_of_examples(const Solved& w) { return cnnsolve::count_of_examples<Term>(w.examples()); }

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
  const Symbol general = {symbols::example.base, "", raised("i")};
  const Series<Term> x{Term::unknown(general), {}, count_of_examples(w)};
  section.blocks.emplace_back(
      prose("For each unit, with its numbers ", general, " in the examples i = 1 to ",
            count_of_examples(w), " = ", Number(w.examples()),
            ", the mean, the variance, the standard deviation",
            w.has_epsilon() ? ", what is divided by," : "", " and the normalised values:"));
  const Term mean = add(symbols::mean, cnnsolve::mean(x));
  const Term variance = add(symbols::variance, cnnsolve::variance(x, mean));
  Term divisor = add(symbols::standard_deviation, standard_deviation(variance));
  if (w.has_epsilon()) {
    divisor = add(symbols::stabilised_deviation,
                  stabilised_deviation(variance, Term::unknown(symbols::epsilon)));
  }
  add({symbols::normalized.base, "", raised("i")}, normalize(x.general, mean, divisor));
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
  Series<Term> x{Term::unknown({symbols::example.base, "", raised("i")}), {}, count_of_examples(w)};
  const Matrix<Number> examples = w.x.transposed();
  for (size_t i = 0; i < w.examples(); ++i) {
    x.items.push_back(Term::named(of_example(symbols::example, i), examples.row(i)));
  }
  const size_t worked = std::min(w.examples(), kWorkedOneByOne);
  for (size_t i = 0; i < worked; ++i) {
    section.blocks.emplace_back(
        Equation{fmt::format("x_{}", i + 1), of_example(symbols::example, i), x.items[i], false});
  }
  const Statistics<Term> s =
      work_out_statistics(w.problem, x, [](const Symbol& symbol) { return symbol; });
  explain_statistics(section, w, s, "_vector", true);
  for (size_t i = 0; i < worked; ++i) {
    step(section, fmt::format("normalized_vector_{}", i + 1), of_example(symbols::normalized, i),
         normalize(x.items[i], s.mean, s.divisor), false);
  }
  if (w.examples() > kWorkedOneByOne) {
    section.blocks.emplace_back(others_prose(w, "example"));
  }
  section.blocks.emplace_back(
      prose(columns_are_examples(w.problem) ? "Side by side" : "One below the other", " as ",
            w.example_line(), "s, these vectors are the matrix ", kNormalizedMatrix,
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
      " = ", w.has_epsilon() ? symbols::stabilised_deviation : symbols::standard_deviation, " and ",
      symbols::beta, " = ", symbols::mean,
      " turn out best, normalising is undone, and nothing has been lost."));
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
  const Term row = Term::named(of_unit(symbols::normalized, unit),
                               values_of(w.worked[unit].normalized), Entries::in_a_row);
  const Term gamma = Term::named(of_unit(symbols::gamma, unit), gamma_of(w.problem, unit));
  const Term beta = Term::named(of_unit(symbols::beta, unit), beta_of(w.problem, unit));
  step(section, fmt::format("output_{}", unit + 1), of_unit(symbols::scaled, unit),
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
      Identity{{symbols::scaled.base, "", raised("i")},
               scale_and_shift(general(symbols::normalized), Term::unknown(symbols::gamma),
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
        Identity{{symbols::scaled.base, "", raised("i")},
                 scale_and_shift(vector({symbols::normalized.base, "", raised("i")}, gammas),
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

}  // namespace

std::vector<Section> batchnorm_parts(const BatchNorm& problem, const Matrix<Number>& x,
                                     const std::vector<WorkedUnit<Term>>& worked) {
  const Solved w{problem, x, worked};
  std::vector<Section> parts = {normalising_part(w)};
  if (w.has_second_part()) parts.push_back(scaling_part(w));
  parts.back().sections.push_back(picture_step(w));
  parts.back().sections.push_back(testing_idea());
  return parts;
}

}  // namespace cnnsolve
