#include "grade/wrong_entries.h"

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

Sheets sheets_of_first(const WrongEntries& wrong) {
  Sheets sheets;
  if (wrong.has_other_shape) return sheets;
  for (const Working& working : wrong.right.workings) {
    sheets.push_back(std::make_unique<Worksheet>(working[wrong.entries[0]]));
  }
  return sheets;
}

}  // namespace cnnsolve
