#include "quick_json.h"

#include <algorithm>

#include "eight_bytes.h"
#include "math/read_number.h"
#include "render/charset.h"
#include "render/json_writer.h"

namespace cnnsolve {
namespace {

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

/// This bit is all that tells a square bracket from a curly one.
constexpr char kCurly = '[' ^ '{';

bool is_structure(char c) { return c == '"' || (c | kCurly) == '{' || (c | kCurly) == '}'; }

/// Walks along a text. What isn't plain it doesn't take.
class Cursor {
 public:
  explicit Cursor(std::string_view json) : at_(json.data()), end_(at_ + json.size()) {}

  bool take(char c) {
    skip_space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  /// The value that stands here; empty where it isn't plain.
  std::string_view value() {
    skip_space();
    const char* const first = at_;
    if (!pass_value()) return {};
    return {first, static_cast<size_t>(at_ - first)};
  }
  /// What stands between the quotes of the string that is here; nothing where none plain is.
  std::optional<std::string_view> string() {
    skip_space();
    const char* const first = at_;
    if (!pass_string()) return std::nullopt;
    return std::string_view(first + 1, static_cast<size_t>(at_ - first) - 2);
  }
  bool at_end() {
    skip_space();
    return at_ == end_;
  }
  /// Behind what was taken last.
  const char* here() const { return at_; }
  /// Whether that stands next; white space before it is taken.
  bool is_at(char c) {
    skip_space();
    return at_ != end_ && *at_ == c;
  }

 private:
  std::string_view rest() const { return {at_, static_cast<size_t>(end_ - at_)}; }

  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  bool pass_value() {
    if (at_ == end_) return false;
    if (*at_ == '"') return pass_string();
    if (*at_ == '[' || *at_ == '{') return pass_brackets();
    const auto ends = [](char c) { return c == ',' || c == '}' || c == ']' || is_space(c); };
    while (at_ != end_ && !ends(*at_)) ++at_;
    return true;
  }

  bool pass_string() {
    if (at_ == end_ || *at_ != '"') return false;
    ++at_;
    while (at_ != end_) {
      at_ += plain_json_length(rest());
      if (at_ == end_) return false;
      if (*at_ == '"') {
        ++at_;
        return true;
      }
      const DecodedCharacter decoded = decode(rest());
      if (decoded.character < 0x80 || !decoded.valid) return false;
      at_ += decoded.length;
    }
    return false;
  }

  /// Only strings and brackets in it are looked at.
  bool pass_brackets() {
    size_t level = 0;
    while (at_ != end_) {
      if (*at_ == '"') {
        if (!pass_string()) return false;
      } else {
        const bool opens = *at_ == '[' || *at_ == '{';
        ++at_;
        if (opens) {
          ++level;
        } else if (--level == 0) {
          return true;
        }
      }
      pass_to_structure();
    }
    return false;
  }

  /// To the next quote or bracket.
  void pass_to_structure() {
    at_ += length_before(rest(), [](const EightBytes& bytes) {
      return bytes.marks_of('"') | bytes.marks_of_either('{', kCurly) |
             bytes.marks_of_either('}', kCurly);
    });
    while (at_ != end_ && !is_structure(*at_)) ++at_;
  }

  const char* at_;
  const char* end_;
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

bool take_object(Cursor& cursor, QuickObject& object, std::initializer_list<InnerObject> inner) {
  object.clear();
  const auto take_value = [&](std::string_view name) -> std::string_view {
    for (const InnerObject& each : inner) {
      if (each.name != name || !cursor.is_at('{')) continue;
      const char* const first = cursor.here();
      if (!take_object(cursor, each.members, {})) return {};
      return {first, static_cast<size_t>(cursor.here() - first)};
    }
    return cursor.value();
  };
  return cursor.take('{') && take_items(cursor, '}', [&] {
           const auto name = cursor.string();
           if (!name || !cursor.take(':')) return false;
           const std::string_view value = take_value(*name);
           return !value.empty() && object.add(*name, value);
         });
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
  const auto found = std::find_if(members().begin(), members().end(),
                                  [&](const Member& member) { return member.name == name; });
  return found == members().end() ? std::nullopt : std::optional(found->value);
}

bool QuickObject::all_read() const {
  return std::all_of(members_.begin(), members_.begin() + static_cast<std::ptrdiff_t>(count_),
                     [](const Member& member) { return member.is_read; });
}

bool split_object(std::string_view json, QuickObject& object,
                  std::initializer_list<InnerObject> inner) {
  Cursor cursor(json);
  return take_object(cursor, object, inner) && cursor.at_end();
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
