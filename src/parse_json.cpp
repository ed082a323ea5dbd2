#include "parse_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "forms.h"
#include "input_error.h"

namespace cnnsolve {
namespace {

constexpr size_t kDeepest = 64;
constexpr size_t kMostValues = size_t{1} << 21;

/// "3:14" for the byte that is the `offset`-th, counted from 1.
std::string position(std::string_view text, size_t offset, const std::string& source) {
  const std::string_view before = text.substr(0, offset == 0 ? 0 : offset - 1);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const size_t line_start = before.rfind('\n') + 1;
  // Columns are characters, so the bytes that continue one aren't counted.
  const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start),
                                        before.end(), [](char c) { return (c & 0xc0) != 0x80; });
  return source.empty() ? fmt::format("column {}", column)
                        : fmt::format("{}:{}:{}", source, line, column);
}

constexpr std::string_view kExpected = "; expected ";

/// What nlohmann's message says at its end is wanted; empty where it doesn't. What was read last
/// stands before it, and may have any words in it.
std::string_view wanted_in(std::string_view message) {
  const size_t at = message.rfind(kExpected);
  if (at == std::string_view::npos) return {};
  const std::string_view wanted = message.substr(at + kExpected.size());
  const bool is_token = wanted.starts_with('\'') || wanted == "string literal" ||
                        wanted == "end of input" || wanted.ends_with(" literal");
  return is_token ? wanted : std::string_view();
}

/// Whether an odd number of backslashes stands before.
bool is_escaped(std::string_view text, size_t i) {
  size_t first = i;
  while (first > 0 && text[first - 1] == '\\') --first;
  return (i - first) % 2 == 1;
}

/// What stands where the `offset`-th byte is, counted from 1: a text in its quotes, a word or a
/// number, or else a single byte.
std::string_view found_at(std::string_view text, size_t offset) {
  if (offset == 0 || offset > text.size()) return {};
  size_t first = offset - 1, last = first;
  if (static_cast<unsigned char>(text[first]) < ' ') return {};  // the message is a line
  if (text[last] == '"') {
    while (first > 0 && (text[first - 1] != '"' || is_escaped(text, first - 1))) --first;
    return text.substr(first == 0 ? last : first - 1, first == 0 ? 1 : last - first + 2);
  }
  const auto is_of_word = [&](size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' ||
           c == '-' || c == '.' || c == '_';
  };
  if (static_cast<unsigned char>(text[first]) >= 0x80) return {};
  if (!is_of_word(first)) return text.substr(first, 1);
  while (first > 0 && is_of_word(first - 1)) --first;
  while (last + 1 < text.size() && is_of_word(last + 1)) ++last;
  return text.substr(first, last - first + 1);
}

/// The same in words: behind an item there may always be another.
std::string in_words(std::string_view wanted) {
  if (wanted == "string literal") return "a name in double quotes";
  if (wanted == "end of input") return "the end";
  return wanted == "'}'" || wanted == "']'" ? fmt::format("',' or {}", wanted)
                                            : std::string(wanted);
}

std::string shortened(std::string_view text) {
  constexpr size_t kMost = 30;
  if (text.size() <= kMost) return std::string(text);
  // Not in the middle of a character.
  size_t end = kMost;
  while (end > 0 && (text[end] & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

/// Builds the tree from nlohmann's events, which tell numbers as they were written.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view text, const std::string& source) : text_(text), source_(source) {}

  Value take() { return std::move(root_); }

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(Value::of_boolean(value)); }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& written) override { return number(written); }
  bool string(string_t& text) override { return add(Value::of_text(std::move(text))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Value::Type::object); }
  bool start_array(std::size_t) override { return open(Value::Type::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    if (!names_.back().insert(name).second) {
      throw InputError(source_.empty() ? path_to(name) : source_ + ":" + path_to(name),
                       "must be given once, but stands here twice");
    }
    open_.back()->members.emplace_back(std::move(name), Value{});
    return true;
  }

  bool parse_error(std::size_t offset, const std::string&,
                   const nlohmann::json::exception& error) override {
    const std::string_view whole_message = error.what();
    // What was read last is the user's, and may hold any words.
    const size_t last_read = whole_message.find("last read: '");
    const std::string_view message = whole_message.substr(0, last_read);
    const std::string_view wanted = wanted_in(whole_message);
    std::string what = "is not JSON";
    if (message.find("number overflow") != std::string_view::npos) {
      what = "must be a number within the range of doubles; write a larger one as a string";
    } else if (message.find("unexpected end of input") != std::string_view::npos) {
      what += ": it ends too early";
    } else if (message.find("UTF-8") != std::string_view::npos) {
      what += ": text must be UTF-8";
    } else if (const auto found = found_at(text_, offset); !found.empty()) {
      what += fmt::format(" at '{}'", shortened(found));
    }
    if (!wanted.empty()) what += fmt::format(", where {} is wanted", in_words(wanted));
    throw InputError(position(text_, offset, source_), what);
  }

 private:
  bool number(std::string text) {
    Value value;
    value.type = Value::Type::number;
    value.text = std::move(text);
    return add(std::move(value));
  }

  /// Puts the value where the document has come to, and returns true, as nlohmann's events do.
  bool add(Value value) {
    place(std::move(value));
    return true;
  }

  Value* place(Value value) {
    if (++values_ > kMostValues) {
      throw InputError(source_.empty() ? "/" : source_,
                       fmt::format("must not hold more than {} values, but for a matrix of plain "
                                   "decimals with --detail answers --format json",
                                   kMostValues));
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Value& parent = *open_.back();
    if (parent.type == Value::Type::array) {
      parent.items.push_back(std::move(value));
      return &parent.items.back();
    }
    parent.members.back().second = std::move(value);
    return &parent.members.back().second;
  }

  bool open(Value::Type type) {
    if (open_.size() == kDeepest) {
      throw InputError(source_.empty() ? "/" : source_,
                       fmt::format("must not be nested more than {} levels deep", kDeepest));
    }
    Value value;
    value.type = type;
    // Only the last child of each open value grows, so these pointers stay good.
    open_.push_back(place(std::move(value)));
    names_.emplace_back();
    return true;
  }

  bool close() {
    open_.pop_back();
    names_.pop_back();
    return true;
  }

  std::string path_to(const std::string& name) const {
    std::string path;
    for (const Value* value : open_) {
      if (value == open_.back()) break;
      path +=
          "/" + (value->type == Value::Type::array ? std::to_string(value->items.size() - 1)
                                                   : pointer_token(value->members.back().first));
    }
    return path + "/" + pointer_token(name);
  }

  std::string_view text_;
  const std::string& source_;
  Value root_;
  size_t values_ = 0;
  std::vector<Value*> open_;
  std::vector<std::set<std::string>> names_;  ///< of each open value's members
};

}  // namespace

Value parse_json(std::string_view text, const std::string& source) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw InputError(source.empty() ? "/" : source, "is empty, where JSON is wanted");
  }
  Builder builder(text, source);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

}  // namespace cnnsolve
