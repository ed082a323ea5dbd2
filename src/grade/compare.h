// Whether a number that was typed is the exact one.
#pragma once

#include <limits>

#include "math/number.h"
#include "reading/reading.h"

namespace cnnsolve {

/// How far an answer may be off; both are exact and count with their edges.
struct Tolerance {
  Number relative = 0;  ///< to the right value
  Number absolute = 0;
};

/// More aren't compared, unless they are those of a count or a size: a double holds no more.
inline constexpr int kMostComparedFigures = std::numeric_limits<double>::digits10;
/// A decimal in fewer is right only as far as it goes.
inline constexpr int kFewestFigures = 3;

enum class Match : std::uint8_t { right, too_few_figures, wrong };

/// A decimal for a value that is no whole number is right if it is that value rounded to the
/// figures given, at least three of them; a tie may go away from zero or to the even digit. What is
/// worked out from such decimals is right if they may be rounded from what would give that value.
/// All else must be equal.
Match compare(const TypedNumber& typed, const Number& exact, const Tolerance& tolerance,
              bool is_count = false);

}  // namespace cnnsolve
