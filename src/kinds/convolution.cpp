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

/// Whether dilation makes a difference.
bool is_dilated(const AxisSetting& setting) { return setting.dilation != 1 && setting.kernel != 1; }

/// The kernel's span along one axis.
Number span(const AxisSetting& setting) {
  if (!is_dilated(setting)) return setting.kernel;
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

Number total_padding(const AxisSetting& setting) {
  return asymmetric_padding(setting.padding_before, setting.padding_after);
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
    const Number too_many = excess(axis_numbers(setting));
    if (too_many.sign() <= 0) continue;
    const Number places = padded_size(setting.input, total_padding(setting));
    mistakes.push_back(
        {path,
         fmt::format(
             "must fit into the {}input: along the {} it spans {} of {} places{}, {} too many",
             places == setting.input ? "" : "padded ", join(words(axes, group)),
             digits(span(setting)), digits(places), is_dilated(setting) ? " when dilated" : "",
             digits(too_many))});
  }
}

/// One axis of a task as symbols; without its padding, which each mode writes in its own way.
Axis<Term> axis_terms(const SizeTask& task, size_t axis, const AxisSetting& setting) {
  const Convolution& c = task.convolution;
  const AxisName& name = axis_names(task.input.size() - 1)[axis];
  return {task.input[axis],
          Term::named(axis_symbol(symbols::kernel, c.kernel, name), setting.kernel), Term(0),
          Term::named(axis_symbol(symbols::stride, c.stride, name), setting.stride)};
}

/// A symbol of one axis, marked with its letter where the axes differ: P_before, or P_before,H.
Symbol marked(const Symbol& symbol, const std::string& mark, const SizeTask& task, size_t axis) {
  const bool alike = group_axes(task.settings()).size() == 1;
  const std::string_view letter = axis_names(task.input.size() - 1)[axis].letter;
  return {symbol.base, alike ? mark : fmt::format("{},{}", mark, letter)};
}

constexpr const char* kEffective = "eff";

Term padding_term(const SizeTask& task, const AxisSetting& setting, size_t axis) {
  const AxisName& name = axis_names(task.input.size() - 1)[axis];
  if (setting.mode == Padding::Mode::valid) return Term(0);
  if (setting.padding_before == setting.padding_after) {
    return symmetric_padding(
        Term::named(padding_symbol(task.convolution.padding, name), setting.padding_before));
  }
  return asymmetric_padding(
      Term::named(marked(symbols::padding, "before", task, axis), setting.padding_before),
      Term::named(marked(symbols::padding, "after", task, axis), setting.padding_after));
}

/// Works out the size along one axis: the dilated kernel, then the size.
Term work_out_axis(Section& section, const SizeTask& task, size_t axis) {
  const AxisName& axis_name = axis_names(task.input.size() - 1)[axis];
  const std::string name(axis_name.name);
  const AxisSetting setting = task.settings()[axis];
  const Symbol output = {std::string(axis_name.letter), task.output_subscript};

  Axis<Term> a = axis_terms(task, axis, setting);
  if (is_dilated(setting)) {
    section.blocks.emplace_back(prose("The filter's weights lie ", setting.dilation,
                                      " apart, so it spans more of the input:"));
    const Symbol symbol = axis_symbol(symbols::dilation, task.convolution.dilation, axis_name);
    a.kernel = step(section, task.name_prefix + "effective_kernel_" + name,
                    marked(symbols::kernel, kEffective, task, axis),
                    effective_kernel(a.kernel, Term::named(symbol, setting.dilation)));
  }
  if (setting.mode == Padding::Mode::same) {
    section.blocks.emplace_back(
        prose("Under \"same\" padding the output is as large as the input divided by the stride, "
              "rounded up:"));
    return step(section, task.name_prefix + "output_" + name, output,
                same_output_size(a.input, a.stride));
  }
  a.padding = padding_term(task, setting, axis);
  return step(section, task.name_prefix + "output_" + name, output, output_size(a));
}

}  // namespace

Working named_input(const Shape& input) {
  Working sizes;
  for (const AxisName& name : axis_names(input.size() - 1)) {
    sizes.push_back(Term::named({std::string(name.letter)}, input[sizes.size()]));
  }
  sizes.push_back(Term::named(symbols::channels, input.back()));
  return sizes;
}

Axis<Number> axis_numbers(const AxisSetting& setting) {
  return {setting.input, span(setting), total_padding(setting), setting.stride};
}

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
    setting.output = output_size(axis_numbers(setting));
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

void work_out_size(Section& section, const SizeTask& task, const AxisGroup& group, Working& sizes) {
  const std::vector<AxisName>& names = axis_names(task.input.size() - 1);
  const size_t first = group[0];
  if (group.size() == 1) {
    sizes[first] = work_out_axis(section, task, first);
    return;
  }
  section.blocks.emplace_back(prose("The ", join(words(names.size(), group)),
                                    " have the same settings, so one calculation serves ",
                                    group.size() == 2 ? "both." : "all."));
  sizes[first] = work_out_axis(section, task, first);
  Prose others = prose("In the same way ");
  for (size_t i = 1; i < group.size(); ++i) {
    Section unshown;
    Term& size = sizes[group[i]];
    size = work_out_axis(unshown, task, group[i]);
    append(others, prose(i == 1 ? "" : " and ", size.node().symbol, " = ", size.value()));
  }
  append(others, ".");
  section.blocks.emplace_back(std::move(others));
}

void work_out_same_padding(Section& section, const SizeTask& task, size_t axis) {
  const AxisSetting setting = task.settings()[axis];
  Axis<Term> a = axis_terms(task, axis, setting);
  if (is_dilated(setting)) {
    a.kernel = Term::named(marked(symbols::kernel, kEffective, task, axis), span(setting));
  }
  const AxisName& axis_name = axis_names(task.input.size() - 1)[axis];
  const Symbol letter = {std::string(axis_name.letter), task.output_subscript};
  const std::string name = "_" + std::string(axis_name.name);
  section.blocks.emplace_back(prose("The zeros that this takes, at both ends together:"));
  const Term total =
      step(section, "padding_total" + name, marked(symbols::padding, "total", task, axis),
           same_padding(a, Term::named(letter, setting.output)));
  if (total.value().is_zero()) return;
  section.blocks.emplace_back(prose(setting.padding_before == setting.padding_after
                                        ? "Half of them come first:"
                                        : "Half of them come first; the odd one goes to the end:"));
  const Term before =
      step(section, "padding_before" + name, marked(symbols::padding, "before", task, axis),
           same_padding_before(total));
  step(section, "padding_after" + name, marked(symbols::padding, "after", task, axis),
       same_padding_after(total, before));
}

Prose unread_remark(const SizeTask& task, const AxisGroup& group) {
  const AxisSetting setting = task.settings()[group[0]];
  const Number unread = unread_positions(axis_numbers(setting), setting.output);
  if (unread.is_zero()) return {};
  const bool one = unread == 1;
  std::vector<std::string> places;
  for (const size_t axis : group) {
    places.push_back(std::string(axis_names(task.input.size() - 1)[axis].position) +
                     (one ? "" : "s"));
  }
  Prose remark = prose(
      "The division leaves a remainder, and the filter can't make a part of a step, so the result "
      "is "
      "rounded down. The last ");
  if (!one) append(remark, prose(unread, " "));
  const bool is_padded = !total_padding(setting).is_zero();
  append(remark, prose(join(places), " of the ", is_padded ? "padded " : "", "input ",
                       one && group.size() == 1 ? "is" : "are", " never read"));
  const Number of_input = unread_input(unread, setting.padding_after, setting.input);
  if (of_input.is_zero()) {
    append(remark, "; only zeros of the padding are lost");
  } else if (of_input != unread) {
    append(remark,
           prose(", of which ", of_input, of_input == 1 ? " is" : " are", " in the input itself"));
  }
  append(remark, ".");
  return remark;
}

Term filter_weights(const Convolution& c, size_t axes, const Term& channels) {
  std::vector<Term> kernel;
  for (size_t axis = 0; axis < axes; ++axis) {
    kernel.push_back(Term::named(axis_symbol(symbols::kernel, c.kernel, axis_names(axes)[axis]),
                                 Number(c.kernel.at(axis))));
  }
  return weights_per_filter(kernel, channels);
}

Shape kernel_shape(const Convolution& convolution, size_t axes) {
  Shape shape;
  for (size_t axis = 0; axis < axes; ++axis) shape.emplace_back(convolution.kernel.at(axis));
  return shape;
}

}  // namespace cnnsolve
