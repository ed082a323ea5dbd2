// What --help prints.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command_line.h"

namespace cnnsolve {

/// A command as help, manual page and completions speak of it.
struct CommandInfo {
  std::string_view name;
  std::string_view summary;
  std::vector<std::string_view> examples;  ///< command lines without the program's name
  std::vector<OptionInfo> options;
};

/// "-f, --format FORMAT", "--[no-]bias".
std::string spelling(const OptionInfo& option);

/// `cnnsolve COMMAND --help`.
std::string command_help(const CommandInfo& command);

/// `cnnsolve --help`. `examples` come first; `options` are those that most commands have.
std::string general_help(std::span<const std::string_view> examples,
                         std::span<const CommandInfo> commands,
                         const std::vector<OptionInfo>& options);

}  // namespace cnnsolve
