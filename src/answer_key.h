// A homework made ready for marking: its right answers, the slips to look for, the points.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grade/grade.h"
#include "grade/report.h"
#include "homework.h"

namespace cnnsolve {

/// A student's answers by name, "q1.parameters", as they came in.
struct Script {
  std::string student;
  bool student_is_number = false;  ///< in JSON, which tells 7 from "7"
  std::vector<std::pair<std::string, Value>> answers = {};
  bool marks_all = false;  ///< answers that have no points are marked too
};

class AnswerKey {
 public:
  explicit AnswerKey(const Homework& homework);
  /// A single problem's, marked by its headline answers. `problem` gives the problem itself, which
  /// is worked out only where an answer is wrong; it must do so as long as the key is used.
  AnswerKey(const Kind& kind, const std::string& id, const PlainAnswers& right,
            const std::function<const Problem&()>& problem);

  /// The author's, or one that says what is below it.
  const std::string& title() const { return title_; }

  /// Marks what the problems' points name; where a problem has no points, its headline answers, at
  /// one point each. Names that the homework doesn't have become remarks.
  MarkedScript mark(const Script& script, const GradeOptions& options);

  /// The names that answers may have, marked or not.
  std::vector<std::string> names() const;
  /// Whether `name` is one of them.
  bool knows(std::string_view name) const;
  /// Whether `name` begins with a problem's own name and a point, so that it must be an answer.
  bool belongs_to_problem(std::string_view name) const;
  /// "; did you mean "q1.output"?" where an unknown name is like one of them, or short for one;
  /// else nothing.
  std::string guess(std::string_view name) const;
  /// The guess, or else "; there are q1.output and q1.parameters".
  std::string instead_of(std::string_view name) const;

 private:
  struct Question {
    std::string key;  ///< before the names of its answers; empty for a single problem
    std::string id;
    Suspects suspects;
    std::vector<Marked> marked;
    /// What stands before a point in its answers' names, if anything may.
    const std::string& prefix() const { return key.empty() ? id : key; }
    bool has_prefix_of(std::string_view name) const;
    /// What of `name` is the answer's own, or nothing where it isn't one of this question.
    std::optional<std::string_view> answer_of(std::string_view name) const;
    /// How many layers' shapes are answers.
    size_t count_shapes() const;
    /// How many layers' shapes a list has right, if it is that of the first layer at `begin`.
    size_t right_from(size_t begin, const std::vector<Value>& shapes,
                      const GradeOptions& options) const;
    /// Adds an answer; a list of shapes layer by layer, with a remark where it has another length.
    void add(Given& given, std::string_view name, const Value& value, const ReadingOptions& options,
             std::vector<std::string>& remarks) const;
  };
  static Question question(const Exercise& exercise, std::string key);

  std::string title_;
  std::vector<Question> questions_;
};

}  // namespace cnnsolve
