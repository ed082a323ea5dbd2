#include "kinds/givens.h"

#include <algorithm>

#include "kinds/window.h"
#include "wording.h"

namespace cnnsolve {
namespace {

Prose whole_prose(Whole value) { return value == kUnknown ? prose(kUnknownText) : prose(value); }

/// "? × ? × 3".
Prose sizes_prose(const std::vector<Whole>& sizes) {
  if (std::find(sizes.begin(), sizes.end(), kUnknown) == sizes.end()) return prose(shape_of(sizes));
  Prose all;
  for (const Whole size : sizes) {
    if (!all.spans.empty()) append(all, "\u00a0×\u00a0");
    append(all, whole_prose(size));
  }
  return all;
}

Prose pair_prose(const std::array<Whole, 2>& pair) {
  if (pair[0] == pair[1]) return whole_prose(pair[0]);
  return prose(pair[0], " before, ", pair[1], " after");
}

Prose list_prose(const std::vector<Number>& values) {
  Prose result;
  for (const Number& value : values) {
    append(result, result.spans.empty() ? "(" : ", ");
    append(result, value);
  }
  append(result, ")");
  return result;
}

}  // namespace

Shape shape_of(const std::vector<Whole>& sizes) { return Shape(sizes.begin(), sizes.end()); }

std::string shape_letters(size_t sizes) {
  std::string letters;
  for (const AxisName& axis : axis_names(sizes - 1))
    letters += std::string(axis.letter) + "\u00a0×\u00a0";
  return letters.append(symbols::channels.base);
}

Prose padding_prose(const Padding& padding) {
  if (padding.mode == Padding::Mode::same) return prose(kSamePadding);
  if (padding.mode == Padding::Mode::valid) return prose(kValidPadding);
  const bool has_equal_ends = std::all_of(padding.pairs.begin(), padding.pairs.end(),
                                          [](const auto& pair) { return pair[0] == pair[1]; });
  if (has_equal_ends && padding.pairs.size() > 1) {
    Shape along;
    for (const auto& pair : padding.pairs) along.emplace_back(pair[0]);
    return prose(along);
  }
  Prose value;
  for (const auto& pair : padding.pairs) {
    append(value, prose(value.spans.empty() ? "" : "; ", pair_prose(pair)));
  }
  return value;
}

void Givens::row(const Field& field, Prose value) {
  Prose symbol = field.symbol ? prose(*field.symbol) : Prose{};
  table_.rows.push_back({prose(in_words(field.name)), std::move(symbol), std::move(value)});
}

void Givens::field(const Field& field, const std::vector<Whole>& sizes) {
  if (sizes.size() == 1 && field.symbol) return row(field, prose(Counted{sizes[0], "number"}));
  if (sizes.size() == 1) {
    table_.rows.push_back(
        {prose(field.name), prose(symbols::channels), prose(Counted{sizes[0], "channel"})});
    return;
  }
  table_.rows.push_back(
      {prose(field.name), prose(shape_letters(sizes.size())), sizes_prose(sizes)});
}

void Givens::field(const Field& field, const WantedOutput& output) {
  if (output.mode == WantedOutput::Mode::none) return;
  row(field,
      output.mode == WantedOutput::Mode::sizes ? sizes_prose(output.sizes) : prose(kSameAsInput));
}

void Givens::field(const Field& field, Whole value) {
  if (!field.quiet || value != field.at_least) row(field, whole_prose(value));
}

void Givens::field(const Field& field, const std::optional<Whole>& value) {
  if (value) row(field, prose(*value));
}

void Givens::field(const Field& field, const PerAxis& values) {
  if (values.values.empty() || (field.quiet && values == PerAxis{{field.at_least}})) return;
  row(field,
      values.values.size() == 1 ? whole_prose(values.values[0]) : prose(shape_of(values.values)));
}

void Givens::field(const Field& field, const Padding& padding) {
  row(field, padding.mode == Padding::Mode::valid ? prose(kValidPadding, ", which is none")
                                                  : padding_prose(padding));
}

void Givens::field(const Field& field, bool value) {
  if (!field.quiet || value) row(field, prose(value ? "yes" : "no"));
}

void Givens::field(const Field& field, const std::optional<Number>& value) {
  if (value) row(field, prose(*value));
}

void Givens::field(const Field& field, const std::optional<std::vector<Number>>& values) {
  if (values) row(field, list_prose(*values));
}

void Givens::field(const Field& field, const Matrix<Number>& matrix) {
  blocks_.emplace_back(MatrixBlock{*field.symbol, matrix, false});
}

Prose Givens::in_a_line() const {
  Prose line;
  for (const auto& cells : table_.rows) {
    line = prose(line, line.spans.empty() ? "" : ", ", cells[0], " ", cells[2]);
  }
  return line;
}

Section Givens::section() && {
  if (!table_.rows.empty()) blocks_.emplace_back(std::move(table_));
  return {.role = Section::Role::part, .title = "Given", .blocks = std::move(blocks_)};
}

}  // namespace cnnsolve
