#include "forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "flags.h"
#include "math/read_number.h"

namespace cnnsolve {
namespace {

using Type = Value::Type;

/// Insertions, deletions, changes and swaps of neighbours that turn one word into the other.
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_last, last(b.size() + 1), current(b.size() + 1);
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      current[j] =
          std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    std::swap(last, current);
  }
  return last[b.size()];
}

}  // namespace

std::string described(const Value& value) {
  constexpr size_t kMost = 40;
  switch (value.type) {
    case Type::null:
      return "null";
    case Type::boolean:
      return value.boolean ? "true" : "false";
    case Type::number:
      return value.text;
    case Type::string:
      return value.text.size() <= kMost ? "\"" + value.text + "\"" : "a longer text";
    case Type::array:
      return value.items.empty() ? "an empty list" : "a list";
    case Type::object:
      return "an object";
  }
  return {};
}

std::string one_of(const std::vector<std::string>& names) {
  std::string text = names[0];
  for (size_t i = 1; i < names.size(); ++i) {
    text += (i + 1 == names.size() ? " or " : ", ") + names[i];
  }
  return text;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& names) {
  constexpr size_t kLongestName = 40;
  if (name.size() > kLongestName) return "";
  const std::string* best = nullptr;
  size_t least = std::min<size_t>(3, (name.size() + 2) / 2);
  for (const std::string& candidate : names) {
    const size_t distance = edit_distance(name, candidate);
    if (distance < least) {
      least = distance;
      best = &candidate;
    }
  }
  return best ? fmt::format("; did you mean \"{}\"?", *best) : "";
}

std::string Place::of(std::string_view path) const {
  if (!flags) return fmt::format("{}/{}", prefix, path);
  const size_t end = std::min(path.find('/'), path.size());
  return "--" + flag_name(path.substr(0, end)) + std::string(path.substr(end));
}

void Reader::add_mistake(std::string_view path, std::string what) {
  mistakes_.push_back({place_.of(path), std::move(what)});
}

void Reader::wrong(const std::string& path, std::string_view wanted, const Value& got) {
  add_mistake(path, fmt::format("{}, got {}", wanted, described(got)));
}

const Value* Reader::find(const Field& field) {
  known_.emplace_back(field.name);
  const Value* value = object_.member(field.name);
  if (!value && field.required) add_mistake(field.name, fmt::format("is missing: {}", field.help));
  return value;
}

bool Reader::expect_object() {
  if (object_.type == Type::object) return true;
  const bool root = place_.prefix.empty() || place_.prefix.ends_with(':');
  mistakes_.push_back(
      {place_.prefix + (root ? "/" : ""), "must be an object, got " + described(object_)});
  return false;
}

bool Reader::expect_list(const Field& field, const Value& value) {
  if (value.type == Type::array && !value.items.empty()) return true;
  wrong(std::string(field.name), "must be a list with at least one entry", value);
  return false;
}

void Reader::finish() {
  for (const auto& [name, value] : object_.members) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    std::string what = "is no field here";
    const std::string guess = did_you_mean(name, known_);
    add_mistake(name, guess.empty() ? fmt::format("{}; there are {}", what, fmt::join(known_, ", "))
                                    : what + guess);
  }
}

void Reader::number(const Field& field, const Value& value, const std::string& path, Number& out) {
  if (value.type != Type::number && value.type != Type::string) {
    return wrong(path, "must be a number", value);
  }
  NumberReading reading = read_number(value.text);
  if (!reading.number) return wrong(path, reading.wanted, value);
  out = std::move(*reading.number);
  if (field.not_negative && out.sign() < 0) {
    add_mistake(path, fmt::format("must not be negative, got {}", value.text));
  }
}

void Reader::whole(const Field& field, const Value& value, const std::string& path, Whole& out) {
  if (value.type != Type::number && value.type != Type::string) {
    return wrong(path, "must be a whole number", value);
  }
  const NumberReading reading = read_number(value.text);
  if (!reading.number || !reading.number->is_integer()) {
    return wrong(path, "must be a whole number", value);
  }
  if (*reading.number < field.at_least) {
    return add_mistake(path,
                       fmt::format("must be at least {}, got {}", field.at_least, value.text));
  }
  if (kLargestWhole < *reading.number) {
    return add_mistake(path, fmt::format("must be at most {}, got {}", kLargestWhole, value.text));
  }
  out = reading.number->rational_part().get_num().get_si();
}

void Reader::field(const Field& field, std::optional<Whole>& out) {
  Whole value = 0;
  const size_t before = mistakes_.size();
  if (!object_.member(field.name)) return skip(field.name);
  this->field(field, value);
  if (mistakes_.size() == before) out = value;
}

void Reader::field(const Field& field, std::optional<Number>& out) {
  if (const Value* value = find(field)) {
    number(field, *value, std::string(field.name), out.emplace());
  }
}

void Reader::field(const Field& field, std::optional<std::vector<Number>>& out) {
  if (const Value* value = find(field)) {
    numbers(field, *value, std::string(field.name), out.emplace());
  }
}

void Reader::sizes(const Field& field, const Value& value, const std::string& path,
                   std::vector<Whole>& out) {
  if (value.type != Type::array || value.items.empty()) {
    return wrong(path,
                 place_.flags ? "must be sizes such as 15x15x3"
                              : "must be a list of sizes such as [15, 15, 3]",
                 value);
  }
  out.assign(value.items.size(), 1);
  for (size_t i = 0; i < value.items.size(); ++i) {
    whole(field, value.items[i], fmt::format("{}/{}", path, i), out[i]);
  }
}

void Reader::per_axis(const Field& field, const Value& value, const std::string& path,
                      PerAxis& out) {
  if (value.type == Type::array && !value.items.empty()) {
    return sizes(field, value, path, out.values);
  }
  if (value.type == Type::array)
    return wrong(path, "must be a number, or one per spatial axis", value);
  Whole one = 1;
  whole(field, value, path, one);
  out.values = {one};
}

void Reader::padding_pair(const Field& field, const Value& value, const std::string& path,
                          std::array<Whole, 2>& out) {
  if (value.type != Type::array) {
    whole(field, value, path, out[0]);
    out[1] = out[0];
  } else if (value.items.size() != 2) {
    add_mistake(path,
                fmt::format("must be two numbers, before and after, got {}", value.items.size()));
  } else {
    for (size_t end = 0; end < 2; ++end) {
      whole(field, value.items[end], fmt::format("{}/{}", path, end), out[end]);
    }
  }
}

void Reader::padding(const Field& stated, const Value& value, const std::string& path,
                     Padding& out) {
  Field field = stated;
  field.at_least = 0;
  out = Padding{};
  if (value.type == Type::string && (value.text == "same" || value.text == "valid")) {
    out.mode = value.text == "same" ? Padding::Mode::same : Padding::Mode::valid;
  } else if (value.type == Type::array && !value.items.empty()) {
    out.pairs.resize(value.items.size());
    for (size_t i = 0; i < value.items.size(); ++i) {
      padding_pair(field, value.items[i], fmt::format("{}/{}", path, i), out.pairs[i]);
    }
  } else if (value.type == Type::number ||
             (value.type == Type::string && read_number(value.text).number)) {
    padding_pair(field, value, path, out.pairs[0]);
  } else {
    wrong(path,
          "must be a whole number, one per axis, [before, after] pairs, \"same\" or \"valid\"",
          value);
  }
}

void Reader::boolean(const Field&, const Value& value, const std::string& path, bool& out) {
  if (value.type != Type::boolean) return wrong(path, "must be true or false", value);
  out = value.boolean;
}

void Reader::text(const Field&, const Value& value, const std::string& path, std::string& out) {
  if (value.type != Type::string) return wrong(path, "must be text", value);
  out = value.text;
}

void Reader::numbers(const Field& field, const Value& value, const std::string& path,
                     std::vector<Number>& out) {
  if (value.type != Type::array || value.items.empty()) {
    return wrong(path, "must be a list of numbers", value);
  }
  out.resize(value.items.size());
  for (size_t i = 0; i < value.items.size(); ++i) {
    number(field, value.items[i], fmt::format("{}/{}", path, i), out[i]);
  }
}

void Reader::matrix(const Field& field, const Value& value, const std::string& path,
                    Matrix<Number>& out) {
  if (value.type != Type::array || value.items.empty()) {
    return wrong(path, "must be a list of rows, each a list of numbers", value);
  }
  std::vector<std::vector<Number>> rows(value.items.size());
  for (size_t r = 0; r < rows.size(); ++r) {
    const std::string row_path = fmt::format("{}/{}", path, r);
    numbers(field, value.items[r], row_path, rows[r]);
    if (!rows[r].empty() && !rows[0].empty() && rows[r].size() != rows[0].size()) {
      add_mistake(row_path, fmt::format("must have as many numbers as the first row ({}), got {}",
                                        rows[0].size(), rows[r].size()));
      return;
    }
  }
  out = Matrix<Number>(rows.size(), rows[0].size());
  out.entries.clear();
  for (std::vector<Number>& row : rows) {
    std::move(row.begin(), row.end(), std::back_inserter(out.entries));
  }
}

void Reader::named_numbers(const Field& field, const Value& value, const std::string& path,
                           std::vector<std::pair<std::string, Number>>& out) {
  if (value.type != Type::object) {
    return wrong(path, "must be an object of answer names and numbers", value);
  }
  for (const auto& [name, points] : value.members) {
    out.emplace_back(name, 0);
    number(field, points, path + "/" + name, out.back().second);
  }
}

void Reader::read_choice(const Field& field, std::span<const std::string_view> names, size_t& out) {
  const Value* value = find(field);
  if (!value) return;
  const auto name = std::find(names.begin(), names.end(), value->text);
  if (value->type != Type::string || name == names.end()) {
    return wrong(std::string(field.name), fmt::format("must be {}", fmt::join(names, " or ")),
                 *value);
  }
  out = static_cast<size_t>(name - names.begin());
}

}  // namespace cnnsolve
