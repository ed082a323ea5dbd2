#include "reading/worked_number.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "math/decimal.h"
#include "reading/typed_number.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

std::vector<std::string_view> sides_of(std::string_view text) {
  std::vector<std::string_view> sides;
  size_t begin = 0;
  for (size_t i = 0; i < text.size();) {
    size_t length = 0;
    for (const std::string_view sign : {"=", "≈", "~"}) {
      if (text.substr(i).starts_with(sign)) length = sign.size();
    }
    if (length > 0) {
      sides.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + length;
    }
    i += std::max<size_t>(length, 1);
  }
  sides.push_back(trimmed(text.substr(begin)));
  if (sides.size() > 1 && sides[0].empty()) sides.erase(sides.begin());
  return sides;
}

/// How far rounding may have moved a decimal, or what was worked out from decimals.
double reach(const TypedNumber& number) {
  const bool may_be_rounded = number.is_decimal && number.last_place < 0;
  return may_be_rounded ? nearest_double(half_unit(number)) : number.error;
}

bool are_same(const TypedNumber& x, const TypedNumber& y) {
  return x.value == y.value || nearest_double(abs(x.value - y.value)) <= reach(x) + reach(y);
}

/// How much rather than others a side is the number that is meant: digits that are all there, an
/// exact form, a decimal, what is worked out from decimals.
int rank(const TypedNumber& side) {
  if (side.error > 0) return 0;
  if (reach(side) > 0) return 1;
  return side.is_decimal ? 3 : 2;
}

bool is_better(const TypedNumber& side, const TypedNumber& other) {
  return rank(side) > rank(other) || (rank(side) == rank(other) && side.figures >= other.figures);
}

}  // namespace

std::variant<TypedNumber, Failure> read_worked_number(std::string_view text,
                                                      const NumberRules& rules) {
  const std::vector<std::string_view> sides = sides_of(text);
  NumberRules calculation = rules, alone = rules;
  calculation.options.allow_expressions = true;
  alone.x_multiplies = false;
  if (sides.size() == 1) return read_typed_number(sides[0], alone);
  if (is_too_long_for_number(text)) return too_long_for_number();
  std::vector<TypedNumber> values;
  std::optional<TypedNumber> best;
  for (const std::string_view side : sides) {
    auto worked_out = read_typed_number(side, calculation);
    if (auto* failure = std::get_if<Failure>(&worked_out)) return *failure;
    values.push_back(std::get<TypedNumber>(worked_out));
    const auto plain = read_typed_number(side, alone);
    const auto* number = std::get_if<TypedNumber>(&plain);
    if (number && (!best || is_better(*number, *best))) best = *number;
  }
  // Two of them may be rounded each in its way, and so they are held against one that isn't.
  const auto exact = std::find_if(values.begin(), values.end(),
                                  [](const TypedNumber& side) { return reach(side) == 0; });
  const TypedNumber& first = exact == values.end() ? values[0] : *exact;
  const bool all_same = std::all_of(values.begin(), values.end(),
                                    [&](const TypedNumber& side) { return are_same(first, side); });
  if (!all_same) return Failure{Reason::two_sides};
  if (!best) return Failure{Reason::arithmetic};
  return *best;
}

}  // namespace cnnsolve
