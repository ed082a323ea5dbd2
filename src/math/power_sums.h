// How many whole numbers there are, their sum and the sum of their squares, exactly.
#pragma once

#include "math/number.h"
#include "math/wide.h"

namespace cnnsolve {

class PowerSums {
 public:
  /// −10^18 ≤ x ≤ 10^18.
  void add(std::int64_t x) {
    ++count_;
    // No more numbers than memory holds make a sum beyond 127 bits of such as have 60.
    sum_ += x;
    const Int128 square = static_cast<Int128>(x) * x;
    Int128 squares = 0;
    if (__builtin_add_overflow(squares_, square, &squares)) {
      squares_beyond_ += whole_of(squares_);
      squares = square;
    }
    squares_ = squares;
  }

  size_t count() const { return count_; }
  Number sum() const { return number(sum_); }
  Number sum_of_squares() const { return number(squares_) + Number(squares_beyond_); }

 private:
  static Number number(Int128 value) {
    const auto word = static_cast<std::int64_t>(value);
    return word == value ? Number(word) : Number(whole_of(value));
  }

  size_t count_ = 0;
  Int128 sum_ = 0;
  Int128 squares_ = 0;        ///< what isn't in squares_beyond_
  mpz_class squares_beyond_;  ///< sums that were full
};

}  // namespace cnnsolve
