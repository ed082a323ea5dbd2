// The quick way through a line of a stream: plain problems whose answers alone are wanted.
#pragma once

#include <string>
#include <string_view>

#include "homework.h"
#include "plain_answers.h"
#include "render/json_writer.h"
#include "render/render.h"

namespace cnnsolve {

/// Answers one line after another. Each thread needs one of its own.
class QuickSolver {
 public:
  /// The options ask for answers alone.
  explicit QuickSolver(const RenderOptions& options);

  /// Adds the result of a line to `output`, as the careful way would write it. False, with nothing
  /// added, where the line must go that way.
  bool answer(std::string_view line, size_t number, std::string& output);

 private:
  QuickObject object_;
  ProblemText text_;
  PlainAnswers answers_;
  JsonWriter json_;
};

}  // namespace cnnsolve
