#include "quick_problem.h"

namespace cnnsolve {

bool QuickProblem::answer(QuickObject& object, const std::function<void()>& when_read) {
  const auto name = object.take("kind");
  if (!name) return false;
  kind_ = find_kind(plain_string(*name).value_or(""));
  if (!kind_) return false;
  QuickReader reader(object);
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
