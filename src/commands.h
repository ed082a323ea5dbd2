// The table of commands: what each takes, and what it asks for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common_options.h"
#include "help.h"
#include "marking_options.h"

namespace cnnsolve {

/// What may stand on a command's line, as it was given.
struct Arguments {
  CommonTexts common;
  Flags flags;                         ///< of a kind of problems
  std::optional<std::string> subject;  ///< the file, the shell or the schema that it is about
  std::vector<std::string> compared;   ///< files
  MarkingTexts marking;
};

struct Command {
  std::string_view name;
  std::string_view summary;
  std::vector<std::string_view> examples;  ///< command lines without the program's name
  void (*add_options)(const Command& command, CommandLine& line, Arguments& arguments);
  void (*read)(const Command& command, const Arguments& arguments, Request& request,
               std::vector<Mistake>& mistakes);
};

std::span<const Command> commands();
/// The command of that name, or null.
const Command* find_command(std::string_view name);
/// What stands for a command that isn't named.
const Command& default_command();

CommandInfo info_of(const Command& command);

/// The options that may stand before a command.
void add_leading_options(CommandLine& line, CommonTexts& texts);

}  // namespace cnnsolve
