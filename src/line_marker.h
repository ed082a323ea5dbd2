// Marks the lines of a stream: {"id", "problem", "answers"}.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "answer_key.h"
#include "marked_line.h"
#include "quick_problem.h"
#include "quick_script.h"

namespace cnnsolve {

/// Marks one line after another by the keys of a homework, as a whole or by its questions, or by
/// the problem that a line brings. Each thread needs one of its own.
class LineMarker {
 public:
  LineMarker(const Homework& homework, const GradeOptions& options)
      : homework_(homework), options_(options) {}

  /// Throws InputError with the line's mistakes. What is marked lasts until the next line.
  MarkedLine mark(std::string_view line) {
    auto marked = mark_quickly(line);
    return marked ? std::move(*marked) : mark_carefully(line);
  }

  /// The same where the line is plain; else nothing.
  std::optional<MarkedLine> mark_quickly(std::string_view line);
  MarkedScript mark_carefully(std::string_view line);

 private:
  AnswerKey& whole();
  AnswerKey& question(const std::string& id);

  const Homework& homework_;
  const GradeOptions& options_;
  QuickScript quick_;
  QuickProblem problem_;
  std::optional<AnswerKey> whole_;
  std::map<std::string, AnswerKey> questions_;
};

}  // namespace cnnsolve
