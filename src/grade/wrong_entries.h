// The wrong entries of an answer, and whether a mistake gives what was typed there.
#pragma once

#include <algorithm>
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

/// Whether every one of these entries that is right is as well what `value_at` says.
template <class ValueAt>
bool leaves_right_by(const WrongEntries& wrong, const std::vector<size_t>& entries,
                     const ValueAt& value_at) {
  const Matrix<Number> right = numbers_of(wrong.right.value);
  return std::none_of(entries.begin(), entries.end(), [&](size_t entry) {
    if (std::binary_search(wrong.entries.begin(), wrong.entries.end(), entry)) return false;
    const Match match = match_with(right.entries[entry], entry, wrong);
    const Match otherwise =
        match == Match::wrong ? Match::wrong : match_with(value_at(entry), entry, wrong);
    // A 1 that is exact isn't 0.6 in one figure.
    return match == Match::right ? otherwise != Match::right
                                 : match != Match::wrong && otherwise == Match::wrong;
  });
}

/// All entries of an answer of the right shape.
std::vector<size_t> all_entries(const WrongEntries& wrong);

/// The wrong entries with those that are worked out from a number in common with one of them, as
/// all are that belong to one unit.
std::vector<size_t> entries_of_units(const WrongEntries& wrong, const Working& working);

/// Where the first wrong entry was worked out. It tells most slips apart, and a matrix has many.
using Sheets = std::vector<std::unique_ptr<Worksheet>>;  ///< one a working

Sheets sheets_of_first(const WrongEntries& wrong);

}  // namespace cnnsolve
