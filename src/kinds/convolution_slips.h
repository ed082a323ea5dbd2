// What people get wrong about one convolution, in a layer of its own or inside a block.
#pragma once

#include <optional>

#include "kinds/convolution.h"

namespace cnnsolve {

// Settings that are taken wrongly.
void leave_out_padding(Window& window);
void count_padding_once(Window& window);
void count_padding_twice(Window& window);
void leave_out_stride(Window& window);
void leave_out_dilation(Window& window);

// Changes (math/rework.h) in the formulas of sizes.
std::optional<Term> leave_out_plus_one(const Term& original, const Term& reworked);
std::optional<Term> round_up(const Term& original, const Term& reworked);
std::optional<Term> round_down(const Term& original, const Term& reworked);

// And in those of parameters: F · F without the channels, and F · C.
std::optional<Term> leave_out_depth(const Term& original, const Term& reworked);
std::optional<Term> leave_out_sides(const Term& original, const Term& reworked);

}  // namespace cnnsolve
