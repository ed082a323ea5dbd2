// Mathematics in LaTeX's notation, for LaTeX itself and for the KaTeX and MathJax of Markdown.
#pragma once

#include <string>

#include "render/notation.h"

namespace cnnsolve {

/// E.g. "\frac{15 - 3 + 2 \cdot 1}{1} + 1". The ink was laid out with stacked fractions.
std::string math_latex(const Ink& ink);

/// "15 \times 15 \times 28".
std::string shape_latex(const Shape& shape);

}  // namespace cnnsolve
