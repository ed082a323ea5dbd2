#include "reading/typed_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "reading/as_typed.h"
#include "reading/spelling.h"
#include "reading/typed_number.h"
#include "reading/typed_text.h"
#include "reading/worked_number.h"
#include "wording.h"

namespace cnnsolve {
namespace {

enum class Source : std::uint8_t { text, json };

/// Reads rows of entries into a matrix.
class ListReader {
 public:
  ListReader(const NumberRules& rules, ListKind kind, Source source)
      : rules_(rules), kind_(kind), source_(source) {}

  std::variant<TypedList, Unreadable> read(const std::vector<std::span<const Value>>& rows) {
    check_lengths(rows);
    list_.numbers.rows = rows.size();
    list_.numbers.columns = rows[0].size();
    list_.is_plain = true;
    for (const std::span<const Value> row : rows) {
      for (const Value& entry : row) {
        if (problem_) return *problem_;
        read_entry(entry);
      }
    }
    if (problem_) return *problem_;
    return std::move(list_);
  }

 private:
  void check_lengths(const std::vector<std::span<const Value>>& rows) {
    for (size_t r = 0; r < rows.size() && !problem_; ++r) {
      if (rows[r].empty()) fail({Reason::empty_list}, "");
      if (rows[r].size() == rows[0].size()) continue;
      const char* comparison = rows[r].size() < rows[0].size() ? "shorter" : "longer";
      fail({Reason::ragged, fmt::format("row {} is {}", r + 1, comparison)}, "");
    }
  }

  void read_entry(const Value& entry) {
    auto reading = number_in(entry);
    if (auto* failure = std::get_if<Failure>(&reading)) {
      return fail(*failure, as_typed(entry, kMostShown));
    }
    auto& number = std::get<TypedNumber>(reading);
    const bool commas = rules_.options.decimal_comma && entry.type != Value::Type::number;
    list_.is_plain = list_.is_plain && is_plain_spelling(entry.text, number, commas);
    list_.numbers.entries.push_back(std::move(number));
  }

  std::variant<TypedNumber, Failure> number_in(const Value& entry) const {
    using Type = Value::Type;
    if (entry.type == Type::null) return TypedNumber{.value = Number::undefined()};
    if (entry.type != Type::number && entry.type != Type::string) {
      return Failure{Reason::not_a_number, described(entry)};
    }
    // JSON has decimal points only.
    const bool has_points = entry.type == Type::number || !rules_.options.decimal_comma;
    if (has_points) {
      if (auto plain = plain_decimal(entry.text)) return *std::move(plain);
    }
    auto cleaned = clean(entry.text, Extent::lines);
    if (auto* failure = std::get_if<Failure>(&cleaned)) return *failure;
    const std::string& text = std::get<std::string>(cleaned);
    if (text.empty() && source_ == Source::json) {
      return TypedNumber{.value = Number::undefined(), .is_blank = true};
    }
    if (text.empty()) return Failure{Reason::empty_entry};
    NumberRules rules = rules_;
    if (entry.type == Type::number) rules.options.decimal_comma = false;
    // Nobody works out one size in the middle of a volume.
    return kind_ == ListKind::volume ? read_typed_number(text, rules)
                                     : read_worked_number(text, rules);
  }

  void fail(const Failure& failure, const std::string& typed) {
    if (!problem_) problem_ = unreadable(failure, typed);
  }

  NumberRules rules_;
  ListKind kind_;
  Source source_;
  TypedList list_;
  std::optional<Unreadable> problem_;
};

std::vector<std::vector<Value>> values_of(const ListText& list) {
  std::vector<std::vector<Value>> rows;
  for (const auto& texts : list.rows) {
    std::vector<Value>& row = rows.emplace_back();
    for (const std::string_view text : texts) row.push_back(Value::of_text(std::string(text)));
  }
  return rows;
}

Matrix<std::string_view> entries_of(const ListText& list) {
  Matrix<std::string_view> entries(list.rows.size(), list.rows[0].size());
  entries.entries.clear();
  for (const auto& row : list.rows) {
    entries.entries.insert(entries.entries.end(), row.begin(), row.end());
  }
  return entries;
}

/// About as many bytes as the list would have as text.
size_t length(const Value& value) {
  size_t bytes = value.text.size() + 1;
  for (const Value& item : value.items) bytes += length(item);
  return bytes;
}

}  // namespace

std::variant<TypedList, Unreadable> read_list_text(std::string_view text, std::string_view typed,
                                                   ListKind kind, const ReadingOptions& options) {
  // A full stop may end the sentence that a list in brackets is.
  if (text.ends_with(").") || text.ends_with("].")) text.remove_suffix(1);
  auto split = split_list(text, kind, options.decimal_comma);
  if (auto* failure = std::get_if<Failure>(&split)) {
    return unreadable(*failure, as_typed(Value::of_text(std::string(text)), kMostShown));
  }
  const ListText& list = std::get<ListText>(split);
  const std::vector<std::vector<Value>> rows = values_of(list);
  auto reading =
      ListReader({options, list.may_group}, kind, Source::text).read({rows.begin(), rows.end()});
  if (auto* read = std::get_if<TypedList>(&reading)) {
    read->is_plain = read->is_plain && is_plain_list(typed, entries_of(list), kind);
  }
  return reading;
}

std::variant<TypedList, Unreadable> read_json_list(const Value& list, ListKind kind,
                                                   const ReadingOptions& options) {
  const std::vector<Value>& items = list.items;
  if (items.empty()) return unreadable({Reason::empty_list}, "");
  if (length(list) > kMostListBytes) return unreadable(too_long_for_list(), "");
  std::vector<std::span<const Value>> rows = {items};
  std::vector<Value> column;
  if (items[0].type == Value::Type::array) {
    rows.clear();
    for (const Value& item : items) {
      if (item.type != Value::Type::array) {
        return unreadable({Reason::not_a_list, described(item)}, "");
      }
      rows.emplace_back(item.items);
    }
  }
  if (kind != ListKind::matrix && rows.size() > 1) {
    // A column is as good as a row.
    for (const std::span<const Value> row : rows) {
      if (row.size() != 1) return unreadable({Reason::too_many_rows}, as_typed(list, kMostShown));
      column.push_back(row[0]);
    }
    rows = {column};
  }
  // What stands between commas is an entry already.
  return ListReader({options, true}, kind, Source::json).read(rows);
}

}  // namespace cnnsolve
