#include <algorithm>

#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "kinds/worked_batchnorm.h"
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
  const Operands& x = reworked.node().operands;
  return x[0] / (x[1] - 1);
}

std::optional<Term> leave_out_root(const Term& original, const Term& reworked) {
  if (original.node().op != Op::root) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> add_epsilon_outside(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  if (node.op != Op::root || node.operands[0].node().op != Op::add) return std::nullopt;
  const Operands& sum = reworked.node().operands[0].node().operands;
  return sqrt(sum[0]) + sum[1];
}

/// y is the only sum with β, and has the only product with γ.
std::optional<Term> leave_out_beta(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  if (node.op != Op::add || !is_symbol(node.operands[1], symbols::beta.base)) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> leave_out_gamma(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  if (node.op != Op::multiply || !is_symbol(node.operands[0], symbols::gamma.base)) {
    return std::nullopt;
  }
  return reworked.node().operands[1];
}

/// Where an entry of the matrix stands.
struct Place {
  size_t unit;
  size_t example;

  Symbol symbol(const Symbol& base) const { return of_example(of_unit(base, unit), example); }
};
Place place_of(const BatchNorm& problem, size_t entry) {
  const size_t row = entry / problem.matrix.columns, column = entry % problem.matrix.columns;
  return columns_are_units(problem) ? Place{column, row} : Place{row, column};
}

/// The output that normalised values of another making would have.
template <class N>
std::vector<N> scaled(const BatchNorm& problem, const std::vector<N>& normalized) {
  std::vector<N> output;
  output.reserve(normalized.size());
  for (const N& value : normalized) {
    const Place place = place_of(problem, output.size());
    const auto of_its_unit = [&](const Symbol& symbol) {
      return [symbol, place] { return of_unit(symbol, place.unit); };
    };
    output.push_back(result(
        [&] { return place.symbol(symbols::scaled); },
        scale_and_shift(value, given<N>(of_its_unit(symbols::gamma), gamma_of(problem, place.unit)),
                        given<N>(of_its_unit(symbols::beta), beta_of(problem, place.unit)))));
  }
  return output;
}

/// A matrix laid out as the given one, as an answer with its working or without.
Answer laid_out(const BatchNorm& problem, std::string name, const std::vector<Term>& entries) {
  Matrix<Term> matrix(problem.matrix.rows, problem.matrix.columns);
  matrix.entries = entries;
  return matrix_answer(std::move(name), matrix);
}
Answer laid_out(const BatchNorm& problem, std::string name, const std::vector<Number>& entries) {
  Matrix<Number> matrix(problem.matrix.rows, problem.matrix.columns);
  matrix.entries = entries;
  return {std::move(name), matrix};
}

const std::vector<Term>& entries_of(const Answer& answer, const Term&) {
  return answer.workings[0];
}
const std::vector<Number>& entries_of(const Answer& answer, const Number&) {
  return std::get<Matrix<Number>>(answer.value).entries;
}

size_t number_in(std::string_view index) {
  const size_t first = std::min(index.find_first_of("0123456789"), index.size());
  return static_cast<size_t>(std::strtoul(std::string(index.substr(first)).c_str(), nullptr, 10));
}

/// Each number of a matrix that is taken in another way under the symbol that it has in the
/// problem. The mean of other numbers than those of a unit is no unit's.
class Renaming {
 public:
  Renaming(const BatchNorm& problem, const BatchNorm& otherwise)
      : problem_(problem), otherwise_(otherwise) {}

  std::optional<Term> operator()(const Term& original, const Term& reworked) const {
    const Node& node = original.node();
    if (node.op != Op::symbol) return std::nullopt;
    const Symbol symbol = own_symbol(node.symbol);
    if (is_result(original)) return Term::result(symbol, reworked.node().operands[0]);
    if (symbol == node.symbol) return std::nullopt;
    const bool is_general = number_in(node.symbol.superscript) == 0;
    return is_general ? Term::unknown(symbol) : Term::named(symbol, node.value);
  }

 private:
  Symbol own_symbol(const Symbol& symbol) const {
    const size_t unit = number_in(symbol.subscript), example = number_in(symbol.superscript);
    if (unit == 0) return symbol;
    const bool is_entry = example > 0 && (symbol.base == symbols::example.base ||
                                          symbol.base == symbols::normalized.base);
    if (!is_entry) return {symbol.base, "", symbol.superscript};
    const size_t row = (columns_are_units(otherwise_) ? example : unit) - 1;
    const size_t column = (columns_are_units(otherwise_) ? unit : example) - 1;
    const Place place = place_of(problem_, row * otherwise_.matrix.columns + column);
    return place.symbol({symbol.base});
  }

  const BatchNorm& problem_;
  const BatchNorm& otherwise_;
};

void rename(Answers& answers, const Renaming& renaming) {
  Rework rework(renaming);
  for (Answer& answer : answers) {
    for (Working& working : answer.workings) {
      for (Term& term : working) term = rework(term);
    }
  }
}

/// The answers of the matrix taken in another way, laid out as the one that was given.
template <class N>
Answers normalized_otherwise(const BatchNorm& problem, BatchNorm otherwise) {
  otherwise.gamma.reset();
  otherwise.beta.reset();
  if (!check(otherwise).empty()) return {};
  Answers answers = answers_to<N>(otherwise);
  rename(answers, Renaming(problem, otherwise));
  const std::vector<N> normalized = entries_of(answers.back(), N());
  answers.back() = laid_out(problem, "normalized", normalized);
  if (problem.gamma || problem.beta) {
    answers.push_back(laid_out(problem, "output", scaled(problem, normalized)));
  }
  return answers;
}

/// The given matrix with its units and examples exchanged.
BatchNorm over_wrong_axis(BatchNorm problem) {
  problem.columns =
      columns_are_units(problem) ? BatchNorm::Columns::examples : BatchNorm::Columns::units;
  return problem;
}

/// As one unit.
BatchNorm over_whole_matrix(BatchNorm problem) {
  problem.columns = BatchNorm::Columns::examples;
  problem.matrix.rows = 1;
  problem.matrix.columns = problem.matrix.entries.size();
  return problem;
}

/// The matrix taken as `otherwise` makes it of the given one.
Rerun taken(const std::shared_ptr<const BatchNorm>& problem, BatchNorm (*otherwise)(BatchNorm)) {
  return {[=](const Answers&) { return normalized_otherwise<Term>(*problem, otherwise(*problem)); },
          [=] { return normalized_otherwise<Number>(*problem, otherwise(*problem)); }};
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

/// What the normalisation divides by, where that has ε in it.
Answers with_divisors(const BatchNorm& problem, const Answers& right) {
  if (!has_epsilon(problem)) return {};
  const Working& normalized = named(right, "normalized").workings[0];
  Working divisors;
  for (size_t unit = 0; unit < units_of(problem); ++unit) {
    const size_t first = columns_are_units(problem) ? unit : unit * problem.matrix.columns;
    divisors.push_back(normalized[first].node().operands[0].node().operands[1]);
  }
  return {vector_answer("standard_deviation", divisors)};
}

std::string_view without_normalising_words(const BatchNorm& problem) {
  return !problem.beta    ? "γ is applied to the numbers as they were given"
         : !problem.gamma ? "β is added to the numbers as they were given"
                          : "γ and β are applied to the numbers as they were given";
}

/// The output of the given numbers, as if they were normalised.
template <class N>
Answers without_normalising(const BatchNorm& problem) {
  if (!problem.gamma && !problem.beta) return {};
  std::vector<N> numbers;
  numbers.reserve(problem.matrix.entries.size());
  for (const Number& number : problem.matrix.entries) {
    const Place place = place_of(problem, numbers.size());
    numbers.push_back(given<N>([&] { return place.symbol(symbols::example); }, number));
  }
  return {laid_out(problem, "output", scaled(problem, numbers))};
}

/// Makes no difference where ε keeps the divisor from being 0.
void take_zero_for_undefined(BatchNorm& problem) {
  if (problem.epsilon && !problem.epsilon->is_zero()) return;
  problem.zero_variance = BatchNorm::ZeroVariance::zero;
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
  const auto shared = std::make_shared<const BatchNorm>(problem);
  const auto with = [&](void (*alter)(BatchNorm&)) { return altered(shared, alter); };
  return listed(
      {{{"variance_by_one_less", "the variance is divided by m − 1 and not by m"},
        after_variance,
        reworked(divide_by_one_less)},
       {{"epsilon_left_out", "ε is left out"}, normalized, with([](BatchNorm& changed) {
          changed.epsilon.reset();
        })},
       {{"epsilon_outside_root", "ε is added outside the root"},
        normalized,
        reworked(add_epsilon_outside)},
       {{"epsilon_in_deviation", "ε is added to the variance, which only the normalisation does"},
        {"standard_deviation"},
        [shared](const Answers& right) { return with_divisors(*shared, right); }},
       {{"deviation_for_variance", "the standard deviation is given for the variance"},
        {"variance"},
        deviation_for_variance},
       {{"root_left_out", "the root of the variance isn't taken"},
        {"standard_deviation", "normalized", "output"},
        reworked(leave_out_root)},
       {{"wrong_axis",
         "the matrix is normalised over the units of each example and not over the "
         "examples of each unit"},
        all,
        taken(shared, over_wrong_axis),
        SlipExtent::answer},
       {{"whole_matrix", "one mean and one variance are taken over the whole matrix"},
        all,
        taken(shared, over_whole_matrix),
        SlipExtent::answer},
       {{"gamma_beta_swapped", "γ and β are swapped"},
        {"output"},
        with(swap_scale_and_shift),
        SlipExtent::answer},
       {{"beta_left_out", "β is left out"}, {"output"}, reworked(leave_out_beta)},
       {{"gamma_left_out", "γ is left out"}, {"output"}, reworked(leave_out_gamma)},
       {{"scale_and_shift_left_out", "γ and β are left out"},
        {"output"},
        [shared](const Answers& right) { return unscaled(*shared, right); }},
       {{"normalisation_left_out", without_normalising_words(problem)},
        {"output"},
        Rerun([shared](const Answers&) { return without_normalising<Term>(*shared); },
              [shared] { return without_normalising<Number>(*shared); }),
        SlipExtent::problem},
       {{"zero_for_undefined", "0/0, which has no value, is taken as 0"},
        normalized,
        with(take_zero_for_undefined)}});
}

}  // namespace cnnsolve
