// A window that slides over a volume, as a filter or a pool does: its fields, and the positions
// that it takes.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "kinds/fields.h"
#include "math/formulas.h"
#include "solution.h"

namespace cnnsolve {

struct Window {
  PerAxis kernel;
  PerAxis stride = {{1}};
  Padding padding = {};
  PerAxis dilation = {{1}};
  bool ceil = false;  ///< whether the last window may reach over the end

  bool operator==(const Window&) const = default;
};

namespace symbols {
inline const Symbol channels = {"C"};
inline const Symbol kernel = {"F"};
inline const Symbol stride = {"S"};
inline const Symbol padding = {"P"};
inline const Symbol dilation = {"d"};
inline const Symbol features = {"n"};  ///< the numbers of a row
}  // namespace symbols

/// How a spatial axis is spoken of.
struct AxisName {
  std::string_view name;      ///< "height"
  std::string_view letter;    ///< "H"
  std::string_view position;  ///< "row"
  std::string_view output;    ///< the answer that is its size: "output_height"
};
/// The names of `count` (1 to 3) spatial axes, in the order of a shape.
const std::vector<AxisName>& axis_names(size_t count);

/// One spatial axis with all its settings put in.
struct AxisSetting {
  Number input;
  Number kernel;
  Number stride;
  Number dilation;
  Number padding_before = {};
  Number padding_after = {};
  Padding::Mode mode = Padding::Mode::numbers;
  Number output = {};

  bool operator==(const AxisSetting&) const = default;
};

/// The padding of both ends.
Number total_padding(const AxisSetting& setting);

/// The axis as its formulas take it, the kernel dilated.
Axis<Number> axis_numbers(const AxisSetting& setting);

/// The settings of each spatial axis of `input`, a shape with the channels last. The window has
/// passed check().
std::vector<AxisSetting> axis_settings(const Window& window, const Shape& input);

/// The zeros before one spatial axis of `input`. The window has passed check().
Number padding_before(const Window& window, const Shape& input, size_t axis);

/// What forbids an input of a layer that slides along it: too few sizes or too many.
std::vector<FieldMistake> check_input(const std::vector<Whole>& input);

/// What forbids an input that may also be a row of features: too many sizes.
std::vector<FieldMistake> check_features_or_volume(const std::vector<Whole>& input);

/// What forbids this window whatever it does: a list as long as the `axes` of something else.
std::vector<FieldMistake> check_counts(const Window& window, size_t axes, std::string_view prefix);
/// The same of one of its fields, or of one like them.
std::vector<FieldMistake> check_count(std::string_view path, size_t count, size_t axes);

/// What forbids this window to slide over an input of this shape: a list of another length, a
/// kernel that doesn't fit. `prefix` leads the paths.
std::vector<FieldMistake> check(const Window& window, const Shape& input, std::string_view prefix);

/// The first `count` numbers in groups of those that `are_alike`; a group begins with the first of
/// them.
template <class AreAlike>
std::vector<std::vector<size_t>> group_alike(size_t count, const AreAlike& are_alike) {
  std::vector<std::vector<size_t>> groups;
  for (size_t i = 0; i < count; ++i) {
    const auto alike = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& group) { return are_alike(group[0], i); });
    if (alike == groups.end()) {
      groups.push_back({i});
    } else {
      alike->push_back(i);
    }
  }
  return groups;
}

/// Axes with the same settings, which one calculation serves; by their places in a shape.
using AxisGroup = std::vector<size_t>;
std::vector<AxisGroup> group_axes(const std::vector<AxisSetting>& settings);

/// The sizes of a problem's input under their names: H, W, C. As all functions over N here, it is
/// there for Term and Number.
template <class N>
std::vector<N> named_input(std::span<const Number> input);

/// F, or F_H where the axes have kernels of different sizes; likewise for other settings.
Symbol axis_symbol(const Symbol& symbol, const PerAxis& values, const AxisName& axis);

/// The kernel along one of `axes` axes: F, or F_H where it differs from axis to axis.
template <class N>
N named_kernel(const Window& window, size_t axes, size_t axis);

/// A window whose positions are counted, and how they are named.
template <class N>
struct SizeTask {
  const Window& window;
  const std::vector<N>& input;        ///< its sizes: H, or the H₁ that an earlier layer left
  std::string_view output_subscript;  ///< "out": H_out

  size_t axes() const { return input.size() - 1; }
  std::vector<AxisSetting> settings() const { return axis_settings(window, values_of(input)); }
};

/// One axis, worked out.
template <class N>
struct AxisSize {
  N kernel;  ///< the places that it spans: a result where dilation stretches it
  N output;
  N all_windows = {};  ///< a result where the last of them begins in the padding at the end
};
/// One axis of a task with its kernel as it spans the input, a result where dilation stretches it.
/// Padding that is "same" isn't in it.
template <class N>
Axis<N> stretched_axis(const SizeTask<N>& task, size_t axis);
template <class N>
AxisSize<N> work_out_axis(const SizeTask<N>& task, size_t axis);
/// All axes, in the order of the shape.
template <class N>
std::vector<AxisSize<N>> work_out_axes(const SizeTask<N>& task);

/// Hands the sizes of an output to `list`, an AnswerList or PlainAnswers: all, and each by its
/// name.
template <class N, class List>
void list_sizes(const std::vector<N>& sizes, List& list) {
  list.volume("output", sizes);
  const std::vector<AxisName>& names = axis_names(sizes.size() - 1);
  for (size_t axis = 0; axis < names.size(); ++axis) list.number(names[axis].output, sizes[axis]);
  list.number("output_channels", sizes.back());
}

/// The zeros that "same" padding takes along one axis.
struct SamePadding {
  Term total;
  Term before;
  Term after;
};
SamePadding same_padding(const SizeTask<Term>& task, size_t axis);

/// The names of some of `axes` axes.
std::vector<std::string> words(size_t axes, const AxisGroup& group);
/// What their places are called: "row" and "column".
std::vector<std::string> positions(size_t axes, const AxisGroup& group);
/// Of all of them.
AxisGroup all_axes(size_t axes);

/// "3 × 3", with one number an axis.
Shape kernel_shape(const Window& window, size_t axes);

}  // namespace cnnsolve
