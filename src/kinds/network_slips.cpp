#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "kinds/filter_slips.h"
#include "kinds/givens.h"
#include "kinds/network.h"
#include "kinds/operation_slips.h"
#include "kinds/placed_layer.h"
#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// Calls `change` with every layer.
template <class Change>
void change_layers(std::vector<NetworkLayer>& layers, const Change& change) {
  for (NetworkLayer& layer : layers) {
    for (std::vector<NetworkLayer>& branch : layer.branches) change_layers(branch, change);
    change(layer);
  }
}

template <bool has_bias>
void set_biases(Network& network) {
  change_layers(network.layers, [](NetworkLayer& layer) {
    std::visit(
        [](auto& settings) {
          if constexpr (requires { settings.bias; }) settings.bias = has_bias;
        },
        layer.settings);
  });
}

/// Normalisation becomes a function, which has no parameters.
void leave_out_norms(Network& network) {
  change_layers(network.layers, [](NetworkLayer& layer) {
    if (std::holds_alternative<ChannelNorm>(layer.settings)) layer.settings = Pointwise{};
    if (auto* block = std::get_if<ResidualBlock>(&layer.settings)) block->batchnorm = false;
  });
}

/// The shapes of those layers for which `sizes_of`, called with a layer, its number and its right
/// sizes, gives others: each as it comes out where its input is right. The last is the output too.
template <class SizesOf>
Answers altered_shapes(const Network& network, const Answers& right, const SizesOf& sizes_of) {
  Answers altered;
  const std::vector<PlacedLayer> layers = placed_layers(channels_last(network));
  for (size_t i = 0; i < layers.size(); ++i) {
    const Answer* shape = find_answer(right, numbered(kOneShape, i + 1));
    if (!shape) continue;
    const std::optional<Working> sizes = sizes_of(layers[i], i + 1, shape->workings[0]);
    if (!sizes) continue;
    altered.push_back(volume_answer(shape->name, *sizes));
    if (i + 1 == layers.size()) altered.push_back(volume_answer("output", *sizes));
  }
  return altered;
}

/// The right sizes of what reaches a layer.
Working sizes_reaching(const PlacedLayer& layer, const Answers& right) {
  if (layer.from[0] == 0) return named_input<Term>(layer.input);
  return named(right, numbered(kOneShape, layer.from[0])).workings[0];
}

/// What leaves each pool, with the channels pooled too.
Answers with_pooled_depth(const Network& network, const Answers& right) {
  const auto sizes_of = [](const PlacedLayer& layer, size_t number,
                           Working sizes) -> std::optional<Working> {
    const auto* pool = std::get_if<PoolLayer>(&layer.settings);
    if (!pool) return std::nullopt;
    const Window window = written_out(pool->pool).window;
    sizes.back() = Term::result({symbols::channels.base, std::to_string(number)},
                                pooled_channels(Term::named(symbols::channels, layer.input.back()),
                                                Term::named(symbols::stride, window.stride.at(0))));
    return sizes;
  };
  return altered_shapes(network, right, sizes_of);
}

/// What leaves each layer that has filters, with the channels that reach it.
Answers with_channels_of_input(const Network& network, const Answers& right) {
  const auto sizes_of = [](const PlacedLayer& layer, size_t,
                           Working sizes) -> std::optional<Working> {
    const bool has_filters = std::visit(
        [](const auto& settings) {
          return requires { settings.convolution; };
        },
        layer.settings);
    if (!has_filters) return std::nullopt;
    sizes.back() = Term::named(symbols::channels, layer.input.back());
    return sizes;
  };
  return altered_shapes(network, right, sizes_of);
}

/// What leaves each layer that has a window, with another one in its place.
Answers with_other_windows(const Network& network, void (*alter)(Window&), const Answers& right) {
  const auto sizes_of = [&](const PlacedLayer& layer, size_t number,
                            const Working& right_sizes) -> std::optional<Working> {
    if (layer.windows.size() != 1) return std::nullopt;
    Window window = layer.windows[0].window;
    alter(window);
    if (window == layer.windows[0].window) return std::nullopt;
    const Working input = sizes_reaching(layer, right);
    const std::string index = std::to_string(number);
    Working sizes;
    for (const AxisSize<Term>& size : work_out_axes(SizeTask<Term>{window, input, index})) {
      sizes.push_back(size.output);
    }
    sizes.push_back(right_sizes.back());
    return sizes;
  };
  return altered_shapes(network, right, sizes_of);
}

/// F · F · C.
bool is_filter(const Term& term) {
  if (!is_product_with(term, symbols::channels.base)) return false;
  const Term& sides = term.node().operands[0];
  return is_symbol(sides, symbols::kernel.base) || is_product_with(sides, symbols::kernel.base);
}

/// F · F for F · F · C.
std::optional<Term> filters_without_depth(const Term& original, const Term& reworked) {
  if (!is_filter(original)) return std::nullopt;
  return reworked.node().operands[0];
}

/// Every filter with the channels of the network's input, or its share of them.
Change filters_with_channels_of(const Network& network) {
  const Term channels = Term::named(symbols::channels, channels_last(network).input.back());
  return [=](const Term& original, const Term& reworked) -> std::optional<Term> {
    if (!is_filter(original)) return std::nullopt;
    const Operands& x = reworked.node().operands;
    const Term& seen = x[1];
    const bool is_shared = is_result(seen) && seen.node().operands[0].node().op == Op::divide;
    if (!is_shared) return x[0] * channels;
    const Term share = channels_per_group(channels, seen.node().operands[0].node().operands[1]);
    if (!share.value().is_integer()) return std::nullopt;
    return x[0] * Term::result(seen.node().symbol, share);
  };
}

/// Of each residual block, the second convolution with the channels of the block's input.
Change keep_channels_of_blocks(const Network& network) {
  std::map<std::string, Term, std::less<>> channels;  // by the index of the first convolution
  const std::vector<PlacedLayer> layers = placed_layers(channels_last(network));
  for (size_t i = 0; i < layers.size(); ++i) {
    const auto* block = std::get_if<ResidualBlock>(&layers[i].settings);
    if (!block) continue;
    const std::vector<Convolution> own = written_out(*block).layers;
    // As many groups as can't share the channels can't have been given them.
    if (own.size() < 2 || !(layers[i].input.back() / own[1].groups).is_integer()) continue;
    channels.emplace(std::to_string(i + 1) + ",1",
                     Term::named(symbols::channels, layers[i].input.back()));
  }
  return [=](const Term& original, const Term&) -> std::optional<Term> {
    const Node& node = original.node();
    const bool is_made_by_layer = is_symbol(original, symbols::channels.base) &&
                                  !node.operands.empty() &&
                                  is_symbol(node.operands[0], symbols::filters.base);
    if (!is_made_by_layer) return std::nullopt;
    const auto found = channels.find(node.operands[0].node().symbol.subscript.view());
    return found == channels.end() ? std::nullopt : std::optional(found->second);
  };
}

/// H · W · C, where a volume is laid out as a row; neither F · F · C nor 2 · C.
bool is_flattened(const Term& term) {
  if (!is_product_with(term, symbols::channels.base)) return false;
  const Term& places = term.node().operands[0];
  const Term& last = places.node().op == Op::multiply ? places.node().operands[1] : places;
  // The last axis is the width, or the length where it is the only one.
  return is_symbol(last, axis_names(2).back().letter) ||
         is_symbol(last, axis_names(1).back().letter);
}

std::optional<Term> flatten_without_depth(const Term& original, const Term& reworked) {
  if (!is_flattened(original)) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> flatten_without_places(const Term& original, const Term& reworked) {
  if (!is_flattened(original)) return std::nullopt;
  return reworked.node().operands[1];
}

using Settings = NetworkLayer::Settings;

Settings taken_forwards(const TransposedConvLayer& layer) {
  return ConvLayer{layer.input, layer.convolution, layer.bias};
}

Settings without_output_padding(const TransposedConvLayer& layer) {
  TransposedConvLayer changed = layer;
  changed.output_padding = {};
  return changed;
}

using OtherOf = Settings (*)(const TransposedConvLayer&);

/// What leaves each transposed convolution with another in its place.
Answers with_other_transposed(const Network& network, OtherOf other_of, const Answers& right) {
  const auto sizes_of = [&](const PlacedLayer& layer, size_t number,
                            const Working&) -> std::optional<Working> {
    const auto* transposed = std::get_if<TransposedConvLayer>(&layer.settings);
    if (!transposed) return std::nullopt;
    const Settings other = other_of(*transposed);
    return std::visit(
        [&](const auto& settings) -> std::optional<Working> {
          if constexpr (requires { settings.convolution; }) {
            if (!check(settings).empty()) return std::nullopt;
            return pass(settings, sizes_reaching(layer, right), std::to_string(number)).output;
          } else {
            return std::nullopt;
          }
        },
        other);
  };
  return altered_shapes(network, right, sizes_of);
}

/// The slip in one such layer, and in all of them with what it makes of the layers behind.
std::vector<NamedSlip> transposed_slips(const std::shared_ptr<const Network>& network,
                                        const SlipName& name, OtherOf other_of) {
  const auto in_all = [other_of](Network& changed) {
    change_layers(changed.layers, [&](NetworkLayer& layer) {
      const auto* transposed = std::get_if<TransposedConvLayer>(&layer.settings);
      if (transposed) layer.settings = other_of(*transposed);
    });
  };
  return listed(
      {{name,
        {"shape", "output"},
        [=](const Answers& right) { return with_other_transposed(*network, other_of, right); }},
       {name, {"shape", "output"}, altered(network, in_all), SlipExtent::problem}});
}

/// Every pool's window with a weight at each place of each channel.
Answers with_weights_of_pools(const Network& network, const Answers& right) {
  const Term& sum = named(right, "parameters").workings[0][0].node().operands[0];
  std::vector<Term> parts;
  if (!sum.value().is_zero()) parts.push_back(sum);
  if (sum.node().op == Op::total)
    parts.assign(sum.node().operands.begin(), sum.node().operands.end());
  const size_t before = parts.size();
  for (const PlacedLayer& layer : placed_layers(channels_last(network))) {
    const auto* pool = std::get_if<PoolLayer>(&layer.settings);
    if (!pool) continue;
    const Convolution as_filter = {.window = pool->pool.window};
    const Term channels = Term::named(symbols::channels, layer.input.back());
    parts.push_back(filter_weights(as_filter, layer.input.size() - 1, channels));
  }
  if (parts.size() == before) return {};
  return {answer("parameters", Term::result(symbols::parameters, total(parts)))};
}

/// F − 1 for (F − 1) · j.
std::optional<Term> leave_out_jump(const Term& original, const Term& reworked) {
  if (!is_product_with(original, "j")) return std::nullopt;
  return reworked.node().operands[0];
}

/// Fields that end where the input does, of a network whose fields are one number for all axes.
Answers within_input(const Network& network, const Answers& right) {
  const std::vector<Whole> input = channels_last(network).input;
  const Number size(*std::max_element(input.begin(), input.end() - 1));
  Answers cut;
  for (const char* name : {"receptive_field", "receptive_field_by_layer"}) {
    const Answer* fields = find_answer(right, name);
    if (!fields || std::holds_alternative<Matrix<Number>>(fields->value)) continue;
    cut.push_back({.name = name, .value = fields->value});
    const auto cut_off = [&](Number& field) { field = size < field ? size : field; };
    if (auto* field = std::get_if<Number>(&cut.back().value)) cut_off(*field);
    if (auto* list = std::get_if<std::vector<Number>>(&cut.back().value)) {
      std::for_each(list->begin(), list->end(), cut_off);
    }
  }
  return cut;
}

}  // namespace

std::vector<NamedSlip> named_slips(const Network& network) {
  const auto shared = std::make_shared<const Network>(network);
  const std::vector<std::string_view> shapes = {"shape", "output"};
  const std::vector<std::string_view> counts = {"parameters", "weights", "macs"};
  std::vector<NamedSlip> slips = listed(
      {{kBiasLeftOut, {"parameters", "biases", "memory"}, altered(shared, set_biases<false>)},
       {{kBiasCounted.code, "biases are counted, though some layers have none"},
        {"parameters", "biases", "memory"},
        altered(shared, set_biases<true>)},
       {{codes::kOneBiasForLayer,
         "one bias is counted for each layer and not one for each filter or unit"},
        {"parameters", "biases", "memory"},
        reworked(take_one_bias)},
       {kBatchnormLeftOut, {"parameters", "trainable", "memory"}, altered(shared, leave_out_norms)},
       {{codes::kStatisticsCounted,
         "the running means and variances of batch normalisation are counted, which aren't "
         "trained"},
        {"parameters", "trainable", "memory"},
        reworked(count_statistics)},
       {{"pools_given_weights", "pooling layers are given weights, though they have none"},
        {"parameters"},
        [shared](const Answers& right) { return with_weights_of_pools(*shared, right); }},
       {kDepthNotFlattened,
        {"shape", "parameters", "weights", "macs"},
        reworked(flatten_without_depth)},
       {kPlacesNotFlattened,
        {"shape", "parameters", "weights", "macs"},
        reworked(flatten_without_places)},
       {kInputDepthForSecond, counts, reworked(keep_channels_of_blocks(network))},
       {{codes::kInputDepthForAllLayers,
         "every convolution is given the channels of the network's input and not those of the "
         "layer before"},
        counts,
        reworked(filters_with_channels_of(network)),
        SlipExtent::problem},
       {{"jump_left_out", "the kernels are added up without the jump that earlier strides make"},
        {"receptive_field"},
        reworked(leave_out_jump)},
       {{"field_within_input", "the field is cut off at the border of the input"},
        {"receptive_field"},
        [shared](const Answers& right) { return within_input(*shared, right); }},
       {{codes::kDepthLeftOut, "the channels of what reaches the filters are left out"},
        counts,
        reworked(filters_without_depth)},
       {{codes::kKernelNotSquared, "only one side of the kernels is counted"},
        counts,
        reworked(leave_out_sides)},
       {{codes::kChannelsPooled,
         "pooling divides the channels too, though each is pooled on its own"},
        shapes,
        [shared](const Answers& right) { return with_pooled_depth(*shared, right); }},
       {kInputChannelsKept, shapes,
        [shared](const Answers& right) { return with_channels_of_input(*shared, right); }},
       {kPaddingLeftOut, shapes, reworked(without_padding)},
       {kPaddingCountedOnce, shapes, reworked(padding_at_one_end)},
       {kStrideLeftOut, shapes, reworked(without_stride)},
       {kDilationLeftOut, {"shape", "output", "receptive_field"}, reworked(without_dilation)},
       {kPlusOneLeftOut, shapes, reworked(leave_out_plus_one)},
       {kRoundedUp, shapes, reworked(round_up)},
       {kRoundedDown, shapes, reworked(round_down)},
       {kPaddingOfOne, shapes,
        [shared](const Answers& right) { return with_other_windows(*shared, pad_by_one, right); }},
       {kPaddingForSize, shapes,
        [shared](const Answers& right) {
          return with_other_windows(*shared, pad_for_size, right);
        }},
       {kAxesExchanged, shapes,
        [shared](const Answers& right) {
          return with_other_windows(*shared, exchange_axes, right);
        }},
       {kKernelSquared, counts, reworked(square_kernel), SlipExtent::problem}});
  add(slips, transposed_slips(shared, kNotInverted, taken_forwards));
  add(slips, transposed_slips(shared, kOutputPaddingLeftOut, without_output_padding));
  const std::vector<std::string_view> operations = {"macs", "flops"};
  add(slips, listed({{kBiasesInOperations, operations,
                      altered(shared, [](Network& n) { n.bias_in_macs = true; })},
                     {{"biases_not_in_operations",
                       "adding the biases isn't counted, though it is counted here"},
                      operations,
                      altered(shared, [](Network& n) { n.bias_in_macs = false; })}}));
  slips.push_back(positions_left_out());
  add(slips, operation_slips());
  return slips;
}

}  // namespace cnnsolve
