// A large matrix of decimals in 8 bytes an entry, still exact.
#pragma once

#include <cstdint>

#include "math/matrix.h"

namespace cnnsolve {

/// Decimals as whole numbers in units of 10^−places. Each lies between −10^18 and 10^18.
struct DecimalMatrix {
  static constexpr int kMostDigits = 18;

  Matrix<std::int64_t> units;
  int places = 0;
};

}  // namespace cnnsolve
