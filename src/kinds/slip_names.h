// The names of slips that are made with several kinds of problems.
#pragma once

#include "grade/slip.h"

namespace cnnsolve {

/// The codes of those that each kind says in words of its own.
namespace codes {
inline constexpr std::string_view kDepthLeftOut = "depth_left_out";
inline constexpr std::string_view kKernelNotSquared = "kernel_not_squared";
inline constexpr std::string_view kOneBiasForLayer = "one_bias_for_layer";
inline constexpr std::string_view kMacsForParameters = "macs_for_parameters";
inline constexpr std::string_view kStatisticsCounted = "statistics_counted";
inline constexpr std::string_view kInputDepthForAllLayers = "input_depth_for_all_layers";
inline constexpr std::string_view kChannelsPooled = "channels_pooled";
}  // namespace codes

inline constexpr SlipName kInputChannelsKept = {
    "input_channels_kept",
    "the output is given the channels of the input and not one for each filter"};
inline constexpr SlipName kBiasLeftOut = {"bias_left_out", "the biases are left out"};
inline constexpr SlipName kBiasCounted = {"bias_counted",
                                          "biases are counted, though the layer has none"};
inline constexpr SlipName kBiasesInWeights = {"biases_in_weights",
                                              "the biases are counted too, which aren't weights"};
inline constexpr SlipName kBiasesInOperations = {"biases_in_operations",
                                                 "adding a bias is counted as an operation too"};
inline constexpr SlipName kBatchnormLeftOut = {
    "batchnorm_left_out", "the parameters of batch normalisation are left out"};
inline constexpr SlipName kGroupsLeftOut = {"groups_left_out", "the groups are left out"};
inline constexpr SlipName kDepthNotFlattened = {
    "depth_not_flattened", "the channels are left out where the volume is flattened"};
inline constexpr SlipName kPlacesNotFlattened = {
    "places_not_flattened", "only the channels are counted and not the places"};
inline constexpr SlipName kInputDepthForSecond = {
    "input_depth_for_second_layer",
    "the second convolution is given the channels of the block's input and not those of the "
    "first"};
inline constexpr SlipName kNotInverted = {"not_inverted",
                                          "the formula of an ordinary convolution is taken"};
inline constexpr SlipName kOutputPaddingLeftOut = {"output_padding_left_out",
                                                   "the output padding is left out"};
inline constexpr SlipName kPaddingLeftOut = {"padding_left_out", "the padding is left out"};
inline constexpr SlipName kPaddingCountedOnce = {"padding_counted_once",
                                                 "the padding is counted at one end only"};
inline constexpr SlipName kPaddingCountedTwice = {"padding_counted_twice",
                                                  "the padding is counted twice at each end"};
inline constexpr SlipName kPaddingOfOne = {
    "padding_of_one", "one place of padding is put at each end, though there is none"};
inline constexpr SlipName kPaddingForSize = {
    "padding_for_size",
    "padding is put at each end so that stride 1 keeps the size, though there is none"};
inline constexpr SlipName kDilationLeftOut = {"dilation_left_out", "the dilation is left out"};
inline constexpr SlipName kAxesExchanged = {
    "axes_exchanged", "the settings along the axes are taken in the opposite order"};
inline constexpr SlipName kKernelSquared = {"kernel_squared",
                                            "the kernel is squared, though it lies along one axis"};
inline constexpr SlipName kStrideLeftOut = {"stride_left_out", "the stride is left out"};
inline constexpr SlipName kPlusOneLeftOut = {"plus_one_left_out", "the + 1 is left out"};
inline constexpr SlipName kRoundedUp = {"rounded_up", "the division is rounded up and not down"};
inline constexpr SlipName kRoundedDown = {"rounded_down",
                                          "the division is rounded down and not up"};

}  // namespace cnnsolve
