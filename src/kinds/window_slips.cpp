#include "kinds/window_slips.h"

#include <algorithm>
#include <array>

#include "kinds/reruns.h"
#include "math/formulas.h"

namespace cnnsolve {

namespace {

bool is_unpadded(const Window& window) {
  const Padding& padding = window.padding;
  return padding.mode == Padding::Mode::valid ||
         (padding.mode == Padding::Mode::numbers &&
          std::all_of(padding.pairs.begin(), padding.pairs.end(), [](const auto& pair) {
            return pair == std::array<Whole, 2>{0, 0};
          }));
}

}  // namespace

void leave_out_padding(Window& window) { window.padding = {.mode = Padding::Mode::valid}; }

void leave_out_cut(Window& window) { window.padding = {.pairs = {{0, 0}}}; }

void count_padding_once(Window& window) {
  for (auto& pair : window.padding.pairs) pair[1] = 0;
}

void count_padding_twice(Window& window) {
  for (auto& pair : window.padding.pairs) pair = {2 * pair[0], 2 * pair[1]};
}

void pad_by_one(Window& window) {
  if (is_unpadded(window)) window.padding = {.pairs = {{1, 1}}};
}

void pad_for_size(Window& window) {
  if (!is_unpadded(window)) return;
  Padding padding{.pairs = {}};
  bool is_one = true;
  const size_t axes = std::max(window.kernel.values.size(), window.dilation.values.size());
  for (size_t axis = 0; axis < axes; ++axis) {
    const Number span =
        effective_kernel(Number(window.kernel.at(axis)), Number(window.dilation.at(axis)));
    const Number before = same_padding_before(span - 1);
    // What can't be laid evenly round isn't; and one place has a name of its own.
    if (same_padding_after(span - 1, before) != before || kLargestWhole < before) return;
    is_one = is_one && before == 1;
    padding.pairs.push_back({before.whole(), before.whole()});
  }
  if (!is_one) window.padding = std::move(padding);
}

void exchange_axes(Window& window) {
  for (PerAxis* setting : {&window.kernel, &window.stride, &window.dilation}) {
    std::reverse(setting->values.begin(), setting->values.end());
  }
  std::reverse(window.padding.pairs.begin(), window.padding.pairs.end());
}

bool have_same_sizes(const Answer& a, const Answer& b) {
  const Shape& some = std::get<Volume>(a.value).sizes;
  const Shape& others = std::get<Volume>(b.value).sizes;
  return std::is_permutation(some.begin(), some.end(), others.begin(), others.end());
}

void leave_out_stride(Window& window) { window.stride = {{1}}; }

void leave_out_dilation(Window& window) { window.dilation = {{1}}; }

namespace {

/// 2P, or P_before + P_after.
bool is_padding(const Term& term) {
  const Node& node = term.node();
  const auto is_one = [](const Term& operand) { return is_symbol(operand, symbols::padding.base); };
  return (node.op == Op::multiply && is_literal(node.operands[0], 2) && is_one(node.operands[1])) ||
         (node.op == Op::add && is_one(node.operands[0]) && is_one(node.operands[1]));
}

}  // namespace

std::optional<Term> without_padding(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool has_padding =
      (node.op == Op::add || node.op == Op::subtract) && is_padding(node.operands[1]);
  if (!has_padding) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> padding_at_one_end(const Term& original, const Term& reworked) {
  if (!is_padding(original) || original.node().op != Op::multiply) return std::nullopt;
  return reworked.node().operands[1];
}

std::optional<Term> without_stride(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool has_stride = (node.op == Op::divide || node.op == Op::multiply) &&
                          is_symbol(node.operands[1], symbols::stride.base);
  if (!has_stride) return std::nullopt;
  return reworked.node().operands[0];
}

/// F for d · (F − 1) + 1.
std::optional<Term> without_dilation(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool is_dilated = node.op == Op::add && node.operands[0].node().op == Op::multiply &&
                          is_symbol(node.operands[0].node().operands[0], symbols::dilation.base);
  if (!is_dilated) return std::nullopt;
  const Term& steps = reworked.node().operands[0].node().operands[1];
  return steps.node().operands[0];
}

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
