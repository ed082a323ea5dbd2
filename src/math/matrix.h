// A rectangle of numbers, stored row by row.
#pragma once

#include <cstddef>
#include <vector>

namespace cnnsolve {

template <class T>
struct Matrix {
  size_t rows = 0;
  size_t columns = 0;
  std::vector<T> entries;

  Matrix() = default;
  Matrix(size_t row_count, size_t column_count)
      : rows(row_count), columns(column_count), entries(row_count * column_count) {}

  T& at(size_t row, size_t column) { return entries[row * columns + column]; }
  const T& at(size_t row, size_t column) const { return entries[row * columns + column]; }

  std::vector<T> row(size_t index) const {
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(index * columns);
    return std::vector<T>(begin, begin + static_cast<std::ptrdiff_t>(columns));
  }

  bool operator==(const Matrix&) const = default;

  Matrix transposed() const {
    Matrix result(columns, rows);
    for (size_t r = 0; r < rows; ++r) {
      for (size_t c = 0; c < columns; ++c) result.at(c, r) = at(r, c);
    }
    return result;
  }
};

}  // namespace cnnsolve
