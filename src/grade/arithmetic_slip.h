// Slips of calculating and of typing, which no formula explains.
#pragma once

#include <span>
#include <string_view>

#include "grade/compare.h"

namespace cnnsolve {

inline constexpr std::string_view kWrongSign = "wrong_sign";

struct ArithmeticSlip {
  std::string_view code;
  std::string_view sentence;
  std::string_view of_several;  ///< before their places
  bool (*is_made)(const TypedNumber& typed, const Number& right);
  bool is_of_counts = false;  ///< and so not of the entries of a list
};

/// Those that are asked first come first.
std::span<const ArithmeticSlip> arithmetic_slips();

}  // namespace cnnsolve
