// The quick way through scripts in which all is right: their raw JSON is compared with the answers.
#pragma once

#include <optional>

#include "marked_line.h"
#include "quick_script.h"

namespace cnnsolve {

/// Marks a single problem by its headline answers where all that it has are given as the program
/// itself would write them, in JSON, and right, and nothing else is given. Nothing where any of it
/// needs more of a look; then its key tells the same.
std::optional<RightScript> find_all_right(const Kind& kind, const PlainAnswers& right,
                                          const QuickScript& script, const GradeOptions& options);

}  // namespace cnnsolve
