// What the layouts of drawings share.
#pragma once

#include <string>
#include <vector>

#include "render/drawing.h"
#include "render/lines_of_text.h"
#include "render/math_text.h"
#include "render/prose_text.h"

namespace cnnsolve {

inline constexpr double kLine = 2.2;  // from one line of words to the next

inline std::vector<Point> rectangle(Point corner, double width, double height) {
  const double right = corner.x + width, bottom = corner.y + height;
  return {corner, {right, corner.y}, {right, bottom}, {corner.x, bottom}};
}

/// A shape in a description, which has no line breaks to forbid.
inline std::string description_of(const Shape& shape) {
  return with_plain_spaces(shape_text(shape, Charset::unicode));
}

}  // namespace cnnsolve
