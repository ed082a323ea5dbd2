#include "quick_problem.h"

namespace cnnsolve {

bool QuickProblem::answer(std::string_view json, const std::function<void()>& when_read) {
  if (!split_object(json, object_)) return false;
  const auto name = object_.take("kind");
  if (!name) return false;
  kind_ = find_kind(plain_string(*name).value_or(""));
  if (!kind_) return false;
  QuickReader reader(object_);
  text_ = {};
  describe(reader, text_);
  answers_.clear();
  return kind_->answer(reader, answers_, when_read);
}

Problem QuickProblem::read_again(std::string_view json) {
  split_object(json, object_);
  QuickReader reader(object_);
  return kind_->read_again(reader);
}

std::optional<Exercise> QuickProblem::read(std::string_view json) {
  // Only a problem without mistakes is answered.
  if (!answer(json) || answers_.has_mapped()) return std::nullopt;
  return Exercise{text_, kind_, read_again(json)};
}

}  // namespace cnnsolve
