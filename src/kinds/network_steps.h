// How a network is shown: the table of its layers, the steps of each, the sums, and the receptive
// field.
#pragma once

#include <vector>

#include "kinds/worked_network.h"

namespace cnnsolve {

/// The sections of the worked solution.
std::vector<Section> network_sections(const Network& network,
                                      const std::vector<PlacedLayer>& layers,
                                      const WorkedNetwork<Term>& worked);

/// The steps of each layer that has any; those that are alike share them.
std::vector<Section> layer_parts(const std::vector<PlacedLayer>& layers,
                                 const WorkedNetwork<Term>& worked);

/// "The output is 6 × 6 × 4.", or how many numbers it has.
Prose output_sentence(const std::vector<Term>& output);

}  // namespace cnnsolve
