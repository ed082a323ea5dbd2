#include "flags.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layer_words.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

// From the text of a flag to the value that the same field has in JSON.

/// A matrix whose rows are parted by semicolons is none, though it stands in brackets.
bool is_json(std::string_view text) {
  return (text.starts_with('[') && text.find(';') == std::string_view::npos) ||
         text.starts_with('{');
}

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

/// Sizes between single crosses or commas: 15 x 15 x 3 and 15 15 3 are 15x15x3.
std::string with_crosses(std::string_view text) {
  std::string plain(text);
  for (size_t cross = plain.find("×"); cross != std::string::npos; cross = plain.find("×")) {
    plain.replace(cross, std::string_view("×").size(), "x");
  }
  const auto is_separator = [](char c) { return c == 'x' || c == 'X' || c == ','; };
  std::string result;
  for (size_t i = 0; i < plain.size(); ++i) {
    if (plain[i] != ' ') {
      result += plain[i];
      continue;
    }
    const size_t next = plain.find_first_not_of(' ', i);
    const bool is_between = !result.empty() && next != std::string::npos &&
                            !is_separator(result.back()) && !is_separator(plain[next]);
    if (is_between) result += ',';
    i = std::min(next, plain.size()) - 1;
  }
  return result;
}

/// Whether a comma among crosses may part groups of digits, as in 16x16x1,024.
bool may_have_groups(std::string_view text) {
  if (text.find_first_of("xX") == std::string_view::npos &&
      text.find("×") == std::string_view::npos)
    return false;
  const std::vector<std::string_view> parts = split(text, ",");
  return std::any_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    return std::min(part.find_first_not_of("0123456789"), part.size()) == 3;
  });
}

/// As the 024 of 1,024 does, and 0:1 doesn't.
bool begins_with_needless_zero(std::string_view part) {
  return part.size() > 1 && part[0] == '0' && part[1] >= '0' && part[1] <= '9';
}

/// 15x15x3, or 15,15,3.
Value sizes_value(std::string_view text) {
  // Where it isn't clear what the sizes are, the reader's message shows the whole text.
  if (may_have_groups(text)) return text_value(text);
  const std::string plain = with_crosses(text);
  std::vector<Value> items;
  for (const std::string_view part : split(plain, "xX,")) {
    if (part.empty() || begins_with_needless_zero(part)) return text_value(text);
    items.push_back(text_value(part));
  }
  return Value::of_items(std::move(items));
}

/// Sizes, or words that stand for them.
Value output_value(std::string_view text) {
  return text.find_first_of("0123456789") == std::string_view::npos ? text_value(text)
                                                                    : sizes_value(text);
}

/// 3, or 3x5.
Value per_axis_value(std::string_view text) {
  Value sizes = sizes_value(text);
  if (sizes.items.size() != 1) return sizes;
  return Value(sizes.items[0]);
}

/// 1,0.5,-2; spaces do as well as commas.
Value numbers_value(std::string_view text) {
  std::vector<Value> items;
  for (const std::string_view part : split(text, ", \t")) {
    if (!part.empty()) items.push_back(text_value(part));
  }
  return Value::of_items(std::move(items));
}

/// "1 2; 3 4"; line ends do as well as semicolons, and brackets round it are no matter.
Value matrix_value(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  std::vector<Value> rows;
  for (const std::string_view line : split(text, ";\n")) {
    Value row = numbers_value(line);
    if (!row.items.empty()) rows.push_back(std::move(row));
  }
  return Value::of_items(std::move(rows));
}

/// The layers that are given in words.
Value layers_value(const Flags::Flag& flag, std::vector<Mistake>& mistakes) {
  if (flag.text)
    mistakes.push_back({"--" + flag.name, "can't be given together with layers in words"});
  std::vector<Value> items;
  for (size_t i = 0; i < flag.words.size(); ++i) {
    auto layer = read_layer(flag.words[i], fmt::format("{} {}", kLayerWord, i + 1), mistakes);
    if (layer) items.push_back(std::move(*layer));
  }
  return Value::of_items(std::move(items));
}

std::string padding_text(const Padding& padding) {
  if (padding.mode == Padding::Mode::same) return std::string(kSamePadding);
  if (padding.mode == Padding::Mode::valid) return std::string(kValidPadding);
  return std::to_string(padding.pairs[0][0]);
}

}  // namespace

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

std::string dashed(std::string_view field) {
  std::string name(field);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

std::string flag_name(std::string_view field) {
  return field == "output" ? "output-volume" : dashed(field);
}

std::string alternatives(std::span<const std::string_view> names, size_t standard) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    text += fmt::format("{}{}{}", i == 0 ? "" : ", ", names[i], i == standard ? " (default)" : "");
  }
  return text;
}

void Flags::add(const Field& field, std::string argument, const std::string& standard,
                Value (*read)(std::string_view), std::span<const std::string_view> choices) {
  std::string help(field.help);
  if (!standard.empty()) help += fmt::format(" (default {})", standard);
  flags_.push_back({std::string(field.name),
                    flag_name(field.name),
                    std::move(argument),
                    help,
                    {choices.begin(), choices.end()},
                    read,
                    {},
                    {}});
}

void Flags::field(const Field& field, Whole value) {
  add(field, "N", field.required ? "" : std::to_string(value), text_value);
}
void Flags::field(const Field& field, const std::optional<Whole>&) {
  add(field, "N", "", text_value);
}
void Flags::field(const Field& field, const std::vector<Whole>&) {
  add(field, "HxWxC", "", sizes_value);
}
void Flags::field(const Field& field, const PerAxis& value) {
  add(field, "N|NxN", value.values.empty() ? "" : std::to_string(value.values[0]), per_axis_value);
}
void Flags::field(const Field& field, const Padding& value) {
  constexpr std::array kNames = {kSamePadding, kValidPadding};
  add(field, "N|NxN|N:N|NAME", padding_text(value), padding_value, kNames);
}
void Flags::field(const Field& field, const WantedOutput&) {
  add(field, "HxWxC", "", output_value);
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
  Field with_names = field;
  const std::string help = fmt::format("{}: {}", field.help, alternatives(names, standard));
  with_names.help = help;
  add(with_names, "NAME", "", text_value, names);
}

void Flags::name_words(std::span<Mistake> mistakes) const {
  for (const Flag& flag : flags_) {
    if (flag.words.empty()) continue;
    const std::string prefix = "--" + flag.name + "/";
    for (Mistake& mistake : mistakes) {
      if (!mistake.where.starts_with(prefix)) continue;
      const std::string place = mistake.where.substr(prefix.size());
      mistake.where = fmt::format("{} {}{}", kLayerWord, std::stoul(place) + 1,
                                  place.substr(std::min(place.find('/'), place.size())));
    }
  }
}

std::optional<Value> Flags::value(std::vector<Mistake>& mistakes) const {
  const size_t before = mistakes.size();
  Value object;
  object.type = Value::Type::object;
  for (const Flag& flag : flags_) {
    if (!flag.words.empty()) {
      object.members.emplace_back(flag.field, layers_value(flag, mistakes));
    } else if (flag.on) {
      object.members.emplace_back(flag.field, Value::of_boolean(*flag.on));
    } else if (flag.text && flag.read && !is_json(*flag.text)) {
      object.members.emplace_back(flag.field, flag.read(*flag.text));
    } else if (flag.text) {
      try {
        object.members.emplace_back(flag.field, parse_json(*flag.text, "--" + flag.name));
      } catch (const InputError& error) {
        mistakes.insert(mistakes.end(), error.mistakes().begin(), error.mistakes().end());
      }
    }
  }
  if (mistakes.size() > before) return std::nullopt;
  return object;
}

}  // namespace cnnsolve
