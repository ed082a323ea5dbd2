// Which of a question's several solutions a student gave.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "grade/grade.h"

namespace cnnsolve {

/// Of several solutions to the asked settings, the one that most of the answers are of; else one
/// that is right and isn't listed; else, for one asked setting, the nearest.
class ChosenSolution {
 public:
  /// `right` and `given` are kept as references.
  ChosenSolution(const std::vector<Answer>& right, const Given& given,
                 const ReadingOptions& reading);

  /// The right answer as what was given for it is to be compared: of the solution that was chosen.
  /// `right` is one of those that this was made with. It lives as long as this.
  const Answer& as_compared(const Answer& right);

  /// A right number in place of several for a setting that is asked, if all of them are right: 5 or
  /// 6.
  std::optional<Value> one_of_right(const Answer& right) const;

  /// All that is right, or what is right together with the answers that are of a solution.
  Answer expected(const Answer& right) const;

 private:
  std::optional<Number> number_given(const Answer& asked) const;
  void choose_along_axes(const Answer& asked);
  std::vector<Number> numbers_given(const Answer& asked, const Answer& as) const;
  std::vector<Number> all_numbers_given(const Answer& asked) const;
  bool are_all_right(const Answer& right, const std::vector<Number>& numbers) const;
  bool agrees_but_for(const Answer& answer, size_t solution) const;
  void choose_other(const std::vector<const Answer*>& asked, const std::vector<Number>& typed);
  const Answer& with_value(const Answer& right, AnswerValue value);

  const std::vector<Answer>& right_;
  const Given& given_;
  const ReadingOptions& reading_;
  size_t solution_ = 0;
  bool is_of_solution_ = false;                  ///< whether any answer is of it
  std::optional<std::vector<Number>> unlisted_;  ///< for each asked setting, in their order
  std::optional<std::vector<Number>>
      along_axes_;             ///< the asked setting, where each axis has its own
  std::deque<Answer> others_;  ///< in place of right ones; they stay where they are
};

}  // namespace cnnsolve
