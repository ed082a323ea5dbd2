// Numbers with the calculation that they come from: 28*28 = 784, √5/2 ≈ 1.118, 5·5 = 24 + 1 = 25.
#pragma once

#include <string_view>
#include <variant>

#include "reading/numeral.h"

namespace cnnsolve {

/// Reads `text`, which is clean: a number as read_typed_number() does, or several sides with = or ≈
/// between them, of which one is such a number and another a calculation, an exact form or a
/// decimal of other length. All must be the same number, as far as the decimals among them go. The
/// most exact one is read. A sign for "about" may stand before a number.
std::variant<TypedNumber, Failure> read_worked_number(std::string_view text,
                                                      const NumberRules& rules);

}  // namespace cnnsolve
