#include "grade/arithmetic_slip.h"

#include <algorithm>
#include <array>

namespace cnnsolve {
namespace {

bool is_right(const TypedNumber& typed, const Number& right) {
  return compare(typed, right, {}) == Match::right;
}

bool is_off_by_one(const TypedNumber& typed, const Number& right) {
  return right.is_integer() && abs(typed.value - right) == 1;
}

bool is_off_by_tens(const TypedNumber& typed, const Number& right) {
  if (right.is_zero()) return false;
  TypedNumber moved = typed;
  // A count of 3528 isn't 353 with a digit rounded away.
  if (right.is_integer()) moved.is_decimal = false;
  for (const long power : {1, -1, 2, -2, 3, -3}) {
    if (is_right(moved, right * power_of_ten(power))) return true;
  }
  return false;
}

/// Whether a whole number that is all written out could have these digits in another order.
bool may_have_digits(const Number& right, std::string written, const Number& unit) {
  const Number units = abs(right) / unit;
  if (!units.is_integer()) return false;
  std::string wanted = digits(units);
  std::sort(wanted.begin(), wanted.end());
  std::sort(written.begin(), written.end());
  return wanted == written;
}

bool has_digits_swapped(const TypedNumber& typed, const Number& right) {
  constexpr int kMostFigures = 20;
  if (!typed.is_decimal || typed.figures > kMostFigures) return false;
  // 783.99999 is no count with digits swapped.
  if (right.is_integer() && !typed.value.is_integer()) return false;
  const Number unit = power_of_ten(typed.last_place);
  const std::string written = digits(abs(typed.value) / unit);
  const bool is_equal_or_wrong = right.is_integer() && typed.figures <= kMostComparedFigures;
  if (is_equal_or_wrong && !may_have_digits(right, written, unit)) return false;
  TypedNumber swapped = typed;
  for (size_t i = 0; i < written.size(); ++i) {
    for (size_t j = i + 1; j < written.size(); ++j) {
      std::string text = written;
      std::swap(text[i], text[j]);
      if (text[0] == '0') continue;  // nobody writes it: 7084 isn't 784
      swapped.value = Number(mpz_class(text, 10)) * unit * typed.value.sign();
      if (is_right(swapped, right)) return true;
    }
  }
  return false;
}

bool has_wrong_sign(const TypedNumber& typed, const Number& right) {
  TypedNumber turned = typed;
  turned.value = -typed.value;
  return is_right(turned, right);
}

/// 2.2 for 2.29.
bool is_cut_off(const TypedNumber& typed, const Number& right) {
  if (!typed.is_decimal || typed.last_place >= 0) return false;
  if (right.is_integer() || right.is_undefined()) return false;
  const Number unit = power_of_ten(typed.last_place);
  return right.sign() == typed.value.sign() && floor(abs(right) / unit) * unit == abs(typed.value);
}

constexpr std::array kSlips = {
    ArithmeticSlip{"off_by_one", "This is off by one.", "This is off by one in ", is_off_by_one,
                   true},
    ArithmeticSlip{"factor_of_ten",
                   "This is off by a power of ten: check the zeros and the decimal point.",
                   "This is off by a power of ten in ", is_off_by_tens},
    ArithmeticSlip{"digits_swapped", "Two digits have changed places.",
                   "Two digits have changed places in ", has_digits_swapped},
    ArithmeticSlip{kWrongSign, "The sign is wrong.", "The sign is wrong in ", has_wrong_sign},
    ArithmeticSlip{"cut_off", "The digits are right, but the last is cut off and not rounded.",
                   "The last digit is cut off and not rounded in ", is_cut_off}};

}  // namespace

std::span<const ArithmeticSlip> arithmetic_slips() { return kSlips; }

}  // namespace cnnsolve
