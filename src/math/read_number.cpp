#include "math/read_number.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace cnnsolve {
namespace {

// It makes as many digits.
constexpr size_t kLargestExponent = kMostNumberDigits;
// As many nines still fit into a Whole.
constexpr size_t kMostDigitsOfWhole = std::numeric_limits<Whole>::digits10;

/// The number that the digits of both make one behind the other. At least one of them has some.
Number joined(std::string_view first, std::string_view second) {
  if (first.size() + second.size() > kMostDigitsOfWhole) {
    return Number(mpz_class(fmt::format("{}{}", first, second), 10));
  }
  Whole whole = 0;
  for (const std::string_view digits : {first, second}) {
    for (const char digit : digits) whole = whole * 10 + (digit - '0');
  }
  return whole;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  NumberReading read() {
    const std::string_view text = rest_;
    Number number = sum();
    skip_spaces();
    if (wanted_.empty() && !rest_.empty()) fail();
    if (wanted_.empty()) return {std::move(number), {}};
    return {std::nullopt, is_finite(text) ? wanted_ : "must be a finite number"};
  }

 private:
  /// Whether `text` isn't one of the names of what is no number or beyond all.
  static bool is_finite(std::string_view text) {
    std::string letters;
    for (const char c : text) {
      if (c != '+' && c != '-') letters += static_cast<char>(c | 0x20);
    }
    return letters != "nan" && letters != "inf" && letters != "infinity";
  }

  Number sum() {
    bool minus = take_minus().value_or(false);
    Number total = minus ? -term() : term();
    while (wanted_.empty()) {
      const std::optional<bool> sign = take_minus();
      if (!sign) break;
      const Number next = term();
      total = *sign ? total - next : total + next;
    }
    return total;
  }

  /// √5, √5/2, 3, 3/4, 3√5, 3*√5/2, 3/√5.
  Number term() {
    skip_spaces();
    if (at_root()) return over(root());
    const Number first = numeral();
    if (take("*") || at_root()) return over(first * root());
    return over(first);
  }

  Number over(const Number& top) {
    if (!wanted_.empty() || !take("/")) return top;
    skip_spaces();
    const Number bottom = at_root() ? root() : numeral();
    if (wanted_.empty() && bottom.is_zero()) wanted_ = "must not divide by 0";
    return top / bottom;
  }

  bool at_root() {
    skip_spaces();
    return rest_.starts_with("sqrt") || rest_.starts_with("√");
  }

  Number root() {
    const bool named = take("sqrt");
    if (!named && !take("√")) return fail();
    const bool open = take("(");
    if (named && !open) return fail();
    Number inside = numeral();
    if (open && take("/")) inside = inside / numeral();
    if (open && !take(")")) return fail();
    if (inside.is_undefined()) wanted_ = "must not divide by 0";
    return sqrt(inside);
  }

  /// Digits with a point and an exponent, each of them optional.
  Number numeral() {
    skip_spaces();
    const std::string_view whole = digits();
    std::string_view decimals;
    if (!rest_.empty() && rest_[0] == '.') {
      rest_.remove_prefix(1);
      decimals = digits();
    }
    if (whole.empty() && decimals.empty()) return fail();
    if (whole.size() + decimals.size() > kMostNumberDigits) {
      wanted_ = fmt::format("must have at most {} digits", kMostNumberDigits);
      return Number();
    }
    const std::optional<long> exponent = read_exponent();
    if (!exponent) return Number();
    const long power = *exponent - static_cast<long>(decimals.size());
    return joined(whole, decimals) * power_of_ten(power);
  }

  std::optional<long> read_exponent() {
    if (rest_.empty() || (rest_[0] != 'e' && rest_[0] != 'E')) return 0;
    rest_.remove_prefix(1);
    const bool minus = rest_.starts_with('-');
    if (minus || rest_.starts_with('+')) rest_.remove_prefix(1);
    const std::string_view text = digits();
    if (text.empty()) {
      fail();
      return std::nullopt;
    }
    const Number size = joined(text.substr(0, kMostNumberDigits), {});
    if (Number(kLargestExponent) < size) {
      wanted_ = fmt::format("must have an exponent of at most {}", kLargestExponent);
      return std::nullopt;
    }
    return minus ? -size.whole() : size.whole();
  }

  std::string_view digits() {
    size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    const std::string_view text = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return text;
  }

  /// Whether the sign that comes next is a minus, if one comes.
  std::optional<bool> take_minus() {
    if (take("-") || take("−")) return true;
    if (take("+")) return false;
    return std::nullopt;
  }

  bool take(std::string_view token) {
    skip_spaces();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void skip_spaces() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  Number fail() {
    if (wanted_.empty()) wanted_ = "must be a number such as 2, -2.5, 1e-5, 1/3 or 3/sqrt(5)";
    return Number();
  }

  std::string_view rest_;
  std::string wanted_;
};

}  // namespace

NumberReading read_number(std::string_view text) { return Parser(text).read(); }

}  // namespace cnnsolve
