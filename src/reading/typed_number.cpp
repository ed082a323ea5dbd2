#include "reading/typed_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "math/decimal.h"
#include "reading/expression.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

using Kind = Expression::Kind;

constexpr size_t kMostBits = 3322;  // of a number with kMostNumberDigits

const Expression& without_sign(const Expression& e) {
  return e.kind == Kind::negative ? without_sign(e.parts[0]) : e;
}

bool is_decimal(const Expression& e) {
  const Expression& inside = without_sign(e);
  return inside.kind == Kind::numeral && inside.number.is_decimal;
}

/// 2.24x10^3, or 10^3 alone.
struct PowerOfTen {
  const Expression* mantissa = nullptr;
  Number exponent;
};
std::optional<PowerOfTen> power_of_ten_in(const Expression& e) {
  const Expression& inside = without_sign(e);
  if (inside.kind == Kind::product && is_decimal(inside.parts[0]) &&
      inside.parts[1].kind == Kind::power) {
    auto power = power_of_ten_in(inside.parts[1]);
    if (power) power->mantissa = &without_sign(inside.parts[0]);
    return power;
  }
  if (inside.kind != Kind::power || inside.parts[0].kind != Kind::numeral) return std::nullopt;
  const bool minus = inside.parts[1].kind == Kind::negative;
  const Expression& exponent = minus ? inside.parts[1].parts[0] : inside.parts[1];
  const bool is_whole = exponent.kind == Kind::numeral && exponent.number.value.is_integer();
  if (!is_whole || inside.parts[0].number.value != Number(10)) return std::nullopt;
  return PowerOfTen{nullptr, minus ? -exponent.number.value : exponent.number.value};
}

/// 3, −2.5, ½, 2/3, 2.24x10^3.
bool is_rational(const Expression& e) {
  const Expression& inside = without_sign(e);
  if (inside.kind == Kind::numeral || power_of_ten_in(inside)) return true;
  return inside.kind == Kind::quotient && is_decimal(inside.parts[0]) &&
         is_decimal(inside.parts[1]);
}

/// √5, 3√5, (2/3)√5.
bool is_multiple_of_root(const Expression& e) {
  const Expression& inside = without_sign(e);
  if (inside.kind == Kind::root) return is_rational(inside.parts[0]);
  if (inside.kind != Kind::product) return false;
  const bool root_first = without_sign(inside.parts[0]).kind == Kind::root;
  const Expression& factor = inside.parts[root_first ? 1 : 0];
  const Expression& root = without_sign(inside.parts[root_first ? 0 : 1]);
  return is_rational(factor) && root.kind == Kind::root && is_rational(root.parts[0]);
}

/// Also 3√5/5, −3/√5.
bool is_surd(const Expression& e) {
  const Expression& inside = without_sign(e);
  if (inside.kind != Kind::quotient) return is_multiple_of_root(inside);
  const Expression& top = inside.parts[0];
  const Expression& bottom = inside.parts[1];
  return (is_rational(top) && is_multiple_of_root(bottom)) ||
         (is_multiple_of_root(top) && (is_rational(bottom) || is_multiple_of_root(bottom)));
}

/// 1 − √2/2.
bool is_surd_sum(const Expression& e) {
  const Expression& inside = without_sign(e);
  if (inside.kind != Kind::sum && inside.kind != Kind::difference) return false;
  const bool surds[] = {is_surd(inside.parts[0]), is_surd(inside.parts[1])};
  return (surds[0] || surds[1]) && (surds[0] || is_rational(inside.parts[0])) &&
         (surds[1] || is_rational(inside.parts[1]));
}

/// Whether this is a way to write a number, and no calculation. (1 + √5)/2 is one, too.
bool is_plain(const Expression& e) {
  const Expression& inside = without_sign(e);
  if (is_rational(inside) || is_surd(inside) || is_surd_sum(inside)) return true;
  return inside.kind == Kind::quotient && is_surd_sum(inside.parts[0]) &&
         is_rational(inside.parts[1]);
}

size_t bits(const mpz_class& whole) { return mpz_sizeinbase(whole.get_mpz_t(), 2); }
size_t bits(const mpq_class& ratio) {
  return std::max(bits(ratio.get_num()), bits(ratio.get_den()));
}
size_t bits(const Number& exact) {
  const size_t rational = bits(exact.rational_part());
  const auto surd = exact.surd();
  return surd ? std::max({rational, bits(surd->coefficient), bits(surd->radicand)}) : rational;
}

class Evaluator {
 public:
  std::variant<Number, Failure> evaluate(const Expression& e) {
    const Number value = value_of(e);
    if (failure_) return *failure_;
    return value;
  }

 private:
  Number value_of(const Expression& e) {
    if (e.kind == Kind::numeral) return e.number.value;
    const Number x = value_of(e.parts[0]);
    const Number y = e.parts.size() > 1 && !failure_ ? value_of(e.parts[1]) : Number();
    return failure_ ? Number() : checked(combined(e.kind, x, y));
  }

  Number combined(Kind kind, const Number& x, const Number& y) {
    switch (kind) {
      case Kind::numeral:
        break;
      case Kind::negative:
        return -x;
      case Kind::sum:
        return x + y;
      case Kind::difference:
        return x - y;
      case Kind::product:
        return x * y;
      case Kind::quotient:
        return y.is_zero() ? fail({Reason::division_by_zero}) : x / y;
      case Kind::power:
        return power(x, y);
      case Kind::root:
        return x.sign() < 0 ? fail({Reason::negative_root}) : sqrt(x);
    }
    return {};
  }

  Number power(const Number& base, const Number& exponent) {
    if (!exponent.is_integer()) return fail({Reason::fractional_power});
    if (exponent.sign() < 0) {
      return base.is_zero() ? fail({Reason::division_by_zero}) : power(1 / base, -exponent);
    }
    const mpz_class times = exponent.rational_part().get_num();
    if (times * (bits(base) - 1) > kMostBits) return too_large();
    Number result = 1;
    Number factor = base;
    for (mpz_class rest = times; rest > 0 && !failure_; rest /= 2) {
      if (mpz_odd_p(rest.get_mpz_t()) != 0) result = checked(result * factor);
      if (rest > 1) factor = checked(factor * factor);
    }
    return result;
  }

  Number checked(const Number& result) {
    if (failure_) return {};
    if (!result.is_exact()) return fail({Reason::two_roots});
    return bits(result) > kMostBits ? too_large() : result;
  }

  Number too_large() { return fail({Reason::too_large, fmt::to_string(kMostNumberDigits)}); }

  Number fail(Failure failure) {
    if (!failure_) failure_ = std::move(failure);
    return {};
  }

  std::optional<Failure> failure_;
};

/// Whether a decimal may have been rounded.
bool has_places(const Expression& e) {
  return e.kind == Kind::numeral && e.number.is_decimal && e.number.last_place < 0;
}

int most_figures(const Expression& e) {
  int most = has_places(e) ? e.number.figures : 0;
  for (const Expression& part : e.parts) most = std::max(most, most_figures(part));
  return most;
}

/// How far `whole`, which has this value, moves if the decimals of so many figures in its `part`
/// are half a unit larger. Those of fewer are taken to be exact, as the 1.5 of 1.5/1.118 is.
double error_of(Expression& whole, Expression& part, int figures, const Number& value) {
  if (has_places(part) && part.number.figures == figures) {
    const Number typed = part.number.value;
    part.number.value = typed + half_unit(part.number);
    const auto moved = Evaluator().evaluate(whole);
    part.number.value = typed;
    const auto* other = std::get_if<Number>(&moved);
    return other ? nearest_double(abs(*other - value)) : 0;
  }
  double error = 0;
  for (Expression& inside : part.parts) error += error_of(whole, inside, figures, value);
  return error;
}

/// How `e`, whose value is known, was written.
TypedNumber typed(Expression& e, const Number& value) {
  TypedNumber number = without_sign(e).number;
  if (const auto power = power_of_ten_in(e); power && power->mantissa) {
    number = power->mantissa->number;
    number.last_place += power->exponent.whole();
  }
  number.value = value;
  if (number.is_decimal) return number;
  number.figures = most_figures(e);
  if (number.figures > 0) number.error = error_of(e, e, number.figures, value);
  return number;
}

}  // namespace

bool says_undefined(std::string_view text) {
  constexpr std::array<std::string_view, 11> kNames = {
      "undefined",     "none",       "n/a",          "null",          "no solution",
      "no solutions",  "impossible", "not possible", "doesn't exist", "doesn\u2019t exist",
      "does not exist"};
  return std::find(kNames.begin(), kNames.end(), lower_case(text)) != kNames.end();
}

std::variant<TypedNumber, Failure> read_typed_number(std::string_view text,
                                                     const NumberRules& rules) {
  if (is_too_long_for_number(text)) return too_long_for_number();
  if (says_undefined(text)) return TypedNumber{.value = Number::undefined()};
  auto parsed = parse_expression(text, rules);
  if (auto* failure = std::get_if<Failure>(&parsed)) return *failure;
  auto& expression = std::get<Expression>(parsed);
  const auto power = power_of_ten_in(expression);
  if (power && Number(kLargestTypedExponent) < abs(power->exponent)) {
    return exponent_out_of_range();
  }
  if (!rules.options.allow_expressions && !is_plain(expression)) return Failure{Reason::arithmetic};
  auto value = Evaluator().evaluate(expression);
  if (auto* failure = std::get_if<Failure>(&value)) return *failure;
  return typed(expression, std::get<Number>(value));
}

}  // namespace cnnsolve
