#include "math/worksheet.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <memory_resource>
#include <utility>

namespace cnnsolve {
namespace {

constexpr size_t kUsualLines = 32;

}  // namespace

Worksheet::Worksheet(std::vector<Term> results) : results_(std::move(results)) {
  // Most sheets are short, and many are made.
  std::array<std::byte, 8192> room;
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  KnownLines known(&memory);
  terms_.reserve(kUsualLines);
  first_operands_.reserve(kUsualLines);
  operands_.reserve(kUsualLines);
  for (const Term& result : results_) result_lines_.push_back(add(result, known));
  changed_.resize(terms_.size());
  is_changed_.resize(terms_.size());
}

Worksheet::Line Worksheet::add(const Term& term, KnownLines& known) {
  const Node& node = term.node();
  assert(node.column.empty());
  if (const auto found = known.find(&node); found != known.end()) return found->second;
  std::pmr::vector<Line> lines(known.get_allocator());
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
