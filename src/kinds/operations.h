// How many operations a layer takes for one input.
#pragma once

#include <vector>

#include "kinds/layer_outcome.h"
#include "math/formulas.h"
#include "solution.h"

namespace cnnsolve {

namespace symbols {
inline const Symbol macs = {"M"};
inline const Symbol flops = {"FLOPs"};
}  // namespace symbols

template <class N>
struct Operations {
  N macs;
  N flops;
};

/// Of a layer whose weights are all used once at each of `positions`; once where there are none.
template <class N>
Operations<N> count_operations(const N& weights, const std::vector<N>& positions) {
  Operations<N> operations;
  operations.macs = result(symbols::macs, at_every_position(weights, positions));
  operations.flops = result(symbols::flops, floating_point_operations(operations.macs));
  return operations;
}

/// Hands them to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_operations(const Operations<N>& operations, List& list) {
  list.number("macs", operations.macs);
  list.number("flops", operations.flops);
}

/// The step that gives a layer's MACs, after what it says of them. `uses` says how often each
/// weight is used.
Section operations_step(Prose uses, const Term& macs);

/// "That is 340,200 FLOPs, …"
Prose flops_sentence(const Term& flops);

/// What there is to say of a layer's weights when they are used.
struct UsedWeights {
  bool are_shared = false;   ///< used at more than one position
  bool have_biases = false;  ///< beside them
  bool see_padding = false;  ///< multiply zeros that are laid round the input
};

/// "Part 3: the operations", with the idea behind them.
Section operations_part(Prose uses, const UsedWeights& weights, const Operations<Term>& operations);

}  // namespace cnnsolve
