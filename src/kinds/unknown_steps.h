// How one unknown of a layer that is asked backwards is found, in words.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kinds/inverse.h"
#include "solution.h"

namespace cnnsolve {

/// "the stride and the padding"
std::string nouns_of(std::span<const Unknown> unknowns);

/// How a formula is undone; `unknowns` are those that this finds.
Section backwards_idea(const InverseTask& task, std::span<const Unknown> unknowns);

/// Whether it is the number of filters, and the output's channels tell it.
bool is_by_channels(const InverseTask& task, const Unknown& unknown);

/// How the number of filters or the parameters tell one.
Section step_from_counts(const InverseTask& task, const Unknown& unknown);

/// The steps that find one unknown. What else is unknown are at most sizes of the input; along
/// those axes nothing is worked out.
std::vector<Section> steps_for(const InverseTask& task, const Unknown& unknown);

}  // namespace cnnsolve
