// What solving a problem gives: the worked document and the answers by name.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "document.h"
#include "math/sheet.h"

namespace cnnsolve {

/// A volume's sizes as one answer, e.g. 15 × 15 × 28.
struct Volume {
  Shape sizes;
};

/// What leaves each layer of a network: a volume's sizes, or features alone.
struct Shapes {
  std::vector<Shape> rows;
};
/// That answer is marked layer by layer, as "shape_1" and so on.
inline constexpr std::string_view kAllShapes = "shapes";
inline constexpr std::string_view kOneShape = "shape_";

/// What leaves the two paths of a residual block, which its output is the sum of.
inline constexpr std::string_view kMainOutput = "main_output";
inline constexpr std::string_view kSkipOutput = "skip_output";

/// One word out of several, each with the other words that people have for it.
struct ChosenWord {
  struct Spelling {
    std::string_view name;
    std::vector<std::string_view> synonyms = {};
  };
  size_t chosen = 0;
  std::span<const Spelling> words;

  std::string_view name() const { return words[chosen].name; }
};

/// What a problem asks for. A monostate is an answer that doesn't exist: the filters of a shortcut
/// that has none. A number that can't be computed is the undefined Number.
using AnswerValue = std::variant<std::monostate, Number, Volume, Shapes, std::vector<Number>,
                                 Matrix<Number>, ChosenWord, bool>;

/// How an answer's numbers were worked out, in reading order.
using Working = std::vector<Term>;

struct Answer {
  std::string name;
  AnswerValue value;
  /// The derivation's own working, then others that lead to the same; none where the answer is no
  /// matter of numbers.
  std::vector<Working> workings = {};
  /// All numbers that are right, where there are several; the i-th goes with the i-th of the other
  /// answers that have some.
  std::vector<Number> solutions = {};
  /// The same where each has a number for every axis.
  std::vector<std::vector<Number>> by_axis = {};
  /// Whether such numbers for all that is asked, or in one row of the solutions, are right, though
  /// they may not be listed; empty where there are no others.
  std::function<bool(const std::vector<Number>&)> accepts = {};
  bool channels_first = false;      ///< whether a volume's may come first, as in the problem
  bool goes_on = false;             ///< whether all that is larger than the solutions is right too
  std::optional<Number> last = {};  ///< up to which all is right, where not all are solutions
  std::optional<Symbol> symbol = {};  ///< of what is asked backwards
};

/// An answer that is the result of a formula.
inline Answer answer(std::string name, const Term& result) {
  return {std::move(name), result.value(), {{result}}};
}
inline Matrix<Number> values_of(const Matrix<Term>& working) {
  Matrix<Number> values(working.rows, working.columns);
  values.entries = values_of(working.entries);
  return values;
}
inline Answer volume_answer(std::string name, const Working& sizes) {
  return {std::move(name), Volume{values_of(sizes)}, {sizes}};
}
inline Answer vector_answer(std::string name, const Working& entries) {
  return {std::move(name), values_of(entries), {entries}};
}
inline Answer matrix_answer(std::string name, const Matrix<Term>& matrix) {
  return {std::move(name), values_of(matrix), {matrix.entries}};
}

/// "parameters_2" for the second of several; the name itself where there is but one.
inline std::string numbered(std::string_view name, size_t index) {
  return std::string(name) + (index > 0 ? std::to_string(index) : "");
}

/// "28 × 28 × 6, 14 × 14 × 6".
inline Prose shapes_prose(const Shapes& shapes) {
  Prose all;
  for (const Shape& shape : shapes.rows) {
    if (!all.spans.empty()) append(all, ", ");
    append(all, prose(shape));
  }
  return all;
}

/// "2", "2 or 3", "1, 3, 5 or one of 12 more".
inline Prose listed_with_or(const std::vector<Prose>& values) {
  constexpr size_t kMostSaid = 6;
  Prose all;
  const size_t said = std::min(values.size(), kMostSaid);
  for (size_t i = 0; i < said; ++i) {
    const bool is_last = i + 1 == values.size();
    append(all, prose(i == 0 ? "" : is_last ? " or " : ", ", values[i]));
  }
  if (said < values.size()) append(all, prose(" or one of ", values.size() - said, " more"));
  return all;
}

/// "2", "2 or 3", "any whole number from 2 to 40"; without a `last`: "2 or any larger whole
/// number".
inline Prose any_from(const Number& first, const std::optional<Number>& last) {
  if (!last) return prose(first, " or any larger whole number");
  if (first == *last) return prose(first);
  return *last == first + 1 ? prose(first, " or ", *last)
                            : prose("any whole number from ", first, " to ", *last);
}

/// Of numbers that are right: as listed_with_or(), or as any_from() where they are a run. Those
/// that aren't among them go up to `last`, or on without an end.
inline Prose any_of(const std::vector<Number>& values, bool goes_on = false,
                    const std::optional<Number>& last = {}) {
  if (goes_on) return any_from(values[0], std::nullopt);
  if (last) return any_from(values[0], last);
  const bool is_run = values.back() - values[0] == Number(values.size() - 1);
  if (is_run && values.size() > 3) return any_from(values[0], values.back());
  std::vector<Prose> all;
  all.reserve(values.size());
  for (const Number& value : values) all.push_back(prose(value));
  return listed_with_or(all);
}

/// Gathers a problem's answers with their workings, as PlainAnswers gathers their values.
class AnswerList {
 public:
  void none(std::string_view name) { answers_.push_back({std::string(name), std::monostate{}}); }
  void number(std::string_view name, const Term& result, size_t index = 0) {
    answers_.push_back(answer(numbered(name, index), result));
  }
  void fixed(std::string_view name, const Number& number) {
    answers_.push_back({std::string(name), number});
  }
  void word(std::string name, const ChosenWord& chosen) {
    answers_.push_back({std::move(name), chosen});
  }
  void volume(std::string_view name, const Working& sizes, size_t index = 0) {
    answers_.push_back(volume_answer(numbered(name, index), sizes));
  }
  /// A volume's sizes, or the number of features alone.
  void shape(std::string_view name, const Working& sizes, size_t index = 0) {
    if (sizes.size() == 1) {
      number(name, sizes[0], index);
    } else {
      volume(name, sizes, index);
    }
  }
  void shapes(const std::vector<Working>& rows) {
    Shapes shapes;
    for (const Working& row : rows) shapes.rows.push_back(values_of(row));
    answers_.push_back({std::string(kAllShapes), std::move(shapes)});
  }
  void vector(std::string_view name, const Working& entries) {
    answers_.push_back(vector_answer(std::string(name), entries));
  }
  void matrix(std::string_view name, const Working& entries, size_t rows) {
    Matrix<Term> matrix;
    matrix.rows = rows;
    matrix.columns = entries.size() / rows;
    matrix.entries = entries;
    answers_.push_back(matrix_answer(std::string(name), matrix));
  }
  void truth(std::string name, bool truth) { answers_.push_back({std::move(name), truth}); }

  std::vector<Answer> take() { return std::move(answers_); }

 private:
  std::vector<Answer> answers_;
};

/// Gives an answer of numbers the values of its first working.
inline void take_values(Answer& answer) {
  if (answer.workings.empty()) return;
  const std::vector<Number> values = values_of(answer.workings[0]);
  if (auto* number = std::get_if<Number>(&answer.value)) *number = values[0];
  if (auto* volume = std::get_if<Volume>(&answer.value)) volume->sizes = values;
  if (auto* vector = std::get_if<std::vector<Number>>(&answer.value)) *vector = values;
  if (auto* matrix = std::get_if<Matrix<Number>>(&answer.value)) matrix->entries = values;
}

/// The answer of that name, or null.
inline const Answer* find_answer(const std::vector<Answer>& answers, std::string_view name) {
  const auto found = std::find_if(answers.begin(), answers.end(),
                                  [&](const Answer& answer) { return answer.name == name; });
  return found == answers.end() ? nullptr : &*found;
}

/// The same where there is one, to be changed.
inline Answer& answer_named(std::vector<Answer>& answers, std::string_view name) {
  return *std::find_if(answers.begin(), answers.end(),
                       [&](const Answer& answer) { return answer.name == name; });
}

/// The answer that lists all solutions of what is asked backwards.
inline constexpr std::string_view kSolutions = "solutions";

/// Whether it is one of several numbers that are right together, as a setting that is asked for is.
inline bool is_asked(const Answer& answer) { return answer.accepts && answer.name != kSolutions; }

/// The names that marking knows, of answers as they are marked.
inline std::vector<std::string> answer_names(const std::vector<Answer>& answers) {
  std::vector<std::string> names;
  for (const Answer& answer : answers) {
    if (answer.name == numbered(kOneShape, 1)) names.emplace_back(kAllShapes);
    names.push_back(answer.name);
  }
  return names;
}

struct Solution {
  std::string kind;
  std::string id;  ///< the author's name for the problem; may be empty
  Document document;
  std::vector<Answer> answers;
};

/// What solving a homework gives: of several problems under a title, or of a single one.
struct SolvedHomework {
  bool is_list = false;
  std::string title;
  std::vector<Solution> solutions;
};

/// Shows in `section` how a result was worked out.
inline void show(Section& section, std::string name, const Term& result,
                 bool shows_formula = true) {
  const Node& node = result.node();
  section.blocks.emplace_back(
      Equation{std::move(name), node.symbol, node.operands[0], shows_formula});
}

/// Adds a worked equation to `section` and returns its result as a symbol, so that the next formula
/// shows the symbol and not how it was made. The formula stays behind it, for marking.
inline Term step(Section& section, std::string name, const Symbol& symbol, const Term& formula,
                 bool shows_formula = true) {
  section.blocks.emplace_back(Equation{std::move(name), symbol, formula, shows_formula});
  return Term::result(symbol, formula);
}

}  // namespace cnnsolve
