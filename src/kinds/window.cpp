#include "kinds/window.h"

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
  return {symbol.base, axis.letter};
}

Symbol padding_symbol(const Padding& padding, const AxisName& axis) {
  const auto& pairs = padding.pairs;
  const bool uniform =
      std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair == pairs[0]; });
  return uniform ? symbols::padding : Symbol{symbols::padding.base, axis.letter};
}

/// Whether dilation makes a difference along an axis.
bool is_dilated(const Window& w, size_t axis) {
  return w.dilation.at(axis) != 1 && w.kernel.at(axis) != 1;
}
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
AxisSetting axis_input(const Window& w, const Shape& input, size_t axis) {
  AxisSetting setting{.input = input[axis],
                      .kernel = Number(w.kernel.at(axis)),
                      .stride = Number(w.stride.at(axis)),
                      .dilation = Number(w.dilation.at(axis)),
                      .mode = w.padding.mode};
  put_in_padding(setting, w.padding, axis);
  return setting;
}

Number total_padding(const AxisSetting& setting) {
  return asymmetric_padding(setting.padding_before, setting.padding_after);
}

/// One axis of a task; without its padding, which each mode writes in its own way, and with the
/// kernel as it is before dilation.
template <class N>
Axis<N> named_axis(const SizeTask<N>& task, size_t axis) {
  const Window& w = task.window;
  const AxisName& name = axis_names(task.axes())[axis];
  return {
      task.input[axis], named_kernel<N>(w, task.axes(), axis), N(0),
      given<N>([&] { return axis_symbol(symbols::stride, w.stride, name); }, w.stride.at(axis))};
}

/// A symbol of one axis, marked with its letter where the axes differ: P_before, or P_before,H.
template <class N>
Symbol marked(const Symbol& symbol, const std::string& mark, const SizeTask<N>& task, size_t axis) {
  const bool alike = group_axes(task.settings()).size() == 1;
  const std::string_view letter = axis_names(task.axes())[axis].letter;
  return {symbol.base, alike ? Index(mark) : Index(fmt::format("{},{}", mark, letter))};
}

constexpr const char* kEffective = "eff";

/// The padding of both ends of an axis that isn't padded as "same".
template <class N>
N named_padding(const SizeTask<N>& task, size_t axis) {
  const Padding& padding = task.window.padding;
  if (padding.mode == Padding::Mode::valid) return N(0);
  const auto [before, after] = padding.at(axis);
  if (before == after) {
    const auto name = [&] { return padding_symbol(padding, axis_names(task.axes())[axis]); };
    return symmetric_padding(given<N>(name, before));
  }
  const auto at_end = [&](const char* end) {
    return [&task, axis, end] { return marked(symbols::padding, end, task, axis); };
  };
  return asymmetric_padding(given<N>(at_end("before"), before), given<N>(at_end("after"), after));
}

/// One axis of a task with its kernel as it spans the input. Padding that is "same" isn't in it.
template <class N>
Axis<N> stretched_axis(const SizeTask<N>& task, size_t axis) {
  const Window& w = task.window;
  Axis<N> a = named_axis(task, axis);
  if (is_dilated(w, axis)) {
    const auto dilation = [&] {
      return axis_symbol(symbols::dilation, w.dilation, axis_names(task.axes())[axis]);
    };
    a.kernel = result([&] { return marked(symbols::kernel, kEffective, task, axis); },
                      effective_kernel(a.kernel, given<N>(dilation, w.dilation.at(axis))));
  }
  if (w.padding.mode != Padding::Mode::same) a.padding = named_padding(task, axis);
  return a;
}

/// The mistakes in a window's settings, whose paths `prefix` leads.
class Check {
 public:
  Check(const Window& window, const Shape& input, std::string_view prefix)
      : window_(window), input_(input), prefix_(prefix) {}

  std::vector<FieldMistake> mistakes() && {
    check_count("kernel", window_.kernel.values.size());
    check_count("stride", window_.stride.values.size());
    check_count("dilation", window_.dilation.values.size());
    check_count("padding", window_.padding.pairs.size());
    if (mistakes_.empty() && !fits()) explain_misfit();
    return std::move(mistakes_);
  }

 private:
  size_t axes() const { return input_.size() - 1; }

  void check_count(const char* field, size_t count) {
    if (count == 1 || count == axes()) return;
    std::string wanted = "must be one number";
    if (axes() > 1) {
      wanted +=
          fmt::format(" or {}, one each for {}", axes(), join(words(axes(), all_axes(axes()))));
    }
    add(field, fmt::format("{}, got {}", wanted, count));
  }

  /// "Same" padding makes every kernel fit.
  bool fits() const {
    if (window_.padding.mode == Padding::Mode::same) return true;
    const SizeTask<Number> task{window_, input_, ""};
    for (size_t axis = 0; axis < axes(); ++axis) {
      if (excess(stretched_axis(task, axis)).sign() > 0) return false;
    }
    return true;
  }

  void explain_misfit() {
    std::vector<AxisSetting> settings;
    for (size_t axis = 0; axis < axes(); ++axis)
      settings.push_back(axis_input(window_, input_, axis));
    for (const AxisGroup& group : group_axes(settings)) {
      const AxisSetting& setting = settings[group[0]];
      const Number too_many = excess(axis_numbers(setting));
      if (too_many.sign() <= 0) continue;
      const Number places = padded_size(setting.input, total_padding(setting));
      add("kernel",
          fmt::format(
              "must fit into the {}input: along the {} it spans {} of {} places{}, {} too many",
              places == setting.input ? "" : "padded ", join(words(axes(), group)),
              digits(span(setting)), digits(places), is_dilated(setting) ? " when dilated" : "",
              digits(too_many)));
    }
  }

  void add(const char* field, std::string what) {
    mistakes_.push_back({fmt::format("{}{}", prefix_, field), std::move(what)});
  }

  const Window& window_;
  const Shape& input_;
  std::string_view prefix_;
  std::vector<FieldMistake> mistakes_;
};

/// Shows how the size along one axis was worked out: the dilated kernel, then the size.
void explain_axis(Section& section, const SizeTask<Term>& task, size_t axis,
                  const AxisSize<Term>& size, const std::string& name_prefix) {
  const std::string name(axis_names(task.axes())[axis].name);
  if (is_result(size.kernel)) {
    section.blocks.emplace_back(prose("The filter's weights lie ", task.window.dilation.at(axis),
                                      " apart, so it spans more of the input:"));
    show(section, name_prefix + "effective_kernel_" + name, size.kernel);
  }
  if (task.window.padding.mode == Padding::Mode::same) {
    section.blocks.emplace_back(
        prose("Under \"same\" padding the output is as large as the input divided by the stride, "
              "rounded up:"));
  }
  show(section, name_prefix + "output_" + name, size.output);
}

}  // namespace

template <class N>
std::vector<N> named_input(std::span<const Number> input) {
  const std::vector<AxisName>& names = axis_names(input.size() - 1);
  std::vector<N> sizes;
  sizes.reserve(input.size());
  for (size_t axis = 0; axis < names.size(); ++axis) {
    sizes.push_back(given<N>([&] { return Symbol{names[axis].letter}; }, input[axis]));
  }
  sizes.push_back(given<N>(symbols::channels, input.back()));
  return sizes;
}
template std::vector<Term> named_input(std::span<const Number>);
template std::vector<Number> named_input(std::span<const Number>);

template <class N>
N named_kernel(const Window& window, size_t axes, size_t axis) {
  const auto name = [&] {
    return axis_symbol(symbols::kernel, window.kernel, axis_names(axes)[axis]);
  };
  return given<N>(name, window.kernel.at(axis));
}
template Term named_kernel(const Window&, size_t, size_t);
template Number named_kernel(const Window&, size_t, size_t);

template <class N>
AxisSize<N> work_out_axis(const SizeTask<N>& task, size_t axis) {
  const Axis<N> a = stretched_axis(task, axis);
  const auto name = [&] {
    return Symbol{axis_names(task.axes())[axis].letter, task.output_subscript};
  };
  const bool same = task.window.padding.mode == Padding::Mode::same;
  return {a.kernel, result(name, same ? same_output_size(a.input, a.stride) : output_size(a))};
}
template AxisSize<Term> work_out_axis(const SizeTask<Term>&, size_t);
template AxisSize<Number> work_out_axis(const SizeTask<Number>&, size_t);

template <class N>
std::vector<AxisSize<N>> work_out_axes(const SizeTask<N>& task) {
  std::vector<AxisSize<N>> sizes;
  sizes.reserve(task.axes());
  for (size_t axis = 0; axis < task.axes(); ++axis) sizes.push_back(work_out_axis(task, axis));
  return sizes;
}
template std::vector<AxisSize<Term>> work_out_axes(const SizeTask<Term>&);
template std::vector<AxisSize<Number>> work_out_axes(const SizeTask<Number>&);

Axis<Number> axis_numbers(const AxisSetting& setting) {
  return {setting.input, span(setting), total_padding(setting), setting.stride};
}

const std::vector<AxisName>& axis_names(size_t count) {
  static const AxisName depth = {"depth", "D", "slice", "output_depth"};
  static const AxisName height = {"height", "H", "row", "output_height"};
  static const AxisName width = {"width", "W", "column", "output_width"};
  static const AxisName length = {"length", "L", "position", "output_length"};
  static const std::vector<AxisName> names[] = {{length}, {height, width}, {depth, height, width}};
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

std::vector<AxisSetting> axis_settings(const Window& window, const Shape& input) {
  std::vector<AxisSetting> settings;
  for (size_t axis = 0; axis + 1 < input.size(); ++axis) {
    AxisSetting setting = axis_input(window, input, axis);
    setting.output = output_size(axis_numbers(setting));
    settings.push_back(std::move(setting));
  }
  return settings;
}

std::vector<FieldMistake> check(const Window& window, const Shape& input, std::string_view prefix) {
  return Check(window, input, prefix).mistakes();
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

void explain_size(Section& section, const SizeTask<Term>& task, const AxisGroup& group,
                  const std::vector<AxisSize<Term>>& sizes, const std::string& name_prefix) {
  const size_t first = group[0];
  if (group.size() > 1) {
    section.blocks.emplace_back(prose("The ", join(words(task.axes(), group)),
                                      " have the same settings, so one calculation serves ",
                                      group.size() == 2 ? "both." : "all."));
  }
  explain_axis(section, task, first, sizes[first], name_prefix);
  if (group.size() == 1) return;
  Prose others = prose("In the same way ");
  for (size_t i = 1; i < group.size(); ++i) {
    const Term& size = sizes[group[i]].output;
    append(others, prose(i == 1 ? "" : " and ", size.node().symbol, " = ", size.value()));
  }
  append(others, ".");
  section.blocks.emplace_back(std::move(others));
}

void work_out_same_padding(Section& section, const SizeTask<Term>& task, size_t axis) {
  const AxisSetting setting = task.settings()[axis];
  Axis<Term> a = named_axis(task, axis);
  if (is_dilated(task.window, axis)) {
    a.kernel = Term::named(marked(symbols::kernel, kEffective, task, axis), span(setting));
  }
  const AxisName& axis_name = axis_names(task.axes())[axis];
  const Symbol letter = {axis_name.letter, task.output_subscript};
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

Prose unread_remark(const SizeTask<Term>& task, const AxisGroup& group) {
  const AxisSetting setting = task.settings()[group[0]];
  const Number unread = unread_positions(axis_numbers(setting), setting.output);
  if (unread.is_zero()) return {};
  const bool one = unread == 1;
  std::vector<std::string> places;
  for (const size_t axis : group) {
    places.push_back(std::string(axis_names(task.axes())[axis].position) + (one ? "" : "s"));
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

Shape kernel_shape(const Window& window, size_t axes) {
  Shape shape;
  for (size_t axis = 0; axis < axes; ++axis) shape.emplace_back(window.kernel.at(axis));
  return shape;
}

}  // namespace cnnsolve
