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

std::vector<PlacedWindow> windows_of(const ConvLayer& conv, const Shape& input) {
  return {{conv.convolution.window, input}};
}
std::vector<PlacedWindow> windows_of(const PoolLayer& pool, const Shape& input) {
  return {{written_out(pool.pool).window, input}};
}
std::vector<PlacedWindow> windows_of(const ResidualBlock& block, const Shape&) {
  std::vector<PlacedWindow> windows;
  const std::vector<Shape> shapes = layer_shapes(block);
  const std::vector<Convolution> convolutions = written_out(block).layers;
  for (size_t i = 0; i < convolutions.size(); ++i) {
    windows.push_back({convolutions[i].window, shapes[i]});
  }
  return windows;
}
template <class Other>
std::vector<PlacedWindow> windows_of(const Other&, const Shape&) {
  return {};
}

/// Places layer after layer, and stops at the first that doesn't go with those before.
class Placement {
 public:
  Placement(const Network& network, std::vector<FieldMistake>& mistakes)
      : network_(network), mistakes_(mistakes), shape_(shape_of(network.input)) {}

  std::vector<PlacedLayer> layers() && {
    if (check_depth(network_.layers, 1, "layers")) place(network_.layers, "layers");
    return std::move(placed_);
  }

 private:
  /// Counts the layers, all of which are there `times` times.
  bool check_depth(const std::vector<NetworkLayer>& layers, Whole times, const std::string& path) {
    constexpr auto kMost = static_cast<Whole>(kMostLayers);
    for (size_t i = 0; i < layers.size(); ++i) {
      const NetworkLayer& layer = layers[i];
      const bool is_too_often = layer.repeat > kMost || layer.repeat * times > kMost - count_;
      const std::string own = fmt::format("{}/{}", path, i);
      if (is_too_often) {
        mistakes_.push_back(
            {layer.repeat > 1 ? own + "/repeat" : own,
             fmt::format("must not make the network deeper than {} layers", kMostLayers)});
        return false;
      }
      count_ += layer.repeat * times;
      for (size_t b = 0; b < layer.branches.size(); ++b) {
        const std::string branch = fmt::format("{}/branches/{}", own, b);
        if (!check_depth(layer.branches[b], layer.repeat * times, branch)) return false;
      }
    }
    return true;
  }

  bool place(const std::vector<NetworkLayer>& layers, const std::string& path) {
    for (size_t i = 0; i < layers.size(); ++i) {
      path_ = fmt::format("{}/{}", path, i);
      if (!place(layers[i])) return false;
    }
    return true;
  }

  bool place(const NetworkLayer& layer) {
    type_ = layer.type;
    if (!expect_sizes() || !expect_stated(layer)) return false;
    if (has_branches(layer)) {
      for (Whole i = 0; i < layer.repeat; ++i) {
        if (!expect_sizes() || !place_branches(layer)) return say_which(i, layer.repeat);
      }
      return true;
    }
    NetworkLayer::Settings settings = layer.settings;
    for (Whole i = 0; i < layer.repeat; ++i) {
      const Shape before = shape_;
      const size_t first = placed_.size();
      const auto place_one = [&] {
        return expect_sizes() && std::visit([&](auto& one) { return place(one); }, settings);
      };
      if (!place_one()) return say_which(i, layer.repeat);
      if (i == 0) {
        leave_out_stride(settings);
      } else if (shape_ == before) {
        place_again(first, layer.repeat - i - 1);
        break;
      }
    }
    return true;
  }

  /// Says of the last mistake which of so many repetitions it is in; the author may only see the
  /// first. Always false.
  bool say_which(Whole index, Whole times) {
    if (index > 0) {
      mistakes_.back().what += fmt::format(", in repetition {} of {}", index + 1, times);
    }
    return false;
  }

  /// The layers from `first` on, which leave the shape that reaches them, so many times more.
  void place_again(size_t first, Whole times) {
    const std::vector<PlacedLayer> layers(placed_.begin() + static_cast<std::ptrdiff_t>(first),
                                          placed_.end());
    for (; times > 0; --times) {
      for (const PlacedLayer& layer : layers) {
        placed_.push_back(layer);
        placed_.back().from = {last_};
        last_ = placed_.size();
      }
    }
  }

  // Branches, and what joins them.

  static bool has_branches(const NetworkLayer& layer) {
    return !layer.branches.empty() || std::holds_alternative<Join>(layer.settings);
  }

  bool place_branches(const NetworkLayer& layer) {
    const std::string path = path_;
    const bool is_block = std::holds_alternative<ResidualBlock>(layer.settings);
    if (is_block && std::get<ResidualBlock>(layer.settings) != ResidualBlock{}) {
      add("branches", "must stand alone: they take the place of the block's other settings");
      return false;
    }
    if (layer.branches.size() < 2) {
      add("branches", fmt::format("must be two or more, of which [] hands on what it takes, got {}",
                                  layer.branches.size()));
      return false;
    }
    const Shape before = shape_;
    const size_t last = last_;
    Join join{.how = is_block ? Join::How::sum : Join::How::concat};
    std::vector<size_t> from;
    for (size_t i = 0; i < layer.branches.size(); ++i) {
      shape_ = before;
      last_ = last;
      if (!place(layer.branches[i], fmt::format("{}/branches/{}", path, i))) return false;
      from.push_back(last_);
      join.inputs.push_back(shape_);
    }
    path_ = path;
    type_ = layer.type;
    return expect_joinable(join) && accept(join, join.inputs, join.inputs[0], std::move(from));
  }

  /// Whether what leaves the branches goes together: as a whole to be added, without its channels
  /// to be laid behind each other.
  bool expect_joinable(const Join& join) {
    const bool is_sum = join.how == Join::How::sum;
    const auto compared = [&](const Shape& shape) {
      return Shape(shape.begin(), shape.end() - (is_sum ? 0 : 1));
    };
    const Shape wanted = compared(join.inputs[0]);
    for (size_t i = 1; i < join.inputs.size(); ++i) {
      if (compared(join.inputs[i]) == wanted) continue;
      add(fmt::format("branches/{}", i),
          fmt::format(
              "must leave {} as the first branch does, got {}",
              wanted.empty() ? "features" : plain_text(wanted) + (is_sum ? "" : " x any channels"),
              plain_text(join.inputs[i])));
      return false;
    }
    return true;
  }

  /// Whether what reaches the layer is what the author takes it for.
  bool expect_stated(const NetworkLayer& layer) {
    const Number axes(shape_.size() - 1);
    // A normalisation along one axis also takes a row.
    const bool is_row = axes == 0 && std::holds_alternative<ChannelNorm>(layer.settings);
    if (layer.axes && axes != *layer.axes && !(is_row && *layer.axes == 1)) {
      const bool has_batch = placed_.empty() && axes == *layer.axes + 1;
      add("axes", fmt::format("must be as many as what reaches the layer has, {} spatial axes, got "
                              "{}{}",
                              digits(axes), *layer.axes,
                              has_batch ? "; the batch isn't part of the input" : ""));
      return false;
    }
    // A linear layer takes a volume as one row.
    const bool is_linear = std::holds_alternative<LinearLayer>(layer.settings);
    const Number channels = is_linear ? volume(shape_) : shape_.back();
    if (layer.in_channels && channels != *layer.in_channels) {
      const bool is_first_size = placed_.empty() && network_.input.front() == *layer.in_channels;
      add("in_channels",
          fmt::format(
              "must be what reaches the layer, {}, got {}{}", digits(channels), *layer.in_channels,
              is_first_size ? "; if the input's channels come first, channels_first says so" : ""));
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
      add("depth_multiplier", fmt::format("must not make more than {} channels", kLargestWhole));
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
    return place_problem(depthwise) && expect_sizes() && place_problem(pointwise);
  }
  bool place(GlobalPool& pool) { return expect_volume() && accept(pool); }
  bool place(AdaptivePool& pool) {
    return expect_volume() && expect_count("output_size", pool.output_size) && accept(pool);
  }
  bool place(Upsample& upsample) {
    return expect_volume() && expect_count("scale", upsample.scale) && accept(upsample);
  }
  bool place(Join&) { return false; }  // it has branches
  bool place(Flatten& flatten) { return accept(flatten); }
  bool place(ChannelNorm& norm) { return accept(norm); }
  bool place(Pointwise& function) { return accept(function); }

  bool expect_volume() {
    if (shape_.size() > 1) return true;
    mistakes_.push_back(
        {path_, fmt::format("must come where there is still a volume: what reaches it is a row of "
                            "{} features",
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
    return accept(layer, shape_, shape_, {last_});
  }
  /// The same of one whose inputs, in the form that it passes them on in, aren't the last output.
  template <class Layer, class Inputs>
  bool accept(const Layer& layer, const Inputs& inputs, const Shape& first,
              std::vector<size_t> from) {
    placed_.push_back({type_, layer, first, std::move(from), windows_of(layer, first)});
    last_ = placed_.size();
    shape_ = pass<Number>(layer, inputs, "").output;
    return true;
  }

  /// Only the last layer may leave more than a problem may state.
  bool expect_sizes() {
    const bool fits = std::all_of(shape_.begin(), shape_.end(),
                                  [](const Number& size) { return !(kLargestWhole < size); });
    if (!fits) {
      mistakes_.push_back({path_, fmt::format("must not receive sizes above {}", kLargestWhole)});
    }
    return fits;
  }
  void add(std::string_view field, std::string what) {
    mistakes_.push_back({fmt::format("{}/{}", path_, field), std::move(what)});
  }

  const Network& network_;
  std::vector<FieldMistake>& mistakes_;
  Shape shape_;      ///< of what reaches the next layer
  size_t last_ = 0;  ///< the layer that it leaves; 0 is the input
  Whole count_ = 0;
  std::vector<PlacedLayer> placed_;
  std::string path_;
  size_t type_ = 0;
};

}  // namespace

std::vector<PlacedLayer> placed_layers(const Network& network,
                                       std::vector<FieldMistake>& mistakes) {
  return Placement(network, mistakes).layers();
}

std::vector<PlacedLayer> placed_layers(const Network& network) {
  std::vector<FieldMistake> none;
  return placed_layers(network, none);
}

}  // namespace cnnsolve
