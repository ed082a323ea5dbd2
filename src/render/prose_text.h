// Prose as a line of text, before it is wrapped.
#pragma once

#include <string>

#include "document.h"
#include "render/charset.h"
#include "render/notation.h"

namespace cnnsolve {

/// Numbers, symbols and shapes in it hold together: their spaces are no-break spaces.
std::string prose_text(const Prose& prose, Charset charset, const NotationOptions& options);
std::string span_text(const Span& span, Charset charset, const NotationOptions& options);

/// "✓ correct", with a sign for those who don't see the colours; in ASCII the words alone.
std::string signed_words(Verdict verdict, Charset charset);

/// A number in a sentence: "≈ 0.333" is set where it is rounded.
std::string number_text(const Number& number, Charset charset, const NotationOptions& options);

}  // namespace cnnsolve
