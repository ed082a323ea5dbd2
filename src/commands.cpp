#include "commands.h"

#include <algorithm>
#include <array>

#include "kinds.h"

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
  all.push_back({"grade",
                 "mark answers and say what went wrong",
                 {"grade problems/hw3.json answers.json",
                  "grade problems/conv/alexnet-conv1.json -a output=55x55x96 -a parameters=34944",
                  "grade problems/hw3.json submissions/*.json -f csv",
                  "grade problems/hw3.json class.csv -f html -o class.html",
                  "grade --lines problems/hw3.json < answers.ndjson"},
                 add_grade,
                 read_grade});
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
