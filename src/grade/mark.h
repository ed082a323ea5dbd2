// How an answer was marked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grade/compare.h"
#include "grade/slip.h"
#include "reading/reading.h"
#include "solution.h"

namespace cnnsolve {

struct GradeOptions {
  ReadingOptions reading = {};
  Tolerance tolerance = {};
  /// The part of the points for what follows from an earlier wrong answer; 0: none.
  Number follow_through = Number(mpq_class(1, 2));
  bool diagnosis = true;
  bool hides_expected = false;  ///< no sentence or formula may tell the right answer
};

/// How much of an answer a report shows.
inline constexpr size_t kLongestTyped = 60;
/// The reason for which a right answer is right.
inline constexpr const char* kRight = "correct";
// The reasons that tell no mistake.
inline constexpr const char* kSomeEntries = "some_entries";
inline constexpr const char* kIncorrect = "incorrect";
inline constexpr const char* kOtherWord = "other_word";
inline constexpr const char* kFollowThrough = "follow_through";

/// Why an answer got what it got.
struct Finding {
  std::vector<std::string> codes;  ///< they stay as they are; the first is the answer's reason
  std::vector<Prose> sentences;    ///< for the student
  std::vector<Equation> formulas;  ///< what the student seems to have worked out
  /// Of the codes, those of which only one need be so: "if the stride is left out, or if …".
  std::vector<std::vector<std::string>> either = {};
};

struct Mark {
  std::string name;  ///< of the answer: "parameters"
  Verdict verdict = Verdict::missing;
  Finding finding;
  std::string typed;  ///< shortened for a report
  std::string read_as;
  Answer expected;  ///< without its workings
  Number points;    ///< to be had
  Number earned;
};

}  // namespace cnnsolve
