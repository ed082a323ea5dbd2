#include "math/rework.h"

#include <utility>

namespace cnnsolve {

Term Rework::operator()(const Term& term) {
  const Node* node = &term.node();
  // To look a leaf up would take longer.
  if (node->operands.empty()) return change_(term, term).value_or(term);
  if (const auto found = done_.find(node); found != done_.end()) return found->second;
  const Term reworked = stop_ && stop_(term) ? term : with_reworked_operands(term);
  Term result = change_(term, reworked).value_or(reworked);
  kept_.push_back(term);
  done_.emplace(node, result);
  return result;
}

Term Rework::with_reworked_operands(const Term& term) {
  const Node& node = term.node();
  std::vector<Term> operands;
  bool changed = false;
  for (const Term& operand : node.operands) {
    Term reworked = (*this)(operand);
    if (!changed && &reworked.node() == &operand.node()) continue;
    if (!changed) {
      operands.reserve(node.operands.size());
      operands.assign(node.operands.begin(), &operand);
    }
    changed = true;
    operands.push_back(std::move(reworked));
  }
  if (!changed) return term;
  if (node.op == Op::symbol) return Term::result(node.symbol, operands[0]);
  return make_term(node.op, Operands(std::move(operands)));
}

}  // namespace cnnsolve
