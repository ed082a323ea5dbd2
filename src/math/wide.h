// Whole numbers of 128 bits, which GCC and Clang have under names of their own.
#pragma once

#include <gmpxx.h>

#include <cstdint>

namespace cnnsolve {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// The same as a number of any size.
inline mpz_class whole_of(Int128 value) {
  return (mpz_class(static_cast<long>(value >> 64)) << 64) +
         mpz_class(static_cast<unsigned long>(value));
}

}  // namespace cnnsolve
