// The primes that squares are taken out by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "math/small_number.h"

namespace cnnsolve {

/// All of them up to kLargestTrialDivisor.
inline constexpr auto kPrimes = [] {
  std::array<std::uint32_t, 168> primes{};
  size_t count = 0;
  for (std::uint32_t n = 2; n <= kLargestTrialDivisor; ++n) {
    bool is_prime = true;
    for (size_t i = 0; i < count; ++i) is_prime = is_prime && n % primes[i] != 0;
    if (is_prime) primes[count++] = n;
  }
  return primes;
}();

}  // namespace cnnsolve
