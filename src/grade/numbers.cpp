#include "grade/numbers.h"

namespace cnnsolve {
namespace {

Matrix<Number> one_row(std::vector<Number> entries) {
  Matrix<Number> row;
  row.rows = 1;
  row.columns = entries.size();
  row.entries = std::move(entries);
  return row;
}

}  // namespace

Matrix<Number> numbers_of(const AnswerValue& value) {
  if (const auto* number = std::get_if<Number>(&value)) return one_row({*number});
  if (const auto* volume = std::get_if<Volume>(&value)) return one_row(volume->sizes);
  if (const auto* vector = std::get_if<std::vector<Number>>(&value)) return one_row(*vector);
  if (const auto* matrix = std::get_if<Matrix<Number>>(&value)) return *matrix;
  return {};
}

}  // namespace cnnsolve
