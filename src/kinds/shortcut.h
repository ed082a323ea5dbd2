// The shortcut of a residual block: which operation brings the input to the main path's shape.
#pragma once

#include "kinds/residual.h"

namespace cnnsolve {

/// The shortcut that was asked for or is needed.
struct Shortcut {
  /// Never automatic.
  ResidualBlock::Shortcut kind = ResidualBlock::Shortcut::identity;
  /// The 1 × 1 convolution of a projection. A zero-padded shortcut has its stride.
  Convolution projection = {};
};

/// What takes `input` to `output`, the shape that leaves the main path of `block`, whose layers are
/// written out. Null, with what is wrong about `path`, where nothing of the kind asked for can.
std::optional<Shortcut> find_shortcut(const ResidualBlock& block, const Shape& input,
                                      const Shape& output, const std::string& path,
                                      std::vector<FieldMistake>& mistakes);

}  // namespace cnnsolve
