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
  form.field({.name = "id", .help = "a name for the problem", .json_only = true}, text.id);
  form.field({.name = "title", .help = "a heading", .json_only = true}, text.title);
  form.field({.name = "question", .help = "the question, printed as it is", .json_only = true},
             text.question);
  form.field({.name = "points",
              .help = "points for each answer by name",
              .not_negative = true,
              .json_only = true},
             text.points);
}

struct Exercise {
  ProblemText text;
  Problem problem;
  Place place;
};

struct Homework {
  bool is_list = false;  ///< a homework of problems, though it be of one; else a single problem
  std::string title;
  std::vector<Exercise> exercises;
};

/// Throws InputError with all mistakes of `value`, which `place` names.
Homework read_homework(const Value& value, const Place& place);
/// The single problem that a command's flags state. Throws InputError with all their mistakes.
Homework read_flags(const Kind& kind, const Flags& flags);

/// Throws InputError where points are given for an answer that the problem doesn't have.
SolvedHomework solve(const Homework& homework);

}  // namespace cnnsolve
