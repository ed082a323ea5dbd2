#include "math/worksheet.h"

#include <cassert>
#include <utility>

namespace cnnsolve {

Worksheet::Worksheet(std::vector<Term> results) : results_(std::move(results)) {
  std::unordered_map<const Node*, Line> known;
  for (const Term& result : results_) result_lines_.push_back(add(result, known));
  changed_.resize(terms_.size());
  is_changed_.resize(terms_.size());
}

Worksheet::Line Worksheet::add(const Term& term, std::unordered_map<const Node*, Line>& known) {
  const Node& node = term.node();
  assert(node.column.empty());
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

}  // namespace cnnsolve
