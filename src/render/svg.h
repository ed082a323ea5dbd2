// A drawing as SVG inside an HTML page.
#pragma once

#include <string>

#include "render/drawing.h"
#include "render/notation.h"

namespace cnnsolve {

/// One <svg> element. Its parts have the classes "fill-input", "stroke-outline" and so on, one for
/// each Ground, for the page to colour; lines with dashes are also "dashed".
std::string svg(const Drawing& drawing, const NotationOptions& options);

}  // namespace cnnsolve
