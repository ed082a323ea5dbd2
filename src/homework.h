// A problem with its author's text, or several of them under a title.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kinds.h"

namespace cnnsolve {

/// What an author writes round a problem of any kind.
struct ProblemText {
  std::string id;
  std::string title;
  std::string question;
  std::vector<std::pair<std::string, Number>> points;
};

template <class Form>
void describe(Form& form, ProblemText& text) {
  form.field({.name = "id", .help = "a name for the problem"}, text.id);
  form.field({.name = "title", .help = "a heading"}, text.title);
  form.field({.name = "question", .help = "the question, a paragraph a line"}, text.question);
  form.field({.name = "points", .help = "points for each answer by name", .not_negative = true},
             text.points);
}

struct Exercise {
  ProblemText text = {};
  const Kind* kind = nullptr;
  Problem problem = {};
};

/// By what a homework's problem goes: its id, or its number, counted from 1, where it has none.
inline std::string problem_key(const std::string& id, size_t index) {
  return id.empty() ? std::to_string(index + 1) : id;
}

inline constexpr Field kHomeworkTitle = {.name = "title", .help = "a heading"};
inline constexpr std::string_view kHomeworkProblems = "problems";

struct Homework {
  bool is_list = false;  ///< a homework of problems, though it be of one; else a single problem
  std::string title;
  std::vector<Exercise> exercises;
};

/// Throws InputError with all mistakes of `value`, which `place` names.
Homework read_homework(const Value& value, const Place& place);
/// The single problem that a command's flags state; nothing, with the mistakes, where they are bad.
std::optional<Homework> read_flags(const Kind& kind, const Flags& flags,
                                   std::vector<Mistake>& mistakes);

SolvedHomework solve(const Homework& homework);
/// The same without the derivations.
SolvedHomework answer(const Homework& homework);

/// Two homeworks that are a network or a layer each, side by side. Throws InputError, which names
/// them, where one is something else.
struct NamedHomework {
  std::string name;  ///< its file
  Homework homework;
};
SolvedHomework compare(const NamedHomework& first, const NamedHomework& second);

}  // namespace cnnsolve
