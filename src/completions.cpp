#include "completions.h"

#include <fmt/format.h>

#include <algorithm>

#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

std::vector<std::string> names_of(std::span<const CommandInfo> commands) {
  std::vector<std::string> names;
  for (const CommandInfo& command : commands) names.emplace_back(command.name);
  return names;
}

/// All that begins with a dash.
std::vector<std::string> option_names(const CommandInfo& command) {
  std::vector<std::string> names;
  for (const OptionInfo& option : command.options) {
    if (option.is_argument()) continue;
    names.insert(names.end(), option.names.begin(), option.names.end());
    if (option.can_be_negated) names.push_back(option.negation());
  }
  return names;
}

/// The argument that a word without a dash is, or null.
const OptionInfo* argument_of(const CommandInfo& command) {
  const auto found = std::find_if(command.options.begin(), command.options.end(),
                                  [](const OptionInfo& option) { return option.is_argument(); });
  return found == command.options.end() ? nullptr : &*found;
}

// Bash

std::string bash_candidates(const OptionInfo& option) {
  if (option.takes_file()) return "_cnnsolve_files \"$current\"";
  if (option.choices.empty()) return ":";
  return fmt::format("_cnnsolve_words \"{}\" \"$current\"", fmt::join(option.choices, " "));
}

std::string bash_command(const CommandInfo& command) {
  std::string text = fmt::format("    {})\n      case $previous in\n", command.name);
  for (const OptionInfo& option : command.options) {
    if (option.argument.empty()) continue;
    text += fmt::format("        {}) {}; return ;;\n", fmt::join(option.names, "|"),
                        bash_candidates(option));
  }
  const OptionInfo* argument = argument_of(command);
  return text + fmt::format(
                    "      esac\n"
                    "      case $current in\n"
                    "        -*) _cnnsolve_words \"{}\" \"$current\" ;;\n"
                    "        *) {} ;;\n"
                    "      esac\n"
                    "      ;;\n",
                    fmt::join(option_names(command), " "),
                    argument ? bash_candidates(*argument) : ":");
}

std::string bash(std::span<const CommandInfo> commands) {
  const std::string names = fmt::format("{}", fmt::join(names_of(commands), " "));
  std::string text = fmt::format(
      R"(# Completes command lines of cnnsolve in bash.
_cnnsolve_words() {{
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}}
_cnnsolve_files() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
}}
_cnnsolve() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command="" word
  # --format=text comes as three words.
  if [[ $current == = ]]; then
    current=""
  elif [[ $previous == = ]]; then
    previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  COMPREPLY=()
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case " {0} help " in
      *" $word "*) command=$word; break ;;
    esac
  done
  case $command in
    "")
      case $current in
        -*) _cnnsolve_words "--help --version" "$current" ;;
        *)
          _cnnsolve_files "$current"
          COMPREPLY+=($(compgen -W "{0} help" -- "$current"))
          ;;
      esac
      ;;
    help) _cnnsolve_words "{0}" "$current" ;;
)",
      names);
  for (const CommandInfo& command : commands) text += bash_command(command);
  return text + "  esac\n}\ncomplete -F _cnnsolve cnnsolve\n";
}

// Zsh

/// In single quotes.
std::string quoted(std::string_view text) { return "'" + replace_all(text, "'", "'\\''") + "'"; }

/// A part of what _arguments is told, where colons and brackets part it.
std::string zsh_part(std::string_view text) {
  std::string part;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') part += '\\';
    part += c;
  }
  return part;
}

std::string zsh_candidates(const OptionInfo& option) {
  if (option.takes_file()) return "_files";
  if (option.choices.empty()) return " ";
  return fmt::format("({})", fmt::join(option.choices, " "));
}

std::string zsh_option(const OptionInfo& option) {
  if (option.is_argument()) {
    return quoted(fmt::format("{}:{}:{}", option.is_repeated ? "*" : "", zsh_part(option.names[0]),
                              zsh_candidates(option)));
  }
  const std::string help = fmt::format("[{}]", zsh_part(option.help));
  if (option.can_be_negated) {
    const std::string both = fmt::format("({} {})", option.long_name(), option.negation());
    return quoted(both + option.long_name() + help) + " " + quoted(both + option.negation() + help);
  }
  std::string specs;
  for (const std::string& name : option.names) {
    std::string spec =
        option.is_repeated ? "*" + name : fmt::format("({}){}", fmt::join(option.names, " "), name);
    if (!option.argument.empty()) {
      spec += fmt::format("{}{}:{}:{}", name.starts_with("--") ? "=" : "+", help,
                          zsh_part(option.argument), zsh_candidates(option));
    } else {
      spec += help;
    }
    specs += (specs.empty() ? "" : " ") + quoted(spec);
  }
  return specs;
}

std::string zsh(std::span<const CommandInfo> commands) {
  std::string text =
      "#compdef cnnsolve\n"
      "# Completes command lines of cnnsolve in zsh.\n"
      "_cnnsolve() {\n"
      "  local context state state_descr line\n"
      "  typeset -A opt_args\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const CommandInfo& command : commands) {
    text += fmt::format("    {}\n",
                        quoted(fmt::format("{}:{}", command.name, zsh_part(command.summary))));
  }
  text +=
      "    'help:what a command takes'\n"
      "  )\n"
      "  _arguments -C '(- *)'{-h,--help}'[what there is]' '(- *)--version[the version]' \\\n"
      "    '1: :->command' '*:: :->arguments'\n"
      "  case $state in\n"
      "    command) _describe -t commands command commands; _files ;;\n"
      "    arguments)\n"
      "      case $words[1] in\n"
      "        help) _describe -t commands command commands ;;\n";
  for (const CommandInfo& command : commands) {
    text += fmt::format("        {})\n          _arguments -s", command.name);
    for (const OptionInfo& option : command.options)
      text += " \\\n            " + zsh_option(option);
    text += "\n          ;;\n";
  }
  return text + "      esac\n      ;;\n  esac\n}\n_cnnsolve \"$@\"\n";
}

// Fish

std::string fish_quoted(std::string_view text) {
  return "'" + replace_all(replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_option(std::string_view condition, const OptionInfo& option) {
  const std::string begin = fmt::format("complete -c cnnsolve -n {}", fish_quoted(condition));
  const std::string values =
      option.takes_file() ? " -F"
      : option.choices.empty()
          ? ""
          : fmt::format(" -a {}", fish_quoted(fmt::format("{}", fmt::join(option.choices, " "))));
  if (option.is_argument()) return values.empty() ? "" : begin + values + "\n";
  std::string text = begin;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.argument.empty()) text += (option.takes_file() ? " -r" : " -x") + values;
  text += fmt::format(" -d {}\n", fish_quoted(option.help));
  if (option.can_be_negated) {
    text += fmt::format("{} -l {} -d {}\n", begin, option.negation().substr(2),
                        fish_quoted("not: " + option.help));
  }
  return text;
}

std::string fish(std::span<const CommandInfo> commands) {
  std::string text =
      "# Completes command lines of cnnsolve in fish.\n"
      "complete -c cnnsolve -f\n"
      "complete -c cnnsolve -n __fish_use_subcommand -F\n"
      "complete -c cnnsolve -n __fish_use_subcommand -s h -l help -d 'what there is'\n"
      "complete -c cnnsolve -n __fish_use_subcommand -l version -d 'the version'\n"
      "complete -c cnnsolve -n __fish_use_subcommand -a help -d 'what a command takes'\n";
  for (const CommandInfo& command : commands) {
    text += fmt::format("complete -c cnnsolve -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        fish_quoted(command.summary));
    const std::string condition = fmt::format("__fish_seen_subcommand_from {}", command.name);
    for (const OptionInfo& option : command.options) text += fish_option(condition, option);
  }
  return text + fmt::format("complete -c cnnsolve -n '__fish_seen_subcommand_from help' -a '{}'\n",
                            fmt::join(names_of(commands), " "));
}

}  // namespace

std::string completions(Shell shell, std::span<const CommandInfo> commands) {
  switch (shell) {
    case Shell::bash:
      return bash(commands);
    case Shell::zsh:
      return zsh(commands);
    case Shell::fish:
      break;
  }
  return fish(commands);
}

}  // namespace cnnsolve
