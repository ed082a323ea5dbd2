#include "kinds/window_slips.h"

#include "kinds/reruns.h"

namespace cnnsolve {

void leave_out_padding(Window& window) { window.padding = {.mode = Padding::Mode::valid}; }

void count_padding_once(Window& window) {
  for (auto& pair : window.padding.pairs) pair[1] = 0;
}

void count_padding_twice(Window& window) {
  for (auto& pair : window.padding.pairs) pair = {2 * pair[0], 2 * pair[1]};
}

void leave_out_stride(Window& window) { window.stride = {{1}}; }

void leave_out_dilation(Window& window) { window.dilation = {{1}}; }

std::optional<Term> leave_out_plus_one(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  // Only the sum of steps and start has a rounding in it.
  if (node.op != Op::add || !node.rounds || !is_literal(node.operands[1], 1)) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> round_up(const Term& original, const Term& reworked) {
  if (original.node().op != Op::floor) return std::nullopt;
  return ceiling(reworked.node().operands[0]);
}

std::optional<Term> round_down(const Term& original, const Term& reworked) {
  if (original.node().op != Op::ceiling) return std::nullopt;
  return floor(reworked.node().operands[0]);
}

}  // namespace cnnsolve
