// How a layer that is asked backwards is solved in words.
#pragma once

#include <vector>

#include "kinds/inverse_search.h"

namespace cnnsolve {

/// A part for each unknown, or one for two that depend on each other; then the proof.
std::vector<Section> inverse_parts(const InverseTask& task, const std::vector<Unknown>& unknowns,
                                   const Solutions& solutions);

/// The formula that gives the unknown's one value, where it does.
std::optional<Term> formula_of(const InverseTask& task, const std::vector<Unknown>& unknowns,
                               const Solutions& solutions, size_t i);

}  // namespace cnnsolve
