#include "reading/numeral.h"

#include <algorithm>
#include <limits>
#include <string>

#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

bool is_hexadecimal_digit(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return is_digit(c) || (lower >= 'a' && lower <= 'f');
}

char point_of(const NumberRules& rules) { return rules.options.decimal_comma ? ',' : '.'; }

/// " 1/2", which makes a mixed fraction of the whole number before it.
struct Fraction {
  std::string_view numerator;
  std::string_view denominator;
  size_t length;
};
std::optional<Fraction> fraction_ahead(std::string_view text) {
  if (!text.starts_with(' ')) return std::nullopt;
  std::string_view rest = without_spaces_before(text);
  const std::string_view numerator = leading_digits(rest);
  rest = without_spaces_before(rest.substr(numerator.size()));
  if (numerator.empty() || !rest.starts_with('/')) return std::nullopt;
  rest = without_spaces_before(rest.substr(1));
  const std::string_view denominator = leading_digits(rest);
  if (denominator.empty()) return std::nullopt;
  return Fraction{numerator, denominator, text.size() - rest.size() + denominator.size()};
}

Number whole_number(std::string_view digits) { return Number(mpz_class(std::string(digits), 10)); }

class NumeralReader {
 public:
  NumeralReader(std::string_view& rest, const NumberRules& rules)
      : rest_(rest), rules_(rules), point_(point_of(rules)) {}

  std::variant<Numeral, Failure> read() {
    take_whole();
    Numeral numeral;
    if (!failure_ && !take_mixed_part(numeral)) numeral.number = take_decimal();
    if (failure_) return *failure_;
    return numeral;
  }

 private:
  /// What separates the groups of a numeral, so far as it is read.
  struct Groups {
    std::string_view first;
    std::string_view last;
    char separator = 0;
    size_t separators = 0;
    bool tidy = true;  ///< one to three digits, then three each, behind the same separator
  };

  void take_whole() {
    groups_.first = take_digits();
    whole_ = groups_.first;
    if (whole_ == "0" && at_hexadecimal()) return fail(Reason::hexadecimal);
    groups_.tidy = !whole_.empty() && whole_.size() <= 3 && whole_[0] != '0';
    while (at_group()) take_group();
    if (groups_.separators > 0 && !groups_.tidy) fail_at_groups();
  }

  void take_group() {
    const char separator = rest_[0];
    rest_.remove_prefix(1);
    groups_.last = take_digits();
    const bool alike = groups_.separators == 0 || separator == groups_.separator;
    groups_.tidy = groups_.tidy && alike && groups_.last.size() == 3;
    groups_.separator = separator;
    ++groups_.separators;
    whole_ += groups_.last;
  }

  bool at_group() const {
    if (rest_.size() < 2 || !is_digit(rest_[1]) || fraction_ahead(rest_)) return false;
    if (rules_.options.decimal_comma && rest_[0] == '.') return true;
    return rules_.grouping &&
           (rest_[0] == ' ' || (rest_[0] == ',' && !rules_.options.decimal_comma));
  }

  bool at_hexadecimal() const {
    return rest_.size() > 1 && (rest_[0] | 0x20) == 'x' && is_hexadecimal_digit(rest_[1]);
  }

  /// 22,40 is more likely a slip in 2,240 than a decimal; 0,5 and 3,14159 are decimals.
  void fail_at_groups() {
    const bool is_decimal = groups_.first == "0" || groups_.last.size() == 1 ||
                            (groups_.last.size() > 3 && groups_.first.size() <= 3);
    if (groups_.separator == ',' && groups_.separators == 1 && is_decimal) {
      return fail(Reason::decimal_comma);
    }
    fail_grouping(groups_.separator);
  }

  void fail_grouping(char separator) {
    fail(Reason::grouping, separator == ' '   ? "spaces"
                           : separator == ',' ? "commas"
                                              : "with --decimal-comma, points");
  }

  /// Whether this is a mixed fraction, of which `numeral` is then the value.
  bool take_mixed_part(Numeral& numeral) {
    if (whole_.empty()) return false;
    if (const auto glyph = leading_fraction(without_spaces_before(rest_))) {
      rest_ = without_spaces_before(rest_).substr(glyph->length);
      numeral.number.value = whole_number(whole_) + glyph->value;
      return true;
    }
    const auto fraction = fraction_ahead(rest_);
    if (!fraction || !is_mixed(*fraction)) return false;
    rest_.remove_prefix(fraction->length);
    numeral.number.value = whole_number(whole_) +
                           whole_number(fraction->numerator) / whole_number(fraction->denominator);
    numeral.is_mixed = true;
    return true;
  }

  bool is_mixed(const Fraction& fraction) {
    const Number denominator = whole_number(fraction.denominator);
    const bool may_be_group = rules_.grouping && groups_.tidy && fraction.numerator.size() == 3 &&
                              groups_.separator != ',' && groups_.separator != '.';
    if (may_be_group) {
      fail(Reason::ambiguous, "as a mixed fraction or with its digits in groups of three");
    } else if (denominator.is_zero()) {
      fail(Reason::division_by_zero);
    } else if (!(whole_number(fraction.numerator) < denominator)) {
      fail(Reason::several_numbers);
    }
    return !failure_;
  }

  TypedNumber take_decimal() {
    const std::string_view decimals = take_decimals();
    const long exponent = take_exponent();
    if (failure_) return {};
    const std::string digits = whole_ + std::string(decimals);
    const size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    const long last_place = exponent - static_cast<long>(decimals.size());
    return {.value = whole_number(digits) * power_of_ten(last_place),
            .is_decimal = true,
            .figures = static_cast<int>(digits.size() - zeros),
            .last_place = last_place};
  }

  std::string_view take_decimals() {
    if (!rest_.starts_with(point_)) return "";
    rest_.remove_prefix(1);
    const std::string_view decimals = take_digits();
    const bool comma = rules_.options.decimal_comma;
    if (rest_.starts_with(point_)) fail(Reason::two_points, comma ? "comma" : "point");
    const bool goes_on = rest_.size() > 1 && rest_[0] == (comma ? '.' : ',') && is_digit(rest_[1]);
    if (goes_on && comma) fail_grouping('.');
    if (goes_on) fail(Reason::decimal_comma);
    return decimals;
  }

  long take_exponent() {
    if (rest_.empty() || (rest_[0] | 0x20) != 'e') return 0;
    std::string_view after = rest_.substr(1);
    const bool minus = after.starts_with('-');
    if (minus || after.starts_with('+')) after.remove_prefix(1);
    std::string_view digits = leading_digits(after);
    if (digits.empty()) {
      if (after.empty()) fail(Reason::incomplete);
      return 0;
    }
    rest_ = after.substr(digits.size());
    const Number exponent = whole_number(digits);
    if (Number(kLargestTypedExponent) < exponent) {
      fail(exponent_out_of_range());
      return 0;
    }
    const long size = exponent.whole();
    return minus ? -size : size;
  }

  std::string_view take_digits() {
    const std::string_view digits = leading_digits(rest_);
    rest_.remove_prefix(digits.size());
    return digits;
  }

  void fail(Reason reason, std::string detail = {}) { fail({reason, std::move(detail)}); }
  void fail(Failure failure) {
    if (!failure_) failure_ = std::move(failure);
  }

  std::string_view& rest_;
  const NumberRules& rules_;
  char point_;
  Groups groups_;
  std::string whole_;  ///< the digits before the point
  std::optional<Failure> failure_;
};

}  // namespace

std::optional<TypedNumber> plain_decimal(std::string_view text) {
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  const std::string_view whole = leading_digits(text);
  text.remove_prefix(whole.size());
  std::string_view decimals;
  if (text.starts_with('.')) {
    decimals = leading_digits(text.substr(1));
    text.remove_prefix(1 + decimals.size());
    if (decimals.empty()) return std::nullopt;
  }
  constexpr size_t kMostDigits = std::numeric_limits<Whole>::digits10;
  const size_t size = whole.size() + decimals.size();
  if (whole.empty() || !text.empty() || size > kMostDigits) return std::nullopt;

  Whole digits = 0;
  int figures = 0;
  for (const std::string_view part : {whole, decimals}) {
    for (const char digit : part) {
      digits = digits * 10 + (digit - '0');
      figures += digits != 0;
    }
  }
  const long last_place = -static_cast<long>(decimals.size());
  return TypedNumber{.value = Number(minus ? -digits : digits) * power_of_ten(last_place),
                     .is_decimal = true,
                     .figures = figures,
                     .last_place = last_place};
}

Failure exponent_out_of_range() {
  return {Reason::exponent, std::to_string(kLargestTypedExponent)};
}

bool at_numeral(std::string_view text, const NumberRules& rules) {
  if (text.starts_with(point_of(rules))) text.remove_prefix(1);
  return !text.empty() && is_digit(text[0]);
}

std::variant<Numeral, Failure> take_numeral(std::string_view& rest, const NumberRules& rules) {
  return NumeralReader(rest, rules).read();
}

}  // namespace cnnsolve
