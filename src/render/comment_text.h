// What is said of a mark, as plain text on one line for each sentence and formula.
#pragma once

#include <string>

#include "grade/mark.h"
#include "render/render.h"

namespace cnnsolve {

/// Empty where there is nothing to say. Doesn't tell the right answer.
std::string comment_text(const Mark& mark, const RenderOptions& options);

}  // namespace cnnsolve
