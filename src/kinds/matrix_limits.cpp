#include "kinds/matrix_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace cnnsolve {
namespace {

size_t decimal_digits(const mpz_class& whole) { return mpz_sizeinbase(whole.get_mpz_t(), 10); }

/// The digits of a unit's numbers over their common denominator. Stops where they are too many for
/// any matrix, since every further number would make them more.
size_t digits_over_common_denominator(std::span<const Number> unit) {
  mpz_class denominator = 1;
  size_t before_point = 1;
  const auto include = [&](const mpq_class& part) {
    denominator = lcm(denominator, part.get_den());
    const size_t above = decimal_digits(part.get_num()), below = decimal_digits(part.get_den());
    if (above > below) before_point = std::max(before_point, above - below + 1);
  };
  for (const Number& number : unit) {
    include(number.rational_part());
    if (const auto surd = number.surd()) {
      include(surd->coefficient);
      before_point = std::max(before_point, decimal_digits(surd->radicand));
    }
    if (decimal_digits(denominator) * unit.size() > kMostDigitsOfAll) break;
  }
  return decimal_digits(denominator) + before_point;
}

}  // namespace

void check_size(const Matrix<Number>& units, std::vector<FieldMistake>& mistakes) {
  const size_t count = units.entries.size();
  if (count > kMostWorkedEntries) {
    mistakes.push_back(
        {"matrix", fmt::format("must have at most {} entries, got {}; up to {} plain decimals are "
                               "taken with --detail answers --format json",
                               kMostWorkedEntries, count, kMostEntries)});
    return;
  }
  size_t digits = 0;
  for (size_t unit = 0; unit < units.rows && digits <= kMostDigitsOfAll; ++unit) {
    digits += units.columns * digits_over_common_denominator(units.row(unit));
  }
  if (digits <= kMostDigitsOfAll) return;
  mistakes.push_back(
      {"matrix", fmt::format("must have at most {} digits over the common denominators of its "
                             "units; write shorter numbers, or decimals for fractions",
                             kMostDigitsOfAll)});
}

void check_size(const DecimalMatrix& matrix, std::vector<FieldMistake>& mistakes) {
  const size_t count = matrix.units.entries.size();
  if (count <= kMostEntries) return;
  mistakes.push_back(
      {"matrix", fmt::format("must have at most {} entries, got {}", kMostEntries, count)});
}

}  // namespace cnnsolve
