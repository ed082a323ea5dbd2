// What solving a problem gives: the worked document and the answers by name.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "document.h"

namespace cnnsolve {

/// A volume's sizes as one answer, e.g. 15 × 15 × 28.
struct Volume {
  Shape sizes;
};

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
using AnswerValue = std::variant<std::monostate, Number, Volume, std::vector<Number>,
                                 Matrix<Number>, ChosenWord, bool>;

/// How an answer's numbers were worked out, in reading order.
using Working = std::vector<Term>;

struct Answer {
  std::string name;
  AnswerValue value;
  /// The derivation's own working, then others that lead to the same; none where the answer is no
  /// matter of numbers.
  std::vector<Working> workings = {};
};

/// An answer that is the result of a formula.
inline Answer answer(std::string name, const Term& result) {
  return {std::move(name), result.value(), {{result}}};
}
inline std::vector<Number> values_of(const Working& working) {
  std::vector<Number> values;
  for (const Term& term : working) values.push_back(term.value());
  return values;
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

/// Adds a worked equation to `section` and returns its result as a symbol, so that the next formula
/// shows the symbol and not how it was made. The formula stays behind it, for marking.
inline Term step(Section& section, std::string name, const Symbol& symbol, const Term& formula,
                 bool shows_formula = true) {
  section.blocks.emplace_back(Equation{std::move(name), symbol, formula, shows_formula});
  return Term::result(symbol, formula);
}

}  // namespace cnnsolve
