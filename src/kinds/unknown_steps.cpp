#include "kinds/unknown_steps.h"

#include <algorithm>
#include <optional>

#include "kinds/inverse_range.h"
#include "kinds/size_steps.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

/// From the least whole number to the largest; nothing where there is none.
std::optional<Range> range_of(const Bounds& bounds, const Number& smallest) {
  Range range{.first = smallest};
  range.narrow(bounds);
  const bool is_empty = range.first.is_undefined() || (range.last && *range.last < range.first);
  return is_empty ? std::nullopt : std::optional(range);
}

/// The whole numbers from the least bound to the most, in words.
Prose whole_numbers(const Bounds& bounds, const Number& smallest) {
  if (!bounds.conclusion.spans.empty()) return bounds.conclusion;
  if (bounds.least.is_undefined()) return prose("No whole number does.");
  const std::optional<Range> range = range_of(bounds, smallest);
  if (!range) {
    if (!bounds.is_exact) return prose("No whole number is left.");
    return bounds.least < smallest ? prose("It must be at least ", smallest, ", so this won't do.")
                                   : prose("This is no whole number.");
  }
  if (range->first == range->last) {
    return bounds.is_exact ? prose("This is a whole number.")
                           : prose("The one whole number that is left is ", range->first, ".");
  }
  return prose("So it may be ", any_from(range->first, range->last), ".");
}

/// What of the numbers that the axes allow serves all of them; nothing where one allows none.
std::optional<Section> step_for_all_axes(const InverseTask& task, const Unknown& unknown,
                                         const std::vector<AxisGroup>& groups) {
  Range common{.first = smallest_of(unknown)};
  Prose allowed;
  for (size_t i = 0; i < groups.size(); ++i) {
    const Bounds bounds = bounds_along(task, unknown, groups[i][0]);
    const std::optional<Range> range = range_of(bounds, smallest_of(unknown));
    if (!range) return std::nullopt;
    common.narrow(bounds);
    const AxisGroup& group = groups[i];
    const char* verb = i > 0 ? " " : group.size() == 1 ? " allows " : " allow ";
    append(allowed,
           prose(i == 0                   ? "The "
                 : i + 1 == groups.size() ? ", and the "
                                          : ", the ",
                 join(words(task.axes(), group)), verb, any_from(range->first, range->last)));
  }
  const bool are_two = groups.size() == 2;
  Section step{Role::step, are_two ? "Both together" : "All together"};
  const bool is_none = common.last && *common.last < common.first;
  step.blocks.emplace_back(
      prose(allowed,
            is_none ? prose(". No number serves ")
                    : prose(". So ", any_from(common.first, common.last), " serves "),
            are_two ? "both." : "them all."));
  return step;
}

void show_steps(Section& section, const Bounds& bounds, const std::string& suffix) {
  for (const InverseStep& step : bounds.steps) {
    section.blocks.emplace_back(step.words);
    show(section, step.name + suffix, step.result);
    std::get<Equation>(section.blocks.back()).shows_fraction = true;
  }
}

/// "the kernel and the input's height aren't"
std::string unknown_words(std::span<const Unknown> unknowns) {
  return nouns_of(unknowns) +
         (unknowns.size() == 1 && is_of_sizes(unknowns[0]) ? " isn't" : " aren't");
}

}  // namespace

std::string nouns_of(std::span<const Unknown> unknowns) {
  std::vector<std::string> nouns;
  for (const Unknown& unknown : unknowns) nouns.push_back("the " + unknown.noun);
  return join(nouns);
}

Section backwards_idea(const InverseTask& task, std::span<const Unknown> unknowns) {
  Section idea{Role::idea, "How a formula is asked backwards"};
  if (!is_found_by_sizes(task, unknowns[0])) {
    idea.blocks.emplace_back(
        prose("The formula says how many parameters the layer has if all settings are known. Here "
              "that number is known, and ",
              unknown_words(unknowns),
              ". So we go through the formula from its end: what was multiplied is divided, and "
              "what was added is taken away."));
    return idea;
  }
  Prose known = prose(
      "The formula says how large the output is if all settings are known. Here the output is "
      "known, and ",
      unknown_words(unknowns), ". ");
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
  const std::vector<Whole> wanted = task.wanted_sizes();
  // From one position no step is made.
  const bool has_one_bound = unknowns[0].setting == Setting::stride &&
                             std::find(wanted.begin(), wanted.end(), 1) != wanted.end();
  if (task.window.stride.is_one() || has_one_bound) return idea;
  idea.blocks.emplace_back(
      prose("Rounding down can't be undone so simply, because several numbers are rounded to the "
            "same one. Then there are two bounds, and all whole numbers between them are right."));
  return idea;
}

bool is_by_channels(const InverseTask& task, const Unknown& unknown) {
  return unknown.setting == Setting::filters && task.wanted_channels();
}

Section step_from_counts(const InverseTask& task, const Unknown& unknown) {
  Section step{Role::step,
               is_by_channels(task, unknown) ? "From the channels" : "From the parameters"};
  const Bounds bounds = bounds_by_counts(task, unknown);
  show_steps(step, bounds, "");
  // Channels are filters, and no conclusion is needed.
  if (!is_by_channels(task, unknown)) {
    step.blocks.emplace_back(whole_numbers(bounds, smallest_of(unknown)));
  }
  return step;
}

std::vector<Section> steps_for(const InverseTask& task, const Unknown& unknown) {
  if (!is_found_by_sizes(task, unknown)) return {step_from_counts(task, unknown)};
  std::vector<Section> steps;
  std::vector<AxisGroup> groups = alike_axes(task);
  if (unknown.setting == Setting::input_size) {
    groups = {{unknown.axis}};
  } else {
    std::erase_if(groups, [&](const AxisGroup& group) { return task.input[group[0]] == kUnknown; });
  }
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
  if (groups.size() > 1) {
    if (auto all = step_for_all_axes(task, unknown, groups)) steps.push_back(*std::move(all));
  }
  return steps;
}

}  // namespace cnnsolve
