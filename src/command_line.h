// A command's options: each is added once, and read by the parser, the help, the manual page and
// the completions. CLI11 stands behind it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "flags.h"
#include "input_error.h"

namespace CLI {
class App;
class Option;
class ParseError;
}  // namespace CLI

namespace cnnsolve {

/// What there is to say of an option, or of an argument without a dash.
struct OptionInfo {
  enum class Group : std::uint8_t { problem, subject, output };

  std::vector<std::string> names;  ///< "-f", "--format"; "FILE" of an argument
  std::string argument = {};       ///< what follows it: "FORMAT"; empty for a switch
  std::string help;
  Group group = Group::problem;
  std::vector<std::string> choices = {};  ///< what may follow, where it is one of a few
  bool is_repeated = false;               ///< may be given several times
  bool can_be_negated = false;            ///< --bias also has --no-bias

  bool operator==(const OptionInfo&) const = default;
  bool is_argument() const { return names[0][0] != '-'; }
  bool takes_file() const { return choices.empty() && (is_argument() || argument == "FILE"); }
  const std::string& long_name() const { return names.back(); }
  std::string negation() const { return "--no-" + long_name().substr(2); }
};

/// What is said of an argument that no command takes.
Mistake surplus_argument(const std::string& argument);

/// Reads a command's arguments into texts, which must outlive it.
class CommandLine {
 public:
  explicit CommandLine(std::string_view command);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  void add_flags(Flags& flags);
  void add_argument(OptionInfo info, std::optional<std::string>& text);
  void add_arguments(OptionInfo info, std::vector<std::string>& texts);
  void add_option(OptionInfo info, std::optional<std::string>& text);
  /// An option that may be given several times.
  void add_list(OptionInfo info, std::vector<std::string>& texts);
  void add_switch(OptionInfo info, bool& on);
  void add_help();

  /// Throws InputError for options that don't exist, and for missing or surplus arguments.
  void parse(std::vector<std::string> arguments);

  bool wants_help() const { return wants_help_; }
  const std::vector<OptionInfo>& options() const { return options_; }
  /// The option that goes by that very name, or null.
  const OptionInfo* option_named(const std::string& argument) const;
  /// Whether an argument is an option's name or its negation, with or without a value behind it.
  bool is_name(const std::string& argument) const;
  /// "--format", "--bias", "--no-bias"
  std::vector<std::string> long_names() const;

  /// How many of the arguments are options, with their values, before the first word of another
  /// sort.
  size_t leading_options(const std::vector<std::string>& arguments) const;

 private:
  void refuse_missing_arguments(const std::vector<std::string>& arguments) const;
  void refuse_extras() const;
  [[noreturn]] void fail(const CLI::ParseError& error) const;

  std::string command_;
  std::unique_ptr<CLI::App> app_;
  std::vector<OptionInfo> options_;
  bool wants_help_ = false;
};

}  // namespace cnnsolve
