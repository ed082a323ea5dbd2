#include "man.h"

#include <fmt/format.h>

#include <algorithm>

#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

using Group = OptionInfo::Group;

/// Text that roff doesn't take for its own.
std::string roff(std::string_view text) {
  std::string escaped = replace_all(replace_all(text, "\\", "\\e"), "-", "\\-");
  if (escaped.starts_with('.') || escaped.starts_with('\'')) escaped = "\\&" + escaped;
  return escaped;
}

std::string capitalized(std::string_view text) {
  std::string sentence(text);
  if (is_ascii_letter(sentence[0])) sentence[0] = static_cast<char>(sentence[0] & ~0x20);
  return sentence;
}

std::string option_entry(const OptionInfo& option) {
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(spelling(option)), roff(option.help));
}

std::string examples(std::span<const std::string_view> lines) {
  std::string text = ".PP\n.nf\n";
  for (const std::string_view line : lines) text += fmt::format("cnnsolve {}\n", roff(line));
  return text + ".fi\n";
}

/// The options of most commands, which are told once.
using SharedOptions = std::vector<OptionInfo>;

SharedOptions shared_options(std::span<const CommandInfo> commands) {
  SharedOptions shared;
  for (const OptionInfo& option : commands[0].options) {
    if (option.group == Group::output) shared.push_back(option);
  }
  return shared;
}

std::string command_section(const CommandInfo& command, const SharedOptions& shared) {
  std::string text =
      fmt::format(".SS cnnsolve {}\n{}.\n", roff(command.name), roff(capitalized(command.summary)));
  text += examples(command.examples);
  for (const OptionInfo& option : command.options) {
    if (std::find(shared.begin(), shared.end(), option) == shared.end()) {
      text += option_entry(option);
    }
  }
  return text;
}

}  // namespace

std::string man_page(std::span<const CommandInfo> commands, std::string_view version) {
  std::string text = fmt::format(
      ".TH CNNSOLVE 1 \"\" \"cnnsolve {}\" \"User Commands\"\n"
      ".SH NAME\n"
      "cnnsolve \\- solve homework on convolutional networks, and mark answers\n"
      ".SH SYNOPSIS\n"
      ".B cnnsolve\n"
      ".I COMMAND\n"
      "[\\fIOPTION\\fR ...] [\\fIFILE\\fR ...]\n"
      ".br\n"
      ".B cnnsolve\n"
      ".I FILE\n"
      ".SH DESCRIPTION\n"
      "Reads a problem from options or JSON, computes it exactly, and shows every step:\n"
      "the idea, the formula, the numbers put in, the result.\n"
      "Marks answers too, and says which mistake was made.\n"
      "Without a command it solves the file, or what it reads from standard input.\n"
      ".SH COMMANDS\n",
      roff(version));
  const SharedOptions shared = shared_options(commands);
  for (const CommandInfo& command : commands) text += command_section(command, shared);
  text +=
      ".SH OUTPUT OPTIONS\n"
      "All commands that solve or mark have these.\n";
  for (const OptionInfo& option : shared) text += option_entry(option);
  return text +
         ".SH EXIT STATUS\n"
         ".TP\n0\nAll is done; when marking, every answer is right.\n"
         ".TP\n1\nSome answer is wrong.\n"
         ".TP\n2\nThe input was bad; of a stream, at least one line.\n"
         ".TP\n3\nThe output couldn't be written.\n"
         ".TP\n70\nMemory ran out, or cnnsolve made a mistake itself.\n"
         ".SH ENVIRONMENT\n"
         ".TP\n\\fBNO_COLOR\\fR\nIf it is set, \\fB\\-\\-color auto\\fR means never.\n"
         ".TP\n\\fBCOLUMNS\\fR\nThe width of text, where it isn't that of the terminal.\n";
}

}  // namespace cnnsolve
