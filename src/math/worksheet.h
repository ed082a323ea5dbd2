// Results and everything behind them, a line each, so that one can quickly be worked out again and
// again with something changed. Rework does that once, and gives the Terms.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "math/evaluate.h"
#include "math/term.h"

namespace cnnsolve {

/// Lines stand below those of their operands. None of the terms is a column.
class Worksheet {
 public:
  using Line = std::uint32_t;

  explicit Worksheet(Term result) : Worksheet(std::vector{std::move(result)}) {}
  explicit Worksheet(std::vector<Term> results);
  ~Worksheet() = default;
  Worksheet(const Worksheet&) = delete;
  Worksheet& operator=(const Worksheet&) = delete;

  size_t size() const { return terms_.size(); }
  /// A line for each of the results.
  std::span<const Line> results() const { return result_lines_; }
  const Term& term(Line line) const { return *terms_[line]; }
  const Node& node(Line line) const { return term(line).node(); }
  /// The formula behind a result counts as its operand.
  std::span<const Line> operands(Line line) const {
    return std::span(operands_).subspan(first_operands_[line], node(line).operands.size());
  }

  /// The first result's value with a change in how it was made. `change(line)` gives what takes the
  /// place of a line, as an optional Number; it may look at the values of the line's operands.
  template <class Change>
  const Number& work_out(const Change& change) {
    for (Line line = 0; line < terms_.size(); ++line) {
      is_changed_[line] = false;
      if (auto changed = change(line)) {
        set(line, *std::move(changed));
      } else if (has_changed_operand(line)) {
        const std::span<const Line> x = operands(line);
        set(line, evaluate(node(line).op, x.size(),
                           [&](size_t i) -> const Number& { return value(x[i]); }));
      }
    }
    return value(result_lines_[0]);
  }

  /// The value of a line, while work_out() is above it and until it is called again.
  const Number& value(Line line) const {
    return is_changed_[line] ? changed_[line] : node(line).value;
  }

 private:
  using KnownLines = std::pmr::unordered_map<const Node*, Line>;

  Line add(const Term& term, KnownLines& known);
  /// A change that makes a number larger at each of many lines would soon fill the memory, so what
  /// is beyond all answers counts as undefined.
  void set(Line line, Number value) {
    constexpr size_t kMostBits = 1 << 16;
    changed_[line] = value.bits() > kMostBits ? Number::undefined() : std::move(value);
    is_changed_[line] = true;
  }
  bool has_changed_operand(Line line) const {
    for (const Line operand : operands(line)) {
      if (is_changed_[operand]) return true;
    }
    return false;
  }

  std::vector<Term> results_;  ///< which keep all others
  std::vector<Line> result_lines_;
  std::vector<const Term*> terms_;
  std::vector<std::uint32_t> first_operands_;
  std::vector<Line> operands_;
  std::vector<Number> changed_;
  std::vector<char> is_changed_;
};

}  // namespace cnnsolve
