#include "render/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "eight_bytes.h"
#include "render/charset.h"

namespace cnnsolve {
namespace {

/// Whether a byte stands in a string as it is, by its value. A table, since most of all output
/// passes through it.
constexpr auto kIsPlain = [] {
  std::array<bool, 256> table = {};
  for (size_t c = ' '; c < 0x7f; ++c) table[c] = c != '"' && c != '\\';
  return table;
}();

}  // namespace

size_t plain_json_length(std::string_view text) {
  size_t length = length_before(text, [](const EightBytes& bytes) {
    return bytes.marks_of('"') | bytes.marks_of('\\') | bytes.marks_of_unprintable();
  });
  while (length < text.size() && kIsPlain[static_cast<unsigned char>(text[length])]) ++length;
  return length;
}

void JsonWriter::new_line() {
  if (!indented_ || levels_.back().flat) return;
  text_ += '\n';
  text_.append(2 * levels_.size(), ' ');
}

void JsonWriter::hand_on() {
  sink_(text_);
  text_.clear();
}

void JsonWriter::begin_value() {
  if (text_.size() >= kPieceBytes && sink_) hand_on();
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  if (!levels_.back().empty) {
    text_ += indented_ && levels_.back().flat ? ", " : ",";
  }
  levels_.back().empty = false;
  new_line();
}

void JsonWriter::open(char bracket, bool flat) {
  begin_value();
  text_ += bracket;
  levels_.push_back({flat || (!levels_.empty() && levels_.back().flat)});
}

void JsonWriter::close(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (indented_ && !level.flat && !level.empty) {
    text_ += '\n';
    text_.append(2 * levels_.size(), ' ');
  }
  text_ += bracket;
}

void JsonWriter::key(std::string_view name) {
  begin_value();
  quoted(name);
  end_key();
}

void JsonWriter::own_key(std::string_view name) {
  begin_value();
  text_ += '"';
  text_ += name;
  text_ += '"';
  end_key();
}

void JsonWriter::end_key() {
  text_ += indented_ ? ": " : ":";
  after_key_ = true;
}

void JsonWriter::string(std::string_view utf8) {
  begin_value();
  quoted(utf8);
}

void JsonWriter::literal(std::string_view text) {
  begin_value();
  text_ += text;
}

void JsonWriter::quoted(std::string_view utf8) {
  text_ += '"';
  while (!utf8.empty()) {
    const size_t plain = plain_json_length(utf8);
    text_ += utf8.substr(0, plain);
    utf8.remove_prefix(plain);
    if (utf8.empty()) break;
    const auto [character, length, valid] = decode(utf8);
    const std::string_view bytes = utf8.substr(0, length);
    utf8.remove_prefix(bytes.size());
    if (!valid) {
      text_ += "\\ufffd";
    } else if (character == '"' || character == '\\') {
      text_ += '\\';
      text_ += bytes;
    } else if (character == '\n') {
      text_ += "\\n";
    } else if (character >= 0x10000 && ascii_) {
      const auto offset = static_cast<std::uint32_t>(character) - 0x10000;
      text_ +=
          fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff));
    } else if (is_control(character) || (character > 0x7f && ascii_)) {
      text_ += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(character));
    } else {
      text_ += bytes;
    }
  }
  text_ += '"';
}

}  // namespace cnnsolve
