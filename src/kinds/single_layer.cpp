#include "kinds/single_layer.h"

#include "kinds/network_steps.h"
#include "kinds/operations.h"
#include "kinds/window.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

/// The sizes of a layer that stands alone need no number: H_out, and not H₁.
template <class N>
WorkedNetwork<N> work_out_alone(const Network& network, const std::vector<PlacedLayer>& layers) {
  WorkedNetwork<N> w = work_out<N>(network, layers);
  if constexpr (std::same_as<N, Term>) {
    if (layers.size() > 1) return w;
    for (Term& size : w.layers[0].output) {
      if (is_result(size)) size = renamed({size.node().symbol.base, "out"}, size);
    }
  }
  return w;
}

template <class N>
WorkedNetwork<N> work_out_alone(const Network& network) {
  return work_out_alone<N>(network, placed_layers(network));
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const WorkedNetwork<N>& w, List& list) {
  const std::vector<N>& output = w.layers.back().output;
  if (output.size() == 1) {
    list.number("output", output[0]);
  } else {
    list_sizes(output, list);
  }
  if (value_of(w.parameters).is_zero()) return list.fixed("parameters", 0);
  list.number("weights", w.weights);
  list.number("biases", w.biases);
  list.number("parameters", w.parameters);
  list.number("macs", w.macs);
  list.number("flops", w.flops);
}

std::vector<Answer> all_answers(const WorkedNetwork<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  std::vector<Answer> answers = list.take();
  add_other_ways(w, answers);
  return answers;
}

/// The two convolutions that a separable one is, together.
Section together_part(const WorkedNetwork<Term>& w) {
  Section part{Role::part, "Part 3: both together"};
  Section parameters{Role::step, "Parameters"};
  parameters.blocks.emplace_back(
      prose("The parameters of the two together, each N with the number of its part:"));
  show(parameters, "parameters", w.parameters);
  Section operations{Role::step, "Operations"};
  operations.blocks.emplace_back(prose("Their MACs together, in the same way:"));
  show(operations, "macs", w.macs);
  part.sections.push_back(std::move(parameters));
  part.sections.push_back(std::move(operations));
  part.answer.emplace_back(prose("The layer has ", Counted{w.parameters.value(), "parameter"},
                                 " and takes ", Counted{w.macs.value(), "MAC"}, " for one input. ",
                                 flops_sentence(w.flops)));
  return part;
}

/// The weights of an ordinary convolution from the same channels to as many.
Number ordinary_weights(const std::vector<PlacedLayer>& layers) {
  const auto& depthwise = std::get<ConvLayer>(layers[0].settings);
  const Number channels(depthwise.input.back());
  const Convolution& pointwise = std::get<ConvLayer>(layers[1].settings).convolution;
  return all_filters(filter_weights(depthwise.convolution, depthwise.input.size() - 1, channels),
                     Number(pointwise.filters));
}

Section separable_idea(const std::vector<PlacedLayer>& layers, const Number& weights) {
  Section idea{Role::idea, "Why two convolutions in place of one"};
  idea.blocks.emplace_back(prose(
      "An ordinary convolution does two things at once: it looks for features along the map, "
      "and it combines the channels. A separable one does them one after the other. The "
      "depthwise convolution slides a filter over each channel alone. Then the pointwise one, "
      "with a kernel of one place, combines the channels there."));
  const Number ordinary = ordinary_weights(layers);
  const bool has_one_channel = std::get<ConvLayer>(layers[0].settings).input.back() == 1;
  idea.blocks.emplace_back(
      weights < ordinary
          ? prose("That takes ", Counted{weights, "weight"}, " in place of ", ordinary,
                  has_one_channel
                      ? ", because a single filter looks along the map, and those behind it have "
                        "one place."
                      : ", because no filter is large along the map and through the channels at "
                        "the same time.")
          : prose("Where kernel and channels are large, that takes far fewer weights. Here it "
                  "takes ",
                  Counted{weights, "weight"}, ", and an ordinary convolution ", ordinary, "."));
  return idea;
}

/// What K is in the depthwise part.
Prose depthwise_filters(const ConvLayer& depthwise) {
  const Whole channels = depthwise.input.back(), filters = depthwise.convolution.filters;
  const Whole of_each = filters / channels;
  return prose(
      "In this part K is the number of its own filters: ", of_each, " for ",
      channels == 1 ? prose("the one channel") : prose("each of the ", channels, " channels"),
      of_each > 1 && channels > 1 ? prose(", ", filters, " in all.") : prose("."),
      channels > 1 ? prose(" ", symbols::groups, " is the number of groups: each channel is one.")
                   : prose(""));
}

}  // namespace

std::vector<FieldMistake> check_single(const Network& network) {
  if (auto mistakes = check_input(network.input); !mistakes.empty()) return mistakes;
  std::vector<FieldMistake> mistakes = check(network);
  constexpr std::string_view kLayer = "layers/0";
  for (FieldMistake& mistake : mistakes) {
    if (!mistake.path.starts_with(kLayer)) continue;
    // What is wrong with the layer as a whole is that its input is too large for it.
    mistake.path = mistake.path == kLayer ? "input" : mistake.path.substr(kLayer.size() + 1);
  }
  return mistakes;
}

Solution solve_single(const Network& network, Section givens) {
  const std::vector<PlacedLayer> layers = placed_layers(network);
  const WorkedNetwork<Term> worked = work_out_alone<Term>(network, layers);
  Solution solution;
  auto& sections = solution.document.sections;
  sections.push_back(std::move(givens));
  std::vector<Section> parts = layer_parts(layers, worked);
  if (layers.size() == 1) {
    parts[0].title = "Part 1: the output";
    parts[0].blocks.clear();  // what is given has been said
    parts[0].answer.emplace_back(
        prose(output_sentence(worked.layers[0].output), " The layer has no parameters."));
  } else {
    parts[0].sections.insert(parts[0].sections.begin(),
                             separable_idea(layers, worked.weights.value()));
    parts[0].title = "Part 1: the depthwise convolution";
    const bool has_bias = !worked.biases.value().is_zero();
    parts[0].blocks.emplace_back(prose(
        "It has no biases", has_bias ? ": the layer's belong to the pointwise convolution." : "."));
    parts[0].blocks.emplace_back(depthwise_filters(std::get<ConvLayer>(layers[0].settings)));
    parts[1].title = "Part 2: the pointwise convolution";
    parts[1].blocks.emplace_back(prose(
        "In this part the letters stand for its own sizes and settings: its input is what part "
        "1 gives, its kernel is a single place, and K is the ",
        std::get<ConvLayer>(layers[1].settings).convolution.filters, " that is given."));
    parts[1].answer.emplace_back(output_sentence(worked.layers[1].output));
    parts.push_back(together_part(worked));
  }
  for (Section& part : parts) sections.push_back(std::move(part));
  solution.answers = all_answers(worked);
  return solution;
}

std::vector<Answer> worked_answers_single(const Network& network) {
  return all_answers(work_out_alone<Term>(network));
}

void answer_single(const Network& network, PlainAnswers& answers) {
  list_answers(work_out_alone<Number>(network), answers);
}

}  // namespace cnnsolve
