// Answers as people write them, read by one grammar for each kind of answer.
//
// Commas, brackets and crosses may part numbers or stand inside of one, so what gives no answer of
// the kind that is asked for, or of another length, is read once more with these taken otherwise.
// Nothing ambiguous is guessed, though: what can't be read is invalid, with a reason, and isn't
// called wrong.
#pragma once

#include <optional>
#include <string>

#include "math/matrix.h"
#include "reading/as_typed.h"
#include "reading/numeral.h"
#include "reading/unreadable.h"
#include "solution.h"
#include "value.h"

namespace cnnsolve {

struct TypedAnswer {
  /// A number is 1 × 1; a vector and a volume are one row; a matrix as it was written. An entry
  /// that was said to be undefined has the undefined Number. Empty for words.
  Matrix<TypedNumber> numbers = {};
  /// The name of the word that was chosen; "yes" or "no"; "none" where the answer is said not to
  /// exist. A single number that is said not to exist is the undefined Number instead.
  std::string word = {};
};

struct Reading {
  std::optional<TypedAnswer> answer;  ///< nothing where it is unreadable, or there is none
  std::optional<Unreadable> problem;  ///< neither of the two: the field was left empty
  /// The answer in the program's own spelling, where that says more than what was typed.
  std::string read_as = {};
};

/// Reads `given` as an answer of the kind that `asked` has: a text, a JSON number or boolean, or a
/// list of these. In time linear in its length.
Reading read_answer(const Value& given, const Answer& asked, const ReadingOptions& options);

}  // namespace cnnsolve
