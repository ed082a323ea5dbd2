// Exact numbers of machine words as text that this program reads back: "-3/sqrt(5)".
//
// A matrix has thousands of them, so they are written digit by digit, without an Ink.
#pragma once

#include <cstddef>

#include "math/small_number.h"

namespace cnnsolve {

/// Three numerals and a root's two, each of a word's 19 digits, and what stands between them.
inline constexpr size_t kLongestExactText = 5 * 19 + 16;

/// Writes what math_text makes of show_exactly, in ASCII and without groups or no-break spaces.
/// Returns its end, at most kLongestExactText behind `out`.
char* write_exactly(const SmallNumber& number, char* out);

}  // namespace cnnsolve
