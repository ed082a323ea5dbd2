// A residual block: the shapes on its two paths, the shortcut that makes them fit, and its
// parameters.
#pragma once

#include "kinds/convolution.h"
#include "kinds/layer_outcome.h"
#include "plain_answers.h"

namespace cnnsolve {

struct ResidualBlock {
  /// He et al. 2016: option B (auto), the input as it is, option C, option A.
  enum class Shortcut : std::uint8_t { automatic, identity, projection, zero_pad };
  /// The layer of a bottleneck that has the block's stride: the paper's or version 1.5's.
  enum class StrideIn : std::uint8_t { first, middle };

  std::vector<Whole> input;  ///< as a ConvLayer's, or [C] alone
  std::vector<Convolution> layers;
  std::optional<Whole> filters;     ///< two 3 × 3 layers of so many filters, instead of layers
  std::optional<Whole> bottleneck;  ///< 1 × 1 and 3 × 3 of so many, 1 × 1 of four times as many
  std::optional<Whole> stride;
  StrideIn stride_in = StrideIn::first;
  Shortcut shortcut = Shortcut::automatic;
  bool bias = false;
  bool batchnorm = false;

  bool operator==(const ResidualBlock&) const = default;
};

inline constexpr std::array<std::string_view, 4> kShortcutNames = {"auto", "identity", "projection",
                                                                   "zero-pad"};
inline constexpr std::array<std::string_view, 2> kStrideInNames = {"1x1", "3x3"};

/// All that is said of the layer but its input.
template <class Form>
void describe_settings(Form& form, ResidualBlock& block) {
  Convolution layer;
  layer.window.padding.mode = Padding::Mode::same;
  form.list({.name = "layers",
             .help = "the convolutions of the main path, as JSON",
             .most_items = kMostLayers},
            layer, block.layers);
  form.field({.name = "filters",
              .symbol = &symbols::filters,
              .help = "a basic block: two 3x3 convolutions of N filters"},
             block.filters);
  form.field(
      {.name = "bottleneck", .help = "a bottleneck: 1x1 and 3x3 of N filters, then 1x1 of 4N"},
      block.bottleneck);
  form.field({.name = "stride",
              .symbol = &symbols::stride,
              .help = "stride of the block; its first layer has it"},
             block.stride);
  form.choice(
      {.name = "stride_in", .help = "which layer of a bottleneck has the stride", .quiet = true},
      kStrideInNames, block.stride_in);
  form.choice({.name = "shortcut", .help = "what the skip connection does"}, kShortcutNames,
              block.shortcut);
  form.field({.name = "bias", .help = "one bias for each filter"}, block.bias);
  form.field({.name = "batchnorm", .help = "batch normalisation after every convolution"},
             block.batchnorm);
}

template <class Form>
void describe(Form& form, ResidualBlock& block) {
  form.field({.name = "input",
              .help = "size of the input, channels last; or the channels alone",
              .required = true},
             block.input);
  describe_settings(form, block);
}

/// The block with its layers written out and no shorthand left.
ResidualBlock written_out(ResidualBlock block);

/// The shape of the block's input, then what leaves each of its layers.
std::vector<Shape> layer_shapes(const ResidualBlock& block);

/// What makes a block of well-formed fields impossible: layers that don't fit, and shapes that the
/// shortcut asked for can't bring together.
std::vector<FieldMistake> check(const ResidualBlock& block);

/// The heading of its solution.
std::string title_of(const ResidualBlock&);

/// The block has passed check().
Solution solve(const ResidualBlock& block);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const ResidualBlock& block);
/// The answers alone, without their derivation. The block has passed check().
void answer(ResidualBlock block, PlainAnswers& answers);

/// What the layer makes of an `input` of these sizes, in place of its own. `index` marks its
/// results: "3" gives H₃. As all functions over N here, it is there for Term and Number.
template <class N>
LayerOutcome<N> pass(const ResidualBlock& block, const std::vector<N>& input,
                     const std::string& index);

}  // namespace cnnsolve
