#include "kinds/conv.h"

#include <array>

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "kinds/operations.h"
#include "kinds/size_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

constexpr std::string_view kOutput = "out";
/// Everything about a layer that is worked out.
template <class N>
struct Worked {
  std::vector<N> input;  ///< its sizes
  std::vector<AxisSize<N>> axes;
  std::vector<N> sizes;  ///< of the output
  FilterCounts<N> counts;
  Operations<N> operations;
  std::string_view index;  ///< of the output: H_out

  SizeTask<N> size_task(const ConvLayer& layer) const {
    return {layer.convolution.window, input, index};
  }
};

template <class N>
Worked<N> work_out(const ConvLayer& layer, std::vector<N> input, std::string_view index) {
  const Convolution& c = layer.convolution;
  Worked<N> w;
  w.input = std::move(input);
  w.index = index;
  w.axes = work_out_axes(w.size_task(layer));
  w.sizes.reserve(w.input.size());
  for (const AxisSize<N>& size : w.axes) w.sizes.push_back(size.output);
  w.counts = count_filters(c, layer.bias, w.input);
  w.operations = count_operations(w.counts.weights, w.sizes);
  w.sizes.push_back(output_channels(w.counts.filters, index));
  return w;
}

template <class N>
Worked<N> work_out(const ConvLayer& layer) {
  return work_out(layer, named_input<N>(shape_of(layer.input)), kOutput);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const Worked<N>& w, List& list) {
  list_sizes(w.sizes, list);
  list_counts(w.counts, list);
  list_operations(w.operations, list);
}

/// The sizes of a volume without its channels.
Shape places_of(const Shape& volume) { return {volume.begin(), volume.end() - 1}; }

/// A layer with everything that the sections below look at.
struct Solved {
  const ConvLayer& layer;
  Worked<Term> worked = work_out<Term>(layer);
  Shape input = values_of(worked.input);
  std::vector<AxisSetting> settings = axis_settings(layer.convolution.window, input);
  Shape output = values_of(worked.sizes);

  size_t axes() const { return settings.size(); }
  const std::vector<AxisName>& names() const { return axis_names(axes()); }
  const Number& channels_seen() const { return worked.counts.channels_seen.value(); }
  bool has_one_position() const { return volume(places_of(output)) == 1; }
  bool is_grouped() const { return layer.convolution.groups != 1; }
  bool is_depthwise() const { return is_grouped() && channels_seen() == 1; }
  Shape filter_shape() const {
    Shape shape = kernel_shape(layer.convolution.window, axes());
    shape.push_back(channels_seen());
    return shape;
  }
};

Section convolution_idea(const Solved& w) {
  Section idea{Role::idea, "What a convolution does"};
  const Shape places = places_of(w.input);
  idea.blocks.emplace_back(prose(
      "To a computer the input is an array of numbers: here ", places,
      volume(places) == 1 ? " place with " : " places with ", Counted{w.input.back(), "number"},
      " at each", w.input.back() == 1 ? "" : ", one for each channel",
      ". A filter is another array, here ", w.filter_shape(),
      ". It is laid over one patch of the input. Each number of the filter is multiplied by "
      "the input's "
      "number under it, and the products are added up",
      w.layer.bias ? ", together with the filter's bias" : "", ". That gives one number.",
      w.has_one_position() ? "" : " Then the filter slides on to the next patch."));
  idea.blocks.emplace_back(
      prose("The number is large where the patch looks like the filter. So a filter finds a "
            "feature: an edge, "
            "a corner, a change of colour. Nobody chooses the filter's numbers by hand. They are "
            "what the "
            "network learns."));
  return idea;
}

/// The channels' row of the table: what the filter does with them, and what for.
std::array<Prose, 2> channel_cells(const Solved& w) {
  if (w.is_depthwise())
    return {prose("sees only one"), prose("leaves combining them to another layer")};
  if (w.is_grouped())
    return {prose("covers its group at once"), prose("makes one new feature of the group")};
  if (w.input.back() == 1)
    return {prose("covers the only one"), prose("makes one new feature of it")};
  return {prose("covers all at once"), prose("makes one new feature of them")};
}

Prose depth_reason(const Solved& w) {
  if (w.is_depthwise()) {
    return prose(
        "Most filters cover all channels, which together tell what is at a place. In this layer "
        "there "
        "are as many groups as channels, so each filter sees one channel alone. That is a "
        "depthwise "
        "convolution. Networks follow it with a layer that combines the channels.");
  }
  if (w.is_grouped()) {
    return prose(
        "It doesn't slide along the channels. They tell different things about the same place, "
        "and the filter weighs them against each other. In this layer the ",
        w.input.back(), " channels are split into ", w.layer.convolution.groups,
        " groups, and a filter sees only the ", w.channels_seen(), " of its own group.");
  }
  if (w.input.back() == 1)
    return prose("This input has a single channel, so a filter is one channel deep.");
  return prose(
      "It doesn't slide along the channels. They tell different things about the same place, "
      "and the filter weighs them against each other: much of one and little of "
      "another. ",
      w.axes() == 2 ? "So a filter always has the input's full depth."
                    : "So a filter always covers them all.");
}

Section depth_idea(const Solved& w) {
  Section idea{Role::idea, w.is_grouped() || w.input.back() == 1
                               ? "Which channels a filter covers"
                               : "Why a filter covers all channels"};
  idea.blocks.emplace_back(prose("A feature may be anywhere, so a filter slides along the ",
                                 join(words(w.axes(), all_axes(w.axes()))),
                                 w.has_one_position() ? "; here it has a single position. " : ". ",
                                 depth_reason(w)));
  Table table;
  table.header = {prose("direction"), prose("what the filter does"), prose("what for")};
  for (size_t axis = 0; axis < w.axes(); ++axis) {
    const AxisName& name = w.names()[axis];
    const AxisSetting& setting = w.settings[axis];
    const Prose purpose =
        setting.output == 1 ? prose("looks for the feature there")
        : setting.stride == 1
            ? prose("finds the feature at every ", name.position)
            : prose("looks for the feature every ", setting.stride, " ", name.position, "s");
    table.rows.push_back({prose(name.name),
                          prose(setting.output == 1 ? "has one position" : "slides, by the stride"),
                          purpose});
  }
  const auto [doing, purpose] = channel_cells(w);
  table.rows.push_back({prose("channels"), doing, purpose});
  idea.blocks.emplace_back(std::move(table));
  const Number& products = w.worked.counts.filter_weights.value();
  idea.blocks.emplace_back(
      prose("At one position a filter of ", w.filter_shape(), " makes ",
            Counted{products, "product"}, ". ", products == 1 ? "This product" : "Their sum",
            w.layer.bias ? " plus the bias" : "", " is one number. So one filter gives one ",
            w.axes() == 2 ? "flat map" : "map without channels",
            ", however many channels the input has."));
  return idea;
}

Section volume_part(const Solved& w) {
  Section part{Role::part,
               w.axes() == 2 ? "Part 1: the output volume" : "Part 1: the output's size"};
  part.blocks.emplace_back(LayerFigure{.axes = figure_axes(w.settings),
                                       .input = w.input,
                                       .filter = w.filter_shape(),
                                       .output = w.output});
  part.sections.push_back(convolution_idea(w));
  part.sections.push_back(depth_idea(w));
  const SizeSteps steps(w.worked.size_task(w.layer), kFilter);
  part.sections.push_back(steps.idea());
  for (Section& step : steps.sections(w.worked.axes)) part.sections.push_back(std::move(step));
  part.sections.push_back(filter_channels_step(w.layer.convolution, w.worked.sizes.back()));
  part.answer.emplace_back(prose("The output is ", w.output, "."));
  return part;
}

std::vector<Answer> all_answers(const Worked<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  std::vector<Answer> answers = list.take();
  add_other_ways(w.counts, w.sizes.back(), answers);
  return answers;
}

}  // namespace

std::vector<FieldMistake> check(const ConvLayer& layer) {
  std::vector<FieldMistake> mistakes = check_input(layer.input);
  if (!mistakes.empty()) return mistakes;
  return check(layer.convolution, shape_of(layer.input), "");
}

std::string title_of(const ConvLayer&) { return "A convolutional layer"; }

Solution solve(const ConvLayer& layer) {
  const Solved solved{.layer = layer};
  Solution solution;
  auto& sections = solution.document.sections;
  sections.reserve(4);  // a list in braces would be copied
  sections.push_back(givens(layer));
  sections.push_back(volume_part(solved));
  sections.push_back(parameters_part(solved.layer.convolution, solved.worked.counts));
  const bool see_padding =
      std::any_of(solved.settings.begin(), solved.settings.end(),
                  [](const AxisSetting& setting) { return !total_padding(setting).is_zero(); });
  sections.push_back(operations_part(
      prose("Each weight is used once", solved.has_one_position() ? ":" : " at every position:"),
      {.are_shared = !solved.has_one_position(),
       .have_biases = layer.bias,
       .see_padding = see_padding},
      solved.worked.operations));
  solution.answers = all_answers(solved.worked);
  return solution;
}

std::vector<Answer> worked_answers(const ConvLayer& layer) {
  return all_answers(work_out<Term>(layer));
}

void answer(const ConvLayer& layer, PlainAnswers& answers) {
  list_answers(work_out<Number>(layer), answers);
}

template <class N>
LayerOutcome<N> pass(const ConvLayer& layer, const std::vector<N>& input,
                     const std::string& index) {
  Worked<N> w = work_out(layer, input, index);
  return outcome_of(w.counts, w.operations.macs, std::move(w.sizes), index);
}
template LayerOutcome<Term> pass(const ConvLayer&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const ConvLayer&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
