// Solutions as JSON: the answers, their exact forms, and the derivation as data.
#pragma once

#include <string>
#include <vector>

#include "input_error.h"
#include "render/render.h"

namespace cnnsolve {

/// One line of a stream's results, with its newline.
std::string render_json_line(size_t line, const SolvedHomework& homework,
                             const RenderOptions& options);
/// The line that stands for a bad one.
std::string render_json_errors(size_t line, const std::vector<Mistake>& mistakes,
                               const RenderOptions& options);

}  // namespace cnnsolve
