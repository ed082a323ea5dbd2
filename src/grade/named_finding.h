// The mistakes with a name that give exactly what was answered.
#pragma once

#include <optional>

#include "grade/mark.h"
#include "grade/wrong_entries.h"

namespace cnnsolve {

/// All named slips that give every wrong entry, with the formulas of the first. `sheets` are
/// those of the first wrong entry.
std::optional<Finding> find_named(const WrongEntries& wrong, const Sheets& sheets,
                                  Suspects& suspects);

/// The same in words alone.
std::optional<Finding> diagnose_by_name(const WrongEntries& wrong, Suspects& suspects);

}  // namespace cnnsolve
