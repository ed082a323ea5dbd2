// What an answer becomes when the results before it are rounded.
#pragma once

#include <vector>

#include "math/term.h"
#include "reading/reading.h"

namespace cnnsolve {

/// How results are rounded before the next is worked out from them. A whole number isn't.
struct Rounding {
  int places = 2;            ///< significant digits, or decimals
  bool of_decimals = false;  ///< behind the point
  bool cuts_off = false;
  /// A bit for each result behind the answer, in the order in which they are worked out: those
  /// that stay as they are.
  unsigned kept = 0;
};

/// All ways in which people round what stands behind `result`, the finest ones first; of a long
/// formula those that round everything.
std::vector<Rounding> ways_to_round(const Term& result);

/// What becomes of `result`, in doubles: they only serve to explain a wrong answer. Not finite
/// where something is divided by 0, or where fewer than two digits would be left of a result.
double value_when_rounded(const Term& result, const Rounding& rounding);

/// Whether that is `typed`, as far as it was written out.
bool is_when_rounded(const TypedNumber& typed, const Term& result, const Rounding& rounding);

/// Whether a wrong decimal is that, and tells it.
bool is_told_by_rounding(const TypedNumber& typed, const Term& result, const Rounding& rounding);

}  // namespace cnnsolve
