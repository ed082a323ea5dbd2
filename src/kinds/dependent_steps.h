// How settings that depend on each other are found, in words: one is tried, or told by the axes
// that are known, and the others are worked out from it.
#pragma once

#include <span>

#include "kinds/inverse_search.h"
#include "solution.h"

namespace cnnsolve {

/// Of all unknowns, those that depend on each other come first, and are `count`.
Section dependent_part(const InverseTask& task, const std::vector<Unknown>& all, size_t count,
                       const Solutions& solutions);

}  // namespace cnnsolve
