// JSON as text. nlohmann_json can't write whole numbers beyond 64 bits in full, and results here
// have any size, so numbers are written as given.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cnnsolve {

/// How many bytes from the beginning on stand in a string of JSON as they are: ASCII but quotes,
/// backslashes and control characters.
size_t plain_json_length(std::string_view text);

/// Writes one JSON value from its parts, in order. Keys and values alternate inside an object.
class JsonWriter {
 public:
  enum class Layout : unsigned char { compact, indented };

  /// Takes the text in pieces, as it grows.
  using Sink = std::function<void(std::string_view)>;

  /// `ascii`: other characters are written as escapes. Without a sink all text is kept.
  explicit JsonWriter(Layout layout, bool ascii = false, Sink sink = {})
      : indented_(layout == Layout::indented), ascii_(ascii), sink_(std::move(sink)) {}

  /// `flat` keeps an object or array on one line however it is laid out.
  void open_object(bool flat = false) { open('{', flat); }
  void close_object() { close('}'); }
  void open_array(bool flat = false) { open('[', flat); }
  void close_array() { close(']'); }
  void key(std::string_view name);
  /// One of the program's own words, in which nothing needs an escape.
  void own_key(std::string_view name);
  void string(std::string_view utf8);
  /// One of the program's own words.
  void own_string(std::string_view word);
  void whole(std::int64_t number);
  /// A number, true, false or null, or any text that is already in JSON's spelling.
  void literal(std::string_view text);

  /// A line end behind the value.
  void end_line() { text_.push_back('\n'); }
  /// The value with a line end behind it.
  std::string as_line() {
    end_line();
    return std::string(text());
  }

  /// What is written so far, but for what a sink took.
  std::string_view text() const { return {text_.data(), text_.size()}; }
  /// A new beginning in the same memory, after a whole value.
  void clear() {
    text_.clear();
    place_ = Place::beginning;
  }

 private:
  /// Where in an object, an array or the whole the next key or value will stand.
  enum class Place : unsigned char { beginning, after_key, after_value };

  /// Of text that a sink takes, so that what is kept stays short.
  static constexpr size_t kPieceBytes = size_t{64} * 1024;

  void open(char bracket, bool flat);
  void close(char bracket);
  void begin_value();
  /// Where the next key or value stands, in its line.
  void begin_place();
  void end_key();
  void add(std::string_view text);
  /// Where so many more bytes can be written, which aren't counted yet.
  char* room_for(size_t bytes) {
    text_.try_reserve(text_.size() + bytes);
    return text_.data() + text_.size();
  }
  void hand_on();
  void new_line();
  void quoted(std::string_view utf8);
  /// How many bytes from the beginning on need no escape.
  size_t length_as_it_is(std::string_view utf8) const;
  bool is_flat() const { return !is_flat_.empty() && is_flat_.back(); }

  bool indented_;
  bool ascii_;
  Sink sink_;
  Place place_ = Place::beginning;
  std::vector<bool> is_flat_;  ///< of each open object and array, where they are laid out
  fmt::memory_buffer text_;
};

}  // namespace cnnsolve
