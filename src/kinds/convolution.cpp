#include "kinds/convolution.h"

#include <fmt/format.h>

#include <array>

namespace cnnsolve {

Prose setting_letters(const RareSettings& rare) {
  Prose words = prose(symbols::filters, ", ", symbols::kernel, ", ", symbols::stride, " and ",
                      symbols::padding, " are its filters, kernel, stride and padding.");
  if (rare.dilation) append(words, prose(" ", symbols::dilation, " is its dilation."));
  if (rare.groups) append(words, prose(" ", symbols::groups, " is the number of its groups."));
  return words;
}

Shape output_shape(const Convolution& convolution, const Shape& input) {
  const SizeTask<Number> task{convolution.window, input, ""};
  Shape output;
  output.reserve(input.size());
  for (size_t axis = 0; axis < task.axes(); ++axis) {
    output.push_back(work_out_axis(task, axis).output);
  }
  output.emplace_back(convolution.filters);
  return output;
}

std::vector<FieldMistake> check_groups(const Convolution& c, const Number& channels,
                                       std::string_view prefix) {
  std::vector<FieldMistake> mistakes;
  const auto check = [&](const Number& count, const char* noun) {
    if (c.groups == 1 || channels_per_group(count, Number(c.groups)).is_integer()) return;
    mistakes.push_back(
        {fmt::format("{}groups", prefix),
         fmt::format("must divide the number of {}, {}, got {}", noun, digits(count), c.groups)});
  };
  check(channels, "input channels");
  check(c.filters, "filters");
  return mistakes;
}

std::vector<FieldMistake> check(const Convolution& c, const Shape& input, std::string_view prefix) {
  std::vector<FieldMistake> mistakes = check(c.window, input, prefix);
  add(mistakes, check_groups(c, input.back(), prefix));
  return mistakes;
}

template <class N>
N filter_weights(const Convolution& c, size_t axes, const N& channels) {
  constexpr size_t kMostAxes = 3;
  std::array<N, kMostAxes> kernel;
  for (size_t axis = 0; axis < axes; ++axis) kernel[axis] = named_kernel<N>(c.window, axes, axis);
  return weights_per_filter<N>({kernel.data(), axes}, channels);
}
template Term filter_weights(const Convolution&, size_t, const Term&);
template Number filter_weights(const Convolution&, size_t, const Number&);

template <class N>
N filter_parameters(const Convolution& c, size_t axes, const N& channels, bool bias,
                    const N& filters) {
  const N weights = filter_weights(c, axes, channels);
  return all_filters(bias ? parameters_per_filter(weights) : weights, filters);
}
template Term filter_parameters(const Convolution&, size_t, const Term&, bool, const Term&);
template Number filter_parameters(const Convolution&, size_t, const Number&, bool, const Number&);

Term places_covered(const Window& window, size_t axes) {
  std::vector<Term> sides;
  for (size_t axis = 0; axis < axes; ++axis) {
    sides.push_back(named_kernel<Term>(window, axes, axis));
  }
  return volume(sides);
}

}  // namespace cnnsolve
