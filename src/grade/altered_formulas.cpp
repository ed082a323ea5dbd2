#include "grade/altered_formulas.h"

#include <algorithm>

namespace cnnsolve {

void collect_results(const Term& formula, std::vector<Term>& results) {
  if (is_result(formula)) results.push_back(formula);
  if (formula.node().op == Op::symbol) return;
  for (const Term& operand : formula.node().operands) collect_results(operand, results);
}

namespace {

/// Whether two formulas read alike and are given alike, whatever came before them.
bool read_alike(const Term& a, const Term& b) {
  const Node& x = a.node();
  const Node& y = b.node();
  if (x.op != y.op || x.symbol != y.symbol) return false;
  if (x.op == Op::symbol)
    return is_result(a) == is_result(b) && (is_result(a) || x.value == y.value);
  if (x.op == Op::constant) return x.value == y.value;
  return std::equal(x.operands.begin(), x.operands.end(), y.operands.begin(), y.operands.end(),
                    read_alike);
}

/// The altered results from the first that reads otherwise to the last, which is `altered` itself.
std::vector<Term> altered_results(const Term& right, const Term& altered) {
  if (!is_result(altered)) return {};
  const Term& formula = altered.node().operands[0];
  if (!is_result(right)) return {altered};
  std::vector<Term> before, after;
  collect_results(right.node().operands[0], before);
  collect_results(formula, after);
  for (const Term& made : after) {
    const auto same = std::find_if(before.begin(), before.end(), [&](const Term& other) {
      return other.node().symbol == made.node().symbol;
    });
    // Along one axis the slip may make no difference.
    if (same == before.end() || same->value() == made.value()) continue;
    std::vector<Term> results = altered_results(*same, made);
    if (results.empty()) continue;
    results.push_back(altered);
    return results;
  }
  if (read_alike(right.node().operands[0], formula)) return {};
  return {altered};
}

/// Whether one of the values is shown when a formula is worked out, and isn't given.
bool tells(const Term& formula, const std::vector<Number>& secrets) {
  const Node& node = formula.node();
  if (node.op == Op::symbol && node.operands.empty()) return false;
  if (std::find(secrets.begin(), secrets.end(), node.value) != secrets.end()) return true;
  return node.op != Op::symbol &&
         std::any_of(node.operands.begin(), node.operands.end(),
                     [&](const Term& operand) { return tells(operand, secrets); });
}

}  // namespace

std::vector<Equation> altered_equations(const WrongEntries& wrong, const Term& right,
                                        const Term& altered) {
  std::vector<Equation> equations;
  for (const Term& result : altered_results(right, altered)) {
    equations.push_back({"", result.node().symbol, result.node().operands[0], true});
  }
  // The first tells the slip and the last the answer.
  if (equations.size() > 2) equations.erase(equations.begin() + 1, equations.end() - 1);
  const bool tells_any =
      std::any_of(equations.begin(), equations.end(),
                  [&](const Equation& equation) { return tells(equation.formula, wrong.secrets); });
  if (tells_any) return {};
  return equations;
}

Prose comes_out(const WrongEntries& wrong, const std::vector<Prose>& words, bool formulas_follow) {
  Prose sentence = prose(wrong.subject, " is what comes out if ");
  for (const Prose& clause : words) {
    append(sentence, prose(&clause == &words[0] ? "" : ", or if ", clause));
  }
  append(sentence, !formulas_follow ? "." : words.size() > 1 ? ". In the first case:" : ":");
  return sentence;
}

}  // namespace cnnsolve
