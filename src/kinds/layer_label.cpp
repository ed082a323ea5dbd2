#include "kinds/layer_label.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/givens.h"
#include "wording.h"

namespace cnnsolve {
namespace {

/// ", stride 2", where it isn't 1.
Prose setting_words(const char* name, const PerAxis& values, size_t axes) {
  if (values.is_one()) return {};
  return prose(", ", name, " ",
               values.values.size() == 1 ? prose(values.values[0])
                                         : prose(kernel_shape({.kernel = values}, axes)));
}

/// The same though it is 1.
Prose stride_words(const PerAxis& stride, size_t axes) {
  return stride.is_one() ? prose(", stride 1") : setting_words("stride", stride, axes);
}

Prose filters_words(const Convolution& c, size_t axes) {
  return prose(kernel_shape(c.window, axes), ", ", Counted{Number(c.filters), "filter"},
               setting_words("stride", c.window.stride, axes),
               setting_words("dilation", c.window.dilation, axes),
               c.groups == 1 ? prose() : prose(", ", c.groups, " groups"));
}

/// Says what a layer is.
struct Words {
  std::string_view name;  ///< of its type
  size_t axes;
  const std::vector<size_t>& from;

  Prose operator()(const ConvLayer& layer) const {
    return prose("conv ", filters_words(layer.convolution, axes));
  }
  Prose operator()(const TransposedConvLayer& layer) const {
    return prose("transposed conv ", filters_words(layer.convolution, axes));
  }
  Prose operator()(const PoolLayer& layer) const {
    const Window window = written_out(layer.pool).window;
    return prose(kPoolModeNames[static_cast<size_t>(layer.pool.mode)], " pool ",
                 kernel_shape(window, axes),
                 window.stride == window.kernel ? prose() : stride_words(window.stride, axes),
                 setting_words("dilation", window.dilation, axes));
  }
  Prose operator()(const GlobalPool& pool) const {
    return prose("global ", kPoolModeNames[static_cast<size_t>(pool.mode)], " pool");
  }
  Prose operator()(const AdaptivePool& pool) const {
    return prose("adaptive ", kPoolModeNames[static_cast<size_t>(pool.mode)], " pool to ",
                 kernel_shape({.kernel = pool.output_size}, axes));
  }
  Prose operator()(const LinearLayer& layer) const {
    return prose("linear, ", Counted{Number(layer.units), "unit"});
  }
  /// As it was said in short; else the filters of each of its convolutions.
  Prose operator()(const ResidualBlock& block) const {
    const PerAxis stride = {{block.stride.value_or(1)}};
    if (block.bottleneck) {
      return prose("residual, bottleneck ", *block.bottleneck,
                   setting_words("stride", stride, axes));
    }
    if (block.filters) {
      return prose("residual, ", Counted{Number(*block.filters), "filter"},
                   setting_words("stride", stride, axes));
    }
    Prose words = prose("residual, convolutions");
    for (const Convolution& c : block.layers) {
      append(words, prose(" ", kernel_shape(c.window, axes), ": ", c.filters,
                          setting_words("stride", c.window.stride, axes),
                          &c == &block.layers.back() ? "" : ";"));
    }
    return words;
  }
  Prose operator()(const Upsample& upsample) const {
    return prose("upsample by ", kernel_shape({.kernel = upsample.scale}, axes));
  }
  Prose operator()(const Join& join) const {
    std::vector<std::string> sources;
    for (const size_t source : from) {
      sources.push_back(source == 0 ? "the input" : std::to_string(source));
    }
    return prose(join.how == Join::How::sum ? "sum of " : "concat of ", cnnsolve::join(sources));
  }
  template <class Other>
  Prose operator()(const Other&) const {
    return prose(in_words(name));
  }
};

/// What there is to say of a window beyond its sizes.
Prose window_details(const Window& window) {
  Prose details;
  const bool is_padded = window.padding.mode == Padding::Mode::same ||
                         std::any_of(window.padding.pairs.begin(), window.padding.pairs.end(),
                                     [](const auto& pair) { return pair[0] != 0 || pair[1] != 0; });
  if (is_padded) append(details, prose(", padding ", padding_prose(window.padding)));
  if (window.ceil) append(details, ", in ceil mode");
  return details;
}

struct Details {
  Prose operator()(const ConvLayer& layer) const {
    return window_details(layer.convolution.window);
  }
  Prose operator()(const PoolLayer& layer) const { return window_details(layer.pool.window); }
  Prose operator()(const TransposedConvLayer& layer) const {
    Prose details = window_details(layer.convolution.window);
    const PerAxis& added = layer.output_padding;
    if (!added.values.empty()) {
      append(details,
             prose(", output padding ", added.values.size() == 1 ? prose(added.values[0])
                                                                 : prose(shape_of(added.values))));
    }
    return details;
  }
  template <class Other>
  Prose operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Prose details_of(const PlacedLayer& layer) { return std::visit(Details{}, layer.settings); }

Prose label_of(const PlacedLayer& layer) {
  return std::visit(Words{kLayerTypeNames[layer.type], layer.input.size() - 1, layer.from},
                    layer.settings);
}

std::string layer_numbers(const std::vector<size_t>& layers) {
  std::vector<std::string> words;
  for (size_t first = 0; first < layers.size();) {
    size_t last = first;
    while (last + 1 < layers.size() && layers[last + 1] == layers[last] + 1) ++last;
    if (last < first + 2) last = first;  // two are said one by one
    words.push_back(std::to_string(layers[first] + 1));
    if (last > first) words.back() += fmt::format(" to {}", layers[last] + 1);
    first = last + 1;
  }
  return join(words);
}

}  // namespace cnnsolve
