#include "quick_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grade/compare.h"
#include "reading/as_typed.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

/// Whether `json` is a number that the careful way keeps as it stands there. It reads -0 as 0.
bool is_read_as_written(std::string_view json) { return is_plain_number(json) && json != "-0"; }

/// A list of lists is as deep as any answer is.
constexpr int kDeepest = 2;

bool read_value(std::string_view json, Value& value, int depth = 0) {
  if (json.starts_with('[')) {
    std::vector<std::string_view> items;
    if (depth == kDeepest || !split_list(json, items)) return false;
    value.type = Value::Type::array;
    return std::all_of(items.begin(), items.end(), [&](std::string_view item) {
      return read_value(item, value.items.emplace_back(), depth + 1);
    });
  }
  if (const auto text = plain_string(json)) {
    value.type = Value::Type::string;
    value.text = *text;
    return true;
  }
  if (json == "true" || json == "false") {
    value = Value::of_boolean(json == "true");
    return true;
  }
  if (!is_read_as_written(json)) return false;
  value.type = Value::Type::number;
  value.text = json;
  return true;
}

/// A student's name or number.
struct Student {
  std::string_view text;
  bool is_number;
};

std::optional<Student> read_student(std::string_view json) {
  if (const auto name = plain_string(json)) return Student{*name, false};
  if (!is_read_as_written(json)) return std::nullopt;
  return Student{json, true};
}

/// Adds the answers of an object under their names, those of one in it under dotted ones.
bool read_answers(const QuickObject& answers, const std::string& prefix, Script& script) {
  for (const QuickObject::Member& member : answers.members()) {
    const std::string name = prefix + std::string(member.name);
    if (member.value.starts_with('{')) {
      const size_t before = script.answers.size();
      QuickObject question;
      // The careful way puts no point behind an empty name.
      const bool is_question = prefix.empty() && !name.empty() &&
                               split_object(member.value, question) &&
                               read_answers(question, name + ".", script);
      if (!is_question || script.answers.size() == before) return false;
    } else if (!read_value(member.value, script.answers.emplace_back(name, Value()).second)) {
      return false;
    }
  }
  return true;
}

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
    for (size_t i = 0; i < numbers.size(); ++i) {
      typed_ += i == 0 ? "[" : ", ";
      if (!is_number(entries_[i], numbers[i], is_count)) return false;
    }
    typed_ += ']';
    return true;
  }

  bool is_matrix(std::string_view json, std::span<const Number> numbers, size_t rows) {
    if (!split_list(json, rows_) || rows_.size() != rows) return false;
    const size_t columns = numbers.size() / rows;
    for (size_t row = 0; row < rows; ++row) {
      typed_ += row == 0 ? "[" : ", ";
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

bool split_script(std::string_view line, QuickScript& script) {
  QuickObject object;
  if (!split_object(line, object)) return false;
  script.student = object.take("id");
  script.problem = object.take("problem");
  const auto answers = object.take("answers");
  return answers && split_object(*answers, script.answers) && object.all_read();
}

std::optional<Script> read_script(const QuickScript& quick) {
  Script script;
  if (quick.student) {
    const auto student = read_student(*quick.student);
    if (!student) return std::nullopt;
    script.student = student->text;
    script.student_is_number = student->is_number;
  }
  if (!read_answers(quick.answers, "", script)) return std::nullopt;
  return script;
}

std::optional<RightScript> find_all_right(const Kind& kind, const PlainAnswers& right,
                                          const QuickScript& script, const GradeOptions& options) {
  RightScript found{.right = &right};
  if (script.student) {
    const auto student = read_student(*script.student);
    if (!student) return std::nullopt;
    found.student = student->text;
    found.student_is_number = student->is_number;
  }
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
