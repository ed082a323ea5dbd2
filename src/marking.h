// Marks scripts from files and from the command line.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "answer_key.h"
#include "input_error.h"

namespace cnnsolve {

/// What is to be marked, and how.
struct MarkingTask {
  std::string homework;              ///< a file or "-"; empty where a stream brings its problems
  std::vector<std::string> scripts;  ///< files of answers, or "-"
  std::vector<std::pair<std::string, std::string>> answers =
      {};  ///< those of one student, as typed
  GradeOptions options = {};
};

/// Whether files are those of a class, by their number and names: several, or a spreadsheet.
bool is_class(const std::vector<std::string>& scripts);

struct Marking {
  std::vector<MarkedScript> scripts;
  bool is_class = false;        ///< several students, though it be a class of one
  std::vector<Mistake> unread;  ///< the files and rows that couldn't be read
};

/// Marks everything that can be read. Throws InputError where typed answers have unknown names, and
/// where the only script is unreadable.
Marking mark_scripts(AnswerKey& key, const MarkingTask& task);

}  // namespace cnnsolve
