#include "quick_marker.h"

#include <fmt/format.h>

#include <utility>

#include "grade/compare.h"
#include "reading/as_typed.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

/// Whether `json` is a whole number as the program itself would write it.
bool is_spelled_out(const Number& number, std::string_view json) {
  if (!number.is_integer() || !number.small()) return false;
  const fmt::format_int digits(number.whole());
  return json == std::string_view(digits.data(), digits.size());
}

/// Compares one answer, as raw JSON, with the right one, and keeps what was typed.
class RightAnswer {
 public:
  RightAnswer(const PlainAnswers& right, const GradeOptions& options)
      : right_(right), options_(options) {}

  /// What a report shows of the answer; nothing where it isn't right, or not told as plainly as
  /// that.
  std::optional<std::string> typed(const PlainAnswers::Entry& expected, std::string_view json) {
    typed_.clear();
    if (json.size() > kMostListBytes || !is_right(expected, json)) return std::nullopt;
    return shortened(typed_, kLongestTyped);
  }

 private:
  bool is_right(const PlainAnswers::Entry& expected, std::string_view json) {
    using Kind = PlainAnswers::Kind;
    const std::span<const Number> numbers = right_.numbers(expected);
    switch (expected.kind) {
      case Kind::number:
        return is_number(json, numbers[0], true);
      case Kind::volume:
        // Where the channels come first, there are two ways to give the sizes.
        return !right_.channels_first() && is_list(json, numbers, true);
      case Kind::vector:
        return is_list(json, numbers, false);
      case Kind::matrix:
        return is_matrix(json, numbers, expected.rows);
      case Kind::word:
        return is_word(json, expected.word.name());
      case Kind::none:
      case Kind::shapes:
      case Kind::mapped:
      case Kind::truth:
        break;
    }
    return false;
  }

  bool is_word(std::string_view json, std::string_view name) {
    typed_ = name;
    return plain_string(json) == name;
  }

  bool is_number(std::string_view json, const Number& number, bool is_count) {
    if (!is_read_as_written(json)) return false;
    typed_ += json;
    if (is_spelled_out(number, json)) return true;
    const auto typed = plain_decimal(json);
    return typed && compare(*typed, number, options_.tolerance, is_count) == Match::right;
  }

  bool is_list(std::string_view json, std::span<const Number> numbers, bool is_count) {
    if (!split_list(json, entries_) || entries_.size() != numbers.size()) return false;
    typed_ += '[';
    for (size_t i = 0; i < numbers.size(); ++i) {
      if (i > 0) typed_ += ", ";
      if (!is_number(entries_[i], numbers[i], is_count)) return false;
    }
    typed_ += ']';
    return true;
  }

  bool is_matrix(std::string_view json, std::span<const Number> numbers, size_t rows) {
    if (!split_list(json, rows_) || rows_.size() != rows) return false;
    const size_t columns = numbers.size() / rows;
    typed_ += '[';
    for (size_t row = 0; row < rows; ++row) {
      if (row > 0) typed_ += ", ";
      if (!is_list(rows_[row], numbers.subspan(row * columns, columns), false)) return false;
    }
    typed_ += ']';
    return true;
  }

  const PlainAnswers& right_;
  const GradeOptions& options_;
  std::string typed_;
  std::vector<std::string_view> rows_;
  std::vector<std::string_view> entries_;
};

/// The answer that has this very name, or null.
const PlainAnswers::Entry* find_entry(const PlainAnswers& right, std::string_view name) {
  for (const PlainAnswers::Entry& entry : right.entries()) {
    if (entry.index == 0 && entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace

std::optional<RightScript> find_all_right(const Kind& kind, const PlainAnswers& right,
                                          const QuickScript& script, const GradeOptions& options) {
  RightScript found{
      .student = script.student, .student_is_number = script.student_is_number, .right = &right};
  RightAnswer answer(right, options);
  found.marked.reserve(kind.headline.size());
  for (const std::string_view name : kind.headline) {
    const PlainAnswers::Entry* expected = find_entry(right, name);
    if (!expected || expected->kind == PlainAnswers::Kind::none) continue;
    const auto given = script.answers.find(name);
    if (!given) return std::nullopt;
    auto typed = answer.typed(*expected, *given);
    if (!typed) return std::nullopt;
    found.marked.push_back({expected, *std::move(typed)});
  }
  // Of all else that is given there may be something to say.
  if (found.marked.empty() || found.marked.size() < script.answers.members().size()) {
    return std::nullopt;
  }
  return found;
}

}  // namespace cnnsolve
