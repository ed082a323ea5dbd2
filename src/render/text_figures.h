// Figures drawn with characters.
#pragma once

#include <string>
#include <vector>

#include "document.h"
#include "render/charset.h"

namespace cnnsolve {

/// The lines of the drawing, which are as wide as it needs.
std::vector<std::string> draw(const Figure& figure, Charset charset);

}  // namespace cnnsolve
