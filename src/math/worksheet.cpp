#include "math/worksheet.h"

namespace cnnsolve {

Worksheet::Worksheet(const Term& result) : result_(result) {
  std::unordered_map<const Node*, Line> known;
  add(result_, known);
  changed_.resize(terms_.size());
  is_changed_.resize(terms_.size());
}

Worksheet::Line Worksheet::add(const Term& term, std::unordered_map<const Node*, Line>& known) {
  const Node& node = term.node();
  if (const auto found = known.find(&node); found != known.end()) return found->second;
  std::vector<Line> lines;
  lines.reserve(node.operands.size());
  for (const Term& operand : node.operands) lines.push_back(add(operand, known));
  const auto line = static_cast<Line>(terms_.size());
  known.emplace(&node, line);
  terms_.push_back(&term);
  first_operands_.push_back(static_cast<std::uint32_t>(operands_.size()));
  operands_.insert(operands_.end(), lines.begin(), lines.end());
  return line;
}

Term Worksheet::rework(const Change& change) {
  reworked_.resize(terms_.size());
  for (Line line = 0; line < terms_.size(); ++line) {
    const bool is_above_change = has_changed_operand(line);
    const Term reworked = is_above_change ? with_reworked_operands(line) : term(line);
    std::optional<Term> changed = change(term(line), reworked);
    is_changed_[line] = is_above_change || changed.has_value();
    if (is_changed_[line]) reworked_[line] = changed ? *std::move(changed) : reworked;
  }
  return is_changed_[last()] ? reworked_[last()] : result_;
}

Term Worksheet::with_reworked_operands(Line line) const {
  std::vector<Term> x;
  x.reserve(operands(line).size());
  for (const Line operand : operands(line)) {
    x.push_back(is_changed_[operand] ? reworked_[operand] : term(operand));
  }
  return rebuilt(node(line), std::move(x));
}

}  // namespace cnnsolve
