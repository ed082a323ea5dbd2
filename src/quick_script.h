// The answers of a line that are plain JSON, read without nlohmann_json.
//
// What isn't plain is refused without a word; scripts.h then reads the line again and says what is
// wrong. So this must never read anything otherwise than that does.
#pragma once

#include <optional>
#include <string_view>

#include "answer_key.h"

namespace cnnsolve {

struct QuickScript {
  Script script;
  std::optional<std::string_view> problem;  ///< its JSON, where the line has one
};

/// Nothing where the line must go the careful way.
std::optional<QuickScript> read_quick_script(std::string_view line);

}  // namespace cnnsolve
