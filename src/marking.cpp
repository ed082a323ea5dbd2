#include "marking.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "input.h"
#include "parse_json.h"
#include "reading/typed_text.h"
#include "scripts.h"

namespace cnnsolve {
namespace {

bool is_spreadsheet(const std::string& path) {
  const std::string extension = lower_case(std::filesystem::path(path).extension().string());
  return extension == ".csv" || extension == ".tsv";
}

Script typed_script(const AnswerKey& key, const MarkingTask& task) {
  // Who types an answer wants to know about it. The students of a class are all marked alike.
  Script script{.student = "", .marks_all = true};
  std::vector<Mistake> mistakes;
  for (const auto& [name, text] : task.answers) {
    if (!key.knows(name)) {
      mistakes.push_back({"--answer", fmt::format("\"{}\" is no answer of the homework{}", name,
                                                  key.instead_of(name))});
    }
    script.answers.emplace_back(name, Value::of_text(text));
  }
  if (!mistakes.empty()) throw InputError(mistakes);
  return script;
}

/// Marks the scripts of one file after another.
class Marker {
 public:
  Marker(AnswerKey& key, const GradeOptions& options) : key_(key), options_(options) {}

  void mark(const Script& script) { marking_.scripts.push_back(key_.mark(script, options_)); }

  void mark_file(const std::string& path) {
    try {
      Input input(path);
      if (is_spreadsheet(path)) {
        mark_class(input);
      } else {
        mark_script(input);
      }
    } catch (const InputError& error) {
      marking_.unread.insert(marking_.unread.end(), error.mistakes().begin(),
                             error.mistakes().end());
    }
  }

  Marking take() { return std::move(marking_); }

 private:
  void mark_script(Input& input) {
    Script script = read_script(parse_json(input.read_all(), input.name()),
                                {.flags = false, .prefix = input.name() + ":"});
    if (script.student.empty()) {
      script.student = std::filesystem::path(input.name()).stem().string();
    } else if (const auto [first, is_new] = files_.emplace(script.student, input.name()); !is_new) {
      throw InputError({{input.name() + ":/student",
                         fmt::format("is \"{}\", whose answers are in {} already",
                                     shortened(script.student, kMostShown), first->second)}});
    }
    mark(script);
  }

  void mark_class(Input& input) {
    for (const ClassRow& row : read_class(input.read_all(), input.name(), key_)) {
      if (row.mistakes.empty()) {
        mark(row.script);
      } else {
        marking_.unread.insert(marking_.unread.end(), row.mistakes.begin(), row.mistakes.end());
      }
    }
  }

  AnswerKey& key_;
  const GradeOptions& options_;
  Marking marking_;
  std::map<std::string, std::string> files_;  ///< of the students that scripts name
};

}  // namespace

bool is_class(const std::vector<std::string>& scripts) {
  return scripts.size() > 1 || (scripts.size() == 1 && is_spreadsheet(scripts[0]));
}

Marking mark_scripts(AnswerKey& key, const MarkingTask& task) {
  Marker marker(key, task.options);
  if (!task.answers.empty()) marker.mark(typed_script(key, task));
  for (const std::string& path : task.scripts) marker.mark_file(path);
  Marking marking = marker.take();
  marking.is_class = is_class(task.scripts);
  if (!marking.is_class && !marking.unread.empty()) throw InputError(marking.unread);
  return marking;
}

}  // namespace cnnsolve
