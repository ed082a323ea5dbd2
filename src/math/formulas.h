// Every formula of the program, once.
//
// Each is a function over a number type: on Numbers it computes, on Terms it also leaves the tree
// that the derivation is printed from. Sizes are in positions along one axis; counts are plain
// numbers.
#pragma once

#include <span>
#include <type_traits>
#include <vector>

#include "math/term.h"

namespace cnnsolve {

/// One spatial axis of a layer. `padding` is the total of both ends.
template <class N>
struct Axis {
  N input;
  N kernel;
  N padding;
  N stride;
};

/// Positions a kernel can take along one axis. E.g. 15, kernel 3, padding 1 + 1, stride 1 → 15.
/// Only for a kernel that fits into the padded input. Source: Dumoulin & Visin 2016,
/// relationship 6.
template <class N>
N output_size(const Axis<N>& a) {
  return floor((a.input - a.kernel + a.padding) / a.stride) + 1;
}

/// Positions of a window that may reach over the end of the padded input, as in pooling's ceil
/// mode. E.g. 6, kernel 3, stride 2 → 3, the last of them one place over the end. Source: PyTorch.
template <class N>
N output_size_rounded_up(const Axis<N>& a) {
  return ceiling((a.input - a.kernel + a.padding) / a.stride) + 1;
}

/// The same without a last window that would begin in the padding at the end. Source: PyTorch.
template <class N>
N without_last_window(const N& windows) {
  return windows - 1;
}

/// Places that a transposed convolution writes to, less the padding that is cut off and with
/// `added` ones at the end. E.g. 4, kernel 3, stride 2, padding 1 + 1, 1 added → 8. Source:
/// Dumoulin & Visin 2016, relationship 14.
template <class N>
N transposed_output_size(const Axis<N>& a, const N& added) {
  return (a.input - 1) * a.stride - a.padding + a.kernel + added;
}

/// Under "valid" padding without added places: nothing is cut off, and the last step is whole.
/// Source: Keras. `a.padding` isn't read.
template <class N>
N valid_transposed_output_size(const Axis<N>& a) {
  return (a.input - 1) * a.stride + maximum(a.kernel, a.stride);
}

/// Under "same" padding without added places: a convolution with "same" padding undoes it. Source:
/// Keras.
template <class N>
N same_transposed_output_size(const N& input, const N& stride) {
  return input * stride;
}

/// Places from the first position of a kernel to its last at most, which is all the room that it
/// has: the padded input less the kernel.
template <class N>
N room(const Axis<N>& a) {
  return a.input - a.kernel + a.padding;
}

/// The least room in which a kernel takes `output` positions, and the most: output_size() asked
/// backwards, where ⌊room/stride⌋ + 1 = output.
template <class N>
N least_room(const N& output, const N& stride) {
  return (output - 1) * stride;
}
template <class N>
N most_room(const N& output, const N& stride) {
  return output * stride - 1;
}

// What gives so much room, where all else of the axis is as it says.
template <class N>
N padding_for_room(const N& room, const Axis<N>& a) {
  return (room - a.input + a.kernel) / 2;
}
template <class N>
N kernel_for_room(const N& room, const Axis<N>& a) {
  return a.input + a.padding - room;
}
template <class N>
N input_for_room(const N& room, const Axis<N>& a) {
  return room + a.kernel - a.padding;
}

/// The largest stride at which there are still `output` positions; and one from which on there are
/// fewer. Only for more than one position.
template <class N>
N most_stride(const N& room, const N& output) {
  return room / (output - 1);
}
template <class N>
N stride_for_one_more(const N& room, const N& output) {
  return room / output;
}

/// The largest window of which `output` lie side by side in so many places; and one of which one
/// more would.
template <class N>
N most_kernel_side_by_side(const N& places, const N& output) {
  return places / output;
}
template <class N>
N kernel_for_one_more(const N& places, const N& output) {
  return places / (output + 1);
}

/// The kernel and the dilation of which the other makes so many places: effective_kernel() asked
/// backwards.
template <class N>
N kernel_of_span(const N& span, const N& dilation) {
  return (span - 1) / dilation + 1;
}
template <class N>
N dilation_of_span(const N& span, const N& kernel) {
  return (span - 1) / (kernel - 1);
}

// transposed_output_size() asked backwards.
template <class N>
N transposed_padding(const Axis<N>& a, const N& added, const N& output) {
  return ((a.input - 1) * a.stride + a.kernel + added - output) / 2;
}
template <class N>
N transposed_kernel(const Axis<N>& a, const N& added, const N& output) {
  return output - (a.input - 1) * a.stride + a.padding - added;
}
template <class N>
N transposed_stride(const Axis<N>& a, const N& added, const N& output) {
  return (output + a.padding - a.kernel - added) / (a.input - 1);
}
template <class N>
N transposed_input(const Axis<N>& a, const N& added, const N& output) {
  return (output + a.padding - a.kernel - added) / a.stride + 1;
}

/// The filters that have so many parameters together, of what each has.
template <class N>
N filters_of_parameters(const N& parameters, const N& per_filter) {
  return parameters / per_filter;
}
/// Weights of one of them, without its bias where it has one.
template <class N>
N weights_of_filter(const N& parameters, const N& filters, const N& bias) {
  return parameters / filters - bias;
}
/// The channels that a filter sees, of its weights and the places that it covers.
template <class N>
N channels_of_weights(const N& weights, const N& places) {
  return weights / places;
}
template <class N>
N channels_of_groups(const N& per_group, const N& groups) {
  return per_group * groups;
}
/// The places that it covers, of the channels.
template <class N>
N places_of_weights(const N& weights, const N& channels) {
  return weights / channels;
}

/// Positions of an axis with the zeros at both ends.
template <class N>
N padded_size(const N& input, const N& padding) {
  return input + padding;
}

/// Positions by which a kernel is too large for the padded input; below 1 it fits.
template <class N>
N excess(const Axis<N>& a) {
  return a.kernel - padded_size(a.input, a.padding);
}

/// Where the last window begins in the padded input, counted from 0.
template <class N>
N last_position(const Axis<N>& a, const N& output) {
  return (output - 1) * a.stride;
}

/// Positions at the end of the padded input that no window reaches. E.g. 8, kernel 3, stride 2 → 1.
template <class N>
N unread_positions(const Axis<N>& a, const N& output) {
  return padded_size(a.input, a.padding) - (last_position(a, output) + a.kernel);
}

/// How many of the unread positions are of the input itself: those before the `after` zeros at the
/// end, and no more than there are.
template <class N>
N unread_input(const N& unread, const N& after, const N& input) {
  return input - maximum(N(0), input - maximum(N(0), unread - after));
}

/// Input positions a dilated kernel spans. E.g. 3, dilation 2 → 5. Source: Dumoulin & Visin
/// 2016, 5.1.
template <class N>
N effective_kernel(const N& kernel, const N& dilation) {
  return dilation * (kernel - 1) + 1;
}

/// The padding of both ends where each end has `padding`.
template <class N>
N symmetric_padding(const N& padding) {
  return 2 * padding;
}

/// The padding of both ends where they differ.
template <class N>
N asymmetric_padding(const N& before, const N& after) {
  return before + after;
}

/// Output size under "same" padding, whatever the kernel. E.g. 7, stride 2 → 4. Source: TensorFlow.
template <class N>
N same_output_size(const N& input, const N& stride) {
  return ceiling(input / stride);
}

/// Padding of both ends that "same" needs for `output` windows. E.g. 224, kernel 7, stride 2 → 5.
/// Source: TensorFlow. `a.padding` isn't read.
template <class N>
N same_padding(const Axis<N>& a, const N& output) {
  return maximum(N(0), (output - 1) * a.stride + a.kernel - a.input);
}

/// The part of "same" padding that comes first; an odd one goes to the end.
template <class N>
N same_padding_before(const N& padding) {
  return floor(padding / 2);
}
template <class N>
N same_padding_after(const N& padding, const N& before) {
  return padding - before;
}

/// The most padding at one end with which every window of a pool covers some of the input. Source:
/// PyTorch.
template <class N>
N half_window(const N& span) {
  return floor(span / 2);
}

/// What comes of the channels where they are pooled too, which is a mistake.
template <class N>
N pooled_channels(const N& channels, const N& stride) {
  return floor(channels / stride);
}

/// Input channels that one filter sees in a grouped convolution.
template <class N>
N channels_per_group(const N& channels, const N& groups) {
  return channels / groups;
}

/// Weights of one filter: its size along each spatial axis, then the channels it sees.
template <class N>
N weights_per_filter(std::span<const std::type_identity_t<N>> kernel, const N& channels) {
  N weights = kernel.front();
  for (size_t axis = 1; axis < kernel.size(); ++axis) weights = weights * kernel[axis];
  return weights * channels;
}

/// A filter's weights and its one bias.
template <class N>
N parameters_per_filter(const N& weights) {
  return weights + 1;
}

/// What all filters of a layer have together, of what each has alone.
template <class N>
N all_filters(const N& per_filter, const N& filters) {
  return per_filter * filters;
}

/// Numbers in a volume of these sizes, in a row once it is flattened.
template <class N>
N volume(const std::vector<N>& sizes) {
  N all = sizes.front();
  for (size_t i = 1; i < sizes.size(); ++i) all = all * sizes[i];
  return all;
}

/// A unit's weights, one for each input, and its one bias.
template <class N>
N parameters_per_unit(const N& inputs) {
  return inputs + 1;
}

/// What all units of a linear layer have together, of what each has alone.
template <class N>
N all_units(const N& per_unit, const N& units) {
  return per_unit * units;
}

/// What one output position takes, over all positions: of a layer's weights, its
/// multiply-accumulate operations (MACs).
template <class N>
N at_every_position(const N& per_position, const std::vector<N>& sizes) {
  N all = per_position;
  for (const N& size : sizes) all = all * size;
  return all;
}

/// Trainable parameters of batch normalisation: γ and β of each channel. Source: Ioffe & Szegedy
/// 2015.
template <class N>
N batchnorm_parameters(const N& channels) {
  return 2 * channels;
}

/// Its running mean and variance of each channel, which aren't trained.
template <class N>
N batchnorm_statistics(const N& channels) {
  return 2 * channels;
}

/// The same with the running mean and variance, which aren't trained, as Keras counts them.
template <class N>
N batchnorm_parameters_and_statistics(const N& channels) {
  return 4 * channels;
}

/// Floating-point operations: a multiplication and an addition for each MAC.
template <class N>
N floating_point_operations(const N& macs) {
  return 2 * macs;
}

/// MACs where adding a bias counts as one too, as some tools have it.
template <class N>
N macs_with_biases(const N& macs, const N& additions) {
  return macs + additions;
}

/// Bytes of so many numbers of 32 bits each.
template <class N>
N bytes_of_floats(const N& numbers) {
  return 4 * numbers;
}

/// Places of a network's input that one place of a layer's output sees along an axis. E.g. after a
/// layer that sees 3 places at jump 1, kernel 3 → 5. `field` and `jump` are those of what reaches
/// the layer. Source: Araujo et al. 2019.
template <class N>
N receptive_field(const N& field, const N& kernel, const N& jump) {
  return field + (kernel - 1) * jump;
}

/// How far the receptive fields of neighbouring places lie apart. Source: Araujo et al. 2019.
template <class N>
N jump(const N& before, const N& stride) {
  return before * stride;
}

/// Where the receptive field of a layer's first place begins, counted from the input's first place.
/// `start` and `jump` are those of what reaches the layer, `padding` the zeros before it. Source:
/// Araujo et al. 2019.
template <class N>
N first_seen(const N& start, const N& padding, const N& jump) {
  return start - padding * jump;
}

/// Places that two fields cover together, of which the second begins `offset` places after the
/// first and ends behind it.
template <class N>
N united_field(const N& offset, const N& field) {
  return offset + field;
}

/// Where the j-th of `windows` adaptive windows begins along an axis, both counted from 0.
template <class N>
N adaptive_begin(const N& j, const N& size, const N& windows) {
  return floor(j * size / windows);
}
/// The first place behind it. E.g. 13 places, 6 windows, j = 1 → from 2 to 5, without the 5.
/// Source: PyTorch's adaptive pooling.
template <class N>
N adaptive_end(const N& j, const N& size, const N& windows) {
  return ceiling((j + 1) * size / windows);
}

/// Places along one axis of an enlarged map.
template <class N>
N scaled_size(const N& size, const N& scale) {
  return size * scale;
}

/// The share of a full convolution's MACs that a separable one takes, whose filters cover so many
/// places. Source: Howard et al. 2017, section 3.1.
template <class N>
N separable_share(const N& filters, const N& places) {
  return 1 / filters + 1 / places;
}

/// How many times one count another is.
template <class N>
N ratio(const N& count, const N& other) {
  return count / other;
}

/// Channels of zeros that take a zero-padded shortcut from `from` channels to `to`.
template <class N>
N added_channels(const N& from, const N& to) {
  return to - from;
}

/// Source of the mean, the variance and all below: Ioffe & Szegedy 2015, algorithm 1; the standard
/// deviation is its divisor without ε.
template <class N>
N mean(const Series<N>& x) {
  return sum(x, [](const N& value) { return value; }) / x.count;
}

/// The biased variance, which divides by the number of examples.
template <class N>
N variance(const Series<N>& x, const N& mean) {
  return sum(x, [&](const N& value) { return square(value - mean); }) / x.count;
}

template <class N>
N standard_deviation(const N& variance) {
  return sqrt(variance);
}

/// What normalising divides by when ε isn't 0.
template <class N>
N stabilised_deviation(const N& variance, const N& epsilon) {
  return sqrt(variance + epsilon);
}

/// Undefined where `deviation` is 0.
template <class N>
N normalize(const N& value, const N& mean, const N& deviation) {
  return (value - mean) / deviation;
}

template <class N>
N scale_and_shift(const N& normalized, const N& gamma, const N& beta) {
  return gamma * normalized + beta;
}

}  // namespace cnnsolve
