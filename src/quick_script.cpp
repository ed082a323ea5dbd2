#include "quick_script.h"

#include <algorithm>

#include "quick_json.h"

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
  // The careful way reads -0 as 0.
  if (!is_plain_number(json) || json == "-0") return false;
  value.type = Value::Type::number;
  value.text = json;
  return true;
}

bool read_student(std::string_view json, Script& script) {
  Value name;
  if (!read_value(json, name)) return false;
  script.student = std::move(name.text);
  script.student_is_number = name.type == Value::Type::number;
  return script.student_is_number || name.type == Value::Type::string;
}

/// Adds the answers of an object under their names, those of one in it under dotted ones.
bool read_answers(std::string_view json, const std::string& prefix, Script& script) {
  QuickObject answers;
  if (!split_object(json, answers)) return false;
  for (const QuickObject::Member& member : answers.members()) {
    const std::string name = prefix + std::string(member.name);
    if (member.value.starts_with('{')) {
      const size_t before = script.answers.size();
      // The careful way puts no point behind an empty name.
      const bool is_question =
          prefix.empty() && !name.empty() && read_answers(member.value, name + ".", script);
      if (!is_question || script.answers.size() == before) return false;
    } else if (!read_value(member.value, script.answers.emplace_back(name, Value()).second)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<QuickScript> read_quick_script(std::string_view line) {
  QuickObject object;
  if (!split_object(line, object)) return std::nullopt;
  QuickScript quick;
  if (const auto id = object.take("id"); id && !read_student(*id, quick.script)) {
    return std::nullopt;
  }
  quick.problem = object.take("problem");
  const auto answers = object.take("answers");
  if (!answers || !read_answers(*answers, "", quick.script) || !object.all_read()) {
    return std::nullopt;
  }
  return quick;
}

}  // namespace cnnsolve
