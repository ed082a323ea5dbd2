// Marked scripts, and what is told of them.
#pragma once

#include <string>
#include <vector>

#include "document.h"
#include "grade/mark.h"

namespace cnnsolve {

struct MarkedQuestion {
  std::string key;  ///< before the names of its answers: "q1"; empty for a single problem
  std::vector<Mark> marks;
};

/// One student's answers, marked.
struct MarkedScript {
  std::string student;             ///< may be empty
  bool student_is_number = false;  ///< in JSON, where it was given
  std::vector<MarkedQuestion> questions = {};
  std::vector<std::string> remarks = {};  ///< on what couldn't be marked
};

/// A mark's answer with its question: "q1.parameters".
std::string full_name(const MarkedQuestion& question, const Mark& mark);

struct Score {
  Number earned;
  Number points;
};
Score score_of(const MarkedQuestion& question);
Score score_of(const MarkedScript& script);

bool all_correct(const MarkedScript& script);

/// At most two decimals, which is enough for points: 3.33.
Number in_points(const Number& earned);

struct ReportOptions {
  bool hides_expected = false;
  bool comments = true;  ///< below the table of marks
};

/// An answer within a sentence: 784, 15 × 15 × 28, (13, 5, 0), [1 2; 3 4].
Prose value_prose(const AnswerValue& value);

/// A right answer in the same way, or all that are right.
Prose expected_prose(const Answer& expected);

/// A table of marks and the comments for the student.
Document script_report(const std::string& title, const MarkedScript& script,
                       const ReportOptions& options);

/// A row for each student, and what the class did well and badly. With comments: those for each
/// student too.
Document class_report(const std::string& title, const std::vector<MarkedScript>& scripts,
                      const ReportOptions& options);

}  // namespace cnnsolve
