// What was typed, in short.
#pragma once

#include <string>
#include <string_view>

#include "value.h"

namespace cnnsolve {

/// What was typed, on one line, printable and at most `most` ≥ 1 characters long, for a report.
std::string as_typed(const Value& given, size_t most);

/// The first `most` characters of `text`, the last of them "…" where there are more.
std::string shortened(std::string_view text, size_t most);

/// How much of an answer a sentence about it shows.
inline constexpr size_t kMostShown = 40;

}  // namespace cnnsolve
