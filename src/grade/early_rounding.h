// The values that an answer can take when the results before it are rounded.
#pragma once

#include <unordered_map>

#include "math/term.h"
#include "reading/reading.h"

namespace cnnsolve {

/// All that lies between, in doubles: it only serves to explain an answer that isn't right.
struct Range {
  double low = 0;
  double high = 0;
};

/// What `result` can become if each named result before it is rounded to `figures` significant
/// digits, as far as it has more and is no whole number. NaN where a division by 0 comes within
/// reach.
Range range_when_rounded(const Term& result, int figures);

/// Whether a decimal lies there, as far as it was written out.
bool can_be_reached(const TypedNumber& typed, const Term& result, int figures);

/// How far numbers may be off that a formula is given.
using HalfUnits = std::unordered_map<const Node*, double>;
/// Whether a decimal can come out as `result` if these were rounded, and nothing else was.
bool can_follow(const TypedNumber& typed, const Term& result, const HalfUnits& half_units);

/// Half of the last place that was written; 0 of what is no decimal.
double half_unit_of(const TypedNumber& typed);

}  // namespace cnnsolve
