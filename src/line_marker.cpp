#include "line_marker.h"

#include <fmt/format.h>

#include "input_error.h"
#include "parse_json.h"
#include "quick_marker.h"
#include "scripts.h"
#include "wording.h"

namespace cnnsolve {

std::optional<MarkedLine> LineMarker::mark_quickly(std::string_view line) {
  if (!split_script(line, quick_)) return std::nullopt;
  const auto problem_json = quick_.problem;
  const bool has_problem = problem_json && problem_json->starts_with('{');
  if (has_problem) {
    const bool is_answered = problem_.answer(quick_.problem_members);
    if (!is_answered || problem_.answers().has_mapped()) return std::nullopt;
    auto right = find_all_right(problem_.kind(), problem_.answers(), quick_, options_);
    if (right) return *std::move(right);
  }
  const auto script = read_script(quick_);
  if (!script) return std::nullopt;
  if (!problem_json) return whole().mark(*script, options_);
  if (!has_problem) {
    const auto id = plain_string(*problem_json);
    if (!id) return std::nullopt;
    return question(std::string(*id)).mark(*script, options_);
  }
  std::optional<Problem> problem;
  const auto read_problem = [&]() -> const Problem& {
    if (!problem) problem = problem_.read_again(*problem_json);
    return *problem;
  };
  return AnswerKey(problem_.kind(), problem_.id(), problem_.answers(), read_problem)
      .mark(*script, options_);
}

MarkedScript LineMarker::mark_carefully(std::string_view line) {
  const Value value = parse_json(line, "");
  const Script script = read_script_line(value);
  const Value* problem = value.member("problem");
  if (!problem) return whole().mark(script, options_);
  if (problem->type == Value::Type::string) return question(problem->text).mark(script, options_);
  return AnswerKey(read_homework(*problem, {.flags = false, .prefix = "/problem"}))
      .mark(script, options_);
}

AnswerKey& LineMarker::whole() {
  if (homework_.exercises.empty()) {
    throw InputError("/problem", "is missing, and no homework is given");
  }
  if (!whole_) whole_.emplace(homework_);
  return *whole_;
}

AnswerKey& LineMarker::question(const std::string& id) {
  if (const auto found = questions_.find(id); found != questions_.end()) return found->second;
  std::vector<std::string> ids;
  for (const Exercise& exercise : homework_.exercises) {
    ids.push_back(problem_key(exercise.text.id, ids.size()));
    if (ids.back() != id) continue;
    Homework single;
    single.exercises.push_back(exercise);
    return questions_.emplace(id, AnswerKey(single)).first->second;
  }
  throw InputError("/problem",
                   ids.empty() ? "must be an object, where no homework is given"
                               : fmt::format("must be an object or {}, got {}{}", one_of(ids),
                                             described(Value::of_text(id)), did_you_mean(id, ids)));
}

}  // namespace cnnsolve
