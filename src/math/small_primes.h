// The primes that squares are taken out by, made ready for trial division.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "math/small_number.h"

namespace cnnsolve {

struct OddPrime {
  std::uint64_t value = 0;
  std::uint64_t cube = 0;
  std::uint64_t inverse = 0;         ///< value · inverse = 1 modulo 2^64
  std::uint64_t most_multiples = 0;  ///< in a word

  /// Of a multiple, n · inverse is the quotient; all other n get what no quotient is. So one
  /// multiplication tells, and no division is needed. Source: Granlund & Montgomery 1994,
  /// section 9.
  constexpr bool divides(std::uint64_t n) const { return n * inverse <= most_multiples; }
};

constexpr OddPrime odd_prime(std::uint64_t value) {
  // value² = 1 modulo 8, and each round of Newton's method doubles the bits that are right.
  std::uint64_t inverse = value;
  for (int bits = 3; bits < 64; bits *= 2) inverse *= 2 - value * inverse;
  return {value, value * value * value, inverse, std::numeric_limits<std::uint64_t>::max() / value};
}

/// All of them but 2, up to kLargestTrialDivisor.
inline constexpr auto kOddPrimes = [] {
  std::array<OddPrime, 167> primes{};
  size_t count = 0;
  for (std::uint64_t n = 3; n <= kLargestTrialDivisor; n += 2) {
    bool is_prime = true;
    for (size_t i = 0; i < count; ++i) is_prime = is_prime && n % primes[i].value != 0;
    if (is_prime) primes[count++] = odd_prime(n);
  }
  return primes;
}();

/// Primes from `first` up to before `last` whose product fits in a word.
struct PrimeGroup {
  size_t first = 0;
  size_t last = 0;
  std::uint64_t product = 1;
};

/// All of kOddPrimes in such groups.
inline constexpr auto kPrimeGroups = [] {
  std::array<PrimeGroup, 24> groups{};
  size_t count = 0;
  for (size_t i = 0; i < kOddPrimes.size(); ++i) {
    if (groups[count].product > kOddPrimes[i].most_multiples) groups[++count] = {i, i, 1};
    groups[count].product *= kOddPrimes[i].value;
    groups[count].last = i + 1;
  }
  return groups;
}();

}  // namespace cnnsolve
