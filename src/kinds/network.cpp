#include "kinds/network.h"

#include <algorithm>

#include "kinds/givens.h"
#include "kinds/network_steps.h"
#include "kinds/operations.h"
#include "wording.h"

namespace cnnsolve {
namespace {

/// Hands the layers' shapes to `list`, an AnswerList or PlainAnswers.
template <class N, class List>
void list_shapes(const WorkedNetwork<N>& w, List& list) {
  std::vector<std::vector<N>> shapes;
  for (const LayerOutcome<N>& layer : w.layers) shapes.push_back(layer.output);
  list.shapes(shapes);
}

/// The other answers.
template <class N, class List>
void list_answers(const WorkedNetwork<N>& w, List& list) {
  list.shape("output", w.layers.back().output);

  const auto by_layer = [&](N LayerOutcome<N>::*count) {
    std::vector<N> counts;
    for (const LayerOutcome<N>& layer : w.layers) counts.push_back(layer.*count);
    return counts;
  };
  list.vector("parameters_by_layer", by_layer(&LayerOutcome<N>::parameters));
  list.vector("macs_by_layer", by_layer(&LayerOutcome<N>::macs));
  list.number("weights", w.weights);
  list.number("biases", w.biases);
  list.number("trainable", w.parameters);
  list.number("non_trainable", w.statistics);
  list.number("parameters", w.parameters);
  list.number("macs", w.macs);
  list.number("flops", w.flops);
  list.number("memory_parameters", w.parameter_bytes);
  list.number("memory_activations", w.activation_bytes);
  list_reaches(w, list);
}

}  // namespace

std::string name_in_words(size_t layer_type) { return in_words(kLayerTypeNames[layer_type]); }

void NetworkLayer::take_type(size_t index) {
  type = index;
  constexpr size_t kLast = std::variant_size_v<Settings> - 1;
  const auto make = [&]<size_t... i>(std::index_sequence<i...>) {
    ((i == std::min(index, kLast) ? (settings.emplace<i>(), 0) : 0), ...);
  };
  make(std::make_index_sequence<kLast + 1>());
}

Network channels_last(Network network) {
  if (network.channels_first) {
    std::rotate(network.input.begin(), network.input.begin() + 1, network.input.end());
  }
  network.channels_first = false;
  return network;
}

std::vector<FieldMistake> check(const Network& network) {
  std::vector<FieldMistake> mistakes = check_features_or_volume(network.input);
  if (!mistakes.empty()) return mistakes;
  placed_layers(channels_last(network), mistakes);
  return mistakes;
}

std::string title_of(const Network&) { return "A network"; }

Solution solve(const Network& stated) {
  const Network network = channels_last(stated);
  const std::vector<PlacedLayer> layers = placed_layers(network);
  const WorkedNetwork<Term> worked = work_out<Term>(network, layers);
  Solution solution;
  solution.document.sections = network_sections(network, layers, worked);
  AnswerList list;
  list_shapes(worked, list);
  list_answers(worked, list);
  solution.answers = list.take();
  return solution;
}

std::vector<Answer> worked_answers(const Network& stated) {
  const Network network = channels_last(stated);
  const WorkedNetwork<Term> worked = work_out<Term>(network, placed_layers(network));
  AnswerList list;
  for (size_t i = 0; i < worked.layers.size(); ++i) {
    list.shape(kOneShape, worked.layers[i].output, i + 1);
  }
  list_answers(worked, list);
  std::vector<Answer> answers = list.take();
  add_other_ways(worked, answers);
  add_layers_of_none(answers, "parameters", symbols::parameters);
  add_layers_of_none(answers, "macs", symbols::macs);
  for (Answer& answer : answers) answer.channels_first = stated.channels_first;
  return answers;
}

void answer(const Network& stated, PlainAnswers& answers) {
  const Network network = channels_last(stated);
  const WorkedNetwork<Number> worked = work_out<Number>(network, placed_layers(network));
  if (stated.channels_first) answers.put_channels_first();
  list_shapes(worked, answers);
  list_answers(worked, answers);
}

}  // namespace cnnsolve
