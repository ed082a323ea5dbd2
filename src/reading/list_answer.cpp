#include "reading/list_answer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "reading/as_typed.h"
#include "reading/single_number.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

constexpr const char* kDecimalsOrEntries =
    "with decimals or as several entries; part the entries with a semicolon or a space";

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

/// The right entries of a vector or matrix, or null.
const std::vector<Number>* entries_wanted(const Answer& asked) {
  if (const auto* vector = std::get_if<std::vector<Number>>(&asked.value)) return vector;
  const auto* matrix = std::get_if<Matrix<Number>>(&asked.value);
  return matrix ? &matrix->entries : nullptr;
}

class ListAnswerReader {
 public:
  ListAnswerReader(const Value& given, const Answer& asked, const ReadingOptions& options)
      : given_(given), asked_(asked), options_(options), kind_(*list_kind(asked)) {}

  ListReading read(std::string_view text) const {
    return finished(read_list(with_separators(text)));
  }

  ListReading read_json() const {
    if (is_along_axes()) {
      auto sides = by_sides(read_json_list(given_, ListKind::matrix, options_));
      if (sides) return finished(*std::move(sides));
    }
    return finished(read_json_list(given_, kind_, options_));
  }

 private:
  template <class T>
  bool is() const {
    return std::holds_alternative<T>(asked_.value);
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
  std::optional<ListReading> by_sides(ListReading sides) const {
    auto* read = std::get_if<TypedList>(&sides);
    if (!read || read->numbers.columns < 2) return std::nullopt;
    if (is<Matrix<Number>>()) return sides;
    Matrix<TypedNumber>& numbers = read->numbers;
    if (numbers.rows == 1 && count_wanted(asked_) != 1) return std::nullopt;
    Matrix<TypedNumber> single(1, numbers.rows);
    for (size_t row = 0; row < numbers.rows; ++row) {
      for (size_t column = 1; column < numbers.columns; ++column) {
        if (numbers.at(row, column).value != numbers.at(row, 0).value) return std::nullopt;
      }
      single.at(0, row) = numbers.at(row, 0);
    }
    return TypedList{std::move(single), false};
  }

  /// The same of a text: 3x3, 5x5, or any way to write a matrix.
  std::optional<ListReading> by_sides(std::string_view text) const {
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
  std::optional<ListReading> transposed(std::string_view text) const {
    const std::string_view upright = without_transposition(text);
    if (upright.size() == text.size() || is<Volume>()) return std::nullopt;
    if (!is<Matrix<Number>>()) return read_list(upright);
    auto reading = read_list_text(upright, given_.text, ListKind::matrix, options_);
    if (auto* read = std::get_if<TypedList>(&reading)) {
      *read = {read->numbers.transposed(), false};
    }
    return reading;
  }

  /// Counts layer by layer between semicolons, where a comma can only part groups of digits:
  /// 456; 141,240.
  std::optional<ListReading> grouped_counts(std::string_view text) const {
    const bool has_both = text.find(';') != text.npos && text.find(',') != text.npos;
    if (!has_both || !is_of_layers() || options_.decimal_comma) return std::nullopt;
    if (is_bracketed(text)) text = trimmed(text.substr(1, text.size() - 2));
    Value counts = Value::of_items({});
    while (true) {
      const size_t end = text.find(';');
      const std::string_view count = trimmed(text.substr(0, end));
      if (count.empty()) return std::nullopt;
      counts.items.push_back(Value::of_text(std::string(count)));
      if (end == text.npos) break;
      text.remove_prefix(end + 1);
    }
    auto entries = read_json_list(counts, ListKind::vector, options_);
    return std::holds_alternative<TypedList>(entries) ? std::optional(std::move(entries))
                                                      : std::nullopt;
  }

  /// The single entry of a vector with the calculation that it comes from, whose spaces part
  /// nothing: √5/2 ≈ 1.118.
  std::optional<ListReading> only_entry(std::string_view text) const {
    const bool is_worked_out = text.find('=') != text.npos || text.find("≈") != text.npos;
    if (kind_ != ListKind::vector || count_wanted(asked_) != 1 || !is_worked_out) {
      return std::nullopt;
    }
    if (is_bracketed(text)) text = trimmed(text.substr(1, text.size() - 2));
    auto entry =
        read_json_list(Value::of_items({Value::of_text(std::string(text))}), kind_, options_);
    return std::holds_alternative<TypedList>(entry) ? std::optional(std::move(entry))
                                                    : std::nullopt;
  }

  /// Whether semicolons part the entries of a matrix that has one row, as they do where commas are
  /// decimal.
  bool is_row_in_semicolons(std::string_view text, const Matrix<TypedNumber>& numbers) const {
    const auto* right = std::get_if<Matrix<Number>>(&asked_.value);
    return options_.decimal_comma && right && right->rows == 1 && numbers.columns == 1 &&
           numbers.rows == right->columns && text.find(';') != text.npos &&
           text.find('\n') == text.npos;
  }

  ListReading read_list(std::string_view text) const {
    if (auto turned = transposed(text)) return *std::move(turned);
    if (auto entry = only_entry(text)) return *std::move(entry);
    if (auto counts = grouped_counts(text)) return *std::move(counts);
    if (is_along_axes()) {
      if (auto sides = by_sides(text)) return *std::move(sides);
    }
    auto reading = read_list_text(text, given_.text, kind_, options_);
    if (auto entries = parted_by_commas(text, reading)) return *std::move(entries);
    if (count_wanted(asked_) && !has_count_wanted(reading) && !options_.decimal_comma) {
      auto ungrouped = read_list_text(without_groups(text), given_.text, kind_, options_);
      const auto* read = std::get_if<TypedList>(&ungrouped);
      const bool fits = has_count_wanted(ungrouped) || (read && leaves_out_zeros(read->numbers));
      if (fits) return ungrouped;
    }
    if (const auto* read = std::get_if<TypedList>(&reading)) {
      if (is_row_in_semicolons(text, read->numbers)) {
        return TypedList{read->numbers.transposed(), false};
      }
      const auto failure = other_meaning(text, read->numbers.entries.size());
      if (failure) return fail(*failure);
    } else if (has_decimal_commas(text)) {
      return fail({Reason::decimal_comma});
    }
    return reading;
  }

  /// 112,112,64 where commas are decimal: no number has two of them, so they part sizes, or as many
  /// entries as are wanted.
  std::optional<TypedList> parted_by_commas(std::string_view text,
                                            const ListReading& reading) const {
    const auto* problem = std::get_if<Unreadable>(&reading);
    const bool has_two_in_one = problem && is_for(*problem, Reason::two_points);
    if (!options_.decimal_comma || !has_two_in_one || text.find(", ") != text.npos) {
      return std::nullopt;
    }
    const std::string parted = replace_all(text, ",", is<Matrix<Number>>() ? " " : ";");
    auto entries = read_list_text(parted, given_.text, kind_, options_);
    if (count_wanted(asked_) && !has_count_wanted(entries)) return std::nullopt;
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
    return has_count_wanted(read_list_text(text, given_.text, kind_, decimal));
  }

  bool has_count_wanted(const ListReading& reading) const {
    const auto* read = std::get_if<TypedList>(&reading);
    return read && read->numbers.entries.size() == count_wanted(asked_);
  }

  /// Why a list of more numbers than are wanted may be meant otherwise.
  std::optional<Failure> other_meaning(std::string_view text, size_t count) const {
    const auto* volume = std::get_if<Volume>(&asked_.value);
    if (options_.decimal_comma && count != (volume ? volume->sizes.size() : count_wanted(asked_))) {
      // (14,6) is two sizes for whoever doesn't write decimals there.
      ReadingOptions points = options_;
      points.decimal_comma = false;
      const auto other = read_list_text(text, given_.text, kind_, points);
      if (std::holds_alternative<TypedList>(other) && bare_commas(text) > 0) {
        return Failure{Reason::ambiguous, kDecimalsOrEntries};
      }
    }
    const size_t wanted = count_wanted(asked_).value_or(count);
    if (count <= wanted) return std::nullopt;
    if (!options_.decimal_comma && count == 2 * wanted && count == 2 * bare_commas(text)) {
      return Failure{Reason::decimal_comma};
    }
    if (joins_numbers(text)) return Failure{Reason::ambiguous, kOneOrSeveral};
    return std::nullopt;
  }

  /// What entries that aren't numbers say, and what is missing.
  ListReading finished(ListReading reading) const {
    auto* list = std::get_if<TypedList>(&reading);
    if (!list) return reading;
    note_blanks(list->numbers.entries);
    if (counts_by_layer()) {
      // As of a single count: who says that a layer has none has counted them.
      for (TypedNumber& count : list->numbers.entries) {
        if (count.value.is_undefined() && !count.is_blank) count.value = 0;
      }
    }
    if (!leaves_out_zeros(list->numbers)) return reading;
    return fail({Reason::zeros_left_out, std::to_string(*count_wanted(asked_))});
  }

  bool counts_by_layer() const {
    return asked_.name == "parameters_by_layer" || asked_.name == "macs_by_layer";
  }

  /// Whether there are only as many counts as layers that have any.
  bool leaves_out_zeros(const Matrix<TypedNumber>& counts) const {
    if (!counts_by_layer()) return false;
    const std::vector<Number>& right = *entries_wanted(asked_);
    const std::vector<TypedNumber>& typed = counts.entries;
    const auto zeros = std::count(right.begin(), right.end(), Number(0));
    return zeros > 0 && typed.size() + static_cast<size_t>(zeros) == right.size() &&
           std::none_of(typed.begin(), typed.end(), [](const TypedNumber& count) {
             return count.value.is_undefined() || count.value.is_zero();
           });
  }

  /// JSON's null says of an entry what it says of an answer: see read_answer().
  void note_blanks(std::vector<TypedNumber>& entries) const {
    const std::vector<Number>* right = entries_wanted(asked_);
    size_t next = 0;
    const auto note = [&](const Value& entry) {
      const size_t i = next++;
      if (!right || entry.type != Value::Type::null || i >= entries.size()) return;
      entries[i].is_blank = i >= right->size() || !(*right)[i].is_undefined();
    };
    for (const Value& item : given_.items) {
      if (item.type != Value::Type::array) note(item);
      for (const Value& entry : item.items) note(entry);
    }
  }

  Unreadable fail(const Failure& failure) const {
    return unreadable(failure, as_typed(given_, kMostShown));
  }

  const Value& given_;
  const Answer& asked_;
  const ReadingOptions& options_;
  ListKind kind_;
};

}  // namespace

std::optional<ListKind> list_kind(const Answer& asked) {
  const AnswerValue& value = asked.value;
  // Sizes along the axes are also joined by crosses.
  if (std::holds_alternative<std::vector<Number>>(value)) {
    return may_have_sides(asked) ? ListKind::volume : ListKind::vector;
  }
  if (std::holds_alternative<Matrix<Number>>(value)) return ListKind::matrix;
  if (std::holds_alternative<Volume>(value) || std::holds_alternative<std::monostate>(value))
    return ListKind::volume;
  return std::nullopt;
}

std::optional<size_t> count_wanted(const Answer& asked) {
  const std::vector<Number>* entries = entries_wanted(asked);
  return entries ? std::optional(entries->size()) : std::nullopt;
}

ListReading read_list_answer(std::string_view text, const Value& given, const Answer& asked,
                             const ReadingOptions& options) {
  return ListAnswerReader(given, asked, options).read(text);
}

ListReading read_list_answer(const Value& given, const Answer& asked,
                             const ReadingOptions& options) {
  return ListAnswerReader(given, asked, options).read_json();
}

}  // namespace cnnsolve
