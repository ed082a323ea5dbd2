// A polynomial of degree 1, for the entries of a matrix that are one function of another's.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "math/number.h"

namespace cnnsolve {

/// a + b·k, exact, for one whole k after another.
class LinearFunction {
 public:
  LinearFunction(Number a, Number b) : a_(std::move(a)), b_(std::move(b)) {
    if (a_.small() && b_.small()) small_ = SmallLine::of(*a_.small(), *b_.small());
  }

  const Number& a() const { return a_; }
  const Number& b() const { return b_; }

  Number at(std::int64_t k) const {
    if (small_) {
      if (const auto value = small_->at(k)) return Number(*value);
    }
    return a_ + b_ * k;
  }

 private:
  Number a_;
  Number b_;
  std::optional<SmallLine> small_;  ///< the same, as long as it stays in machine words
};

}  // namespace cnnsolve
