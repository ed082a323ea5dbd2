#include "kinds/filter_slips.h"
#include "kinds/operation_slips.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"
#include "kinds/worked_network.h"

namespace cnnsolve {
namespace {

/// A convolution with as many filters that each look at all channels.
ConvLayer ordinary_conv(const SingleLayer<SeparableConv>& layer) {
  return {.input = layer.input,
          .convolution = {.filters = layer.settings.filters, .window = layer.settings.window},
          .bias = layer.settings.bias};
}

Answers counted_as_ordinary(const SingleLayer<SeparableConv>& layer) {
  Answers answers;
  for (Answer& answer : worked_answers(ordinary_conv(layer))) {
    const bool is_count =
        answer.name == "parameters" || answer.name == "weights" || answer.name == "macs";
    if (is_count) answers.push_back(std::move(answer));
  }
  return answers;
}

/// What one of the two convolutions has alone.
Answers counted_alone(const SingleLayer<SeparableConv>& layer, size_t which) {
  const Network network = network_of(layer);
  const LayerOutcome<Term> outcome = work_out<Term>(network, placed_layers(network)).layers[which];
  return {answer("parameters", outcome.parameters), answer("weights", outcome.weights),
          answer("macs", outcome.macs)};
}

/// One bias more for each map that leaves the depthwise convolution.
Answers with_biases_in_both(const SingleLayer<SeparableConv>& layer, const Answers& right) {
  if (!layer.settings.bias) return {};
  Term maps = Term::named(symbols::channels, layer.input.back());
  if (layer.settings.depth_multiplier != 1) maps = maps * Term(layer.settings.depth_multiplier);
  const auto with_more = [&](const char* name, const Symbol& symbol) {
    const Term& formula = named(right, name).workings[0][0].node().operands[0];
    return answer(name, Term::result(symbol, total({formula, maps})));
  };
  return {with_more("biases", symbols::biases), with_more("parameters", symbols::parameters)};
}

}  // namespace

std::vector<NamedSlip> named_slips(const SingleLayer<SeparableConv>& layer) {
  const auto shared = std::make_shared<const SingleLayer<SeparableConv>>(layer);
  using Layer = SingleLayer<SeparableConv>;
  const std::vector<std::string_view> counts = {"parameters", "weights", "macs"};
  const std::vector<std::string_view> sizes = {"output", "macs", "flops"};
  std::vector<NamedSlip> slips =
      listed({{{"counted_as_ordinary",
                "each filter is given weights for all channels, as in an ordinary convolution"},
               counts,
               [shared](const Answers&) { return counted_as_ordinary(*shared); }},
              {{"pointwise_left_out", "only the depthwise convolution is counted"},
               counts,
               [shared](const Answers&) { return counted_alone(*shared, 0); }},
              {{"depthwise_left_out", "only the pointwise convolution is counted"},
               counts,
               [shared](const Answers&) { return counted_alone(*shared, 1); }},
              {kBiasLeftOut,
               {"parameters", "biases"},
               altered(shared, [](Layer& changed) { changed.settings.bias = false; })},
              {kBiasCounted,
               {"parameters", "biases"},
               altered(shared, [](Layer& changed) { changed.settings.bias = true; })},
              {{"biases_in_both",
                "the depthwise convolution is given biases too, which it doesn't have here"},
               {"parameters", "biases"},
               [shared](const Answers& right) { return with_biases_in_both(*shared, right); }},
              {{"depth_multiplier_left_out", "the depth multiplier is left out"},
               counts,
               altered(shared, [](Layer& changed) { changed.settings.depth_multiplier = 1; }),
               SlipExtent::problem},
              {kInputChannelsKept,
               {"output"},
               [shared](const Answers& right) {
                 return with_channels_of_input(Number(shared->input.back()), right);
               }},
              {kPaddingLeftOut, sizes, reworked(without_padding)},
              {kPaddingCountedOnce, sizes, reworked(padding_at_one_end)},
              {kStrideLeftOut, sizes, reworked(without_stride)},
              {kDilationLeftOut, sizes, reworked(without_dilation)},
              {kPlusOneLeftOut, sizes, reworked(leave_out_plus_one)},
              {kRoundedUp, sizes, reworked(round_up)}});
  slips.push_back(positions_left_out());
  add(slips, operation_slips());
  return slips;
}

std::vector<NamedSlip> named_slips(const SingleLayer<GlobalPool>& layer) {
  const auto shared = std::make_shared<const SingleLayer<GlobalPool>>(layer);
  return listed({{{"flattened_for_pooled",
                   "the volume is flattened, though one number of each channel is kept"},
                  {"output"},
                  [shared](const Answers&) {
                    const SingleLayer<Flatten> flat{shared->input, {}};
                    return Answers{
                        answer("output", named(worked_answers(flat), "output").workings[0][0])};
                  }}});
}

std::vector<NamedSlip> named_slips(const SingleLayer<Flatten>& layer) {
  const auto shared = std::make_shared<const SingleLayer<Flatten>>(layer);
  return listed(
      {{kDepthNotFlattened,
        {"output"},
        [shared](const Answers& right) {
          // H · W · C is (H · W) · C.
          const Term& all = named(right, "output").workings[0][0].node().operands[0];
          return Answers{answer("output", Term::result(symbols::features, all.node().operands[0]))};
        }},
       {{"pooled_for_flattened",
         "only the channels are counted, as if each were pooled to one number"},
        {"output"},
        [shared](const Answers&) {
          const SingleLayer<GlobalPool> pooled{shared->input, {}};
          return Answers{answer("output", named(worked_answers(pooled), "output").workings[0][0])};
        }}});
}

std::vector<NamedSlip> named_slips(const SingleLayer<AdaptivePool>&) { return {}; }

std::vector<NamedSlip> named_slips(const SingleLayer<Upsample>& layer) {
  const auto shared = std::make_shared<const SingleLayer<Upsample>>(layer);
  return listed({{{"channels_scaled", "the channels are multiplied too"},
                  {"output"},
                  [shared](const Answers& right) {
                    Working sizes = places(named(right, "output"));
                    const Term channels =
                        Term::named(symbols::channels, Number(shared->input.back()));
                    sizes.push_back(scaled_size(channels, Term(shared->settings.scale.at(0))));
                    return Answers{volume_answer("output", sizes)};
                  }}});
}

}  // namespace cnnsolve
