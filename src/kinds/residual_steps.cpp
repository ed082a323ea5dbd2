#include "kinds/residual_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "kinds/size_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;
using Choice = ResidualBlock::Shortcut;

const Symbol kInput = {"x"};
const Symbol kOutput = {"y"};
const Symbol kResidual = {"F(x, {Wᵢ})"};
const Symbol kWeights = {"W", "i"};
const Symbol kShortcutWeights = {"W", "s"};

/// A block with everything that the sections below look at.
struct Solved {
  const ResidualBlock& block;  ///< written out
  const WorkedResidual<Term>& worked;
  bool example_size = block.input.size() == 1;
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

Section residual_idea(const Solved& w) {
  Section idea{Role::idea, "Why residual blocks"};
  idea.blocks.emplace_back(
      prose("A deeper network should be at least as good as a shallow one: its extra layers could "
            "simply pass their "
            "input on. In practice very deep plain networks got worse, even on the training data, "
            "because layers find "
            "it hard to learn to do nothing."));
  idea.blocks.emplace_back(prose(
      "A residual block gives its input a way round the layers. The main path takes the input "
      "through the convolutions. The skip connection carries the input itself to the end",
      w.shortcut.kind == Choice::identity ? "" : ", as far as the shapes let it",
      ". There the two are added, place by place and channel by channel. Now the layers only "
      "have to learn the difference from ",
      w.shortcut.kind == Choice::identity ? "the input" : "what the skip connection brings",
      ", the residual. Then changing nothing more is easy: all weights of the main path 0."));
  return idea;
}

/// What the block's stride does, that of the first layer that has one above 1.
Prose stride_words(const Solved& w) {
  const auto strided =
      std::find_if(w.block.layers.begin(), w.block.layers.end(),
                   [](const Convolution& layer) { return !layer.window.stride.is_one(); });
  if (strided == w.block.layers.end()) return prose("At stride 1 it stops at every place.");
  if (volume(Shape(w.input().begin(), w.input().end() - 1)) == 1) {
    return prose("A stride above 1 would leave places out, but here there is only one.");
  }
  const std::vector<Whole>& strides = strided->window.stride.values;
  const std::string sizes = join(words(w.axes(), all_axes(w.axes())));
  const char* are = w.axes() == 1 ? " is" : " are";
  if (strides.size() > 1) {
    return prose("At stride ", shape_of(strides),
                 " it leaves places out along every axis where the stride is above 1.");
  }
  return strides[0] == 2
             ? prose("At stride 2 it stops at every second place, and so the ", sizes, are,
                     " about halved.")
             : prose("At stride ", strides[0], " it stops at one place in ", strides[0],
                     ", and so the ", sizes, are, " divided by about ", strides[0], ".");
}

Section maps_idea(const Solved& w) {
  Section idea{Role::idea, "Feature maps and stride"};
  const Convolution& first = w.block.layers.front();
  idea.blocks.emplace_back(prose(
      "A filter that slides over the input leaves one feature map. The first layer has ",
      Counted{Number(first.filters), "filter"}, ", so ", Counted{Number(first.filters), "map"},
      first.filters == 1 ? " leaves it." : " leave it, stacked as channels.",
      " The stride is the step of the filter. ", stride_words(w)));
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
  section.blocks.emplace_back(prose(
      "A ", convolution_prose(c, w.axes()), " with ", Counted{Number(c.filters), "filter"},
      c.window.dilation.is_one() ? " and" : ",", " stride ", stride_prose(c.window.stride),
      c.window.dilation.is_one() ? prose()
                                 : prose(" and dilation ", stride_prose(c.window.dilation)),
      c.groups == 1 ? prose() : prose(" in ", c.groups, " groups"), " receives ", input, "."));
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
    if (!unread.spans.empty()) section.blocks.emplace_back(unread);
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
  return prose("Here ", kResidual, " is what the main path makes of ", kInput, " with the weights ",
               kWeights, " of its convolutions.");
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
  const bool agrees = std::equal(w.input().begin(), w.input().end() - 1, w.main().begin());
  section.blocks.emplace_back(
      prose(agrees && stride.is_one() ? prose("The size: it agrees already, so the stride is 1.")
            : agrees ? prose("The size: it agrees already, and stays as it is at the main path's "
                             "stride, ",
                             stride_prose(stride), ".")
                     : prose("The size: stride ", stride_prose(stride),
                             " in the same convolution brings it to the main path's."),
            " The size of the skip connection is then:"));
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
  part.sections = {residual_idea(w), maps_idea(w)};
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
  section.blocks.emplace_back(prose(count.remark, count.convolution.groups == 1 ? ":" : "."));
  if (count.convolution.groups != 1) {
    section.blocks.emplace_back(prose(kOwnGroup));
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
         i == 0 ? prose("It receives the ", channels, " of the input")
                : prose("It receives the ", channels, " that convolution ", i, " has made"),
         w.block.layers[i], w.worked.layers[i]});
  }
  if (w.is_projection()) {
    const Counted channels{w.input().back(), "channel"};
    counts.push_back({"The shortcut", "parameters_shortcut", kShortcutIndex,
                      prose("It branches off at the input, with ", channels), w.shortcut.projection,
                      w.worked.skip});
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

}  // namespace

std::vector<Section> residual_parts(const ResidualBlock& block,
                                    const WorkedResidual<Term>& worked) {
  const Solved solved{block, worked};
  return {shapes_part(solved), parameters_part(solved)};
}

}  // namespace cnnsolve
