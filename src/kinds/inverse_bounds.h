// What the formulas tell of a layer's unknown setting, step by step.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kinds/inverse.h"

namespace cnnsolve {

/// One thing that is worked out on the way, and what is said before it.
struct InverseStep {
  Prose words;
  std::string name;
  Term result;
};

/// Between which numbers an unknown lies, as far as one axis tells.
struct Bounds {
  std::vector<InverseStep> steps;
  Number least;                ///< undefined where nothing goes
  std::optional<Number> most;  ///< nothing where there is no end
  bool is_exact = false;       ///< whether they are one number, which a formula gives
  Prose conclusion = {};       ///< in place of what is said of the whole numbers between
};
/// Of an unknown of the window or the input. Nothing else is unknown.
Bounds bounds_along(const InverseTask& task, const Unknown& unknown, size_t axis);
/// The first and the last whole number within them; nothing where there is none, or no end.
std::optional<std::pair<Number, Number>> whole_numbers_along(const InverseTask& task,
                                                             const Unknown& unknown, size_t axis);
/// Of one that the filters' number or their parameters tell.
Bounds bounds_by_counts(const InverseTask& task, const Unknown& unknown);
/// By what tells it; along its axis.
inline Bounds bounds_of(const InverseTask& task, const Unknown& unknown) {
  return is_found_by_sizes(task, unknown) ? bounds_along(task, unknown, unknown.axis)
                                          : bounds_by_counts(task, unknown);
}

}  // namespace cnnsolve
