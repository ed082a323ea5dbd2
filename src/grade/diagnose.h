// Which mistake makes exactly the value that was answered.
#pragma once

#include <optional>

#include "grade/mark.h"
#include "grade/wrong_entries.h"

namespace cnnsolve {

/// The first of these that gives every wrong entry: named slips (all that do), a single slip in a
/// formula, an arithmetic mistake, early rounding. Nothing where none does; never what gives the
/// right answer. Whatever is tolerated of an answer, a mistake must give exactly what was typed.
/// `sheets` are those of the first wrong entry; the right answers have their workings.
std::optional<Finding> diagnose(const WrongEntries& wrong, const Sheets& sheets,
                                Suspects& suspects);

}  // namespace cnnsolve
