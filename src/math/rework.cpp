#include "math/rework.h"

namespace cnnsolve {

Term Rework::operator()(const Term& term) {
  const Node* node = &term.node();
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
    operands.push_back((*this)(operand));
    changed = changed || &operands.back().node() != &operand.node();
  }
  if (!changed) return term;
  if (node.op == Op::symbol) return Term::result(node.symbol, operands[0]);
  return make_term(node.op, Operands(std::move(operands)));
}

}  // namespace cnnsolve
