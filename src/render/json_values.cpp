#include "render/json_values.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "math/decimal.h"
#include "math/nearest_on_line.h"
#include "render/exact_text.h"
#include "render/math_text.h"
#include "render/notation.h"

namespace cnnsolve {
namespace {

void write_double(JsonWriter& json, double value) {
  std::array<char, 32> text;
  const char* const end = fmt::format_to(text.data(), FMT_COMPILE("{}"), value);
  json.literal({text.data(), end});
}

void write_nearest(JsonWriter& json, const Number& number) {
  if (number.is_undefined()) return json.literal("null");
  if (number.is_integer() && number.small()) return json.whole(number.whole());
  if (number.is_integer()) return json.literal(digits(number));
  const double value = nearest_double(number);
  if (std::isfinite(value)) return write_double(json, value);
  // Beyond the doubles there are no digits behind the point to lose.
  json.literal(round_to(number, 17).plain());
}

void write_exactly(JsonWriter& json, const Number& number) {
  if (!number.is_exact()) return json.literal("null");
  if (const auto small = number.small()) {
    std::array<char, kLongestExactText + 2> text;
    text.front() = '"';
    char* const end = write_exactly(*small, text.data() + 1);
    *end = '"';
    return json.literal({text.data(), end + 1});
  }
  json.string(with_plain_spaces(math_text(show_exactly(number), Charset::ascii, Grouping::none)));
}

using WriteNumber = void (*)(JsonWriter& json, const Number& number);

void write_list(JsonWriter& json, std::span<const Number> numbers, WriteNumber write) {
  json.open_array(true);
  for (const Number& number : numbers) write(json, number);
  json.close_array();
}

void write_rows(JsonWriter& json, std::span<const Number> entries, size_t rows, WriteNumber write) {
  const size_t columns = entries.size() / rows;
  json.open_array();
  for (size_t r = 0; r < rows; ++r) write_list(json, entries.subspan(r * columns, columns), write);
  json.close_array();
}

void write_with(JsonWriter& json, const AnswerValue& value, WriteNumber write) {
  if (const auto* number = std::get_if<Number>(&value)) {
    write(json, *number);
  } else if (const auto* volume = std::get_if<Volume>(&value)) {
    write_list(json, volume->sizes, write);
  } else if (const auto* shapes = std::get_if<Shapes>(&value)) {
    json.open_array();
    for (const Shape& shape : shapes->rows) write_list(json, shape, write);
    json.close_array();
  } else if (const auto* vector = std::get_if<std::vector<Number>>(&value)) {
    write_list(json, *vector, write);
  } else if (const auto* matrix = std::get_if<Matrix<Number>>(&value)) {
    write_rows(json, matrix->entries, matrix->rows, write);
  } else if (const auto* word = std::get_if<ChosenWord>(&value)) {
    json.own_string(word->name());
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    json.literal(*truth ? "true" : "false");
  } else {
    json.literal("null");
  }
}

bool is_fraction(const Number& number) { return number.is_exact() && !number.is_integer(); }

bool any_fraction(std::span<const Number> numbers) {
  return std::any_of(numbers.begin(), numbers.end(), is_fraction);
}

/// Writes the entries of one mapped matrix.
class MappedWriter {
 public:
  MappedWriter(JsonWriter& json, const MappedMatrix& mapped)
      : json_(json), x_(mapped.x->units), by_rows_(mapped.by_rows) {
    for (const Polynomial& function : mapped.functions) {
      const LinearFunction line = function_of_units(function, mapped.x->places);
      lines_.emplace_back(line.a(), line.b());
    }
  }

  void write() {
    json_.open_array();
    for (size_t row = 0; row < x_.rows; ++row) {
      json_.open_array(true);
      for (size_t column = 0; column < x_.columns; ++column) {
        entry(lines_[by_rows_ ? row : column], x_.at(row, column));
      }
      json_.close_array();
    }
    json_.close_array();
  }

 private:
  void entry(const NearestOnLine& line, std::int64_t units) {
    if (line.is_undefined()) return json_.literal("null");
    // Beyond, a whole number has digits that its double doesn't tell.
    constexpr double kWholeInDoubles = 9007199254740992;
    const std::optional<double> value = line.nearest(units);
    if (!value || std::fabs(*value) >= kWholeInDoubles) {
      return write_nearest(json_, line.exact(units));
    }
    write_double(json_, *value);
  }

  JsonWriter& json_;
  const Matrix<std::int64_t>& x_;
  bool by_rows_;
  std::vector<NearestOnLine> lines_;
};

void write_with(JsonWriter& json, const PlainAnswers& answers, const PlainAnswers::Entry& entry,
                WriteNumber write) {
  using Kind = PlainAnswers::Kind;
  switch (entry.kind) {
    case Kind::none:
      return json.literal("null");
    case Kind::number:
      return write(json, answers.numbers(entry)[0]);
    case Kind::volume:
    case Kind::vector:
      return write_list(json, answers.numbers(entry), write);
    case Kind::shapes:
      json.open_array();
      answers.for_each_shape(
          entry, [&](std::span<const Number> sizes) { write_list(json, sizes, write); });
      return json.close_array();
    case Kind::matrix:
      return write_rows(json, answers.numbers(entry), entry.rows, write);
    case Kind::mapped:
      return MappedWriter(json, answers.mapped(entry)).write();
    case Kind::word:
      return json.own_string(entry.word.name());
    case Kind::truth:
      return json.literal(entry.truth ? "true" : "false");
  }
}

void write_name(JsonWriter& json, const PlainAnswers::Entry& entry) {
  if (entry.index == 0) return json.own_key(entry.name);
  json.own_key(PlainAnswers::full_name(entry));
}

}  // namespace

void write_answers(JsonWriter& json, const PlainAnswers& answers) {
  json.own_key("answers");
  json.open_object();
  for (const PlainAnswers::Entry& entry : answers.entries()) {
    write_name(json, entry);
    write_value(json, answers, entry);
  }
  json.close_object();
  json.own_key("exact");
  json.open_object();
  for (const PlainAnswers::Entry& entry : answers.entries()) {
    if (!is_listed_exactly(answers, entry)) continue;
    write_name(json, entry);
    write_exact_value(json, answers, entry);
  }
  json.close_object();
}

void write_value(JsonWriter& json, const PlainAnswers& answers, const PlainAnswers::Entry& entry) {
  write_with(json, answers, entry, write_nearest);
}

bool is_listed_exactly(const PlainAnswers& answers, const PlainAnswers::Entry& entry) {
  // As below, sizes are never fractions, and a mapped matrix is a large one.
  using Kind = PlainAnswers::Kind;
  return entry.kind != Kind::volume && entry.kind != Kind::shapes &&
         any_fraction(answers.numbers(entry));
}

void write_exact_value(JsonWriter& json, const PlainAnswers& answers,
                       const PlainAnswers::Entry& entry) {
  write_with(json, answers, entry, write_exactly);
}

void write_value(JsonWriter& json, const AnswerValue& value) {
  write_with(json, value, write_nearest);
}

void write_value(JsonWriter& json, const Number& number) { write_nearest(json, number); }

bool is_listed_exactly(const AnswerValue& value) {
  if (const auto* number = std::get_if<Number>(&value)) return is_fraction(*number);
  if (const auto* vector = std::get_if<std::vector<Number>>(&value)) return any_fraction(*vector);
  const auto* matrix = std::get_if<Matrix<Number>>(&value);
  return matrix && matrix->entries.size() <= kMostExactEntries && any_fraction(matrix->entries);
}

void write_exact_value(JsonWriter& json, const AnswerValue& value) {
  write_with(json, value, write_exactly);
}

}  // namespace cnnsolve
