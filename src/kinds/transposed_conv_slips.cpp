#include "kinds/conv.h"
#include "kinds/filter_slips.h"
#include "kinds/operation_slips.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"

namespace cnnsolve {
namespace {

/// The output of a convolution with the same numbers, where that exists.
Answers not_inverted(const TransposedConvLayer& layer) {
  const ConvLayer forwards = {layer.input, layer.convolution, layer.bias};
  if (!check(forwards).empty()) return {};
  Answers answers;
  for (Answer& answer : worked_answers(forwards)) {
    if (answer.name.starts_with("output")) answers.push_back(std::move(answer));
  }
  return answers;
}

/// H · S for (H − 1) · S.
std::optional<Term> count_inputs_for_steps(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool counts_steps = node.op == Op::subtract && is_literal(node.operands[1], 1) &&
                            !is_symbol(node.operands[0], symbols::kernel.base);
  if (!counts_steps) return std::nullopt;
  return reworked.node().operands[0];
}

/// (H − 1) for (H − 1) · S, with all that is added to it.
std::optional<Term> leave_out_factor(const Term& original, const Term& reworked) {
  if (!is_product_with(original, symbols::stride.base)) return std::nullopt;
  return reworked.node().operands[0];
}

}  // namespace

std::vector<NamedSlip> named_slips(const TransposedConvLayer& layer) {
  const auto shared = std::make_shared<const TransposedConvLayer>(layer);
  std::vector<NamedSlip> slips = listed(
      {{kNotInverted, {"output"}, [shared](const Answers&) { return not_inverted(*shared); }},
       {kOutputPaddingLeftOut,
        {"output"},
        altered(shared, [](TransposedConvLayer& changed) { changed.output_padding = {}; })},
       {{"inputs_counted_for_steps",
         "as many steps are counted as there are places, though the first one takes no step"},
        {"output"},
        reworked(count_inputs_for_steps)},
       {kStrideLeftOut, {"output"}, reworked(leave_out_factor)}});
  add(slips,
      setting_slips(
          shared,
          +[](TransposedConvLayer& changed) -> Window& { return changed.convolution.window; },
          leave_out_cut));
  // Each number of the input meets each weight once.
  add(slips, filter_slips<TransposedConvLayer>(shared, [](const TransposedConvLayer& stated,
                                                          const Answers&) {
        Working sizes = named_input<Term>(Shape(stated.input.begin(), stated.input.end()));
        sizes.pop_back();
        return sizes;
      }));
  add(slips,
      listed(
          {{{"macs_at_output",
             "the filters are counted at every position of the output and not of the input"},
            {"macs"},
            [](const Answers& right) { return macs_at(places(named(right, "output")), right); }}}));
  slips.push_back(positions_left_out());
  add(slips, operation_slips());
  return slips;
}

}  // namespace cnnsolve
