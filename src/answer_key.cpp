#include "answer_key.h"

#include <fmt/format.h>

#include <algorithm>

#include "wording.h"

namespace cnnsolve {
namespace {

constexpr const char* kUntitled = "Marked answers";

/// One point for each headline answer that there is.
std::vector<Marked> headline_answers(const Kind& kind, const std::vector<Answer>& right) {
  std::vector<Marked> marked;
  for (const std::string_view name : kind.headline) {
    const Answer* answer = find_answer(right, name);
    if (answer && !std::holds_alternative<std::monostate>(answer->value)) {
      marked.push_back({answer->name, 1});
    }
  }
  return marked;
}

/// The points that the author gave, or else those of the headline.
std::vector<Marked> marked_answers(const Exercise& exercise, const std::vector<Answer>& right) {
  std::vector<Marked> marked;
  for (const auto& [name, points] : exercise.text.points) marked.push_back({name, points});
  return marked.empty() ? headline_answers(*exercise.kind, right) : marked;
}

}  // namespace

AnswerKey::AnswerKey(const Homework& homework) : title_(homework.title) {
  for (const Exercise& exercise : homework.exercises) {
    const std::string number = std::to_string(questions_.size() + 1);
    const std::string& id = exercise.text.id;
    questions_.push_back(question(exercise, !homework.is_list ? "" : id.empty() ? number : id));
  }
  if (!homework.is_list) title_ = homework.exercises[0].text.title;
  if (title_.empty()) title_ = kUntitled;
}

AnswerKey::AnswerKey(const Kind& kind, const std::string& id, const PlainAnswers& right,
                     const std::function<const Problem&()>& problem)
    : title_(kUntitled) {
  std::vector<Answer> answers = values_alone(right);
  std::vector<Marked> marked = headline_answers(kind, answers);
  Suspects suspects(
      std::move(answers), [problem] { return worked_answers(problem()); },
      [problem] { return named_slips(problem()); });
  questions_.push_back({"", id, std::move(suspects), std::move(marked)});
}

AnswerKey::Question AnswerKey::question(const Exercise& exercise, std::string key) {
  std::vector<Answer> right = worked_answers(exercise.problem);
  std::vector<Marked> marked = marked_answers(exercise, right);
  const auto slips = [problem = exercise.problem] { return named_slips(problem); };
  return {std::move(key), exercise.text.id, Suspects(std::move(right), slips), std::move(marked)};
}

std::optional<std::string_view> AnswerKey::Question::answer_of(std::string_view name) const {
  const std::string& prefix = key.empty() ? id : key;
  if (!prefix.empty() && name.size() > prefix.size() && name.starts_with(prefix) &&
      name[prefix.size()] == '.') {
    name.remove_prefix(prefix.size() + 1);
  } else if (!key.empty()) {
    return std::nullopt;
  }
  if (!find_answer(suspects.right(), name)) return std::nullopt;
  return name;
}

std::vector<std::string> AnswerKey::names() const {
  std::vector<std::string> names;
  for (const Question& question : questions_) {
    for (const Answer& answer : question.suspects.right()) {
      names.push_back(question.key.empty() ? answer.name : question.key + "." + answer.name);
    }
  }
  return names;
}

bool AnswerKey::knows(std::string_view name) const {
  return std::any_of(questions_.begin(), questions_.end(),
                     [&](const Question& question) { return question.answer_of(name); });
}

MarkedScript AnswerKey::mark(const Script& script, const GradeOptions& options) {
  MarkedScript marked{.student = script.student, .student_is_number = script.student_is_number};
  for (Question& question : questions_) {
    Given given;
    for (const auto& [name, value] : script.answers) {
      if (const auto answer = question.answer_of(name)) given.emplace_back(*answer, value);
    }
    marked.questions.push_back(
        {question.key, grade(question.suspects, question.marked, given, options)});
  }
  for (const auto& [name, value] : script.answers) {
    if (knows(name)) continue;
    const std::string guess = did_you_mean(name, names());
    marked.remarks.push_back(fmt::format(
        "\"{}\" isn't marked: it is no answer of this {}{}", shortened(name, kMostShown),
        questions_.size() == 1 ? "problem" : "homework", guess.empty() ? "." : guess));
  }
  return marked;
}

}  // namespace cnnsolve
