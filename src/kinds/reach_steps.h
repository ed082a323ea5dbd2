// How the receptive field of a network's layers is shown.
#pragma once

#include <vector>

#include "kinds/worked_network.h"

namespace cnnsolve {

/// Of a network whose input has places. Layers that do the same to the field are worked once.
Section reach_part(const std::vector<PlacedLayer>& layers, const WorkedNetwork<Term>& worked);

/// A field or a jump in words: one number where the axes are alike, or one for each; "none" where
/// it isn't worked out.
Prose reach_prose(const std::vector<Term>& values, bool alike);

}  // namespace cnnsolve
