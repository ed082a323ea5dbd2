// What the tests of marking hand in: numbers with how they were written, and solved problems.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "grade/slip.h"
#include "homework.h"
#include "math/read_number.h"
#include "parse_json.h"
#include "reading/reading.h"
#include "render/prose_text.h"

namespace cnnsolve {

/// A number as it was typed: "2.50" has three figures, "5/2" and "undefined" are no decimals.
inline TypedNumber typed(const std::string& text) {
  if (text == "undefined") return {Number::undefined()};
  TypedNumber number{read_number(text).number.value()};
  const size_t mantissa_end = std::min(text.find('e'), text.size());
  const std::string mantissa = text.substr(0, mantissa_end);
  number.is_decimal = mantissa.find_first_not_of("+-.0123456789") == std::string::npos;
  if (!number.is_decimal) return {number.value};
  const size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
  for (size_t i = first; i < mantissa.size(); ++i) number.figures += mantissa[i] != '.';
  const size_t point = mantissa.find('.');
  if (point != std::string::npos) {
    number.last_place = -static_cast<long>(mantissa.size() - point - 1);
  }
  if (mantissa_end < text.size()) number.last_place += std::stol(text.substr(mantissa_end + 1));
  return number;
}

/// Rows between semicolons, entries between spaces: "1/2 0.5; 3 4".
inline Matrix<TypedNumber> typed_matrix(const std::string& text) {
  Matrix<TypedNumber> matrix;
  matrix.rows = 1;
  std::string entry;
  for (const char c : text + " ") {
    if (c != ' ' && c != ';') {
      entry += c;
      continue;
    }
    if (!entry.empty()) matrix.entries.push_back(typed(entry));
    entry.clear();
    if (c == ';') ++matrix.rows;
  }
  matrix.columns = matrix.entries.size() / matrix.rows;
  return matrix;
}

/// The right answers to a problem in JSON and what its wrong ones are compared with.
inline Suspects suspects_of(std::string_view json) {
  const Exercise exercise = read_homework(parse_json(json, "problem"), {}).exercises.at(0);
  return {worked_answers(exercise.problem),
          [problem = exercise.problem] { return named_slips(problem); }};
}

/// A sentence with plain spaces.
inline std::string text_of(const Prose& prose) {
  std::string text = prose_text(prose, Charset::unicode, {});
  const std::string no_break_space = "\u00a0";
  for (size_t at = 0; (at = text.find(no_break_space, at)) != std::string::npos;) {
    text.replace(at, no_break_space.size(), " ");
  }
  return text;
}

}  // namespace cnnsolve
