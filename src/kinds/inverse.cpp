#include "kinds/inverse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kinds/convolution.h"
#include "kinds/givens.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// One value, or for a setting of the window one an axis.
void put_in(InverseTask& task, const Unknown& unknown, const std::vector<Whole>& values) {
  Window& w = task.window;
  switch (unknown.setting) {
    case Setting::kernel:
      w.kernel.values = values;
      if (task.is_side_by_side) w.stride = w.kernel;
      break;
    case Setting::dilation:
      w.dilation.values = values;
      break;
    case Setting::stride:
      w.stride.values = values;
      break;
    case Setting::padding:
      w.padding.pairs.clear();
      for (const Whole value : values) w.padding.pairs.push_back({value, value});
      break;
    case Setting::input_size:
      task.input[unknown.axis] = values[0];
      break;
    case Setting::filters:
      task.filters = values[0];
      break;
    case Setting::input_channels:
      task.input.back() = values[0];
      break;
  }
}

std::string_view input_answer(const AxisName& axis) {
  constexpr std::array<std::string_view, 4> kNames = {"input_length", "input_height", "input_width",
                                                      "input_depth"};
  return *std::find_if(kNames.begin(), kNames.end(),
                       [&](std::string_view name) { return name.ends_with(axis.name); });
}

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
    const size_t count = task_.wanted.sizes.size();
    if (task_.wanted.mode == WantedOutput::Mode::sizes && count != task_.axes() &&
        count != task_.axes() + 1) {
      add("output", fmt::format("must be {} or, with the channels, {} sizes, got {}", task_.axes(),
                                task_.axes() + 1, count));
    }
    if (is_unknown(w.dilation) && w.kernel.is_one()) {
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
      const bool has_output = task_.wanted.mode != WantedOutput::Mode::none;
      add(has_output || !task_.parameters ? "output" : "parameters",
          fmt::format("can't tell so much: at most two settings may be \"?\", got {}",
                      join(fields)));
    }
    const bool has_window = std::any_of(unknowns_.begin(), unknowns_.end(), is_of_window);
    if (!task_.wanted_sizes().empty()) check_number();
    const bool is_named =
        task_.window.padding.mode == Padding::Mode::same ||
        (task_.is_transposed && task_.window.padding.mode != Padding::Mode::numbers);
    if (is_named && (has_window || has(Setting::input_size))) {
      add("padding", "must be numbers where another size is \"?\"");
    }
  }

  static Number power(Whole base, size_t exponent) {
    Number product = 1;
    for (size_t i = 0; i < exponent; ++i) product = product * Number(base);
    return product;
  }

  /// The largest length, but at least 1, that has no more rows of solutions than there may be.
  template <class Rows>
  static Whole longest_listed(const Rows& rows) {
    constexpr Whole kMostRows = 100'000;
    Whole most = 1;
    while (!(Number(kMostRows) < rows(most + 1))) ++most;
    return most;
  }

  size_t unknown_sizes() const {
    return static_cast<size_t>(std::count_if(
        unknowns_.begin(), unknowns_.end(),
        [](const Unknown& unknown) { return unknown.setting == Setting::input_size; }));
  }

  /// Refuses what would take too long to try, or would have too many solutions: each size of the
  /// input may be one of as many as the stride is long, and so may a setting that is told.
  void check_number() {
    const size_t sizes = unknown_sizes();
    const bool depends = dependent_unknowns(unknowns_) > 0;
    const bool is_first_told = is_told(task_, unknowns_);
    const Number tried = largest_tried(task_, {Setting::stride, 0, "", "", {}});
    if (depends && (has(Setting::stride) || !is_first_told)) {
      Whole most = sizes == 0 ? kMostPlacesOfTwo : kMostPlacesWithInput;
      // A stride may be as long as that, and so may then what it leaves over along each size.
      if (has(Setting::stride) && sizes > 0) {
        most =
            std::min(most, longest_listed([&](Whole places) { return power(places, sizes + 1); }));
      }
      if (Number(most) < tried) {
        return add(
            task_.is_transposed || sizes > 0 ? "output" : "input",
            fmt::format(
                "must have at most {} places along an axis where the {} and the {} are \"?\"", most,
                unknowns_[0].noun, unknowns_[1].noun));
      }
    }
    const bool is_unique = task_.is_transposed || has(Setting::stride) || sizes == 0;
    if (is_unique || (sizes == 1 && !depends)) return;
    const Whole most = longest_listed([&](Whole stride) {
      const Number firsts = depends && !is_first_told ? tried : Number(1);
      return firsts * power(stride, sizes + (is_first_told ? 1 : 0));
    });
    const std::vector<Whole>& strides = task_.window.stride.values;
    const Whole longest = *std::max_element(strides.begin(), strides.end());
    if (longest <= most) return;
    add("stride", fmt::format("must be at most {} where the {} and the {} are \"?\", got {}", most,
                              unknowns_[0].noun, unknowns_[1].noun, longest));
  }

  void check_wanted() {
    const WantedOutput& wanted = task_.wanted;
    if (wanted.mode == WantedOutput::Mode::same_as_input && has(Setting::input_size)) {
      add("output", "must be sizes where the input's are \"?\"");
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
      if (wants_parameters && !task_.filters) {
        return add(fmt::format("input/{}", task_.axes()),
                   "must be a number: pooling keeps the channels, so there is nothing to find");
      }
      return add(wants_parameters ? "parameters" : "output",
                 fmt::format("is missing: without it the {} can't be found", unknown.noun));
    }
    const bool is_one_count_for_two =
        (task_.parameters && !has_sizes && has(Setting::kernel) && unknowns_.size() > 1) ||
        (has(Setting::filters) && has(Setting::input_channels) && !task_.wanted_channels());
    if (is_one_count_for_two) add("output", "is missing: one count can't tell two settings");
  }

  const InverseTask& task_;
  std::vector<Unknown> unknowns_;
  std::vector<FieldMistake> mistakes_;
};

}  // namespace

bool is_unknown(const PerAxis& values) {
  return std::find(values.values.begin(), values.values.end(), kUnknown) != values.values.end();
}
bool is_unknown(const Padding& padding) {
  return std::any_of(padding.pairs.begin(), padding.pairs.end(),
                     [](const auto& pair) { return pair[0] == kUnknown || pair[1] == kUnknown; });
}

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

std::vector<Unknown> unknowns_of(const InverseTask& task) {
  std::vector<Unknown> unknowns;
  const auto known = std::find_if(task.input.begin(), task.input.end() - 1,
                                  [](Whole size) { return size != kUnknown; });
  const auto first_known = static_cast<size_t>(known - task.input.begin()) % task.axes();
  const auto add = [&](Setting setting, const char* name, const Symbol& symbol, bool is_asked) {
    if (is_asked) unknowns.push_back({setting, first_known, name, name, symbol});
  };
  add(Setting::kernel, "kernel", symbols::kernel, is_unknown(task.window.kernel));
  add(Setting::dilation, "dilation", symbols::dilation, is_unknown(task.window.dilation));
  add(Setting::stride, "stride", symbols::stride,
      is_unknown(task.window.stride) && !task.is_side_by_side);
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

size_t dependent_unknowns(const std::vector<Unknown>& unknowns) {
  if (unknowns.empty() || !is_of_window(unknowns[0])) return 0;
  const auto other = std::find_if_not(unknowns.begin() + 1, unknowns.end(), is_of_sizes);
  const auto count = static_cast<size_t>(other - unknowns.begin());
  return count > 1 ? count : 0;
}

bool is_told_by_parameters(const InverseTask& task, const Unknown& unknown) {
  return unknown.setting == Setting::kernel && task.parameters && task.filters &&
         *task.filters != kUnknown && task.input.back() != kUnknown;
}

bool is_told(const InverseTask& task, const std::vector<Unknown>& unknowns) {
  if (dependent_unknowns(unknowns) == 0) return false;
  if (is_told_by_parameters(task, unknowns[0])) return true;
  return unknowns[1].setting == Setting::input_size &&
         std::any_of(task.input.begin(), task.input.end() - 1,
                     [](Whole size) { return size != kUnknown; });
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
  if (unknowns.size() == 1 && !values.empty()) {
    put_in(task, unknowns[0], values);
    return task;
  }
  for (size_t i = 0; i < values.size(); ++i) put_in(task, unknowns[i], {values[i]});
  return task;
}

InverseTask like_axis(InverseTask task, size_t axis) {
  const std::vector<Whole> sizes(task.axes(), task.wanted_sizes()[axis]);
  task.wanted = {WantedOutput::Mode::sizes, sizes};
  task.parameters.reset();
  std::fill(task.input.begin(), task.input.end() - 1, Whole(task.input[axis]));
  for (PerAxis* setting :
       {&task.window.kernel, &task.window.stride, &task.window.dilation, &task.added}) {
    if (!setting->values.empty()) setting->values = {setting->at(axis)};
  }
  if (!task.window.padding.pairs.empty())
    task.window.padding.pairs = {task.window.padding.at(axis)};
  return task;
}

Number largest_tried(const InverseTask& task, const Unknown& unknown) {
  const std::vector<Whole> wanted = task.wanted_sizes();
  Number longest;
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    const bool is_bound_by_output = task.is_transposed || task.input[axis] == kUnknown;
    Number places = is_bound_by_output ? wanted[axis] : task.input[axis];
    const Padding& padding = task.window.padding;
    if (!is_unknown(padding) && padding.mode == Padding::Mode::numbers) {
      places = padded_size(
          places, asymmetric_padding(Number(padding.at(axis)[0]), Number(padding.at(axis)[1])));
    }
    longest = maximum(longest, places);
  }
  if (unknown.setting != Setting::dilation) return longest;
  const std::vector<Whole>& kernel = task.window.kernel.values;
  const Whole largest = *std::max_element(kernel.begin(), kernel.end());
  return largest < 2 ? Number(1) : maximum(1, floor(dilation_of_span(longest, Number(largest))));
}

std::vector<AxisGroup> alike_axes(const InverseTask& task) {
  const std::vector<Whole> wanted = task.wanted_sizes();
  const Window& w = task.window;
  return group_alike(task.axes(), [&](size_t a, size_t b) {
    return task.input[a] == task.input[b] && wanted[a] == wanted[b] &&
           w.kernel.at(a) == w.kernel.at(b) && w.stride.at(a) == w.stride.at(b) &&
           w.dilation.at(a) == w.dilation.at(b) && w.padding.at(a) == w.padding.at(b);
  });
}

bool is_found_by_sizes(const InverseTask& task, const Unknown& unknown) {
  return !task.wanted_sizes().empty() && is_of_sizes(unknown);
}

}  // namespace cnnsolve
