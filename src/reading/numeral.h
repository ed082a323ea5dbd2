// Numerals as people type them: 2240, 2,240.50, 2.24e3, 1 1/2, 1½.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "math/number.h"
#include "reading/unreadable.h"

namespace cnnsolve {

/// A number and how exactly it was written.
struct TypedNumber {
  Number value;
  /// Written with digits alone (and a point or an exponent): no fraction, no root, no expression.
  bool is_decimal = false;
  /// For a decimal: its digits from the first that isn't 0 to the last, so 2.50 and 0.00250 have 3,
  /// 2240 has 4 and 0.0 has none. For what is worked out from decimals the most that one has.
  int figures = 0;
  /// For a decimal: the power of ten of its last digit, so −2 for 2.50 and 2 for 2.5e3.
  long last_place = 0;
  /// For what is worked out from decimals, as 1.5/1.118: how far their rounding may have moved it.
  double error = 0;
  bool is_blank = false;  ///< nothing was typed for this entry of a list; the value is undefined
};
/// Half of a decimal's last place: what rounding to it may have changed.
inline Number half_unit(const TypedNumber& decimal) { return power_of_ten(decimal.last_place) / 2; }

/// Whether a size before the others may stand for the batch: 1, or frameworks' None and -1, which
/// say that it may be any.
inline bool may_be_batch(const TypedNumber& size) {
  return size.value.is_undefined() || size.value == 1 || size.value == -1;
}

struct ReadingOptions {
  bool decimal_comma = false;      ///< 2,5 is two and a half, and 2.240 two thousand
  bool allow_expressions = false;  ///< 28*28 is read as 784
};

struct NumberRules {
  ReadingOptions options = {};
  /// Spaces, and commas that aren't decimal, may separate groups of three digits. Not so in lists,
  /// where they separate the entries.
  bool grouping = true;
  /// The x of 7x7 is a times sign in what is worked out beside its result, and parts no sizes.
  bool x_multiplies = false;
};

inline constexpr long kLargestTypedExponent = 308;
Failure exponent_out_of_range();

/// -2.50 and the like, with a decimal point, of so few digits that it is read at once. Nothing for
/// any other text, which read_typed_number() reads; of these it reads the same.
std::optional<TypedNumber> plain_decimal(std::string_view text);

/// Whether a numeral begins here.
bool at_numeral(std::string_view text, const NumberRules& rules);

struct Numeral {
  TypedNumber number;
  bool is_mixed = false;  ///< 1 1/2, but not 1½, which holds together
};
/// Takes a numeral off the front of `rest`, which has one there.
std::variant<Numeral, Failure> take_numeral(std::string_view& rest, const NumberRules& rules);

}  // namespace cnnsolve
