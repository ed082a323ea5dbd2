// Figures drawn with characters.
#pragma once

#include <string>
#include <vector>

#include "document.h"
#include "render/charset.h"

namespace cnnsolve {

// The lines of the drawing, in `room` columns where that can be.
std::vector<std::string> draw(const BlockFigure& figure, Charset charset, size_t room);
std::vector<std::string> draw(const LayerFigure& figure, Charset charset, size_t room);
std::vector<std::string> draw(const PointsFigure& figure, Charset charset, size_t room);
std::vector<std::string> draw(const BarsFigure& figure, Charset charset, size_t room);
std::vector<std::string> draw(const FieldsFigure& figure, Charset charset, size_t room);
inline std::vector<std::string> draw(const Figure& figure, Charset charset, size_t room = 76) {
  return std::visit([&](const auto& drawn) { return draw(drawn, charset, room); }, figure);
}

}  // namespace cnnsolve
