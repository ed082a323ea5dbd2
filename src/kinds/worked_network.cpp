#include "kinds/worked_network.h"

#include "kinds/givens.h"
#include "kinds/operations.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// What the next layer, which is this one, makes of those before it.
template <class N>
LayerOutcome<N> pass_on(const PlacedLayer& layer, const WorkedNetwork<N>& w) {
  const std::string index = std::to_string(w.layers.size() + 1);
  return std::visit(
      [&]<class Layer>(const Layer& settings) -> LayerOutcome<N> {
        if constexpr (std::same_as<Layer, SeparableConv>) {
          return {};  // it is two convolutions
        } else if constexpr (std::same_as<Layer, Join>) {
          std::vector<std::vector<N>> inputs;
          for (const size_t source : layer.from) inputs.push_back(w.output_of(source));
          return pass<N>(settings, inputs, index);
        } else {
          return pass<N>(settings, w.output_of(layer.from[0]), index);
        }
      },
      layer.settings);
}

/// The layer's operations, where adding a bias is one too.
template <class N>
N with_biases(const LayerOutcome<N>& layer, size_t number) {
  if (value_of(layer.bias_additions).is_zero()) return layer.macs;
  const auto symbol = [&] { return Symbol{symbols::macs.base, std::to_string(number)}; };
  if constexpr (std::same_as<N, Term>) {
    const Term& formula = is_result(layer.macs) ? layer.macs.node().operands[0] : layer.macs;
    return result(symbol, macs_with_biases(formula, layer.bias_additions));
  } else {
    return macs_with_biases(layer.macs, layer.bias_additions);
  }
}

/// Of all layers; those that have none aren't in the sum.
template <class N>
N sum_of(const std::vector<LayerOutcome<N>>& layers, N LayerOutcome<N>::*count) {
  std::vector<N> parts;
  for (const LayerOutcome<N>& layer : layers) {
    if (!value_of(layer.*count).is_zero()) parts.push_back(layer.*count);
  }
  return parts.empty() ? N(0) : total(parts);
}

}  // namespace

template <class N>
WorkedNetwork<N> work_out(const Network& network, const std::vector<PlacedLayer>& layers) {
  WorkedNetwork<N> w;
  w.bias_in_macs = network.bias_in_macs;
  const Shape shape = shape_of(network.input);
  const size_t axes = shape.size() - 1;
  if (axes == 0) {
    w.input.push_back(given<N>(symbols::features, shape[0]));
  } else {
    w.input = named_input<N>(shape);
  }
  std::vector<N> volumes;
  for (const PlacedLayer& layer : layers) {
    w.layers.push_back(pass_on(layer, w));
    if (network.bias_in_macs) w.layers.back().macs = with_biases(w.layers.back(), w.layers.size());
    volumes.push_back(volume(w.layers.back().output));
  }
  std::vector<Reach<Number>> plain = reaches<Number>(layers, axes, true);
  w.axes_alike = axes_alike(plain);
  if constexpr (std::same_as<N, Number>) {
    w.reaches = std::move(plain);
  } else {
    w.reaches = reaches<N>(layers, axes, w.axes_alike);
  }
  w.weights = result(symbols::weights, sum_of(w.layers, &LayerOutcome<N>::weights));
  w.biases = result(symbols::biases, sum_of(w.layers, &LayerOutcome<N>::biases));
  w.statistics = sum_of(w.layers, &LayerOutcome<N>::statistics);
  w.parameters = result(symbols::parameters, sum_of(w.layers, &LayerOutcome<N>::parameters));
  w.macs = result(symbols::macs, sum_of(w.layers, &LayerOutcome<N>::macs));
  w.flops = result(symbols::flops, floating_point_operations(w.macs));
  w.parameter_bytes = result(Symbol{"B", "parameters"}, bytes_of_floats(w.parameters));
  w.activation_bytes = result(Symbol{"B", "activations"}, bytes_of_floats(total(volumes)));
  return w;
}
template WorkedNetwork<Term> work_out(const Network&, const std::vector<PlacedLayer>&);
template WorkedNetwork<Number> work_out(const Network&, const std::vector<PlacedLayer>&);

void add_layers_of_none(std::vector<Answer>& answers, const std::string& name,
                        const Symbol& symbol) {
  Working& by_layer = answer_named(answers, name + "_by_layer").workings[0];
  bool is_another = false;
  for (size_t i = 0; i < by_layer.size(); ++i) {
    if (!by_layer[i].value().is_zero()) continue;
    by_layer[i] = Term::result({symbol.base, std::to_string(i + 1)}, Term(0));
    is_another = true;
  }
  if (is_another) {
    answer_named(answers, name).workings.push_back({Term::result(symbol, total(by_layer))});
  }
}

void add_other_ways(const WorkedNetwork<Term>& worked, std::vector<Answer>& answers) {
  const Term sum = total({worked.weights, worked.biases});
  const bool is_all = !sum.value().is_zero() && sum.value() == worked.parameters.value();
  if (!is_all) return;
  answer_named(answers, "parameters").workings.push_back({result(symbols::parameters, sum)});
}

}  // namespace cnnsolve
