#include "kinds/transposed_conv_steps.h"

#include "kinds/size_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

/// A layer with everything that the sections below look at.
struct Solved {
  const TransposedConvLayer& layer;
  const WorkedTransposedConv<Term>& worked;
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

std::vector<Section> transposed_parts(const TransposedConvLayer& layer,
                                      const WorkedTransposedConv<Term>& worked) {
  const Solved solved{.layer = layer, .worked = worked};
  return {volume_part(solved), parameters_part(layer.convolution, worked.counts),
          operations_part(
              prose("A filter is laid down once for each position of the input. There each weight "
                    "is used once:"),
              {.are_shared = !solved.has_one_position(), .have_biases = layer.bias},
              worked.operations)};
}

}  // namespace cnnsolve
