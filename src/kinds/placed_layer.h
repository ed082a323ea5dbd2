// A network's layers one by one, each with the shape that reaches it.
#pragma once

#include <string>
#include <vector>

#include "kinds/network.h"

namespace cnnsolve {

/// A window, and the sizes of what it slides over.
struct PlacedWindow {
  Window window;
  Shape input;
};

struct PlacedLayer {
  size_t type = 0;                  ///< in kLayerTypeNames
  NetworkLayer::Settings settings;  ///< with its input, where it has a field for it; never a
                                    ///< SeparableConv, which is two convolutions here
  Shape input;                      ///< of a Join the first
  std::vector<size_t> from;  ///< where its inputs come from: the network's is 0, layer 1's is 1
  /// The windows that slide over the input one after the other, along the longest way through the
  /// layer.
  std::vector<PlacedWindow> windows;
};

/// The layers of a network, repeated ones written out and those in branches before the one that
/// joins them, as far as they go together; what doesn't is added to `mistakes`.
std::vector<PlacedLayer> placed_layers(const Network& network, std::vector<FieldMistake>& mistakes);

/// The same of a network that has passed check() and has its channels last.
std::vector<PlacedLayer> placed_layers(const Network& network);

}  // namespace cnnsolve
