// What is said of the values that answer a layer asked backwards, or of why there are none.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kinds/inverse_search.h"
#include "solution.h"

namespace cnnsolve {

/// "kernel 3 and padding 1"
std::string setting_words(std::span<const Unknown> unknowns, const std::vector<Whole>& row);

/// What the i-th unknown can be, each value once.
std::vector<Number> distinct_values(const Solutions& solutions, size_t i);

/// The answer to the i-th unknown. `filled` has the values of all others.
Prose answer_words(const InverseTask& task, const InverseTask& filled,
                   const std::vector<Unknown>& unknowns, const Solutions& solutions, size_t i);

}  // namespace cnnsolve
