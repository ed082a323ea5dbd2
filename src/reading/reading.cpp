#include "reading/reading.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "reading/label.h"
#include "reading/single_number.h"
#include "reading/spelling.h"
#include "reading/typed_list.h"
#include "reading/typed_number.h"
#include "reading/typed_text.h"
#include "reading/typed_word.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Type = Value::Type;

constexpr const char* kNone = "none";
constexpr std::string_view kAbout = "≈";
constexpr const char* kDecimalsOrEntries =
    "with decimals or as several entries; part the entries with a semicolon or a space";
constexpr const char* kNumberOrNone = "a number; write \"none\" if there is none.";

/// Commas between two digits: those of 1,34; 0,45.
size_t bare_commas(std::string_view text) {
  size_t count = 0;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == ',' && is_digit(text[i - 1]) && is_digit(text[i + 1])) ++count;
  }
  return count;
}

/// Whether two neighbours may as well be one number: 1 1/2, 2 √5, 2 240, 2,240.
bool joins_numbers(std::string_view text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if ((text[i] != ' ' && text[i] != ',') || !is_digit(text[i - 1])) continue;
    const std::string_view next = text.substr(i + 1);
    const std::string_view digits = leading_digits(next);
    if (digits.size() == 3) return true;
    if (text[i] == ',') continue;
    if (!digits.empty() && next.substr(digits.size()).starts_with('/')) return true;
    if (next.starts_with("√") || lower_case(next.substr(0, 4)) == "sqrt") return true;
  }
  return false;
}

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
        if (!list_kind()) return other_type();
        if (is_along_axes()) {
          if (auto sides = by_sides(read_json_list(given_, ListKind::matrix, options_))) {
            return *std::move(sides);
          }
        }
        return list(read_json_list(given_, *list_kind(), options_));
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

  /// What a list would be read as. Where no answer exists a volume is the likeliest mistake.
  std::optional<ListKind> list_kind() const {
    // Sizes along the axes are also joined by crosses.
    if (is<std::vector<Number>>()) {
      return may_have_sides(asked_) ? ListKind::volume : ListKind::vector;
    }
    if (is<Matrix<Number>>()) return ListKind::matrix;
    if (is<Volume>() || is<std::monostate>()) return ListKind::volume;
    return std::nullopt;
  }

  /// Whether the answer has a whole number for each layer.
  bool is_of_layers() const { return asked_.name.ends_with("_by_layer"); }

  /// Whether each entry may be several numbers that are joined by crosses.
  bool is_along_axes() const {
    return asked_.name == "receptive_field_by_layer" || asked_.name == "jump_by_layer" ||
           (asked_.name == kSolutions && is<Matrix<Number>>());
  }

  /// Fields or jumps layer by layer, each by its sides. Where one number serves all axes, 3x3 is as
  /// good as 3. Nothing where this is no such list.
  std::optional<Reading> by_sides(std::variant<TypedList, Unreadable> sides) const {
    auto* read = std::get_if<TypedList>(&sides);
    if (!read || read->numbers.columns < 2) return std::nullopt;
    if (is<Matrix<Number>>()) return list(std::move(sides));
    Matrix<TypedNumber>& numbers = read->numbers;
    if (numbers.rows == 1 && count_wanted() != 1) return std::nullopt;
    Matrix<TypedNumber> single(1, numbers.rows);
    for (size_t row = 0; row < numbers.rows; ++row) {
      for (size_t column = 1; column < numbers.columns; ++column) {
        if (numbers.at(row, column).value != numbers.at(row, 0).value) return std::nullopt;
      }
      single.at(0, row) = numbers.at(row, 0);
    }
    return list(TypedList{std::move(single), false});
  }

  /// The same of a text: 3x3, 5x5, or any way to write a matrix.
  std::optional<Reading> by_sides(std::string_view text) const {
    Value rows = Value::of_items({});
    for (const std::vector<std::string_view>& sizes : crossed_sizes(text)) {
      Value& row = rows.items.emplace_back(Value::of_items({}));
      for (const std::string_view size : sizes) {
        row.items.push_back(Value::of_text(std::string(size)));
      }
    }
    if (!rows.items.empty()) return by_sides(read_json_list(rows, ListKind::matrix, options_));
    return is<Matrix<Number>>()
               ? std::nullopt
               : by_sides(read_list_text(text, given_.text, ListKind::matrix, options_));
  }

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
    const bool lines = list_kind() && !is<std::monostate>();
    auto cleaned = clean(given_.text, lines ? Extent::lines : Extent::one_line);
    if (auto* failure = std::get_if<Failure>(&cleaned)) return fail(*failure);
    const std::string& all = std::get<std::string>(cleaned);
    if (all.empty()) return {};
    auto unlabelled = without_label(all, asked_);
    if (auto* failure = std::get_if<Failure>(&unlabelled)) return fail(*failure);
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
    if (count_wanted() == size_t{1} && !is_bracketed(text)) {
      // A list of one may be worked out like a number: 10/4 = 2.5.
      Reading alone = single(text);
      if (alone.answer || text.find('=') != std::string_view::npos) return alone;
    }
    if (is<std::monostate>()) {
      if (is_words(text)) return fail({Reason::unknown_word, kNumberOrNone});
      if (!holds_several(text)) return none_or(single(text));
    }
    const std::string parted = with_separators(text);
    return read_list(parted);
  }

  /// A list in which words part the entries, 2.5, 1.5 and 3; or solutions, 3 or 4. Else "or" leaves
  /// open which of two is meant.
  std::string with_separators(std::string_view text) const {
    std::string parted = replace_all(replace_all(text, ", and ", ", "), " and ", ", ");
    if (asked_.name != kSolutions) return parted;
    const bool are_rows = is<Matrix<Number>>() && parted.find(',') == std::string::npos;
    const char* separator = are_rows || parted.find(';') != std::string::npos ? "; " : ", ";
    return replace_all(replace_all(parted, ", or ", separator), " or ", separator);
  }

  /// (15, 3)^T, and what else says that a list is turned.
  static std::string_view without_transposition(std::string_view text) {
    for (const std::string_view sign : {"^T", "^t", "^{T}", "ᵀ", "^⊤", "⊤", ".T", "'"}) {
      const std::string_view list = trimmed(text.substr(0, text.size() - sign.size()));
      if (text.size() > sign.size() && text.ends_with(sign) && is_bracketed(list)) return list;
    }
    return text;
  }

  /// Such a list; nothing where it isn't turned. A row is as good as a column.
  std::optional<Reading> transposed(std::string_view text) const {
    const std::string_view upright = without_transposition(text);
    if (upright.size() == text.size() || is<Volume>()) return std::nullopt;
    if (!is<Matrix<Number>>()) return read_list(upright);
    auto reading = read_list_text(upright, given_.text, ListKind::matrix, options_);
    if (auto* read = std::get_if<TypedList>(&reading)) {
      *read = {read->numbers.transposed(), false};
    }
    return list(std::move(reading));
  }

  /// Counts layer by layer between semicolons, where a comma can only part groups of digits:
  /// 456; 141,240.
  std::optional<Reading> grouped_counts(std::string_view text) const {
    const bool has_both = text.find(';') != text.npos && text.find(',') != text.npos;
    if (!has_both || !is_of_layers() || options_.decimal_comma) return std::nullopt;
    if (is_bracketed(text)) text = trimmed(text.substr(1, text.size() - 2));
    Value counts = Value::of_items({});
    while (true) {
      const size_t end = text.find(';');
      counts.items.push_back(Value::of_text(std::string(trimmed(text.substr(0, end)))));
      if (end == text.npos) break;
      text.remove_prefix(end + 1);
    }
    auto entries = read_json_list(counts, ListKind::vector, options_);
    return std::holds_alternative<TypedList>(entries) ? std::optional(list(std::move(entries)))
                                                      : std::nullopt;
  }

  Reading read_list(std::string_view text) const {
    if (auto turned = transposed(text)) return *std::move(turned);
    if (auto counts = grouped_counts(text)) return *std::move(counts);
    if (is_along_axes()) {
      if (auto sides = by_sides(text)) return *std::move(sides);
    }
    auto reading = read_list_text(text, given_.text, *list_kind(), options_);
    if (auto entries = parted_by_commas(text, reading)) return list(*std::move(entries));
    if (count_wanted() && !has_count_wanted(reading) && !options_.decimal_comma) {
      auto ungrouped = read_list_text(without_groups(text), given_.text, *list_kind(), options_);
      const auto* read = std::get_if<TypedList>(&ungrouped);
      const bool fits = has_count_wanted(ungrouped) || (read && leaves_out_zeros(read->numbers));
      if (fits) return list(std::move(ungrouped));
    }
    if (const auto* read = std::get_if<TypedList>(&reading)) {
      const auto failure = other_meaning(text, read->numbers.entries.size());
      if (failure) return fail(*failure);
    } else if (has_decimal_commas(text)) {
      return fail({Reason::decimal_comma});
    }
    return list(std::move(reading));
  }

  /// 112,112,64 where commas are decimal: no number has two of them, so they part sizes, or as many
  /// entries as are wanted.
  std::optional<TypedList> parted_by_commas(
      std::string_view text, const std::variant<TypedList, Unreadable>& reading) const {
    const auto* problem = std::get_if<Unreadable>(&reading);
    const bool has_two_in_one = problem && is_for(*problem, Reason::two_points);
    if (!options_.decimal_comma || !has_two_in_one || text.find(", ") != text.npos) {
      return std::nullopt;
    }
    const std::string parted = replace_all(text, ",", is<Matrix<Number>>() ? " " : ";");
    auto entries = read_list_text(parted, given_.text, *list_kind(), options_);
    if (count_wanted() && !has_count_wanted(entries)) return std::nullopt;
    auto* list = std::get_if<TypedList>(&entries);
    return list ? std::optional(TypedList{std::move(list->numbers), false}) : std::nullopt;
  }

  /// Whether a list has as many entries as are wanted if its commas are decimal, and none of them
  /// has a space behind it.
  bool has_decimal_commas(std::string_view text) const {
    const auto commas = static_cast<size_t>(std::count(text.begin(), text.end(), ','));
    if (options_.decimal_comma || commas == 0 || bare_commas(text) != commas) return false;
    ReadingOptions decimal = options_;
    decimal.decimal_comma = true;
    return has_count_wanted(read_list_text(text, given_.text, *list_kind(), decimal));
  }

  /// The right entries of a vector or matrix, or null.
  const std::vector<Number>* entries_wanted() const {
    if (const auto* vector = std::get_if<std::vector<Number>>(&asked_.value)) return vector;
    const auto* matrix = std::get_if<Matrix<Number>>(&asked_.value);
    return matrix ? &matrix->entries : nullptr;
  }
  std::optional<size_t> count_wanted() const {
    const std::vector<Number>* entries = entries_wanted();
    return entries ? std::optional(entries->size()) : std::nullopt;
  }
  bool has_count_wanted(const std::variant<TypedList, Unreadable>& reading) const {
    const auto* read = std::get_if<TypedList>(&reading);
    return read && read->numbers.entries.size() == count_wanted();
  }

  /// Why a list of more numbers than are wanted may be meant otherwise.
  std::optional<Failure> other_meaning(std::string_view text, size_t count) const {
    const auto* volume = std::get_if<Volume>(&asked_.value);
    if (options_.decimal_comma && count != (volume ? volume->sizes.size() : count_wanted())) {
      // (14,6) is two sizes for whoever doesn't write decimals there.
      ReadingOptions points = options_;
      points.decimal_comma = false;
      const auto other = read_list_text(text, given_.text, *list_kind(), points);
      if (std::holds_alternative<TypedList>(other) && bare_commas(text) > 0) {
        return Failure{Reason::ambiguous, kDecimalsOrEntries};
      }
    }
    const size_t wanted = count_wanted().value_or(count);
    if (count <= wanted) return std::nullopt;
    if (!options_.decimal_comma && count == 2 * wanted && count == 2 * bare_commas(text)) {
      return Failure{Reason::decimal_comma};
    }
    if (joins_numbers(text)) return Failure{Reason::ambiguous, kOneOrSeveral};
    return std::nullopt;
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

  Reading list(std::variant<TypedList, Unreadable> reading) const {
    if (auto* problem = std::get_if<Unreadable>(&reading)) return {std::nullopt, *problem};
    auto& list = std::get<TypedList>(reading);
    note_blanks(list.numbers.entries);
    if (counts_by_layer()) {
      // As of a single count: who says that a layer has none has counted them.
      for (TypedNumber& count : list.numbers.entries) {
        if (count.value.is_undefined() && !count.is_blank) count.value = 0;
      }
    }
    if (leaves_out_zeros(list.numbers)) {
      return fail({Reason::zeros_left_out, std::to_string(*count_wanted())});
    }
    std::string read_as = list.is_plain ? "" : spelling(list.numbers, *list_kind());
    return {TypedAnswer{.numbers = std::move(list.numbers)}, std::nullopt, std::move(read_as)};
  }

  bool counts_by_layer() const {
    return asked_.name == "parameters_by_layer" || asked_.name == "macs_by_layer";
  }

  /// Whether there are only as many counts as layers that have any.
  bool leaves_out_zeros(const Matrix<TypedNumber>& counts) const {
    if (!counts_by_layer()) return false;
    const std::vector<Number>& right = *entries_wanted();
    const std::vector<TypedNumber>& typed = counts.entries;
    const auto zeros = std::count(right.begin(), right.end(), Number(0));
    return zeros > 0 && typed.size() + static_cast<size_t>(zeros) == right.size() &&
           std::none_of(typed.begin(), typed.end(), [](const TypedNumber& count) {
             return count.value.is_undefined() || count.value.is_zero();
           });
  }

  /// JSON's null says of an entry what it says of an answer: see nothing().
  void note_blanks(std::vector<TypedNumber>& entries) const {
    const std::vector<Number>* right = entries_wanted();
    size_t next = 0;
    const auto note = [&](const Value& entry) {
      const size_t i = next++;
      if (!right || entry.type != Type::null || i >= entries.size()) return;
      entries[i].is_blank = i >= right->size() || !(*right)[i].is_undefined();
    };
    for (const Value& item : given_.items) {
      if (item.type != Type::array) note(item);
      for (const Value& entry : item.items) note(entry);
    }
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
