// A plain problem from raw JSON, answered in mere values.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "homework.h"
#include "plain_answers.h"
#include "quick_json.h"

namespace cnnsolve {

/// Answers one problem after another in the same memory. Each thread needs one of its own.
class QuickProblem {
 public:
  /// False where the problem must go the careful way. Calls `when_read`, if it isn't empty, once
  /// `json` is no longer needed.
  bool answer(std::string_view json, const std::function<void()>& when_read = {}) {
    return split_object(json, object_) && answer(object_, when_read);
  }
  /// The same of a problem that is parted already.
  bool answer(QuickObject& object, const std::function<void()>& when_read = {});

  /// The problem that was answered last, from the same text.
  Problem read_again(std::string_view json);

  /// The problem itself; nothing where it must go the careful way.
  std::optional<Exercise> read(std::string_view json);

  // Of that problem.
  const Kind& kind() const { return *kind_; }
  const std::string& id() const { return text_.id; }
  const PlainAnswers& answers() const { return answers_; }

 private:
  QuickObject object_;
  const Kind* kind_ = nullptr;
  ProblemText text_;
  PlainAnswers answers_;
};

}  // namespace cnnsolve
