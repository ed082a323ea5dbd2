#include "grade/chosen_solution.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <utility>

namespace cnnsolve {

ChosenSolution::ChosenSolution(const std::vector<Answer>& right, const Given& given,
                               const ReadingOptions& reading)
    : right_(right), given_(given), reading_(reading) {
  std::vector<const Answer*> asked;
  std::vector<Number> typed;
  std::vector<size_t> hits;
  for (const Answer& answer : right) {
    if (!is_asked(answer)) continue;
    if (!answer.by_axis.empty()) {
      // Nothing else is asked then.
      choose_along_axes(answer);
      return;
    }
    asked.push_back(&answer);
    const std::optional<Number> number = number_given(answer);
    if (!number) continue;
    typed.push_back(*number);
    hits.resize(answer.solutions.size());
    for (size_t i = 0; i < hits.size(); ++i) hits[i] += answer.solutions[i] == *number;
  }
  const auto most = std::max_element(hits.begin(), hits.end());
  if (most != hits.end()) {
    solution_ = static_cast<size_t>(most - hits.begin());
    is_of_solution_ = *most > 0;
    if (*most == asked.size()) return;
  }
  if (!asked.empty() && typed.size() == asked.size()) choose_other(asked, typed);
}

void ChosenSolution::choose_other(const std::vector<const Answer*>& asked,
                                  const std::vector<Number>& typed) {
  if (asked[0]->accepts(typed)) {
    unlisted_ = typed;
  } else if (asked.size() == 1) {
    // What went wrong is told from the nearest.
    const std::vector<Number>& known = asked[0]->solutions;
    const auto nearer = [&](const Number& a, const Number& b) {
      return abs(a - typed[0]) < abs(b - typed[0]);
    };
    solution_ =
        static_cast<size_t>(std::min_element(known.begin(), known.end(), nearer) - known.begin());
  }
}

/// The numbers that are given, as far as they are right together; else those of the row that is the
/// most like them.
void ChosenSolution::choose_along_axes(const Answer& asked) {
  along_axes_ = asked.by_axis[0];
  const std::vector<Number> typed = numbers_given(asked, asked);
  if (typed.size() != along_axes_->size()) return;
  const auto hits = [&](const std::vector<Number>& row) {
    return std::inner_product(row.begin(), row.end(), typed.begin(), 0, std::plus<>(),
                              std::equal_to<>());
  };
  along_axes_ = *std::max_element(asked.by_axis.begin(), asked.by_axis.end(),
                                  [&](const auto& a, const auto& b) { return hits(a) < hits(b); });
  for (size_t axis = 0; axis < typed.size(); ++axis) {
    std::vector<Number> nearer = *along_axes_;
    nearer[axis] = typed[axis];
    if (asked.accepts(nearer)) along_axes_ = std::move(nearer);
  }
}

/// The numbers that are given for a setting, read as such an answer; none where they can't be read.
std::vector<Number> ChosenSolution::numbers_given(const Answer& asked, const Answer& as) const {
  const auto is_it = [&](const auto& entry) { return entry.first == asked.name; };
  const auto given = std::find_if(given_.begin(), given_.end(), is_it);
  std::vector<Number> numbers;
  if (given == given_.end()) return numbers;
  const Reading reading = read_answer(given->second, as, reading_);
  if (!reading.answer) return numbers;
  for (const TypedNumber& typed : reading.answer->numbers.entries) numbers.push_back(typed.value);
  return numbers;
}

/// The single number. Where there is no solution, still one is read.
std::optional<Number> ChosenSolution::number_given(const Answer& asked) const {
  const std::vector<Number> numbers =
      numbers_given(asked, {.name = asked.name, .value = Number(0)});
  return numbers.empty() ? std::nullopt : std::optional(numbers[0]);
}

/// One or several: 5 or 6.
std::vector<Number> ChosenSolution::all_numbers_given(const Answer& asked) const {
  return numbers_given(asked, {.name = std::string(kSolutions), .value = asked.solutions});
}

/// Whether all of several numbers are right for a setting, beside what is given rightly for the
/// others that are asked: of several too, the first goes with the first.
bool ChosenSolution::are_all_right(const Answer& right, const std::vector<Number>& numbers) const {
  std::vector<const Answer*> together = {&right};
  std::vector<std::vector<Number>> wanted(numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) wanted[i] = {numbers[i]};
  bool is_alone = true;
  for (const Answer& other : right_) {
    if (!is_asked(other) || other.name == right.name) continue;
    is_alone = false;
    const std::vector<Number> given = all_numbers_given(other);
    const std::vector<Number>& known = other.solutions;
    if (given.empty()) continue;
    if (given.size() == 1 && std::find(known.begin(), known.end(), given[0]) == known.end())
      continue;
    if (given.size() > 1 && given.size() != numbers.size()) return false;
    together.push_back(&other);
    for (size_t i = 0; i < numbers.size(); ++i) {
      wanted[i].push_back(given[given.size() == 1 ? 0 : i]);
    }
  }
  if (is_alone) {
    return std::all_of(numbers.begin(), numbers.end(),
                       [&](const Number& number) { return right.accepts({number}); });
  }
  std::set<std::vector<Number>> rows;
  for (size_t i = 0; i < right.solutions.size(); ++i) {
    std::vector<Number> row;
    row.reserve(together.size());
    for (const Answer* answer : together) row.push_back(answer->solutions[i]);
    rows.insert(std::move(row));
  }
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::vector<Number>& row) { return rows.contains(row); });
}

std::optional<Value> ChosenSolution::one_of_right(const Answer& right) const {
  if (!is_asked(right) || right.solutions.size() < 2) return std::nullopt;
  const std::vector<Number> numbers = all_numbers_given(right);
  if (numbers.size() < 2 || !are_all_right(right, numbers)) return std::nullopt;
  return Value::of_text(std::to_string(right.solutions[solution_].whole()));
}

const Answer& ChosenSolution::as_compared(const Answer& right) {
  if (!is_asked(right)) return right;
  if (along_axes_) return with_value(right, *along_axes_);
  if (unlisted_) {
    const auto index = std::count_if(right_.data(), &right, is_asked);
    return with_value(right, (*unlisted_)[static_cast<size_t>(index)]);
  }
  return right.solutions.size() < 2 ? right : with_value(right, right.solutions[solution_]);
}

/// A working is there only of a solution that is the only one.
const Answer& ChosenSolution::with_value(const Answer& right, AnswerValue value) {
  return others_.emplace_back(
      Answer{.name = right.name, .value = std::move(value), .symbol = right.symbol});
}

Answer ChosenSolution::expected(const Answer& right) const {
  Answer expected{.name = right.name, .value = right.value};
  expected.goes_on = right.goes_on;
  expected.last = right.last;
  if (along_axes_ && is_asked(right)) {
    expected.value = *along_axes_;
    expected.by_axis = right.by_axis;
    return expected;
  }
  if (right.solutions.size() < 2) return expected;
  expected.value = right.solutions[solution_];
  std::vector<Number>& all = expected.solutions;
  for (size_t i = 0; i < right.solutions.size(); ++i) {
    if (is_of_solution_ && !agrees_but_for(right, i)) continue;
    const Number& value = right.solutions[i];
    if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
  }
  return expected;
}

/// Whether all answers but that one are the same in the solution as in the one that was chosen.
bool ChosenSolution::agrees_but_for(const Answer& answer, size_t solution) const {
  return std::all_of(right_.begin(), right_.end(), [&](const Answer& other) {
    return &other == &answer || other.solutions.size() < 2 ||
           other.solutions[solution] == other.solutions[solution_];
  });
}

}  // namespace cnnsolve
