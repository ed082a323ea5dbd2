// The quick way through plain problems whose answers alone are wanted, in JSON.
#pragma once

#include <string>
#include <string_view>

#include "quick_problem.h"
#include "render/json_writer.h"
#include "render/render.h"

namespace cnnsolve {

/// Answers one problem after another. Each thread needs one of its own.
class QuickSolver {
 public:
  /// The options ask for answers alone.
  explicit QuickSolver(const RenderOptions& options);

  /// Adds the result of a line to `output`, as the careful way would write it. False, with nothing
  /// added, where the line must go that way.
  bool answer(std::string_view line, size_t number, std::string& output);

  /// Answers the single problem of a file. Gives the memory of `text` back once it is read; false,
  /// with the text as it was, where it must go the careful way.
  bool answer(std::string& text);
  /// Writes what answer() found, as the careful way would write it.
  void write(const JsonWriter::Sink& sink) const;

 private:
  void write_members(JsonWriter& json) const;

  bool ascii_;
  JsonWriter json_;
  QuickProblem problem_;
};

}  // namespace cnnsolve
