#include "kinds/inverse_nearest.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "kinds/inverse_answers.h"
#include "kinds/inverse_range.h"
#include "kinds/inverse_search.h"

namespace cnnsolve {
namespace {

/// The axes that tell the unknown: its own, or one of each that are alike.
std::vector<size_t> telling_axes(const InverseTask& task, const Unknown& unknown) {
  if (!is_of_window(unknown)) return {unknown.axis};
  std::vector<size_t> axes;
  for (const AxisGroup& group : alike_axes(task)) axes.push_back(group[0]);
  return axes;
}

/// The numbers between which, as far as the sizes or the counts tell, the unknown would have to
/// lie.
std::vector<Bounds> all_bounds(const InverseTask& task, const Unknown& unknown) {
  if (!is_found_by_sizes(task, unknown)) return {bounds_by_counts(task, unknown)};
  std::vector<Bounds> all;
  for (const size_t axis : telling_axes(task, unknown)) {
    all.push_back(bounds_along(task, unknown, axis));
  }
  return all;
}

/// Of what the number must be a multiple.
Number unit_of(const InverseTask& task, const Unknown& unknown) {
  return is_of_sizes(unknown) ? Number(1) : Number(task.groups);
}

/// One number nearest to what is wanted, and what comes out with it.
struct Candidate {
  Number value;
  bool is_largest = false;  ///< whether a larger one would be nearer, but doesn't fit
  Produced outcome = {};
  Number distance = {};
};

class Nearest {
 public:
  Nearest(const InverseTask& task, const std::vector<Unknown>& unknowns)
      : task_(task), unknowns_(unknowns), unknown_(unknowns[0]) {}

  /// At most two, ascending.
  std::vector<Candidate> candidates() && {
    possible_ = possible_numbers(task_, unknown_);
    const Number unit = unit_of(task_, unknown_);
    for (const Bounds& bounds : all_bounds(task_, unknown_)) {
      if (bounds.least.is_undefined()) continue;
      add(floor(bounds.most.value_or(bounds.least) / unit) * unit);
      add(ceiling(bounds.least / unit) * unit);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) {
      return a.distance < b.distance;
    });
    if (found_.size() > 2) found_.resize(2);
    std::sort(found_.begin(), found_.end(),
              [](const Candidate& a, const Candidate& b) { return a.value < b.value; });
    return std::move(found_);
  }

 private:
  void add(const Number& value) {
    Candidate candidate{.value = maximum(value, unit_of(task_, unknown_))};
    if (is_of_sizes(unknown_)) candidate.value = maximum(value, possible_.first);
    if (possible_.last && *possible_.last < candidate.value) {
      candidate.value = *possible_.last;
      candidate.is_largest = true;
    }
    const bool is_known = std::any_of(found_.begin(), found_.end(), [&](const Candidate& other) {
      return other.value == candidate.value;
    });
    if (is_known || candidate.value < possible_.first || kLargestWhole < candidate.value) return;
    const InverseTask known = with_values(task_, unknowns_, {candidate.value.whole()});
    std::optional<Produced> outcome = known.forwards(known);
    if (!outcome) return;
    candidate.distance = distance(*outcome);
    candidate.outcome = *std::move(outcome);
    found_.push_back(std::move(candidate));
  }

  Number distance(const Produced& outcome) const {
    if (!is_found_by_sizes(task_, unknown_)) {
      return task_.parameters ? abs(outcome.parameters - *task_.parameters) : Number(0);
    }
    const std::vector<Whole> wanted = task_.wanted_sizes();
    Number sum;
    for (size_t axis = 0; axis < wanted.size(); ++axis) {
      sum = sum + abs(outcome.output[axis] - wanted[axis]);
    }
    return sum;
  }

  const InverseTask& task_;
  const std::vector<Unknown>& unknowns_;
  const Unknown& unknown_;
  Range possible_;
  std::vector<Candidate> found_;
};

}  // namespace

Prose nearest_words(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  if (unknowns.size() != 1) return {};
  const bool by_output = is_found_by_sizes(task, unknowns[0]) || !task.parameters;
  Prose words;
  for (const Candidate& near : Nearest(task, unknowns).candidates()) {
    append(words, prose(words.spans.empty() ? " Nearest: with " : "; with ",
                        setting_words(unknowns, {near.value.whole()}),
                        near.is_largest ? ", the largest that fits, " : " "));
    append(words, by_output
                      ? prose("the output is ", near.outcome.output)
                      : prose("the layer has ", Counted{near.outcome.parameters, "parameter"}));
  }
  if (!words.spans.empty()) append(words, ".");
  return words;
}

Prose uneven_padding_words(InverseTask task, const std::vector<Unknown>& unknowns) {
  if (unknowns.size() != 1 || unknowns[0].setting != Setting::padding) return {};
  const Number least = bounds_of(task, unknowns[0]).least;
  if (least.is_undefined() || least.sign() < 0 || kLargestWhole < least) return {};
  const Whole less = floor(least).whole();
  task.window.padding.pairs = {{less, less + 1}};
  if (!gives_what_is_wanted(task)) return {};
  return prose(" With ", less, " at one end and ", less + 1, " at the other the output is ",
               task.forwards(task)->output, ".");
}

}  // namespace cnnsolve
