#include "kinds/shortcut.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Choice = ResidualBlock::Shortcut;

/// The stride of a 1 × 1 convolution that takes `from` places to `to`: the one that the main path
/// has, where that does it, else the smallest. Nothing where there is none.
std::optional<Whole> matching_stride(const Number& from, const Number& to,
                                     const Number& preferred) {
  for (const Number& stride : {preferred, ceiling(from / to)}) {
    const bool fits = !(kLargestWhole < stride) && same_output_size(from, stride) == to;
    if (fits) return stride.whole();
  }
  return std::nullopt;
}

/// The product of the main path's strides along one axis.
Number main_stride(const std::vector<Convolution>& layers, size_t axis) {
  Number product = 1;
  for (const Convolution& layer : layers) product = product * Number(layer.window.stride.at(axis));
  return product;
}

/// `axes`: "height and width".
std::string why_no_stride(const std::string& axes, const Number& from, const Number& to) {
  if (from < to) {
    return fmt::format("must not make the {} larger: no shortcut takes {} to the main path's {}",
                       axes, digits(from), digits(to));
  }
  const Number above = ceiling(from / to);
  const Number below = above - 1;
  return fmt::format(
      "must end in a {} that a shortcut can reach with a whole stride: {} becomes {} at "
      "stride {} and {} at stride {}, but the main path ends in {}",
      axes, digits(from), digits(same_output_size(from, below)), digits(below),
      digits(same_output_size(from, above)), digits(above), digits(to));
}

}  // namespace

std::optional<Shortcut> find_shortcut(const ResidualBlock& block, const Shape& input,
                                      const Shape& output, const std::string& path,
                                      std::vector<FieldMistake>& mistakes) {
  if (block.shortcut == Choice::identity) return Shortcut{};
  if (input == output && block.shortcut != Choice::projection) return Shortcut{};
  Shortcut shortcut;
  shortcut.kind = block.shortcut == Choice::zero_pad ? Choice::zero_pad : Choice::projection;
  shortcut.projection = {
      .filters = output.back().whole(),
      .window = {.kernel = {{1}}, .stride = {}, .padding = {.mode = Padding::Mode::valid}}};
  std::vector<Whole>& strides = shortcut.projection.window.stride.values;
  const size_t axes = input.size() - 1;
  for (size_t axis = 0; axis < axes; ++axis) {
    const auto stride = matching_stride(input[axis], output[axis], main_stride(block.layers, axis));
    strides.push_back(stride.value_or(0));
    if (stride) continue;
    // One message for all axes that go the same way, where the first of them stands.
    AxisGroup alike;
    for (size_t other = 0; other < axes; ++other) {
      if (input[other] == input[axis] && output[other] == output[axis]) alike.push_back(other);
    }
    if (alike[0] != axis) continue;
    mistakes.push_back({path, why_no_stride(join(words(axes, alike)), input[axis], output[axis])});
  }
  if (shortcut.kind == Choice::zero_pad && output.back() < input.back()) {
    mistakes.push_back(
        {"shortcut", fmt::format("must not be zero-pad where the main path has fewer "
                                 "channels ({}) than the input ({}): zeros can only add "
                                 "channels",
                                 digits(output.back()), digits(input.back()))});
  }
  if (!mistakes.empty()) return std::nullopt;
  if (std::all_of(strides.begin(), strides.end(), [&](Whole s) { return s == strides[0]; })) {
    strides.resize(1);
  }
  return shortcut;
}

}  // namespace cnnsolve
