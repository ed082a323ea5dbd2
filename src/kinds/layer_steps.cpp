#include "kinds/layer_steps.h"

#include <utility>

#include "kinds/operations.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

struct Explain {
  Section& section;
  const LayerOutcome<Term>& outcome;
  const std::vector<Term>& input;
  bool bias_in_macs;
  std::set<std::string>& told;  ///< the titles of the ideas so far

  void operator()(const GlobalPool& pool) const {
    add_idea(
        "What global pooling is for",
        {prose("A map says where in the input a filter found its feature. To say what is there, "
               "a network needs no place. So each map is summed up in one number: ",
               pool.mode == Pool::Mode::max ? "the most of the feature that is anywhere."
                                            : "how much of the feature there is on the whole."),
         prose("Whatever the size of the maps, one number is left of each. So the layers behind "
               "need not know it, and the network takes inputs of any size.")});
    Section step{Role::step, "Channels"};
    step.blocks.emplace_back(
        prose("Of each channel ",
              pool.mode == Pool::Mode::max ? "the largest number" : "the mean of all numbers",
              " is kept, so what is left is one number for each channel:"));
    show(step, "output", outcome.output[0]);
    section.sections.push_back(std::move(step));
  }
  void operator()(const AdaptivePool&) const {
    Shape sizes = values_of(outcome.output);
    sizes.pop_back();
    add_idea("How the windows are laid",
             {prose("An ordinary pooling layer is told its window, and how large the output is "
                    "depends on the input. This one is told how large the output is, and lays its "
                    "windows to fit. Then the layers behind always get the same size."),
              adaptive_windows(sizes)});
    Section step{Role::step, "Size"};
    step.blocks.emplace_back(
        prose("The windows are laid so that the output has the size that is asked for, ", sizes,
              ". Channels stay as they are."));
    section.sections.push_back(std::move(step));
  }
  void operator()(const Upsample& upsample) const {
    add_idea("What upsampling is for",
             {prose("Pooling and strides make maps smaller. A network that says something of every "
                    "place of its input has to make them larger again. This layer repeats each "
                    "number, or takes numbers between neighbours. The size is the same either way, "
                    "and nothing is learned.")});
    Section step{Role::step, "Size"};
    const bool is_one = upsample.scale.is_one();
    step.blocks.emplace_back(
        prose(is_one ? "Each place stays one. " : "Each place becomes several. ",
              "Channels stay as they are."));
    const std::vector<AxisName>& names = axis_names(input.size() - 1);
    for (size_t axis = 0; axis < names.size(); ++axis) {
      show(step, std::string(names[axis].output), outcome.output[axis]);
    }
    section.sections.push_back(std::move(step));
  }
  void operator()(const Join& join) const {
    Section step{Role::step, join.how == Join::How::sum ? "Sum" : "Channels"};
    if (join.how == Join::How::sum) {
      step.blocks.emplace_back(prose("The branches leave the same shape, ",
                                     values_of(outcome.output),
                                     ". Numbers at the same place are added, so the shape stays."));
    } else {
      step.blocks.emplace_back(
          prose(input.size() == 1 ? "The rows are laid one behind the other. Their lengths add up:"
                                  : "The maps are laid one behind the other. The places stay, and "
                                    "the channels add up:"));
      show(step, "output", outcome.output.back());
    }
    section.sections.push_back(std::move(step));
  }
  void operator()(const Flatten&) const {
    add_idea(
        "Why a volume is laid out as a row",
        {prose("A linear layer takes a row of numbers, and knows no height, width or channels. So "
               "the numbers of the volume are written one behind the other, always in the same "
               "order. The shape is lost, and no number is.")});
    Section step{Role::step, "Features"};
    step.blocks.emplace_back(prose("The volume is laid out as one row. No number is lost:"));
    show(step, "output", outcome.output[0]);
    section.sections.push_back(std::move(step));
  }
  void operator()(const ChannelNorm&) const {
    Section step{Role::step, "Parameters"};
    step.blocks.emplace_back(
        prose("Each ", input.size() == 1 ? "feature" : "channel",
              " has a scale and a shift that are trained. Its running mean and variance are kept "
              "too, but not trained, so they don't count:"));
    show(step, "parameters", outcome.parameters);
    section.sections.push_back(std::move(step));
  }
  void operator()(const ResidualBlock& block) const {
    const std::string layer(outcome.macs.node().symbol.subscript.view());
    const Symbol first = {symbols::parameters.base, "1"};
    section.sections.push_back(
        operations_step(block.bias ? prose("Each weight is used once at every position",
                                           bias_in_macs ? ", and so is each bias" : "", ". ",
                                           of_layer(symbols::weights, layer + ",1"), " is ", first,
                                           " of layer ", layer, " without the biases, and so on:")
                                   : prose("Each weight is used once at every position. ",
                                           Symbol{symbols::parameters.base, layer + ",1"}, " is ",
                                           first, " of layer ", layer, ", and so on:"),
                        outcome.macs));
  }
  template <class Other>
  void operator()(const Other&) const {}

 private:
  void add_idea(const char* title, std::vector<Prose> paragraphs) const {
    if (!told.insert(title).second) return;
    Section idea{Role::idea, title};
    for (Prose& paragraph : paragraphs) idea.blocks.emplace_back(std::move(paragraph));
    section.sections.push_back(std::move(idea));
  }

  /// Which places the first windows take along an axis, rather one where they aren't laid evenly.
  Prose adaptive_windows(const Shape& counts) const {
    size_t axis = 0;
    while (axis < counts.size() && (input[axis].value() / counts[axis]).is_integer()) ++axis;
    if (axis == counts.size()) axis = 0;
    const AxisName& name = axis_names(counts.size())[axis];
    const Number &size = input[axis].value(), &windows = counts[axis];
    Prose words =
        prose("Along the ", name.name, " ", Counted{size, name.position},
              size == 1 ? " is" : " are", " shared out to ", Counted{windows, "window"}, ".");
    const auto window = [&](const Number& j) {
      const Number first = adaptive_begin(j, size, windows) + 1;
      const Number last = adaptive_end(j, size, windows);
      return first == last ? prose(name.position, " ", first)
                           : prose(name.position, "s ", first, " to ", last);
    };
    append(words, prose(windows == 1 ? " It" : " The first", " takes ", window(0)));
    if (1 < windows) append(words, prose(", the ", windows == 2 ? "other " : "second ", window(1)));
    append(words, ".");
    if (size == 1 && 1 < windows) {
      append(words, " There is no other to take.");
    } else if (size < windows) {
      append(words, prose(" There are more windows than ", name.position,
                          "s, so some are taken more than once."));
    } else if (!(size / windows).is_integer()) {
      append(words, prose(" ", size,
                          " can't be shared out evenly, so windows overlap, and may differ "
                          "in size."));
    }
    return words;
  }
};

}  // namespace

void add_layer_steps(Section& section, const PlacedLayer& layer, const LayerOutcome<Term>& outcome,
                     const std::vector<Term>& input, bool bias_in_macs,
                     std::set<std::string>& told) {
  std::visit(Explain{section, outcome, input, bias_in_macs, told}, layer.settings);
}

}  // namespace cnnsolve
