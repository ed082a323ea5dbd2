// A drawing as a TikZ picture inside a LaTeX document.
#pragma once

#include <functional>
#include <string>

#include "render/drawing.h"

namespace cnnsolve {

/// A tikzpicture, at most `room` wide, in widths of a digit, which are a drawing's units here.
/// `words` writes a label in LaTeX.
std::string tikz(const Drawing& drawing, double room,
                 const std::function<std::string(const Prose&)>& words);

}  // namespace cnnsolve
