// JSON as a tree of raw values.
#pragma once

#include <string>
#include <string_view>

#include "value.h"

namespace cnnsolve {

/// Throws InputError where `text` isn't one JSON value: a syntax error at "source:line:column", a
/// field given twice, more than 64 levels of nesting, more values than 2^21. `source` names the
/// input; where it is empty, as in a stream of lines, only the column is told.
Value parse_json(std::string_view text, const std::string& source);

}  // namespace cnnsolve
