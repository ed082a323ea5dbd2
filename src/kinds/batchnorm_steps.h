// How a batch is explained: its normalisation, then scale and shift.
#pragma once

#include <vector>

#include "document.h"
#include "kinds/worked_batchnorm.h"

namespace cnnsolve {

/// `x` is the problem's matrix as units × examples, and `worked` its units.
std::vector<Section> batchnorm_parts(const BatchNorm& problem, const Matrix<Number>& x,
                                     const std::vector<WorkedUnit<Term>>& worked);

}  // namespace cnnsolve
