#include "kinds/size_steps.h"

#include <algorithm>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

std::string capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

bool is_padded(const AxisSetting& setting) { return !total_padding(setting).is_zero(); }

/// Whether the padding keeps the size as "same" padding would, though it is given in numbers.
bool keeps_size(const AxisSetting& setting) {
  return setting.mode == Padding::Mode::numbers && is_padded(setting) && setting.stride == 1 &&
         setting.output == setting.input &&
         same_padding_before(total_padding(setting)) == setting.padding_before;
}

/// Whether a place between the first and the last that are taken isn't. A position takes every d-th
/// place, and the positions are s places apart: where both are above 1, nothing gets to the second.
bool leaves_gaps(const AxisSetting& setting) {
  const bool makes_steps = setting.output != 1, is_wide = setting.kernel != 1;
  const bool is_dilated = is_wide && setting.dilation != 1;
  const bool is_strided = makes_steps && setting.stride != 1;
  if (is_dilated && is_strided) return true;
  if (is_dilated) return setting.output < setting.dilation;
  return is_strided && setting.kernel < setting.stride;
}

}  // namespace

bool skips_places(const AxisSetting& setting) {
  constexpr Whole kMostReads = 10'000;
  if (!leaves_gaps(setting)) return false;
  // Of very long axes it is taken that padding isn't all that is skipped.
  if (Number(kMostReads) < setting.output * setting.kernel) return true;
  const Whole before = setting.padding_before.whole(), input = setting.input.whole();
  const Whole positions = setting.output.whole(), stride = setting.stride.whole();
  const Whole parts = setting.kernel.whole(), dilation = setting.dilation.whole();
  std::vector<Whole> read;  // of the input
  for (Whole position = 0; position < positions; ++position) {
    for (Whole part = 0; part < parts; ++part) {
      const Whole place = position * stride + part * dilation - before;
      if (place >= 0 && place < input) read.push_back(place);
    }
  }
  std::sort(read.begin(), read.end());
  read.erase(std::unique(read.begin(), read.end()), read.end());
  // Behind the last that is read, in the input or in the padding, there is the end. Of that
  // something else is said.
  const Whole last = (positions - 1) * stride + (parts - 1) * dilation - before;
  const Whole until_last = std::min(input, last + 1);
  return static_cast<Whole>(read.size()) < until_last;
}

Prose why_skipped(const AxisSetting& setting, const Mover& mover) {
  if (setting.dilation == 1 || setting.kernel == 1) {
    return prose("the step is longer than the ", mover.noun);
  }
  return prose("the ", mover.noun, "'s ", mover.parts, " lie apart",
               setting.output == 1 ? "" : ", and the step never takes them to all places");
}

std::string title_of(size_t axes, const AxisGroup& group) {
  return capitalised(join(words(axes, group)));
}

void begin_group(Section& section, size_t axes, const AxisGroup& group) {
  if (group.size() == 1) return;
  section.blocks.emplace_back(prose("The ", join(words(axes, group)),
                                    " have the same settings, so one calculation serves ",
                                    group.size() == 2 ? "both." : "all."));
}

void end_group(Section& section, const std::vector<Term>& outputs) {
  if (outputs.size() == 1) return;
  Prose others = prose("In the same way ");
  for (size_t i = 1; i < outputs.size(); ++i) {
    append(others,
           prose(i == 1 ? "" : " and ", outputs[i].node().symbol, " = ", outputs[i].value()));
  }
  append(others, ".");
  section.blocks.emplace_back(std::move(others));
}

/// "1 before the first row and 1 after the last".
Prose SizeSteps::padding_along(const AxisGroup& group) const {
  const AxisSetting& setting = settings_[group[0]];
  if (!is_padded(setting)) return prose("no padding");
  return prose(setting.padding_before, " before the first ", join(positions(axes(), group)),
               group.size() > 1 ? ", and " : " and ", setting.padding_after, " after the last");
}

Prose SizeSteps::padding_idea() const {
  const AxisGroup& example = example_group();
  const AxisSetting& setting = settings_[example[0]];
  const bool is_any_padded = is_padded(setting);  // the example is, if any is
  const Number span = effective_kernel(setting.kernel, setting.dilation);
  Prose idea;
  if (mover_.noun != kFilter.noun) {
    append(idea, is_any_padded
                     ? prose("Padding lays ", mover_.padding,
                             " round the input, so that the window can reach over the edge. ")
                     : prose(task_.window.ceil ? "The window may reach over the end. "
                                               : "The window stays inside the input. "));
  } else {
    const bool are_alike = is_same_for_all(&AxisSetting::kernel);
    append(idea, are_alike ? prose("A ") : prose("Along the ", along(example), ", a "));
    append(idea,
           setting.kernel == 1
               ? prose("filter of size 1 looks at one place at a time, so it fits "
                       "everywhere. ",
                       is_any_padded ? "Padding lays zeros round the input. " : "")
               : prose("filter of size ", setting.kernel, " can't be centred on the border, ",
                       setting.input < span ? "and without padding it has no place at all. "
                                            : "so without padding the output is smaller than "
                                              "the input. ",
                       "Padding lays zeros round the input, so that the filter can reach over "
                       "the edge. "));
  }
  if (groups_.size() == 1 || !is_any_padded) {
    append(idea, prose("This layer has ", padding_along(example), "."));
    return idea;
  }
  for (size_t i = 0; i < groups_.size(); ++i) {
    append(idea, prose(i == 0 ? "Along the " : ", along the ", along(groups_[i]),
                       i == 0 ? " this layer has " : " ", padding_along(groups_[i])));
  }
  append(idea, ".");
  return idea;
}

std::string SizeSteps::along(const AxisGroup& group) const { return join(words(axes(), group)); }

bool SizeSteps::is_same_for_all(Number AxisSetting::*part) const {
  return std::all_of(settings_.begin(), settings_.end(), [&](const AxisSetting& setting) {
    return setting.*part == settings_[0].*part;
  });
}

/// How the window's size goes with its step, of one that reads a number of places.
std::string_view SizeSteps::overlap_words(const AxisSetting& setting) const {
  if (mover_.noun == kFilter.noun || setting.dilation != 1) return "";
  if (setting.kernel == setting.stride) {
    return setting.kernel == 1 ? ""
                               : " The window is as large as the step, so the windows lie side by "
                                 "side and no place is taken twice.";
  }
  return setting.stride < setting.kernel
             ? " The window is larger than the step, so neighbouring windows overlap."
             : " The window is smaller than the step, so places between the windows are left out.";
}

Prose SizeSteps::stride_idea() const {
  const bool is_single =
      std::all_of(settings_.begin(), settings_.end(),
                  [](const AxisSetting& setting) { return setting.output == 1; });
  if (is_single) {
    return prose("The stride is the step from one position to the next. Here the ", mover_.noun,
                 " has a single position, so the stride makes no difference.");
  }
  Prose idea = prose("The stride is the step from one position to the next.");
  const bool are_alike = is_same_for_all(&AxisSetting::stride) &&
                         (mover_.noun == kFilter.noun || (is_same_for_all(&AxisSetting::kernel) &&
                                                          is_same_for_all(&AxisSetting::dilation)));
  for (const AxisGroup& group : groups_) {
    const AxisSetting& setting = settings_[group[0]];
    if (setting.output == 1) continue;
    append(idea, are_alike ? prose(" Stride ") : prose(" Along the ", along(group), ", stride "));
    append(idea, setting.stride == 1 ? prose("1 stops at every place.")
                                     : prose(setting.stride, " moves on by ", setting.stride,
                                             " places at a time, and so stops less often."));
    append(idea, prose(overlap_words(setting)));
    if (are_alike) break;
  }
  return idea;
}

/// The axes that show most: with padding, or else where more than one place is looked at.
const AxisGroup& SizeSteps::example_group() const {
  const auto padded = std::find_if(groups_.begin(), groups_.end(), [&](const AxisGroup& group) {
    return is_padded(settings_[group[0]]);
  });
  if (padded != groups_.end()) return *padded;
  const auto wide = std::find_if(groups_.begin(), groups_.end(), [&](const AxisGroup& group) {
    return settings_[group[0]].kernel != 1;
  });
  return wide == groups_.end() ? groups_[0] : *wide;
}

Section SizeSteps::idea() const {
  Section idea{Role::idea, "Padding, stride, and where the formula comes from"};
  idea.blocks.emplace_back(padding_idea());
  idea.blocks.emplace_back(stride_idea());
  if (task_.window.padding.mode == Padding::Mode::same) {
    idea.blocks.emplace_back(
        prose("Under \"same\" padding the ", mover_.noun,
              " stops once for every step that begins within the input. So the input's size is "
              "divided by the stride and rounded up, whatever the kernel is. Then there is as much "
              "padding as the last position takes."));
  } else {
    const bool any_padded = std::any_of(settings_.begin(), settings_.end(), is_padded);
    const bool any_dilated = !is_same_for_all(&AxisSetting::dilation) || settings_[0].dilation != 1;
    idea.blocks.emplace_back(
        prose("The formula counts positions. The ", any_padded ? "padded " : "", "input minus ",
              any_dilated ? "what " : "", "the ", mover_.noun, any_dilated ? " spans" : "",
              " is the way that the ", mover_.noun,
              " can travel from its first position to its last. Divided by the stride it is the "
              "number of steps. The + 1 is the position it starts from."));
    if (any_dilated && task_.window.kernel.is_one()) {
      idea.blocks.emplace_back(prose("Dilation moves the ", mover_.parts, " of a ", mover_.noun,
                                     " apart. Of size 1 it has a single one, so the dilation makes "
                                     "no difference."));
    }
  }
  return idea;
}

std::vector<Section> SizeSteps::sections(const std::vector<AxisSize<Term>>& sizes) const {
  std::vector<Section> steps;
  for (const AxisGroup& group : groups_) {
    const AxisSetting& setting = settings_[group[0]];
    Section& step = steps.emplace_back(Section{Role::step, title_of(axes(), group)});
    explain(step, group, sizes);
    if (setting.mode == Padding::Mode::same) explain_same_padding(step, group[0]);
    if (const Prose unread = unread_remark(group); !unread.spans.empty()) {
      step.blocks.emplace_back(unread);
    }
    if (keeps_size(setting)) {
      step.blocks.emplace_back(
          prose("This padding keeps the size as it is, which is called \"same\" padding."));
    }
  }
  return steps;
}

void SizeSteps::explain(Section& section, const AxisGroup& group,
                        const std::vector<AxisSize<Term>>& sizes,
                        const std::string& name_prefix) const {
  begin_group(section, axes(), group);
  explain_axis(section, group[0], sizes[group[0]], name_prefix);
  std::vector<Term> outputs;
  for (const size_t axis : group) outputs.push_back(sizes[axis].output);
  end_group(section, outputs);
}

/// The dilated kernel, then the size.
void SizeSteps::explain_axis(Section& section, size_t axis, const AxisSize<Term>& size,
                             const std::string& name_prefix) const {
  const std::string name(name_of(axis).name);
  if (is_result(size.kernel)) {
    section.blocks.emplace_back(prose("The ", mover_.noun, "'s ", mover_.parts, " lie ",
                                      settings_[axis].dilation,
                                      " apart, so it spans more of the input:"));
    show(section, name_prefix + "effective_kernel_" + name, size.kernel);
  }
  if (settings_[axis].mode == Padding::Mode::same) {
    section.blocks.emplace_back(
        prose("Under \"same\" padding the output is as large as the input divided by the stride, "
              "rounded up:"));
  } else if (task_.window.ceil) {
    const Number unread = unread_positions(axis_numbers(settings_[axis]), settings_[axis].output);
    section.blocks.emplace_back(
        unread.is_zero()
            ? prose("In ceil mode the division is rounded up. Here it comes out even:")
            : prose("In ceil mode a last ", mover_.noun,
                    " that reaches over the end counts too, so the division is rounded up:"));
  }
  if (is_result(size.all_windows)) {
    show(section, name_prefix + "windows_" + name, size.all_windows);
    section.blocks.emplace_back(
        prose("The last of them would begin behind the input, where it would have nothing to take. "
              "It is left out:"));
  }
  show(section, name_prefix + "output_" + name, size.output);
}

void SizeSteps::explain_same_padding(Section& section, size_t axis) const {
  const SamePadding padding = same_padding(task_, axis);
  const std::string name = "_" + std::string(name_of(axis).name);
  const bool is_zeros = mover_.noun == kFilter.noun;
  section.blocks.emplace_back(
      prose("The ", is_zeros ? "zeros" : "padding", " that this takes, at both ends together:"));
  show(section, "padding_total" + name, padding.total);
  if (padding.total.value().is_zero()) return;
  section.blocks.emplace_back(prose(
      is_zeros ? "Half of them come first" : "Half of it comes first",
      padding.before.value() == padding.after.value() ? ":" : "; the odd one goes to the end:"));
  show(section, "padding_before" + name, padding.before);
  show(section, "padding_after" + name, padding.after);
}

Prose SizeSteps::unread_remark(const AxisGroup& group) const {
  const AxisSetting& setting = settings_[group[0]];
  const Number unread = unread_positions(axis_numbers(setting), setting.output);
  const bool skips = skips_places(setting);
  const Prose why = why_skipped(setting, mover_);
  const Prose skipped = prose("Some places of the input are never read: ", why, ".");
  if (unread.is_zero()) return skips ? skipped : prose();
  Prose remark;
  if (unread.sign() < 0) {
    remark = prose("The last ", mover_.noun, " reaches ", Counted{-unread, "place"}, " over the ",
                   is_padded(setting) ? "padded input's" : "input's",
                   " end. It takes the places that are there.");
    if (skips) append(remark, prose(" ", skipped));
    return remark;
  }
  if (!task_.window.ceil && setting.mode != Padding::Mode::same) {
    remark = prose("The division leaves a remainder, and the ", mover_.noun,
                   " can't make a part of a step, so the result is rounded down. ");
  }
  const bool one = unread == 1;
  std::vector<std::string> places;
  for (const size_t axis : group) {
    places.push_back(std::string(name_of(axis).position) + (one ? "" : "s"));
  }
  append(remark, "The last ");
  if (!one) append(remark, prose(unread, " "));
  const bool is_single = one && group.size() == 1;
  const Number of_input = unread_input(unread, setting.padding_after, setting.input);
  const bool reaches_padding = of_input != unread || !setting.padding_after.is_zero();
  append(remark, prose(join(places), " of the ", reaches_padding ? "padded " : "", "input ",
                       is_single ? "is" : "are", " never read"));
  if (of_input.is_zero()) {
    append(remark, is_single ? "; it is only padding" : "; they are only padding");
  } else if (of_input != unread) {
    append(remark,
           prose(", of which ", of_input, of_input == 1 ? " is" : " are", " in the input itself"));
  }
  append(remark, ".");
  if (skips) {
    append(remark, prose(" Some places further in are never read either: ", why, "."));
  }
  return remark;
}

std::vector<LayerFigure::Axis> figure_axes(const std::vector<AxisSetting>& settings) {
  std::vector<LayerFigure::Axis> axes;
  for (const AxisGroup& group : group_axes(settings)) {
    const AxisSetting& setting = settings[group[0]];
    const Axis<Number> axis = axis_numbers(setting);
    axes.push_back({.name = join(words(settings.size(), group)),
                    .padding_before = setting.padding_before,
                    .input = setting.input,
                    .padding_after = setting.padding_after,
                    .kernel = axis.kernel,
                    .last = last_position(axis, setting.output),
                    .unread = unread_positions(axis, setting.output)});
  }
  return axes;
}

}  // namespace cnnsolve
