#include "kinds/convolution_slips.h"
#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// The sizes of the output without its channels.
Working positions(const Answers& right) {
  Working sizes = named(right, "output").workings[0];
  sizes.pop_back();
  return sizes;
}

/// The parameters as a count that one position takes, taken at every position.
Answers counted_at_every_position(const Answers& right, std::string_view count) {
  const Term& per_position = named(right, count).workings[0][0];
  return {
      answer("parameters", Term::result({"N"}, at_every_position(per_position, positions(right))))};
}

Answers with_one_bias(const ConvLayer& layer, const Answers& right) {
  if (!layer.bias) return {};
  const Term& weights = named(right, "weights").workings[0][0];
  return {answer("biases", Term(1)),
          answer("parameters", Term::result({"N"}, parameters_per_filter(weights)))};
}

Answers with_channels_of_input(const ConvLayer& layer, const Answers& right) {
  const Term channels = Term::named(symbols::channels, layer.input.back());
  Working sizes = positions(right);
  sizes.push_back(channels);
  return {volume_answer("output", sizes), answer("output_channels", channels)};
}

using Layer = std::shared_ptr<const ConvLayer>;

std::vector<NamedSlip> size_slips(const Layer& layer) {
  const auto slip = [&](std::string_view code, std::string_view words, void (*alter)(Window&)) {
    return NamedSlip{code, words, {"output"}, altered(layer, [alter](ConvLayer& changed) {
                       alter(changed.convolution.window);
                     })};
  };
  return listed(
      {slip("padding_left_out", "the padding is left out", leave_out_padding),
       slip("padding_counted_once", "the padding is counted at one end only", count_padding_once),
       slip("padding_counted_twice", "the padding is counted twice at each end",
            count_padding_twice),
       {"plus_one_left_out", "the + 1 is left out", {"output"}, reworked(leave_out_plus_one)},
       slip("stride_left_out", "the stride is left out", leave_out_stride),
       slip("dilation_left_out", "the dilation is left out", leave_out_dilation),
       {"rounded_up", "the division is rounded up and not down", {"output"}, reworked(round_up)},
       {"rounded_down",
        "the division is rounded down and not up",
        {"output"},
        reworked(round_down)},
       {"input_channels_kept",
        "the output is given the channels of the input and not one for each filter",
        {"output"},
        [layer](const Answers& right) { return with_channels_of_input(*layer, right); }}});
}

std::vector<NamedSlip> parameter_slips(const Layer& layer) {
  const std::vector<std::string_view> counts = {"parameters", "weights"};
  return listed(
      {{"bias_left_out",
        "the biases are left out",
        {"parameters", "biases"},
        altered(layer, [](ConvLayer& changed) { changed.bias = false; })},
       {"bias_counted",
        "biases are counted, though the layer has none",
        {"parameters", "biases"},
        altered(layer, [](ConvLayer& changed) { changed.bias = true; })},
       {"one_bias_for_layer",
        "one bias is counted for the whole layer and not one for each filter",
        {"parameters", "biases"},
        [layer](const Answers& right) { return with_one_bias(*layer, right); }},
       {"depth_left_out", "the depth of the input is left out", counts, reworked(leave_out_depth)},
       {"kernel_not_squared", "only one side of the kernel is counted", counts,
        reworked(leave_out_sides)},
       {"groups_left_out", "the groups are left out", counts,
        altered(layer, [](ConvLayer& changed) { changed.convolution.groups = 1; })},
       {"macs_for_parameters",
        "the multiplications at all positions (MACs) are counted and not the weights",
        {"parameters"},
        [](const Answers& right) { return counted_at_every_position(right, "weights"); }},
       {"counted_at_every_position",
        "each output position is given parameters of its own, though all positions share them",
        {"parameters"},
        [](const Answers& right) { return counted_at_every_position(right, "parameters"); }}});
}

}  // namespace

std::vector<NamedSlip> named_slips(const ConvLayer& layer) {
  const auto shared = std::make_shared<const ConvLayer>(layer);
  std::vector<NamedSlip> slips = size_slips(shared);
  for (NamedSlip& slip : parameter_slips(shared)) slips.push_back(std::move(slip));
  return slips;
}

}  // namespace cnnsolve
