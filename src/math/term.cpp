#include "math/term.h"

#include <algorithm>

#include "math/evaluate.h"

namespace cnnsolve {
namespace {

bool is_sum(Op op) {
  return op == Op::add || op == Op::subtract || op == Op::series || op == Op::total;
}
bool is_product(Op op) { return op == Op::multiply || op == Op::divide; }

/// The rounds an operand takes up before its parent's own. A product inside a sum and the left part
/// of a longer sum or product are worked out in the same round as their parent; a product of
/// columns is too much for that.
int rounds_before(Op parent, const Node& operand, bool leftmost) {
  const bool same_round = (is_sum(parent) && is_product(operand.op) && operand.column.empty()) ||
                          (leftmost && is_sum(parent) && is_sum(operand.op)) ||
                          (leftmost && is_product(parent) && is_product(operand.op));
  return operand.height - (same_round ? 1 : 0);
}

/// The value of an operand, or its entry at `entry` where it is a column.
const Number& value_at(const Term& operand, size_t entry) {
  return operand.column().empty() ? operand.value() : operand.column()[entry];
}

Number evaluate(Op op, const Operands& operands, size_t entry) {
  return evaluate(op, operands.size(),
                  [&](size_t i) -> const Number& { return value_at(operands[i], entry); });
}

}  // namespace

const Node Term::kZero;

Term make_term(Op op, Operands operands) {
  const auto shared = std::make_shared<Node>();
  Node& node = *shared;
  node.op = op;
  node.rounds = op == Op::floor || op == Op::ceiling;
  size_t length = 0;
  const size_t first = first_summand(op);
  for (size_t i = first; i < operands.size(); ++i) {
    const Node& operand = operands[i].node();
    length = std::max(length, operand.column.size());
    node.rounds = node.rounds || operand.rounds;
    if (!operand.column.empty()) node.entries = operand.entries;
    node.height = std::max(node.height, rounds_before(op, operand, i == first));
  }
  ++node.height;

  if (length == 0) {
    node.value = evaluate(op, operands, 0);
  } else {
    node.column.reserve(length);
    for (size_t entry = 0; entry < length; ++entry) {
      node.column.push_back(evaluate(op, operands, entry));
    }
  }
  node.operands = std::move(operands);
  return Term(shared);
}

Term::Term(const Number& literal) {
  const auto node = std::make_shared<Node>();
  node->value = literal;
  node_ = node;
}

Term Term::named(Symbol symbol, Number value) {
  const auto node = std::make_shared<Node>();
  node->op = Op::symbol;
  node->symbol = symbol;
  node->value = std::move(value);
  return Term(node);
}

Term Term::named(Symbol symbol, std::vector<Number> column, Entries entries) {
  const auto node = std::make_shared<Node>();
  node->entries = entries;
  node->op = Op::symbol;
  node->symbol = symbol;
  node->column = std::move(column);
  return Term(node);
}

Term Term::result(Symbol symbol, const Term& formula) {
  const auto node = std::make_shared<Node>();
  node->op = Op::symbol;
  node->symbol = symbol;
  node->value = formula.value();
  node->column = formula.column();
  node->operands = formula;
  return Term(node);
}

Term Term::unknown(Symbol symbol) { return named(symbol, Number::undefined()); }

Term operator+(const Term& x, const Term& y) { return make_term(Op::add, {x, y}); }
Term operator-(const Term& x, const Term& y) { return make_term(Op::subtract, {x, y}); }
Term operator*(const Term& x, const Term& y) { return make_term(Op::multiply, {x, y}); }
Term operator/(const Term& x, const Term& y) { return make_term(Op::divide, {x, y}); }
Term operator-(const Term& x) { return make_term(Op::negate, x); }
Term square(const Term& x) { return make_term(Op::power, {x, Term(2)}); }
Term sqrt(const Term& x) { return make_term(Op::root, x); }
Term floor(const Term& x) { return make_term(Op::floor, x); }
Term ceiling(const Term& x) { return make_term(Op::ceiling, x); }
Term maximum(const Term& x, const Term& y) { return make_term(Op::maximum, {x, y}); }

Number total(const std::vector<Number>& items) {
  Number sum;
  for (const Number& item : items) sum = sum + item;
  return sum;
}
Term total(const std::vector<Term>& items) { return make_term(Op::total, Operands(items)); }

}  // namespace cnnsolve
