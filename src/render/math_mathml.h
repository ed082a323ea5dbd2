// Mathematics and words as they stand in an HTML page.
#pragma once

#include <string>
#include <string_view>

#include "render/notation.h"

namespace cnnsolve {

/// One MathML element, to stand inside <math>, e.g. "<mfrac><mn>14</mn><mn>1</mn></mfrac>". The ink
/// was laid out with stacked fractions.
std::string math_mathml(const Ink& ink);

/// Words as HTML text or attribute: printable, and with no character that HTML gives a meaning.
std::string markup(std::string_view words);

}  // namespace cnnsolve
