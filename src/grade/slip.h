// The mistakes that people make with one kind of problem, by name.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "math/rework.h"
#include "solution.h"

namespace cnnsolve {

/// The answers as they come out with a slip; not all of them, and none where the slip makes the
/// problem impossible or makes no difference.
struct Rerun {
  /// Made from the right ones, with their workings.
  std::function<std::vector<Answer>(const std::vector<Answer>& right)> in_full;
  /// Their values alone, which take less; empty where there is no such way.
  std::function<std::vector<Answer>()> values = {};
  /// What is changed in the right workings, where that is all there is to it.
  Change change = {};

  template <std::invocable<const std::vector<Answer>&> InFull>
  Rerun(InFull all) : in_full(std::move(all)) {}
  template <std::invocable<const std::vector<Answer>&> InFull, std::invocable<> Values>
  Rerun(InFull all, Values alone) : in_full(std::move(all)), values(std::move(alone)) {}
};

/// Gives an answer the workings, and the value, that a change makes of its own.
inline void work_out_again(Answer& answer, Rework& rework) {
  for (Working& working : answer.workings) {
    for (Term& term : working) term = rework(term);
  }
  take_values(answer);
}

struct SlipName {
  std::string_view code;   ///< stays as it is: "bias_left_out"
  std::string_view words;  ///< "the biases are left out"
};

/// Where a slip is made at once, so that whatever comes out right there refutes it.
enum class SlipExtent : std::uint8_t {
  unit,    ///< in the entries that are worked out from a number in common, as a unit's mean
  answer,  ///< in all entries of an answer
  problem  ///< in all answers that it can spoil
};

struct NamedSlip : SlipName {
  /// The answers that it can spoil: "output" is also "output_height".
  std::vector<std::string_view> spoils;
  Rerun rerun;
  SlipExtent extent = SlipExtent::unit;
  /// The answer and the words by which a student says that they work with it: "shortcut",
  /// "identity".
  std::string_view said_in = {};
  std::vector<std::string_view> said_by = {};

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
      values_.resize(slips_->size());
    }
    return *slips_;
  }
  bool was_rerun(size_t slip) const { return slips_ && reruns_[slip]; }
  /// The answer as it comes out with the slip, or null.
  const Answer* rerun(size_t slip, std::string_view answer) {
    const NamedSlip& suspect = slips()[slip];
    if (!suspect.can_spoil(answer)) return nullptr;
    if (!reruns_[slip]) {
      need_workings();
      reruns_[slip] = suspect.rerun.in_full(right_);
    }
    return find_answer(*reruns_[slip], answer);
  }
  /// The same without its workings; only of slips that have such a way.
  const Answer* rerun_values(size_t slip, std::string_view answer) {
    const NamedSlip& suspect = slips()[slip];
    if (!suspect.can_spoil(answer)) return nullptr;
    if (!values_[slip]) values_[slip] = suspect.rerun.values();
    return find_answer(*values_[slip], answer);
  }

 private:
  std::vector<Answer> right_;
  WorkOut work_out_;  ///< empty once the workings are there
  MakeSlips make_slips_;
  std::optional<std::vector<NamedSlip>> slips_;
  std::vector<std::optional<std::vector<Answer>>> reruns_;
  std::vector<std::optional<std::vector<Answer>>> values_;
};

}  // namespace cnnsolve
