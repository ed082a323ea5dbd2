#include "quick_json.h"

#include <algorithm>

#include "eight_bytes.h"
#include "math/read_number.h"
#include "render/charset.h"
#include "render/json_writer.h"

namespace cnnsolve {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The length of the string that `json` begins with, quotes included; 0 where it isn't plain.
size_t string_length(std::string_view json) {
  if (!json.starts_with('"')) return 0;
  for (size_t i = 1; i < json.size();) {
    i += plain_json_length(json.substr(i));
    if (i == json.size()) return 0;
    if (json[i] == '"') return i + 1;
    const DecodedCharacter decoded = decode(json.substr(i));
    if (decoded.character < 0x80 || !decoded.valid) return 0;
    i += decoded.length;
  }
  return 0;
}

/// This bit is all that tells a square bracket from a curly one.
constexpr char kCurly = '[' ^ '{';

bool is_structure(char c) { return c == '"' || (c | kCurly) == '{' || (c | kCurly) == '}'; }

/// How far it is to the next quote or bracket.
size_t to_structure(std::string_view json) {
  size_t length = length_before(json, [](const EightBytes& bytes) {
    return bytes.marks_of('"') | bytes.marks_of_either('{', kCurly) |
           bytes.marks_of_either('}', kCurly);
  });
  while (length < json.size() && !is_structure(json[length])) ++length;
  return length;
}

/// The length of the value in brackets that `json` begins with; 0 where it isn't plain. Only
/// strings and brackets in it are looked at.
size_t bracketed_length(std::string_view json) {
  size_t level = 0;
  for (size_t i = 0; i < json.size();) {
    if (json[i] == '"') {
      const size_t length = string_length(json.substr(i));
      if (length == 0) return 0;
      i += length;
    } else {
      const bool opens = json[i] == '[' || json[i] == '{';
      ++i;
      if (opens) {
        ++level;
      } else if (--level == 0) {
        return i;
      }
    }
    i += to_structure(json.substr(i));
  }
  return 0;
}

/// The length of the value that `json` begins with; 0 where it isn't plain.
size_t value_length(std::string_view json) {
  if (json.starts_with('"')) return string_length(json);
  if (json.starts_with('[') || json.starts_with('{')) return bracketed_length(json);
  const auto ends = [](char c) { return c == ',' || c == '}' || c == ']' || is_space(c); };
  return static_cast<size_t>(std::find_if(json.begin(), json.end(), ends) - json.begin());
}

/// Walks along a text.
class Cursor {
 public:
  explicit Cursor(std::string_view json) : rest_(json) {}

  bool take(char c) {
    skip_space();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// The value that stands here; empty where it isn't plain.
  std::string_view value() {
    skip_space();
    const std::string_view value = rest_.substr(0, value_length(rest_));
    rest_.remove_prefix(value.size());
    return value;
  }
  /// What stands between the quotes of the string that is here; nothing where none plain is.
  std::optional<std::string_view> string() {
    skip_space();
    const size_t length = string_length(rest_);
    if (length == 0) return std::nullopt;
    const std::string_view content = rest_.substr(1, length - 2);
    rest_.remove_prefix(length);
    return content;
  }
  bool at_end() {
    skip_space();
    return rest_.empty();
  }

 private:
  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

/// Calls `item` until the closing bracket; it returns whether all is well.
template <class Item>
bool take_items(Cursor& cursor, char closing, const Item& item) {
  if (cursor.take(closing)) return true;
  do {
    if (!item()) return false;
  } while (cursor.take(','));
  return cursor.take(closing);
}

}  // namespace

bool QuickObject::add(std::string_view name, std::string_view value) {
  if (count_ == kMostMembers) return false;
  if (may_have(name)) {
    for (size_t i = 0; i < count_; ++i) {
      if (members_[i].name == name) return false;
    }
  }
  marks_ |= mark_of(name);
  members_[count_++] = {name, value, false};
  next_ = 0;
  return true;
}

std::optional<std::string_view> QuickObject::take(std::string_view name) {
  if (!may_have(name)) return std::nullopt;
  // Most lines have their members in the order in which they are asked for.
  for (size_t i = 0; i < count_; ++i) {
    Member& member = members_[next_];
    next_ = next_ + 1 == count_ ? 0 : next_ + 1;
    if (member.name != name) continue;
    member.is_read = true;
    return member.value;
  }
  return std::nullopt;
}

std::optional<std::string_view> QuickObject::find(std::string_view name) const {
  for (const Member& member : members()) {
    if (member.name == name) return member.value;
  }
  return std::nullopt;
}

bool QuickObject::all_read() const {
  return std::all_of(members_.begin(), members_.begin() + static_cast<std::ptrdiff_t>(count_),
                     [](const Member& member) { return member.is_read; });
}

bool split_object(std::string_view json, QuickObject& object) {
  object.clear();
  Cursor cursor(json);
  const bool is_object = cursor.take('{') && take_items(cursor, '}', [&] {
                           const auto name = cursor.string();
                           if (!name || !cursor.take(':')) return false;
                           const std::string_view value = cursor.value();
                           return !value.empty() && object.add(*name, value);
                         });
  return is_object && cursor.at_end();
}

bool split_list(std::string_view json, std::vector<std::string_view>& items) {
  items.clear();
  Cursor cursor(json);
  const bool is_list = cursor.take('[') && take_items(cursor, ']', [&] {
                         return !items.emplace_back(cursor.value()).empty();
                       });
  return is_list && cursor.at_end();
}

std::optional<std::string_view> plain_string(std::string_view value) {
  if (!value.starts_with('"')) return std::nullopt;
  return value.substr(1, value.size() - 2);
}

bool is_plain_number(std::string_view json) {
  constexpr size_t kLongest = 40;
  if (json.size() > kLongest) return false;
  if (json.starts_with('-')) json.remove_prefix(1);
  const auto whole =
      static_cast<size_t>(std::find_if_not(json.begin(), json.end(), is_digit) - json.begin());
  if (whole == 0 || (whole > 1 && json[0] == '0')) return false;
  if (whole == json.size()) return true;
  json.remove_prefix(whole + 1);
  return json.data()[-1] == '.' && !json.empty() && std::all_of(json.begin(), json.end(), is_digit);
}

std::string_view without_space(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace cnnsolve
