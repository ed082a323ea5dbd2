#include "grade/compared.h"

#include <algorithm>

#include "grade/numbers.h"
#include "grade/places.h"

namespace cnnsolve {
namespace {

/// The typed sizes are the right ones in another order.
bool is_reordered(const Compared& c, bool channels_first, bool batch_in_front) {
  Shape sizes = std::get<Volume>(c.right->value).sizes;
  if (channels_first) std::rotate(sizes.begin(), sizes.end() - 1, sizes.end());
  if (batch_in_front) sizes.insert(sizes.begin(), Number(1));
  return std::equal(
      sizes.begin(), sizes.end(), c.typed().entries.begin(), c.typed().entries.end(),
      [](const Number& size, const TypedNumber& typed) { return typed.value == size; });
}

/// Puts the channels of a volume last, where they come first in the problem and, as far as the
/// sizes tell, in the answer too.
void put_channels_last(const Answer& right, Matrix<TypedNumber>& typed) {
  const auto* volume = std::get_if<Volume>(&right.value);
  if (!right.channels_first || !volume || typed.entries.size() != volume->sizes.size()) return;
  const auto hits = [&](const std::vector<TypedNumber>& sizes) {
    size_t count = 0;
    for (size_t i = 0; i < sizes.size(); ++i) count += sizes[i].value == volume->sizes[i];
    return count;
  };
  std::vector<TypedNumber> turned = typed.entries;
  std::rotate(turned.begin(), turned.begin() + 1, turned.end());
  if (hits(typed.entries) <= hits(turned)) typed.entries = std::move(turned);
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

Compared compare_answer(const Answer& right, const Value& given, const GradeOptions& options) {
  Compared c{&right, read_answer(given, right, options.reading)};
  if (!c.is_read() || c.typed().entries.empty()) return c;
  put_channels_last(right, c.reading.answer->numbers);
  const Matrix<Number> numbers = numbers_of(right.value);
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
  if (is_reordered(c, true, false)) {
    return Finding{{"channels_first"},
                   {prose("The sizes are right, but the channels come last "
                          "here.")},
                   {}};
  }
  const bool has_batch =
      is_reordered(c, false, true) || (c.right->channels_first && is_reordered(c, true, true));
  if (has_batch) {
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
