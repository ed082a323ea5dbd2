#include "homework.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace cnnsolve {
namespace {

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const Kind& kind : kinds()) names.emplace_back(kind.name);
  return names;
}

/// The kind that an object names, or null with a mistake.
const Kind* read_kind(const Value& object, Reader& reader) {
  reader.skip("kind");
  const Value* name = object.member("kind");
  const std::vector<std::string> names = kind_names();
  const std::string wanted = one_of(names);
  if (!name) {
    reader.add_mistake("kind", "is missing: " + wanted);
    return nullptr;
  }
  const Kind* kind = name->type == Value::Type::string ? find_kind(name->text) : nullptr;
  if (!kind) {
    reader.add_mistake("kind", fmt::format("must be {}, got {}{}", wanted, described(*name),
                                           did_you_mean(name->text, names)));
  }
  return kind;
}

void read_exercise(const Value& value, const Place& place, Homework& homework,
                   std::vector<Mistake>& mistakes) {
  Reader reader(value, place, mistakes);
  if (!reader.expect_object()) return;
  const Kind* kind = read_kind(value, reader);
  if (!kind) return;
  Exercise exercise{.text = {}, .problem = {}, .place = place};
  describe(reader, exercise.text);
  exercise.problem = kind->read(reader, mistakes);
  homework.exercises.push_back(std::move(exercise));
}

void throw_if_any(const std::vector<Mistake>& mistakes) {
  if (!mistakes.empty()) throw InputError(mistakes);
}

std::vector<std::string> paragraphs(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) result.push_back(line);
  }
  return result;
}

void check_points(const Exercise& exercise, const Solution& solution,
                  std::vector<Mistake>& mistakes) {
  std::vector<std::string> names;
  for (const Answer& answer : solution.answers) names.push_back(answer.name);
  for (const auto& [name, points] : exercise.text.points) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    mistakes.push_back({exercise.place.of("points/" + name),
                        "is no answer of this problem" + did_you_mean(name, names)});
  }
}

}  // namespace

Homework read_homework(const Value& value, const Place& place) {
  Homework homework;
  std::vector<Mistake> mistakes;
  const Value* problems = value.member("problems");
  if (!problems) {
    read_exercise(value, place, homework, mistakes);
  } else {
    homework.is_list = true;
    Reader reader(value, place, mistakes);
    reader.field({.name = "title", .help = "a heading"}, homework.title);
    reader.skip("problems");
    reader.finish();
    if (problems->type != Value::Type::array || problems->items.empty()) {
      reader.add_mistake("problems", "must be a list of at least one problem");
    }
    for (size_t i = 0; i < problems->items.size(); ++i) {
      const Place item = {.flags = false, .prefix = place.of(fmt::format("problems/{}", i))};
      read_exercise(problems->items[i], item, homework, mistakes);
    }
  }
  throw_if_any(mistakes);
  return homework;
}

Homework read_flags(const Kind& kind, const Flags& flags) {
  const Value value = flags.value();
  std::vector<Mistake> mistakes;
  const Place place = {.flags = true, .prefix = ""};
  Reader reader(value, place, mistakes);
  Exercise exercise{.text = {}, .problem = kind.read(reader, mistakes), .place = place};
  throw_if_any(mistakes);
  Homework homework;
  homework.exercises.push_back(std::move(exercise));
  return homework;
}

SolvedHomework solve(const Homework& homework) {
  SolvedHomework solved{.is_list = homework.is_list, .title = homework.title, .solutions = {}};
  std::vector<Mistake> mistakes;
  for (const Exercise& exercise : homework.exercises) {
    Solution solution = solve(exercise.problem);
    check_points(exercise, solution, mistakes);
    solution.id = exercise.text.id;
    if (!exercise.text.title.empty()) solution.document.title = exercise.text.title;
    solution.document.question = paragraphs(exercise.text.question);
    solved.solutions.push_back(std::move(solution));
  }
  throw_if_any(mistakes);
  return solved;
}

}  // namespace cnnsolve
