// Streams of problems: NDJSON in, NDJSON out.
#pragma once

#include <istream>
#include <string>

#include "output.h"
#include "render/render.h"

namespace cnnsolve {

/// Solves a problem (or homework) a line and writes a result a line, in order. A bad line gives an
/// object with its errors, and the rest goes on; empty lines are passed over. Returns whether all
/// lines were good. Throws OutputError, and InputError where the input, called `name`, breaks off
/// unread.
bool solve_lines(std::istream& input, const std::string& name, Output& output,
                 const RenderOptions& options);

}  // namespace cnnsolve
