// Text as people type it: what may stand in it, and which of its characters mean the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "math/number.h"
#include "math/read_number.h"
#include "reading/unreadable.h"

namespace cnnsolve {

inline constexpr size_t kMostNumberCharacters = 256;
inline constexpr size_t kMostListBytes = size_t{64} * 1024;

enum class Extent : std::uint8_t {
  one_line,  ///< at most kMostNumberCharacters, no tabs or line breaks inside
  lines      ///< at most kMostListBytes; tabs become spaces, all line breaks "\n"
};

/// `raw` without surrounding white space, with one spelling for all kinds of spaces, of minus signs
/// and of slashes.
std::variant<std::string, Failure> clean(std::string_view raw, Extent layout);

/// Whether `text` has more characters than a number may have.
bool is_too_long_for_number(std::string_view text);
Failure too_long_for_number();
/// Of a list of more than kMostListBytes.
Failure too_long_for_list();

std::string_view trimmed(std::string_view text);
std::string_view without_spaces_before(std::string_view text);
std::string lower_case(std::string_view text);
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_blank(char c) { return c == ' ' || c == '\n'; }

/// The digits that `text` begins with.
std::string_view leading_digits(std::string_view text);
/// Latin and Greek letters.
bool starts_with_letter(std::string_view text);
std::string_view leading_letters(std::string_view text);
/// Whether `text` begins with a digit of another script, or a full-width or a lowered one.
bool starts_with_other_digit(std::string_view text);

struct Glyph {
  Number value;
  size_t length;  ///< in bytes
};
/// The fraction that `text` begins with, if it is a single character: ½.
std::optional<Glyph> leading_fraction(std::string_view text);
/// The raised whole number that `text` begins with: ⁻³.
std::optional<Glyph> leading_superscript(std::string_view text);

}  // namespace cnnsolve
