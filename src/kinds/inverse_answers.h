// What is said of the values that answer a layer asked backwards, or of why there are none.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kinds/inverse_search.h"
#include "solution.h"

namespace cnnsolve {

/// "kernel 3 and padding 1"; of a single one also "kernel 3 × 5", with a number for each axis.
Prose setting_words(std::span<const Unknown> unknowns, const std::vector<Whole>& row);

/// What the i-th unknown can be, each value once.
std::vector<Number> distinct_values(const Solutions& solutions, size_t i);

/// Where nothing gives what is wanted, the values that the first unknowns must at least have.
std::vector<Whole> least_values(const InverseTask& task, const std::vector<Unknown>& unknowns,
                                size_t count);

/// The largest that the i-th unknown can be where not all that it can be is in the solutions, and
/// there is a largest.
std::optional<Number> last_of(const InverseTask& task, const std::vector<Unknown>& unknowns,
                              const Solutions& solutions, size_t i);

/// The answer to the i-th unknown. `filled` has the values of all others.
Prose answer_words(const InverseTask& task, const InverseTask& filled,
                   const std::vector<Unknown>& unknowns, const Solutions& solutions, size_t i);

}  // namespace cnnsolve
