// JSON as text. nlohmann_json can't write whole numbers beyond 64 bits in full, and results here
// have any size, so numbers are written as given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cnnsolve {

/// Writes one JSON value from its parts, in order. Keys and values alternate inside an object.
class JsonWriter {
 public:
  enum class Layout : unsigned char { compact, indented };

  /// `ascii`: other characters are written as escapes.
  explicit JsonWriter(Layout layout, bool ascii = false)
      : indented_(layout == Layout::indented), ascii_(ascii) {}

  /// `flat` keeps an object or array on one line however it is laid out.
  void open_object(bool flat = false) { open('{', flat); }
  void close_object() { close('}'); }
  void open_array(bool flat = false) { open('[', flat); }
  void close_array() { close(']'); }
  void key(std::string_view name);
  void string(std::string_view utf8);
  /// A number, true, false or null, already in JSON's spelling.
  void literal(std::string_view text);

  std::string take() { return std::move(text_); }

  /// What is written so far, and a new beginning in the same memory.
  std::string_view text() const { return text_; }
  void clear() { text_.clear(); }

 private:
  struct Level {
    bool flat;
    bool empty = true;
  };

  void open(char bracket, bool flat);
  void close(char bracket);
  void begin_value();
  void new_line();
  void quoted(std::string_view utf8);

  bool indented_;
  bool ascii_;
  bool after_key_ = false;
  std::vector<Level> levels_;
  std::string text_;
};

}  // namespace cnnsolve
