// The doubles nearest to a + b·k for many whole k.
//
// Numbers tell them one by one, at a microsecond each and more. Here a and b are worked out to some
// 126 bits once, and each k then takes a few multiplications; what these don't decide is left to
// Numbers.
#pragma once

#include <optional>

#include "math/number.h"
#include "math/wide.h"

namespace cnnsolve {

class NearestOnLine {
 public:
  /// Both are exact, or either is undefined.
  NearestOnLine(Number a, Number b);

  bool is_undefined() const { return a_.is_undefined() || b_.is_undefined(); }
  /// The double nearest to a + b·k, ties to even, unless it is too close to a tie to be told so,
  /// or nearly 0. −10^18 ≤ k ≤ 10^18. Not for an undefined line.
  std::optional<double> nearest(std::int64_t k) const;
  Number exact(std::int64_t k) const { return a_ + b_ * k; }

 private:
  /// high·2^64 + low.
  struct Wide {
    Int128 high = 0;
    std::uint64_t low = 0;

    Wide operator-() const { return {~high + (low == 0 ? 1 : 0), -low}; }
  };

  static Wide wide(const Number& whole);
  Wide scaled(std::int64_t k) const;

  Number a_;
  Number b_;
  std::optional<std::int64_t> zero_;  ///< the k for which a + b·k is 0, where there is one
  bool has_scale_ = false;
  long scale_ = 0;  ///< of the two below
  Wide scaled_a_;   ///< ⌊a·2^scale⌋, below 2^189
  Wide scaled_b_;   ///< ⌊b·2^scale⌋, below 2^127
};

}  // namespace cnnsolve
