// How a network's layers are spoken of.
#pragma once

#include <string>
#include <vector>

#include "kinds/placed_layer.h"

namespace cnnsolve {

/// What a layer is, in a few words: "conv 5 × 5, 6 filters, stride 2".
Prose label_of(const PlacedLayer& layer);

/// The settings that it leaves out, where they aren't those that are usual: ", padding 1, in ceil
/// mode".
Prose details_of(const PlacedLayer& layer);

/// Ascending layers, counted from 0, as they are said, counted from 1: "3 and 4", "3, 5 and 7 to
/// 12".
std::string layer_numbers(const std::vector<size_t>& layers);

}  // namespace cnnsolve
