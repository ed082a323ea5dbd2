// Answers that others may take over as they are, as a layer's size.
#pragma once

#include <vector>

#include "grade/carry.h"

namespace cnnsolve {

/// Whether an answer of one number is one of a volume's sizes.
bool is_size_of(const Answer& volume, const Answer& size);

/// Whether `later` may take over what was typed as it is.
bool is_handed_on(const TypedResult& earlier, const Answer& later,
                  const std::vector<TypedResult>& others);

/// Whether two results are worked out from the same numbers in the same way, as the height and
/// width of what was square.
bool are_made_alike(const Term& a, const Term& b);

}  // namespace cnnsolve
