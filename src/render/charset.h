// What may reach a terminal: which characters, and how wide they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cnnsolve {

enum class Charset : std::uint8_t { unicode, ascii };

struct DecodedCharacter {
  char32_t character;
  size_t length;  ///< in bytes
  bool valid;     ///< false for a byte that begins no character; it is the `character` then
};
/// The character that `text`, which isn't empty, begins with.
DecodedCharacter decode(std::string_view utf8);

/// Whether a character controls a terminal or the direction of writing, and is nothing to be read.
bool is_control(char32_t character);

/// Words as they may be printed. Control characters and those that turn the direction of writing
/// come out as visible escapes such as \u{1b}, so that no text can steer a terminal; for ASCII the
/// typographic characters have stand-ins and all others escapes. Newlines pass, tabs become spaces.
/// Bytes that are no UTF-8 become escapes too.
std::string printable(std::string_view utf8, Charset charset);
/// The same at the end of a text.
void append_printable(std::string& text, std::string_view utf8, Charset charset);

/// Control characters that the program itself puts into its lines, to mark words. They take no
/// columns, and no input gets them past printable().
inline constexpr char kFirstMark = '\x01';
inline constexpr char kLastMark = '\x06';

/// A text without line ends.
std::string on_one_line(std::string text);

inline constexpr std::string_view kNoBreakSpace = "\u00a0";
/// No-break spaces, which held words together while lines were broken, as plain ones.
std::string with_plain_spaces(std::string text);

/// The columns that `utf8` takes in a terminal: none for combining marks, two for wide characters.
size_t width(std::string_view utf8);

}  // namespace cnnsolve
