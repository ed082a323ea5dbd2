// How a residual block is explained: the two paths and the shortcut, then the parameters.
#pragma once

#include <vector>

#include "document.h"
#include "kinds/worked_residual.h"

namespace cnnsolve {

/// Of a block that is written out.
std::vector<Section> residual_parts(const ResidualBlock& block, const WorkedResidual<Term>& worked);

}  // namespace cnnsolve
