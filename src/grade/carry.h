// Answers that follow from the student's own earlier wrong ones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "grade/mark.h"

namespace cnnsolve {

/// An answer of numbers, some of them wrong perhaps, that others may build on.
struct TypedResult {
  const Answer* right;
  Matrix<TypedNumber> typed;
  std::vector<size_t> wrong;     ///< the places of the wrong entries
  bool is_only_rounded = false;  ///< these are right, but in too few figures
};

/// What an answer's entries are if they are worked out from wrong earlier answers.
struct Carried {
  std::vector<size_t> entries;     ///< the places of those that follow rightly
  std::vector<std::string> names;  ///< the answers that they follow from
  bool is_only_rounded = false;    ///< whether the only one of these is
};

/// Which wrong entries of `answer` follow from the wrong ones of other answers: from one answer's,
/// or from all together. Results that the student has right stay as they are. What carries nothing
/// on doesn't count: 0, the earlier value itself, or a number that stands in its own formula; nor
/// do earlier answers that are all 0, or a copy of the problem's matrix.
Carried carry(const TypedResult& answer, const std::vector<TypedResult>& others,
              const Tolerance& tolerance);

}  // namespace cnnsolve
