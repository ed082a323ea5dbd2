#include "grade/compared.h"

#include <algorithm>
#include <span>
#include <utility>

#include "grade/numbers.h"
#include "grade/places.h"

namespace cnnsolve {
namespace {

/// What stands for the batch: 1, or frameworks' None and -1, which say that it may be any.
bool may_be_batch(const TypedNumber& size) {
  return size.value.is_undefined() || size.value == 1 || size.value == -1;
}

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

/// All solutions, in the order in which those that were typed stand. The others fill the gaps.
Matrix<Number> in_order_of(const Matrix<TypedNumber>& typed, Matrix<Number> solutions) {
  if (typed.rows != solutions.rows || typed.columns != solutions.columns) return solutions;
  const size_t length = typed.rows == 1 ? 1 : typed.columns;
  const auto row = [&](size_t i) {
    return solutions.entries.begin() + static_cast<std::ptrdiff_t>(i);
  };
  for (size_t i = 0; i < typed.entries.size(); i += length) {
    // Those that stand before are taken only if they aren't where they belong already.
    for (size_t j = 0; j < typed.entries.size(); j += length) {
      const auto is_typed_at = [&](size_t place) {
        return std::equal(row(j), row(j + length),
                          typed.entries.begin() + static_cast<std::ptrdiff_t>(place),
                          [](const Number& a, const TypedNumber& b) { return b.value == a; });
      };
      if (!is_typed_at(i) || is_typed_at(j)) continue;
      std::swap_ranges(row(i), row(i + length), row(j));
      break;
    }
  }
  return solutions;
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

Compared compare_answer(const Answer& right, const Value& given, const GradeOptions& options,
                        ChannelOrder usual) {
  Compared c{&right, read_answer(given, right, options.reading)};
  if (!c.is_read() || c.typed().entries.empty()) return c;
  c.order = put_channels_last(right, c.reading.answer->numbers, usual);
  Matrix<Number> numbers = numbers_of(right.value);
  if (right.name == kSolutions) numbers = in_order_of(c.typed(), std::move(numbers));
  c.has_other_shape = c.typed().rows != numbers.rows || c.typed().columns != numbers.columns;
  for (size_t i = 0; i < c.typed().entries.size(); ++i) {
    const Match match = c.has_other_shape ? Match::wrong
                                          : compare(c.typed().entries[i], numbers.entries[i],
                                                    options.tolerance, !is_list(right.value));
    if (match == Match::wrong) c.wrong.push_back(i);
    if (match == Match::too_few_figures) c.too_few_figures.push_back(i);
  }
  return c;
}

bool is_right(const Compared& c) {
  if (!c.is_read()) return false;
  if (!c.typed().entries.empty()) {
    return c.wrong.empty() && c.too_few_figures.empty() &&
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

Prose wrong_shape_sentence(const Compared& c) {
  const Matrix<Number> right = numbers_of(c.right->value);
  const Matrix<TypedNumber>& typed = c.typed();
  const auto counted = [](size_t count, const char* noun) {
    return prose(Counted{Number(count), noun});
  };
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
