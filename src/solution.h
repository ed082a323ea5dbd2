// What solving a problem gives: the worked document and the answers by name.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "document.h"

namespace cnnsolve {

/// A volume's sizes as one answer, e.g. 15 × 15 × 28.
struct Volume {
  Shape sizes;
};

/// What a problem asks for. A monostate is an answer that doesn't exist: the filters of a shortcut
/// that has none. A number that can't be computed is the undefined Number.
using AnswerValue = std::variant<std::monostate, Number, Volume, std::vector<Number>,
                                 Matrix<Number>, std::string, bool>;

struct Answer {
  std::string name;
  AnswerValue value;
};

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
/// shows the symbol and not how it was made.
inline Term step(Section& section, std::string name, const Symbol& symbol, const Term& formula,
                 bool shows_formula = true) {
  section.blocks.emplace_back(Equation{std::move(name), symbol, formula, shows_formula});
  return formula.column().empty() ? Term::named(symbol, formula.value())
                                  : Term::named(symbol, formula.column());
}

}  // namespace cnnsolve
