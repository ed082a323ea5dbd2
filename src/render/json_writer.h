// JSON as text. nlohmann_json can't write whole numbers beyond 64 bits in full, and results here
// have any size, so numbers are written as given.
#pragma once

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
  /// A number, true, false or null, or any text that is already in JSON's spelling.
  void literal(std::string_view text);

  /// A line end behind the value.
  void end_line() { text_ += '\n'; }

  std::string take() { return std::move(text_); }

  /// What is written so far, and a new beginning in the same memory.
  std::string_view text() const { return text_; }
  void clear() { text_.clear(); }

 private:
  struct Level {
    bool flat;
    bool empty = true;
  };

  /// Of text that a sink takes, so that what is kept stays short.
  static constexpr size_t kPieceBytes = size_t{64} * 1024;

  void open(char bracket, bool flat);
  void close(char bracket);
  void begin_value();
  void end_key();
  void hand_on();
  void new_line();
  void quoted(std::string_view utf8);

  bool indented_;
  bool ascii_;
  Sink sink_;
  bool after_key_ = false;
  std::vector<Level> levels_;
  std::string text_;
};

}  // namespace cnnsolve
