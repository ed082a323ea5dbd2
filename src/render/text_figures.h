// Figures drawn with characters.
#pragma once

#include <string>
#include <vector>

#include "document.h"
#include "render/charset.h"

namespace cnnsolve {

/// The lines of the drawing, in `room` columns where that can be.
std::vector<std::string> draw(const Figure& figure, Charset charset, size_t room = 76);

}  // namespace cnnsolve
