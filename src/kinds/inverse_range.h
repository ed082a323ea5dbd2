// From which number to which a setting can be: by what is wanted, or by what is possible at all.
#pragma once

#include <optional>

#include "kinds/inverse_bounds.h"

namespace cnnsolve {

/// Whole numbers; `first` is undefined where there is none, and no `last` means no end.
struct Range {
  Number first;
  std::optional<Number> last = {};

  void narrow_first(const Number& least) {
    if (!first.is_undefined()) first = maximum(first, least);
  }
  void narrow_last(const Number& most) {
    if (!last || most < *last) last = most;
  }
  void narrow(const Bounds& bounds);
};

/// The extent of the window along the axis where it is shortest.
Number least_window(const InverseTask& filled);

/// The padding of a pool is at most half of its window. What isn't known yet narrows nothing.
void keep_to_pool(const InverseTask& filled, const Unknown& unknown, Range& range);

/// With which an output comes out, whatever is wanted of it. Nothing else is unknown.
Range possible_numbers(const InverseTask& task, const Unknown& unknown);

}  // namespace cnnsolve
