#include "kinds/operations.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

Section operations_idea(const UsedWeights& weights) {
  Section idea{Role::idea, "What counts as an operation"};
  idea.blocks.emplace_back(
      prose("A layer's work is nearly all multiplying and adding up. One multiplication and the "
            "addition that goes with it are one multiply-accumulate operation, a MAC."));
  Prose uses = prose(weights.are_shared
                         ? "Weights are shared: one weight is multiplied at every position. So a "
                           "layer with few parameters may take many operations."
                         : "Each weight is multiplied by one number, so there are as many MACs as "
                           "weights.");
  if (weights.have_biases)
    append(uses, " Adding the biases is little work, and mostly isn't counted.");
  if (weights.see_padding) {
    append(uses, " Zeros of the padding are multiplied like any other number.");
  }
  idea.blocks.emplace_back(std::move(uses));
  return idea;
}

}  // namespace

Section operations_step(Prose uses, const Term& macs) {
  Section step{Role::step, "Operations"};
  step.blocks.emplace_back(std::move(uses));
  show(step, "macs", macs);
  return step;
}

Prose flops_sentence(const Term& flops) {
  return prose("That is ", Counted{flops.value(), "FLOP"},
               ", where multiplications and additions are counted apart.");
}

Section operations_part(Prose uses, const UsedWeights& weights,
                        const Operations<Term>& operations) {
  Section part{Role::part, "Part 3: the operations"};
  part.sections.push_back(operations_idea(weights));
  part.sections.push_back(operations_step(std::move(uses), operations.macs));
  part.answer.emplace_back(prose("The layer takes ", Counted{operations.macs.value(), "MAC"},
                                 " for one input. ", flops_sentence(operations.flops)));
  return part;
}

}  // namespace cnnsolve
