// The manual page.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "help.h"

namespace cnnsolve {

/// In roff, for section 1. `version`: "0.1.0".
std::string man_page(std::span<const CommandInfo> commands, std::string_view version);

}  // namespace cnnsolve
