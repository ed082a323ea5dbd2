#include "quick_script.h"

#include <algorithm>

namespace cnnsolve {
namespace {

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

bool read_student(std::string_view json, QuickScript& script) {
  const auto name = plain_string(json);
  script.student = name.value_or(json);
  script.student_is_number = !name;
  return name || is_read_as_written(json);
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

}  // namespace

bool is_read_as_written(std::string_view json) { return is_plain_number(json) && json != "-0"; }

bool split_script(std::string_view line, QuickScript& script) {
  QuickObject object;
  const bool is_plain = split_object(
      line, object, {{"problem", script.problem_members}, {"answers", script.answers}});
  if (!is_plain) return false;
  const auto student = object.take("id");
  script.student = {};
  script.student_is_number = false;
  if (student && !read_student(*student, script)) return false;
  script.problem = object.take("problem");
  const auto answers = object.take("answers");
  return answers && answers->starts_with('{') && object.all_read();
}

std::optional<Script> read_script(const QuickScript& quick) {
  Script script{.student = std::string(quick.student),
                .student_is_number = quick.student_is_number};
  if (!read_answers(quick.answers, "", script)) return std::nullopt;
  return script;
}

}  // namespace cnnsolve
