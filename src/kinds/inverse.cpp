#include "kinds/inverse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

constexpr std::string_view kOutput = "out";

bool is_unknown(const PerAxis& values) {
  return std::find(values.values.begin(), values.values.end(), kUnknown) != values.values.end();
}
bool is_unknown(const Padding& padding) {
  return std::any_of(padding.pairs.begin(), padding.pairs.end(),
                     [](const auto& pair) { return pair[0] == kUnknown || pair[1] == kUnknown; });
}

void put_in(InverseTask& task, const Unknown& unknown, Whole value) {
  Window& w = task.window;
  switch (unknown.setting) {
    case Setting::kernel:
      w.kernel = {{value}};
      break;
    case Setting::dilation:
      w.dilation = {{value}};
      break;
    case Setting::stride:
      w.stride = {{value}};
      break;
    case Setting::padding:
      w.padding.pairs = {{value, value}};
      break;
    case Setting::input_size:
      task.input[unknown.axis] = value;
      break;
    case Setting::filters:
      task.filters = value;
      break;
    case Setting::input_channels:
      task.input.back() = value;
      break;
  }
}

// ---- What the sizes tell.

/// One axis with the unknowns as they are named, and what is wanted of it.
struct AxisTask {
  Axis<Term> axis;
  Term dilation;
  Term kernel;  ///< before it is dilated
  Term added;
  Term output;
};

AxisTask axis_task(InverseTask task, const Unknown& unknown, size_t axis) {
  // A number must stand there; no formula looks at it.
  put_in(task, unknown, unknown.setting == Setting::padding ? 0 : 1);
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
      : task_(task), unknown_(unknown), a_(axis_task(task, unknown, axis)) {}

  Bounds bounds() && {
    if (unknown_.setting == Setting::dilation && a_.kernel.value() == 1) {
      bounds_.least = 1;
      bounds_.conclusion = prose("A kernel of 1 has nothing that dilation could move apart.");
    } else if (task_.is_transposed) {
      undo_transposed();
    } else if (unknown_.setting == Setting::stride) {
      part_room();
    } else {
      undo_room();
    }
    return std::move(bounds_);
  }

 private:
  Term step(Prose words, const Symbol& symbol, const Term& formula) {
    Term result = Term::result(symbol, formula);
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
  Symbol marked(const char* mark) const { return {unknown_.symbol.base, mark}; }

  bool is_stride_one() const { return a_.axis.stride.value() == 1; }
  bool is_dilated() const { return a_.dilation.value() != 1; }

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
    const Prose about = prose("The room is the input with its padding, less the ", task_.mover,
                              ". Solved for the ", unknown_.noun, ":");
    if (unknown_.setting == Setting::padding) {
      return step(words(prose("The room is the input with its padding at both ends, less the ",
                              task_.mover, ". Solved for the padding of one end:")),
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
    return step(prose("Between its ", a_.kernel.value(), " parts lie ", a_.kernel.value() - 1,
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

  /// The formula of a transposed convolution has no rounding, and one solution at most.
  void undo_transposed() {
    const Prose words = prose(
        "The formula of a transposed convolution isn't rounded, so it can be "
        "solved for the ",
        unknown_.noun, ":");
    const bool leaves_open = unknown_.setting == Setting::stride && a_.axis.input.value() == 1;
    if (leaves_open) {
      bounds_.least = 1;
      return;
    }
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

  const InverseTask& task_;
  const Unknown& unknown_;
  AxisTask a_;
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

/// The places that a filter covers: F · F.
Term places_covered(const InverseTask& task) {
  std::vector<Term> sides;
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    sides.push_back(named_kernel<Term>(task.window, task.axes(), axis));
  }
  return volume(sides);
}

InverseStep result_step(Prose words, std::string name, const Symbol& symbol, const Term& formula) {
  return {std::move(words), std::move(name), Term::result(symbol, formula)};
}

std::vector<InverseStep> filters_of_count(const InverseTask& task, const Symbol& symbol) {
  const Term all = Term::named(symbols::parameters, Number(*task.parameters));
  const FilterCounts<Term> counts = counts_of_filter(task);
  std::vector<InverseStep> steps = {
      {prose("The weights of one filter:"), "weights_per_filter", counts.filter_weights}};
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
      task.bias ? prose("The parameters are shared out to the filters. Each has one bias, "
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

// ---- The search.

/// Up to which value one of two unknowns of the window is looked for.
Number largest_tried(const InverseTask& task, const Unknown& unknown) {
  const std::vector<Whole> wanted = task.wanted_sizes();
  Number shortest;
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    Number places = task.is_transposed ? wanted[axis] : task.input[axis];
    const Padding& padding = task.window.padding;
    if (!is_unknown(padding) && padding.mode == Padding::Mode::numbers) {
      places = padded_size(
          places, asymmetric_padding(Number(padding.at(axis)[0]), Number(padding.at(axis)[1])));
    }
    if (axis == 0 || places < shortest) shortest = places;
  }
  if (unknown.setting != Setting::dilation) return shortest;
  const std::vector<Whole>& kernel = task.window.kernel.values;
  const Whole largest = *std::max_element(kernel.begin(), kernel.end());
  return largest < 2 ? Number(1) : floor(dilation_of_span(shortest, Number(largest)));
}

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
      const Number most = largest_tried(task_, unknowns_[i]);
      const auto is_small = [&](const std::vector<Whole>& row) { return !(most < row[i]); };
      const auto small = std::count_if(found_.rows.begin(), found_.rows.end(), is_small);
      // One that is larger is better than none.
      found_.worth_listing =
          std::min(found_.rows.size(), std::max<size_t>(1, static_cast<size_t>(small)));
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

  /// From which number to which the unknown can be, given those before it.
  std::pair<Number, std::optional<Number>> range(const InverseTask& filled, size_t i) {
    const Unknown& unknown = unknowns_[i];
    const Number smallest = smallest_of(unknown);
    const bool waits =
        i + 1 < unknowns_.size() && is_of_window(unknown) && is_of_window(unknowns_[i + 1]);
    if (waits) return {smallest, largest_tried(task_, unknown)};
    Number first = smallest;
    std::optional<Number> last;
    if (i > 0 && unknown.setting == Setting::padding && !filled.is_transposed) {
      const Whole kernel = filled.window.kernel.at(0), dilation = filled.window.dilation.at(0);
      last = effective_kernel(Number(kernel), Number(dilation)) - 1;
    }
    if (i > 0 && unknown.setting == Setting::dilation && filled.window.kernel.at(0) == 1) last = 1;
    const auto narrow = [&](const Bounds& bounds) {
      if (bounds.least.is_undefined()) {
        first = bounds.least;
        return;
      }
      if (!first.is_undefined()) first = maximum(first, ceiling(bounds.least));
      if (bounds.most && (!last || *bounds.most < *last)) last = floor(*bounds.most);
    };
    if (!is_found_by_sizes(filled, unknown)) {
      narrow(bounds_by_counts(filled, unknown));
    } else if (unknown.setting == Setting::input_size) {
      narrow(bounds_along(filled, unknown, unknown.axis));
    } else {
      for (size_t axis = 0; axis < filled.axes(); ++axis) {
        narrow(bounds_along(filled, unknown, axis));
      }
    }
    if (!last) found_.is_endless = true;
    if (!last && unknown.setting == Setting::stride && i > 0) {
      found_.has_more = true;
      last = largest_tried(task_, unknown);
    }
    return {first, last};
  }

  const InverseTask& task_;
  const std::vector<Unknown>& unknowns_;
  Solutions found_;
};

// ---- The question itself.

class Check {
 public:
  explicit Check(const InverseTask& task) : task_(task) {}

  std::vector<FieldMistake> mistakes() && {
    mistakes_ = check_input(task_.input);
    if (!mistakes_.empty()) return std::move(mistakes_);
    check_lists();
    if (!mistakes_.empty()) return std::move(mistakes_);
    unknowns_ = unknowns_of(task_);
    check_unknowns();
    check_wanted();
    if (mistakes_.empty()) check_findable();
    return std::move(mistakes_);
  }

 private:
  void add(std::string path, std::string what) {
    mistakes_.push_back({std::move(path), std::move(what)});
  }
  bool has(Setting setting) const {
    return std::any_of(unknowns_.begin(), unknowns_.end(),
                       [&](const Unknown& unknown) { return unknown.setting == setting; });
  }

  void check_lists() {
    const auto expect_alone = [&](const char* field, bool unknown, size_t count) {
      if (unknown && count > 1) add(field, "must be \"?\" for all axes, or numbers");
    };
    const Window& w = task_.window;
    expect_alone("kernel", is_unknown(w.kernel), w.kernel.values.size());
    expect_alone("stride", is_unknown(w.stride), w.stride.values.size());
    expect_alone("dilation", is_unknown(w.dilation), w.dilation.values.size());
    expect_alone("padding", is_unknown(w.padding), w.padding.pairs.size());
    const bool is_half = is_unknown(w.padding) && w.padding.pairs[0][0] != w.padding.pairs[0][1];
    if (is_half) add("padding", "must be \"?\" for both ends, or numbers");
    cnnsolve::add(mistakes_, check_counts(w, task_.axes(), ""));
    const std::vector<Whole>& kernel = w.kernel.values;
    if (is_unknown(w.dilation) &&
        std::count(kernel.begin(), kernel.end(), 1) == static_cast<std::ptrdiff_t>(kernel.size())) {
      add("dilation", "must be known where the kernel is 1: it makes no difference there");
    }
  }

  void check_unknowns() {
    std::vector<std::string> fields;
    for (const Unknown& unknown : unknowns_) {
      const bool is_input = unknown.setting == Setting::input_size;
      std::string field(is_input ? "input" : unknown.name);
      if (unknown.setting == Setting::input_channels) field = "input's channels";
      if (fields.empty() || fields.back() != field) fields.push_back(field);
    }
    if (fields.size() > 2) {
      add("output", fmt::format("can't tell so much: at most two settings may be \"?\", got {}",
                                join(fields)));
    }
    const bool has_window = std::any_of(unknowns_.begin(), unknowns_.end(), is_of_window);
    if (has_window && has(Setting::input_size)) {
      add("input", fmt::format("must be known where the {} is \"?\"", unknowns_[0].noun));
    }
    const bool is_pair = unknowns_.size() > 1 && is_of_window(unknowns_[1]);
    if (is_pair && !task_.wanted_sizes().empty() &&
        Number(kMostPlacesOfTwo) < largest_tried(task_, {Setting::stride, 0, "", "", {}})) {
      add(task_.is_transposed ? "output" : "input",
          fmt::format("must have at most {} places along an axis where the {} and the {} are \"?\"",
                      kMostPlacesOfTwo, unknowns_[0].noun, unknowns_[1].noun));
    }
    const bool is_named =
        task_.window.padding.mode == Padding::Mode::same ||
        (task_.is_transposed && task_.window.padding.mode != Padding::Mode::numbers);
    if (is_named && (has_window || has(Setting::input_size))) {
      add("padding", "must be numbers where another size is \"?\"");
    }
  }

  void check_wanted() {
    const WantedOutput& wanted = task_.wanted;
    if (wanted.mode == WantedOutput::Mode::same_as_input && has(Setting::input_size)) {
      add("output", "must be sizes where the input's are \"?\"");
    }
    if (wanted.mode != WantedOutput::Mode::sizes) return;
    const size_t count = wanted.sizes.size();
    if (count != task_.axes() && count != task_.axes() + 1) {
      return add("output", fmt::format("must be {} or, with the channels, {} sizes, got {}",
                                       task_.axes(), task_.axes() + 1, count));
    }
    const std::optional<Whole> channels = task_.wanted_channels();
    const Whole made = task_.filters ? *task_.filters : task_.input.back();
    if (channels && made != kUnknown && *channels != made) {
      add(fmt::format("output/{}", task_.axes()),
          fmt::format("must be {}, one channel for each {}, got {}", made,
                      task_.filters ? "filter" : "channel of the input", *channels));
    }
  }

  void check_findable() {
    const bool has_sizes = !task_.wanted_sizes().empty();
    for (const Unknown& unknown : unknowns_) {
      const Setting setting = unknown.setting;
      const bool by_parameters =
          task_.parameters && (setting == Setting::filters || setting == Setting::input_channels ||
                               (setting == Setting::kernel && !has_sizes));
      const bool by_output = setting == Setting::filters ? task_.wanted_channels().has_value()
                             : setting == Setting::input_channels ? false
                                                                  : has_sizes;
      if (by_parameters || by_output) continue;
      if (setting == Setting::filters) {
        return add("output",
                   "must say its channels, or the parameters must be stated: else the "
                   "filters can't be found");
      }
      const bool wants_parameters = setting == Setting::input_channels;
      return add(wants_parameters ? "parameters" : "output",
                 fmt::format("is missing: without it the {} can't be found", unknown.noun));
    }
    const bool needs_parameters =
        task_.parameters && !has_sizes && has(Setting::kernel) && unknowns_.size() > 1;
    if (needs_parameters) add("output", "is missing: one count can't tell two settings");
    const bool both_counts =
        has(Setting::filters) && has(Setting::input_channels) && !task_.wanted_channels();
    if (both_counts) add("output", "is missing: one count can't tell two settings");
  }

  const InverseTask& task_;
  std::vector<Unknown> unknowns_;
  std::vector<FieldMistake> mistakes_;
};

}  // namespace

std::vector<Whole> InverseTask::wanted_sizes() const {
  if (wanted.mode == WantedOutput::Mode::none) return {};
  const std::vector<Whole>& sizes = wanted.mode == WantedOutput::Mode::sizes ? wanted.sizes : input;
  return {sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(axes())};
}

std::optional<Whole> InverseTask::wanted_channels() const {
  const bool has_channels =
      wanted.mode == WantedOutput::Mode::sizes && wanted.sizes.size() == axes() + 1;
  return has_channels ? std::optional(wanted.sizes.back()) : std::nullopt;
}

namespace {

std::string_view input_answer(const AxisName& axis) {
  constexpr std::array<std::string_view, 4> kNames = {"input_length", "input_height", "input_width",
                                                      "input_depth"};
  return *std::find_if(kNames.begin(), kNames.end(),
                       [&](std::string_view name) { return name.ends_with(axis.name); });
}

}  // namespace

std::vector<Unknown> unknowns_of(const InverseTask& task) {
  std::vector<Unknown> unknowns;
  const auto add = [&](Setting setting, const char* name, const Symbol& symbol, bool is_asked) {
    if (is_asked) unknowns.push_back({setting, 0, name, name, symbol});
  };
  add(Setting::kernel, "kernel", symbols::kernel, is_unknown(task.window.kernel));
  add(Setting::dilation, "dilation", symbols::dilation, is_unknown(task.window.dilation));
  add(Setting::stride, "stride", symbols::stride, is_unknown(task.window.stride));
  add(Setting::padding, "padding", symbols::padding, is_unknown(task.window.padding));
  const std::vector<AxisName>& names = axis_names(task.axes());
  for (size_t axis = 0; axis < names.size(); ++axis) {
    if (task.input[axis] != kUnknown) continue;
    unknowns.push_back({Setting::input_size, axis, input_answer(names[axis]),
                        "input's " + std::string(names[axis].name), Symbol{names[axis].letter}});
  }
  add(Setting::filters, "filters", symbols::filters, task.filters == kUnknown);
  if (task.input.back() == kUnknown) {
    unknowns.push_back(
        {Setting::input_channels, 0, "input_channels", "input's channels", symbols::channels});
  }
  return unknowns;
}

bool asks(const InverseTask& task) {
  const Window& w = task.window;
  return is_unknown(w.kernel) || is_unknown(w.dilation) || is_unknown(w.stride) ||
         is_unknown(w.padding) || task.filters == kUnknown ||
         std::find(task.input.begin(), task.input.end(), kUnknown) != task.input.end();
}

std::vector<FieldMistake> check(const InverseTask& task) { return Check(task).mistakes(); }

InverseTask with_values(InverseTask task, const std::vector<Unknown>& unknowns,
                        const std::vector<Whole>& values) {
  for (size_t i = 0; i < values.size(); ++i) put_in(task, unknowns[i], values[i]);
  return task;
}

bool is_found_by_sizes(const InverseTask& task, const Unknown& unknown) {
  return !task.wanted_sizes().empty() && unknown.setting <= Setting::input_size;
}

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
    const Term seen = channels_of_weights(weights, places_covered(task));
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

bool is_solution(const InverseTask& task, const std::vector<Unknown>& unknowns,
                 const std::vector<Number>& values) {
  std::vector<Whole> wholes;
  for (size_t i = 0; i < unknowns.size(); ++i) {
    const bool is_possible = values[i].is_integer() && !values[i].is_undefined() &&
                             !(values[i] < smallest_of(unknowns[i])) &&
                             !(kLargestWhole < values[i]);
    if (!is_possible) return false;
    wholes.push_back(values[i].whole());
  }
  return gives_what_is_wanted(with_values(task, unknowns, wholes));
}

Solutions find_solutions(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  return Search(task, unknowns).run();
}

}  // namespace cnnsolve
