// A residual block worked out: the sizes of both paths, the shortcut, and the parameters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kinds/shortcut.h"

namespace cnnsolve {

/// Where a problem names only channels, these rows and columns serve as the example.
inline constexpr Whole kExampleSize = 32;
/// Of the shortcut's symbols: N_s.
inline constexpr const char* kShortcutIndex = "s";

/// The sizes of a block's input, which may be the example's.
Shape input_shape(const ResidualBlock& block);

/// A convolution that is worked out: of the main path, or on the skip connection.
template <class N>
struct WorkedConvolution {
  std::vector<AxisSize<N>> axes;
  std::vector<N> sizes;  ///< of what leaves it
  N channels_seen;       ///< input channels that one filter covers
  N parameters;
};

/// Everything about a block that is worked out.
template <class N>
struct WorkedResidual {
  std::vector<N> input;  ///< its sizes
  std::vector<WorkedConvolution<N>> layers;
  Shortcut shortcut;
  WorkedConvolution<N> skip;  ///< its parameters only if it is a projection
  N batchnorm;                ///< only if there is any
  N parameters;
  std::string before_index = {};  ///< "2," where the block is layer 2 of a network

  /// Of the symbols of a convolution, counted from 0: "2", or "4,2".
  std::string index(size_t layer) const { return before_index + std::to_string(layer + 1); }
  /// Of those of the shortcut.
  std::string shortcut_index() const { return before_index + kShortcutIndex; }

  const std::vector<N>& input_of(size_t layer) const {
    return layer == 0 ? input : layers[layer - 1].sizes;
  }
  const std::vector<N>& main() const { return layers.back().sizes; }
  bool is_projection() const { return shortcut.kind == ResidualBlock::Shortcut::projection; }
};

/// The block is written out. Its input has these sizes, in place of its own. `layer` is the index
/// of the block itself, where it is a layer: its own symbols then have two. As all functions over N
/// here, it is there for Term and Number.
template <class N>
WorkedResidual<N> work_out(const ResidualBlock& block, std::vector<N> sizes,
                           std::string_view layer = "");
template <class N>
WorkedResidual<N> work_out(const ResidualBlock& block);

}  // namespace cnnsolve
