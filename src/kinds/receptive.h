// How much of a network's input one place of each layer's output sees.
#pragma once

#include <string>
#include <vector>

#include "kinds/placed_layer.h"

namespace cnnsolve {

/// Along each spatial axis of the network's input.
template <class N>
struct Reach {
  std::vector<N> field;  ///< places of the input; undefined behind a layer that enlarges its map
  std::vector<N> jump;   ///< places from one field to the next; undefined where there is but one
  std::vector<Number> start;  ///< where the first field begins, from 0; in the padding it is below
};

/// Behind each of the layers. As all functions over N here, it is there for Term and Number. Axes
/// that are `alike` need no letter in their names: r₃ and not r₃,H.
template <class N>
std::vector<Reach<N>> reaches(const std::vector<PlacedLayer>& layers, size_t axes, bool alike);

/// Whether one number of the layer's output looks at all places.
bool sees_all_places(const PlacedLayer& layer);

bool are_alike(const std::vector<Number>& values);
/// Whether the layers treat the spatial axes alike, so that one number says it for all of them.
bool axes_alike(const std::vector<Reach<Number>>& reaches);

}  // namespace cnnsolve
