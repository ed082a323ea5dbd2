#include "kinds/inverse_search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "kinds/inverse_range.h"

namespace cnnsolve {
namespace {

/// What is looked through.
struct Tried : Range {
  bool is_endless = false;  ///< whether there is a last one only because all behind it are alike
};

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

  /// The largest number that the first unknown can be, where nothing else is unknown.
  std::optional<Number> largest() const { return range(task_, 0).last; }

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
    const Tried r = range(filled, values.size());
    size_t tried = 0;
    bool is_right = false, is_cut_off = r.is_endless;
    for (Number value = r.first; !value.is_undefined() && (!r.last || !(*r.last < value));
         value = value + 1) {
      if (++tried > kMostSolutions || kLargestWhole < value) {
        is_cut_off = true;
        break;
      }
      const size_t before = found_.rows.size();
      values.push_back(value.whole());
      search(values);
      values.pop_back();
      is_right = found_.rows.size() > before;
    }
    // Where the last one did, so do those behind it.
    if (!is_right || !is_cut_off) return;
    found_.has_more = true;
    found_.is_endless = found_.is_endless || r.is_endless;
  }

  /// From which number to which the unknown can be, given those before it.
  Tried range(const InverseTask& filled, size_t i) const {
    const Unknown& unknown = unknowns_[i];
    const bool is_first_told = i == 0 && is_told(task_, unknowns_);
    const bool is_first_tried = i == 0 && !is_first_told && dependent_unknowns(unknowns_) > 0;
    Tried r{{.first = smallest_of(unknown)}};
    if (unknown.setting == Setting::padding && !filled.is_transposed && (i > 0 || is_first_tried)) {
      r.narrow_last(least_window(filled) - 1);
    }
    if (is_first_tried) {
      if (!r.last) r.last = largest_tried(task_, unknown);
      return r;
    }
    if (i > 0 && unknown.setting == Setting::dilation && filled.window.kernel.at(0) == 1) {
      r.narrow_last(1);
    }
    if (is_told_by_parameters(filled, unknown)) r.narrow(bounds_by_counts(filled, unknown));
    if (r.first.is_undefined()) return r;
    if (!is_found_by_sizes(filled, unknown)) {
      r.narrow(bounds_by_counts(filled, unknown));
    } else if (i == 0 && is_told_by_parameters(filled, unknown) && unknowns_.size() > 1) {
      // What the sizes tell depends on the others.
    } else if (unknown.setting == Setting::input_size) {
      r.narrow(bounds_along(filled, unknown, unknown.axis));
    } else {
      for (size_t axis = 0; axis < filled.axes(); ++axis) {
        if (filled.input[axis] != kUnknown) r.narrow(bounds_along(filled, unknown, axis));
      }
    }
    if (r.first.is_undefined()) return r;
    keep_to_pool(filled, unknown, r);
    r.is_endless = !r.last;
    if (r.is_endless && unknown.setting == Setting::stride && (i > 0 || is_first_told)) {
      r.last = maximum(r.first, largest_tried(task_, unknown));
    }
    return r;
  }

  const InverseTask& task_;
  const std::vector<Unknown>& unknowns_;
  Solutions found_;
};

/// The places that a filter with the stated parameters covers, where the unknown is the kernel and
/// they can tell; else nothing.
std::optional<Number> places_stated(const InverseTask& task, const Unknown& unknown) {
  if (!is_told_by_parameters(task, unknown)) return std::nullopt;
  return bounds_by_counts(task, unknown).steps.back().result.value();
}

/// Looks for a number along each axis where no single one serves them all. As nothing but the
/// parameters depends on several axes, each is looked at alone first.
class SearchByAxis {
 public:
  SearchByAxis(const InverseTask& task, const std::vector<Unknown>& unknowns)
      : task_(task), unknowns_(unknowns), places_(places_stated(task, unknowns[0])) {}

  /// Puts the rows in, and whether there are more.
  void run(Solutions& found) && {
    for (size_t axis = 0; axis < task_.axes(); ++axis) {
      const InverseTask alone = like_axis(task_, axis);
      along_.push_back(Search(alone, unknowns_).run());
      const Solutions& last = along_.back();
      if (last.rows.empty()) return;
      is_endless_ = is_endless_ || last.is_endless;
      has_more_ = has_more_ || (last.has_more && !places_);
    }
    std::vector<Whole> row;
    search(row, places_);
    if (rows_.empty()) return;
    found.is_endless = is_endless_;
    found.has_more = has_more_;
    found.by_axis = std::move(rows_);
  }

 private:
  /// `places` are those that the kernel must cover along the axes that are left.
  void search(std::vector<Whole>& row, const std::optional<Number>& places) {
    if (row.size() == along_.size()) {
      const bool is_right = gives_what_is_wanted(with_values(task_, unknowns_, row));
      if (is_right) rows_.push_back(row);
      is_in_vain_ = !is_right && !places_;
      return;
    }
    for (const Whole value : candidates(row.size(), places)) {
      if (is_in_vain_) return;
      const std::optional<Number> left =
          places ? std::optional(*places / Number(value)) : std::nullopt;
      if (left && !left->is_integer()) continue;
      if (rows_.size() == kMostSolutions) {
        has_more_ = true;
        return;
      }
      row.push_back(value);
      search(row, left);
      row.pop_back();
    }
  }

  /// What the kernel, or what else is asked, may be along an axis. Where `places` are stated the
  /// last axis has all that are left, and those before it may have more than the listed numbers:
  /// such a kernel leaves few places to the others.
  std::vector<Whole> candidates(size_t axis, const std::optional<Number>& places) const {
    const Solutions& along = along_[axis];
    std::vector<Whole> values;
    if (places && axis + 1 == along_.size()) {
      if (!(kLargestWhole < *places)) values.push_back(places->whole());
      return values;
    }
    for (size_t i = 0; i < along.worth_listing; ++i) values.push_back(along.rows[i][0]);
    if (!places || !along.has_more) return values;
    for (size_t left = kMostSolutions; left > 0; --left) {
      const Number value = *places / Number(left);
      const bool is_listed = !values.empty() && !(Number(values.back()) < value);
      if (value.is_integer() && !is_listed && !(kLargestWhole < value)) {
        values.push_back(value.whole());
      }
    }
    return values;
  }

  const InverseTask& task_;
  const std::vector<Unknown>& unknowns_;
  std::optional<Number> places_;
  std::vector<Solutions> along_;
  std::vector<std::vector<Whole>> rows_;
  bool is_endless_ = false, has_more_ = false;
  bool is_in_vain_ = false;  ///< whether other parameters are stated than any numbers give
};

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
  for (const Number& value : values) {
    const Unknown& unknown = unknowns.size() == 1 ? unknowns[0] : unknowns[wholes.size()];
    const bool is_possible =
        value.is_integer() && !(value < smallest_of(unknown)) && !(kLargestWhole < value);
    if (!is_possible) return false;
    wholes.push_back(value.whole());
  }
  return gives_what_is_wanted(with_values(task, unknowns, wholes));
}

std::optional<Number> largest_of(const InverseTask& filled, const Unknown& unknown) {
  const std::vector<Unknown> unknowns = {unknown};
  return Search(filled, unknowns).largest();
}

Solutions find_solutions(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  Solutions solutions = Search(task, unknowns).run();
  const bool may_differ = unknowns.size() == 1 && is_of_window(unknowns[0]) && task.axes() > 1 &&
                          is_found_by_sizes(task, unknowns[0]);
  if (solutions.rows.empty() && may_differ) {
    SearchByAxis(task, unknowns).run(solutions);
  }
  return solutions;
}

}  // namespace cnnsolve
