// The numbers of an answer, whatever its kind, as a rectangle.
#pragma once

#include "solution.h"

namespace cnnsolve {

/// A number is 1 × 1; a vector and a volume are one row. What has no numbers is empty.
Matrix<Number> numbers_of(const AnswerValue& value);

}  // namespace cnnsolve
