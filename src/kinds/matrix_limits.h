// How large a matrix may be, so that each one that is taken is worked out within seconds and a
// little memory.
#pragma once

#include <vector>

#include "kinds/fields.h"
#include "math/decimal_matrix.h"

namespace cnnsolve {

/// Of plain decimals, whose answers alone are wanted.
inline constexpr size_t kMostEntries = size_t{1} << 24;
/// Where every entry is an exact Number, with a derivation.
inline constexpr size_t kMostWorkedEntries = size_t{1} << 16;
/// Exact results have about as many digits as the common denominator of a unit; so many may all
/// entries have together.
inline constexpr size_t kMostDigitsOfAll = size_t{1} << 21;

/// Notes what is too large. The rows of `units` are normalised, each by itself.
void check_size(const Matrix<Number>& units, std::vector<FieldMistake>& mistakes);
void check_size(const DecimalMatrix& matrix, std::vector<FieldMistake>& mistakes);

}  // namespace cnnsolve
