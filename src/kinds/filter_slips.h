// What people get wrong about a layer's filters: their weights, their biases, the channels they
// make.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kinds/convolution.h"
#include "kinds/reruns.h"

namespace cnnsolve {

// Changes (math/rework.h) in the formulas of parameters: F · F without the channels, and F · C.
std::optional<Term> leave_out_depth(const Term& original, const Term& reworked);
std::optional<Term> leave_out_sides(const Term& original, const Term& reworked);
/// F · F · C for the F · C of a layer with one axis.
std::optional<Term> square_kernel(const Term& original, const Term& reworked);
/// 4 · C for the 2 · C of batch normalisation; also for 2 · n, and for 2(K₁ + K₂).
std::optional<Term> count_statistics(const Term& original, const Term& reworked);

/// w · K + 1 for (w + 1) · K, and 1 for the 1 · K biases of a layer.
std::optional<Term> take_one_bias(const Term& original, const Term& reworked);

/// The parameters as a count that one position takes, taken at every one of `positions`.
Answers counted_at_every_position(const Answers& right, std::string_view count,
                                  const Working& positions);
Answers with_one_bias(bool has_bias, const Answers& right);
/// The weights, and those of one "filter" or "unit", with their biases.
Answers with_biases_in_weights(const Answers& right, const std::string& one);
/// The MACs with an addition for each bias at each place of the output.
Answers with_biases_in_operations(const Answers& right);
Answers with_channels_of_input(const Number& channels, const Answers& right);

inline constexpr SlipName kKernelTakenSquare = {
    "kernel_taken_square", "the kernel is taken to be as long along every axis as along the first"};
template <class Layer>
void take_kernel_square(Layer& layer) {
  layer.convolution.window.kernel.values.resize(1);
}

/// The slips of a layer that has an input, a convolution and perhaps a bias. `positions_of` gives
/// the sizes of the volume at whose places its filters are applied.
template <class Layer>
std::vector<NamedSlip> filter_slips(const std::shared_ptr<const Layer>& layer,
                                    Working (*positions_of)(const Layer&, const Answers& right)) {
  const std::vector<std::string_view> counts = {"parameters", "weights", "macs"};
  return listed(
      {{kInputChannelsKept,
        {"output"},
        [layer](const Answers& right) {
          return with_channels_of_input(Number(layer->input.back()), right);
        }},
       {kBiasLeftOut,
        {"parameters", "biases"},
        altered(layer, [](Layer& changed) { changed.bias = false; })},
       {kBiasCounted,
        {"parameters", "biases"},
        altered(layer, [](Layer& changed) { changed.bias = true; })},
       {kBiasesInWeights,
        {"weights"},
        [](const Answers& right) { return with_biases_in_weights(right, "filter"); }},
       {kBiasesInOperations, {"macs", "flops"}, with_biases_in_operations},
       {{codes::kOneBiasForLayer,
         "one bias is counted for the whole layer and not one for each filter"},
        {"parameters", "biases"},
        [layer](const Answers& right) { return with_one_bias(layer->bias, right); }},
       {{codes::kDepthLeftOut, "the channels of the input are left out"},
        counts,
        reworked(leave_out_depth)},
       {{codes::kKernelNotSquared, "only one side of the kernel is counted"},
        counts,
        reworked(leave_out_sides)},
       {kGroupsLeftOut, counts,
        altered(layer, [](Layer& changed) { changed.convolution.groups = 1; })},
       {kKernelTakenSquare, counts, altered(layer, take_kernel_square<Layer>), SlipExtent::problem},
       {kKernelTakenSquare,
        {"output"},
        altered(layer, take_kernel_square<Layer>),
        SlipExtent::problem},
       {kKernelSquared, counts, reworked(square_kernel), SlipExtent::problem},
       {{codes::kMacsForParameters,
         "the multiplications at all positions (MACs) are counted and not the weights"},
        {"parameters"},
        [=](const Answers& right) {
          return counted_at_every_position(right, "weights", positions_of(*layer, right));
        }},
       {{"counted_at_every_position",
         "each output position is given parameters of its own, though all positions share them"},
        {"parameters"},
        [](const Answers& right) {
          return counted_at_every_position(right, "parameters", places(named(right, "output")));
        }}});
}

}  // namespace cnnsolve
