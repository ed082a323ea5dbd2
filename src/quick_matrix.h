// Matrices of plain decimals, straight from the text of their JSON.
#pragma once

#include <string_view>

#include "math/decimal_matrix.h"

namespace cnnsolve {

/// False where `json` isn't [[1, -2.50], …] with rows of one length, or an entry has an exponent,
/// or more digits than all fit into with the places of the others.
bool read_matrix(std::string_view json, DecimalMatrix& out);

}  // namespace cnnsolve
