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

Axis<Number> axis_numbers(const Axis<Number>& a) { return a; }
Axis<Number> axis_numbers(const Axis<Term>& a) {
  return {a.input.value(), a.kernel.value(), a.padding.value(), a.stride.value()};
}

/// Whether the last of `windows` windows begins in the padding at the end, where it would find
/// nothing.
bool begins_in_padding(const Window& w, size_t axis, const Axis<Number>& a, const Number& windows) {
  const Number before =
      w.padding.mode == Padding::Mode::valid ? Number(0) : Number(w.padding.at(axis)[0]);
  return !(last_position(a, windows) < padded_size(a.input, before));
}

/// Whether so many numbers may be given: one, or one for each axis.
bool is_count(size_t count, size_t axes) { return count == 1 || count == axes; }

/// The mistakes in a window's settings, whose paths `prefix` leads.
class Check {
 public:
  Check(const Window& window, const Shape& input, std::string_view prefix)
      : window_(window), input_(input), prefix_(prefix) {}

  std::vector<FieldMistake> mistakes() && {
    mistakes_ = check_counts(window_, axes(), prefix_);
    if (mistakes_.empty() && !fits()) explain_misfit();
    return std::move(mistakes_);
  }

 private:
  size_t axes() const { return input_.size() - 1; }

  /// "Same" padding makes every kernel fit.
  bool fits() const {
    if (window_.padding.mode == Padding::Mode::same) return true;
    const SizeTask<Number> task{window_, input_, ""};
    for (size_t axis = 0; axis < axes(); ++axis) {
      if (!fits(stretched_axis(task, axis))) return false;
    }
    return true;
  }

  bool fits(const Axis<Number>& axis) const {
    const Number too_many = excess(axis);
    return too_many.sign() <= 0 || (window_.ceil && too_many < axis.stride);
  }

  void explain_misfit() {
    std::vector<AxisSetting> settings;
    for (size_t axis = 0; axis < axes(); ++axis)
      settings.push_back(axis_input(window_, input_, axis));
    for (const AxisGroup& group : group_axes(settings)) {
      const AxisSetting& setting = settings[group[0]];
      if (fits(axis_numbers(setting))) continue;
      const Number too_many = excess(axis_numbers(setting));
      const Number places = padded_size(setting.input, total_padding(setting));
      add("kernel",
          fmt::format(
              "must fit into the {}input: along the {} it spans {} of {} place{}{}, {} too many",
              places == setting.input ? "" : "padded ", join(words(axes(), group)),
              digits(span(setting)), digits(places), places == 1 ? "" : "s",
              is_dilated(setting) ? " when dilated" : "", digits(too_many)));
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

Symbol axis_symbol(const Symbol& symbol, const PerAxis& values, const AxisName& axis) {
  if (is_uniform(values.values)) return symbol;
  return {symbol.base, axis.letter};
}

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
template Axis<Term> stretched_axis(const SizeTask<Term>&, size_t);
template Axis<Number> stretched_axis(const SizeTask<Number>&, size_t);

template <class N>
AxisSize<N> work_out_axis(const SizeTask<N>& task, size_t axis) {
  const Axis<N> a = stretched_axis(task, axis);
  const auto name = [&] {
    return Symbol{axis_names(task.axes())[axis].letter, task.output_subscript};
  };
  const Window& w = task.window;
  if (w.padding.mode == Padding::Mode::same) {
    return {a.kernel, result(name, same_output_size(a.input, a.stride))};
  }
  if (!w.ceil) return {a.kernel, result(name, output_size(a))};
  const N windows = output_size_rounded_up(a);
  if (!begins_in_padding(w, axis, axis_numbers(a), value_of(windows))) {
    return {a.kernel, result(name, windows)};
  }
  const N all = result(
      [&] {
        return Symbol{axis_names(task.axes())[axis].letter, "ceil"};
      },
      windows);
  return {a.kernel, result(name, without_last_window(all)), all};
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

Number total_padding(const AxisSetting& setting) {
  return asymmetric_padding(setting.padding_before, setting.padding_after);
}

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

std::vector<std::string> positions(size_t axes, const AxisGroup& group) {
  std::vector<std::string> result;
  for (const size_t axis : group) result.emplace_back(axis_names(axes)[axis].position);
  return result;
}

std::vector<AxisSetting> axis_settings(const Window& window, const Shape& input) {
  std::vector<AxisSetting> settings;
  for (size_t axis = 0; axis + 1 < input.size(); ++axis) {
    AxisSetting setting = axis_input(window, input, axis);
    setting.output = work_out_axis(SizeTask<Number>{window, input, ""}, axis).output;
    settings.push_back(std::move(setting));
  }
  return settings;
}

Number padding_before(const Window& window, const Shape& input, size_t axis) {
  return axis_input(window, input, axis).padding_before;
}

std::vector<FieldMistake> check_input(const std::vector<Whole>& input) {
  if (input.size() >= 2 && input.size() <= 4) return {};
  return {{"input", fmt::format("must be length x channels, height x width x channels, or depth x "
                                "height x width x channels, got {} number{}",
                                input.size(), input.size() == 1 ? "" : "s")}};
}

std::vector<FieldMistake> check_features_or_volume(const std::vector<Whole>& input) {
  if (input.size() <= 4) return {};
  return {{"input", fmt::format("must be a number of features or the size of a volume, up to depth "
                                "x height x width x channels, got {} numbers",
                                input.size())}};
}

std::vector<FieldMistake> check_count(std::string_view path, size_t count, size_t axes) {
  if (is_count(count, axes)) return {};
  std::string wanted = "must be one number";
  if (axes > 1) {
    wanted += fmt::format(" or {}, one each for {}", axes, join(words(axes, all_axes(axes))));
  }
  return {{std::string(path), fmt::format("{}, got {} numbers", wanted, count)}};
}

std::vector<FieldMistake> check_counts(const Window& window, size_t axes, std::string_view prefix) {
  std::vector<FieldMistake> mistakes;
  const auto check = [&](const char* field, size_t count) {
    if (is_count(count, axes)) return;  // nearly always, and a path takes time
    add(mistakes, check_count(fmt::format("{}{}", prefix, field), count, axes));
  };
  check("kernel", window.kernel.values.size());
  check("stride", window.stride.values.size());
  check("dilation", window.dilation.values.size());
  check("padding", window.padding.pairs.size());
  return mistakes;
}

std::vector<FieldMistake> check(const Window& window, const Shape& input, std::string_view prefix) {
  return Check(window, input, prefix).mistakes();
}

SamePadding same_padding(const SizeTask<Term>& task, size_t axis) {
  const AxisSetting setting = task.settings()[axis];
  Axis<Term> a = named_axis(task, axis);
  if (is_dilated(task.window, axis)) {
    a.kernel = Term::named(marked(symbols::kernel, kEffective, task, axis), span(setting));
  }
  const Symbol output = {axis_names(task.axes())[axis].letter, task.output_subscript};
  const auto padding = [&](const char* mark, const Term& formula) {
    return Term::result(marked(symbols::padding, mark, task, axis), formula);
  };
  SamePadding zeros;
  zeros.total = padding("total", same_padding(a, Term::named(output, setting.output)));
  zeros.before = padding("before", same_padding_before(zeros.total));
  zeros.after = padding("after", same_padding_after(zeros.total, zeros.before));
  return zeros;
}

std::vector<AxisGroup> group_axes(const std::vector<AxisSetting>& settings) {
  return group_alike(settings.size(),
                     [&](size_t a, size_t b) { return settings[a] == settings[b]; });
}

Shape kernel_shape(const Window& window, size_t axes) {
  Shape shape;
  for (size_t axis = 0; axis < axes; ++axis) shape.emplace_back(window.kernel.at(axis));
  return shape;
}

}  // namespace cnnsolve
