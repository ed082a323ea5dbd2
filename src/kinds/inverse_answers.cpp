#include "kinds/inverse_answers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "kinds/givens.h"
#include "kinds/inverse_bounds.h"
#include "kinds/inverse_nearest.h"
#include "kinds/unknown_steps.h"
#include "wording.h"

namespace cnnsolve {
namespace {

std::string counted_noun(const Unknown& unknown) {
  return unknown.setting == Setting::input_channels ? "input channels" : unknown.noun;
}

/// What parameters some values have that give the output, where others are stated.
Prose other_parameters(const InverseTask& task, const std::vector<Unknown>& unknowns,
                       const std::vector<std::vector<Whole>>& rows) {
  if (!task.parameters) return {};
  Prose words;
  for (const std::vector<Whole>& row : rows) {
    const InverseTask known = with_values(task, unknowns, row);
    const std::optional<Produced> outcome = known.forwards(known);
    if (!outcome) return {};
    append(words,
           prose(words.spans.empty() ? " With " : ", and with ", setting_words(unknowns, row),
                 " the layer has ", Counted{outcome->parameters, "parameter"}));
  }
  if (!words.spans.empty()) append(words, prose(", not ", *task.parameters, "."));
  return words;
}

/// The rows that hold such numbers; none where one is too large.
std::vector<std::vector<Whole>> rows_of(const Number& first, const Number& last) {
  if (kLargestWhole < last) return {};
  if (first == last) return {{first.whole()}};
  return {{first.whole()}, {last.whole()}};
}

/// What it is that no numbers along the axes help against.
Prose besides_the_sizes(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  if (!task.filters) {
    return prose(" Nor may the padding of a pool be more than half of its window.");
  }
  InverseTask sizes = task;
  sizes.parameters.reset();
  const std::vector<std::vector<Whole>> rows = find_solutions(sizes, unknowns).by_axis;
  if (rows.empty()) return {};
  return rows.size() == 1 ? other_parameters(task, unknowns, rows)
                          : other_parameters(task, unknowns, {rows.front(), rows.back()});
}

/// Why no number helps that nothing else depends on: the other settings make a layer that isn't
/// possible, or sizes of the output that aren't wanted.
Prose settled_otherwise(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  if (std::any_of(unknowns.begin(), unknowns.end(), is_of_window)) return {};
  InverseTask known = task;
  if (known.filters == kUnknown) known.filters = task.groups;
  if (known.input.back() == kUnknown) known.input.back() = task.groups;
  std::replace(known.input.begin(), known.input.end() - 1, kUnknown, kLargestWhole);
  if (const std::vector<FieldMistake> mistakes = known.forbids(known); !mistakes.empty()) {
    return prose(" The ", in_words(mistakes[0].path), " ", mistakes[0].what, ".");
  }
  const std::vector<Whole> wanted = task.wanted_sizes();
  if (wanted.empty()) return {};
  const Shape made = known.forwards(known)->output;
  Prose words;
  for (const AxisGroup& group : alike_axes(task)) {
    const size_t axis = group[0];
    if (task.input[axis] == kUnknown || made[axis] == wanted[axis]) continue;
    append(words, prose(words.spans.empty() ? " The other settings give the output a " : ", and a ",
                        join(cnnsolve::words(task.axes(), group)), " of ", made[axis], ", not ",
                        wanted[axis]));
  }
  if (!words.spans.empty()) append(words, ".");
  return words;
}

/// Why two settings that the sizes tell won't do: with them the parameters are others.
Prose both_but_for_parameters(InverseTask task, const std::vector<Unknown>& unknowns) {
  if (unknowns.size() < 2 || !task.parameters) return {};
  const Whole stated = *std::exchange(task.parameters, std::nullopt);
  const Solutions found = find_solutions(task, unknowns);
  if (found.rows.size() != 1 || found.has_more) return {};
  const InverseTask known = with_values(task, unknowns, found.rows[0]);
  return prose("The sizes need ", setting_words(unknowns, found.rows[0]),
               ". But then the layer has ", Counted{known.forwards(known)->parameters, "parameter"},
               ", not ", stated, ".");
}

/// Why no number will do that the sizes along each axis allow: what they need of it, where that is
/// no single number, or that a pool may not have such padding.
Prose contradiction(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  const bool is_one_question =
      unknowns.size() == 1 && is_of_window(unknowns[0]) && is_found_by_sizes(task, unknowns[0]);
  if (!is_one_question) return {};
  const std::vector<AxisGroup> groups = alike_axes(task);
  std::optional<Number> first_of_all, last_of_all;
  Prose words;
  for (size_t i = 0; i < groups.size(); ++i) {
    const auto range = whole_numbers_along(task, unknowns[0], groups[i][0]);
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
    append(words, besides_the_sizes(task, unknowns));
    return words;
  }
  const bool is_of_pool = !task.filters && (unknowns[0].setting == Setting::padding ||
                                            unknowns[0].setting == Setting::kernel);
  if (is_of_pool) {
    Prose values = prose(*first_of_all);
    if (*first_of_all < *last_of_all) {
      const bool are_two = *last_of_all - *first_of_all == 1;
      append(values, prose(are_two ? " or " : " to ", *last_of_all));
    }
    return prose(" The formula gives ", values,
                 ", but the padding of a pool may be at most half of its window.");
  }
  return other_parameters(task, unknowns, rows_of(*first_of_all, *last_of_all));
}

/// What the one unknown may be: a size of the input as far as its own axis tells.
Prose numbers_alone(const InverseTask& task, const std::vector<Unknown>& unknown) {
  if (unknown[0].setting == Setting::input_size) {
    const auto range = whole_numbers_along(task, unknown[0], unknown[0].axis);
    return range ? any_from(range->first, range->second) : Prose{};
  }
  const Solutions found = find_solutions(task, unknown);
  if (found.rows.empty()) return {};
  return any_of(distinct_values(found, 0), found.is_endless, last_of(task, unknown, found, 0));
}

/// What one setting may be, with a number for each axis.
Prose by_axis_words(const InverseTask& task, const std::vector<Unknown>& unknowns,
                    const Solutions& solutions) {
  const std::string& noun = unknowns[0].noun;
  const std::vector<std::vector<Whole>>& rows = solutions.by_axis;
  const bool depend_on_each_other = is_told_by_parameters(task, unknowns[0]);
  if ((rows.size() == 1 && !solutions.has_more) || depend_on_each_other) {
    std::vector<Prose> shapes;
    shapes.reserve(rows.size());
    for (const std::vector<Whole>& row : rows) shapes.push_back(prose(shape_of(row)));
    return prose("The ", noun, rows.size() == 1 ? " is " : " may be ", listed_with_or(shapes), ".");
  }
  Prose all = prose("The smallest ", noun, " is ", shape_of(rows[0]), ".");
  const std::vector<AxisGroup> groups = alike_axes(task);
  for (size_t i = 0; i < groups.size(); ++i) {
    append(all, prose(i == 0                   ? " For the "
                      : i + 1 == groups.size() ? ", and for the "
                                               : ", for the ",
                      join(words(task.axes(), groups[i])), i == 0 ? " it may be " : " ",
                      numbers_alone(like_axis(task, groups[i][0]), unknowns)));
  }
  append(all, ".");
  return all;
}

/// "No kernel"
Prose no_words(const InverseTask& task, const Unknown& unknown) {
  return unknown.setting == Setting::input_size
             ? prose("No ", axis_names(task.axes())[unknown.axis].name, " of the input")
             : prose("No ", is_of_sizes(unknown) ? "" : "number of ", counted_noun(unknown));
}

constexpr const char* kGives = " gives what is wanted";

/// Why the one unknown can be nothing, as far as it makes a difference.
Prose no_number_words(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  const Unknown& unknown = unknowns[0];
  const Prose no = no_words(task, unknown);
  if (unknown.setting == Setting::filters) {
    const Number count = bounds_by_counts(task, unknown).least;
    if (count.is_integer() && !(count / task.groups).is_integer()) {
      return prose(no, kGives, ": ", count, " can't be shared out to ", task.groups, " groups.",
                   nearest_words(task, unknowns));
    }
  }
  if (const Prose uneven = uneven_padding_words(task, unknowns); !uneven.spans.empty()) {
    return prose(no, " that is the same at both ends", kGives, ".", nearest_words(task, unknowns),
                 uneven);
  }
  Prose reason;
  if (is_by_channels(task, unknown)) {
    const Whole channels = *task.wanted_channels();
    reason = other_parameters(task, unknowns, {{channels}});
  } else {
    reason = contradiction(task, unknowns);
  }
  if (reason.spans.empty()) reason = nearest_words(task, unknowns);
  return prose(no, kGives, ".", reason);
}

/// Why the i-th unknown can be nothing, of several that don't depend on each other. The others are
/// what they must at least be.
Prose none_of_several_words(const InverseTask& task, const std::vector<Unknown>& unknowns,
                            size_t i) {
  const std::vector<Unknown> it = {unknowns[i]};
  const InverseTask others =
      with_values(task, unknowns, least_values(task, unknowns, unknowns.size()));
  const InverseTask alone = with_values(others, it, {kUnknown});
  const Prose numbers = numbers_alone(alone, it);
  if (numbers.spans.empty()) return no_number_words(alone, it);
  return prose("The ", it[0].noun, " would be ", numbers,
               ". But the other setting can't be found.");
}

/// Why the i-th unknown can be nothing.
Prose no_answer_words(const InverseTask& task, const InverseTask& filled,
                      const std::vector<Unknown>& unknowns, size_t i) {
  const Unknown& unknown = unknowns[i];
  if (Prose reason = both_but_for_parameters(task, unknowns); !reason.spans.empty()) return reason;
  if (const Prose reason = settled_otherwise(task, unknowns); !reason.spans.empty()) {
    return prose(no_words(task, unknown), kGives, ".", reason);
  }
  if (unknowns.size() == 1) return no_number_words(task, unknowns);
  if (is_of_sizes(unknown)) return none_of_several_words(task, unknowns, i);
  const Bounds bounds = bounds_by_counts(filled, unknown);
  const bool is_told = bounds.is_exact && bounds.least.is_integer() && !(bounds.least < 1);
  if (!is_told) return prose(no_words(task, unknown), kGives, ".");
  return prose("There would be ", bounds.least, " ", counted_noun(unknown),
               ". But the other setting can't be found.");
}

}  // namespace

Prose setting_words(std::span<const Unknown> unknowns, const std::vector<Whole>& row) {
  const bool is_by_axis = unknowns.size() == 1 && row.size() > 1;
  if (is_by_axis) return prose(in_words(unknowns[0].name), " ", shape_of(row));
  Prose words;
  for (size_t i = 0; i < row.size(); ++i) {
    const Setting setting = unknowns[i].setting;
    append(words, i == 0 ? "" : i + 1 == row.size() ? " and " : ", ");
    append(words, setting == Setting::filters ? prose(Counted{row[i], "filter"})
                  : setting == Setting::input_channels
                      ? prose(Counted{row[i], "input channel"})
                      : prose(in_words(unknowns[i].name), " ", row[i]));
  }
  return words;
}

std::vector<Number> distinct_values(const Solutions& solutions, size_t i) {
  std::vector<Number> values;
  for (const std::vector<Whole>& row : solutions.rows) {
    const Number value(row[i]);
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values;
}

std::vector<Whole> least_values(const InverseTask& task, const std::vector<Unknown>& unknowns,
                                size_t count) {
  std::vector<Whole> values;
  while (values.size() < count) {
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

std::optional<Number> last_of(const InverseTask& task, const std::vector<Unknown>& unknowns,
                              const Solutions& solutions, size_t i) {
  const bool has_last = solutions.has_more && !solutions.is_endless && !solutions.rows.empty();
  if (!has_last || distinct_values(solutions, i).size() < kMostSolutions) return std::nullopt;
  return largest_of(with_values(task, unknowns, solutions.rows[0]), unknowns[i]);
}

Prose answer_words(const InverseTask& task, const InverseTask& filled,
                   const std::vector<Unknown>& unknowns, const Solutions& solutions, size_t i) {
  if (!solutions.by_axis.empty()) {
    return prose("No single number serves all axes. ", by_axis_words(task, unknowns, solutions));
  }
  if (solutions.rows.empty()) return no_answer_words(task, filled, unknowns, i);
  const Unknown& unknown = unknowns[i];
  const bool is_plural = !is_of_sizes(unknown);
  const std::vector<Number> values = distinct_values(solutions, i);
  if (is_plural && values.size() == 1) {
    const bool is_filters = unknown.setting == Setting::filters;
    return prose(is_filters ? "The layer has " : "The input has ",
                 Counted{values[0], is_filters ? "filter" : "channel"}, ".");
  }
  return prose("The ", counted_noun(unknown), " ",
               values.size() > 1 ? "may be "
               : is_plural       ? "are "
                                 : "is ",
               any_of(values, solutions.is_endless, last_of(task, unknowns, solutions, i)), ".");
}

}  // namespace cnnsolve
