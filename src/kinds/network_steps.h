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

}  // namespace cnnsolve
