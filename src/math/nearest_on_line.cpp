#include "math/nearest_on_line.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "math/decimal.h"

namespace cnnsolve {
namespace {

constexpr int kDoubleBits = std::numeric_limits<double>::digits;
constexpr long kBitsOfA = 188;
constexpr long kBitsOfB = 126;
constexpr long kNoLimit = std::numeric_limits<long>::max();
/// A sum with fewer bits above its lowest word has lost too many to cancellation.
constexpr int kFewestBitsAboveLow = 16;

/// The largest s with |x|·2^s ≤ 2^bits, or one less; nothing where no double tells the size of x.
std::optional<long> largest_scale(const Number& x, long bits) {
  if (x.is_zero()) return kNoLimit;
  const double value = nearest_double(x);
  if (!std::isnormal(value)) return std::nullopt;
  return bits - std::ilogb(value) - 1;
}

int bit_length(std::uint64_t value) { return static_cast<int>(std::bit_width(value)); }

int bit_length(UInt128 value) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  return high != 0 ? 64 + bit_length(high) : bit_length(static_cast<std::uint64_t>(value));
}

std::uint64_t magnitude(std::int64_t k) { return static_cast<std::uint64_t>(k < 0 ? -k : k); }

/// value·2^places rounded down, for either sign of `places`. The result fits.
UInt128 shifted(UInt128 value, int places) {
  return places < 0 ? value >> -places : value << places;
}

/// The 128 highest bits of high·2^64 + low, where `high` has `bits` bits, from 1 to 127.
UInt128 topmost(UInt128 high, std::uint64_t low, int bits) {
  return high << (128 - bits) | shifted(low, 64 - bits);
}

/// mantissa·2^exponent, unless it is beyond the normal doubles. The mantissa has 53 bits, or is
/// 2^53.
std::optional<double> assembled(std::uint64_t mantissa, long exponent) {
  constexpr long kBias = 1023;
  if (exponent < 1 - kBias || exponent > kBias - kDoubleBits) return std::nullopt;
  const auto power = std::bit_cast<double>(static_cast<std::uint64_t>(exponent + kBias) << 52);
  return static_cast<double>(mantissa) * power;
}

}  // namespace

NearestOnLine::NearestOnLine(Number a, Number b) : a_(std::move(a)), b_(std::move(b)) {
  if (is_undefined()) return;
  if (const Number zero = -a_ / b_; zero.is_integer() && zero.small()) zero_ = zero.whole();
  const auto scale_of_a = largest_scale(a_, kBitsOfA);
  const auto scale_of_b = largest_scale(b_, kBitsOfB);
  if (!scale_of_a || !scale_of_b || (*scale_of_a == kNoLimit && *scale_of_b == kNoLimit)) return;
  has_scale_ = true;
  scale_ = std::min(*scale_of_a, *scale_of_b);
  scaled_a_ = wide(floor(a_ * power_of_two(scale_)));
  scaled_b_ = wide(floor(b_ * power_of_two(scale_)));
}

NearestOnLine::Wide NearestOnLine::wide(const Number& whole) {
  const mpz_class all = whole.rational_part().get_num();
  const auto word = [&](unsigned bits) {
    mpz_class rest;
    mpz_fdiv_q_2exp(rest.get_mpz_t(), all.get_mpz_t(), bits);
    mpz_fdiv_r_2exp(rest.get_mpz_t(), rest.get_mpz_t(), 64);
    return rest.get_ui();
  };
  return {static_cast<Int128>(static_cast<UInt128>(word(128)) << 64 | word(64)), word(0)};
}

/// ⌊a·2^scale⌋ + ⌊b·2^scale⌋·k.
NearestOnLine::Wide NearestOnLine::scaled(std::int64_t k) const {
  const std::uint64_t size = magnitude(k);
  const UInt128 low = static_cast<UInt128>(scaled_b_.low) * size;
  Wide product{scaled_b_.high * static_cast<Int128>(size) + static_cast<Int128>(low >> 64),
               static_cast<std::uint64_t>(low)};
  if (k < 0) product = -product;
  const bool carries = __builtin_add_overflow(product.low, scaled_a_.low, &product.low);
  product.high += scaled_a_.high + (carries ? 1 : 0);
  return product;
}

// Why this is right. Let S = scaled(k). Each of the two floors is less than 1 off, so S is less
// than E = |k| + 1 away from (a + b·k)·2^scale. Nothing overflows: |S| < 2^189 + 2^127·2^60 <
// 2^191.
//
// Let V be that exact value, moved as |S| is so that it has 128 bits, and `top` what |S| then is,
// rounded down. So |V − top| < E·2^(128 − bits) + 1 ≤ `error`. `top` is mantissa·2^75 + rest with a
// mantissa of 53 bits, and V has the sign of S if `error` < 2^73.
// - If rest + error < 2^74, V lies below the tie above the mantissa. It may lie below the mantissa
//   itself, by less than 2^73; but doubles there are 2^74 apart or more, so the tie is further
//   away.
// - If rest − error > 2^74, V lies above the tie below mantissa + 1. It may lie above that one, by
//   less than 2^73, where doubles are 2^75 apart or more.
// Either way the double that is nearest to V is the one that is nearest to `top`.
std::optional<double> NearestOnLine::nearest(std::int64_t k) const {
  if (k == zero_) return 0;
  if (!has_scale_) return std::nullopt;
  Wide sum = scaled(k);
  const bool is_negative = sum.high < 0;
  if (is_negative) sum = -sum;
  const int bits_above_low = bit_length(static_cast<UInt128>(sum.high));
  if (bits_above_low < kFewestBitsAboveLow) return std::nullopt;
  const UInt128 top = topmost(static_cast<UInt128>(sum.high), sum.low, bits_above_low);
  const UInt128 error = shifted(magnitude(k) + 1, 64 - bits_above_low) + 2;

  constexpr int kDropped = 128 - kDoubleBits;
  constexpr UInt128 kHalf = static_cast<UInt128>(1) << (kDropped - 1);
  const UInt128 rest = top & (2 * kHalf - 1);
  const UInt128 to_tie = rest < kHalf ? kHalf - rest : rest - kHalf;
  if (error >= kHalf / 2 || to_tie <= error) return std::nullopt;
  const auto mantissa = static_cast<std::uint64_t>(top >> kDropped) + (rest > kHalf ? 1 : 0);
  const auto value = assembled(mantissa, 64 + bits_above_low - kDoubleBits - scale_);
  return value && is_negative ? -*value : value;
}

}  // namespace cnnsolve
