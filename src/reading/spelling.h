// How the program spells what it has read, for a reader to see that it was read as meant.
#pragma once

#include <string>
#include <string_view>

#include "math/matrix.h"
#include "reading/list_text.h"
#include "reading/numeral.h"

namespace cnnsolve {

/// E.g. "2240", "−0.5", "3/2", "√2", "−3/√5", "undefined".
std::string spelling(const TypedNumber& number);
/// "15 × 15 × 28", "(13, 5, 0)", "[1 2; 3 4]".
std::string spelling(const Matrix<TypedNumber>& numbers, ListKind kind);

/// Whether `typed` is the program's spelling, or a decimal such as -2.50 or a fraction such as
/// -1/2, so that nothing needs to be said about how it is read. With decimal commas it must have
/// neither point nor comma.
bool is_plain_spelling(std::string_view typed, const TypedNumber& number, bool decimal_comma);
/// Whether `typed` has these entries, which are spelt plainly themselves, between usual brackets
/// and separators.
bool is_plain_list(std::string_view typed, const Matrix<std::string_view>& entries, ListKind kind);

}  // namespace cnnsolve
