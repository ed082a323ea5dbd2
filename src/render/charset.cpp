#include "render/charset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cnnsolve {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kZeroWidth = {
    Range{kFirstMark, kLastMark}, Range{0x0300, 0x036f}, Range{0x0483, 0x0489},
    Range{0x0591, 0x05bd},        Range{0x064b, 0x065f}, Range{0x1ab0, 0x1aff},
    Range{0x1dc0, 0x1dff},        Range{0x200b, 0x200d}, Range{0x20d0, 0x20ff},
    Range{0xfe00, 0xfe0f},        Range{0xfe20, 0xfe2f}};
constexpr std::array kWide = {
    Range{0x1100, 0x115f}, Range{0x2e80, 0xa4cf},   Range{0xac00, 0xd7a3},
    Range{0xf900, 0xfaff}, Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},
    Range{0xffe0, 0xffe6}, Range{0x1f300, 0x1faff}, Range{0x20000, 0x3fffd}};
// C0 and C1 controls but the newline, and the marks that embed, override or isolate a direction.
constexpr std::array kControls = {
    Range{0x00, 0x09},     Range{0x0b, 0x1f},     Range{0x7f, 0x9f},     Range{0x061c, 0x061c},
    Range{0x200e, 0x200f}, Range{0x2028, 0x202e}, Range{0x2066, 0x206f}, Range{0xfeff, 0xfeff}};

template <size_t size>
bool contains(const std::array<Range, size>& ranges, char32_t character) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
    return range.first <= character && character <= range.last;
  });
}

struct StandIn {
  char32_t character;
  std::string_view ascii;
};
constexpr std::array kStandIns = {
    StandIn{0xa0, " "},     StandIn{0xd7, "x"},      StandIn{0xb7, "*"},
    StandIn{0x2013, "-"},   StandIn{0x2014, "-"},    StandIn{0x2018, "'"},
    StandIn{0x2019, "'"},   StandIn{0x201c, "\""},   StandIn{0x201d, "\""},
    StandIn{0x2026, "..."}, StandIn{0x2190, "<-"},   StandIn{0x2192, "->"},
    StandIn{0x2212, "-"},   StandIn{0x2299, ".*"},   StandIn{0x2248, "~"},
    StandIn{0x2260, "!="},  StandIn{0x2264, "<="},   StandIn{0x2265, ">="},
    StandIn{0x3b2, "beta"}, StandIn{0x3b3, "gamma"}, StandIn{0x3b5, "epsilon"},
    StandIn{0x3bc, "mu"},   StandIn{0x3c3, "sigma"}};

/// What is the same in every charset and every terminal.
bool is_plain(char c) { return (c >= ' ' && c < 0x7f) || c == '\n'; }

/// A character that isn't plain, as it may be printed.
void append_character(std::string& text, const DecodedCharacter& next, std::string_view bytes,
                      Charset charset) {
  if (next.character == '\t') {
    text += ' ';
    return;
  }
  if (next.valid && charset == Charset::unicode && !is_control(next.character)) {
    text += bytes;
    return;
  }
  const auto* stand_in =
      std::find_if(kStandIns.begin(), kStandIns.end(),
                   [&](const StandIn& entry) { return entry.character == next.character; });
  if (next.valid && charset == Charset::ascii && stand_in != kStandIns.end()) {
    text += stand_in->ascii;
  } else {
    text += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(next.character));
  }
}

}  // namespace

DecodedCharacter decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const size_t length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  char32_t character = length == 2 ? lead & 0x1fu : length == 3 ? lead & 0x0fu : lead & 0x07u;
  bool valid = length != 0 && length <= text.size();
  for (size_t i = 1; valid && i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    valid = (next & 0xc0u) == 0x80u;
    character = character << 6 | (next & 0x3fu);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  valid = valid && character >= kLeast[length] && character <= 0x10ffff &&
          (character < 0xd800 || character > 0xdfff);
  if (!valid) return {lead, 1, false};
  return {character, length, true};
}

bool is_control(char32_t character) {
  if (character >= ' ' && character < 0x7f) return false;
  // The last two of every plane are no characters at all.
  return contains(kControls, character) || (character & 0xfffe) == 0xfffe;
}

std::string printable(std::string_view utf8, Charset charset) {
  std::string text;
  append_printable(text, utf8, charset);
  return text;
}

void append_printable(std::string& text, std::string_view utf8, Charset charset) {
  while (!utf8.empty()) {
    const auto plain = std::find_if_not(utf8.begin(), utf8.end(), is_plain);
    text.append(utf8.begin(), plain);
    utf8.remove_prefix(static_cast<size_t>(plain - utf8.begin()));
    if (utf8.empty()) return;
    const DecodedCharacter next = decode(utf8);
    append_character(text, next, utf8.substr(0, next.length), charset);
    utf8.remove_prefix(next.length);
  }
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string with_plain_spaces(std::string text) {
  size_t end = std::min(text.find(kNoBreakSpace), text.size());
  for (size_t at = end; at < text.size(); ++end) {
    const bool is_space = text.compare(at, kNoBreakSpace.size(), kNoBreakSpace) == 0;
    text[end] = is_space ? ' ' : text[at];
    at += is_space ? kNoBreakSpace.size() : 1;
  }
  text.resize(end);
  return text;
}

size_t width(std::string_view utf8) {
  size_t columns = 0;
  while (!utf8.empty()) {
    const char first = utf8[0];
    if (first >= ' ' && first < 0x7f) {  // as nearly all are
      utf8.remove_prefix(1);
      ++columns;
      continue;
    }
    const auto [character, length, valid] = decode(utf8);
    utf8.remove_prefix(length);
    if (contains(kZeroWidth, character)) continue;
    columns += contains(kWide, character) ? 2 : 1;
  }
  return columns;
}

}  // namespace cnnsolve
