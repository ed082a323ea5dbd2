#include "wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "document.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

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

/// A number or text of the input, unless it is too long for a line.
std::string quoted(const std::string& text, const char* quote) {
  constexpr size_t kMost = 40;
  return text.size() <= kMost ? quote + text + quote : "a longer text";
}

/// Up to four of the names that end in this one, behind a question's: "q1.output".
std::vector<std::string> names_ending_with(std::string_view name,
                                           const std::vector<std::string>& names) {
  constexpr size_t kMost = 4;
  std::vector<std::string> found;
  const std::string ending = fmt::format(".{}", name);
  for (const std::string& candidate : names) {
    if (candidate.ends_with(ending)) found.push_back(fmt::format("\"{}\"", candidate));
    if (found.size() == kMost) break;
  }
  return found;
}

}  // namespace

std::string described(const Value& value) {
  using Type = Value::Type;
  switch (value.type) {
    case Type::null:
      return "null";
    case Type::boolean:
      return value.boolean ? "true" : "false";
    case Type::number:
      return quoted(value.text, "");
    case Type::string:
      return quoted(value.text, "\"");
    case Type::array:
      return value.items.empty() ? "an empty list" : "a list";
    case Type::object:
      return "an object";
  }
  return {};
}

std::string in_words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string columns_in_words(size_t first, size_t last) {
  return first == last
             ? fmt::format("column {}", first)
             : fmt::format("columns {} {} {}", first, last == first + 1 ? "and" : "to", last);
}

std::string one_of(const std::vector<std::string>& names) { return join(names, "or"); }

std::string suggestion(std::string_view name) {
  return fmt::format("; did you mean \"{}\"?", name);
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& names) {
  constexpr size_t kLongestName = 40;
  if (name.size() > kLongestName) return "";
  const std::string wanted = lower_case(name);
  const std::string* best = nullptr;
  size_t least = std::min<size_t>(3, (name.size() + 1) / 2);
  for (const std::string& candidate : names) {
    const size_t distance = edit_distance(wanted, lower_case(candidate));
    if (distance < least) {
      least = distance;
      best = &candidate;
    }
  }
  if (best) return suggestion(*best);
  const std::vector<std::string> longer = names_ending_with(name, names);
  return longer.empty() ? "" : fmt::format("; did you mean {}?", one_of(longer));
}

ChoiceReading read_choice(const Value& name, std::span<const std::string_view> names) {
  const auto found = std::find(names.begin(), names.end(), name.text);
  if (name.type == Value::Type::string && found != names.end()) {
    return {static_cast<size_t>(found - names.begin()), {}};
  }
  const std::vector<std::string> known(names.begin(), names.end());
  return {std::nullopt, fmt::format("must be {}, got {}{}", one_of(known), described(name),
                                    did_you_mean(name.text, known))};
}

}  // namespace cnnsolve
