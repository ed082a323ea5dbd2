#include "kinds/reruns.h"
#include "kinds/slips.h"

namespace cnnsolve {
namespace {

/// The padding of both ends together.
Answers both_ends(const Answers& right) {
  const Answer* padding = find_answer(right, "padding");
  if (!padding || padding->workings.empty()) return {};
  const Term& one_end = padding->workings[0][0];
  return {answer("padding",
                 Term::result(Symbol{symbols::padding.base, "both"}, symmetric_padding(one_end)))};
}

/// O · S for (O − 1) · S. Biases are taken off a count too.
std::optional<Term> leave_out_one(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool counts_steps = node.op == Op::subtract && is_literal(node.operands[1], 1) &&
                            node.operands[0].node().symbol.subscript == Index("out");
  if (!counts_steps) return std::nullopt;
  return reworked.node().operands[0];
}

std::vector<NamedSlip> slips_backwards() {
  return listed(
      {{{"padding_of_both_ends", "the padding of both ends together is given and not that of one"},
        {"padding"},
        [](const Answers& right) { return both_ends(right); }},
       {{"positions_for_steps",
         "as many steps are counted as there are positions, though the first takes none"},
        {"kernel", "padding", "stride", "dilation", "input"},
        reworked(leave_out_one)}});
}

}  // namespace

std::vector<NamedSlip> named_slips(const InverseLayer<ConvLayer>&) { return slips_backwards(); }
std::vector<NamedSlip> named_slips(const InverseLayer<PoolLayer>&) { return slips_backwards(); }
std::vector<NamedSlip> named_slips(const InverseLayer<TransposedConvLayer>&) {
  return slips_backwards();
}

}  // namespace cnnsolve
