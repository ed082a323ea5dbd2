// Mathematics as a line of text.
#pragma once

#include <string>

#include "render/charset.h"
#include "render/notation.h"

namespace cnnsolve {

enum class Grouping : std::uint8_t { thousands, none };

/// E.g. "(15 − 3 + 2 · 1)/1 + 1", or "(15 - 3 + 2 * 1)/1 + 1" in ASCII. Spaces that a line mustn't
/// be broken at are no-break spaces.
std::string math_text(const Ink& ink, Charset charset, Grouping grouping = Grouping::thousands);
/// The same at the end of a text, with its thousands grouped.
void append_math(std::string& text, const Ink& ink, Charset charset);

/// The digits of a numeral, in groups of three before the point: "917,504".
std::string grouped(const std::string& digits);

/// "15 × 15 × 28", or "15 x 15 x 28"; it is never broken.
std::string shape_text(const Shape& shape, Charset charset);
void append_shape(std::string& text, const Shape& shape, Charset charset);

}  // namespace cnnsolve
