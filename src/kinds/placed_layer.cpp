#include "kinds/placed_layer.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/givens.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

std::string plain_text(const Shape& shape) {
  std::string text;
  for (const Number& size : shape) text += (text.empty() ? "" : " x ") + digits(size);
  return text;
}

std::vector<Whole> wholes(const Shape& shape) {
  std::vector<Whole> sizes;
  for (const Number& size : shape) sizes.push_back(size.whole());
  return sizes;
}

/// Places layer after layer, and stops at the first that doesn't go with those before.
class Placement {
 public:
  Placement(const Network& network, std::vector<FieldMistake>& mistakes)
      : network_(network), mistakes_(mistakes), shape_(shape_of(network.input)) {}

  std::vector<PlacedLayer> layers() && {
    if (!check_count_of_layers()) return {};
    for (size_t i = 0; i < network_.layers.size(); ++i) {
      path_ = fmt::format("layers/{}", i);
      if (!place(network_.layers[i])) break;
    }
    return std::move(placed_);
  }

 private:
  bool check_count_of_layers() {
    Whole count = 0;
    for (size_t i = 0; i < network_.layers.size(); ++i) {
      const Whole repeat = network_.layers[i].repeat;
      if (repeat <= static_cast<Whole>(kMostLayers)) count += repeat;
      if (repeat > static_cast<Whole>(kMostLayers) || count > static_cast<Whole>(kMostLayers)) {
        mistakes_.push_back(
            {fmt::format("layers/{}/repeat", i),
             fmt::format("must not make the network deeper than {} layers", kMostLayers)});
        return false;
      }
    }
    return true;
  }

  bool place(const NetworkLayer& layer) {
    type_ = layer.type;
    if (!expect_stated(layer)) return false;
    NetworkLayer::Settings settings = layer.settings;
    for (Whole i = 0; i < layer.repeat; ++i) {
      if (!std::visit([&](auto& one) { return place(one); }, settings)) return false;
      if (i == 0) leave_out_stride(settings);
    }
    return true;
  }

  /// Whether what reaches the layer is what the author takes it for.
  bool expect_stated(const NetworkLayer& layer) {
    const Number axes(shape_.size() - 1);
    if (layer.axes && axes != *layer.axes) {
      add("axes", fmt::format("must be those of what reaches the layer, {}, got {}", digits(axes),
                              *layer.axes));
      return false;
    }
    // A linear layer takes a volume as one row.
    const bool is_linear = std::holds_alternative<LinearLayer>(layer.settings);
    const Number channels = is_linear ? volume(shape_) : shape_.back();
    if (layer.in_channels && channels != *layer.in_channels) {
      add("in_channels", fmt::format("must be what reaches the layer, {}, got {}", digits(channels),
                                     *layer.in_channels));
      return false;
    }
    return true;
  }

  static void leave_out_stride(NetworkLayer::Settings& settings) {
    if (auto* conv = std::get_if<ConvLayer>(&settings)) conv->convolution.window.stride = {{1}};
    if (auto* conv = std::get_if<SeparableConv>(&settings)) conv->window.stride = {{1}};
    if (auto* block = std::get_if<ResidualBlock>(&settings)) {
      block->stride.reset();
      for (Convolution& convolution : block->layers) convolution.window.stride = {{1}};
    }
  }

  // A layer that is a problem of its own, with all that can be wrong about it.

  bool place(ConvLayer& layer) { return place_problem(layer); }
  bool place(PoolLayer& layer) { return place_problem(layer); }
  bool place(TransposedConvLayer& layer) { return place_problem(layer); }
  bool place(LinearLayer& layer) {
    layer.input = wholes(shape_);
    return accept(layer);
  }
  bool place(ResidualBlock& block) {
    if (!place_problem(block)) return false;
    const bool is_mended = block.shortcut != ResidualBlock::Shortcut::identity;
    if (is_mended || placed_.back().input == shape_) return true;
    add("shortcut", fmt::format("must not be identity here: {} can't be added to {}",
                                plain_text(placed_.back().input), plain_text(shape_)));
    return false;
  }

  template <class Layer>
  bool place_problem(Layer& layer) {
    if (!expect_volume()) return false;
    layer.input = wholes(shape_);
    const std::vector<FieldMistake> mistakes = check(layer);
    for (const FieldMistake& mistake : mistakes) add(mistake.path, mistake.what);
    return mistakes.empty() && accept(layer);
  }

  // The others.

  bool place(SeparableConv& conv) {
    if (!expect_volume()) return false;
    if (kLargestWhole / conv.depth_multiplier < shape_.back().whole()) {
      add("depth_multiplier", too_large());
      return false;
    }
    const Whole channels = shape_.back().whole();
    ConvLayer depthwise{.input = {},
                        .convolution = {.filters = channels * conv.depth_multiplier,
                                        .window = conv.window,
                                        .groups = channels},
                        .bias = false};
    ConvLayer pointwise{.input = {},
                        .convolution = {.filters = conv.filters, .window = {.kernel = {{1}}}},
                        .bias = conv.bias};
    return place_problem(depthwise) && place_problem(pointwise);
  }
  bool place(GlobalPool& pool) { return expect_volume() && accept(pool); }
  bool place(AdaptivePool& pool) {
    return expect_volume() && expect_count("output", pool.output) && accept(pool);
  }
  bool place(Upsample& upsample) {
    return expect_volume() && expect_count("scale", upsample.scale) && accept(upsample);
  }
  bool place(Flatten& flatten) { return accept(flatten); }
  bool place(ChannelNorm& norm) { return accept(norm); }
  bool place(Pointwise& function) { return accept(function); }

  bool expect_volume() {
    if (shape_.size() > 1) return true;
    mistakes_.push_back({path_, fmt::format("must come before the volume is flattened: what "
                                            "reaches it are {} features",
                                            digits(shape_[0]))});
    return false;
  }
  bool expect_count(const char* field, const PerAxis& values) {
    const auto mistakes = check_count(field, values.values.size(), shape_.size() - 1);
    for (const FieldMistake& mistake : mistakes) add(mistake.path, mistake.what);
    return mistakes.empty();
  }

  /// Takes the layer, and goes on with what leaves it.
  template <class Layer>
  bool accept(const Layer& layer) {
    placed_.push_back({type_, layer, shape_});
    shape_ = pass<Number>(layer, shape_, "").output;
    const bool fits = std::all_of(shape_.begin(), shape_.end(),
                                  [](const Number& size) { return !(kLargestWhole < size); });
    if (!fits) mistakes_.push_back({path_, too_large()});
    return fits;
  }

  std::string too_large() const {
    return fmt::format("must not leave sizes above {}", kLargestWhole);
  }
  void add(std::string_view field, std::string what) {
    mistakes_.push_back({fmt::format("{}/{}", path_, field), std::move(what)});
  }

  const Network& network_;
  std::vector<FieldMistake>& mistakes_;
  Shape shape_;
  std::vector<PlacedLayer> placed_;
  std::string path_;
  size_t type_ = 0;
};

bool is_plain(const PerAxis& values) {
  return std::all_of(values.values.begin(), values.values.end(), [](Whole v) { return v == 1; });
}

Prose stride_words(const PerAxis& stride, size_t axes) {
  if (is_plain(stride)) return {};
  if (stride.values.size() == 1) return prose(", stride ", stride.values[0]);
  return prose(", stride ", kernel_shape({.kernel = stride}, axes));
}

Prose filters_words(const Convolution& c, size_t axes) {
  return prose(kernel_shape(c.window, axes), ", ", Counted{Number(c.filters), "filter"},
               stride_words(c.window.stride, axes),
               c.groups == 1 ? prose() : prose(", ", c.groups, " groups"));
}

/// Says what a layer is.
struct Words {
  std::string_view name;  ///< of its type
  size_t axes;

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
                 window.stride == window.kernel ? prose() : stride_words(window.stride, axes));
  }
  Prose operator()(const GlobalPool& pool) const {
    return prose("global ", kPoolModeNames[static_cast<size_t>(pool.mode)], " pool");
  }
  Prose operator()(const AdaptivePool& pool) const {
    return prose("adaptive ", kPoolModeNames[static_cast<size_t>(pool.mode)], " pool to ",
                 kernel_shape({.kernel = pool.output}, axes));
  }
  Prose operator()(const LinearLayer& layer) const {
    return prose("linear, ", Counted{Number(layer.units), "unit"});
  }
  /// As it was said in short; else the filters of each of its convolutions.
  Prose operator()(const ResidualBlock& block) const {
    const PerAxis stride = {{block.stride.value_or(1)}};
    if (block.bottleneck) {
      return prose("residual, bottleneck ", *block.bottleneck, stride_words(stride, axes));
    }
    if (block.filters) {
      return prose("residual, ", Counted{Number(*block.filters), "filter"},
                   stride_words(stride, axes));
    }
    Prose words = prose("residual, convolutions");
    for (const Convolution& c : block.layers) {
      append(words,
             prose(" ", kernel_shape(c.window, axes), ": ", c.filters,
                   stride_words(c.window.stride, axes), &c == &block.layers.back() ? "" : ";"));
    }
    return words;
  }
  Prose operator()(const Upsample& upsample) const {
    return prose("upsample by ", kernel_shape({.kernel = upsample.scale}, axes));
  }
  template <class Other>
  Prose operator()(const Other&) const {
    return prose(name);
  }
};

}  // namespace

void NetworkLayer::take_type(size_t index) {
  type = index;
  constexpr size_t kLast = std::variant_size_v<Settings> - 1;
  const auto make = [&]<size_t... i>(std::index_sequence<i...>) {
    ((i == std::min(index, kLast) ? (settings.emplace<i>(), 0) : 0), ...);
  };
  make(std::make_index_sequence<kLast + 1>());
}

std::vector<PlacedLayer> placed_layers(const Network& network,
                                       std::vector<FieldMistake>& mistakes) {
  return Placement(network, mistakes).layers();
}

Prose label_of(const PlacedLayer& layer) {
  return std::visit(Words{kLayerTypeNames[layer.type], layer.input.size() - 1}, layer.settings);
}

std::vector<Window> windows_of(const PlacedLayer& layer) {
  if (const auto* conv = std::get_if<ConvLayer>(&layer.settings)) return {conv->convolution.window};
  if (const auto* pool = std::get_if<PoolLayer>(&layer.settings)) {
    return {written_out(pool->pool).window};
  }
  std::vector<Window> windows;
  if (const auto* block = std::get_if<ResidualBlock>(&layer.settings)) {
    for (const Convolution& c : written_out(*block).layers) windows.push_back(c.window);
  }
  return windows;
}

}  // namespace cnnsolve
