// The values that an answer can take when the results before it are rounded.
#pragma once

#include "math/term.h"
#include "reading/reading.h"

namespace cnnsolve {

/// All that lies between, in doubles: it only serves to explain a wrong answer.
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

}  // namespace cnnsolve
