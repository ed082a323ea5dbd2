#include "kinds/transposed_conv.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "kinds/operations.h"
#include "kinds/size_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

constexpr std::string_view kOutput = "out";

/// One axis, worked out.
template <class N>
struct TransposedAxis {
  Axis<N> axis;  ///< a result as its padding where Keras takes half of the kernel
  N added;       ///< places at the end
  N output;
};

/// Everything about a layer that is worked out.
template <class N>
struct Worked {
  std::vector<N> input;  ///< its sizes
  std::vector<TransposedAxis<N>> axes;
  std::vector<N> sizes;  ///< of the output
  FilterCounts<N> counts;
  Operations<N> operations;
};

template <class N>
SizeTask<N> size_task(const TransposedConvLayer& layer, const std::vector<N>& input,
                      std::string_view index) {
  return {layer.convolution.window, input, index};
}

template <class N>
TransposedAxis<N> work_out_transposed(const TransposedConvLayer& layer, const std::vector<N>& input,
                                      size_t axis, std::string_view index) {
  const SizeTask<N> task = size_task(layer, input, index);
  const AxisName& axis_name = axis_names(task.axes())[axis];
  const auto name = [&] { return Symbol{axis_name.letter, task.output_subscript}; };
  const Padding::Mode mode = layer.convolution.window.padding.mode;
  TransposedAxis<N> worked{stretched_axis(task, axis), N(0), N(0)};
  Axis<N>& a = worked.axis;
  if (layer.output_padding.values.empty() && mode != Padding::Mode::numbers) {
    worked.output =
        result(name, mode == Padding::Mode::same ? same_transposed_output_size(a.input, a.stride)
                                                 : valid_transposed_output_size(a));
    return worked;
  }
  if (mode == Padding::Mode::same) {
    a.padding = symmetric_padding(result(
        [&] {
          return Symbol{symbols::padding.base, axis_name.letter};
        },
        half_window(a.kernel)));
  }
  const bool adds = !layer.output_padding.values.empty() && layer.output_padding.at(axis) != 0;
  if (adds) {
    const auto added = [&] {
      return axis_symbol(symbols::output_padding, layer.output_padding, axis_name);
    };
    worked.added = given<N>(added, layer.output_padding.at(axis));
  }
  worked.output = result(name, transposed_output_size(a, worked.added));
  return worked;
}

template <class N>
Worked<N> work_out(const TransposedConvLayer& layer, std::vector<N> input, std::string_view index) {
  Worked<N> w;
  w.input = std::move(input);
  for (size_t axis = 0; axis + 1 < w.input.size(); ++axis) {
    w.axes.push_back(work_out_transposed(layer, w.input, axis, index));
    w.sizes.push_back(w.axes.back().output);
  }
  w.counts = count_filters(layer.convolution, layer.bias, w.input);
  // Each number of the input meets each weight once.
  w.operations = count_operations(w.counts.weights, {w.input.begin(), w.input.end() - 1});
  w.sizes.push_back(output_channels(w.counts.filters, index));
  return w;
}

template <class N>
Worked<N> work_out(const TransposedConvLayer& layer) {
  return work_out(layer, named_input<N>(shape_of(layer.input)), kOutput);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const Worked<N>& w, List& list) {
  list_sizes(w.sizes, list);
  list_counts(w.counts, list);
  list_operations(w.operations, list);
}

std::vector<Answer> all_answers(const Worked<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  std::vector<Answer> answers = list.take();
  add_other_ways(w.counts, w.sizes.back(), answers);
  return answers;
}

/// A layer with everything that the sections below look at.
struct Solved {
  const TransposedConvLayer& layer;
  Worked<Term> worked = work_out<Term>(layer);
  Shape input = values_of(worked.input);
  Shape output = values_of(worked.sizes);

  const Window& window() const { return layer.convolution.window; }
  size_t axes() const { return worked.axes.size(); }
  const TransposedAxis<Term>& at(size_t axis) const { return worked.axes[axis]; }
  bool has_one_position() const { return volume(Shape(input.begin(), input.end() - 1)) == 1; }
  Shape filter_shape() const {
    Shape shape = kernel_shape(window(), axes());
    shape.push_back(worked.counts.channels_seen.value());
    return shape;
  }
  /// Axes that one calculation serves.
  std::vector<AxisGroup> groups() const {
    return group_alike(axes(), [&](size_t a, size_t b) { return are_alike(a, b); });
  }

 private:
  bool are_alike(size_t a, size_t b) const {
    const Window& w = window();
    const bool same_padding =
        w.padding.mode != Padding::Mode::numbers || w.padding.at(a) == w.padding.at(b);
    return same_padding && input[a] == input[b] && w.kernel.at(a) == w.kernel.at(b) &&
           w.stride.at(a) == w.stride.at(b) && w.dilation.at(a) == w.dilation.at(b) &&
           at(a).added.value() == at(b).added.value();
  }
};

/// The places that the filter writes to along one axis, and what becomes of them.
LayerFigure::Axis figure_axis(const Solved& w, const AxisGroup& group) {
  const TransposedAxis<Term>& worked = w.at(group[0]);
  const Padding& padding = w.window().padding;
  const Axis<Number> a = {worked.axis.input.value(), worked.axis.kernel.value(),
                          worked.axis.padding.value(), worked.axis.stride.value()};
  const Number last = last_position(a, a.input);
  LayerFigure::Axis axis{.name = join(words(w.axes(), group)),
                         .padding_before = 0,
                         .input = worked.output.value(),
                         .padding_after = 0,
                         .kernel = a.kernel,
                         .last = last,
                         .unread = 0};
  const Number cut = maximum(Number(0), last + a.kernel - worked.output.value());
  axis.padding_before = padding.mode == Padding::Mode::numbers ? Number(padding.at(group[0])[0])
                                                               : same_padding_before(cut);
  // What is cut off the end, or if that is less than nothing, what is there beyond the filter.
  const Number after = last + a.kernel - (axis.padding_before + worked.output.value());
  axis.padding_after = maximum(Number(0), after);
  axis.unread = maximum(Number(0), -after);
  return axis;
}

LayerFigure figure(const Solved& w) {
  LayerFigure figure{.axes = {},
                     .input = w.input,
                     .filter = w.filter_shape(),
                     .output = w.output,
                     .motion = LayerFigure::Motion::filter_writes};
  for (const AxisGroup& group : w.groups()) figure.axes.push_back(figure_axis(w, group));
  return figure;
}

Section transposed_idea(const Solved& w) {
  Section idea{Role::idea, "What a transposed convolution does"};
  idea.blocks.emplace_back(
      prose("A convolution gathers: the numbers under the filter become one number of the output. "
            "A transposed convolution spreads. Each number of the input is multiplied by all the "
            "numbers of the filter, here ",
            kernel_shape(w.window(), w.axes()),
            " for each channel. The products are added to the output where the filter lies."));
  if (w.has_one_position()) {
    idea.blocks.emplace_back(
        prose("Here the input has a single place, so the filter is laid down once. Over a larger "
              "input it moves on by the stride from one number to the next, and so the output is "
              "larger than the input."));
    return idea;
  }
  idea.blocks.emplace_back(
      prose("For the next number of the input the filter moves on by the stride, over the output. "
            "So ",
            w.window().stride.is_one() ? "a stride above 1 would make" : "the stride makes",
            " the output larger, where a convolution's makes it smaller. Networks that draw, such "
            "as a U-Net, get back from small maps to large ones in this "
            "way."));
  return idea;
}

/// What is made of the places that the filter covers along an axis.
std::string_view covered_words(const Solved& w, const TransposedAxis<Term>& worked) {
  const Padding::Mode mode = w.window().padding.mode;
  const bool fixed = w.layer.output_padding.values.empty();
  if (mode == Padding::Mode::same) {
    return fixed ? " Of these \"same\" padding keeps as many as there are places in all steps, and "
                   "one step more."
                 : "";
  }
  const bool adds_places = mode == Padding::Mode::valid && fixed &&
                           worked.axis.kernel.value() < worked.axis.stride.value();
  return adds_places ? "" : " A convolution's formula, solved for the input, says the same.";
}

/// ": here 1 before the first row and 1 after the last."
Prose cut_words(const Solved& w) {
  const std::vector<AxisGroup> groups = w.groups();
  const auto is_cut = [&](const AxisGroup& group) {
    return !w.at(group[0]).axis.padding.value().is_zero();
  };
  if (std::none_of(groups.begin(), groups.end(), is_cut)) {
    return prose(". This layer cuts off nothing.");
  }
  Prose words = prose(": ");
  for (const AxisGroup& group : groups) {
    const auto& padding = w.window().padding.at(group[0]);
    if (&group != &groups[0]) append(words, ", ");
    append(words, groups.size() == 1
                      ? prose("here ")
                      : prose("along the ", join(cnnsolve::words(w.axes(), group)), " "));
    if (!is_cut(group)) {
      append(words, "nothing");
      continue;
    }
    append(words, prose(padding[0], " before the first ", join(positions(w.axes(), group)),
                        group.size() > 1 ? ", and " : " and ", padding[1], " after the last"));
  }
  append(words, ".");
  return words;
}

/// "1 place at the end along the width"; no spans where nothing is added.
Prose added_words(const Solved& w) {
  const std::vector<AxisGroup> groups = w.groups();
  Prose words;
  for (const AxisGroup& group : groups) {
    const Number& added = w.at(group[0]).added.value();
    if (added.is_zero()) continue;
    append(words, prose(words.spans.empty() ? "" : " and ", Counted{added, "place"},
                        words.spans.empty() ? " at the end" : ""));
    if (groups.size() > 1) {
      append(words, prose(" along the ", join(cnnsolve::words(w.axes(), group))));
    }
  }
  return words;
}

Section size_idea(const Solved& w) {
  const AxisGroup group = w.groups()[0];
  const TransposedAxis<Term>& worked = w.at(group[0]);
  Section idea{Role::idea, "Where the formula comes from"};
  idea.blocks.emplace_back(prose(
      "Along the ", join(words(w.axes(), group)), " the input has ",
      Counted{worked.axis.input.value(), "place"},
      worked.axis.input.value() == 1
          ? prose(", so the filter lies there once, and covers ")
          : prose(", so the filter makes ", Counted{worked.axis.input.value() - 1, "step"}, " of ",
                  worked.axis.stride.value(), ". From where it begins the last time it covers "),
      Counted{worked.axis.kernel.value(), "place"}, ".", covered_words(w, worked)));
  if (w.window().padding.mode == Padding::Mode::numbers) {
    idea.blocks.emplace_back(
        prose("Padding works the other way round here. A convolution lays zeros round its input. "
              "Its way back cuts those places off the output again",
              cut_words(w)));
  }
  if (Prose added = added_words(w); !added.spans.empty()) {
    const bool chooses = !w.window().stride.is_one();
    idea.blocks.emplace_back(
        prose(chooses ? "A convolution with a stride above 1 rounds down, so inputs of different "
                        "sizes give outputs of the same size. On the way back one of those sizes "
                        "must be chosen. The output padding chooses: it adds "
                      : "The output padding adds ",
              added, "."));
  }
  return idea;
}

/// What "same" padding cuts off, or what the filter doesn't reach.
Prose cut_prose(const Solved& w, size_t axis) {
  const LayerFigure::Axis figure = figure_axis(w, {axis});
  const Number covered = figure.last + figure.kernel;
  Prose words = prose("The filter covers ", Counted{covered, "place"});
  const Number cut = figure.padding_before + figure.padding_after;
  if (cut.is_zero() && figure.unread.is_zero()) {
    append(words, ", which is just as many.");
  } else if (figure.unread.is_zero()) {
    append(words,
           prose(", so ", cut, cut == 1 ? " is" : " are", " cut off: ", figure.padding_before,
                 " at the beginning and ", figure.padding_after, " at the end."));
  } else {
    append(words, prose(", so ", Counted{figure.unread, "place"}, " at the end ",
                        figure.unread == 1 ? "stays" : "stay", " empty."));
  }
  return words;
}

void explain_axis(Section& section, const Solved& w, size_t axis) {
  const TransposedAxis<Term>& worked = w.at(axis);
  const std::string name(axis_names(w.axes())[axis].name);
  if (is_result(worked.axis.kernel)) {
    section.blocks.emplace_back(prose("The filter's weights lie ", w.window().dilation.at(axis),
                                      " apart, so it spans more of the output:"));
    show(section, "effective_kernel_" + name, worked.axis.kernel);
  }
  const bool fixed = w.layer.output_padding.values.empty();
  switch (w.window().padding.mode) {
    case Padding::Mode::numbers:
      break;
    case Padding::Mode::same:
      if (fixed) {
        section.blocks.emplace_back(
            prose("Under \"same\" padding the output is as large as the input times the stride:"));
        show(section, "output_" + name, worked.output);
        section.blocks.emplace_back(cut_prose(w, axis));
        return;
      }
      section.blocks.emplace_back(prose(
          "An output padding is given. Then Keras takes half of the kernel, rounded down, off "
          "twice under \"same\" padding:"));
      show(section, "padding_" + name, worked.axis.padding.node().operands[1]);
      show(section, "output_" + name, worked.output);
      section.blocks.emplace_back(cut_prose(w, axis));
      return;
    case Padding::Mode::valid:
      section.blocks.emplace_back(
          fixed ? prose("Under \"valid\" padding nothing is cut off. Where the stride is larger "
                        "than the kernel, Keras adds the places up to the end of the last step:")
                : prose("Under \"valid\" padding nothing is cut off:"));
      break;
  }
  show(section, "output_" + name, worked.output);
}

Section size_step(const Solved& w, const AxisGroup& group) {
  Section section{Role::step, title_of(w.axes(), group)};
  begin_group(section, w.axes(), group);
  explain_axis(section, w, group[0]);
  const Window& window = w.window();
  const LayerFigure::Axis written = figure_axis(w, group);
  const AxisSetting writes{.input = w.at(group[0]).output.value(),
                           .kernel = Number(window.kernel.at(group[0])),
                           .stride = Number(window.stride.at(group[0])),
                           .dilation = Number(window.dilation.at(group[0])),
                           .padding_before = written.padding_before,
                           .output = w.input[group[0]]};
  if (skips_places(writes)) {
    section.blocks.emplace_back(
        prose("Some places of the output stay empty: ", why_skipped(writes, kFilter), "."));
  }
  const bool is_said = window.padding.mode == Padding::Mode::same;
  if (!is_said && !written.unread.is_zero()) {
    section.blocks.emplace_back(prose(Counted{written.unread, "place"}, " at the end ",
                                      written.unread == 1 ? "stays" : "stay",
                                      " empty, because the filter doesn't reach so far."));
  }
  std::vector<Term> outputs;
  for (const size_t axis : group) outputs.push_back(w.at(axis).output);
  end_group(section, outputs);
  return section;
}

Section volume_part(const Solved& w) {
  Section part{Role::part,
               w.axes() == 2 ? "Part 1: the output volume" : "Part 1: the output's size"};
  part.blocks.emplace_back(figure(w));
  part.sections.push_back(transposed_idea(w));
  part.sections.push_back(size_idea(w));
  for (const AxisGroup& group : w.groups()) part.sections.push_back(size_step(w, group));
  part.sections.push_back(filter_channels_step(w.layer.convolution, w.worked.sizes.back()));
  part.answer.emplace_back(prose("The output is ", w.output, "."));
  return part;
}

}  // namespace

std::vector<FieldMistake> check(const TransposedConvLayer& layer) {
  std::vector<FieldMistake> mistakes = check_input(layer.input);
  if (!mistakes.empty()) return mistakes;
  const Window& window = layer.convolution.window;
  const size_t axes = layer.input.size() - 1;
  mistakes = check_counts(window, axes, "");
  const PerAxis& added = layer.output_padding;
  if (!added.values.empty()) {
    add(mistakes, check_count("output_padding", added.values.size(), axes));
  }
  const bool counts_agree = mistakes.empty();
  add(mistakes, check_groups(layer.convolution, layer.input.back(), ""));
  if (!counts_agree) return mistakes;
  bool adds_too_much = false, cuts_all = false;
  const std::vector<Number> input = named_input<Number>(shape_of(layer.input));
  for (size_t axis = 0; axis < axes; ++axis) {
    const Whole limit = std::max(window.stride.at(axis), window.dilation.at(axis));
    if (!adds_too_much && !added.values.empty() && added.at(axis) >= limit) {
      adds_too_much = true;
      mistakes.push_back({"output_padding",
                          fmt::format("must be smaller than the stride or the dilation, {}, got {}",
                                      limit, added.at(axis))});
    }
    const TransposedAxis<Number> worked = work_out_transposed(layer, input, axis, kOutput);
    if (!cuts_all && worked.output < 1) {
      cuts_all = true;
      mistakes.push_back(
          {"padding",
           fmt::format("must leave some of the output: along the {} it cuts off {} of {} places",
                       axis_names(axes)[axis].name, digits(worked.axis.padding),
                       digits(worked.output + worked.axis.padding))});
    }
  }
  return mistakes;
}

std::string title_of(const TransposedConvLayer&) { return "A transposed convolution"; }

Solution solve(const TransposedConvLayer& layer) {
  const Solved solved{.layer = layer};
  Solution solution;
  auto& sections = solution.document.sections;
  sections.push_back(givens(layer));
  sections.push_back(volume_part(solved));
  sections.push_back(parameters_part(layer.convolution, solved.worked.counts));
  sections.push_back(operations_part(
      prose("A filter is laid down once for each position of the input. There each weight is used "
            "once:"),
      {.are_shared = !solved.has_one_position(), .have_biases = layer.bias},
      solved.worked.operations));
  solution.answers = all_answers(solved.worked);
  return solution;
}

std::vector<Answer> worked_answers(const TransposedConvLayer& layer) {
  return all_answers(work_out<Term>(layer));
}

void answer(const TransposedConvLayer& layer, PlainAnswers& answers) {
  list_answers(work_out<Number>(layer), answers);
}

template <class N>
LayerOutcome<N> pass(const TransposedConvLayer& layer, const std::vector<N>& input,
                     const std::string& index) {
  Worked<N> w = work_out(layer, input, index);
  return outcome_of(w.counts, w.operations.macs, std::move(w.sizes), index);
}
template LayerOutcome<Term> pass(const TransposedConvLayer&, const std::vector<Term>&,
                                 const std::string&);
template LayerOutcome<Number> pass(const TransposedConvLayer&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
