#include <algorithm>

#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

bool columns_are_units(const BatchNorm& problem) {
  return problem.columns == BatchNorm::Columns::units;
}

size_t units_of(const BatchNorm& problem) {
  return columns_are_units(problem) ? problem.matrix.columns : problem.matrix.rows;
}

/// The variance is the only mean of squares.
std::optional<Term> divide_by_one_less(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool is_variance = node.op == Op::divide && node.operands[0].node().op == Op::series &&
                           node.operands[0].node().operands[0].node().op == Op::power;
  if (!is_variance) return std::nullopt;
  const std::vector<Term>& x = reworked.node().operands;
  return x[0] / (x[1] - 1);
}

std::optional<Term> leave_out_root(const Term& original, const Term& reworked) {
  if (original.node().op != Op::root) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> add_epsilon_outside(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  if (node.op != Op::root || node.operands[0].node().op != Op::add) return std::nullopt;
  const std::vector<Term>& sum = reworked.node().operands[0].node().operands;
  return sqrt(sum[0]) + sum[1];
}

/// The output that normalised values of another making would have.
Answers scaled(const BatchNorm& problem, Answers answers) {
  const Answer normalized = named(answers, "normalized");
  if (!problem.gamma && !problem.beta) return answers;
  Matrix<Term> output;
  output.rows = problem.matrix.rows;
  output.columns = problem.matrix.columns;
  for (size_t i = 0; i < normalized.workings[0].size(); ++i) {
    const size_t unit = columns_are_units(problem) ? i % output.columns : i / output.columns;
    const auto of_unit = [&](const std::optional<std::vector<Number>>& values, Whole left_out) {
      return values ? (*values)[unit] : Number(left_out);
    };
    output.entries.push_back(
        Term::result({"y"}, scale_and_shift(normalized.workings[0][i],
                                            Term::named(symbols::gamma, of_unit(problem.gamma, 1)),
                                            Term::named(symbols::beta, of_unit(problem.beta, 0)))));
  }
  answers.push_back(matrix_answer("output", output));
  return answers;
}

/// The answers of the matrix taken in another way, laid out as the one that was given.
Answers normalized_otherwise(const BatchNorm& problem, BatchNorm otherwise) {
  otherwise.gamma.reset();
  otherwise.beta.reset();
  if (!check(otherwise).empty()) return {};
  Answers answers = worked_answers(otherwise);
  auto& matrix = std::get<Matrix<Number>>(answers.back().value);
  matrix.rows = problem.matrix.rows;
  matrix.columns = problem.matrix.columns;
  return scaled(problem, std::move(answers));
}

Answers over_wrong_axis(const BatchNorm& problem) {
  BatchNorm turned = problem;
  turned.columns =
      columns_are_units(problem) ? BatchNorm::Columns::examples : BatchNorm::Columns::units;
  return normalized_otherwise(problem, turned);
}

Answers over_whole_matrix(const BatchNorm& problem) {
  BatchNorm whole = problem;
  whole.columns = BatchNorm::Columns::examples;
  whole.matrix.rows = 1;
  whole.matrix.columns = whole.matrix.entries.size();
  return normalized_otherwise(problem, whole);
}

Answers deviation_for_variance(const Answers& right) {
  return {vector_answer("variance", named(right, "standard_deviation").workings[0])};
}

void leave_out_scale(BatchNorm& problem) {
  problem.gamma = std::vector<Number>(units_of(problem), 1);
}
void leave_out_shift(BatchNorm& problem) {
  problem.beta = std::vector<Number>(units_of(problem), 0);
}

void swap_scale_and_shift(BatchNorm& problem) {
  if (!problem.gamma) leave_out_scale(problem);
  if (!problem.beta) leave_out_shift(problem);
  std::swap(problem.gamma, problem.beta);
}

/// Nothing where only one of the two was given: the slip is then to leave out that one.
Answers unscaled(const BatchNorm& problem, const Answers& right) {
  const auto all_are = [](const std::optional<std::vector<Number>>& values, int value) {
    return !values || std::all_of(values->begin(), values->end(),
                                  [&](const Number& number) { return number == value; });
  };
  // Else one of the two is all that is left out.
  if (all_are(problem.gamma, 1) || all_are(problem.beta, 0)) return {};
  Answer output = named(right, "normalized");
  output.name = "output";
  return {output};
}

}  // namespace

std::vector<NamedSlip> named_slips(const BatchNorm& problem) {
  const std::vector<std::string_view> all = {"mean", "variance", "standard_deviation", "normalized",
                                             "output"};
  const std::vector<std::string_view> after_variance = {"variance", "standard_deviation",
                                                        "normalized", "output"};
  const std::vector<std::string_view> normalized = {"normalized", "output"};
  const auto with = [problem](void (*alter)(BatchNorm&)) { return altered(problem, alter); };
  return {
      {"variance_by_one_less", "the variance is divided by m − 1 and not by m", after_variance,
       reworked(divide_by_one_less)},
      {"epsilon_left_out", "ε is left out", normalized,
       with([](BatchNorm& changed) { changed.epsilon.reset(); })},
      {"epsilon_outside_root", "ε is added outside the root", normalized,
       reworked(add_epsilon_outside)},
      {"deviation_for_variance",
       "the standard deviation is given for the variance",
       {"variance"},
       deviation_for_variance},
      {"root_left_out",
       "the root of the variance isn't taken",
       {"standard_deviation", "normalized", "output"},
       reworked(leave_out_root)},
      {"wrong_axis",
       "the matrix is normalised over the units of each example and not over the "
       "examples of each unit",
       all, [problem](const Answers&) { return over_wrong_axis(problem); }},
      {"whole_matrix", "one mean and one variance are taken over the whole matrix", all,
       [problem](const Answers&) { return over_whole_matrix(problem); }},
      {"gamma_beta_swapped", "γ and β are swapped", {"output"}, with(swap_scale_and_shift)},
      {"beta_left_out", "β is left out", {"output"}, with(leave_out_shift)},
      {"gamma_left_out", "γ is left out", {"output"}, with(leave_out_scale)},
      {"scale_and_shift_left_out",
       "γ and β are left out",
       {"output"},
       [problem](const Answers& right) { return unscaled(problem, right); }},
      {"zero_for_undefined", "0/0, which has no value, is taken as 0", normalized,
       with([](BatchNorm& changed) { changed.zero_variance = BatchNorm::ZeroVariance::zero; })}};
}

}  // namespace cnnsolve
