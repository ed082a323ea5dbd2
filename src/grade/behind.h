// Which of a student's answers stand behind another.
#pragma once

#include <vector>

#include "grade/carry.h"

namespace cnnsolve {

/// The places, in ascending order, of the answers with something inexact that the wrong entries of
/// `answer` may have been worked out from; of those that stand behind one another only a few.
std::vector<size_t> answers_behind(const TypedResult& answer,
                                   const std::vector<TypedResult>& others,
                                   const RightResults& right, const InexactResults& inexact);

}  // namespace cnnsolve
