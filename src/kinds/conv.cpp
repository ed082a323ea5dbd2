#include "kinds/conv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kinds/givens.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

std::string capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// Begins the sentence with a capital; it begins with words.
void capitalise(Prose& sentence) {
  sentence.spans[0] = capitalised(std::string(words_of(sentence.spans[0]).value()));
}

const Symbol kOutputChannels = {symbols::channels.base, "out"};
const Symbol kGroupChannels = {symbols::channels.base, "group"};
const Symbol kFilterWeights = {"n", "w"};
const Symbol kFilterParameters = {"n", "f"};
const Symbol kParameters = {"N"};
const Symbol kWeights = {"N", "w"};
const Symbol kBiases = {"N", "b"};

/// Everything about a layer that is worked out.
template <class N>
struct Worked {
  std::vector<N> input;  ///< its sizes
  std::vector<AxisSize<N>> axes;
  std::vector<N> sizes;  ///< of the output
  N filters;
  N channels_seen;  ///< input channels that one filter covers
  N filter_weights;
  N filter_parameters;
  N weights;
  N biases;
  N parameters;

  SizeTask<N> size_task(const ConvLayer& layer) const {
    return {layer.convolution.window, input, kOutputChannels.subscript};
  }
};

template <class N>
Worked<N> work_out(const ConvLayer& layer) {
  const Convolution& c = layer.convolution;
  Worked<N> w;
  w.input = named_input<N>(shape_of(layer.input));
  w.axes = work_out_axes(w.size_task(layer));
  for (const AxisSize<N>& size : w.axes) w.sizes.push_back(size.output);
  w.filters = given<N>(symbols::filters, c.filters);
  w.sizes.push_back(result(kOutputChannels, w.filters));

  w.channels_seen = w.input.back();
  if (c.groups != 1) {
    w.channels_seen = result(
        kGroupChannels, channels_per_group(w.channels_seen, given<N>(symbols::groups, c.groups)));
  }
  w.filter_weights = result(kFilterWeights, filter_weights(c, w.axes.size(), w.channels_seen));
  w.filter_parameters = layer.bias
                            ? result(kFilterParameters, parameters_per_filter(w.filter_weights))
                            : w.filter_weights;
  w.parameters = result(kParameters, all_filters(w.filter_parameters, w.filters));
  w.weights = result(kWeights, all_filters(w.filter_weights, w.filters));
  // One each: a wrong count of biases, carried on, leaves the number of filters as it is.
  w.biases = result(kBiases, layer.bias ? all_filters(N(1), w.filters) : N(0));
  return w;
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const Worked<N>& w, List& list) {
  list.volume("output", w.sizes);
  for (size_t axis = 0; axis < w.axes.size(); ++axis) {
    list.number(axis_names(w.axes.size())[axis].output, w.sizes[axis]);
  }
  list.number("output_channels", w.sizes.back());
  list.number("weights_per_filter", w.filter_weights);
  list.number("parameters_per_filter", w.filter_parameters);
  list.number("weights", w.weights);
  list.number("biases", w.biases);
  list.number("parameters", w.parameters);
}

/// A layer with everything that the sections below look at.
struct Solved {
  const ConvLayer& layer;
  Worked<Term> worked = work_out<Term>(layer);
  Shape input = values_of(worked.input);
  std::vector<AxisSetting> settings = axis_settings(layer.convolution.window, input);
  Shape output = values_of(worked.sizes);

  size_t axes() const { return settings.size(); }
  const std::vector<AxisName>& names() const { return axis_names(axes()); }
  const Number& channels_seen() const { return worked.channels_seen.value(); }
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
  const Shape places(w.input.begin(), w.input.end() - 1);
  idea.blocks.emplace_back(
      prose("To a computer the input is an array of numbers: here ", places, " places with ",
            Counted{w.input.back(), "number"}, " at each",
            w.input.back() == 1 ? "" : ", one for each channel",
            ". A filter is another array, here ", w.filter_shape(),
            ". It is laid over one patch of the input. Each number of the filter is multiplied by "
            "the input's "
            "number under it, and the products are added up",
            w.layer.bias ? ", together with the filter's bias" : "",
            ". That gives one number. Then the filter slides on to the next patch."));
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
  Section idea{Role::idea, w.is_grouped() ? "Which channels a filter covers"
                                          : "Why a filter covers all channels"};
  idea.blocks.emplace_back(prose("A feature may be anywhere, so the filter slides along the ",
                                 join(words(w.axes(), all_axes(w.axes()))), ". ", depth_reason(w)));
  Table table;
  table.header = {prose("direction"), prose("what the filter does"), prose("what for")};
  for (const AxisName& name : w.names()) {
    table.rows.push_back({prose(name.name), prose("slides, by the stride"),
                          prose("finds the feature at every ", name.position)});
  }
  const auto [doing, purpose] = channel_cells(w);
  table.rows.push_back({prose("channels"), doing, purpose});
  idea.blocks.emplace_back(std::move(table));
  const Number& products = w.worked.filter_weights.value();
  idea.blocks.emplace_back(
      prose("At one position a filter of ", w.filter_shape(), " makes ",
            Counted{products, "product"}, ". ", products == 1 ? "It" : "Their sum",
            w.layer.bias ? " plus the bias" : "", " is one number. So one filter gives one ",
            w.axes() == 2 ? "flat map" : "map without channels",
            ", however many channels the input has."));
  return idea;
}

Section size_idea(const Solved& w, const AxisGroup& group) {
  const AxisSetting& setting = w.settings[group[0]];
  const AxisName& name = w.names()[group[0]];
  Section idea{Role::idea, "Padding, stride, and where the formula comes from"};
  const bool padded = !asymmetric_padding(setting.padding_before, setting.padding_after).is_zero();
  Prose padding;
  if (group.size() < w.axes()) {
    padding = prose("Along the ", join(words(w.axes(), group)), ": ");
  }
  if (setting.kernel == 1) {
    append(padding, "a filter of size 1 looks at one place at a time, so it fits everywhere. ");
  } else {
    append(padding,
           prose("a filter of size ", setting.kernel,
                 " can't be centred on the border, so without padding the output is smaller than "
                 "the input. Padding lays zeros round the input, so that the filter can reach over "
                 "the edge. "));
  }
  append(padding, padded ? prose("This layer has ", setting.padding_before, " before the first ",
                                 name.position, " and ", setting.padding_after, " after the last.")
                         : prose("This layer has no padding."));
  capitalise(padding);
  idea.blocks.emplace_back(std::move(padding));
  idea.blocks.emplace_back(
      prose("The stride is the step from one position to the next. ",
            setting.stride == 1 ? prose("Stride 1 stops at every place.")
                                : prose("Stride ", setting.stride, " moves on by ", setting.stride,
                                        " places at a time, and so stops less often.")));
  if (setting.mode != Padding::Mode::same) {
    idea.blocks.emplace_back(
        prose("The formula counts positions. The padded input minus the filter is the way that the "
              "filter can "
              "travel from its first position to its last. Divided by the stride it is the number "
              "of steps. "
              "The + 1 is the position it starts from."));
  }
  return idea;
}

Prose size_remark(const AxisSetting& setting) {
  const bool padded = !asymmetric_padding(setting.padding_before, setting.padding_after).is_zero();
  const bool keeps = setting.output == setting.input && setting.stride == 1 &&
                     same_padding_before(asymmetric_padding(
                         setting.padding_before, setting.padding_after)) == setting.padding_before;
  if (keeps && padded && setting.mode == Padding::Mode::numbers) {
    return prose("This padding keeps the size as it is, which is called \"same\" padding.");
  }
  return {};
}

Section size_step(const Solved& w, const AxisGroup& group) {
  const SizeTask<Term> task = w.worked.size_task(w.layer);
  const AxisSetting& setting = w.settings[group[0]];
  Section section{Role::step, capitalised(join(words(w.axes(), group)))};
  explain_size(section, task, group, w.worked.axes);
  if (setting.mode == Padding::Mode::same) {
    work_out_same_padding(section, task, group[0]);
    return section;
  }
  for (const Prose& remark : {unread_remark(task, group), size_remark(setting)}) {
    if (!remark.spans.empty()) section.blocks.emplace_back(remark);
  }
  return section;
}

Section depth_step(const Solved& w) {
  const Whole filters = w.layer.convolution.filters;
  Section section{Role::step, "Channels"};
  section.blocks.emplace_back(
      filters == 1
          ? prose("The one filter gives one feature map, so the output has one channel:")
          : prose(
                "Each filter gives one feature map. The ", filters,
                " maps are stacked, so the output has as many channels as the layer has filters:"));
  show(section, "output_channels", w.worked.sizes.back());
  return section;
}

LayerFigure figure(const Solved& w) {
  LayerFigure figure{.axes = {}, .input = w.input, .filter = w.filter_shape(), .output = w.output};
  for (const AxisGroup& group : group_axes(w.settings)) {
    const AxisSetting& setting = w.settings[group[0]];
    const Axis<Number> axis = axis_numbers(setting);
    figure.axes.push_back({.name = join(words(w.axes(), group)),
                           .padding_before = setting.padding_before,
                           .input = setting.input,
                           .padding_after = setting.padding_after,
                           .kernel = axis.kernel,
                           .last = last_position(axis, setting.output),
                           .unread = unread_positions(axis, setting.output)});
  }
  return figure;
}

Section volume_part(const Solved& w) {
  Section part{Role::part,
               w.axes() == 2 ? "Part 1: the output volume" : "Part 1: the output's size"};
  part.blocks.emplace_back(figure(w));
  part.sections.push_back(convolution_idea(w));
  part.sections.push_back(depth_idea(w));
  const std::vector<AxisGroup> groups = group_axes(w.settings);
  part.sections.push_back(size_idea(w, groups[0]));
  for (const AxisGroup& group : groups) part.sections.push_back(size_step(w, group));
  part.sections.push_back(depth_step(w));
  part.answer.emplace_back(prose("The output is ", w.output, "."));
  return part;
}

Section parameters_idea(const Solved& w) {
  Section idea{Role::idea, "What counts as a parameter"};
  idea.blocks.emplace_back(prose(
      "A parameter is a number that training may change. Here these are the weights in the filters",
      w.layer.bias
          ? " and the bias of each filter. The bias lets a filter raise or lower its whole map."
          : ". This layer has no biases."));
  idea.blocks.emplace_back(
      prose("A filter uses the same weights at every position. So the size of the input, the "
            "padding and the "
            "stride aren't in the formula: they decide where the filter goes, not how many numbers "
            "it holds."));
  return idea;
}

Section parameters_part(const Solved& s) {
  const Worked<Term>& w = s.worked;
  const Whole filters = s.layer.convolution.filters;
  Section part{Role::part, "Part 2: the parameters"};
  part.sections.push_back(parameters_idea(s));

  Section one{Role::step, "One filter"};
  if (s.is_grouped()) {
    one.blocks.emplace_back(prose("A filter sees only the channels of its own group:"));
    show(one, "channels_per_group", w.channels_seen);
  }
  one.blocks.emplace_back(prose("The weights of one filter:"));
  show(one, "weights_per_filter", w.filter_weights);
  if (s.layer.bias) {
    one.blocks.emplace_back(prose("Each filter also has one bias:"));
    show(one, "parameters_per_filter", w.filter_parameters);
  }
  part.sections.push_back(std::move(one));

  Section all{Role::step, "All filters"};
  all.blocks.emplace_back(
      filters == 1 ? prose("The layer has one filter:")
                   : prose("The layer has ", filters, " filters, each with numbers of its own:"));
  show(all, "parameters", w.parameters);
  if (s.layer.bias) {
    const Number &weights = w.weights.value(), &biases = w.biases.value();
    all.blocks.emplace_back(prose("Of these, ", weights,
                                  weights == 1 ? " is a weight and " : " are weights and ", biases,
                                  biases == 1 ? " is a bias." : " are biases."));
  }
  part.sections.push_back(std::move(all));
  part.answer.emplace_back(
      prose("The layer has ", Counted{w.parameters.value(), "parameter"}, "."));
  return part;
}

/// The answers, with the other ways to count the parameters: those who add up weights and biases,
/// and those who count filters by the channels that they make.
std::vector<Answer> all_answers(const Worked<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  std::vector<Answer> answers = list.take();
  std::vector<Working>& workings = answers.back().workings;
  workings.push_back({result(kParameters, total({w.weights, w.biases}))});
  workings.push_back({result(kParameters, all_filters(w.filter_parameters, w.sizes.back()))});
  return answers;
}

}  // namespace

std::vector<FieldMistake> check(const ConvLayer& layer) {
  if (layer.input.size() < 2 || layer.input.size() > 4) {
    return {
        {"input", fmt::format("must be length x channels, height x width x channels, or depth x "
                              "height x width x channels, got {} number{}",
                              layer.input.size(), layer.input.size() == 1 ? "" : "s")}};
  }
  return check(layer.convolution, shape_of(layer.input), "");
}

Solution solve(const ConvLayer& layer) {
  const Solved solved{.layer = layer};
  Solution solution;
  solution.document.title = "A convolutional layer";
  auto& sections = solution.document.sections;
  sections.reserve(3);  // a list in braces would be copied
  sections.push_back(givens(layer));
  sections.push_back(volume_part(solved));
  sections.push_back(parameters_part(solved));
  solution.answers = all_answers(solved.worked);
  return solution;
}

std::vector<Answer> worked_answers(const ConvLayer& layer) {
  return all_answers(work_out<Term>(layer));
}

void answer(const ConvLayer& layer, PlainAnswers& answers) {
  list_answers(work_out<Number>(layer), answers);
}

}  // namespace cnnsolve
