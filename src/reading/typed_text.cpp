#include "reading/typed_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "render/charset.h"

namespace cnnsolve {
namespace {

/// Those without a width too, which come along when text is copied.
bool is_space(char32_t c) {
  return c == ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0xfeff;
}
bool is_minus(char32_t c) { return c == 0x2212 || c == 0x2013; }
bool is_slash(char32_t c) { return c == 0x2044 || c == 0x2215; }

bool is_letter(char32_t c) {
  if (c < 0x80) return is_ascii_letter(static_cast<char>(c));
  const bool latin = c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7;
  return latin || (c >= 0x300 && c <= 0x3ff);
}

// The zeros of Unicode's decimal digits; the nine others follow each. The lowered ones are no
// decimal digits to Unicode, but they are to a reader.
constexpr std::array<char32_t, 66> kOtherZeros = {
    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,
    0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,
    0x1946,  0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0x2080,  0xa620,
    0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0xff10,  0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
    0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2,
    0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0};

struct FractionGlyph {
  std::string_view text;
  long numerator;
  long denominator;
};
constexpr std::array kFractions = {
    FractionGlyph{"½", 1, 2}, FractionGlyph{"⅓", 1, 3}, FractionGlyph{"⅔", 2, 3},
    FractionGlyph{"¼", 1, 4}, FractionGlyph{"¾", 3, 4}, FractionGlyph{"⅕", 1, 5},
    FractionGlyph{"⅖", 2, 5}, FractionGlyph{"⅗", 3, 5}, FractionGlyph{"⅘", 4, 5},
    FractionGlyph{"⅙", 1, 6}, FractionGlyph{"⅚", 5, 6}, FractionGlyph{"⅐", 1, 7},
    FractionGlyph{"⅛", 1, 8}, FractionGlyph{"⅜", 3, 8}, FractionGlyph{"⅝", 5, 8},
    FractionGlyph{"⅞", 7, 8}, FractionGlyph{"⅑", 1, 9}, FractionGlyph{"⅒", 1, 10},
    FractionGlyph{"↉", 0, 3}};

constexpr std::array<std::string_view, 10> kSuperscripts = {"⁰", "¹", "²", "³", "⁴",
                                                            "⁵", "⁶", "⁷", "⁸", "⁹"};

std::optional<Failure> check_length(std::string_view raw, Extent layout) {
  if (layout == Extent::lines) {
    if (raw.size() > kMostListBytes) return too_long_for_list();
  } else if (is_too_long_for_number(raw)) {
    return too_long_for_number();
  }
  return std::nullopt;
}

/// What a character counts as; nothing where it mustn't be there.
std::optional<std::string_view> cleaned(char32_t character, std::string_view bytes, Extent layout) {
  const bool lines = layout == Extent::lines;
  if (is_space(character) || (lines && character == '\t')) return " ";
  if (is_minus(character)) return "-";
  if (is_slash(character)) return "/";
  if (is_control(character) || (!lines && character == '\n')) return std::nullopt;
  return bytes;
}

}  // namespace

std::variant<std::string, Failure> clean(std::string_view raw, Extent layout) {
  if (auto failure = check_length(raw, layout)) return *failure;
  std::string_view rest = trimmed(raw);
  std::string text;
  bool unprintable = false;
  while (!rest.empty()) {
    if (layout == Extent::lines && rest.starts_with("\r\n")) rest.remove_prefix(1);
    const auto [character, length, valid] = decode(rest);
    if (!valid) return Failure{Reason::bad_utf8};
    const auto meant = cleaned(character, rest.substr(0, length), layout);
    unprintable = unprintable || !meant;
    text += meant.value_or("");
    rest.remove_prefix(length);
  }
  if (unprintable) return Failure{Reason::control_character};
  return std::string(trimmed(text));
}

bool is_too_long_for_number(std::string_view text) {
  size_t characters = 0;
  while (!text.empty() && characters <= kMostNumberCharacters) {
    text.remove_prefix(decode(text).length);
    ++characters;
  }
  return characters > kMostNumberCharacters;
}

Failure too_long_for_number() {
  return {Reason::too_long, fmt::format("{} characters", kMostNumberCharacters)};
}

Failure too_long_for_list() {
  return {Reason::too_long, fmt::format("{} KiB", kMostListBytes / 1024)};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  const size_t begin = std::min(text.find_first_not_of(kWhiteSpace), text.size());
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) + 1 - begin);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (is_ascii_letter(c)) c = static_cast<char>(c | 0x20);
  }
  return lower;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  while (true) {
    const size_t at = text.find(from);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += to;
    text.remove_prefix(at + from.size());
  }
}

std::string_view without_spaces_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::string_view leading_digits(std::string_view text) {
  return text.substr(0, text.find_first_not_of("0123456789"));
}

bool starts_with_letter(std::string_view text) {
  return !text.empty() && is_letter(decode(text).character);
}

std::string_view leading_letters(std::string_view text) {
  std::string_view rest = text;
  while (starts_with_letter(rest)) rest.remove_prefix(decode(rest).length);
  return text.substr(0, text.size() - rest.size());
}

bool starts_with_other_digit(std::string_view text) {
  if (text.empty()) return false;
  const char32_t character = decode(text).character;
  return std::any_of(kOtherZeros.begin(), kOtherZeros.end(),
                     [&](char32_t zero) { return character >= zero && character - zero < 10; });
}

std::optional<Glyph> leading_fraction(std::string_view text) {
  for (const FractionGlyph& glyph : kFractions) {
    if (text.starts_with(glyph.text)) {
      return Glyph{Number(mpq_class(glyph.numerator, glyph.denominator)), glyph.text.size()};
    }
  }
  return std::nullopt;
}

std::optional<Glyph> leading_superscript(std::string_view text) {
  constexpr std::string_view kRaisedMinus = "⁻";
  const bool minus = text.starts_with(kRaisedMinus);
  std::string_view rest = minus ? text.substr(kRaisedMinus.size()) : text;
  std::string number;
  while (true) {
    const auto* digit =
        std::find_if(kSuperscripts.begin(), kSuperscripts.end(),
                     [&](std::string_view glyph) { return rest.starts_with(glyph); });
    if (digit == kSuperscripts.end()) break;
    number += static_cast<char>('0' + (digit - kSuperscripts.begin()));
    rest.remove_prefix(digit->size());
  }
  if (number.empty()) return std::nullopt;
  const Number value(mpz_class(number, 10));
  return Glyph{minus ? -value : value, text.size() - rest.size()};
}

}  // namespace cnnsolve
