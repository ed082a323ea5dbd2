// How a transposed convolution is explained: the output volume, then the parameters and operations.
#pragma once

#include <vector>

#include "kinds/filter_counts.h"
#include "kinds/operations.h"
#include "kinds/transposed_conv.h"

namespace cnnsolve {

/// One axis, worked out.
template <class N>
struct TransposedAxis {
  Axis<N> axis;  ///< a result as its padding where Keras takes half of the kernel
  N added;       ///< places at the end
  N output;
};

/// Everything about a layer that is worked out.
template <class N>
struct WorkedTransposedConv {
  std::vector<N> input;  ///< its sizes
  std::vector<TransposedAxis<N>> axes;
  std::vector<N> sizes;  ///< of the output
  FilterCounts<N> counts;
  Operations<N> operations;
};

std::vector<Section> transposed_parts(const TransposedConvLayer& layer,
                                      const WorkedTransposedConv<Term>& worked);

}  // namespace cnnsolve
