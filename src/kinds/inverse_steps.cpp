#include "kinds/inverse_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/inverse_bounds.h"
#include "kinds/size_steps.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

/// The whole numbers from the least bound to the most, in words.
Prose whole_numbers(const Bounds& bounds, const Number& smallest) {
  if (!bounds.conclusion.spans.empty()) return bounds.conclusion;
  if (bounds.least.is_undefined()) return prose("No whole number does.");
  const Number first = maximum(smallest, ceiling(bounds.least));
  if (!bounds.most) return prose("So it may be ", first, " or any larger whole number.");
  const Number last = floor(*bounds.most);
  if (last < first) {
    if (!bounds.is_exact) return prose("No whole number is left.");
    return bounds.least < smallest ? prose("It must be at least ", smallest, ", so this won't do.")
                                   : prose("This is no whole number.");
  }
  if (first == last) {
    return bounds.is_exact ? prose("This is a whole number.")
                           : prose("The one whole number that is left is ", first, ".");
  }
  return last == first + 1
             ? prose("The whole numbers between them are ", first, " and ", last, ".")
             : prose("The whole numbers between them are those from ", first, " to ", last, ".");
}

void show_steps(Section& section, const Bounds& bounds, const std::string& suffix) {
  for (const InverseStep& step : bounds.steps) {
    section.blocks.emplace_back(step.words);
    show(section, step.name + suffix, step.result);
  }
}

/// How what is asked is found.
Section backwards_idea(const InverseTask& task, const Unknown& unknown) {
  Section idea{Role::idea, "How a formula is asked backwards"};
  if (!is_found_by_sizes(task, unknown)) {
    idea.blocks.emplace_back(
        prose("The formula says how many parameters the layer has if all settings are known. Here "
              "that number is known, and a setting isn't. So we go through the formula from its "
              "end: what was multiplied is divided, and what was added is taken away."));
    return idea;
  }
  Prose known = prose(
      "The formula says how large the output is if all settings are known. Here the output is "
      "known, and a setting isn't. ");
  if (task.is_transposed) {
    append(known,
           "The formula of a transposed convolution isn't rounded. So it is solved for the setting "
           "like any equation: what was added is taken away, what was multiplied is divided.");
    idea.blocks.emplace_back(std::move(known));
    return idea;
  }
  append(known,
         "So we go through the formula from its end: what was done last is undone first. The + 1 "
         "is taken off. What was divided is multiplied. What was added is taken away.");
  idea.blocks.emplace_back(std::move(known));
  if (task.window.stride.is_one()) return idea;
  idea.blocks.emplace_back(
      prose("Rounding down can't be undone so simply, because several numbers are rounded to the "
            "same one. Then there are two bounds, and all whole numbers between them are right."));
  return idea;
}

/// Axes on which all is alike, so that one calculation serves them.
std::vector<AxisGroup> alike_axes(const InverseTask& task) {
  const std::vector<Whole> wanted = task.wanted_sizes();
  const Window& w = task.window;
  return group_alike(task.axes(), [&](size_t a, size_t b) {
    return task.input[a] == task.input[b] && wanted[a] == wanted[b] &&
           w.kernel.at(a) == w.kernel.at(b) && w.stride.at(a) == w.stride.at(b) &&
           w.dilation.at(a) == w.dilation.at(b) && w.padding.at(a) == w.padding.at(b);
  });
}

bool is_by_channels(const InverseTask& task, const Unknown& unknown) {
  return unknown.setting == Setting::filters && task.wanted_channels();
}

/// The steps that find one unknown, where nothing else is.
std::vector<Section> steps_for(const InverseTask& task, const Unknown& unknown) {
  std::vector<Section> steps;
  if (!is_found_by_sizes(task, unknown)) {
    Section& step = steps.emplace_back(Section{
        Role::step, is_by_channels(task, unknown) ? "From the channels" : "From the parameters"});
    const Bounds bounds = bounds_by_counts(task, unknown);
    show_steps(step, bounds, "");
    // Channels are filters, and no conclusion is needed.
    if (!is_by_channels(task, unknown)) {
      step.blocks.emplace_back(whole_numbers(bounds, smallest_of(unknown)));
    }
    return steps;
  }
  std::vector<AxisGroup> groups = alike_axes(task);
  if (unknown.setting == Setting::input_size) groups = {{unknown.axis}};
  for (const AxisGroup& group : groups) {
    const bool is_only = groups.size() == 1;
    Section& step = steps.emplace_back(Section{Role::step, title_of(task.axes(), group)});
    const std::string suffix =
        is_only ? "" : "_" + std::string(axis_names(task.axes())[group[0]].name);
    begin_group(step, task.axes(), group);
    const Bounds bounds = bounds_along(task, unknown, group[0]);
    show_steps(step, bounds, suffix);
    step.blocks.emplace_back(whole_numbers(bounds, smallest_of(unknown)));
  }
  return steps;
}

std::string setting_words(const std::vector<Unknown>& unknowns, const std::vector<Whole>& row) {
  std::vector<std::string> words;
  for (size_t i = 0; i < row.size(); ++i) {
    const char* plural = row[i] == 1 ? "" : "s";
    const std::string name = in_words(unknowns[i].name);
    words.push_back(unknowns[i].setting == Setting::filters
                        ? fmt::format("{} filter{}", row[i], plural)
                    : unknowns[i].setting == Setting::input_channels
                        ? fmt::format("{} input channel{}", row[i], plural)
                        : fmt::format("{} {}", name, row[i]));
  }
  return join(words);
}

std::vector<Number> distinct_values(const Solutions& solutions, size_t i) {
  std::vector<Number> values;
  for (const std::vector<Whole>& row : solutions.rows) {
    const Number value(row[i]);
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values;
}

std::string counted_noun(const Unknown& unknown) {
  return unknown.setting == Setting::input_channels ? "input channels" : unknown.noun;
}

/// What comes out on both sides of the gap in which there is no whole number.
Prose nearest_words(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  const Unknown& unknown = unknowns[0];
  const bool by_sizes = is_found_by_sizes(task, unknown);
  // Axes that differ may each come nearest with another value.
  const bool is_one_question = unknowns.size() == 1 && (!by_sizes || alike_axes(task).size() == 1);
  if (!is_one_question) return {};
  std::vector<Whole> candidates;
  const Bounds bounds = bounds_of(task, unknown);
  if (bounds.least.is_undefined()) return {};
  for (const Number& value : {floor(bounds.most.value_or(bounds.least)), ceiling(bounds.least)}) {
    if (!(kLargestWhole < value)) {
      candidates.push_back(maximum(value, smallest_of(unknown)).whole());
    }
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  Prose words;
  for (const Whole value : candidates) {
    const InverseTask known = with_values(task, unknowns, {value});
    const std::optional<Produced> outcome = known.forwards(known);
    if (!outcome) continue;
    append(words, prose(words.spans.empty() ? " Nearest: with " : "; with ",
                        setting_words(unknowns, {value}), " "));
    append(words, by_sizes ? prose("the output is ", outcome->output)
                           : prose("the layer has ", Counted{outcome->parameters, "parameter"}));
  }
  if (!words.spans.empty()) append(words, ".");
  return words;
}

/// The whole numbers that the sizes along some axes allow; nothing where they allow none, or no
/// end.
std::optional<std::pair<Number, Number>> allowed(const InverseTask& task, const Unknown& unknown,
                                                 const AxisGroup& group) {
  const Bounds bounds = bounds_along(task, unknown, group[0]);
  if (bounds.least.is_undefined() || !bounds.most) return std::nullopt;
  const Number first = maximum(smallest_of(unknown), ceiling(bounds.least));
  const Number last = floor(*bounds.most);
  if (last < first) return std::nullopt;
  return std::pair(first, last);
}

/// Why no number will do that the sizes along each axis allow: what they need of it, where that is
/// no single number, or that a pool may not have such padding.
Prose contradiction(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  if (unknowns.size() > 1 || !is_found_by_sizes(task, unknowns[0])) return {};
  const std::vector<AxisGroup> groups = alike_axes(task);
  std::optional<Number> first_of_all, last_of_all;
  Prose words;
  for (size_t i = 0; i < groups.size(); ++i) {
    const auto range = allowed(task, unknowns[0], groups[i]);
    if (!range) return {};
    const auto& [first, last] = *range;
    append(words, prose(i == 0                   ? " The "
                        : i + 1 == groups.size() ? " and the "
                                                 : ", the ",
                        join(cnnsolve::words(task.axes(), groups[i])),
                        i > 0                   ? " "
                        : groups[i].size() == 1 ? " needs "
                                                : " need ",
                        first));
    if (first < last) append(words, prose(" to ", last));
    if (!first_of_all || *first_of_all < first) first_of_all = first;
    if (!last_of_all || last < *last_of_all) last_of_all = last;
  }
  if (*last_of_all < *first_of_all) {
    append(words, groups.size() == 2 ? ", so no single number serves both."
                                     : ", so no single number serves them all.");
    return words;
  }
  const bool is_of_pool = unknowns[0].setting == Setting::padding && !task.filters;
  return is_of_pool ? prose(" The formula gives ", *first_of_all,
                            ", but the padding of a pool may be at most half of its window.")
                    : prose();
}

/// `filled` has the values of all others.
Prose answer_words(const InverseTask& task, const InverseTask& filled,
                   const std::vector<Unknown>& unknowns, const Solutions& solutions, size_t i) {
  const Unknown& unknown = unknowns[i];
  const bool is_plural = !is_of_sizes(unknown);
  if (solutions.rows.empty()) {
    const Bounds bounds = is_plural ? bounds_by_counts(filled, unknown) : Bounds{};
    const bool is_told = is_plural && unknowns.size() > 1 && bounds.is_exact &&
                         bounds.least.is_integer() && !(bounds.least < 1);
    if (is_told) {
      return prose("There would be ", bounds.least, " ", counted_noun(unknown),
                   ". But the other setting can't be found.");
    }
    const bool splits_unevenly = unknown.setting == Setting::filters && bounds.is_exact &&
                                 bounds.least.is_integer() && task.groups != 1;
    if (splits_unevenly) {
      return prose("No number of filters gives what is wanted: ", bounds.least,
                   " can't be shared out to ", task.groups, " groups.");
    }
    if (unknown.setting == Setting::input_size) {
      return prose("No ", axis_names(task.axes())[unknown.axis].name,
                   " of the input gives what is wanted.", nearest_words(task, unknowns));
    }
    return prose("No ", is_plural ? "number of " : "", counted_noun(unknown),
                 " gives what is wanted.", contradiction(task, unknowns),
                 nearest_words(task, unknowns));
  }
  const std::vector<Number> values = distinct_values(solutions, i);
  if (is_plural && values.size() == 1) {
    const bool is_filters = unknown.setting == Setting::filters;
    return prose(is_filters ? "The layer has " : "The input has ",
                 Counted{values[0], is_filters ? "filter" : "channel"}, ".");
  }
  const Prose numbers = solutions.is_endless ? prose(values[0], " or any larger whole number")
                        : solutions.has_more
                            ? prose("any whole number from ", values[0], " to the larger bound")
                            : any_of(values);
  return prose("The ", counted_noun(unknown), " ",
               values.size() > 1 ? "may be "
               : is_plural       ? "are "
                                 : "is ",
               numbers, ".");
}

/// All solutions of two settings, a row each.
Table solutions_table(const std::vector<Unknown>& unknowns, const Solutions& solutions) {
  constexpr size_t kMostRows = 20;
  Table table;
  for (const Unknown& unknown : unknowns) table.header.push_back(prose(unknown.name));
  for (size_t i = 0; i < std::min(kMostRows, solutions.rows.size()); ++i) {
    std::vector<Prose>& cells = table.rows.emplace_back();
    for (const Whole value : solutions.rows[i]) cells.push_back(prose(value));
  }
  if (solutions.rows.size() > kMostRows) {
    std::vector<Prose>& cells = table.rows.emplace_back();
    for (size_t i = 0; i < unknowns.size(); ++i) cells.push_back(prose("…"));
  }
  return table;
}

/// "Up to a kernel as large as the input": how far the first of several unknowns is tried.
Prose tried_up_to(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  const Unknown& first = unknowns[0];
  if (first.setting == Setting::padding && !task.is_transposed) {
    return prose("With less padding than the ", task.mover, " is deep");
  }
  const bool is_bound_by_output = task.is_transposed || !is_of_window(unknowns[1]);
  const Padding& padding = task.window.padding;
  const bool is_padded =
      padding.mode == Padding::Mode::numbers && !is_unknown(padding) && padding != Padding{};
  const Prose bound =
      prose(is_bound_by_output ? "output" : "input", is_padded ? " with its padding" : "");
  return first.setting == Setting::dilation
             ? prose("With dilations that don't spread the kernel over more than the ", bound)
             : prose("Up to a ", first.noun, " as large as the ", bound);
}

/// The first unknown's value for which the others are worked out: that of the first solution, but
/// rather a dilation above 1, whose formula is the same for all others.
Whole shown_first(const Unknown& unknown, const Solutions& solutions) {
  if (unknown.setting != Setting::dilation) return solutions.rows[0][0];
  const auto found = std::find_if(solutions.rows.begin(), solutions.rows.end(),
                                  [](const std::vector<Whole>& row) { return row[0] > 1; });
  return found == solutions.rows.end() ? solutions.rows[0][0] : (*found)[0];
}

/// Of the first `count` unknowns, which depend on each other.
Section dependent_part(const InverseTask& task, const std::vector<Unknown>& unknowns, size_t count,
                       const Solutions& solutions) {
  std::vector<std::string> others;
  for (size_t i = 1; i < count; ++i) others.push_back("the " + unknowns[i].noun);
  const std::string first_noun = unknowns[0].noun;
  std::vector<std::string> all_nouns = others;
  all_nouns.insert(all_nouns.begin(), "the " + first_noun);
  Section part{Role::part, "Part 1: " + join(all_nouns)};
  part.sections.push_back(backwards_idea(task, unknowns[0]));
  part.blocks.emplace_back(prose("One equation can't tell two numbers. So each ", first_noun,
                                 " is tried, and what ", join(others),
                                 " must then be is worked out."));
  // The padding is bounded where another setting is tried.
  const bool has_padding = !task.is_transposed && unknowns[0].setting != Setting::padding &&
                           unknowns[1].setting == Setting::padding;
  const bool is_dilated = is_unknown(task.window.dilation) || !task.window.dilation.is_one();
  const Prose span =
      is_dilated ? prose("places that the ", task.mover, " spans") : prose(task.mover);
  if (solutions.rows.empty()) {
    Prose answer = tried_up_to(task, unknowns);
    if (has_padding) append(answer, prose(", and padding less deep than the ", span, ","));
    append(answer, " nothing gives what is wanted.");
    part.answer.emplace_back(std::move(answer));
    return part;
  }
  const std::vector<Whole> first = {shown_first(unknowns[0], solutions)};
  const InverseTask filled = with_values(task, unknowns, first);
  for (size_t i = 1; i < count; ++i) {
    for (Section& step : steps_for(filled, unknowns[i])) {
      step.title += fmt::format(", with {}", setting_words(unknowns, first));
      part.sections.push_back(std::move(step));
    }
  }
  Section all{Role::step, "All solutions"};
  all.blocks.emplace_back(prose("Every other ", first_noun, " is tried in the same way",
                                task.axes() == 1 ? "" : ", along every axis",
                                ". These give what is wanted:"));
  all.blocks.emplace_back(solutions_table(unknowns, solutions));
  if (has_padding || (!task.is_transposed && unknowns[0].setting == Setting::padding)) {
    all.blocks.emplace_back(prose("Padding as deep as the ", span,
                                  " or deeper isn't listed: at the border the ", task.mover,
                                  " would see nothing else."));
  }
  part.sections.push_back(std::move(all));
  const size_t found = solutions.rows.size();
  Prose answer = prose(tried_up_to(task, unknowns),
                       found == 1 ? prose(" there is one solution: ")
                                  : prose(" there are ", found, " solutions. The first is "),
                       setting_words(unknowns, solutions.rows[0]), ".");
  if (solutions.has_more) append(answer, " Larger strides give more.");
  part.answer.emplace_back(std::move(answer));
  return part;
}

Section proof_part(const InverseTask& task, const std::vector<Unknown>& unknowns,
                   const Solutions& solutions) {
  Section part{Role::part, "The proof"};
  const InverseTask known = with_values(task, unknowns, solutions.rows[0]);
  const std::optional<Produced> outcome = known.forwards(known);
  Prose words = prose("With ", setting_words(unknowns, solutions.rows[0]), " the layer gives ",
                      outcome->output);
  if (task.parameters) append(words, prose(" and has ", Counted{outcome->parameters, "parameter"}));
  append(words, ", as is wanted.");
  part.blocks.emplace_back(std::move(words));
  return part;
}

/// Where nothing gives what is wanted, the values that those before the i-th must at least have.
std::vector<Whole> known_before(const InverseTask& task, const std::vector<Unknown>& unknowns,
                                size_t i) {
  std::vector<Whole> values;
  while (values.size() < i) {
    const Unknown& unknown = unknowns[values.size()];
    const InverseTask filled = with_values(task, unknowns, values);
    const Bounds bounds = bounds_of(filled, unknown);
    const Number least = bounds.least.is_undefined()
                             ? Number(1)
                             : maximum(smallest_of(unknown), ceiling(bounds.least));
    values.push_back(kLargestWhole < least ? kLargestWhole : least.whole());
  }
  return values;
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
      part.sections.push_back(backwards_idea(task, unknowns[i]));
    }
    const InverseTask filled =
        with_values(task, unknowns,
                    solutions.rows.empty() ? known_before(task, unknowns, i) : solutions.rows[0]);
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
  if (!solutions.rows.empty()) parts.push_back(proof_part(task, unknowns, solutions));
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
