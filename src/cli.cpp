#include "cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "commands.h"
#include "wording.h"

namespace cnnsolve {
namespace {

Request parse(const Command& command, std::vector<std::string> stated) {
  Request request;
  Arguments arguments;
  CommandLine line(command.name);
  command.add_options(command, line, arguments);
  line.parse(std::move(stated));
  if (line.wants_help()) {
    request.message = command_help(info_of(command));
    return request;
  }
  std::vector<Mistake> mistakes;
  command.read(command, arguments, request, mistakes);
  if (!mistakes.empty()) throw InputError(mistakes);
  return request;
}

constexpr std::string_view kHelp = "help";

/// The arguments with the command first, though options stand before it.
std::vector<std::string> command_first(std::vector<std::string> arguments) {
  // Most command lines begin with the command, and are spared the options made here.
  if (arguments.empty() || !arguments[0].starts_with('-')) return arguments;
  CommonTexts texts;
  CommandLine line("");
  add_leading_options(line, texts);
  const auto word =
      arguments.begin() + static_cast<std::ptrdiff_t>(line.leading_options(arguments));
  if (word != arguments.end() && (*word == kHelp || find_command(*word))) {
    std::rotate(arguments.begin(), word, word + 1);
  }
  return arguments;
}

/// Where no command is named, and the first option isn't one of the command's that is then meant.
void refuse_unknown_option(const std::string& argument) {
  const Command& command = default_command();
  Arguments arguments;
  CommandLine line(command.name);
  command.add_options(command, line, arguments);
  const std::string name = argument.substr(0, argument.find('='));
  std::vector<std::string> names = line.long_names();
  if (name == "--" || line.is_name(name)) return;
  names.emplace_back("--version");
  const std::string guess = did_you_mean(name, names);
  throw InputError(name, guess.empty() ? fmt::format("is no option of cnnsolve {}; other commands "
                                                     "must be named first, as in cnnsolve conv",
                                                     command.name)
                                       : "is no option of cnnsolve" + guess);
}

bool looks_like_a_file(const std::string& word) {
  std::error_code none;  // what can't be looked at is no file
  return word.find_first_of("/.") != std::string::npos || std::filesystem::exists(word, none);
}

/// Throws InputError where there are.
void refuse_more_than(const std::vector<std::string>& arguments, size_t most) {
  std::vector<Mistake> mistakes;
  for (size_t i = most; i < arguments.size(); ++i)
    mistakes.push_back(surplus_argument(arguments[i]));
  if (!mistakes.empty()) throw InputError(mistakes);
}

}  // namespace

std::string general_help() {
  CommonTexts texts;
  CommandLine line("");
  add_leading_options(line, texts);
  std::vector<std::string_view> examples;
  for (const char* name : {"conv", "residual", "solve", "grade"}) {
    examples.push_back(find_command(name)->examples[0]);
  }
  std::vector<CommandInfo> infos;
  for (const Command& command : commands())
    infos.push_back({command.name, command.summary, {}, {}});
  return general_help(examples, infos, line.options());
}

Request parse_command_line(const std::vector<std::string>& stated) {
  Request request;
  const std::vector<std::string> arguments = command_first(stated);
  const std::string first = arguments.empty() ? "" : arguments[0];
  if (first == "--version") {
    refuse_more_than(arguments, 1);
    request.message = fmt::format("cnnsolve {}\n", CNNSOLVE_VERSION);
    return request;
  }
  if (first == kHelp && arguments.size() > 1) {
    refuse_more_than(arguments, 2);
    if (arguments[1] != kHelp) return parse_command_line({arguments[1], "--help"});
    return parse_command_line({arguments[1]});
  }
  if (first == kHelp || first == "--help" || first == "-h") {
    refuse_more_than(arguments, 1);
    request.message = general_help();
    return request;
  }
  if (const Command* command = find_command(first)) {
    return parse(*command, {arguments.begin() + 1, arguments.end()});
  }
  if (first.starts_with("--")) refuse_unknown_option(first);
  if (first.empty() || first[0] == '-' || looks_like_a_file(first)) {
    return parse(default_command(), arguments);
  }
  std::vector<std::string> names = {std::string(kHelp)};
  for (const Command& command : commands()) names.emplace_back(command.name);
  throw InputError(first, "is no command and no file" + did_you_mean(first, names));
}

}  // namespace cnnsolve
