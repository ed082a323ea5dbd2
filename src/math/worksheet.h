// A result and everything behind it, a line each, so that it can quickly be worked out again and
// again with something changed. Rework does that once, with any number of results.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "math/evaluate.h"
#include "math/rework.h"

namespace cnnsolve {

/// Lines stand below those of their operands; the result's is the last.
class Worksheet {
 public:
  using Line = std::uint32_t;

  explicit Worksheet(const Term& result);
  Worksheet(const Worksheet&) = delete;
  Worksheet& operator=(const Worksheet&) = delete;

  Line last() const { return static_cast<Line>(terms_.size() - 1); }
  const Term& term(Line line) const { return *terms_[line]; }
  const Node& node(Line line) const { return term(line).node(); }
  /// The formula behind a result counts as its operand.
  std::span<const Line> operands(Line line) const {
    return std::span(operands_).subspan(first_operands_[line], node(line).operands.size());
  }

  /// The result's value with a change in how it was made. `change(line)` gives what takes the place
  /// of a line, as an optional Number; it may look at the values of the line's operands.
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
    return value(last());
  }

  /// The result with a change, as Rework gives it.
  Term rework(const Change& change);

  /// The value of a line, while work_out() is above it and until it is called again.
  const Number& value(Line line) const {
    return is_changed_[line] ? changed_[line] : node(line).value;
  }

 private:
  Line add(const Term& term, std::unordered_map<const Node*, Line>& known);
  void set(Line line, Number value) {
    changed_[line] = std::move(value);
    is_changed_[line] = true;
  }
  Term with_reworked_operands(Line line) const;
  bool has_changed_operand(Line line) const {
    for (const Line operand : operands(line)) {
      if (is_changed_[operand]) return true;
    }
    return false;
  }

  Term result_;  ///< which keeps all others
  std::vector<const Term*> terms_;
  std::vector<std::uint32_t> first_operands_;
  std::vector<Line> operands_;
  std::vector<Number> changed_;
  std::vector<char> is_changed_;
  std::vector<Term> reworked_;  ///< of the lines that are changed
};

}  // namespace cnnsolve
