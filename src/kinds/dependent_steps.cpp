#include "kinds/dependent_steps.h"

#include <algorithm>

#include "kinds/inverse_answers.h"
#include "kinds/inverse_bounds.h"
#include "kinds/unknown_steps.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

/// All solutions of two settings, a row each.
Table solutions_table(std::span<const Unknown> unknowns, const Solutions& solutions) {
  constexpr size_t kMostRows = 20;
  Table table;
  for (const Unknown& unknown : unknowns) table.header.push_back(prose(in_words(unknown.name)));
  for (size_t i = 0; i < std::min(kMostRows, solutions.rows.size()); ++i) {
    std::vector<Prose>& cells = table.rows.emplace_back();
    for (const Whole value : solutions.rows[i]) cells.push_back(prose(value));
  }
  if (solutions.rows.size() > kMostRows) {
    std::vector<Prose>& cells = table.rows.emplace_back();
    for (size_t i = 0; i < unknowns.size(); ++i) cells.push_back(prose("…"));
  }
  return table;
}

/// "Up to a kernel as large as the input": how far the first of several unknowns is tried.
Prose tried_up_to(const InverseTask& task, std::span<const Unknown> unknowns) {
  const Unknown& first = unknowns[0];
  if (first.setting == Setting::padding && !task.is_transposed) {
    return task.filters ? prose("With less padding than the ", task.mover, " is deep")
                        : prose("With padding of at most half of the ", task.mover);
  }
  const bool is_bound_by_output = task.is_transposed || !is_of_window(unknowns[1]);
  const Padding& padding = task.window.padding;
  const bool is_padded =
      padding.mode == Padding::Mode::numbers && !is_unknown(padding) && padding != Padding{};
  const Prose bound =
      prose(is_bound_by_output ? "output" : "input", is_padded ? " with its padding" : "");
  return first.setting == Setting::dilation
             ? prose("With dilations that don't spread the kernel over more than the ", bound)
             : prose("Up to a ", first.noun, " as large as the ", bound);
}

/// The first unknown's value for which the others are worked out: that of the first solution, but
/// rather a dilation above 1, whose formula is the same for all others.
Whole shown_first(const Unknown& unknown, const Solutions& solutions) {
  if (unknown.setting != Setting::dilation) return solutions.rows[0][0];
  const auto found = std::find_if(solutions.rows.begin(), solutions.rows.end(),
                                  [](const std::vector<Whole>& row) { return row[0] > 1; });
  return found == solutions.rows.end() ? solutions.rows[0][0] : (*found)[0];
}

/// "height and width": the axes whose sizes of the input are known.
std::string known_axes(const InverseTask& task) {
  AxisGroup known;
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    if (task.input[axis] != kUnknown) known.push_back(axis);
  }
  return join(words(task.axes(), known));
}

/// The words and whole numbers of a piece of prose, for a title.
std::string as_title(const Prose& prose) {
  std::string title;
  for (const Span& span : prose.spans) {
    const auto* number = std::get_if<Number>(&span);
    title += number ? digits(*number) : std::string(*words_of(span));
  }
  return title;
}

/// One part of a derivation in the making.
class DependentPart {
 public:
  DependentPart(const InverseTask& task, const std::vector<Unknown>& all, size_t count,
                const Solutions& solutions)
      : task_(task), all_(all), unknowns_(std::span(all).first(count)), solutions_(solutions) {}

  Section section() const {
    Section part{Role::part, "Part 1: " + nouns_of(unknowns_)};
    part.sections.push_back(backwards_idea(task_, unknowns_));
    part.blocks.emplace_back(way());
    if (is_by_parameters_) {
      part.sections.push_back(step_from_counts(task_, first()));
    } else if (is_told_) {
      for (Section& step : steps_for(task_, first())) part.sections.push_back(std::move(step));
    }
    if (const auto value = shown_value()) add_steps_of_others(part, *value);
    if (!solutions_.rows.empty()) part.sections.push_back(all_solutions());
    if (solutions_.rows.empty() && !is_told_) part.sections.push_back(no_solutions());
    part.answer.emplace_back(solutions_.rows.empty() ? none_found() : found());
    return part;
  }

 private:
  const Unknown& first() const { return unknowns_[0]; }

  Prose way() const {
    const std::string others = nouns_of(unknowns_.subspan(1));
    if (is_by_parameters_) {
      return prose("The sizes alone can't tell so much. But the parameters tell the ", first().noun,
                   ". With it ", others, " can be found.");
    }
    if (is_told_) {
      return prose("The output is known along every axis, and the input along the ",
                   known_axes(task_), ". There the ", first().noun,
                   " is the only unknown, so it is found first. With it ", others,
                   " can be found.");
    }
    const bool is_one_equation = unknowns_.size() == 2 && alike_axes(task_).size() == 1;
    return prose(is_one_equation ? "One equation can't tell two numbers. So each " : "Each ",
                 first().noun, " is tried, and what ", others, " must then be is worked out.");
  }

  /// The first unknown's value for which the others are worked out: of a solution, or where there
  /// is none one that shows why, or the least that the known axes allow.
  std::optional<Whole> shown_value() const {
    if (!solutions_.rows.empty()) return shown_first(first(), solutions_);
    if (!is_told_) return trial();
    const Bounds bounds = is_by_parameters_ ? bounds_by_counts(task_, first())
                                            : bounds_along(task_, first(), first().axis);
    if (bounds.least.is_undefined()) return std::nullopt;
    const Number least = maximum(smallest_of(first()), ceiling(bounds.least));
    const bool is_none = (bounds.most && *bounds.most < least) || kLargestWhole < least;
    return is_none ? std::nullopt : std::optional(least.whole());
  }

  /// The first with which each axis alone allows a number for the next unknown; else the smallest.
  Whole trial() const {
    const Whole smallest = smallest_of(first()).whole();
    const Number last = largest_tried(task_, first());
    const Unknown& next = unknowns_[1];
    for (Whole value = smallest; !(last < value); ++value) {
      const InverseTask filled = with_values(task_, all_, {value});
      bool is_allowed = true;
      for (size_t axis = 0; axis < task_.axes() && is_allowed; ++axis) {
        const bool tells =
            next.setting == Setting::input_size ? axis == next.axis : task_.input[axis] != kUnknown;
        is_allowed = !tells || whole_numbers_along(filled, next, axis);
      }
      if (is_allowed) return value;
    }
    return smallest;
  }

  void add_steps_of_others(Section& part, Whole first_value) const {
    const std::vector<Whole> value = {first_value};
    const InverseTask filled = with_values(task_, all_, value);
    for (const Unknown& other : unknowns_.subspan(1)) {
      for (Section& step : steps_for(filled, other)) {
        step.title += ", with " + as_title(setting_words(unknowns_, value));
        part.sections.push_back(std::move(step));
      }
    }
  }

  Section all_solutions() const {
    Section all{Role::step, "All solutions"};
    const bool is_one = solutions_.rows.size() == 1;
    const bool is_only = is_told_ && distinct_values(solutions_, 0).size() == 1;
    all.blocks.emplace_back(
        prose(is_only ? "No other " : "Every other ", first().noun,
              is_told_ && !is_only ? prose(" that is left") : prose(),
              is_only ? " goes" : " is tried in the same way",
              task_.axes() == 1 || is_told_ ? "" : ", along every axis",
              is_one ? ". This alone gives what is wanted:" : ". These give what is wanted:"));
    all.blocks.emplace_back(solutions_table(all_, solutions_));
    say_left_out(all);
    return all;
  }

  Section no_solutions() const {
    Section all{Role::step, "All others"};
    all.blocks.emplace_back(prose("Every other ", first().noun, " is tried in the same way",
                                  task_.axes() == 1 ? "" : ", along every axis",
                                  ". None gives what is wanted."));
    say_left_out(all);
    return all;
  }

  /// The padding that isn't looked at.
  void say_left_out(Section& all) const {
    if (!bounds_padding() && !tries_padding()) return;
    all.blocks.emplace_back(is_pool() ? prose("Padding of more than half of the ", task_.mover,
                                              " isn't listed: a pool may not have it.")
                                      : prose("Padding as deep as the ", span(),
                                              " or deeper isn't listed: at the border the ",
                                              task_.mover, " would see nothing else."));
  }

  Prose none_found() const {
    if (is_told_) {
      return prose(task_.axes() == 1 ? "Nothing gives what is wanted."
                                     : "Nothing gives what is wanted along all axes.");
    }
    Prose answer = tried_up_to(task_, unknowns_);
    if (bounds_padding()) {
      append(answer, is_pool() ? prose(", and padding of at most half of the ", task_.mover, ",")
                               : prose(", and padding less deep than the ", span(), ","));
    }
    append(answer, " nothing gives what is wanted.");
    return answer;
  }

  Prose found() const {
    const size_t count = solutions_.rows.size();
    Prose answer = is_told_ ? prose("There") : prose(tried_up_to(task_, unknowns_), " there");
    append(answer, prose(count == 1 ? prose(" is one solution: ")
                                    : prose(" are ", count, " solutions. The first is "),
                         setting_words(all_, solutions_.rows[0]), "."));
    if (solutions_.has_more) append(answer, " Larger strides give more.");
    return answer;
  }

  /// The padding is bounded where another setting is tried, and where it is tried itself.
  bool bounds_padding() const {
    return !task_.is_transposed && first().setting != Setting::padding &&
           unknowns_[1].setting == Setting::padding;
  }
  bool tries_padding() const {
    return !task_.is_transposed && !is_told_ && first().setting == Setting::padding;
  }
  bool is_pool() const { return !task_.filters; }
  Prose span() const {
    const bool is_dilated = is_unknown(task_.window.dilation) || !task_.window.dilation.is_one();
    return is_dilated ? prose("places that the ", task_.mover, " spans") : prose(task_.mover);
  }

  const InverseTask& task_;
  const std::vector<Unknown>& all_;
  std::span<const Unknown> unknowns_;  ///< those that depend on each other
  const Solutions& solutions_;
  bool is_by_parameters_ = is_told_by_parameters(task_, all_[0]);
  bool is_told_ = is_told(task_, all_);
};

}  // namespace

Section dependent_part(const InverseTask& task, const std::vector<Unknown>& all, size_t count,
                       const Solutions& solutions) {
  return DependentPart(task, all, count, solutions).section();
}

}  // namespace cnnsolve
