// Scripts that complete command lines of cnnsolve in a shell.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "help.h"

namespace cnnsolve {

enum class Shell : std::uint8_t { bash, zsh, fish };
inline constexpr std::array<std::string_view, 3> kShellNames = {"bash", "zsh", "fish"};

std::string completions(Shell shell, std::span<const CommandInfo> commands);

}  // namespace cnnsolve
