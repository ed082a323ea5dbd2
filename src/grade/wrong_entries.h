// The wrong entries of an answer, and whether a mistake gives what was typed there.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "grade/compare.h"
#include "grade/numbers.h"
#include "grade/slip.h"
#include "math/worksheet.h"
#include "reading/reading.h"

namespace cnnsolve {

/// The wrong entries of an answer of numbers: what was typed, and what is right.
struct WrongEntries {
  const Answer& right;  ///< its workings may take some results as given
  const Matrix<TypedNumber>& typed;
  std::vector<size_t> entries;  ///< their places; all, where the shape is another one
  bool has_other_shape = false;
  std::vector<Number> secrets = {};  ///< formulas with such a result in them aren't shown
  /// The wrong entries of each other answer. Formulas that give another value for one that is right
  /// aren't shown.
  struct Other {
    std::string_view name;
    std::vector<size_t> wrong;
  };
  std::vector<Other> others = {};
  std::string subject = "This";  ///< of what is said: "Your "mean""
};

/// How a typed entry compares with what a mistake makes of it.
Match match_with(const Number& value, size_t entry, const WrongEntries& wrong);

/// Whether a wrong entry may be this value, and that isn't right after all.
bool may_explain_entry(const WrongEntries& wrong, size_t entry, const Number& value,
                       const Matrix<Number>& right);

/// Whether all that was typed is what `value_at` says.
template <class ValueAt>
bool explains_all_by(const WrongEntries& wrong, const ValueAt& value_at) {
  for (size_t entry = 0; entry < wrong.typed.entries.size(); ++entry) {
    if (match_with(value_at(entry), entry, wrong) == Match::wrong) return false;
  }
  return true;
}

/// Whether every wrong entry is what `value_at` says, one of them at least in figures enough to
/// tell, and none of these is right after all. Of a volume, whose sizes are one answer, the right
/// entries must be so too.
template <class ValueAt>
bool explains_by(const WrongEntries& wrong, const ValueAt& value_at) {
  const Matrix<Number> right = numbers_of(wrong.right.value);
  bool is_told = false;
  for (const size_t entry : wrong.entries) {
    const Number value = value_at(entry);
    if (!may_explain_entry(wrong, entry, value, right)) return false;
    is_told = is_told || match_with(value, entry, wrong) == Match::right;
  }
  const bool is_volume = std::holds_alternative<Volume>(wrong.right.value);
  return is_told && (!is_volume || explains_all_by(wrong, value_at));
}

/// Where the first wrong entry was worked out. It tells most slips apart, and a matrix has many.
using Sheets = std::vector<std::unique_ptr<Worksheet>>;  ///< one a working

Sheets sheets_of_first(const WrongEntries& wrong);

}  // namespace cnnsolve
