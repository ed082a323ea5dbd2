// The layers of a network that are no problems of their own: what they do to a shape, and what they
// count.
#pragma once

#include <string>
#include <vector>

#include "kinds/convolution.h"
#include "kinds/layer_outcome.h"
#include "kinds/pool.h"

namespace cnnsolve {

/// One number for each channel.
struct GlobalPool {
  Pool::Mode mode = Pool::Mode::average;
  bool operator==(const GlobalPool&) const = default;
};
/// As many windows as are asked for, whatever the input's size.
struct AdaptivePool {
  Pool::Mode mode = Pool::Mode::average;
  PerAxis output_size;
  bool operator==(const AdaptivePool&) const = default;
};
struct Upsample {
  PerAxis scale;
  bool operator==(const Upsample&) const = default;
};
struct Flatten {
  bool operator==(const Flatten&) const = default;
};
/// Batch normalisation: γ and β of each channel, and its running mean and variance.
struct ChannelNorm {
  bool operator==(const ChannelNorm&) const = default;
};
/// An activation function, or dropout: shapes stay as they are.
struct Pointwise {
  bool operator==(const Pointwise&) const = default;
};
/// A depthwise convolution, and a pointwise one that combines its channels.
struct SeparableConv {
  Whole filters = 0;
  Window window;
  Whole depth_multiplier = 1;
  bool bias = true;  ///< of the pointwise convolution
  bool operator==(const SeparableConv&) const = default;
};

/// What leaves several branches, made one: channels behind channels, or number added to number.
struct Join {
  enum class How : std::uint8_t { concat, sum };
  How how = How::concat;
  std::vector<Shape> inputs = {};  ///< what leaves the branches, once they are placed
  bool operator==(const Join&) const = default;
};

template <class Form>
void describe_settings(Form& form, GlobalPool& pool) {
  form.choice({.name = "mode", .help = "what is kept of a channel"}, kPoolModeNames, pool.mode);
}
template <class Form>
void describe_settings(Form& form, AdaptivePool& pool) {
  form.choice({.name = "mode", .help = "what is kept of a window"}, kPoolModeNames, pool.mode);
  form.field({.name = "output_size",
              .help = "size of the output: one number, or one per spatial axis",
              .required = true},
             pool.output_size);
}
template <class Form>
void describe_settings(Form& form, Upsample& upsample) {
  form.field({.name = "scale",
              .help = "how much larger the output is: one number, or one per spatial axis",
              .required = true},
             upsample.scale);
}
template <class Form>
void describe_settings(Form& form, SeparableConv& conv) {
  describe_filters(form, conv.filters);
  describe_filter(form, conv.window);
  form.field({.name = "depth_multiplier", .help = "filters for each channel, before they combine"},
             conv.depth_multiplier);
  form.field({.name = "bias", .help = "one bias for each filter"}, conv.bias);
}
template <class Form>
void describe_settings(Form&, Join&) {}
template <class Form>
void describe_settings(Form&, Flatten&) {}
template <class Form>
void describe_settings(Form&, ChannelNorm&) {}
template <class Form>
void describe_settings(Form&, Pointwise&) {}

// What each makes of an input of these sizes. `index` marks its results: "3" gives H₃. They are
// there for Term and Number.
template <class N>
LayerOutcome<N> pass(const GlobalPool& pool, const std::vector<N>& input, const std::string& index);
template <class N>
LayerOutcome<N> pass(const AdaptivePool& pool, const std::vector<N>& input,
                     const std::string& index);
template <class N>
LayerOutcome<N> pass(const Upsample& upsample, const std::vector<N>& input,
                     const std::string& index);
template <class N>
LayerOutcome<N> pass(const Join& join, const std::vector<std::vector<N>>& inputs,
                     const std::string& index);
template <class N>
LayerOutcome<N> pass(const Flatten& flatten, const std::vector<N>& input, const std::string& index);
template <class N>
LayerOutcome<N> pass(const ChannelNorm& norm, const std::vector<N>& input,
                     const std::string& index);
template <class N>
LayerOutcome<N> pass(const Pointwise& function, const std::vector<N>& input,
                     const std::string& index);

}  // namespace cnnsolve
