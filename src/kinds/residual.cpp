#include "kinds/residual.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/givens.h"
#include "kinds/operations.h"
#include "kinds/shortcut.h"
#include "kinds/size_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;
using Choice = ResidualBlock::Shortcut;

// Where a problem names only channels, these rows and columns serve as the example.
constexpr Whole kExampleSize = 32;
constexpr Whole kBottleneckExpansion = 4;

const Symbol kInput = {"x"};
const Symbol kOutput = {"y"};
const Symbol kResidual = {"F(x, {Wᵢ})"};
const Symbol kShortcutWeights = {"W", "s"};
const Symbol kBatchnormParameters = {symbols::parameters.base, "bn"};
const Symbol kGroupChannels = {symbols::channels.base, "group"};
const char* const kShortcutIndex = "s";
const Symbol kShortcutFilters = {symbols::filters.base, kShortcutIndex};
const Symbol kShortcutKernel = {symbols::kernel.base, kShortcutIndex};
const Symbol kShortcutStride = {symbols::stride.base, kShortcutIndex};

Convolution same_convolution(Whole filters, Whole kernel, Whole stride) {
  return {
      .filters = filters,
      .window = {
          .kernel = {{kernel}}, .stride = {{stride}}, .padding = {.mode = Padding::Mode::same}}};
}

Shape input_shape(const ResidualBlock& block) {
  if (block.input.size() > 1) return shape_of(block.input);
  return {kExampleSize, kExampleSize, block.input[0]};
}

/// A convolution that is worked out: of the main path, or on the skip connection.
template <class N>
struct WorkedConvolution {
  std::vector<AxisSize<N>> axes;
  std::vector<N> sizes;  ///< of what leaves it
  N channels_seen;       ///< input channels that one filter covers
  N parameters;
};

/// Everything about a block that is worked out.
template <class N>
struct Worked {
  std::vector<N> input;  ///< its sizes
  std::vector<WorkedConvolution<N>> layers;
  Shortcut shortcut;
  WorkedConvolution<N> skip;  ///< its parameters only if it is a projection
  N batchnorm;                ///< only if there is any
  N parameters;

  const std::vector<N>& input_of(size_t layer) const {
    return layer == 0 ? input : layers[layer - 1].sizes;
  }
  const std::vector<N>& main() const { return layers.back().sizes; }
  bool is_projection() const { return shortcut.kind == Choice::projection; }
};

template <class N>
void work_out_sizes(const SizeTask<N>& task, const N& filters, WorkedConvolution<N>& worked) {
  worked.axes = work_out_axes(task);
  worked.sizes.reserve(task.input.size());
  for (const AxisSize<N>& size : worked.axes) worked.sizes.push_back(size.output);
  worked.sizes.push_back(filters);
}

/// Counts the parameters of a convolution whose sizes are worked out. `index` is that of its
/// symbol.
template <class N>
void work_out_parameters(const Convolution& c, bool bias, const std::vector<N>& input,
                         const std::string& index, WorkedConvolution<N>& worked) {
  N channels = result(symbols::channels, input.back());
  if (c.groups != 1) {
    channels =
        result(kGroupChannels, channels_per_group(channels, given<N>(symbols::groups, c.groups)));
  }
  N each = filter_weights(c, worked.axes.size(), channels);
  if (bias) each = parameters_per_filter(each);
  worked.channels_seen = channels;
  worked.parameters = result(
      [&] {
        return Symbol{symbols::parameters.base, index};
      },
      all_filters(each, result(symbols::filters, worked.sizes.back())));
}

template <class N>
void work_out_skip(const ResidualBlock& block, Worked<N>& w) {
  std::vector<FieldMistake> none;
  w.shortcut = find_shortcut(block, values_of(w.input), values_of(w.main()), "", none).value();
  if (w.shortcut.kind == Choice::identity) {
    w.skip.sizes = w.input;
    return;
  }
  const Convolution& c = w.shortcut.projection;
  work_out_sizes({c.window, w.input, "skip"}, result(kShortcutFilters, w.main().back()), w.skip);
  if (w.is_projection()) work_out_parameters(c, block.bias, w.input, kShortcutIndex, w.skip);
}

/// The sum over the layers, the shortcut and batch normalisation.
template <class N>
void work_out_total(const ResidualBlock& block, Worked<N>& w) {
  std::vector<N> parts;
  std::vector<N> channels;  // that are normalised
  const auto add = [&](const WorkedConvolution<N>& convolution, const auto& filters) {
    parts.push_back(convolution.parameters);
    channels.push_back(result(filters, convolution.sizes.back()));
  };
  for (const WorkedConvolution<N>& layer : w.layers) {
    add(layer, [&] {
      return Symbol{symbols::filters.base, std::to_string(&layer - w.layers.data() + 1)};
    });
  }
  if (w.is_projection()) add(w.skip, kShortcutFilters);
  if (block.batchnorm) {
    w.batchnorm = result(kBatchnormParameters, batchnorm_parameters(total(channels)));
    parts.push_back(w.batchnorm);
  }
  w.parameters = result(symbols::parameters, total(parts));
}

/// The block is written out.
template <class N>
Worked<N> work_out(const ResidualBlock& block, std::vector<N> sizes) {
  Worked<N> w;
  w.input = std::move(sizes);
  w.layers.reserve(block.layers.size());
  for (const Convolution& c : block.layers) {
    const std::string number = std::to_string(w.layers.size() + 1);
    const auto filters = [&] { return Symbol{symbols::filters.base, number}; };
    WorkedConvolution<N> layer;
    const std::vector<N>& input = w.input_of(w.layers.size());
    work_out_sizes({c.window, input, number}, given<N>(filters, c.filters), layer);
    work_out_parameters(c, block.bias, input, number, layer);
    w.layers.push_back(std::move(layer));
  }
  work_out_skip(block, w);
  work_out_total(block, w);
  return w;
}

template <class N>
Worked<N> work_out(const ResidualBlock& block) {
  return work_out(block, named_input<N>(input_shape(block)));
}

// As people answer; "auto" is only for problems.
const std::array<ChosenWord::Spelling, 3> kShortcutWords = {
    {{kShortcutNames[1], {"none", "no operation", "unchanged"}},
     {kShortcutNames[2],
      {"1x1 convolution", "1x1 conv", "1 x 1 convolution", "1 x 1 conv", "1×1 convolution",
       "1 × 1 convolution", "conv1x1", "1x1", "linear projection", "convolution", "conv"}},
     {kShortcutNames[3], {"zero padding", "zero padded", "zero padded identity", "padding"}}}};

template <class N, class List>
void list_stride(const Worked<N>& w, List& list) {
  constexpr const char* kName = "shortcut_stride";
  if (w.shortcut.kind == Choice::identity) return list.none(kName);
  std::vector<N> strides;
  for (const Whole stride : w.shortcut.projection.window.stride.values) {
    strides.push_back(given<N>(kShortcutStride, stride));
  }
  if (strides.size() == 1) return list.number(kName, strides[0]);
  list.vector(kName, strides);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const ResidualBlock& block, const Worked<N>& w, List& list) {
  const bool is_projection = w.is_projection();
  list.word("shortcut", ChosenWord{static_cast<size_t>(w.shortcut.kind) - 1, kShortcutWords});
  if (is_projection) {
    list.number("shortcut_kernel", given<N>(kShortcutKernel, 1));
    list.number("shortcut_filters", w.skip.sizes.back());
  } else {
    list.none("shortcut_kernel");
    list.none("shortcut_filters");
  }
  list_stride(w, list);
  list.volume("main_output", w.main());
  list.volume("skip_output", w.skip.sizes);
  const auto agree = [](const std::vector<N>& a, const std::vector<N>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const N& x, const N& y) { return value_of(x) == value_of(y); });
  };
  list.truth("shapes_match", agree(w.input, w.main()));
  if (agree(w.skip.sizes, w.main())) {
    list.volume("output", w.main());
  } else {
    list.none("output");
  }
  for (size_t i = 0; i < w.layers.size(); ++i) {
    list.number("parameters_", w.layers[i].parameters, i + 1);
  }
  if (is_projection) {
    list.number("parameters_shortcut", w.skip.parameters);
  } else {
    list.fixed("parameters_shortcut", 0);
  }
  if (block.batchnorm) list.number("parameters_batchnorm", w.batchnorm);
  list.number("parameters", w.parameters);
}

std::vector<Answer> all_answers(const ResidualBlock& block, const Worked<Term>& w) {
  AnswerList list;
  list_answers(block, w, list);
  return list.take();
}

/// A block with everything that the sections below look at.
struct Solved {
  const ResidualBlock& block;  ///< written out
  bool example_size = false;
  Worked<Term> worked = work_out<Term>(block);
  std::vector<Shape> shapes = layer_shapes(block);  ///< the input, then what leaves each layer
  Shape skip = values_of(worked.skip.sizes);
  const Shortcut& shortcut = worked.shortcut;

  const Shape& input() const { return shapes.front(); }
  const Shape& main() const { return shapes.back(); }
  size_t axes() const { return input().size() - 1; }
  bool is_projection() const { return worked.is_projection(); }
  bool fits() const { return skip == main(); }
};

/// "3 × 3 convolution", or "convolution of size 3" where there is one axis.
Prose convolution_prose(const Convolution& c, size_t axes) {
  if (axes == 1) return prose("convolution of size ", c.window.kernel.at(0));
  return prose(kernel_shape(c.window, axes), " convolution");
}

Prose stride_prose(const PerAxis& stride) {
  return stride.values.size() == 1 ? prose(stride.values[0]) : prose(shape_of(stride.values));
}

/// "height", "width" and "channels", as far as the shapes differ in them.
std::vector<std::string> differences(const Shape& a, const Shape& b) {
  std::vector<std::string> words;
  const std::vector<AxisName>& names = axis_names(a.size() - 1);
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) words.emplace_back(i < names.size() ? names[i].name : "channels");
  }
  return words;
}

Section residual_idea() {
  Section idea{Role::idea, "Why residual blocks"};
  idea.blocks.emplace_back(
      prose("A deeper network should be at least as good as a shallow one: its extra layers could "
            "simply pass their "
            "input on. In practice very deep plain networks got worse, even on the training data, "
            "because layers find "
            "it hard to learn to do nothing."));
  idea.blocks.emplace_back(
      prose("A residual block gives its input a way round the layers. The main path takes the "
            "input through the "
            "convolutions. The skip connection carries the input itself to the end. There the two "
            "are added, place by place "
            "and channel by channel. Now the layers only have to learn the difference from the "
            "input, the residual. Doing "
            "nothing is easy: all weights 0."));
  return idea;
}

Section maps_idea(const Solved& w) {
  Section idea{Role::idea, "Feature maps and stride"};
  const Convolution& first = w.block.layers.front();
  idea.blocks.emplace_back(prose(
      "A filter that slides over the input leaves one feature map. The first layer has ",
      Counted{Number(first.filters), "filter"}, ", so ", Counted{Number(first.filters), "map"},
      first.filters == 1 ? " leaves it." : " leave it, stacked as channels.",
      " The stride is the step of the filter. At stride 2 it stops at every second place, and so "
      "the ",
      join(words(w.axes(), all_axes(w.axes()))),
      w.axes() == 1 ? " is about halved." : " are about halved."));
  return idea;
}

Section rule_idea(const Solved& w) {
  Section idea{Role::idea, "The rule of addition"};
  idea.blocks.emplace_back(
      prose("Adding two volumes means adding each number of one to the number at the same place of "
            "the other. So "
            "both need the same ",
            join(words(w.axes(), all_axes(w.axes()))),
            " and the same number of channels. Where these differ, some numbers have no "
            "partner to be added to."));
  return idea;
}

Section layer_step(const Solved& w, size_t index) {
  const Convolution& c = w.block.layers[index];
  const Shape& input = w.shapes[index];
  const Shape& output = w.shapes[index + 1];
  Section section{Role::step, fmt::format("Convolution {}", index + 1)};
  section.blocks.emplace_back(prose("A ", convolution_prose(c, w.axes()), " with ",
                                    Counted{Number(c.filters), "filter"}, " and stride ",
                                    stride_prose(c.window.stride), " receives ", input, "."));
  const bool keeps_size = c.window.padding.mode == Padding::Mode::same &&
                          std::all_of(c.window.stride.values.begin(), c.window.stride.values.end(),
                                      [](Whole stride) { return stride == 1; });
  const std::string number = std::to_string(index + 1);
  const SizeSteps steps({c.window, w.worked.input_of(index), number}, kFilter);
  for (const AxisGroup& group : steps.groups()) {
    if (!keeps_size) {
      steps.explain(section, group, w.worked.layers[index].axes, "layer_" + number + "_");
    }
    const Prose unread = steps.unread_remark(group);
    if (!unread.spans.empty() && c.window.padding.mode != Padding::Mode::same) {
      section.blocks.emplace_back(unread);
    }
  }
  section.blocks.emplace_back(
      prose(keeps_size ? "With \"same\" padding and stride 1 the size stays as it is. " : "",
            c.filters == 1 ? "The one filter gives " : "The filters give ",
            Counted{Number(c.filters), "channel"}, ", so what leaves the layer is ", output, "."));
  return section;
}

Section addition_step(const Solved& w) {
  Section section{Role::step, "Can the two be added?"};
  section.blocks.emplace_back(
      prose("The skip connection brings the input as it came in. Side by side:"));
  Table table;
  table.header = {prose("dimension"), prose("main path"), prose("skip"), prose("equal?")};
  const std::vector<AxisName>& names = axis_names(w.axes());
  for (size_t i = 0; i < w.main().size(); ++i) {
    table.rows.push_back({prose(i < names.size() ? names[i].name : "channels"), prose(w.main()[i]),
                          prose(w.input()[i]), prose(w.main()[i] == w.input()[i] ? "yes" : "no")});
  }
  section.blocks.emplace_back(std::move(table));
  const auto differing = differences(w.main(), w.input());
  section.blocks.emplace_back(
      differing.empty()
          ? prose("All sizes agree, so the two can be added as they are.")
          : prose("They differ in ", join(differing), ", so they can't be added as they are."));
  return section;
}

/// The lines that prove that the shortcut's output has the main path's shape.
void prove_match(Section& section, const Solved& w) {
  const SizeSteps steps({w.shortcut.projection.window, w.worked.input, "skip"}, kFilter);
  for (const AxisGroup& group : steps.groups()) {
    steps.explain(section, group, w.worked.skip.axes, "skip_");
  }
  const bool halves =
      w.shortcut.projection.window.stride == PerAxis{{2}} &&
      std::equal(w.skip.begin(), w.skip.end() - 1, w.input().begin(),
                 [](const Number& half, const Number& whole) { return half * 2 == whole; });
  if (halves) {
    section.blocks.emplace_back(prose("For every even size this is half of it."));
  }
  section.blocks.emplace_back(prose("The skip connection now brings ", w.skip,
                                    ", and the main path ", w.main(), ". They can be added."));
}

Prose main_path_prose() {
  return prose("Here ", kResidual, " is what the main path makes of ", kInput,
               " with the weights of its convolutions.");
}

Section projection_step(const Solved& w) {
  const PerAxis& stride = w.shortcut.projection.window.stride;
  const Prose convolution = convolution_prose(w.shortcut.projection, w.axes());
  Section section{Role::step, "The projection shortcut"};
  if (w.input() == w.main()) {
    section.blocks.emplace_back(
        prose("A projection is asked for although the shapes agree. It is a ", convolution,
              " that keeps them."));
  }
  section.blocks.emplace_back(
      w.input().back() == w.main().back()
          ? prose("The channels: ", w.main().back(), " already. A ", convolution, " with ",
                  Counted{w.main().back(), "filter"}, " keeps their number.")
          : prose("The channels: a ", convolution, " with ", Counted{w.main().back(), "filter"},
                  " turns ", Counted{w.input().back(), "channel"}, " into ", w.main().back(),
                  ". It mixes the channels of one place and looks at no neighbours."));
  section.blocks.emplace_back(stride == PerAxis{{1}}
                                  ? prose("The size: it agrees already, so the stride is 1. The "
                                          "size of the skip connection is then:")
                                  : prose("The size: stride ", stride_prose(stride),
                                          " in the same convolution brings it to the main "
                                          "path's. The size of the skip connection is then:"));
  prove_match(section, w);
  section.blocks.emplace_back(prose("In symbols, with ", kInput, " of shape ", w.input(), ", and ",
                                    kShortcutWeights, " the ", convolution, " from ",
                                    w.input().back(), " to ", Counted{w.main().back(), "channel"},
                                    " at stride ", stride_prose(stride), ":"));
  section.blocks.emplace_back(Identity{
      kOutput, Term::unknown(kResidual) + Term::unknown(kShortcutWeights) * Term::unknown(kInput)});
  section.blocks.emplace_back(main_path_prose());
  return section;
}

Section zero_pad_step(const Solved& w) {
  Section section{Role::step, "The zero-padded shortcut"};
  if (w.input().back() == w.main().back()) {
    section.blocks.emplace_back(prose("The channels agree already."));
  } else {
    const Number added = added_channels(w.input().back(), w.main().back());
    section.blocks.emplace_back(prose("The channels: ", Counted{added, "channel"}, " of zeros ",
                                      added == 1 ? "is" : "are", " appended to the ",
                                      w.input().back(), " of the input."));
  }
  const PerAxis& stride = w.shortcut.projection.window.stride;
  section.blocks.emplace_back(
      stride.is_one()
          ? prose("The size: it agrees already, and all places are kept:")
          : prose("The size: the shortcut keeps only the places that a stride of ",
                  stride_prose(stride),
                  " stops at. Picking them is like a filter of size 1, so the size is:"));
  prove_match(section, w);
  section.blocks.emplace_back(prose("Nothing in this shortcut is learned: it has no parameters."));
  return section;
}

Section identity_step(const Solved& w) {
  Section section{Role::step, "The identity shortcut"};
  if (w.fits()) {
    section.blocks.emplace_back(
        prose("No operation is needed on the skip connection. It passes the input on unchanged:"));
    section.blocks.emplace_back(
        Identity{kOutput, Term::unknown(kResidual) + Term::unknown(kInput)});
    section.blocks.emplace_back(main_path_prose());
  } else {
    section.blocks.emplace_back(
        prose("The identity is asked for, and it changes nothing. So the shapes still differ in ",
              join(differences(w.main(), w.input())), ", and the block has no output."));
  }
  return section;
}

std::vector<Prose> box_label(const Solved& w, const Convolution& c) {
  std::vector<Prose> label = {prose("conv ", kernel_shape(c.window, w.axes())),
                              prose(Counted{Number(c.filters), "filter"}),
                              prose("stride ", stride_prose(c.window.stride))};
  if (w.block.batchnorm) label.push_back(prose("batch norm"));
  return label;
}

BlockFigure figure(const Solved& w) {
  BlockFigure figure{.input = w.input()};
  for (size_t i = 0; i < w.block.layers.size(); ++i) {
    figure.main.push_back({box_label(w, w.block.layers[i]), w.shapes[i + 1]});
  }
  if (w.is_projection()) {
    figure.skip.push_back({box_label(w, w.shortcut.projection), w.skip});
  } else if (w.shortcut.kind == Choice::zero_pad) {
    const PerAxis& stride = w.shortcut.projection.window.stride;
    std::vector<Prose> label = {stride.is_one() ? prose("all places")
                                                : prose("places at stride ", stride_prose(stride))};
    if (w.input().back() != w.main().back()) label.push_back(prose("zeros appended"));
    figure.skip.push_back({std::move(label), w.skip});
  }
  if (w.fits()) figure.output = w.main();
  return figure;
}

Prose output_prose(const Solved& w) {
  return prose(w.example_size ? " For the example size the output is " : " The output is ",
               w.main(), ".");
}

Prose shortcut_answer(const Solved& w) {
  const PerAxis& stride = w.shortcut.projection.window.stride;
  if (w.is_projection()) {
    const bool is_needed = w.input() != w.main();
    return prose(is_needed ? "The skip connection needs a "
                           : "The skip connection needs no operation. The projection that is asked "
                             "for is a ",
                 convolution_prose(w.shortcut.projection, w.axes()), " with ",
                 Counted{w.main().back(), "filter"}, " and stride ", stride_prose(stride), ".",
                 output_prose(w));
  }
  if (w.shortcut.kind == Choice::zero_pad) {
    Prose answer = prose("The skip connection keeps ");
    append(answer, stride.is_one()
                       ? prose("all places")
                       : prose("the places that stride ", stride_prose(stride), " stops at"));
    const Number added = added_channels(w.input().back(), w.main().back());
    if (!added.is_zero()) {
      append(answer, prose(" and appends ", Counted{added, "channel"}, " of zeros"));
    }
    append(answer, ".");
    append(answer, output_prose(w));
    return answer;
  }
  if (w.fits()) return prose("The skip connection needs no operation.", output_prose(w));
  return prose("With the identity on the skip connection the two paths can't be added.");
}

Section shapes_part(const Solved& w) {
  Section part{Role::part, "Part 1: the shortcut"};
  part.blocks.emplace_back(figure(w));
  if (w.example_size) {
    part.blocks.emplace_back(prose("Only the channels are given. The size ",
                                   Shape{kExampleSize, kExampleSize}, " is taken as an example."));
  }
  part.sections = {residual_idea(), maps_idea(w)};
  for (size_t i = 0; i < w.block.layers.size(); ++i) part.sections.push_back(layer_step(w, i));
  part.sections.push_back(rule_idea(w));
  part.sections.push_back(addition_step(w));
  if (w.is_projection()) {
    part.sections.push_back(projection_step(w));
  } else if (w.shortcut.kind == Choice::zero_pad) {
    part.sections.push_back(zero_pad_step(w));
  } else {
    part.sections.push_back(identity_step(w));
  }
  part.answer = {shortcut_answer(w)};
  return part;
}

Section parameters_idea(const Solved& w) {
  Section idea{Role::idea, "What the formula counts"};
  idea.blocks.emplace_back(prose(
      "The parameters of a convolution are the numbers in its filters. A filter has one number for "
      "each place of the patch that it covers and each channel that it sees. There is one such "
      "filter "
      "for each output channel.",
      w.block.bias ? " Each filter also has one bias." : " Biases aren't counted here."));
  idea.blocks.emplace_back(prose(
      "The stride isn't in the formula. It decides how far the filter moves, not how large it is. "
      "And each layer "
      "counts the channels that reach it, which for a later layer are those that the one before "
      "has made."));
  return idea;
}

/// A convolution whose parameters are counted.
struct Count {
  std::string title;
  std::string name;   ///< of the result: "parameters_1"
  std::string index;  ///< of its symbol: N₁
  Prose remark;       ///< where its input comes from
  const Convolution& convolution;
  const WorkedConvolution<Term>& worked;
};

Section count_step(const Count& count) {
  Section section{Role::step, count.title};
  section.blocks.emplace_back(count.remark);
  if (count.convolution.groups != 1) {
    show(section, "channels_per_group_" + count.index, count.worked.channels_seen);
  }
  show(section, count.name, count.worked.parameters);
  return section;
}

std::vector<Count> counts(const Solved& w) {
  std::vector<Count> counts;
  for (size_t i = 0; i < w.block.layers.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const Counted channels{w.shapes[i].back(), "channel"};
    counts.push_back(
        {"Convolution " + number, "parameters_" + number, number,
         i == 0 ? prose("It receives the ", channels, " of the input:")
                : prose("It receives the ", channels, " that convolution ", i, " has made:"),
         w.block.layers[i], w.worked.layers[i]});
  }
  if (w.is_projection()) {
    const Counted channels{w.input().back(), "channel"};
    counts.push_back({"The shortcut", "parameters_shortcut", kShortcutIndex,
                      prose("It branches off at the input, with ", channels, ":"),
                      w.shortcut.projection, w.worked.skip});
  }
  return counts;
}

Section parameters_part(const Solved& w) {
  Section part{Role::part, "Part 2: the parameters"};
  part.sections.push_back(parameters_idea(w));
  for (const Count& count : counts(w)) part.sections.push_back(count_step(count));
  if (w.block.batchnorm) {
    Section section{Role::step, "Batch normalisation"};
    section.blocks.emplace_back(prose(
        "After every convolution each channel has a scale and a shift, two parameters a channel:"));
    show(section, "parameters_batchnorm", w.worked.batchnorm);
    part.sections.push_back(std::move(section));
  }
  Section sum{Role::step, "The total"};
  show(sum, "parameters", w.worked.parameters);
  part.sections.push_back(std::move(sum));
  part.answer = {
      prose("The block has ", Counted{w.worked.parameters.value(), "trainable parameter"}, ".")};
  return part;
}

/// Whether the fields say once, and only once, what the layers are.
void check_layers_given(std::vector<FieldMistake>& mistakes, const ResidualBlock& block) {
  const int ways = !block.layers.empty() + block.filters.has_value() + block.bottleneck.has_value();
  const char* given = block.bottleneck ? "bottleneck" : "filters";
  if (ways == 0) {
    mistakes.push_back(
        {"filters", "is missing: filters, bottleneck or layers must say what the block is"});
  } else if (ways > 1) {
    mistakes.push_back({given, fmt::format("can't be given together with {}",
                                           block.layers.empty() ? "filters" : "layers")});
  }
  if (block.stride && !block.layers.empty()) {
    mistakes.push_back({"stride", "must be given in the layers, not beside them"});
  }
  if (block.stride_in != ResidualBlock::StrideIn::first && !block.bottleneck) {
    mistakes.push_back({"stride_in", "only goes with bottleneck"});
  }
}

}  // namespace

ResidualBlock written_out(ResidualBlock block) {
  const Whole stride = block.stride.value_or(1);
  if (block.filters) {
    block.layers = {same_convolution(*block.filters, 3, stride),
                    same_convolution(*block.filters, 3, 1)};
  } else if (block.bottleneck) {
    const Whole narrow = *block.bottleneck;
    const bool first = block.stride_in == ResidualBlock::StrideIn::first;
    block.layers = {same_convolution(narrow, 1, first ? stride : 1),
                    same_convolution(narrow, 3, first ? 1 : stride),
                    same_convolution(narrow * kBottleneckExpansion, 1, 1)};
  }
  block.filters.reset();
  block.bottleneck.reset();
  block.stride.reset();
  block.stride_in = ResidualBlock::StrideIn::first;
  return block;
}

std::vector<Shape> layer_shapes(const ResidualBlock& stated) {
  const ResidualBlock block = written_out(stated);
  std::vector<Shape> shapes = {input_shape(block)};
  for (const Convolution& layer : block.layers) {
    shapes.push_back(output_shape(layer, shapes.back()));
  }
  return shapes;
}

std::vector<FieldMistake> check(const ResidualBlock& block) {
  std::vector<FieldMistake> mistakes;
  if (block.input.size() > 4) {
    mistakes.push_back(
        {"input", fmt::format("must be channels, length x channels, height x width x channels, or "
                              "depth x height x width x channels, got {} numbers",
                              block.input.size())});
  }
  check_layers_given(mistakes, block);
  if (!mistakes.empty()) return mistakes;

  const ResidualBlock written = written_out(block);
  Shape shape = input_shape(block);
  for (size_t i = 0; i < written.layers.size(); ++i) {
    mistakes = check(written.layers[i], shape, fmt::format("layers/{}/", i));
    if (!mistakes.empty()) return mistakes;
    shape = output_shape(written.layers[i], shape);
  }
  const char* path = block.filters ? "filters" : block.bottleneck ? "bottleneck" : "layers";
  find_shortcut(written, input_shape(block), shape, path, mistakes);
  return mistakes;
}

std::string title_of(const ResidualBlock&) { return "A residual block"; }

Solution solve(const ResidualBlock& stated) {
  const ResidualBlock block = written_out(stated);
  const Solved solved{.block = block, .example_size = block.input.size() == 1};
  Solution solution;
  auto& sections = solution.document.sections;
  sections.reserve(3);  // a list in braces would be copied
  sections.push_back(givens(block));
  sections.push_back(shapes_part(solved));
  sections.push_back(parameters_part(solved));
  solution.answers = all_answers(block, solved.worked);
  return solution;
}

std::vector<Answer> worked_answers(const ResidualBlock& stated) {
  const ResidualBlock block = written_out(stated);
  return all_answers(block, work_out<Term>(block));
}

void answer(const ResidualBlock& stated, PlainAnswers& answers) {
  const ResidualBlock block = written_out(stated);
  list_answers(block, work_out<Number>(block), answers);
}

template <class N>
LayerOutcome<N> pass(const ResidualBlock& stated, const std::vector<N>& input,
                     const std::string& index) {
  const ResidualBlock block = written_out(stated);
  const Worked<N> w = work_out(block, input);
  LayerOutcome<N> outcome;
  std::vector<N> weights, biases, macs, additions;
  const auto count = [&](const Convolution& c, const WorkedConvolution<N>& worked) {
    const N filters = worked.sizes.back();
    weights.push_back(
        all_filters(filter_weights(c, worked.axes.size(), worked.channels_seen), filters));
    biases.push_back(filters);
    const std::vector<N> positions(worked.sizes.begin(), worked.sizes.end() - 1);
    macs.push_back(at_every_position(weights.back(), positions));
    additions.push_back(at_every_position(filters, positions));
  };
  for (size_t i = 0; i < block.layers.size(); ++i) count(block.layers[i], w.layers[i]);
  if (w.is_projection()) count(w.shortcut.projection, w.skip);
  outcome.output = w.main();
  for (size_t i = 0; i + 1 < outcome.output.size(); ++i) {
    const std::string_view letter = axis_names(outcome.output.size() - 1)[i].letter;
    outcome.output[i] = result([&] { return Symbol{letter, index}; }, outcome.output[i]);
  }
  outcome.output.back() = result(
      [&] {
        return Symbol{symbols::channels.base, index};
      },
      outcome.output.back());
  outcome.weights = total(weights);
  if (block.bias) {
    outcome.biases = total(biases);
    outcome.bias_additions = total(additions);
  }
  if (block.batchnorm) outcome.statistics = batchnorm_statistics(total(biases));
  outcome.parameters = renamed({symbols::parameters.base, index}, w.parameters);
  outcome.macs = result([&] { return Symbol{symbols::macs.base, index}; }, total(macs));
  return outcome;
}
template LayerOutcome<Term> pass(const ResidualBlock&, const std::vector<Term>&,
                                 const std::string&);
template LayerOutcome<Number> pass(const ResidualBlock&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
