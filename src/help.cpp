#include "help.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "render/lines_of_text.h"

namespace cnnsolve {
namespace {

using Group = OptionInfo::Group;

/// What an option is for, beside its spelling, or below it where that is long.
std::string option_help(const std::string& spelling, const std::string& description) {
  constexpr size_t kWidth = 80, kColumn = 25;
  std::string text = "  " + spelling;
  if (text.size() + 2 > kColumn) {
    text += '\n';
    text.append(kColumn, ' ');
  } else {
    text.append(kColumn - text.size(), ' ');
  }
  bool first = true;
  for (const std::string& line : wrap(description, kWidth - kColumn)) {
    if (!first) text.append(kColumn, ' ');
    text += line + '\n';
    first = false;
  }
  return text;
}

std::string examples_help(std::span<const std::string_view> lines) {
  std::string text;
  for (const std::string_view line : lines) text += fmt::format("  cnnsolve {}\n", line);
  return text;
}

/// The options of a group, a line each.
std::string options_help(const std::vector<OptionInfo>& options, Group group) {
  std::string text;
  for (const OptionInfo& option : options) {
    if (option.group == group) text += option_help(spelling(option), option.help);
  }
  return text;
}

}  // namespace

std::string spelling(const OptionInfo& option) {
  if (option.can_be_negated) return "--[no-]" + option.long_name().substr(2);
  const std::string argument = option.argument.empty() ? "" : " " + option.argument;
  return fmt::format("{}{}", fmt::join(option.names, ", "), argument);
}

std::string command_help(const CommandInfo& command) {
  std::string text = fmt::format("cnnsolve {}: {}\n\nExamples:\n", command.name, command.summary);
  text += examples_help(command.examples);
  constexpr std::array<std::pair<Group, const char*>, 3> kGroups = {
      {{Group::problem, "The problem"}, {Group::subject, "What"}, {Group::output, "The output"}}};
  for (const auto& [group, heading] : kGroups) {
    const std::string options = options_help(command.options, group);
    if (!options.empty()) text += fmt::format("\n{}:\n{}", heading, options);
  }
  return text;
}

std::string general_help(std::span<const std::string_view> examples,
                         std::span<const CommandInfo> commands,
                         const std::vector<OptionInfo>& options) {
  std::string text =
      "Solves homework on convolutional networks, shows every step, and marks answers.\n\n";
  text += examples_help(examples);
  text += "\nCommands (cnnsolve COMMAND --help tells more):\n";
  size_t longest = 0;
  for (const CommandInfo& command : commands) longest = std::max(longest, command.name.size());
  for (const CommandInfo& command : commands) {
    text += fmt::format("  {:<{}}  {}\n", command.name, longest, command.summary);
  }
  return text + "\nOptions (--lines, --jobs: for solve and grade; --version stands by itself):\n" +
         options_help(options, Group::output) + options_help(options, Group::problem);
}

}  // namespace cnnsolve
