#include "kinds/inverse_steps.h"

#include <fmt/format.h>

#include "kinds/dependent_steps.h"
#include "kinds/givens.h"
#include "kinds/inverse_answers.h"
#include "kinds/inverse_bounds.h"
#include "kinds/unknown_steps.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

Section proof_part(const InverseTask& task, const std::vector<Unknown>& unknowns,
                   const Solutions& solutions) {
  Section part{Role::part, "The proof"};
  const std::vector<Whole>& first =
      solutions.by_axis.empty() ? solutions.rows[0] : solutions.by_axis[0];
  const InverseTask known = with_values(task, unknowns, first);
  const std::optional<Produced> outcome = known.forwards(known);
  Prose words = prose("With ", setting_words(unknowns, first), " the layer");
  const bool wants_output = task.wanted.mode != WantedOutput::Mode::none;
  if (wants_output) append(words, prose(" gives ", outcome->output));
  if (task.parameters) {
    append(words,
           prose(wants_output ? " and has " : " has ", Counted{outcome->parameters, "parameter"}));
  }
  append(words, ", as is wanted.");
  part.blocks.emplace_back(std::move(words));
  return part;
}

}  // namespace

std::vector<Section> inverse_parts(const InverseTask& task, const std::vector<Unknown>& unknowns,
                                   const Solutions& solutions) {
  std::vector<Section> parts;
  const size_t dependent = dependent_unknowns(unknowns);
  if (dependent > 0) parts.push_back(dependent_part(task, unknowns, dependent, solutions));
  for (size_t i = dependent; i < unknowns.size(); ++i) {
    Section part{Role::part, fmt::format("Part {}: the {}", parts.size() + 1, unknowns[i].noun)};
    if (parts.empty() && !is_by_channels(task, unknowns[i])) {
      part.sections.push_back(backwards_idea(task, {&unknowns[i], 1}));
    }
    const InverseTask filled =
        with_values(task, unknowns,
                    solutions.rows.empty() ? least_values(task, unknowns, i) : solutions.rows[0]);
    for (Section& step : steps_for(filled, unknowns[i])) part.sections.push_back(std::move(step));
    // Of what the sizes tell, only the kernel makes a difference to the parameters.
    if (task.parameters && unknowns[i].setting == Setting::kernel &&
        is_found_by_sizes(task, unknowns[i]) && !solutions.rows.empty()) {
      part.sections.back().blocks.emplace_back(prose("The parameters that are stated come with ",
                                                     any_of(distinct_values(solutions, i)), "."));
    }
    part.answer.emplace_back(answer_words(task, filled, unknowns, solutions, i));
    parts.push_back(std::move(part));
  }
  const bool is_solved = !solutions.rows.empty() || !solutions.by_axis.empty();
  if (is_solved) parts.push_back(proof_part(task, unknowns, solutions));
  return parts;
}

std::optional<Term> formula_of(const InverseTask& task, const std::vector<Unknown>& unknowns,
                               const Solutions& solutions, size_t i) {
  if (solutions.rows.size() != 1 || solutions.has_more) return std::nullopt;
  const InverseTask filled = with_values(task, unknowns, solutions.rows[0]);
  const Bounds bounds = bounds_of(filled, unknowns[i]);
  if (bounds.steps.empty()) return std::nullopt;
  const Term& last = bounds.steps.back().result;
  const bool is_it = last.value() == Number(solutions.rows[0][i]);
  return is_it ? std::optional(last) : std::nullopt;
}

}  // namespace cnnsolve
