// A layer asked backwards: which of its settings give the output, or the parameters, that are
// stated.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kinds/window.h"

namespace cnnsolve {

/// What may be asked for, in the order in which it is looked for.
enum class Setting : std::uint8_t {
  kernel,
  dilation,
  stride,
  padding,
  input_size,
  filters,
  input_channels
};

/// What comes out where all is known.
struct Produced {
  Shape output;
  Number parameters;  ///< 0 of a pool
};

/// A layer of any kind, in which kUnknown stands for what is asked.
struct InverseTask {
  std::string_view mover;    ///< "filter" or "window"
  std::vector<Whole> input;  ///< the channels last
  Window window;             ///< with its stride
  PerAxis added = {};        ///< places added at the end, where it is transposed
  bool is_transposed = false;
  bool is_side_by_side = false;       ///< whether the kernel is asked, and the stride is as large
  std::optional<Whole> filters = {};  ///< of a pool none
  Whole groups = 1;
  bool bias = false;
  WantedOutput wanted = {};
  std::optional<Whole> parameters = {};
  /// Of the task with nothing unknown in it; nothing where the layer is impossible.
  std::function<std::optional<Produced>(const InverseTask& known)> forwards = {};
  /// What makes it impossible.
  std::function<std::vector<FieldMistake>(const InverseTask& known)> forbids = {};

  size_t axes() const { return input.size() - 1; }
  /// The spatial sizes that are wanted; empty where none are.
  std::vector<Whole> wanted_sizes() const;
  std::optional<Whole> wanted_channels() const;
};

struct Unknown {
  Setting setting;
  size_t axis;  ///< of an input's size; else one along which the input is known, if any is
  std::string_view name;  ///< of the answer: "padding", "input_height"
  std::string noun;       ///< "padding", "input's height"
  Symbol symbol;
};

/// Whether it is a setting of the window, which any other of them depends on.
inline bool is_of_window(const Unknown& unknown) { return unknown.setting <= Setting::padding; }
/// Whether the sizes tell it, as they tell a setting of the window or a size of the input.
inline bool is_of_sizes(const Unknown& unknown) { return unknown.setting <= Setting::input_size; }
/// How many unknowns from the first on depend on each other, so that one is tried and the others
/// are worked out from it: a setting of the window, and others or sizes of the input; else 0.
size_t dependent_unknowns(const std::vector<Unknown>& unknowns);
/// Whether the parameters tell an unknown kernel, where the filters and the channels are known.
bool is_told_by_parameters(const InverseTask& task, const Unknown& unknown);
/// Whether the first of unknowns that depend on each other need not be tried: the parameters tell
/// it, or it stands beside sizes of the input along other axes alone, and the known axes do.
bool is_told(const InverseTask& task, const std::vector<Unknown>& unknowns);
/// The smallest number that it can be.
inline Number smallest_of(const Unknown& unknown) {
  return unknown.setting == Setting::padding ? 0 : 1;
}

bool is_unknown(const PerAxis& values);
bool is_unknown(const Padding& padding);
/// Whether anything is asked, however many sizes the input has.
bool asks(const InverseTask& task);
/// What is asked, in the order of Setting. The input has as many sizes as it may.
std::vector<Unknown> unknowns_of(const InverseTask& task);

/// Places of the output or the input up to which two settings of the window may be asked at once;
/// and a setting together with the input's size, where there are more solutions.
inline constexpr Whole kMostPlacesOfTwo = 1000, kMostPlacesWithInput = 100;
/// What forbids the question: too many unknowns, or nothing to find them by.
std::vector<FieldMistake> check(const InverseTask& task);

/// The task with values for some of its unknowns, in their order. A setting of the window that is
/// the only unknown may have one along each axis.
InverseTask with_values(InverseTask task, const std::vector<Unknown>& unknowns,
                        const std::vector<Whole>& values);

/// The task in which every axis is as this one, without stated parameters. Sizes are wanted.
InverseTask like_axis(InverseTask task, size_t axis);

/// Up to which value the first of unknowns that depend on each other is looked for.
Number largest_tried(const InverseTask& task, const Unknown& unknown);

/// Axes on which all is alike, so that one calculation serves them. Sizes are wanted.
std::vector<AxisGroup> alike_axes(const InverseTask& task);

/// Whether the wanted sizes tell it.
bool is_found_by_sizes(const InverseTask& task, const Unknown& unknown);

}  // namespace cnnsolve
