#include "forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "flags.h"
#include "math/read_number.h"

namespace cnnsolve {

using Type = Value::Type;

std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return token;
}

std::string Place::of(std::string_view path) const {
  if (!flags) return fmt::format("{}/{}", prefix, path);
  const size_t end = std::min(path.find('/'), path.size());
  const std::string_view field = path.substr(0, end), inside = path.substr(end);
  const std::string flag = "--" + flag_name(field);
  // A list without names in it is counted as people count; layers have names.
  const bool is_counted = !inside.empty() && field != "layers" &&
                          inside.find_first_not_of("/0123456789") == std::string_view::npos;
  if (!is_counted) return flag + std::string(inside);
  const auto number = [](std::string_view digits) { return std::stoul(std::string(digits)) + 1; };
  const size_t next = inside.find('/', 1);
  const bool is_matrix = field == "matrix";
  std::string where = fmt::format("{}, {} {}", flag, is_matrix ? "row" : "entry",
                                  number(inside.substr(1, next - 1)));
  if (next == std::string_view::npos) return where;
  return where +
         fmt::format(", {} {}", is_matrix ? "entry" : "end", number(inside.substr(next + 1)));
}

void Reader::add_mistake(std::string_view path, std::string what) {
  mistakes_.push_back({place_.of(path), std::move(what)});
}

void Reader::wrong(const std::string& path, std::string_view wanted, const Value& got,
                   std::string_view guess) {
  add_mistake(path, fmt::format("{}, got {}{}", wanted, described(got), guess));
}

void Reader::wrong_number(const std::string& path, std::string_view wanted, Value got) {
  got.type = Type::number;
  wrong(path, wanted, got);
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
  if (value.type != Type::array || value.items.empty()) {
    wrong(std::string(field.name), "must be a list with at least one entry", value);
    return false;
  }
  if (value.items.size() <= field.most_items) return true;
  add_mistake(field.name, fmt::format("must have at most {} entries, got {}", field.most_items,
                                      value.items.size()));
  return false;
}

void Reader::finish() {
  if (reads_nothing_more_) return;
  for (const auto& [name, value] : object_.members) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    std::string guess = did_you_mean(name, known_);
    // Some flags aren't called as their fields are.
    for (const std::string& field : known_) {
      if (dashed(name) == flag_name(field)) guess = suggestion(field);
    }
    add_unknown(name,
                guess.empty() ? fmt::format("; there are {}", fmt::join(known_, ", ")) : guess);
  }
}

void Reader::add_unknown(std::string_view name, const std::string& more) {
  add_mistake(pointer_token(name), "is no field here" + more);
}

void Reader::number(const Field& field, const Value& value, const std::string& path, Number& out) {
  if (value.type != Type::number && value.type != Type::string) {
    return wrong(path, "must be a number", value);
  }
  NumberReading reading = read_number(value.text);
  if (!reading.number) return wrong(path, reading.wanted, value);
  out = std::move(*reading.number);
  if (field.not_negative && out.sign() < 0) {
    wrong_number(path, "must not be negative", value);
  }
}

void Reader::whole(const Field& field, const Value& value, const std::string& path, Whole& out) {
  if (is_unknown(field, value)) {
    out = kUnknown;
    return;
  }
  if (value.type != Type::number && value.type != Type::string) {
    return wrong(path, "must be a whole number", value);
  }
  const NumberReading reading = read_number(value.text);
  if (!reading.number || !reading.number->is_integer()) {
    const bool too_long = reading.wanted.find(" at most ") != std::string::npos;
    return wrong(path, too_long ? reading.wanted : "must be a whole number", value);
  }
  if (*reading.number < field.at_least) {
    return wrong_number(path, fmt::format("must be at least {}", field.at_least), value);
  }
  if (kLargestWhole < *reading.number) {
    return wrong_number(path, fmt::format("must be at most {}", kLargestWhole), value);
  }
  out = reading.number->whole();
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
  if (value.type != Type::number && value.type != Type::string) {
    return wrong(path, "must be a whole number, or one per spatial axis", value);
  }
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

void Reader::padding(const Field& field, const Value& value, const std::string& path,
                     Padding& out) {
  out = Padding{};
  if (is_unknown(field, value)) {
    out.pairs = {{kUnknown, kUnknown}};
  } else if (value.type == Type::string && value.text == kSamePadding) {
    out.mode = Padding::Mode::same;
  } else if (value.type == Type::string && value.text == kValidPadding) {
    out.mode = Padding::Mode::valid;
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
          place_.flags ? "must be a whole number, one per axis such as 1x2, before:after such as "
                         "0:1, same or valid"
                       : "must be a whole number, one per axis, [before, after] pairs, \"same\" or "
                         "\"valid\"",
          value, did_you_mean(value.text, {std::string(kSamePadding), std::string(kValidPadding)}));
  }
}

void Reader::output(const Field& field, const Value& value, const std::string& path,
                    WantedOutput& out) {
  if (value.type == Type::string && value.text == kSameAsInput) {
    out.mode = WantedOutput::Mode::same_as_input;
    return;
  }
  if (value.type != Type::array || value.items.empty()) {
    return wrong(path,
                 place_.flags ? "must be sizes such as 15x15x28, or \"same as input\""
                              : "must be sizes such as [15, 15, 28], or \"same as input\"",
                 value);
  }
  out.mode = WantedOutput::Mode::sizes;
  sizes(field, value, path, out.sizes);
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
    number(field, points, path + "/" + pointer_token(name), out.back().second);
  }
}

void Reader::read_choice(const Field& field, std::span<const std::string_view> names, size_t& out) {
  const Value* value = find(field);
  if (!value) return;
  const ChoiceReading reading = cnnsolve::read_choice(*value, names);
  if (!reading.index) return add_mistake(field.name, reading.wanted);
  out = *reading.index;
}

}  // namespace cnnsolve
