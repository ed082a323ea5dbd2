#include "kinds/inverse_bounds.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

constexpr std::string_view kOutput = "out";

// ---- What the sizes tell.

/// One axis with the unknowns as they are named, and what is wanted of it.
struct AxisTask {
  Axis<Term> axis;
  Term dilation;
  Term kernel;  ///< before it is dilated
  Term added;
  Term output;
};

AxisTask axis_task(const InverseTask& stated, const Unknown& unknown, size_t axis) {
  // A number must stand there; no formula looks at it.
  InverseTask task = with_values(stated, {unknown}, {smallest_of(unknown).whole()});
  for (Whole& size : task.input) size = std::max<Whole>(size, 1);
  const std::vector<Term> input = named_input<Term>(shape_of(task.input));
  const AxisName& name = axis_names(task.axes())[axis];
  const Number wanted(task.wanted_sizes()[axis]);
  AxisTask result;
  result.axis = stretched_axis(SizeTask<Term>{task.window, input, kOutput}, axis);
  result.kernel = named_kernel<Term>(task.window, task.axes(), axis);
  result.dilation = Term::named(axis_symbol(symbols::dilation, task.window.dilation, name),
                                Number(task.window.dilation.at(axis)));
  if (!task.added.values.empty() && task.added.at(axis) != 0) {
    result.added = Term::named(Symbol{"A"}, Number(task.added.at(axis)));
  }
  result.output = Term::named(Symbol{name.letter, kOutput}, wanted);
  return result;
}

/// Adds steps, under the unknown's symbol or under others.
class BoundsMaker {
 public:
  BoundsMaker(const InverseTask& task, const Unknown& unknown, size_t axis)
      : task_(task), unknown_(unknown), a_(axis_task(task, unknown, axis)) {
    const bool differ = unknown.setting != Setting::input_size && alike_axes(task).size() > 1;
    if (differ) letter_ = axis_names(task.axes())[axis].letter;
  }

  Bounds bounds() && {
    if (unknown_.setting == Setting::dilation && a_.kernel.value() == 1) {
      bounds_.least = 1;
      bounds_.conclusion = prose("A kernel of 1 has nothing that dilation could move apart.");
    } else if (task_.is_transposed) {
      show_span();
      undo_transposed();
    } else if (unknown_.setting == Setting::stride) {
      show_span();
      part_room();
    } else if (unknown_.setting == Setting::kernel && task_.is_side_by_side) {
      part_places();
    } else {
      show_span();
      undo_room();
    }
    return std::move(bounds_);
  }

 private:
  Term step(Prose words, const Symbol& symbol, const Term& formula) {
    Term result = Term::result(along_axis(symbol), formula);
    bounds_.steps.push_back({std::move(words), name_of(symbol), result});
    return result;
  }
  void take_exactly(const Term& value) {
    bounds_.least = bounds_.most.emplace(value.value());
    bounds_.is_exact = true;
  }
  static std::string name_of(const Symbol& symbol) {
    std::string name(symbol.base);
    if (!symbol.subscript.view().empty()) name += "_" + std::string(symbol.subscript.view());
    return name;
  }
  /// With the letter of the axis, where the others have other numbers: T_H, F_eff,H.
  Symbol along_axis(const Symbol& symbol) const {
    if (letter_.empty() || symbol == a_.output.node().symbol) return symbol;
    const std::string_view mark = symbol.subscript.view();
    return {symbol.base, mark.empty() ? std::string(letter_) : fmt::format("{},{}", mark, letter_)};
  }
  Symbol marked(const char* mark) const { return {unknown_.symbol.base, mark}; }

  bool is_stride_one() const { return a_.axis.stride.value() == 1; }
  bool is_dilated() const { return a_.dilation.value() != 1; }

  /// What a dilated kernel spans, where both are known.
  void show_span() {
    if (!is_result(a_.axis.kernel) || unknown_.setting == Setting::kernel ||
        unknown_.setting == Setting::dilation) {
      return;
    }
    bounds_.steps.push_back(
        {prose("The ", task_.mover, "'s parts lie ", a_.dilation.value(), " apart, so it spans:"),
         "effective_kernel", a_.axis.kernel});
  }

  /// The room between the first position and the last, and from it the unknown.
  void undo_room() {
    const Prose steps =
        a_.output.value() == 1
            ? prose("The ", task_.mover, " takes one position, so no step is made.")
            : prose("The ", task_.mover, " takes ", a_.output.value(), " positions, so it makes ",
                    Counted{a_.output.value() - 1, "step"}, " between the first and the last.");
    if (is_stride_one()) {
      const Term exact = step(prose(steps, " This is the room that it needs:"), Symbol{"T"},
                              least_room(a_.output, a_.axis.stride));
      const Term value = solve_for_room(exact, nullptr);
      take_exactly(value);
      return;
    }
    const Term least = step(prose(steps, " The room that it needs is at least:"),
                            Symbol{"T", "min"}, least_room(a_.output, a_.axis.stride));
    const Term most = step(prose("With room for one more step there would be one more position. So "
                                 "the room is at most:"),
                           Symbol{"T", "max"}, most_room(a_.output, a_.axis.stride));
    const bool grows =
        unknown_.setting == Setting::padding || unknown_.setting == Setting::input_size;
    bounds_.least = solve_for_room(grows ? least : most, "min").value();
    bounds_.most = solve_for_room(grows ? most : least, "max").value();
  }

  /// What gives so much room. `mark` says which bound it is; null: it is no bound.
  Term solve_for_room(const Term& room, const char* mark) {
    const Symbol symbol = mark ? marked(mark) : unknown_.symbol;
    const bool is_second = mark && std::string_view(mark) == "max";
    const auto words = [&](Prose first) { return is_second ? prose("and") : std::move(first); };
    const Prose taken = is_result(a_.axis.kernel) ? prose("what the ", task_.mover, " spans")
                                                  : prose("the ", task_.mover);
    const Prose about = prose("The room is the input with its padding, less ", taken,
                              ". Solved for the ", unknown_.noun, ":");
    if (unknown_.setting == Setting::padding) {
      return step(words(prose("The room is the input with its padding at both ends, less ", taken,
                              ". Solved for the padding of one end:")),
                  symbol, padding_for_room(room, a_.axis));
    }
    if (unknown_.setting == Setting::input_size) {
      return step(words(about), symbol, input_for_room(room, a_.axis));
    }
    const bool is_kernel = unknown_.setting == Setting::kernel;
    if (is_kernel && !is_dilated()) {
      return step(words(about), symbol, kernel_for_room(room, a_.axis));
    }
    const Term span = step(words(prose("The room is the input with its padding, less what the ",
                                       task_.mover, " spans. So it spans:")),
                           mark ? Symbol{"F", fmt::format("eff,{}", mark)} : Symbol{"F", "eff"},
                           kernel_for_room(room, a_.axis));
    return solve_for_span(span, symbol);
  }

  Term solve_for_span(const Term& span, const Symbol& symbol) {
    if (unknown_.setting == Setting::kernel) {
      return step(prose("Its parts lie ", a_.dilation.value(), " apart. Solved for the kernel:"),
                  symbol, kernel_of_span(span, a_.dilation));
    }
    const Number distances = a_.kernel.value() - 1;
    return step(distances == 1 ? prose("Between its 2 parts lies one distance:")
                               : prose("Between its ", a_.kernel.value(), " parts lie ", distances,
                                       " equal distances:"),
                symbol, dilation_of_span(span, a_.kernel));
  }

  /// The strides that part the room into the steps that are wanted.
  void part_room() {
    const Term all = step(prose("The room between the first position and the last is at most the "
                                "input with its padding, less the ",
                                task_.mover, ":"),
                          Symbol{"T"}, room(a_.axis));
    if (all.value().sign() < 0) {
      bounds_.least = Number::undefined();
      bounds_.conclusion = prose("The ", task_.mover,
                                 " is larger than the input with its padding, so no stride helps.");
      return;
    }
    if (a_.output.value() == 1) {
      bounds_.least = all.value() + 1;
      bounds_.conclusion = prose(
          "One position is wanted. So even one step must be longer than this room: the stride "
          "is ",
          bounds_.least, " or any larger whole number.");
      return;
    }
    const Term most = step(prose("It must hold ", Counted{a_.output.value() - 1, "step"},
                                 ". So the stride is at most:"),
                           marked("max"), most_stride(all, a_.output));
    const Term over = step(prose("If one step more went into it, there would be one position more. "
                                 "So the stride is larger than:"),
                           marked("more"), stride_for_one_more(all, a_.output));
    bounds_.most = most.value();
    bounds_.least = floor(over.value()) + 1;
  }

  /// The windows that lie side by side as often as is wanted.
  void part_places() {
    const Term places = step(
        prose("The stride is left out, so the ", task_.mover, " moves by its own size, and the ",
              task_.mover, "s lie side by side. Together they have the input with its padding:"),
        Symbol{"T"}, padded_size(a_.axis.input, a_.axis.padding));
    const Term most = step(prose("It must hold ", Counted{a_.output.value(), task_.mover},
                                 ". So the kernel is at most:"),
                           marked("max"), most_kernel_side_by_side(places, a_.output));
    const Term over = step(
        prose("If one more went into it, there would be one position more. So the kernel is larger "
              "than:"),
        marked("more"), kernel_for_one_more(places, a_.output));
    bounds_.most = most.value();
    bounds_.least = floor(over.value()) + 1;
  }

  /// The formula of a transposed convolution has no rounding, and one solution at most.
  void undo_transposed() {
    const Prose words = prose(
        "The formula of a transposed convolution isn't rounded, so it can be "
        "solved for the ",
        unknown_.noun, ":");
    const bool makes_no_step = unknown_.setting == Setting::stride && a_.axis.input.value() == 1;
    if (makes_no_step) return make_no_step();
    Term value;
    switch (unknown_.setting) {
      case Setting::padding:
        value = step(words, unknown_.symbol, transposed_padding(a_.axis, a_.added, a_.output));
        break;
      case Setting::stride:
        value = step(words, unknown_.symbol, transposed_stride(a_.axis, a_.added, a_.output));
        break;
      case Setting::input_size:
        value = step(words, unknown_.symbol, transposed_input(a_.axis, a_.added, a_.output));
        break;
      default: {
        const bool is_plain = unknown_.setting == Setting::kernel && !is_dilated();
        value = step(is_plain ? words : prose("First for what the filter spans:"),
                     is_plain ? unknown_.symbol : Symbol{"F", "eff"},
                     transposed_kernel(a_.axis, a_.added, a_.output));
        if (!is_plain) value = solve_for_span(value, unknown_.symbol);
      }
    }
    take_exactly(value);
  }

  /// From one place no step is made, whatever the stride.
  void make_no_step() {
    const Term output =
        step(prose("The input has one place, so no step is made, and the stride makes no "
                   "difference. The output always is:"),
             a_.output.node().symbol, transposed_output_size(a_.axis, a_.added));
    const bool is_wanted = output.value() == a_.output.value();
    bounds_.least = is_wanted ? 1 : Number::undefined();
    bounds_.conclusion = is_wanted ? prose("So any stride gives the output that is wanted.")
                                   : prose("So no stride gives the output that is wanted.");
  }

  const InverseTask& task_;
  const Unknown& unknown_;
  AxisTask a_;
  std::string_view letter_;  ///< of the axis, where others differ from it
  Bounds bounds_;
};

// ---- What the counts tell.

Bounds exactly(std::vector<InverseStep> steps) {
  Bounds bounds;
  bounds.least = bounds.most.emplace(steps.back().result.value());
  bounds.is_exact = true;
  bounds.steps = std::move(steps);
  return bounds;
}

/// What one of its filters holds, however many they are.
FilterCounts<Term> counts_of_filter(const InverseTask& task) {
  const Convolution one = {.filters = 1, .window = task.window, .groups = task.groups};
  return count_filters(one, task.bias, named_input<Term>(shape_of(task.input)));
}

InverseStep result_step(Prose words, std::string name, const Symbol& symbol, const Term& formula) {
  return {std::move(words), std::move(name), Term::result(symbol, formula)};
}

std::vector<InverseStep> filters_of_count(const InverseTask& task, const Symbol& symbol) {
  const Term all = Term::named(symbols::parameters, Number(*task.parameters));
  const FilterCounts<Term> counts = counts_of_filter(task);
  std::vector<InverseStep> steps;
  if (task.groups != 1) {
    steps.push_back({prose("A filter sees only the channels of its own group:"),
                     "channels_per_group", counts.channels_seen});
  }
  steps.push_back(
      {prose("The weights of one filter:"), "weights_per_filter", counts.filter_weights});
  if (task.bias) {
    steps.push_back({prose("Each filter also has one bias:"), "parameters_per_filter",
                     counts.filter_parameters});
  }
  steps.push_back(result_step(prose("All filters together have the parameters that are stated:"),
                              "filters", symbol,
                              filters_of_parameters(all, counts.filter_parameters)));
  return steps;
}

/// The weights of one filter, and what they are made of.
std::vector<InverseStep> weights_of_count(const InverseTask& task) {
  const Term all = Term::named(symbols::parameters, Number(*task.parameters));
  const Term filters = Term::named(symbols::filters, Number(*task.filters));
  return {result_step(
      *task.filters == 1
          ? prose("All parameters are the one filter's.",
                  task.bias ? " One is its bias, and the rest are weights:" : " They are weights:")
      : task.bias ? prose("The parameters are shared out to the filters. Each has one bias, "
                          "and the rest are weights:")
                  : prose("The parameters are shared out to the filters:"),
      "weights_per_filter", Symbol{"n", "w"},
      task.bias ? weights_of_filter(all, filters, Term(1)) : filters_of_parameters(all, filters))};
}

/// The whole number whose power is `power`, or the numbers between which its root lies.
Bounds root_bounds(std::vector<InverseStep> steps, const Number& power, size_t axes,
                   const std::string& product) {
  Bounds bounds;
  bounds.steps = std::move(steps);
  bounds.least = Number::undefined();
  bounds.conclusion = prose("No whole number F makes ", product, " equal to that.");
  if (power < 1) bounds.conclusion = prose("It must be at least 1, so this won't do.");
  if (power < 1 || kLargestWhole < power) return bounds;
  Whole root = 1;
  const auto raised = [&](Whole side) {
    Number all = 1;
    for (size_t axis = 0; axis < axes; ++axis) all = all * Number(side);
    return all;
  };
  while (!(power < raised(root * 2))) root *= 2;
  for (Whole bit = root; bit > 0; bit /= 2) {
    if (!(power < raised(root + bit))) root += bit;
  }
  bounds.least = raised(root) == power ? root : root + 1;
  bounds.most = root;
  if (raised(root) == power) {
    bounds.conclusion = prose("So ", product, " is ", power, ", and F is ", root, ".");
  }
  return bounds;
}

}  // namespace

Bounds bounds_along(const InverseTask& task, const Unknown& unknown, size_t axis) {
  return BoundsMaker(task, unknown, axis).bounds();
}

Bounds bounds_by_counts(const InverseTask& task, const Unknown& unknown) {
  if (unknown.setting == Setting::filters) {
    if (task.wanted_channels()) {
      const Term made = Term::named(Symbol{"C", kOutput}, Number(*task.wanted_channels()));
      return exactly({result_step(prose("Each filter makes one channel of the output:"), "filters",
                                  unknown.symbol, made)});
    }
    return exactly(filters_of_count(task, unknown.symbol));
  }
  std::vector<InverseStep> steps = weights_of_count(task);
  const Term weights = steps[0].result;
  if (unknown.setting == Setting::input_channels) {
    const Term seen = channels_of_weights(weights, places_covered(task.window, task.axes()));
    const Symbol symbol = task.groups == 1 ? unknown.symbol : Symbol{"C", "group"};
    steps.push_back(result_step(prose("They are the places that a filter covers, times the "
                                      "channels that it sees:"),
                                "channels_seen", symbol, seen));
    if (task.groups != 1) {
      steps.push_back(result_step(
          prose("It sees the channels of one group:"), "input_channels", unknown.symbol,
          channels_of_groups(steps.back().result, Term::named(symbols::groups, task.groups))));
    }
    return exactly(std::move(steps));
  }
  const std::string power = task.axes() == 1 ? "F" : task.axes() == 2 ? "F · F" : "F · F · F";
  steps.push_back(result_step(prose("They are the places that a filter covers, ", power,
                                    ", times the channels that it sees:"),
                              "places_covered", Symbol{"n", "places"},
                              places_of_weights(weights, counts_of_filter(task).channels_seen)));
  const Number covered = steps.back().result.value();
  return root_bounds(std::move(steps), covered, task.axes(), power);
}

std::optional<std::pair<Number, Number>> whole_numbers_along(const InverseTask& task,
                                                             const Unknown& unknown, size_t axis) {
  const Bounds bounds = bounds_along(task, unknown, axis);
  if (bounds.least.is_undefined() || !bounds.most) return std::nullopt;
  const Number first = maximum(smallest_of(unknown), ceiling(bounds.least));
  const Number last = floor(*bounds.most);
  if (last < first) return std::nullopt;
  return std::pair(first, last);
}

}  // namespace cnnsolve
