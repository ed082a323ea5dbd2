#include "kinds/inverse_search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "kinds/inverse_bounds.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

class Search {
 public:
  Search(const InverseTask& task, const std::vector<Unknown>& unknowns)
      : task_(task), unknowns_(unknowns) {}

  Solutions run() && {
    std::vector<Whole> values;
    search(values);
    std::sort(found_.rows.begin(), found_.rows.end());
    found_.worth_listing = found_.rows.size();
    if (found_.has_more) leave_out_large_strides();
    return std::move(found_);
  }

 private:
  void leave_out_large_strides() {
    for (size_t i = 0; i < unknowns_.size(); ++i) {
      if (unknowns_[i].setting != Setting::stride) continue;
      // One that is larger is better than none.
      const Number least(found_.rows.empty() ? 0 : found_.rows[0][i]);
      const Number most = maximum(least, largest_tried(task_, unknowns_[i]));
      const auto is_small = [&](const std::vector<Whole>& row) { return !(most < row[i]); };
      const auto small = std::count_if(found_.rows.begin(), found_.rows.end(), is_small);
      found_.worth_listing = static_cast<size_t>(small);
    }
  }

  void search(std::vector<Whole>& values) {
    const InverseTask filled = with_values(task_, unknowns_, values);
    if (values.size() == unknowns_.size()) {
      if (gives_what_is_wanted(filled)) found_.rows.push_back(values);
      return;
    }
    const auto [first, last] = range(filled, values.size());
    size_t tried = 0;
    for (Number value = first; !value.is_undefined() && (!last || !(*last < value));
         value = value + 1) {
      if (++tried > kMostSolutions || kLargestWhole < value) {
        found_.has_more = true;
        return;
      }
      values.push_back(value.whole());
      search(values);
      values.pop_back();
    }
  }

  /// The extent of the window along the axis where it is shortest.
  static Number least_window(const InverseTask& filled) {
    const Window& w = filled.window;
    std::optional<Number> least;
    for (size_t axis = 0; axis < filled.axes(); ++axis) {
      const Number extent =
          effective_kernel(Number(w.kernel.at(axis)), Number(w.dilation.at(axis)));
      if (!least || extent < *least) least = extent;
    }
    return *least;
  }

  /// From which number to which the unknown can be, given those before it.
  std::pair<Number, std::optional<Number>> range(const InverseTask& filled, size_t i) {
    const Unknown& unknown = unknowns_[i];
    const bool is_first_told = i == 0 && is_told(task_, unknowns_);
    const bool is_first_tried = i == 0 && !is_first_told && dependent_unknowns(unknowns_) > 0;
    Number first = smallest_of(unknown);
    std::optional<Number> last;
    if (unknown.setting == Setting::padding && !filled.is_transposed && (i > 0 || is_first_tried)) {
      last = least_window(filled) - 1;
    }
    if (is_first_tried) return {first, last ? last : largest_tried(task_, unknown)};
    if (i > 0 && unknown.setting == Setting::dilation && filled.window.kernel.at(0) == 1) last = 1;
    const auto narrow = [&](const Bounds& bounds) {
      if (bounds.least.is_undefined()) {
        first = bounds.least;
        return;
      }
      if (!first.is_undefined()) first = maximum(first, ceiling(bounds.least));
      if (bounds.most && (!last || *bounds.most < *last)) last = floor(*bounds.most);
    };
    if (is_told_by_parameters(filled, unknown)) narrow(bounds_by_counts(filled, unknown));
    if (first.is_undefined()) return {first, last};
    if (!is_found_by_sizes(filled, unknown)) {
      narrow(bounds_by_counts(filled, unknown));
    } else if (i == 0 && is_told_by_parameters(filled, unknown) && unknowns_.size() > 1) {
      // What the sizes tell depends on the others.
    } else if (unknown.setting == Setting::input_size) {
      narrow(bounds_along(filled, unknown, unknown.axis));
    } else {
      for (size_t axis = 0; axis < filled.axes(); ++axis) {
        if (filled.input[axis] != kUnknown) narrow(bounds_along(filled, unknown, axis));
      }
    }
    if (!last) found_.is_endless = true;
    if (!last && unknown.setting == Setting::stride && (i > 0 || is_first_told)) {
      found_.has_more = true;
      last = maximum(first, largest_tried(task_, unknown));
    }
    return {first, last};
  }

  const InverseTask& task_;
  const std::vector<Unknown>& unknowns_;
  Solutions found_;
};

/// The only choice of a number along each axis that gives what is wanted; empty where there is
/// none, or another one.
std::vector<Whole> only_choice_by_axis(const InverseTask& task, const Unknown& unknown) {
  constexpr int kMostChoices = 1000;
  std::vector<Whole> first, last;
  Number choices = 1;
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    const auto range = whole_numbers_along(task, unknown, axis);
    if (!range || kLargestWhole < range->second) return {};
    choices = choices * (range->second - range->first + 1);
    first.push_back(range->first.whole());
    last.push_back(range->second.whole());
  }
  if (Number(kMostChoices) < choices) return {};
  std::vector<Whole> found;
  for (std::vector<Whole> tried = first;;) {
    if (gives_what_is_wanted(with_values_by_axis(task, unknown, tried))) {
      if (!found.empty()) return {};
      found = tried;
    }
    size_t axis = 0;
    for (; axis < tried.size() && tried[axis] == last[axis]; ++axis) tried[axis] = first[axis];
    if (axis == tried.size()) return found;
    ++tried[axis];
  }
}

}  // namespace

bool gives_what_is_wanted(const InverseTask& known) {
  const std::optional<Produced> outcome = known.forwards(known);
  if (!outcome) return false;
  const std::vector<Whole> sizes = known.wanted_sizes();
  const bool fits = std::equal(sizes.begin(), sizes.end(), outcome->output.begin(),
                               [](Whole wanted, const Number& size) { return size == wanted; });
  const std::optional<Whole> channels = known.wanted_channels();
  return fits && (!channels || outcome->output.back() == *channels) &&
         (!known.parameters || outcome->parameters == *known.parameters);
}

bool is_solution(const InverseTask& task, const std::vector<Unknown>& unknowns,
                 const std::vector<Number>& values) {
  std::vector<Whole> wholes;
  for (size_t i = 0; i < unknowns.size(); ++i) {
    const bool is_possible = values[i].is_integer() && !(values[i] < smallest_of(unknowns[i])) &&
                             !(kLargestWhole < values[i]);
    if (!is_possible) return false;
    wholes.push_back(values[i].whole());
  }
  return gives_what_is_wanted(with_values(task, unknowns, wholes));
}

Solutions find_solutions(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  Solutions solutions = Search(task, unknowns).run();
  const bool may_differ = unknowns.size() == 1 && is_of_window(unknowns[0]) && task.axes() > 1 &&
                          is_found_by_sizes(task, unknowns[0]);
  if (solutions.rows.empty() && may_differ) {
    solutions.by_axis = only_choice_by_axis(task, unknowns[0]);
  }
  return solutions;
}

}  // namespace cnnsolve
