// A network: layers one behind the other, from the volume that enters the first to what leaves the
// last, with their parameters, operations and receptive fields.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kinds/conv.h"
#include "kinds/linear.h"
#include "kinds/network_layers.h"
#include "kinds/residual.h"
#include "kinds/transposed_conv.h"

namespace cnnsolve {

/// The alternatives of NetworkLayer::Settings by their names; those from the last one on are all
/// Pointwise.
inline constexpr std::array<std::string_view, 22> kLayerTypeNames = {"conv",
                                                                     "pool",
                                                                     "global_pool",
                                                                     "adaptive_pool",
                                                                     "transposed_conv",
                                                                     "separable_conv",
                                                                     "linear",
                                                                     "flatten",
                                                                     "batchnorm",
                                                                     "residual",
                                                                     "upsample",
                                                                     "concat",
                                                                     "relu",
                                                                     "leaky_relu",
                                                                     "relu6",
                                                                     "elu",
                                                                     "gelu",
                                                                     "silu",
                                                                     "sigmoid",
                                                                     "tanh",
                                                                     "softmax",
                                                                     "dropout"};

/// A layer's type as it is said: "global pool".
std::string name_in_words(size_t layer_type);

/// What a problem says of one layer. Its input is what leaves the layer before; those that have a
/// field for it leave it empty.
struct NetworkLayer {
  using Settings = std::variant<ConvLayer, PoolLayer, GlobalPool, AdaptivePool, TransposedConvLayer,
                                SeparableConv, LinearLayer, Flatten, ChannelNorm, ResidualBlock,
                                Upsample, Join, Pointwise>;

  size_t type = 0;  ///< in kLayerTypeNames
  Settings settings;
  std::optional<Whole> in_channels;  ///< what the author takes to reach the layer
  std::optional<Whole> axes;         ///< likewise
  Whole repeat = 1;
  /// Layers that each take what reaches this one, which joins what leaves them: of a Join, and of a
  /// residual layer in place of its block. An empty branch hands on what it takes.
  std::vector<std::vector<NetworkLayer>> branches;

  /// Becomes a layer of that type with its standard settings.
  void take_type(size_t index);
  static std::span<const std::string_view> type_names() { return kLayerTypeNames; }

  bool operator==(const NetworkLayer&) const = default;
};

inline constexpr std::array<std::string_view, 2> kCountNames = {"macs", "flops"};

struct Network {
  /// What its tables and sentences count operations in.
  enum class Count : std::uint8_t { macs, flops };

  std::vector<Whole> input;     ///< as a ConvLayer's, or features alone
  bool channels_first = false;  ///< in the input as it is stated
  std::vector<NetworkLayer> layers;
  bool bias_in_macs = false;  ///< adding a bias is an operation too
  Count count = Count::macs;

  bool operator==(const Network&) const = default;
};

template <class Form>
void describe_settings(Form& form, NetworkLayer& layer) {
  std::visit([&](auto& settings) { describe_settings(form, settings); }, layer.settings);
  const bool is_join = std::holds_alternative<Join>(layer.settings);
  if (is_join || std::holds_alternative<ResidualBlock>(layer.settings)) {
    form.lists({.name = "branches",
                .help = is_join ? "lists of layers, whose outputs are laid one behind the other"
                                : "lists of layers, whose outputs are added: in place of a block",
                .required = is_join,
                .most_items = kMostLayers},
               NetworkLayer{}, layer.branches);
  }
  form.field({.name = "in_channels", .help = "channels or features that must reach the layer"},
             layer.in_channels);
  form.field({.name = "axes", .help = "spatial axes that what reaches the layer must have"},
             layer.axes);
  form.field(
      {.name = "repeat",
       .help = "so many of these layers; of convolutions and blocks only the first has the stride"},
      layer.repeat);
}

template <class Form>
void describe(Form& form, NetworkLayer& layer) {
  if (form.type({.name = "type", .help = "what the layer is", .required = true}, kLayerTypeNames,
                layer)) {
    describe_settings(form, layer);
  }
}

template <class Form>
void describe(Form& form, Network& network) {
  form.field({.name = "input",
              .help = "size of the input, channels last; or its features alone",
              .required = true},
             network.input);
  form.field({.name = "channels_first",
              .help = "the input's channels come first, as in PyTorch",
              .quiet = true},
             network.channels_first);
  form.list({.name = "layers",
             .help = "the layers, as JSON; from the command line also in words behind the options",
             .required = true,
             .most_items = kMostLayers},
            NetworkLayer{}, network.layers);
  form.field({.name = "bias_in_macs", .help = "adding a bias counts as a MAC too", .quiet = true},
             network.bias_in_macs);
  form.choice({.name = "count", .help = "what the table of the layers counts", .quiet = true},
              kCountNames, network.count);
}

/// The network with its channels last, however it states them.
Network channels_last(Network network);

/// What makes a network of well-formed fields impossible.
std::vector<FieldMistake> check(const Network& network);

/// The heading of its solution.
std::string title_of(const Network&);

/// The network has passed check().
Solution solve(const Network& network);
/// The same answers and workings, without the words, and each layer's shape apart.
std::vector<Answer> worked_answers(const Network& network);
/// The answers alone, without their derivation. The network has passed check().
void answer(const Network& network, PlainAnswers& answers);

}  // namespace cnnsolve
