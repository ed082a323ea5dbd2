// The program's number: exact as long as exactness is possible.
//
// A Number is a + b√d with rational a and b of any size and a whole d, which is all that the
// formulas of this program can produce from rational input. Where two different roots meet in a way
// that form can't hold, the Number becomes a double and says so; 0/0 and the like become
// "undefined".
#pragma once

#include <gmpxx.h>

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>

namespace cnnsolve {

/// A size or a count as a problem states it. Results may be larger, so they are Numbers.
using Whole = std::int64_t;
// GMP's interface takes longs.
static_assert(sizeof(long) >= sizeof(Whole));

class Number {
 public:
  /// The irrational part b√d of a + b√d: b ≠ 0, d > 1, and no square of a small number divides d.
  struct Surd {
    mpq_class coefficient;
    mpz_class radicand;
  };

  Number() = default;
  Number(std::integral auto whole) : rational_(static_cast<long>(whole)) {}
  explicit Number(const mpz_class& whole) : rational_(whole) {}
  /// `rational` need not be in lowest terms; its denominator isn't 0.
  explicit Number(mpq_class rational);
  /// a + b√d for any d ≥ 0, which is simplified: 2√12 is held as 4√3, √9 as 3.
  Number(mpq_class rational, mpq_class coefficient, const mpz_class& radicand);

  /// A value that isn't known exactly. Undefined if `value` isn't finite.
  static Number approximate(double value);
  /// The result of 0/0, of x/0, and of everything computed from it.
  static Number undefined();

  bool is_undefined() const { return state_ == State::undefined; }
  bool is_exact() const { return state_ == State::exact; }
  bool is_rational() const { return is_exact() && !surd_; }
  bool is_integer() const { return is_rational() && rational_.get_den() == 1; }
  bool is_zero() const { return sign() == 0 && !is_undefined(); }

  /// a of a + b√d. Only for exact numbers.
  const mpq_class& rational_part() const { return rational_; }
  /// b√d of a + b√d, or null. Only for exact numbers.
  const Surd* surd() const { return surd_.get(); }
  /// Only for numbers that are neither exact nor undefined.
  double approximation() const { return approximation_; }

  /// −1, 0 or 1; 0 for what is undefined.
  int sign() const;

  friend Number operator+(const Number& x, const Number& y);
  friend Number operator-(const Number& x, const Number& y);
  friend Number operator*(const Number& x, const Number& y);
  friend Number operator/(const Number& x, const Number& y);
  friend Number operator-(const Number& x);

  /// Equal values, however they were made. Two undefined numbers are the same answer, so they are
  /// equal.
  friend bool operator==(const Number& x, const Number& y);
  /// False where either is undefined.
  friend bool operator<(const Number& x, const Number& y);

 private:
  /// The sign of x − y, exact wherever x and y are. Neither is undefined.
  static int compare(const Number& x, const Number& y);

  enum class State : std::uint8_t { exact, approximate, undefined };

  State state_ = State::exact;
  mpq_class rational_;
  std::shared_ptr<const Surd> surd_;
  double approximation_ = 0;
};

/// The non-negative root. Undefined for negative numbers; approximate for the root of a surd.
Number sqrt(const Number& x);
Number square(const Number& x);
Number abs(const Number& x);
/// The largest whole number that isn't above x: floor(−1/2) is −1.
Number floor(const Number& x);
/// The smallest whole number that isn't below x.
Number ceiling(const Number& x);
/// The digits of a whole number, with a minus sign where it is negative.
std::string digits(const Number& whole);
/// 10^exponent, for either sign of the exponent.
Number power_of_ten(long exponent);
/// The larger of the two; undefined if either is.
Number maximum(const Number& x, const Number& y);

}  // namespace cnnsolve
