// The mistakes that people make with one kind of problem, by name.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "solution.h"

namespace cnnsolve {

struct NamedSlip {
  std::string_view code;   ///< stays as it is: "bias_left_out"
  std::string_view words;  ///< "the biases are left out"
  /// The answers that it can spoil: "output" is also "output_height".
  std::vector<std::string_view> spoils;
  /// The answers as they come out with this slip, made from the right ones; not all of them, and
  /// none where the slip makes the problem impossible.
  std::function<std::vector<Answer>(const std::vector<Answer>& right)> rerun;

  bool can_spoil(std::string_view answer) const {
    for (const std::string_view name : spoils) {
      const bool inside = answer.size() > name.size() && answer[name.size()] == '_';
      if (answer.starts_with(name) && (answer.size() == name.size() || inside)) return true;
    }
    return false;
  }
};

/// A problem's right answers and the slips that its wrong ones are compared with. The slips are
/// made when the first answer is wrong, and each is rerun once, however many scripts are marked.
class Suspects {
 public:
  using MakeSlips = std::function<std::vector<NamedSlip>()>;
  using WorkOut = std::function<std::vector<Answer>()>;

  Suspects(std::vector<Answer> right, MakeSlips make_slips)
      : right_(std::move(right)), make_slips_(std::move(make_slips)) {}
  /// `right` has values alone. `work_out` gives the same answers with their workings.
  Suspects(std::vector<Answer> right, WorkOut work_out, MakeSlips make_slips)
      : right_(std::move(right)),
        work_out_(std::move(work_out)),
        make_slips_(std::move(make_slips)) {}

  const std::vector<Answer>& right() const { return right_; }
  /// Sees to it that the right answers have their workings. They stay where they are.
  void need_workings() {
    if (!work_out_) return;
    std::vector<Answer> worked = std::exchange(work_out_, nullptr)();
    for (size_t i = 0; i < right_.size(); ++i) right_[i].workings = std::move(worked[i].workings);
  }
  const std::vector<NamedSlip>& slips() {
    if (!slips_) {
      slips_ = make_slips_();
      reruns_.resize(slips_->size());
    }
    return *slips_;
  }
  /// The answer as it comes out with the slip, or null.
  const Answer* rerun(size_t slip, std::string_view answer) {
    const NamedSlip& suspect = slips()[slip];
    if (!suspect.can_spoil(answer)) return nullptr;
    if (!reruns_[slip]) {
      need_workings();
      reruns_[slip] = suspect.rerun(right_);
    }
    return find_answer(*reruns_[slip], answer);
  }

 private:
  std::vector<Answer> right_;
  WorkOut work_out_;  ///< empty once the workings are there
  MakeSlips make_slips_;
  std::optional<std::vector<NamedSlip>> slips_;
  std::vector<std::optional<std::vector<Answer>>> reruns_;
};

}  // namespace cnnsolve
