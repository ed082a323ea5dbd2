#include "render/json_writer.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>

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

void JsonWriter::add(std::string_view text) {
  text.copy(room_for(text.size()), text.size());
  text_.try_resize(text_.size() + text.size());
}

void JsonWriter::new_line() {
  text_.push_back('\n');
  for (size_t i = 0; i < is_flat_.size(); ++i) add("  ");
}

void JsonWriter::hand_on() {
  sink_(text());
  text_.clear();
}

void JsonWriter::begin_value() {
  if (text_.size() >= kPieceBytes && sink_) hand_on();
  if (place_ == Place::after_value) text_.push_back(',');
  if (indented_) begin_place();
  place_ = Place::after_value;
}

void JsonWriter::begin_place() {
  if (is_flat_.empty() || place_ == Place::after_key) return;
  if (!is_flat()) {
    new_line();
  } else if (place_ == Place::after_value) {
    text_.push_back(' ');
  }
}

void JsonWriter::open(char bracket, bool flat) {
  begin_value();
  text_.push_back(bracket);
  place_ = Place::beginning;
  if (indented_) is_flat_.push_back(flat || is_flat());
}

void JsonWriter::close(char bracket) {
  if (indented_) {
    const bool was_flat = is_flat();
    is_flat_.pop_back();
    if (!was_flat && place_ == Place::after_value) new_line();
  }
  text_.push_back(bracket);
  place_ = Place::after_value;
}

void JsonWriter::key(std::string_view name) {
  begin_value();
  quoted(name);
  text_.push_back(':');
  end_key();
}

void JsonWriter::own_key(std::string_view name) {
  own_string(name);
  text_.push_back(':');
  end_key();
}

void JsonWriter::end_key() {
  if (indented_) text_.push_back(' ');
  place_ = Place::after_key;
}

void JsonWriter::own_string(std::string_view word) {
  begin_value();
  char* const end = room_for(word.size() + 2);
  *end = '"';
  word.copy(end + 1, word.size());
  end[word.size() + 1] = '"';
  text_.try_resize(text_.size() + word.size() + 2);
}

void JsonWriter::string(std::string_view utf8) {
  begin_value();
  quoted(utf8);
}

void JsonWriter::whole(std::int64_t number) {
  begin_value();
  constexpr size_t kMostDigits = 20;
  char* const end = fmt::format_to(room_for(kMostDigits), FMT_COMPILE("{}"), number);
  text_.try_resize(static_cast<size_t>(end - text_.data()));
}

void JsonWriter::literal(std::string_view text) {
  begin_value();
  add(text);
}

size_t JsonWriter::length_as_it_is(std::string_view utf8) const {
  size_t length = plain_json_length(utf8);
  // A run of characters beyond ASCII is added at once with what stands round it.
  while (!ascii_ && length < utf8.size()) {
    const DecodedCharacter next = decode(utf8.substr(length));
    if (!next.valid || next.character < 0x80 || is_control(next.character)) break;
    length += next.length;
    length += plain_json_length(utf8.substr(length));
  }
  return length;
}

void JsonWriter::quoted(std::string_view utf8) {
  text_.push_back('"');
  for (;;) {
    const size_t plain = length_as_it_is(utf8);
    add(utf8.substr(0, plain));
    utf8.remove_prefix(plain);
    if (utf8.empty()) break;
    const auto [character, length, valid] = decode(utf8);
    const std::string_view bytes = utf8.substr(0, length);
    utf8.remove_prefix(bytes.size());
    if (!valid) {
      add("\\ufffd");
    } else if (character == '"' || character == '\\') {
      text_.push_back('\\');
      add(bytes);
    } else if (character == '\n') {
      add("\\n");
    } else if (character >= 0x10000 && ascii_) {
      const auto offset = static_cast<std::uint32_t>(character) - 0x10000;
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}\\u{:04x}", 0xd800 + (offset >> 10),
                     0xdc00 + (offset & 0x3ff));
    } else if (is_control(character) || (character > 0x7f && ascii_)) {
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", static_cast<std::uint32_t>(character));
    } else {
      add(bytes);
    }
  }
  text_.push_back('"');
}

}  // namespace cnnsolve
