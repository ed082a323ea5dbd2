// A large matrix of decimals in 8 bytes an entry, still exact.
#pragma once

#include <cstdint>

#include "math/matrix.h"
#include "math/number.h"

namespace cnnsolve {

/// Decimals as whole numbers in units of 10^−places. Each lies between −10^18 and 10^18.
struct DecimalMatrix {
  static constexpr int kMostDigits = 18;

  Matrix<std::int64_t> units;
  int places = 0;
};

inline Matrix<Number> numbers_of(const DecimalMatrix& matrix) {
  const Number unit = power_of_ten(matrix.places);
  Matrix<Number> numbers(matrix.units.rows, matrix.units.columns);
  for (size_t i = 0; i < numbers.entries.size(); ++i) {
    numbers.entries[i] = matrix.units.entries[i] / unit;
  }
  return numbers;
}

}  // namespace cnnsolve
