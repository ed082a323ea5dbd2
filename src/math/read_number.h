// Numbers as problems write them, and as this program writes its exact results.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "math/number.h"

namespace cnnsolve {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Of more digits a few characters would cost seconds.
inline constexpr size_t kMostNumberDigits = 1000;

struct NumberReading {
  std::optional<Number> number;
  std::string wanted;  ///< what `text` would have to be, where it is no number
};

/// Reads what is written, exactly as long as no two different roots meet: 2, -2.50, 1e-5, 1/3,
/// -3/sqrt(5), 2*sqrt(3)/5, 1 - 1/√2. Spaces may stand round signs, * and /.
NumberReading read_number(std::string_view text);

}  // namespace cnnsolve
