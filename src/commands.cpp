#include "commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "completions.h"
#include "kinds.h"
#include "man.h"
#include "schema.h"
#include "wording.h"

namespace cnnsolve {
namespace {

void add_problem(const Command& command, CommandLine& line, Arguments& arguments) {
  arguments.flags = find_kind(command.name)->flags();
  line.add_flags(arguments.flags);
  add_common(line, arguments.common, kFormatNames, nullptr);
}

void read_problem(const Command& command, const Arguments& arguments, Request& request,
                  std::vector<Mistake>& mistakes) {
  read_common(arguments.common, kFormatNames, request, mistakes);
  request.stated = read_flags(*find_kind(command.name), arguments.flags, mistakes);
}

constexpr const char* kSolveLines = "a problem a line in, a JSON result a line out";

void add_solve(const Command&, CommandLine& line, Arguments& arguments) {
  line.add_argument({.names = {"FILE"}, .help = "a JSON file; - or nothing reads standard input"},
                    arguments.subject);
  add_common(line, arguments.common, kFormatNames, kSolveLines);
}

void read_solve(const Command&, const Arguments& arguments, Request& request,
                std::vector<Mistake>& mistakes) {
  read_common(arguments.common, kFormatNames, request, mistakes);
  request.input = arguments.subject.value_or("-");
}

void add_compare(const Command&, CommandLine& line, Arguments& arguments) {
  line.add_arguments({.names = {"FILE"}, .help = "two JSON files, a network or a layer each"},
                     arguments.compared);
  add_common(line, arguments.common, kFormatNames, nullptr);
}

void read_compare(const Command&, const Arguments& arguments, Request& request,
                  std::vector<Mistake>& mistakes) {
  read_common(arguments.common, kFormatNames, request, mistakes);
  const std::vector<std::string>& files = arguments.compared;
  if (files.size() != 2) {
    mistakes.push_back({"FILE", fmt::format("must be two files to compare, got {}", files.size())});
    return;
  }
  if (files[0] == "-" && files[1] == "-") {
    mistakes.push_back({"FILE", "can't both be -: standard input is read once"});
    return;
  }
  request.compared = {files[0], files[1]};
}

void add_grade(const Command&, CommandLine& line, Arguments& arguments) {
  add_marking(line, arguments.marking);
  add_common(line, arguments.common, kMarkFormatNames,
             "a student a line in, a JSON result a line out");
}

void read_grade(const Command&, const Arguments& arguments, Request& request,
                std::vector<Mistake>& mistakes) {
  read_common(arguments.common, kMarkFormatNames, request, mistakes);
  request.marking = read_marking(arguments.marking, request, mistakes);
}

std::vector<CommandInfo> all_infos() {
  std::vector<CommandInfo> infos;
  for (const Command& command : commands()) infos.push_back(info_of(command));
  return infos;
}

/// The options of a command that writes one of a few texts about the program.
void add_subject(const char* name, std::string help, std::span<const std::string_view> names,
                 CommandLine& line, Arguments& arguments) {
  line.add_argument({.names = {name},
                     .help = std::move(help),
                     .group = OptionInfo::Group::subject,
                     .choices = strings(names)},
                    arguments.subject);
  add_output(line, arguments.common);
}

/// Which of the names the subject is; a mistake where it is none.
std::optional<size_t> read_subject(const char* name, const std::string& subject,
                                   std::span<const std::string_view> names,
                                   std::vector<Mistake>& mistakes) {
  const ChoiceReading reading = read_choice(Value::of_text(subject), names);
  if (!reading.index) mistakes.push_back({name, reading.wanted});
  return reading.index;
}

constexpr const char* kWhat = "WHAT";

void add_schema(const Command&, CommandLine& line, Arguments& arguments) {
  add_subject(kWhat, alternatives(kSchemaNames, 0), kSchemaNames, line, arguments);
}

void read_schema(const Command&, const Arguments& arguments, Request& request,
                 std::vector<Mistake>& mistakes) {
  request.output = arguments.common.output;
  const std::string name = arguments.subject.value_or(std::string(kSchemaNames[0]));
  const auto what = read_subject(kWhat, name, kSchemaNames, mistakes);
  if (what) request.message = schema(static_cast<Schema>(*what));
}

constexpr const char* kShell = "SHELL";

void add_completions(const Command&, CommandLine& line, Arguments& arguments) {
  add_subject(kShell, one_of(strings(kShellNames)), kShellNames, line, arguments);
}

void read_completions(const Command&, const Arguments& arguments, Request& request,
                      std::vector<Mistake>& mistakes) {
  request.output = arguments.common.output;
  if (!arguments.subject) {
    mistakes.push_back({kShell, "is missing: " + one_of(strings(kShellNames))});
    return;
  }
  const auto shell = read_subject(kShell, *arguments.subject, kShellNames, mistakes);
  if (shell) request.message = completions(static_cast<Shell>(*shell), all_infos());
}

void add_man(const Command&, CommandLine& line, Arguments& arguments) {
  add_output(line, arguments.common);
}

void read_man(const Command&, const Arguments& arguments, Request& request, std::vector<Mistake>&) {
  request.output = arguments.common.output;
  request.message = man_page(all_infos(), CNNSOLVE_VERSION);
}

std::vector<Command> all_commands() {
  std::vector<Command> all;
  for (const Kind& kind : kinds()) {
    all.push_back({kind.name, kind.summary, kind.examples, add_problem, read_problem});
  }
  all.push_back({"solve",
                 "work through a problem or a homework in JSON",
                 {"solve problems/hw3.json -d notes", "solve homework.json -f json -o solved.json",
                  "solve --lines -d answers < problems.ndjson"},
                 add_solve,
                 read_solve});
  all.push_back({"compare",
                 "two networks or layers side by side",
                 {"compare problems/network/resnet18.json problems/network/resnet34.json",
                  "compare problems/compare/conv-7x7.json problems/compare/conv-3x3-thrice.json"},
                 add_compare,
                 read_compare});
  all.push_back({"grade",
                 "mark answers and say what went wrong",
                 {"grade problems/hw3.json answers.json",
                  "grade problems/conv/alexnet-conv1.json -a output=55x55x96 -a parameters=34944",
                  "grade problems/hw3.json submissions/*.json -f csv",
                  "grade problems/hw3.json class.csv -f html -o class.html",
                  "grade --lines problems/hw3.json < answers.ndjson"},
                 add_grade,
                 read_grade});
  all.push_back({"schema",
                 "describe the JSON that is read and written, as JSON Schema",
                 {"schema problems -o problems.schema.json", "schema results"},
                 add_schema,
                 read_schema});
  all.push_back({"completions",
                 "write what completes command lines in a shell",
                 {"completions bash > ~/.local/share/bash-completion/completions/cnnsolve",
                  "completions zsh > ~/.zfunc/_cnnsolve",
                  "completions fish > ~/.config/fish/completions/cnnsolve.fish"},
                 add_completions,
                 read_completions});
  all.push_back({"man", "write the manual page", {"man | man -l -"}, add_man, read_man});
  return all;
}

}  // namespace

std::span<const Command> commands() {
  static const std::vector<Command> all = all_commands();
  return all;
}

const Command* find_command(std::string_view name) {
  const std::span<const Command> all = commands();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const Command& default_command() { return *find_command("solve"); }

CommandInfo info_of(const Command& command) {
  Arguments arguments;
  CommandLine line(command.name);
  command.add_options(command, line, arguments);
  return {command.name, command.summary, command.examples, line.options()};
}

void add_leading_options(CommandLine& line, CommonTexts& texts) {
  add_common(line, texts, kFormatNames, kSolveLines);
}

}  // namespace cnnsolve
