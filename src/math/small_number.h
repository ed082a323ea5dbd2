// Numbers (a + b√d)/c of machine words, which nearly all arithmetic of this program is about: no
// memory of their own, and no GMP.
//
// An operation gives nothing where the result, or a step on the way to it, leaves the words. Number
// then works it out in GMP, so each of these has to be right but none has to go far.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace cnnsolve {

/// In lowest terms: the denominator is positive, and nothing divides it, the numerator and the surd
/// alike. All lie between −2^63 and 2^63, both left out, so that each can change its sign.
struct SmallNumber {
  std::int64_t numerator = 0;
  std::int64_t surd = 0;  ///< b; 0 for a rational
  std::int64_t denominator = 1;
  std::int64_t radicand = 1;  ///< d, without squares as Number::Surd has it; 1 for a rational
};

constexpr bool is_small(std::int64_t part) {
  return part != std::numeric_limits<std::int64_t>::min();
}

std::optional<SmallNumber> add(const SmallNumber& x, const SmallNumber& y);
std::optional<SmallNumber> multiply(const SmallNumber& x, const SmallNumber& y);
/// y isn't 0.
std::optional<SmallNumber> divide(const SmallNumber& x, const SmallNumber& y);
/// x is rational and positive.
std::optional<SmallNumber> square_root(const SmallNumber& x);
/// The largest whole number that isn't above x.
std::optional<SmallNumber> floor(const SmallNumber& x);
/// −1, 0 or 1.
std::optional<int> sign(const SmallNumber& x);
/// The sign of x − y. Both are rational.
int compare(const SmallNumber& x, const SmallNumber& y);

/// Trial division up to here makes √12 print as 2√3. A larger square factor may stay inside the
/// root: the value is the same, and comparisons don't depend on it.
constexpr std::uint32_t kLargestTrialDivisor = 1000;

/// Splits n into root² · rest and returns the root; n becomes the rest. 0 < n < 2^63.
std::uint64_t take_square_out(std::uint64_t& n);

/// a + b·k for one whole k after another: over one denominator, so that each takes little.
class SmallLine {
 public:
  /// Nothing where the parts leave the words, or the roots differ.
  static std::optional<SmallLine> of(const SmallNumber& a, const SmallNumber& b);
  std::optional<SmallNumber> at(std::int64_t k) const;

 private:
  struct Parts {
    std::int64_t numerator;
    std::int64_t surd;
  };

  SmallLine(Parts a, Parts b, std::int64_t denominator, std::int64_t radicand)
      : a_(a), b_(b), denominator_(denominator), radicand_(radicand) {}

  Parts a_;
  Parts b_;
  std::int64_t denominator_;
  std::int64_t radicand_;
};

}  // namespace cnnsolve
