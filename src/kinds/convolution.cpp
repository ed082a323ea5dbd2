#include "kinds/convolution.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

bool is_uniform(const std::vector<Whole>& values) {
  return std::all_of(values.begin(), values.end(), [&](Whole v) { return v == values[0]; });
}

/// F, or F_H where the axes have kernels of different sizes; likewise for stride and dilation.
Symbol axis_symbol(const Symbol& symbol, const PerAxis& values, const AxisName& axis) {
  if (is_uniform(values.values)) return symbol;
  return {symbol.base, std::string(axis.letter)};
}

Symbol padding_symbol(const Padding& padding, const AxisName& axis) {
  const auto& pairs = padding.pairs;
  const bool uniform =
      std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair == pairs[0]; });
  return uniform ? symbols::padding : Symbol{symbols::padding.base, std::string(axis.letter)};
}

Symbol with_subscript(const Symbol& symbol, const std::string& subscript) {
  return {symbol.base, subscript};
}

/// The kernel's span along one axis: dilated where that makes a difference.
Number span(const AxisSetting& setting) {
  if (setting.dilation == 1) return setting.kernel;
  return effective_kernel(setting.kernel, setting.dilation);
}

void put_in_padding(AxisSetting& setting, const Padding& padding, size_t axis) {
  if (setting.mode == Padding::Mode::numbers) {
    setting.padding_before = Number(padding.at(axis)[0]);
    setting.padding_after = Number(padding.at(axis)[1]);
  } else if (setting.mode == Padding::Mode::same) {
    const Number output = same_output_size(setting.input, setting.stride);
    const Number total =
        same_padding(Axis<Number>{setting.input, span(setting), 0, setting.stride}, output);
    setting.padding_before = same_padding_before(total);
    setting.padding_after = same_padding_after(total, setting.padding_before);
  }
}

/// One axis but for its output, which exists only where the kernel fits.
AxisSetting axis_input(const Convolution& c, const Shape& input, size_t axis) {
  AxisSetting setting{.input = input[axis],
                      .kernel = Number(c.kernel.at(axis)),
                      .stride = Number(c.stride.at(axis)),
                      .dilation = Number(c.dilation.at(axis)),
                      .mode = c.padding.mode};
  put_in_padding(setting, c.padding, axis);
  return setting;
}

Number padded_size(const AxisSetting& setting) {
  return setting.input + setting.padding_before + setting.padding_after;
}

void check_count(std::vector<FieldMistake>& mistakes, const std::string& path, size_t count,
                 size_t axes) {
  if (count == 1 || count == axes) return;
  std::string wanted = "must be one number";
  if (axes > 1) {
    wanted += fmt::format(" or {}, one each for {}", axes, join(words(axes, all_axes(axes))));
  }
  mistakes.push_back({path, fmt::format("{}, got {}", wanted, count)});
}

void check_groups(std::vector<FieldMistake>& mistakes, const std::string& path,
                  const Convolution& c, const Number& channels) {
  const auto must_divide = [&](const Number& count, const char* noun) {
    if (channels_per_group(count, Number(c.groups)).is_integer()) return;
    mistakes.push_back({path, fmt::format("must divide the number of {}, {}, got {}", noun,
                                          digits(count), c.groups)});
  };
  must_divide(channels, "input channels");
  must_divide(c.filters, "filters");
}

void check_fit(std::vector<FieldMistake>& mistakes, const std::string& path, const Convolution& c,
               const Shape& input) {
  const size_t axes = input.size() - 1;
  std::vector<AxisSetting> settings;
  for (size_t axis = 0; axis < axes; ++axis) settings.push_back(axis_input(c, input, axis));
  for (const AxisGroup& group : group_axes(settings)) {
    const AxisSetting& setting = settings[group[0]];
    const Number excess = span(setting) - padded_size(setting);
    if (excess.sign() <= 0) continue;
    mistakes.push_back(
        {path,
         fmt::format(
             "must fit into the {}input: along the {} it spans {} of {} places{}, {} too many",
             padded_size(setting) == setting.input ? "" : "padded ", join(words(axes, group)),
             digits(span(setting)), digits(padded_size(setting)),
             setting.dilation == 1 ? "" : " when dilated", digits(excess))});
  }
}

/// One axis of a task as symbols; without its padding, which each mode writes in its own way.
Axis<Term> axis_terms(const SizeTask& task, size_t axis, const AxisSetting& setting) {
  const Convolution& c = task.convolution;
  const AxisName& name = axis_names(task.input.size() - 1)[axis];
  return {Term::named({std::string(name.letter), task.input_subscript}, setting.input),
          Term::named(axis_symbol(symbols::kernel, c.kernel, name), setting.kernel), Term(0),
          Term::named(axis_symbol(symbols::stride, c.stride, name), setting.stride)};
}

constexpr const char* kEffective = "eff";

Term padding_term(const Convolution& c, const AxisSetting& setting, const AxisName& axis) {
  if (setting.mode == Padding::Mode::valid) return Term(0);
  if (setting.padding_before == setting.padding_after) {
    return symmetric_padding(Term::named(padding_symbol(c.padding, axis), setting.padding_before));
  }
  return asymmetric_padding(
      Term::named(with_subscript(symbols::padding, "before"), setting.padding_before),
      Term::named(with_subscript(symbols::padding, "after"), setting.padding_after));
}

}  // namespace

const std::vector<AxisName>& axis_names(size_t count) {
  static const std::vector<AxisName> names[] = {
      {{"length", "L", "position"}},
      {{"height", "H", "row"}, {"width", "W", "column"}},
      {{"depth", "D", "slice"}, {"height", "H", "row"}, {"width", "W", "column"}}};
  return names[count - 1];
}

AxisGroup all_axes(size_t axes) {
  AxisGroup all(axes);
  std::iota(all.begin(), all.end(), size_t{0});
  return all;
}

std::vector<std::string> words(size_t axes, const AxisGroup& group) {
  std::vector<std::string> result;
  for (const size_t axis : group) result.emplace_back(axis_names(axes)[axis].name);
  return result;
}

std::vector<AxisSetting> axis_settings(const Convolution& convolution, const Shape& input) {
  std::vector<AxisSetting> settings;
  for (size_t axis = 0; axis + 1 < input.size(); ++axis) {
    AxisSetting setting = axis_input(convolution, input, axis);
    const Number padding = setting.padding_before + setting.padding_after;
    setting.output =
        output_size(Axis<Number>{setting.input, span(setting), padding, setting.stride});
    settings.push_back(std::move(setting));
  }
  return settings;
}

Shape output_shape(const Convolution& convolution, const Shape& input) {
  Shape output;
  for (const AxisSetting& setting : axis_settings(convolution, input)) {
    output.push_back(setting.output);
  }
  output.emplace_back(convolution.filters);
  return output;
}

std::vector<FieldMistake> check(const Convolution& c, const Shape& input,
                                const std::string& prefix) {
  std::vector<FieldMistake> mistakes;
  const size_t axes = input.size() - 1;
  check_count(mistakes, prefix + "kernel", c.kernel.values.size(), axes);
  check_count(mistakes, prefix + "stride", c.stride.values.size(), axes);
  check_count(mistakes, prefix + "dilation", c.dilation.values.size(), axes);
  check_count(mistakes, prefix + "padding", c.padding.pairs.size(), axes);
  const bool counts_agree = mistakes.empty();

  check_groups(mistakes, prefix + "groups", c, input.back());
  if (counts_agree) check_fit(mistakes, prefix + "kernel", c, input);
  return mistakes;
}

std::vector<AxisGroup> group_axes(const std::vector<AxisSetting>& settings) {
  std::vector<AxisGroup> groups;
  for (size_t axis = 0; axis < settings.size(); ++axis) {
    const auto alike = std::find_if(groups.begin(), groups.end(), [&](const AxisGroup& group) {
      return settings[group[0]] == settings[axis];
    });
    if (alike == groups.end()) {
      groups.push_back({axis});
    } else {
      alike->push_back(axis);
    }
  }
  return groups;
}

void work_out_size(Section& section, const SizeTask& task, const AxisGroup& group) {
  const std::vector<AxisName>& names = axis_names(task.input.size() - 1);
  const size_t first = group[0];
  const AxisSetting setting = axis_settings(task.convolution, task.input)[first];
  const auto output_symbol = [&](size_t axis) {
    return Symbol{std::string(names[axis].letter), task.output_subscript};
  };

  if (group.size() > 1) {
    section.blocks.emplace_back(prose("The ", join(words(names.size(), group)),
                                      " have the same settings, so one calculation serves ",
                                      group.size() == 2 ? "both." : "all."));
  }
  Axis<Term> a = axis_terms(task, first, setting);
  if (setting.dilation != 1) {
    section.blocks.emplace_back(prose("The filter's weights lie ", setting.dilation,
                                      " apart, so it spans more of the input:"));
    const Symbol symbol = axis_symbol(symbols::dilation, task.convolution.dilation, names[first]);
    a.kernel = step(section, "effective_kernel", with_subscript(symbols::kernel, kEffective),
                    effective_kernel(a.kernel, Term::named(symbol, setting.dilation)));
  }
  const std::string name = task.name_prefix + std::string(names[first].name);
  if (setting.mode == Padding::Mode::same) {
    section.blocks.emplace_back(
        prose("Under \"same\" padding the output is as large as the input divided by the stride, "
              "rounded up:"));
    step(section, name, output_symbol(first), same_output_size(a.input, a.stride));
  } else {
    a.padding = padding_term(task.convolution, setting, names[first]);
    step(section, name, output_symbol(first), output_size(a));
  }
  if (group.size() > 1) {
    Prose others = prose("In the same way ");
    for (size_t i = 1; i < group.size(); ++i) {
      others = prose(others, i == 1 ? "" : " and ", output_symbol(group[i]), " = ", setting.output);
    }
    section.blocks.emplace_back(prose(others, "."));
  }
}

void work_out_same_padding(Section& section, const SizeTask& task, size_t axis) {
  const AxisSetting setting = axis_settings(task.convolution, task.input)[axis];
  Axis<Term> a = axis_terms(task, axis, setting);
  if (setting.dilation != 1) {
    a.kernel = Term::named(with_subscript(symbols::kernel, kEffective), span(setting));
  }
  const Symbol letter = {std::string(axis_names(task.input.size() - 1)[axis].letter),
                         task.output_subscript};
  section.blocks.emplace_back(prose("The zeros that this takes, at both ends together:"));
  const Term total = step(section, "padding_total", with_subscript(symbols::padding, "total"),
                          same_padding(a, Term::named(letter, setting.output)));
  section.blocks.emplace_back(prose(setting.padding_before == setting.padding_after
                                        ? "Half of them come first:"
                                        : "Half of them come first; the odd one goes to the end:"));
  const Term before = step(section, "padding_before", with_subscript(symbols::padding, "before"),
                           same_padding_before(total));
  step(section, "padding_after", with_subscript(symbols::padding, "after"),
       same_padding_after(total, before));
}

Prose unread_remark(const AxisSetting& setting, const AxisName& axis) {
  const Axis<Number> sizes{setting.input, span(setting),
                           setting.padding_before + setting.padding_after, setting.stride};
  const Number unread = unread_positions(sizes, setting.output);
  if (unread.is_zero()) return {};
  const bool is_padded = !setting.padding_after.is_zero();
  const bool one = unread == 1;
  const Prose remark = prose(
      "The division leaves a remainder, and the filter can't make a part of a step, so the result "
      "is "
      "rounded down. The last ",
      one ? prose(axis.position) : prose(Counted{unread, axis.position}), " of the ",
      is_padded ? "padded " : "", "input ", one ? "is" : "are", " never read");
  if (!is_padded) return prose(remark, ".");
  if (!(setting.padding_after < unread)) {
    return prose(remark, one ? "; it is only padding." : "; they are only padding.");
  }
  return prose(remark, ": ", setting.padding_after, " of padding and ",
               unread - setting.padding_after, " of the input itself.");
}

Term filter_weights(const Convolution& c, size_t axes, const Term& channels) {
  std::vector<Term> kernel;
  for (size_t axis = 0; axis < axes; ++axis) {
    kernel.push_back(Term::named(axis_symbol(symbols::kernel, c.kernel, axis_names(axes)[axis]),
                                 Number(c.kernel.at(axis))));
  }
  return weights_per_filter(kernel, channels);
}

std::string join(const std::vector<std::string>& words) {
  std::string text = words[0];
  for (size_t i = 1; i < words.size(); ++i) {
    text += (i + 1 == words.size() ? " and " : ", ") + words[i];
  }
  return text;
}

Shape kernel_shape(const Convolution& convolution, size_t axes) {
  Shape shape;
  for (size_t axis = 0; axis < axes; ++axis) shape.emplace_back(convolution.kernel.at(axis));
  return shape;
}

}  // namespace cnnsolve
