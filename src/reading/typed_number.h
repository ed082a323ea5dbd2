// A single number as people type it, exactly.
#pragma once

#include <string_view>
#include <variant>

#include "reading/numeral.h"

namespace cnnsolve {

/// Reads `text`, which is clean: a numeral, a fraction, a root with rational factors, the sum of
/// two of these, "undefined"; with `allow_expressions` any calculation of at most a thousand
/// digits.
std::variant<TypedNumber, Failure> read_typed_number(std::string_view text,
                                                     const NumberRules& rules);

/// Whether `text` says that there is no number: "undefined", "none", "n/a", "no solution".
bool says_undefined(std::string_view text);

}  // namespace cnnsolve
