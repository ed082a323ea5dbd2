// The steps of a network's layers that are no problems of their own.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "document.h"
#include "kinds/placed_layer.h"

namespace cnnsolve {

/// Adds to `section` what a global or adaptive pooling, an upsampling, a join, a flattening or a
/// normalisation makes of its `input`, and what a residual block takes; nothing of other layers.
/// `told`: the titles of the ideas that were told before, which aren't told again.
void add_layer_steps(Section& section, const PlacedLayer& layer, const LayerOutcome<Term>& outcome,
                     const std::vector<Term>& input, bool bias_in_macs,
                     std::set<std::string>& told);

}  // namespace cnnsolve
