#include "command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "input_error.h"
#include "layer_words.h"
#include "wording.h"

namespace cnnsolve {
namespace {

/// As CLI11 takes names: "-f,--format".
std::string joined_names(const OptionInfo& info) {
  return fmt::format("{}", fmt::join(info.names, ","));
}

bool is_option(const std::string& argument) { return argument.size() > 1 && argument[0] == '-'; }

}  // namespace

Mistake surplus_argument(const std::string& argument) {
  return {"command line", fmt::format("has an argument too many: \"{}\"", argument)};
}

CommandLine::CommandLine(std::string_view command)
    : command_(command), app_(std::make_unique<CLI::App>()) {
  app_->set_help_flag();
  app_->allow_extras();
}

CommandLine::~CommandLine() = default;

void CommandLine::add_flags(Flags& flags) {
  for (Flags::Flag& flag : flags.flags()) {
    OptionInfo info = {.names = {"--" + flag.name},
                       .argument = flag.argument,
                       .help = flag.help,
                       .choices = {flag.choices.begin(), flag.choices.end()}};
    if (flag.takes_words) {
      add_arguments(
          {.names = {kLayerWord}, .help = layer_words_help(), .choices = layer_word_names()},
          flag.words);
    }
    if (!flag.argument.empty()) {
      add_option(std::move(info), flag.text);
      continue;
    }
    info.can_be_negated = true;
    app_->add_flag_function(info.long_name() + ",!" + info.negation(),
                            [&flag](std::int64_t count) { flag.on = count > 0; })
        ->disable_flag_override();
    options_.push_back(std::move(info));
  }
}

void CommandLine::add_argument(OptionInfo info, std::optional<std::string>& text) {
  app_->add_option(info.names[0], text)->type_name("");
  options_.push_back(std::move(info));
}

void CommandLine::add_arguments(OptionInfo info, std::vector<std::string>& texts) {
  app_->add_option(info.names[0], texts)->type_name("")->expected(-1);
  info.is_repeated = true;
  options_.push_back(std::move(info));
}

void CommandLine::add_option(OptionInfo info, std::optional<std::string>& text) {
  app_->add_option(joined_names(info), text)->type_name(info.argument);
  options_.push_back(std::move(info));
}

void CommandLine::add_list(OptionInfo info, std::vector<std::string>& texts) {
  app_->add_option(joined_names(info), texts)->type_name(info.argument)->expected(1)->take_all();
  info.is_repeated = true;
  options_.push_back(std::move(info));
}

void CommandLine::add_switch(OptionInfo info, bool& on) {
  app_->add_flag(joined_names(info), on)->disable_flag_override();
  options_.push_back(std::move(info));
}

void CommandLine::add_help() {
  add_switch({.names = {"-h", "--help"}, .help = "this text", .group = OptionInfo::Group::output},
             wants_help_);
}

const OptionInfo* CommandLine::option_named(const std::string& argument) const {
  const auto found = std::find_if(options_.begin(), options_.end(), [&](const OptionInfo& info) {
    return !info.is_argument() &&
           std::find(info.names.begin(), info.names.end(), argument) != info.names.end();
  });
  return found == options_.end() ? nullptr : &*found;
}

bool CommandLine::is_name(const std::string& argument) const {
  const std::string name = argument.substr(0, argument.find('='));
  const std::vector<std::string> names = long_names();
  return option_named(name) || std::find(names.begin(), names.end(), name) != names.end();
}

/// CLI11 would take the name of the next option for the argument of one that has none.
void CommandLine::refuse_missing_arguments(const std::vector<std::string>& arguments) const {
  for (size_t i = 0; i + 1 < arguments.size() && arguments[i] != "--"; ++i) {
    const OptionInfo* option = option_named(arguments[i]);
    if (!option || option->argument.empty()) continue;
    if (is_name(arguments[i + 1])) {
      throw InputError(arguments[i], fmt::format("must be followed by {}, got \"{}\"",
                                                 option->argument, arguments[i + 1]));
    }
    ++i;
  }
}

void CommandLine::parse(std::vector<std::string> arguments) {
  refuse_missing_arguments(arguments);
  std::reverse(arguments.begin(), arguments.end());
  try {
    app_->parse(arguments);
  } catch (const CLI::ParseError& error) {
    fail(error);
  }
  if (!wants_help_) refuse_extras();
}

size_t CommandLine::leading_options(const std::vector<std::string>& arguments) const {
  size_t count = 0;
  while (count < arguments.size() && is_option(arguments[count])) {
    const OptionInfo* option = option_named(arguments[count]);
    count += option && !option->argument.empty() ? 2 : 1;
  }
  return std::min(count, arguments.size());
}

std::vector<std::string> CommandLine::long_names() const {
  std::vector<std::string> names;
  for (const OptionInfo& info : options_) {
    if (info.is_argument()) continue;
    names.push_back(info.long_name());
    if (info.can_be_negated) names.push_back(info.negation());
  }
  return names;
}

void CommandLine::refuse_extras() const {
  const std::vector<std::string> names = long_names();
  std::vector<Mistake> unknown, surplus;
  for (const std::string& extra : app_->remaining()) {
    if (extra == "--") continue;
    if (is_option(extra)) {
      const std::string name = extra.substr(0, extra.find('='));
      unknown.push_back({name, "is no option of cnnsolve " + command_ + did_you_mean(name, names)});
    } else {
      surplus.push_back(surplus_argument(extra));
    }
  }
  // What follows an unknown option is most likely its argument.
  if (!unknown.empty()) throw InputError(unknown);
  if (!surplus.empty()) throw InputError(surplus);
}

/// CLI11's complaint in the words of this program: it begins with the option's names.
void CommandLine::fail(const CLI::ParseError& error) const {
  const std::string message = error.what();
  for (const CLI::Option* option : app_->get_options()) {
    const std::string name = option->get_name();
    const bool named = message.starts_with(name + ":") || message.starts_with(name.substr(2) + " ");
    if (!named) continue;
    if (option->get_type_name().empty()) throw InputError(name, "takes no argument");
    const bool repeated = message.find("At Most") != std::string::npos;
    throw InputError(name, repeated ? "must be given once only"
                                    : "must be followed by " + option->get_type_name());
  }
  throw InputError("command line", message);
}

}  // namespace cnnsolve
