#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Layer = std::shared_ptr<const PoolLayer>;

/// The depth pooled too, as one more axis.
Answers with_pooled_channels(const PoolLayer& layer, const Answers& right) {
  const Pool pool = written_out(layer.pool);
  Working sizes = named(right, "output").workings[0];
  sizes.back() =
      Term::result({symbols::channels.base, "out"},
                   pooled_channels(Term::named(symbols::channels, layer.input.back()),
                                   Term::named(symbols::stride, pool.window.stride.at(0))));
  return {volume_answer("output", sizes), answer("output_channels", sizes.back())};
}

/// Windows that begin in the padding at the end kept.
std::optional<Term> keep_last_window(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool leaves_out = node.op == Op::subtract && is_result(node.operands[0]) &&
                          node.operands[0].node().symbol.subscript == Index("ceil");
  if (!leaves_out) return std::nullopt;
  return reworked.node().operands[0];
}

/// A window with a weight at each place, as the filters of a convolution with as many filters as
/// channels or with one for each channel.
Answers with_weights(const PoolLayer& layer, bool across_channels, bool with_bias) {
  const Convolution as_filter = {.filters = layer.input.back(), .window = layer.pool.window};
  const Term channels = Term::named(symbols::channels, layer.input.back());
  const size_t axes = layer.input.size() - 1;
  const Term seen = across_channels ? channels : Term(1);
  return {answer("parameters",
                 Term::result(symbols::parameters,
                              filter_parameters(as_filter, axes, seen, with_bias, channels)))};
}

std::vector<NamedSlip> parameter_slips(const Layer& layer) {
  const auto slip = [&](std::string_view code, std::string_view words, bool across_channels,
                        bool with_bias) {
    return NamedSlip{{code, words}, {"parameters"}, [=](const Answers&) {
                       return with_weights(*layer, across_channels, with_bias);
                     }};
  };
  return listed(
      {slip("window_given_weights", "the window is given a weight at each place of each channel",
            false, false),
       slip("window_given_weights_and_bias",
            "the window is given a weight at each place of each channel, and a bias", false, true),
       slip("counted_as_filters", "the window is counted as filters over all channels", true,
            false),
       slip("counted_as_filters_with_bias",
            "the window is counted as filters over all channels, with biases", true, true)});
}

}  // namespace

std::vector<NamedSlip> named_slips(const PoolLayer& layer) {
  const auto shared = std::make_shared<const PoolLayer>(layer);
  const auto window_of = +[](PoolLayer& changed) -> Window& { return changed.pool.window; };
  std::vector<NamedSlip> slips = setting_slips(shared, window_of);
  add(slips, position_slips(shared, window_of));
  add(slips,
      listed({{{"stride_of_kernel",
                "the stride is taken to be as large as the window, as where none is given"},
               {"output"},
               altered(shared, [](PoolLayer& changed) { changed.pool.window.stride = {}; })},
              {{"last_window_kept", "a last window that begins in the padding at the end is kept"},
               {"output"},
               reworked(keep_last_window)},
              {{codes::kChannelsPooled,
                "the channels are divided too, though each is pooled on its own"},
               {"output"},
               [shared](const Answers& right) { return with_pooled_channels(*shared, right); }}}));
  add(slips, parameter_slips(shared));
  return slips;
}

}  // namespace cnnsolve
