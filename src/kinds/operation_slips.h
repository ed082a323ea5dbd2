// What people get wrong about the operations that a layer takes.
#pragma once

#include <vector>

#include "kinds/reruns.h"

namespace cnnsolve {

/// The weights used once at each of these positions.
Answers macs_at(const Working& positions, const Answers& right);

/// MACs and floating-point operations taken for each other.
std::vector<NamedSlip> operation_slips();

/// The weights counted for the operations, of layers that use them at every position.
NamedSlip positions_left_out();

}  // namespace cnnsolve
