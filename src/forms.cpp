#include "forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "math/read_number.h"

namespace cnnsolve {
namespace {

using Type = Value::Type;

/// What was found, as a message says it.
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
      return "a list";
    case Type::object:
      return "an object";
  }
  return {};
}

/// Insertions, deletions, changes and swaps of neighbours that turn one word into the other.
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_last, last(b.size() + 1), current(b.size() + 1);
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    std::swap(last, current);
  }
  return last[b.size()];
}

std::string flag_name(std::string_view field) {
  std::string name(field);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

// From the text of a flag to the value that the same field has in JSON.

bool is_json(std::string_view text) { return text.starts_with('[') || text.starts_with('{'); }

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find_first_of(separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Value text_value(std::string_view text) { return Value::of_text(std::string(text)); }

/// 15x15x3, or 15,15,3.
Value sizes_value(std::string_view text) {
  std::string plain(text);
  for (size_t cross = plain.find("×"); cross != std::string::npos; cross = plain.find("×")) {
    plain.replace(cross, std::string_view("×").size(), "x");
  }
  std::vector<Value> items;
  for (const std::string_view part : split(plain, "xX,")) items.push_back(text_value(part));
  return Value::of_items(std::move(items));
}

/// 3, or 3x5.
Value per_axis_value(std::string_view text) {
  Value sizes = sizes_value(text);
  return sizes.items.size() == 1 ? sizes.items[0] : sizes;
}

/// 1, 1x2, same, 0:1, 0:1x1:1.
Value padding_value(std::string_view text) {
  if (text.find(':') == std::string_view::npos) {
    return text.find_first_of("0123456789") == std::string_view::npos ? text_value(text)
                                                                      : per_axis_value(text);
  }
  Value pairs = sizes_value(text);
  for (Value& item : pairs.items) {
    std::vector<Value> ends;
    for (const std::string_view end : split(item.text, ":")) ends.push_back(text_value(end));
    item = ends.size() == 1 ? ends[0] : Value::of_items(std::move(ends));
  }
  return pairs;
}

/// 1,0.5,-2; spaces do as well as commas.
Value numbers_value(std::string_view text) {
  std::vector<Value> items;
  for (const std::string_view part : split(text, ", \t")) {
    if (!part.empty()) items.push_back(text_value(part));
  }
  return Value::of_items(std::move(items));
}

/// "1 2; 3 4"; line ends do as well as semicolons.
Value matrix_value(std::string_view text) {
  std::vector<Value> rows;
  for (const std::string_view line : split(text, ";\n")) {
    Value row = numbers_value(line);
    if (!row.items.empty()) rows.push_back(std::move(row));
  }
  return Value::of_items(std::move(rows));
}

std::string padding_text(const Padding& padding) {
  if (padding.mode == Padding::Mode::same) return "same";
  if (padding.mode == Padding::Mode::valid) return "valid";
  return std::to_string(padding.pairs[0][0]);
}

}  // namespace

std::string did_you_mean(std::string_view name, const std::vector<std::string>& names) {
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
  const std::string where = place_.prefix.empty() ? "/" : place_.prefix;
  mistakes_.push_back({where, "must be an object, got " + described(object_)});
  return false;
}

bool Reader::expect_list(const Field& field, const Value& value) {
  if (value.type == Type::array && !value.items.empty()) return true;
  wrong(std::string(field.name), "must be a list with at least one entry",
        value.type == Type::array ? Value::of_text("[]") : value);
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

void Reader::number(const Field&, const Value& value, const std::string& path, Number& out) {
  if (value.type != Type::number && value.type != Type::string) {
    return wrong(path, "must be a number", value);
  }
  NumberReading reading = read_number(value.text);
  if (!reading.number) return wrong(path, reading.wanted, value);
  out = std::move(*reading.number);
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
    return add_mistake(path, fmt::format("must be at least {}, got {}", field.at_least, value.text));
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
    return wrong(path, "must be a list of sizes such as [15, 15, 3]",
                 value.type == Type::array ? Value::of_text("[]") : value);
  }
  out.assign(value.items.size(), 1);
  for (size_t i = 0; i < value.items.size(); ++i) {
    whole(field, value.items[i], fmt::format("{}/{}", path, i), out[i]);
  }
}

void Reader::per_axis(const Field& field, const Value& value, const std::string& path, PerAxis& out) {
  if (value.type == Type::array) return sizes(field, value, path, out.values);
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
    add_mistake(path, fmt::format("must be two numbers, before and after, got {}", value.items.size()));
  } else {
    for (size_t end = 0; end < 2; ++end) {
      whole(field, value.items[end], fmt::format("{}/{}", path, end), out[end]);
    }
  }
}

void Reader::padding(const Field& stated, const Value& value, const std::string& path, Padding& out) {
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
    wrong(path, "must be a whole number, one per axis, [before, after] pairs, \"same\" or \"valid\"",
          value);
  }
}

void Reader::boolean(const Field&, const Value& value, const std::string& path, bool& out) {
  if (value.type != Type::boolean) return wrong(path, "must be true or false", value);
  out = value.boolean;
}

void Reader::text(const Field&, const Value& value, const std::string& path, std::string& out) {
  if (value.type != Type::string) return wrong(path, "must be a text", value);
  out = value.text;
}

void Reader::numbers(const Field& field, const Value& value, const std::string& path,
                     std::vector<Number>& out) {
  if (value.type != Type::array || value.items.empty()) {
    return wrong(path, "must be a list of numbers",
                 value.type == Type::array ? Value::of_text("[]") : value);
  }
  out.resize(value.items.size());
  for (size_t i = 0; i < value.items.size(); ++i) {
    number(field, value.items[i], fmt::format("{}/{}", path, i), out[i]);
  }
}

void Reader::matrix(const Field& field, const Value& value, const std::string& path,
                    Matrix<Number>& out) {
  if (value.type != Type::array || value.items.empty()) {
    return wrong(path, "must be a list of rows, each a list of numbers",
                 value.type == Type::array ? Value::of_text("[]") : value);
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
    if (out.back().second.sign() < 0) {
      add_mistake(path + "/" + name, fmt::format("must not be negative, got {}", points.text));
    }
  }
}

void Reader::read_choice(const Field& field, std::span<const std::string_view> names, size_t& out) {
  const Value* value = find(field);
  if (!value) return;
  const auto name = std::find(names.begin(), names.end(), value->text);
  if (value->type != Type::string || name == names.end()) {
    return wrong(std::string(field.name), fmt::format("must be {}", fmt::join(names, " or ")), *value);
  }
  out = static_cast<size_t>(name - names.begin());
}

void Flags::add(const Field& field, std::string argument, const std::string& standard,
                Value (*read)(std::string_view)) {
  if (field.json_only) return;
  std::string help(field.help);
  if (!standard.empty()) help += fmt::format(" (default {})", standard);
  flags_.push_back({flag_name(field.name), std::move(argument), help, read, {}, {}});
}

void Flags::field(const Field& field, Whole value) {
  add(field, "N", field.required ? "" : std::to_string(value), text_value);
}
void Flags::field(const Field& field, const std::optional<Whole>&) { add(field, "N", "", text_value); }
void Flags::field(const Field& field, const std::vector<Whole>&) {
  add(field, "HxWxC", "", sizes_value);
}
void Flags::field(const Field& field, const PerAxis& value) {
  add(field, "N|NxN", value.values.empty() ? "" : std::to_string(value.values[0]), per_axis_value);
}
void Flags::field(const Field& field, const Padding& value) {
  add(field, "N|NxN|same", padding_text(value), padding_value);
}
void Flags::field(const Field& field, bool value) { add(field, "", value ? "yes" : "no", nullptr); }
void Flags::field(const Field& field, const std::optional<Number>&) {
  add(field, "X", "", text_value);
}
void Flags::field(const Field& field, const std::optional<std::vector<Number>>&) {
  add(field, "X,X,..", "", numbers_value);
}
void Flags::field(const Field& field, const Matrix<Number>&) {
  add(field, "\"X X; X X\"", "", matrix_value);
}

void Flags::add_choice(const Field& field, std::span<const std::string_view> names,
                       size_t standard) {
  add(field, fmt::format("{}", fmt::join(names, "|")), std::string(names[standard]), text_value);
}

Value Flags::value() const {
  Value object;
  object.type = Type::object;
  for (const Flag& flag : flags_) {
    std::string field = flag.name;
    std::replace(field.begin(), field.end(), '-', '_');
    if (flag.on) {
      object.members.emplace_back(field, Value::of_boolean(*flag.on));
    } else if (flag.text) {
      const bool json = is_json(*flag.text) || !flag.read;
      object.members.emplace_back(
          field, json ? parse_json(*flag.text, "--" + flag.name) : flag.read(*flag.text));
    }
  }
  return object;
}

}  // namespace cnnsolve
