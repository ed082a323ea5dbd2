#include "grade/compared.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "grade/numbers.h"
#include "grade/places.h"

namespace cnnsolve {
namespace {

/// The typed sizes are the right ones in another order.
bool is_reordered(const Compared& c, bool channels_first, bool batch_in_front) {
  Shape sizes = std::get<Volume>(c.right->value).sizes;
  if (channels_first) std::rotate(sizes.begin(), sizes.end() - 1, sizes.end());
  std::span<const TypedNumber> typed = c.typed().entries;
  if (batch_in_front) {
    if (!may_be_batch(typed[0])) return false;
    typed = typed.subspan(1);
  }
  return std::equal(
      sizes.begin(), sizes.end(), typed.begin(), typed.end(),
      [](const Number& size, const TypedNumber& given) { return given.value == size; });
}

/// Puts the channels of a volume last, where they come first in the problem and, as far as the
/// sizes tell, in the answer too. What they don't tell is as usual, or as in the problem.
ChannelOrder put_channels_last(const Answer& right, Matrix<TypedNumber>& typed,
                               ChannelOrder usual) {
  const auto* volume = std::get_if<Volume>(&right.value);
  if (!right.channels_first || !volume || typed.entries.size() != volume->sizes.size()) {
    return ChannelOrder::unknown;
  }
  const auto hits = [&](const std::vector<TypedNumber>& sizes) {
    size_t count = 0;
    for (size_t i = 0; i < sizes.size(); ++i) count += sizes[i].value == volume->sizes[i];
    return count;
  };
  std::vector<TypedNumber> turned = typed.entries;
  std::rotate(turned.begin(), turned.begin() + 1, turned.end());
  const size_t hits_last = hits(typed.entries), hits_first = hits(turned);
  const ChannelOrder order = hits_last < hits_first   ? ChannelOrder::first
                             : hits_first < hits_last ? ChannelOrder::last
                                                      : ChannelOrder::unknown;
  const bool are_last = order == ChannelOrder::last ||
                        (order == ChannelOrder::unknown && usual == ChannelOrder::last);
  if (!are_last) typed.entries = std::move(turned);
  return order;
}

/// Compares lists of solutions, which may stand in any order. Each is right or wrong as a whole,
/// and right too where it is one that isn't listed.
void compare_solutions(Compared& c, const Matrix<Number>& right, const GradeOptions& options) {
  const bool is_vector = std::holds_alternative<std::vector<Number>>(c.right->value);
  const size_t length = is_vector ? 1 : right.columns;
  const std::vector<TypedNumber>& typed = c.typed().entries;
  c.has_other_shape = is_vector ? c.typed().rows != 1 : c.typed().columns != length;
  if (c.has_other_shape) return;
  const auto is_typed_before = [&](size_t first) {
    for (size_t other = 0; other < first; other += length) {
      bool are_equal = true;
      for (size_t i = 0; i < length; ++i) {
        are_equal = are_equal && typed[other + i].value == typed[first + i].value;
      }
      if (are_equal) return true;
    }
    return false;
  };
  // How far a solution is from a typed one; nothing where that isn't it.
  const auto distance = [&](size_t first, size_t solution) -> std::optional<Number> {
    Number sum;
    for (size_t i = 0; i < length; ++i) {
      const Number& wanted = right.entries[solution * length + i];
      if (compare(typed[first + i], wanted, options.tolerance) != Match::right) return std::nullopt;
      sum = sum + abs(typed[first + i].value - wanted);
    }
    return sum;
  };
  const auto is_another = [&](size_t first) {
    std::vector<Number> values;
    for (size_t i = 0; i < length; ++i) values.push_back(typed[first + i].value);
    return c.right->accepts && c.right->accepts(values);
  };
  std::vector<char> is_given(right.entries.size() / length);
  size_t others = 0;
  for (size_t first = 0; first < typed.size(); first += length) {
    std::optional<Number> least;
    size_t nearest = 0;
    for (size_t solution = 0; solution < is_given.size(); ++solution) {
      const auto off = is_given[solution] ? std::nullopt : distance(first, solution);
      if (!off || (least && !(*off < *least))) continue;
      least = off;
      nearest = solution;
    }
    const bool is_repeated = is_typed_before(first);
    if (least && !is_repeated) {
      is_given[nearest] = true;
    } else if (!is_repeated && is_another(first)) {
      others += length;
    } else {
      for (size_t i = 0; i < length; ++i) c.wrong.push_back(first + i);
      for (size_t i = 0; is_repeated && i < length; ++i) c.repeated.push_back(first + i);
    }
  }
  const size_t listed = typed.size() - others;
  if (listed < right.entries.size()) c.missing = right.entries.size() - listed;
}

void compare_entries(Compared& c, const Matrix<Number>& right, const GradeOptions& options) {
  c.has_other_shape = c.typed().rows != right.rows || c.typed().columns != right.columns;
  for (size_t i = 0; i < c.typed().entries.size(); ++i) {
    const Match match = c.has_other_shape ? Match::wrong
                                          : compare(c.typed().entries[i], right.entries[i],
                                                    options.tolerance, !is_list(c.right->value));
    if (match == Match::wrong) c.wrong.push_back(i);
    if (c.typed().entries[i].is_blank) c.blank.push_back(i);
    if (match == Match::too_few_figures) c.too_few_figures.push_back(i);
  }
}

bool is_transposed(const Compared& c, const GradeOptions& options) {
  const auto* right = std::get_if<Matrix<Number>>(&c.right->value);
  if (!right) return false;
  const Matrix<Number> turned = right->transposed();
  return turned.rows == c.typed().rows && turned.columns == c.typed().columns &&
         std::equal(turned.entries.begin(), turned.entries.end(), c.typed().entries.begin(),
                    [&](const Number& entry, const TypedNumber& typed) {
                      return compare(typed, entry, options.tolerance) == Match::right;
                    });
}

}  // namespace

bool is_list(const AnswerValue& value) {
  return std::holds_alternative<std::vector<Number>>(value) ||
         std::holds_alternative<Matrix<Number>>(value);
}

namespace {

Compared compare_as_read(const Answer& right, const Value& given, const GradeOptions& options,
                         ChannelOrder usual) {
  Compared c{&right, read_answer(given, right, options.reading)};
  if (!c.is_read() || c.typed().entries.empty()) return c;
  c.order = put_channels_last(right, c.reading.answer->numbers, usual);
  const Matrix<Number> numbers = numbers_of(right.value);
  if (right.name == kSolutions) {
    compare_solutions(c, numbers, options);
    return c;
  }
  compare_entries(c, numbers, options);
  return c;
}

/// The same, but that a number in JSON is a text too: whoever writes 9.472 there may mean 9472.
Value as_texts(Value value) {
  if (value.type == Value::Type::number) value.type = Value::Type::string;
  for (Value& item : value.items) item = as_texts(std::move(item));
  return value;
}

bool has_any(const Value& given, const char* separators) {
  return given.text.find_first_of(separators) != std::string::npos ||
         std::any_of(given.items.begin(), given.items.end(),
                     [&](const Value& item) { return has_any(item, separators); });
}

size_t count_right(const Compared& c) {
  if (!c.is_read() || c.has_other_shape) return 0;
  return c.typed().entries.size() - c.wrong.size() - c.too_few_figures.size();
}

/// Whether more is right where points begin decimals and commas part groups of digits, or the other
/// way round.
bool can_be_read_better(const Compared& c, const Value& given, GradeOptions options,
                        ChannelOrder usual) {
  if (!c.is_read() || is_right(c) || !has_any(given, ".,")) return false;
  const Value texts = as_texts(given);
  const auto is_better = [&](bool decimal_comma) {
    options.reading.decimal_comma = decimal_comma;
    return count_right(compare_as_read(*c.right, texts, options, usual)) > count_right(c);
  };
  // Where points begin decimals, it has been read so.
  const bool has_points = !options.reading.decimal_comma;
  return is_better(true) || (!has_points && is_better(false));
}

Unreadable read_in_two_ways(const Value& given, const ReadingOptions& options) {
  const char* decimals = options.decimal_comma ? "comma" : "point";
  Unreadable problem = unreadable(
      {Reason::ambiguous,
       fmt::format(
           "with decimals or with digits in groups of three; write decimals behind a {} and "
           "groups without a separator",
           decimals)},
      as_typed(given, kMostShown));
  // The commonest case has a code of its own.
  if (!options.decimal_comma && has_any(given, ".")) problem.code = "dot_for_groups";
  return problem;
}

}  // namespace

Compared compare_answer(const Answer& right, const Value& given, const GradeOptions& options,
                        ChannelOrder usual) {
  Compared c = compare_as_read(right, given, options, usual);
  // What can be read as the right number too isn't called wrong.
  if (!can_be_read_better(c, given, options, usual)) return c;
  return {&right, {std::nullopt, read_in_two_ways(given, options.reading), {}}};
}

bool is_right(const Compared& c) {
  if (!c.is_read()) return false;
  if (!c.typed().entries.empty()) {
    return !c.has_other_shape && c.wrong.empty() && c.too_few_figures.empty() && c.missing == 0 &&
           !numbers_of(c.right->value).entries.empty();
  }
  const std::string& word = c.reading.answer->word;
  if (const auto* chosen = std::get_if<ChosenWord>(&c.right->value)) return word == chosen->name();
  if (const auto* truth = std::get_if<bool>(&c.right->value)) {
    return word == (*truth ? "yes" : "no");
  }
  return word == "none" && std::holds_alternative<std::monostate>(c.right->value);
}

std::string places(const Compared& c, const std::vector<size_t>& entries) {
  return std::holds_alternative<Matrix<Number>>(c.right->value)
             ? matrix_places(entries, c.typed().columns)
             : vector_places(entries);
}

std::optional<Finding> find_other_order(const Compared& c, const GradeOptions& options) {
  if (is_transposed(c, options)) {
    return Finding{{"transposed"},
                   {prose("The numbers are right, but rows and columns are "
                          "swapped.")},
                   {}};
  }
  if (!std::holds_alternative<Volume>(c.right->value)) return std::nullopt;
  // Where the channels may come first, nothing is said of them.
  const bool may_be_first = c.right->channels_first;
  if (!may_be_first && is_reordered(c, true, false)) {
    return Finding{{"channels_first"},
                   {prose("The sizes are right, but the channels come last "
                          "here.")},
                   {}};
  }
  if (is_reordered(c, false, true) || (may_be_first && is_reordered(c, true, true))) {
    return Finding{{"batch_in_front"},
                   {prose("The sizes are right, but the batch isn't part of "
                          "the volume.")},
                   {}};
  }
  if (is_reordered(c, true, true)) {
    return Finding{{"channels_first", "batch_in_front"},
                   {prose("The sizes are right, but the batch isn't part of the volume, and the "
                          "channels come last here.")},
                   {}};
  }
  return std::nullopt;
}

std::optional<Compared> turned_back(const Compared& c, const GradeOptions& options) {
  const auto* right = std::get_if<Matrix<Number>>(&c.right->value);
  const Matrix<TypedNumber>& typed = c.typed();
  if (!right || !c.has_other_shape || typed.rows != right->columns ||
      typed.columns != right->rows) {
    return std::nullopt;
  }
  Compared turned{c.right, c.reading};
  turned.reading.answer->numbers = typed.transposed();
  compare_entries(turned, *right, options);
  // Else it is as likely to be another matrix.
  const bool is_it = 2 * turned.wrong.size() <= typed.entries.size();
  return is_it ? std::optional(std::move(turned)) : std::nullopt;
}

Prose wrong_shape_sentence(const Compared& c) {
  const Matrix<Number> right = numbers_of(c.right->value);
  const Matrix<TypedNumber>& typed = c.typed();
  const auto counted = [](size_t count, const char* noun) {
    return prose(Counted{Number(count), noun});
  };
  if (c.right->name == kSolutions) {
    return prose("Each solution must have ", counted(right.columns, "number"), ".");
  }
  if (std::holds_alternative<Matrix<Number>>(c.right->value)) {
    return prose("This matrix has ", counted(typed.rows, "row"), " and ",
                 counted(typed.columns, "column"), ". It must have ", counted(right.rows, "row"),
                 " and ", counted(right.columns, "column"), ".");
  }
  if (std::holds_alternative<Volume>(c.right->value)) {
    return prose("This has ", counted(typed.columns, "size"), ". It must have ",
                 counted(right.columns, "size"), ".");
  }
  return prose("This vector has length ", typed.columns, ". It must have length ", right.columns,
               ".");
}

}  // namespace cnnsolve
