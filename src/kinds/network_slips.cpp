#include "kinds/network.h"
#include "kinds/operation_slips.h"
#include "kinds/placed_layer.h"
#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

void leave_out_biases(std::vector<NetworkLayer>& layers) {
  for (NetworkLayer& layer : layers) {
    for (std::vector<NetworkLayer>& branch : layer.branches) leave_out_biases(branch);
    std::visit(
        [](auto& settings) {
          if constexpr (requires { settings.bias; }) settings.bias = false;
        },
        layer.settings);
  }
}

Answers with_statistics(const Answers& right) {
  const Term& trained = named(right, "parameters").workings[0][0];
  const Term& statistics = named(right, "non_trainable").workings[0][0];
  return {answer("parameters", Term::result(symbols::parameters, total({trained, statistics})))};
}

/// H · W for H · W · C, where a volume is laid out as a row; neither for F · F · C nor for 2 · C.
std::optional<Term> flatten_without_depth(const Term& original, const Term& reworked) {
  if (!is_product_with(original, symbols::channels.base)) return std::nullopt;
  const Term& places = original.node().operands[0];
  const Term& last = places.node().op == Op::multiply ? places.node().operands[1] : places;
  // The last axis is the width, or the length where it is the only one.
  const bool is_size =
      is_symbol(last, axis_names(2).back().letter) || is_symbol(last, axis_names(1).back().letter);
  if (!is_size) return std::nullopt;
  return reworked.node().operands[0];
}

/// Every pool's window with a weight at each place of each channel.
Answers with_weights_of_pools(const Network& network, const Answers& right) {
  std::vector<Term> parts = {named(right, "parameters").workings[0][0]};
  for (const PlacedLayer& layer : placed_layers(channels_last(network))) {
    const auto* pool = std::get_if<PoolLayer>(&layer.settings);
    if (!pool) continue;
    const Convolution as_filter = {.window = pool->pool.window};
    const Term channels = Term::named(symbols::channels, layer.input.back());
    parts.push_back(filter_weights(as_filter, layer.input.size() - 1, channels));
  }
  if (parts.size() == 1) return {};
  return {answer("parameters", Term::result(symbols::parameters, total(parts)))};
}

/// F − 1 for (F − 1) · j.
std::optional<Term> leave_out_jump(const Term& original, const Term& reworked) {
  if (!is_product_with(original, "j")) return std::nullopt;
  return reworked.node().operands[0];
}

}  // namespace

std::vector<NamedSlip> named_slips(const Network& network) {
  const auto shared = std::make_shared<const Network>(network);
  const std::vector<std::string_view> shapes = {"shape", "output"};
  std::vector<NamedSlip> slips = listed(
      {{"bias_left_out",
        "the biases are left out",
        {"parameters", "biases"},
        altered(shared, [](Network& bare) { leave_out_biases(bare.layers); })},
       {"statistics_counted",
        "the running means and variances of batch normalisation are counted, which aren't trained",
        {"parameters"},
        [](const Answers& right) { return with_statistics(right); }},
       {"pools_given_weights",
        "pooling layers are given weights, though they have none",
        {"parameters"},
        [shared](const Answers& right) { return with_weights_of_pools(*shared, right); }},
       {"depth_not_flattened",
        "the depth is left out where the volume is flattened",
        {"shape", "parameters", "weights", "macs"},
        reworked(flatten_without_depth)},
       {"jump_left_out",
        "the kernels are added up without the jump that earlier strides make",
        {"receptive_field"},
        reworked(leave_out_jump)},
       {"plus_one_left_out", "the + 1 is left out", shapes, reworked(leave_out_plus_one)},
       {"rounded_up", "the division is rounded up and not down", shapes, reworked(round_up)},
       {"rounded_down", "the division is rounded down and not up", shapes, reworked(round_down)}});
  add(slips, operation_slips());
  return slips;
}

}  // namespace cnnsolve
