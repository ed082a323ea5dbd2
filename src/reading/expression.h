// What people type for a number, as a tree: -3/sqrt(5), √2/2, 2.24x10^3, 28*28.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "reading/numeral.h"

namespace cnnsolve {

struct Expression {
  enum class Kind : std::uint8_t {
    numeral,  ///< number; fractions such as ½ and 1 1/2 are numerals too
    negative,
    sum,
    difference,
    product,
    quotient,
    power,
    root
  };

  Kind kind = Kind::numeral;
  TypedNumber number = {};
  std::vector<Expression> parts = {};
};

inline constexpr int kMostLevels = 64;

/// Reads the whole of `text`, which is clean and at most kMostNumberCharacters long. The levels of
/// the tree are limited by that length.
std::variant<Expression, Failure> parse_expression(std::string_view text, const NumberRules& rules);

}  // namespace cnnsolve
