#include "grade/wrong_entries.h"

#include <numeric>
#include <unordered_set>

#include "grade/compared.h"

namespace cnnsolve {

Match match_with(const Number& value, size_t entry, const WrongEntries& wrong) {
  if (value.is_undefined()) return Match::wrong;
  return compare(wrong.typed.entries[entry], value, {}, !is_list(wrong.right.value));
}

bool may_explain_entry(const WrongEntries& wrong, size_t entry, const Number& value,
                       const Matrix<Number>& right) {
  return match_with(value, entry, wrong) != Match::wrong &&
         (wrong.has_other_shape || !(value == right.entries[entry]));
}

std::vector<size_t> all_entries(const WrongEntries& wrong) {
  std::vector<size_t> all(wrong.typed.entries.size());
  std::iota(all.begin(), all.end(), size_t{0});
  return all;
}

namespace {

/// Calls `visit` with the numbers that a result is directly worked out from.
template <class Visit>
void for_each_number(const Term& formula, const Visit& visit) {
  if (formula.node().op == Op::symbol) return visit(formula.node());
  for (const Term& operand : formula.node().operands) for_each_number(operand, visit);
}
template <class Visit>
void for_each_number_behind(const Term& result, const Visit& visit) {
  if (is_result(result)) for_each_number(result.node().operands[0], visit);
}

}  // namespace

std::vector<size_t> entries_of_units(const WrongEntries& wrong, const Working& working) {
  // The sizes of a volume are one answer.
  if (std::holds_alternative<Volume>(wrong.right.value)) return all_entries(wrong);
  std::unordered_set<const Node*> numbers;
  for (const size_t entry : wrong.entries) {
    for_each_number_behind(working[entry], [&](const Node& node) { numbers.insert(&node); });
  }
  std::vector<size_t> entries;
  for (size_t entry = 0; entry < working.size(); ++entry) {
    bool is_in = std::binary_search(wrong.entries.begin(), wrong.entries.end(), entry);
    for_each_number_behind(working[entry],
                           [&](const Node& node) { is_in = is_in || numbers.contains(&node); });
    if (is_in) entries.push_back(entry);
  }
  return entries;
}

Sheets sheets_of_first(const WrongEntries& wrong) {
  Sheets sheets;
  if (wrong.has_other_shape) return sheets;
  for (const Working& working : wrong.right.workings) {
    sheets.push_back(std::make_unique<Worksheet>(working[wrong.entries[0]]));
  }
  return sheets;
}

}  // namespace cnnsolve
