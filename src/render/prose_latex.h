// Words in LaTeX: whatever was written comes out as literal text.
#pragma once

#include <string>
#include <string_view>

#include "document.h"
#include "render/charset.h"
#include "render/notation.h"

namespace cnnsolve {

/// A user's text. Characters that pdflatex's standard fonts lack come out as U+6F22 and the like.
std::string literal(std::string_view text);
/// The words of a solution; straight quotation marks turn inwards. `quoted` tells, from one piece
/// to the next, whether a quotation is open.
std::string own_words(std::string_view text, bool& quoted);
/// A character that the fonts lack, or ASCII: U+6F22.
std::string code_point(char32_t character);
/// For the PDF's properties, which have no formulas and no fonts; what isn't Latin, or in ASCII no
/// ASCII, comes out as an escape.
std::string plain_string(std::string_view text, Charset charset);
/// A formula in a line of words.
std::string in_line(const std::string& math);
std::string number_latex(const Number& number, const NotationOptions& options);
std::string prose_latex(const Prose& prose, const NotationOptions& options);

}  // namespace cnnsolve
