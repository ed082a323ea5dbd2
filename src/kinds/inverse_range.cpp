#include "kinds/inverse_range.h"

#include <algorithm>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// Whether the output is larger with more of it.
bool makes_larger(const InverseTask& task, const Unknown& unknown) {
  const bool is_padding = unknown.setting == Setting::padding;
  if (task.is_transposed) return !is_padding;
  return is_padding || unknown.setting == Setting::input_size;
}

/// Whether an axis tells how large or small it may be.
bool is_limited(const InverseTask& task, const Unknown& unknown, size_t axis) {
  switch (unknown.setting) {
    case Setting::input_size:
      return axis == unknown.axis;
    case Setting::dilation:
      return task.window.kernel.at(axis) > 1;
    case Setting::stride:
      return task.is_transposed && task.input[axis] > 1;
    default:
      return true;
  }
}

}  // namespace

void Range::narrow(const Bounds& bounds) {
  if (bounds.least.is_undefined()) {
    first = bounds.least;
    return;
  }
  narrow_first(ceiling(bounds.least));
  if (bounds.most) narrow_last(floor(*bounds.most));
}

Number least_window(const InverseTask& filled) {
  const Window& w = filled.window;
  std::optional<Number> least;
  for (size_t axis = 0; axis < filled.axes(); ++axis) {
    const Number extent = effective_kernel(Number(w.kernel.at(axis)), Number(w.dilation.at(axis)));
    if (!least || extent < *least) least = extent;
  }
  return *least;
}

void keep_to_pool(const InverseTask& filled, const Unknown& unknown, Range& range) {
  if (filled.filters) return;
  const Window& w = filled.window;
  if (unknown.setting == Setting::padding) {
    return range.narrow_last(half_window(least_window(filled)));
  }
  const bool is_kernel = unknown.setting == Setting::kernel;
  const bool widens = is_kernel || unknown.setting == Setting::dilation;
  if (!widens || (is_kernel && is_unknown(w.dilation)) || is_unknown(w.padding)) return;
  for (size_t axis = 0; axis < filled.axes(); ++axis) {
    const auto& [before, after] = w.padding.at(axis);
    const Number span(2 * std::max(before, after)), kernel(w.kernel.at(axis));
    const bool narrows = !span.is_zero() && (is_kernel || !(kernel < 2));
    if (!narrows) continue;
    const Number dilation(w.dilation.at(axis));
    range.narrow_first(
        ceiling(is_kernel ? kernel_of_span(span, dilation) : dilation_of_span(span, kernel)));
  }
}

Range possible_numbers(const InverseTask& task, const Unknown& unknown) {
  Range range{.first = smallest_of(unknown)};
  if (!is_of_sizes(unknown)) return range;
  InverseTask least = task;
  least.wanted = {WantedOutput::Mode::sizes, std::vector<Whole>(task.axes(), 1)};
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    if (!is_limited(task, unknown, axis)) continue;
    const Bounds bounds = bounds_along(least, unknown, axis);
    if (makes_larger(task, unknown)) {
      range.narrow_first(ceiling(bounds.least));
    } else {
      range.narrow_last(floor(*bounds.most));
    }
  }
  keep_to_pool(task, unknown, range);
  return range;
}

}  // namespace cnnsolve
