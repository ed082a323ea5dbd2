// Answers that follow from the student's own earlier wrong ones.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "grade/mark.h"

namespace cnnsolve {

/// An answer of numbers, some of them wrong perhaps, that others may build on.
struct TypedResult {
  const Answer* right;
  Matrix<TypedNumber> typed;
  std::vector<size_t> wrong;         ///< the places of the wrong entries
  bool is_only_rounded = false;      ///< these, if any, are right, but in too few figures
  std::vector<size_t> rounded = {};  ///< the places of what is right and not exact
  bool is_tolerated = false;         ///< of these, some are no more than near enough
};

/// Whether entries of the answer may build on those before them. A volume's sizes don't.
inline bool builds_on_itself(const Answer& answer) {
  return std::holds_alternative<std::vector<Number>>(answer.value);
}

/// The results of formulas that a student has right.
using RightResults = std::unordered_set<const Node*>;
RightResults right_results(const std::vector<TypedResult>& answers);

/// Those that a student has otherwise, and in which of their answers.
using InexactResults = std::unordered_map<const Node*, std::vector<size_t>>;
InexactResults inexact_results(const std::vector<TypedResult>& answers);

/// An answer's workings with those of these results that they build on taken as given: nothing
/// behind them went wrong. The entries at `kept`, in ascending order, keep their own formulas.
std::vector<Working> with_given(std::vector<Working> workings, const RightResults& right,
                                const std::vector<size_t>& kept = {});

/// What an answer's entries are if they are worked out from wrong earlier answers.
struct Carried {
  std::vector<size_t> entries;               ///< the places of those that follow rightly
  std::vector<size_t> too_few_figures = {};  ///< of these, the places of those in too few figures
  std::vector<std::string> names;            ///< the answers that they follow from, if not right
  std::vector<std::string> rounded = {};     ///< those that are right, but rounded too far for it
  std::vector<std::string> tolerated = {};   ///< those that are near enough to count as right
  std::optional<Term> first = {};  ///< of the entries, worked out from the student's values

  /// Whether nothing that it follows from was marked as anything but right.
  bool is_from_right() const { return !tolerated.empty() && names.empty() && rounded.empty(); }
};

/// Which wrong entries of `answer` follow from the wrong ones of other answers, or from those
/// before them in the same list: from one answer's, or from all together; or from right ones, as
/// they were rounded. Other results that the student has right stay as they are. What carries
/// nothing on doesn't count: 0, the earlier value itself where nothing was added to it, or a number
/// that stands in its own formula; nor do earlier lists that are all 0, or a copy of the problem's
/// matrix. A volume may take over sizes that are answers of their own.
Carried carry(const TypedResult& answer, const std::vector<TypedResult>& others,
              const RightResults& right, const InexactResults& inexact, const Tolerance& tolerance);

}  // namespace cnnsolve
