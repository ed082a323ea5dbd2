#include "kinds/inverse_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "kinds/givens.h"
#include "kinds/inverse_bounds.h"
#include "kinds/unknown_steps.h"
#include "wording.h"

namespace cnnsolve {
namespace {

std::string counted_noun(const Unknown& unknown) {
  return unknown.setting == Setting::input_channels ? "input channels" : unknown.noun;
}

/// What comes out on both sides of the gap in which there is no whole number.
Prose nearest_words(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  const Unknown& unknown = unknowns[0];
  const bool by_sizes = is_found_by_sizes(task, unknown);
  // Axes that differ may each come nearest with another value.
  const bool is_along_one =
      !by_sizes || unknown.setting == Setting::input_size || alike_axes(task).size() == 1;
  const bool is_one_question = unknowns.size() == 1 && is_along_one;
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
    append(words, by_sizes || !task.parameters
                      ? prose("the output is ", outcome->output)
                      : prose("the layer has ", Counted{outcome->parameters, "parameter"}));
  }
  if (!words.spans.empty()) append(words, ".");
  return words;
}

/// "With 1 at one end and 2 at the other the output is …", where such padding gives what is wanted;
/// else nothing.
Prose uneven_padding_words(InverseTask task, const std::vector<Unknown>& unknowns) {
  const bool is_one_question = unknowns.size() == 1 && unknowns[0].setting == Setting::padding &&
                               alike_axes(task).size() == 1;
  if (!is_one_question) return {};
  const Number least = bounds_of(task, unknowns[0]).least;
  if (least.is_undefined() || least.sign() < 0 || kLargestWhole < least) return {};
  const Whole less = floor(least).whole();
  task.window.padding.pairs = {{less, less + 1}};
  if (!gives_what_is_wanted(task)) return {};
  return prose(" With ", less, " at one end and ", less + 1, " at the other the output is ",
               task.forwards(task)->output, ".");
}

/// What parameters the values have that give the output, where others are stated.
Prose other_parameters(const InverseTask& task, const std::vector<Unknown>& unknowns,
                       const Number& first, const Number& last) {
  if (!task.parameters) return {};
  std::vector<Number> ends = {first};
  if (first < last) ends.push_back(last);
  Prose words;
  for (const Number& value : ends) {
    if (kLargestWhole < value) return {};
    const InverseTask known = with_values(task, unknowns, {value.whole()});
    const std::optional<Produced> outcome = known.forwards(known);
    if (!outcome) return {};
    append(words, prose(words.spans.empty() ? " With " : ", and with ",
                        setting_words(unknowns, {value.whole()}), " the layer has ",
                        Counted{outcome->parameters, "parameter"}));
  }
  append(words, prose(", not ", *task.parameters, "."));
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
  if (unknowns.size() > 1 || !is_found_by_sizes(task, unknowns[0])) return {};
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
  return other_parameters(task, unknowns, *first_of_all, *last_of_all);
}

}  // namespace

std::string setting_words(std::span<const Unknown> unknowns, const std::vector<Whole>& row) {
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

Prose answer_words(const InverseTask& task, const InverseTask& filled,
                   const std::vector<Unknown>& unknowns, const Solutions& solutions, size_t i) {
  const Unknown& unknown = unknowns[i];
  const bool is_plural = !is_of_sizes(unknown);
  if (!solutions.by_axis.empty()) {
    return prose("No single number serves all axes. The ", unknown.noun, " is ",
                 shape_of(solutions.by_axis), ".");
  }
  if (solutions.rows.empty()) {
    if (Prose reason = both_but_for_parameters(task, unknowns); !reason.spans.empty()) {
      return reason;
    }
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
    if (const Prose uneven = uneven_padding_words(task, unknowns); !uneven.spans.empty()) {
      return prose("No padding that is the same at both ends gives what is wanted.",
                   nearest_words(task, unknowns), uneven);
    }
    Prose reason = contradiction(task, unknowns);
    if (is_by_channels(task, unknown) && unknowns.size() == 1) {
      reason = other_parameters(task, unknowns, bounds.least, bounds.least);
    }
    if (reason.spans.empty()) reason = nearest_words(task, unknowns);
    return prose("No ", is_plural ? "number of " : "", counted_noun(unknown),
                 " gives what is wanted.", reason);
  }
  const std::vector<Number> values = distinct_values(solutions, i);
  if (is_plural && values.size() == 1) {
    const bool is_filters = unknown.setting == Setting::filters;
    return prose(is_filters ? "The layer has " : "The input has ",
                 Counted{values[0], is_filters ? "filter" : "channel"}, ".");
  }
  const bool has_bound = solutions.has_more && !solutions.is_endless;
  const Prose numbers = has_bound
                            ? prose("any whole number from ", values[0], " to the larger bound")
                            : any_of(values, solutions.is_endless);
  return prose("The ", counted_noun(unknown), " ",
               values.size() > 1 ? "may be "
               : is_plural       ? "are "
                                 : "is ",
               numbers, ".");
}

}  // namespace cnnsolve
