#include "reading/reading.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "reading/label.h"
#include "reading/list_answer.h"
#include "reading/single_number.h"
#include "reading/spelling.h"
#include "reading/typed_number.h"
#include "reading/typed_text.h"
#include "reading/typed_word.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Type = Value::Type;

constexpr const char* kNone = "none";
constexpr std::string_view kAbout = "≈";
constexpr const char* kNumberOrNone = "a number; write \"none\" if there is none.";

class Reader {
 public:
  Reader(const Value& given, const Answer& asked, const ReadingOptions& options)
      : given_(given), asked_(asked), options_(options) {
    // JSON has decimal points only.
    if (given.type == Type::number) options_.decimal_comma = false;
  }

  Reading read() const {
    switch (given_.type) {
      case Type::null:
        return nothing();
      case Type::boolean:
        return is<bool>() ? word(given_.boolean ? "yes" : "no") : other_type();
      case Type::number:
      case Type::string:
        return text();
      case Type::array:
        if (is<Number>() && may_have_sizes(asked_)) {
          // A shape of one size is the number of features.
          if (given_.items.size() == 1 && !may_have_sides(asked_)) {
            return Reader(given_.items[0], asked_, options_).read();
          }
          const auto sizes = read_json_list(given_, ListKind::volume, options_);
          if (const auto one = number_of_sizes(sizes, asked_)) return number(*one);
        }
        return list_kind(asked_) ? list(read_list_answer(given_, asked_, options_)) : other_type();
      case Type::object:
        break;
    }
    return other_type();
  }

 private:
  template <class T>
  bool is() const {
    return std::holds_alternative<T>(asked_.value);
  }
  bool is_word() const { return is<ChosenWord>() || is<bool>(); }

  /// JSON's null says that there is no answer where there is none, and else that none was given.
  Reading nothing() const {
    const auto* right = std::get_if<Number>(&asked_.value);
    if (right && right->is_undefined()) return number({.value = *right});
    return is<std::monostate>() ? word(kNone) : Reading{};
  }

  Reading other_type() const {
    const Reason reason = is_word()                              ? Reason::not_a_word
                          : is<Number>() || is<std::monostate>() ? Reason::not_a_number
                                                                 : Reason::not_a_list;
    return fail({reason, described(given_)});
  }

  Reading text() const {
    // Most answers are these, in which nothing else needs a look.
    if (is<Number>() && !options_.decimal_comma) {
      if (const auto plain = plain_decimal(given_.text)) return number(*plain);
    }
    const bool lines = list_kind(asked_) && !is<std::monostate>();
    auto cleaned = clean(given_.text, lines ? Extent::lines : Extent::one_line);
    if (auto* failure = std::get_if<Failure>(&cleaned)) return fail(*failure);
    const std::string& all = std::get<std::string>(cleaned);
    if (all.empty()) return {};
    auto unlabelled = without_label(all, asked_);
    if (auto* failure = std::get_if<Failure>(&unlabelled)) {
      // In "no: they differ" the word stands where a label would.
      Reading whole = is_word() ? read_answer(all) : Reading{};
      return whole.answer ? whole : fail(*failure);
    }
    const std::string_view answer = without_call(std::get<std::string_view>(unlabelled));
    if (answer.empty()) return fail({Reason::incomplete});
    return read_answer(without_last_comma(answer));
  }

  /// The list in a framework's own spelling of a shape: torch.Size([1, 10]).
  static std::string_view without_call(std::string_view text) {
    for (const std::string_view call : {"torch.Size(", "TensorShape("}) {
      if (!text.starts_with(call) || !text.ends_with(')')) continue;
      return trimmed(text.substr(call.size(), text.size() - call.size() - 1));
    }
    return text;
  }

  /// "yes." and "784 parameters.", but not the point of 2240., which is a part of it.
  static std::string_view without_full_stop(std::string_view text) {
    const bool is_behind_word =
        text.size() > 1 && text.ends_with('.') && is_ascii_letter(text[text.size() - 2]);
    return is_behind_word ? text.substr(0, text.size() - 1) : text;
  }

  Reading read_answer(std::string_view text) const {
    text = without_full_stop(text);
    // What it is equal to is left to be thought: = 784.
    for (const std::string_view sign : {std::string_view("="), kAbout}) {
      if (!text.starts_with(sign)) continue;
      text = trimmed(text.substr(sign.size()));
      if (text.empty()) return fail({Reason::incomplete});
      break;
    }
    if (const auto* choice = std::get_if<ChosenWord>(&asked_.value)) {
      return word(read_word(text, choice->words));
    }
    if (is<bool>()) return word(read_word(text, yes_and_no()));
    if (is<Number>()) return single(text);
    if (says_undefined(text)) return word(kNone);
    if (count_wanted(asked_) == size_t{1} && !is_bracketed(text)) {
      // A list of one may be worked out like a number: 10/4 = 2.5.
      Reading alone = single(text);
      if (alone.answer || text.find('=') != std::string_view::npos) return alone;
    }
    if (is<std::monostate>()) {
      if (is_words(text)) return fail({Reason::unknown_word, kNumberOrNone});
      if (!holds_several(text)) return none_or(single(text));
    }
    return list(read_list_answer(text, given_, asked_, options_));
  }

  static bool is_words(std::string_view text) {
    return starts_with_letter(text) && !lower_case(text).starts_with("sqrt");
  }

  /// Where there are no filters to count, whoever gives 0 says that there are none.
  Reading none_or(Reading number) const {
    const bool is_zero = number.answer && number.answer->numbers.at(0, 0).value == 0;
    return is_zero && asked_.name.ends_with("_filters") ? word(kNone) : number;
  }

  Reading single(std::string_view text) const {
    auto reading = read_single_number(text, asked_, options_);
    if (auto* failure = std::get_if<Failure>(&reading)) return fail(*failure);
    return number(std::get<TypedNumber>(reading));
  }
  /// (10) for (10,), which is how Python writes a list of one.
  static std::string without_last_comma(std::string_view text) {
    const size_t comma = text.size() - std::min<size_t>(text.size(), 2);
    return text.substr(comma) == ",)" ? std::string(text.substr(0, comma)) + ")"
                                      : std::string(text);
  }

  Reading number(const TypedNumber& number) const {
    TypedAnswer answer{.numbers = Matrix<TypedNumber>(1, 1)};
    answer.numbers.at(0, 0) = number;
    const bool is_plain = is_plain_spelling(typed(), number, options_.decimal_comma);
    return {std::move(answer), std::nullopt, is_plain ? "" : spelling(number)};
  }

  Reading list(ListReading reading) const {
    if (auto* problem = std::get_if<Unreadable>(&reading)) return {std::nullopt, *problem};
    auto& list = std::get<TypedList>(reading);
    std::string read_as = list.is_plain ? "" : spelling(list.numbers, *list_kind(asked_));
    return {TypedAnswer{.numbers = std::move(list.numbers)}, std::nullopt, std::move(read_as)};
  }

  Reading word(std::variant<std::string, Failure> reading) const {
    if (auto* failure = std::get_if<Failure>(&reading)) return fail(*failure);
    const std::string& name = std::get<std::string>(reading);
    return {TypedAnswer{.word = name}, std::nullopt, typed() == name ? "" : name};
  }

  Reading fail(const Failure& failure) const {
    return {std::nullopt, unreadable(failure, as_typed(given_, kMostShown))};
  }

  std::string_view typed() const { return trimmed(given_.text); }

  const Value& given_;
  const Answer& asked_;
  ReadingOptions options_;
};

}  // namespace

Reading read_answer(const Value& given, const Answer& asked, const ReadingOptions& options) {
  return Reader(given, asked, options).read();
}

}  // namespace cnnsolve
