// The program's number: exact as long as exactness is possible.
//
// A Number is a + b√d with rational a and b of any size and a whole d, which is all that the
// formulas of this program can produce from rational input. Where two different roots meet in a way
// that form can't hold, the Number becomes a double and says so; 0/0 and the like become
// "undefined".
//
// What fits into machine words is always held in them, and only the rest is GMP's. So each value
// that fits has one form, however it was made.
#pragma once

#include <gmpxx.h>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "math/small_number.h"

namespace cnnsolve {

/// A size or a count as a problem states it. Results may be larger, so they are Numbers.
using Whole = std::int64_t;
// GMP's interface takes longs.
static_assert(sizeof(long) >= sizeof(Whole));

// NOLINTNEXTLINE(*-special-member-functions): one assignment copies and moves
class Number {
 public:
  /// The irrational part b√d of a + b√d: b ≠ 0, d > 1, and no square of a small number divides d.
  struct Surd {
    mpq_class coefficient;
    mpz_class radicand;
  };

  Number() : words_{} {}
  Number(std::integral auto whole) : words_{.numerator = static_cast<Whole>(whole)} {
    using Long = std::conditional_t<std::is_signed_v<decltype(whole)>, long, unsigned long>;
    if (!fits_word(whole)) *this = Number(mpz_class(static_cast<Long>(whole)));
  }
  explicit Number(const mpz_class& whole);
  /// `rational` need not be in lowest terms; its denominator isn't 0.
  explicit Number(mpq_class rational);
  explicit Number(const SmallNumber& small);
  /// a + b√d for any d ≥ 0, which is simplified: 2√12 is held as 4√3, √9 as 3.
  Number(mpq_class rational, mpq_class coefficient, const mpz_class& radicand);

  Number(const Number& other) noexcept : radicand_(other.radicand_), form_(other.form_) {
    if (form_ == Form::large) {
      std::construct_at(&large_, other.large_);
    } else {
      std::construct_at(&words_, other.words_);
    }
  }
  Number(Number&& other) noexcept : radicand_(other.radicand_), form_(other.form_) {
    if (form_ == Form::large) {
      std::construct_at(&large_, std::move(other.large_));
      std::destroy_at(&other.large_);
      std::construct_at(&other.words_);
      other.form_ = Form::whole;
    } else {
      std::construct_at(&words_, other.words_);
    }
  }
  Number& operator=(Number other) noexcept {
    std::destroy_at(this);
    std::construct_at(this, std::move(other));
    return *this;
  }
  ~Number() {
    if (form_ == Form::large) std::destroy_at(&large_);
  }

  /// A value that isn't known exactly. Undefined if `value` isn't finite.
  static Number approximate(double value);
  /// The result of 0/0, of x/0, and of everything computed from it.
  static Number undefined();

  bool is_undefined() const { return form_ == Form::undefined; }
  bool is_exact() const { return form_ <= Form::large; }
  bool is_rational() const {
    return form_ <= Form::fraction || (form_ == Form::large && !large_->surd);
  }
  bool is_integer() const {
    return form_ == Form::whole ||
           (form_ == Form::large && !large_->surd && large_->rational.get_den() == 1);
  }
  bool is_zero() const { return sign() == 0 && !is_undefined(); }

  /// a of a + b√d. Only for exact numbers.
  mpq_class rational_part() const;
  /// b√d of a + b√d, if there is one. Only for exact numbers.
  std::optional<Surd> surd() const;
  /// Only for numbers that are neither exact nor undefined.
  double approximation() const { return std::bit_cast<double>(words_.numerator); }

  /// The number in machine words, if it fits into them.
  std::optional<SmallNumber> small() const {
    if (!has_words()) return std::nullopt;
    return words();
  }
  /// Only for integers between −2^63 and 2^63, both left out.
  Whole whole() const { return words_.numerator; }

  /// Bits of the numerator and the denominator together; 0 for a number in machine words.
  size_t bits() const;

  /// −1, 0 or 1; 0 for what is undefined.
  int sign() const {
    if (form_ > Form::fraction) return sign_beyond_fractions();
    return (words_.numerator > 0) - (words_.numerator < 0);
  }

  friend Number operator+(const Number& x, const Number& y) {
    Whole sum = 0;
    if (are_whole(x, y) && !__builtin_add_overflow(x.whole(), y.whole(), &sum)) return sum;
    return added(x, y);
  }
  friend Number operator-(const Number& x, const Number& y) {
    Whole difference = 0;
    if (are_whole(x, y) && !__builtin_sub_overflow(x.whole(), y.whole(), &difference)) {
      return difference;
    }
    return added(x, -y);
  }
  friend Number operator*(const Number& x, const Number& y) {
    Whole product = 0;
    if (are_whole(x, y) && !__builtin_mul_overflow(x.whole(), y.whole(), &product)) return product;
    return multiplied(x, y);
  }
  friend Number operator/(const Number& x, const Number& y) {
    if (are_whole(x, y) && y.whole() != 0 && x.whole() % y.whole() == 0) {
      return x.whole() / y.whole();
    }
    return divided(x, y);
  }
  friend Number operator-(const Number& x) {
    if (!x.has_words()) return negated_beyond_words(x);
    Number result = x;
    result.words_.numerator = -x.words_.numerator;
    result.words_.surd = -x.words_.surd;
    return result;
  }

  /// Equal values, however they were made. Two undefined numbers are the same answer, so they are
  /// equal.
  friend bool operator==(const Number& x, const Number& y) {
    return are_whole(x, y) ? x.whole() == y.whole() : is_equal(x, y);
  }
  /// False where either is undefined.
  friend bool operator<(const Number& x, const Number& y) {
    return are_whole(x, y) ? x.whole() < y.whole() : is_less(x, y);
  }

  /// The non-negative root. Undefined for negative numbers; approximate for the root of a surd.
  friend Number sqrt(const Number& x);
  /// The largest whole number that isn't above x: floor(−1/2) is −1.
  friend Number floor(const Number& x) {
    return x.form_ == Form::whole ? x : floor_beyond_wholes(x);
  }

 private:
  /// In the order of how much it takes to compute with them.
  enum class Form : std::uint8_t { whole, fraction, surd, large, approximate, undefined };

  /// A SmallNumber but for its radicand; an approximate number has the bits of its double in the
  /// numerator.
  struct Words {
    std::int64_t numerator = 0;
    std::int64_t surd = 0;
    std::int64_t denominator = 1;

    bool operator==(const Words&) const = default;
  };
  struct Large {
    mpq_class rational;
    std::optional<Surd> surd;
  };

  /// The parts are in lowest terms and simplified, but the coefficient may be 0.
  Number(mpq_class rational, std::optional<Surd> surd);

  template <std::integral Integer>
  static constexpr bool fits_word(Integer whole) {
    if constexpr (std::is_signed_v<Integer>) {
      return is_small(whole);
    } else {
      return static_cast<std::uint64_t>(whole) <= std::numeric_limits<std::int64_t>::max();
    }
  }
  static bool are_whole(const Number& x, const Number& y) {
    return x.form_ == Form::whole && y.form_ == Form::whole;
  }

  bool has_words() const { return form_ < Form::large; }
  SmallNumber words() const {
    return {words_.numerator, words_.surd, words_.denominator, radicand_};
  }
  /// What GMP computes with. Only for exact numbers.
  std::shared_ptr<const Large> in_full() const;

  int sign_beyond_fractions() const;
  static Number added(const Number& x, const Number& y);
  static Number multiplied(const Number& x, const Number& y);
  static Number divided(const Number& x, const Number& y);
  static Number negated_beyond_words(const Number& x);
  static Number floor_beyond_wholes(const Number& x);
  static bool is_equal(const Number& x, const Number& y);
  static bool is_less(const Number& x, const Number& y);
  /// The sign of x − y, exact wherever x and y are. Neither is undefined.
  static int compare(const Number& x, const Number& y);

  union {
    Words words_;
    std::shared_ptr<const Large> large_;
  };
  std::int64_t radicand_ = 1;
  Form form_ = Form::whole;
};
static_assert(sizeof(Number) == 40);

Number sqrt(const Number& x);
Number square(const Number& x);
Number abs(const Number& x);
Number floor(const Number& x);
/// The smallest whole number that isn't below x.
Number ceiling(const Number& x);
/// The digits of a whole number, with a minus sign where it is negative.
std::string digits(const Number& whole);
/// 10^exponent, for either sign of the exponent.
Number power_of_ten(long exponent);
/// 2^exponent, likewise.
Number power_of_two(long exponent);
/// The larger of the two; undefined if either is.
Number maximum(const Number& x, const Number& y);

}  // namespace cnnsolve
