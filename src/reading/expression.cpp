#include "reading/expression.h"

#include <optional>
#include <string>
#include <utility>

#include "reading/as_typed.h"
#include "reading/typed_text.h"
#include "render/charset.h"

namespace cnnsolve {
namespace {

using Kind = Expression::Kind;

/// What the text that no number goes on with says about it.
Failure unexpected(std::string_view rest) {
  if (rest.empty()) return {Reason::incomplete};
  const std::string_view character = rest.substr(0, decode(rest).length);
  constexpr std::pair<std::string_view, Reason> kReasonOf[] = {
      {"_", Reason::underscore},      {"%", Reason::percent},
      {"‰", Reason::percent},         {"∞", Reason::infinite},
      {"=", Reason::arithmetic},      {",", Reason::several_numbers},
      {";", Reason::several_numbers}, {"\n", Reason::several_numbers},
      {")", Reason::brackets},        {"]", Reason::brackets}};
  for (const auto& [beginning, reason] : kReasonOf) {
    if (character == beginning) return {reason};
  }
  if (character == "[") return {Reason::not_a_number, "a list"};
  if (starts_with_other_digit(rest)) return {Reason::other_digits};
  if (is_digit(rest[0]) || leading_fraction(rest)) return {Reason::several_numbers};
  const std::string_view word = leading_letters(rest);
  if (word.empty()) return {Reason::misplaced, std::string(character)};
  const std::string name = lower_case(word);
  if (name == "nan") return {Reason::nan};
  if (name == "inf" || name == "infinity") return {Reason::infinite};
  if (name == "or" || name == "and") return {Reason::several_numbers};
  return {Reason::words, shortened(word, kMostShown)};
}

class Parser {
 public:
  Parser(std::string_view text, const NumberRules& rules)
      : rest_(text), is_bracketed_(text.starts_with('(') && text.ends_with(')')), rules_(rules) {}

  std::variant<Expression, Failure> read() {
    Expression expression = sum();
    skip_spaces();
    if (!rest_.empty()) fail(unexpected(rest_));
    if (failure_) return *failure_;
    return expression;
  }

 private:
  static Expression node(Kind kind, Expression part) {
    Expression result{.kind = kind};
    result.parts.push_back(std::move(part));
    return result;
  }
  static Expression node(Kind kind, Expression first, Expression second) {
    Expression result = node(kind, std::move(first));
    result.parts.push_back(std::move(second));
    return result;
  }
  static Expression numeral_of(const Number& value) { return {.number = {.value = value}}; }

  Expression sum() {
    const bool minus = take("-");
    if (!minus) take("+");
    Expression total = product();
    if (minus) total = node(Kind::negative, std::move(total));
    while (!failure_) {
      if (take("+")) {
        total = node(Kind::sum, std::move(total), product());
      } else if (take("-")) {
        total = node(Kind::difference, std::move(total), product());
      } else {
        break;
      }
    }
    return total;
  }

  Expression product() {
    Expression result = power();
    bool divided = last_is_mixed_;
    while (!failure_) {
      if (at_letter_of_sizes()) fail({Reason::ambiguous, kSizesOrProduct});
      if (take_times()) {
        result = node(Kind::product, std::move(result), signed_power());
        divided = last_is_mixed_;
      } else if (take("/")) {
        result = node(Kind::quotient, std::move(result), signed_power());
        divided = true;
      } else if (at_root() || rest_.starts_with('(')) {
        if (divided) fail({Reason::ambiguous, kAboveOrBelow});
        result = node(Kind::product, std::move(result), power());
      } else {
        break;
      }
    }
    return result;
  }

  Expression signed_power() {
    const bool minus = take("-");
    if (!minus) take("+");
    Expression result = power();
    return minus ? node(Kind::negative, std::move(result)) : result;
  }

  Expression power() {
    Expression result = atom();
    if (failure_) return result;
    if (take("^") || take("**")) {
      if (last_is_mixed_) fail({Reason::ambiguous, kAboveOrBelow});
      return node(Kind::power, std::move(result), signed_power());
    }
    if (const auto raised = leading_superscript(rest_)) {
      rest_.remove_prefix(raised->length);
      return node(Kind::power, std::move(result), numeral_of(raised->value));
    }
    return result;
  }

  Expression atom() {
    if (level_ == kMostLevels) return fail({Reason::too_deep, std::to_string(kMostLevels)});
    ++level_;
    Expression result = single();
    --level_;
    return result;
  }

  Expression single() {
    skip_spaces();
    last_is_mixed_ = false;
    if (take("(")) return in_brackets();
    if (at_root()) return root();
    if (at_numeral(rest_, rules_)) return numeral();
    if (const auto glyph = leading_fraction(rest_)) {
      rest_.remove_prefix(glyph->length);
      return numeral_of(glyph->value);
    }
    const bool is_comma = rest_.starts_with(',') && leading_digits(rest_.substr(1)) != "";
    return fail(is_comma ? Failure{Reason::decimal_comma} : unexpected(rest_));
  }

  Expression in_brackets() {
    Expression inside = sum();
    if (failure_ || take(")")) {
      last_is_mixed_ = false;
      return inside;
    }
    return fail(rest_.empty() ? Failure{Reason::brackets} : unexpected(rest_));
  }

  Expression root() {
    const bool is_sign = take("√");
    if (!is_sign) {
      rest_.remove_prefix(kRootName.size());
      skip_spaces();
      if (!rest_.empty() && rest_[0] != '(') return fail({Reason::root_brackets});
    }
    Expression inside = atom();
    if (last_is_mixed_) fail({Reason::ambiguous, kAboveOrBelow});
    return node(Kind::root, std::move(inside));
  }

  Expression numeral() {
    auto reading = take_numeral(rest_, rules_);
    if (auto* failure = std::get_if<Failure>(&reading)) {
      // (2,2) is a pair.
      const bool is_pair = is_bracketed_ && failure->reason == Reason::decimal_comma;
      return fail(is_pair ? Failure{Reason::several_numbers} : *failure);
    }
    const Numeral& numeral = std::get<Numeral>(reading);
    last_is_mixed_ = numeral.is_mixed;
    return {.number = numeral.number};
  }

  bool at_root() {
    skip_spaces();
    return rest_.starts_with("√") || lower_case(rest_.substr(0, kRootName.size())) == kRootName;
  }

  bool take_times() {
    if (rest_.starts_with("**")) return false;
    for (const std::string_view sign : {"*", "·", "⋅", "×", "x", "X"}) {
      if (take(sign)) return true;
    }
    return false;
  }

  /// The x of 2x2, where calculations are read. That of 2.24x10^3 is part of a number, and without
  /// calculations all others are refused as such.
  bool at_letter_of_sizes() {
    skip_spaces();
    const bool parts_sizes = rules_.options.allow_expressions && !rules_.x_multiplies;
    if (!parts_sizes || lower_case(rest_.substr(0, 1)) != "x") return false;
    const std::string_view ten = without_spaces_before(rest_.substr(1));
    if (!ten.starts_with("10")) return true;
    const std::string_view behind = without_spaces_before(ten.substr(2));
    return !behind.starts_with("^") && !behind.starts_with("**") && !leading_superscript(behind);
  }

  bool take(std::string_view token) {
    skip_spaces();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void skip_spaces() { rest_ = without_spaces_before(rest_); }

  Expression fail(Failure failure) {
    if (!failure_) failure_ = std::move(failure);
    return {};
  }

  static constexpr std::string_view kRootName = "sqrt";
  static constexpr const char* kAboveOrBelow =
      "what follows the fraction may belong above or below its bar, so put brackets";

  static constexpr const char* kSizesOrProduct =
      "as sizes or as a product, which is written with a *";

  std::string_view rest_;
  bool is_bracketed_;  ///< all of it
  const NumberRules& rules_;
  int level_ = 0;
  bool last_is_mixed_ = false;  ///< whether 1 1/2 was read last
  std::optional<Failure> failure_;
};

}  // namespace

std::variant<Expression, Failure> parse_expression(std::string_view text,
                                                   const NumberRules& rules) {
  return Parser(text, rules).read();
}

}  // namespace cnnsolve
