// Lists of numbers as people type them, taken apart into their entries: [1 2; 3 4], 15x15x28.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reading/unreadable.h"

namespace cnnsolve {

enum class ListKind : std::uint8_t { vector, volume, matrix };

struct ListText {
  std::vector<std::vector<std::string_view>> rows;  ///< one for a vector or a volume
  bool may_group = false;  ///< entries may be written in groups of three digits: 1,024x1,024x3
};

/// The texts of several shapes: 28x28x6; 14x14x6, a line each, 28x28x6 -> 14x14x6, or [28, 28, 6],
/// [14, 14, 6]. One that is left out is empty.
std::vector<std::string_view> split_shapes(std::string_view text);

/// The sizes of such shapes, which are all joined by crosses: 3 and 3, 5 and 5 of "3x3, 5x5"; none
/// where any isn't.
std::vector<std::vector<std::string_view>> crossed_sizes(std::string_view text);

/// Whether a comma may part digits into groups of three: 1,024.
bool may_have_groups(std::string_view text);

/// A list whose entries are parted by commas and spaces, without the bare commas in groups of three
/// digits: "456, 2416" for "456, 2,416".
std::string without_groups(std::string_view text);

/// Takes `text`, which is clean, apart. Brackets round all of it and round each row may be left
/// out. Commas (unless they are decimal) or semicolons separate entries that may hold spaces, or
/// else spaces do; semicolons and line breaks separate the rows of a matrix that has no brackets
/// round them. A vector may be a column. Sizes may be joined by x, ×, * or "by".
std::variant<ListText, Failure> split_list(std::string_view text, ListKind kind,
                                           bool decimal_comma);

}  // namespace cnnsolve
