// Formulas that are wider than the page: how wide they are, and where they are broken. All widths
// are in widths of a digit, estimated.
#pragma once

#include <string>

#include "render/notation.h"

namespace cnnsolve {

inline constexpr double kRelationWidth = 2.7;  ///< of an equals sign with its spaces

double symbol_width(const Symbol& symbol);
double math_width(const Ink& ink);
/// In lines; formulas that are broken aren't told from others.
double math_height(const Ink& ink);
/// The formula, with its sums and products broken where they are wider than `room`.
std::string fitted(const Ink& ink, double room);

}  // namespace cnnsolve
