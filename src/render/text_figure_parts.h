// What figures drawn with characters share.
#pragma once

#include <string>

#include "math/decimal.h"
#include "render/lines_of_text.h"
#include "render/math_text.h"
#include "render/prose_text.h"
#include "render/text_figures.h"

namespace cnnsolve {

inline std::string repeated(const std::string& piece, size_t times) {
  std::string result;
  for (size_t i = 0; i < times; ++i) result += piece;
  return result;
}

inline std::string padded(std::string text, size_t columns) {
  const size_t used = width(text);
  if (used < columns) text.append(columns - used, ' ');
  return text;
}

/// `number` is whole, though perhaps not known exactly.
inline size_t to_size(const Number& number) { return static_cast<size_t>(nearest_double(number)); }

struct Marks {
  std::string padding, input, unread, open, span, close, single;
};
inline const Marks kMarks = {"░", "█", "×", "├", "─", "┤", "│"};
inline const Marks kAsciiMarks = {".", "#", "x", "[", "-", "]", "|"};

inline const Marks& marks_for(Charset charset) {
  return charset == Charset::unicode ? kMarks : kAsciiMarks;
}

}  // namespace cnnsolve
