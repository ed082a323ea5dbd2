#include "cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <thread>

#include "math/read_number.h"
#include "render/lines_of_text.h"

namespace cnnsolve {
namespace {

constexpr std::array<std::string_view, 3> kDetailNames = {"answers", "steps", "notes"};
constexpr std::array<std::string_view, 3> kColorNames = {"auto", "always", "never"};

constexpr int kMostJobs = 256;

/// 1 where the system doesn't say.
int cores() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostJobs);
}

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

/// The options of every command, as they were given.
struct CommonTexts {
  std::optional<std::string> format, detail, digits, color, output, jobs;
  bool ascii = false, lines = false, help = false, no_figures = false, fragment = false;
};

/// The options of marking, as they were given.
struct MarkingTexts {
  std::optional<std::string> homework, follow_through, tolerance, absolute;
  std::vector<std::string> scripts, answers;
  bool hide_expected = false, decimal_comma = false, allow_expressions = false,
       no_diagnosis = false;
};

/// A command's own arguments and the common ones, with CLI11 behind them.
class CommandLine {
 public:
  explicit CommandLine(std::string command) : command_(std::move(command)) {
    app_.set_help_flag();
    app_.allow_extras();
  }

  void add_flags(Flags& flags) {
    for (Flags::Flag& flag : flags.flags()) {
      const std::string name = "--" + flag.name;
      if (flag.argument.empty()) {
        const std::string both = fmt::format("{0},!--no-{1}", name, flag.name);
        app_.add_flag_function(
                both, [&flag](std::int64_t count) { flag.on = count > 0; }, flag.help)
            ->disable_flag_override()
            ->group("Problem");
      } else {
        app_.add_option(name, flag.text, flag.help)->type_name(flag.argument)->group("Problem");
      }
    }
  }

  void add_input(std::optional<std::string>& file) {
    app_.add_option("FILE", file, "a JSON file; - or nothing reads standard input")
        ->type_name("")
        ->group("Problem");
  }

  void add_marking(MarkingTexts& texts) {
    const auto option = [&](const char* names, auto& text, const char* argument, const char* help) {
      return app_.add_option(names, text, help)->type_name(argument)->group("Problem");
    };
    const auto flag = [&](const char* name, bool& on, const char* help) {
      app_.add_flag(name, on, help)->disable_flag_override()->group("Problem");
    };
    option("HOMEWORK", texts.homework, "",
           "a problem or a homework in JSON; - reads standard input");
    option("ANSWERS", texts.scripts, "",
           "files of answers: one student's in JSON, or a class in CSV")
        ->expected(-1);
    option("-a,--answer", texts.answers, "NAME=VALUE",
           "one answer, typed here; may be given several times")
        ->expected(1)
        ->take_all();
    option("--tolerance", texts.tolerance, "X", "accept this distance, relative to the answer");
    option("--absolute", texts.absolute, "X", "accept this distance");
    option("--follow-through", texts.follow_through, "X",
           "part of the points for what follows from a wrong answer (default 1/2)");
    flag("--decimal-comma", texts.decimal_comma, "2,5 is two and a half");
    flag("--allow-expressions", texts.allow_expressions, "accept 28*28 for 784");
    flag("--hide-expected", texts.hide_expected, "don't tell the right answers");
    flag("--no-diagnosis", texts.no_diagnosis, "don't look for the mistakes");
  }

  /// `formats`: their names. `lines`: what a stream is of, for commands that read one.
  void add_common(std::span<const std::string_view> formats, const char* lines) {
    const auto option = [&](const char* names, std::optional<std::string>& text,
                            const char* argument, const std::string& help,
                            const char* group = "Output") {
      app_.add_option(names, text, help)->type_name(argument)->group(group);
    };
    option("-f,--format", texts_.format, "FORMAT", alternatives(formats, 0));
    option("-d,--detail", texts_.detail, "LEVEL",
           "how much is told: " + alternatives(kDetailNames, static_cast<size_t>(Detail::steps)));
    option("--digits", texts_.digits, "N",
           fmt::format("significant digits of decimals (default {})", kDefaultDigits));
    option("--color", texts_.color, "WHEN", "colour: " + alternatives(kColorNames, 0));
    add_switch("--ascii", texts_.ascii, "no character beyond ASCII");
    add_switch("--no-figures", texts_.no_figures, "without pictures");
    add_switch("--fragment", texts_.fragment, "LaTeX to paste: without the preamble");
    option("-o,--output", texts_.output, "FILE", "write there, the whole or nothing");
    if (lines) {
      app_.add_flag("--lines", texts_.lines, lines)->disable_flag_override()->group("Problem");
      option("--jobs", texts_.jobs, "N",
             fmt::format("threads for lines, 1 to {} (default: as many as cores)", kMostJobs),
             "Problem");
    }
    add_switch("-h,--help", texts_.help, "this text");
  }

  /// Throws InputError for options that don't exist, and for missing or surplus arguments.
  void parse(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());
    try {
      app_.parse(arguments);
    } catch (const CLI::ParseError& error) {
      fail(error);
    }
    if (!texts_.help) refuse_extras();
  }

  bool wants_help() const { return texts_.help; }

  /// How many of the arguments are options, with their values, before the first word of another
  /// sort.
  size_t leading_options(const std::vector<std::string>& arguments) const {
    size_t count = 0;
    while (count < arguments.size() && arguments[count].size() > 1 && arguments[count][0] == '-') {
      const CLI::Option* option = app_.get_option_no_throw(arguments[count]);
      count += option && !option->get_type_name().empty() ? 2 : 1;
    }
    return std::min(count, arguments.size());
  }

  /// The options of a group, a line each.
  std::string options_help(const std::string& group) const {
    std::string text;
    for (const CLI::Option* option : app_.get_options()) {
      if (option->get_group() != group) continue;
      text += option_help(spelling(*option), option->get_description());
    }
    return text;
  }

  void fill(Request& request, std::span<const std::string_view> formats,
            std::vector<Mistake>& mistakes) const {
    choose("--format", texts_.format, formats, request.format, mistakes);
    choose("--detail", texts_.detail, kDetailNames, request.detail, mistakes);
    choose("--color", texts_.color, kColorNames, request.color, mistakes);
    request.digits = count("--digits", texts_.digits, kDefaultDigits, kMostDigits, mistakes);
    request.jobs = static_cast<size_t>(count("--jobs", texts_.jobs, cores(), kMostJobs, mistakes));
    request.ascii = texts_.ascii;
    request.output = texts_.output;
    request.lines = texts_.lines;
    request.figures = !texts_.no_figures;
    request.fragment = texts_.fragment;
    if (request.fragment && request.format != Format::latex) {
      mistakes.push_back({"--fragment", "only goes with --format latex"});
    }
    if (texts_.jobs && !request.lines) mistakes.push_back({"--jobs", "only goes with --lines"});
    if (request.lines) {
      if (texts_.format && request.format != Format::json) {
        mistakes.push_back(
            {"--format", fmt::format("must be json with --lines, got \"{}\"", *texts_.format)});
      }
      request.format = Format::json;
    }
  }

 private:
  void add_switch(const char* names, bool& on, const char* help) {
    app_.add_flag(names, on, help)->disable_flag_override()->group("Output");
  }

  template <class Choice>
  static void choose(const char* where, const std::optional<std::string>& text,
                     std::span<const std::string_view> names, Choice& choice,
                     std::vector<Mistake>& mistakes) {
    if (!text) return;
    const ChoiceReading reading = read_choice(Value::of_text(*text), names);
    if (reading.index) {
      choice = static_cast<Choice>(*reading.index);
    } else {
      mistakes.push_back({where, reading.wanted});
    }
  }

  /// A whole number of at least 1.
  static int count(const char* where, const std::optional<std::string>& text, int otherwise,
                   int most, std::vector<Mistake>& mistakes) {
    if (!text) return otherwise;
    const bool whole = !text->empty() && text->size() < 4 &&
                       text->find_first_not_of("0123456789") == std::string::npos;
    const int number = whole ? std::stoi(*text) : 0;
    if (number < 1 || number > most) {
      mistakes.push_back(
          {where, fmt::format("must be a whole number from 1 to {}, got \"{}\"", most, *text)});
    }
    return number;
  }

  static std::string spelling(const CLI::Option& option) {
    if (option.get_positional()) return option.get_name(true);
    const std::vector<std::string>& long_forms = option.get_lnames();
    if (long_forms.size() == 2) return "--[no-]" + long_forms[0];
    std::string names;
    for (const std::string& name : option.get_snames()) names += "-" + name + ", ";
    const std::string argument = option.get_type_name();
    return names + "--" + long_forms[0] + (argument.empty() ? "" : " " + argument);
  }

  std::vector<std::string> option_names() const {
    std::vector<std::string> names;
    for (const CLI::Option* option : app_.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
  }

  void refuse_extras() const {
    std::vector<Mistake> unknown, surplus;
    for (const std::string& extra : app_.remaining()) {
      if (extra.size() > 1 && extra[0] == '-') {
        const std::string name = extra.substr(0, extra.find('='));
        unknown.push_back(
            {name, "is no option of cnnsolve " + command_ + did_you_mean(name, option_names())});
      } else {
        surplus.push_back({"command line", fmt::format("has an argument too many: \"{}\"", extra)});
      }
    }
    // What follows an unknown option is most likely its argument.
    if (!unknown.empty()) throw InputError(unknown);
    if (!surplus.empty()) throw InputError(surplus);
  }

  /// CLI11's complaint in the words of this program: it begins with the option's names.
  [[noreturn]] void fail(const CLI::ParseError& error) const {
    const std::string message = error.what();
    for (const CLI::Option* option : app_.get_options()) {
      const std::string name = option->get_name();
      const bool named =
          message.starts_with(name + ":") || message.starts_with(name.substr(2) + " ");
      if (!named) continue;
      if (option->get_type_name().empty()) throw InputError(name, "takes no argument");
      const bool repeated = message.find("At Most") != std::string::npos;
      throw InputError(name, repeated ? "must be given once only"
                                      : "must be followed by " + option->get_type_name());
    }
    throw InputError("command line", message);
  }

  std::string command_;
  CLI::App app_;
  CommonTexts texts_;
};

std::string examples(const std::vector<std::string_view>& lines) {
  std::string text = "Examples:\n";
  for (const std::string_view line : lines) text += fmt::format("  cnnsolve {}\n", line);
  return text;
}

/// What `cnnsolve COMMAND --help` prints.
std::string command_help(std::string_view name, std::string_view summary,
                         const std::vector<std::string_view>& example_lines,
                         const CommandLine& line) {
  return fmt::format("cnnsolve {}: {}\n\n{}\nThe problem:\n{}\nThe output:\n{}", name, summary,
                     examples(example_lines), line.options_help("Problem"),
                     line.options_help("Output"));
}

Request parse_kind(const Kind& kind, std::vector<std::string> arguments) {
  Request request;
  Flags flags = kind.flags();
  CommandLine line{std::string(kind.name)};
  line.add_flags(flags);
  line.add_common(kFormatNames, nullptr);
  line.parse(std::move(arguments));
  if (line.wants_help()) {
    request.message = command_help(kind.name, kind.summary, kind.examples, line);
    return request;
  }
  std::vector<Mistake> mistakes;
  line.fill(request, kFormatNames, mistakes);
  request.stated = read_flags(kind, flags, mistakes);
  if (!mistakes.empty()) throw InputError(mistakes);
  return request;
}

const std::vector<std::string_view> kSolveExamples = {"solve problems/hw3.json -d notes",
                                                      "solve homework.json -f json -o solved.json",
                                                      "solve --lines -d answers < problems.ndjson"};
constexpr const char* kSolveSummary = "work through a problem or a homework in JSON";
constexpr const char* kSolveLines = "a problem a line in, a JSON result a line out";

Request parse_solve(std::vector<std::string> arguments) {
  Request request;
  std::optional<std::string> file;
  CommandLine line("solve");
  line.add_input(file);
  line.add_common(kFormatNames, kSolveLines);
  line.parse(std::move(arguments));
  if (line.wants_help()) {
    request.message = command_help("solve", kSolveSummary, kSolveExamples, line);
    return request;
  }
  std::vector<Mistake> mistakes;
  line.fill(request, kFormatNames, mistakes);
  if (!mistakes.empty()) throw InputError(mistakes);
  request.input = file.value_or("-");
  return request;
}

const std::vector<std::string_view> kGradeExamples = {
    "grade problems/hw3.json answers.json",
    "grade problems/conv/alexnet-conv1.json -a output=55x55x96 -a parameters=34944",
    "grade problems/hw3.json submissions/*.json -f csv",
    "grade problems/hw3.json class.csv -f html -o class.html",
    "grade --lines problems/hw3.json < answers.ndjson"};
constexpr const char* kGradeSummary = "mark answers and say what went wrong";
constexpr const char* kGradeLines = "a student a line in, a JSON result a line out";

/// A number that an option gives; a mistake where it is none, or not between `least` and `most`.
void read_option(const char* name, const std::optional<std::string>& text, Number& number,
                 const std::optional<Number>& most, std::vector<Mistake>& mistakes) {
  if (!text) return;
  const NumberReading reading = read_number(*text);
  const bool fits =
      reading.number && reading.number->sign() >= 0 && (!most || !(*most < *reading.number));
  if (fits) {
    number = *reading.number;
  } else {
    mistakes.push_back({name, fmt::format("must be a number {}, got \"{}\"",
                                          most ? "from 0 to 1" : "of at least 0", *text)});
  }
}

MarkingTask marking_task(const MarkingTexts& texts, std::vector<Mistake>& mistakes) {
  MarkingTask task{.homework = texts.homework.value_or(""), .scripts = texts.scripts};
  GradeOptions& options = task.options;
  options.reading = {texts.decimal_comma, texts.allow_expressions};
  options.diagnosis = !texts.no_diagnosis;
  task.options.hides_expected = texts.hide_expected;
  read_option("--tolerance", texts.tolerance, options.tolerance.relative, {}, mistakes);
  read_option("--absolute", texts.absolute, options.tolerance.absolute, {}, mistakes);
  read_option("--follow-through", texts.follow_through, options.follow_through, Number(1),
              mistakes);
  for (const std::string& answer : texts.answers) {
    const size_t sign = answer.find('=');
    if (sign == std::string::npos || sign == 0) {
      mistakes.push_back(
          {"--answer",
           fmt::format("must be NAME=VALUE, as in parameters=784, got \"{}\"", answer)});
    } else {
      task.answers.emplace_back(answer.substr(0, sign), answer.substr(sign + 1));
    }
  }
  return task;
}

/// What doesn't go together in a task that is read well.
void check_task(const MarkingTask& task, const Request& request, std::vector<Mistake>& mistakes) {
  const bool has_answers = !task.answers.empty(), has_scripts = !task.scripts.empty();
  if (request.lines) {
    if (has_answers || has_scripts) {
      mistakes.push_back(
          {"--lines", "reads the answers from standard input, so none can be given"});
    }
    if (task.homework == "-") {
      mistakes.push_back({"HOMEWORK", "must be a file, since --lines reads standard input"});
    }
    return;
  }
  if (task.homework.empty()) {
    mistakes.push_back({"HOMEWORK", "is missing: name the file of the problem"});
  } else if (!has_answers && !has_scripts) {
    mistakes.push_back({"ANSWERS",
                        "are missing: name a file, or - for standard input, or give "
                        "them as -a NAME=VALUE"});
  } else if (has_answers && has_scripts) {
    mistakes.push_back({"--answer", "can't be given together with files of answers"});
  }
  const auto from_input = std::count(task.scripts.begin(), task.scripts.end(), "-");
  if (from_input + (task.homework == "-") > 1) {
    mistakes.push_back({"-", "can be given only once: standard input is read once"});
  }
  const bool is_class = task.scripts.size() > 1 ||
                        std::any_of(task.scripts.begin(), task.scripts.end(), is_spreadsheet);
  if (request.format == Format::gradescope && is_class) {
    mistakes.push_back({"--format", "gradescope is for one student's answers at a time"});
  }
}

Request parse_grade(std::vector<std::string> arguments) {
  Request request;
  MarkingTexts texts;
  CommandLine line("grade");
  line.add_marking(texts);
  line.add_common(kMarkFormatNames, kGradeLines);
  line.parse(std::move(arguments));
  if (line.wants_help()) {
    request.message = command_help("grade", kGradeSummary, kGradeExamples, line);
    return request;
  }
  std::vector<Mistake> mistakes;
  line.fill(request, kMarkFormatNames, mistakes);
  request.marking = marking_task(texts, mistakes);
  if (mistakes.empty()) check_task(*request.marking, request, mistakes);
  if (!mistakes.empty()) throw InputError(mistakes);
  return request;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names = {"solve", "grade", "help"};
  for (const Kind& kind : kinds()) names.emplace_back(kind.name);
  return names;
}

/// The arguments with the command first, though options stand before it.
std::vector<std::string> command_first(std::vector<std::string> arguments) {
  // Most command lines begin with the command, and are spared the options made here.
  if (arguments.empty() || !arguments[0].starts_with('-')) return arguments;
  CommandLine line("");
  line.add_common(kFormatNames, kSolveLines);
  const auto word =
      arguments.begin() + static_cast<std::ptrdiff_t>(line.leading_options(arguments));
  const std::vector<std::string> commands = command_names();
  if (word != arguments.end() &&
      std::find(commands.begin(), commands.end(), *word) != commands.end()) {
    std::rotate(arguments.begin(), word, word + 1);
  }
  return arguments;
}

bool looks_like_a_file(const std::string& word) {
  std::error_code none;  // what can't be looked at is no file
  return word.find_first_of("/.") != std::string::npos || std::filesystem::exists(word, none);
}

}  // namespace

std::string general_help() {
  std::string commands;
  for (const Kind& kind : kinds())
    commands += fmt::format("  {:<10} {}\n", kind.name, kind.summary);
  CommandLine line("");
  line.add_common(kFormatNames, kSolveLines);
  return fmt::format(
      "Solves homework on convolutional networks, shows every step, and marks answers.\n\n"
      "  cnnsolve {}\n  cnnsolve {}\n  cnnsolve {}\n  cnnsolve {}\n\n"
      "Commands (cnnsolve COMMAND --help tells more):\n{}  {:<10} {}\n  {:<10} {}\n\n"
      "Options (--lines, --jobs: for solve and grade; --version stands by itself):\n{}{}",
      kinds()[0].examples[0], kinds()[1].examples[0], kSolveExamples[0], kGradeExamples[0],
      commands, "solve", kSolveSummary, "grade", kGradeSummary, line.options_help("Output"),
      line.options_help("Problem"));
}

Request parse_command_line(const std::vector<std::string>& stated) {
  Request request;
  const std::vector<std::string> arguments = command_first(stated);
  const std::string first = arguments.empty() ? "" : arguments[0];
  if (first == "--version") {
    request.message = fmt::format("cnnsolve {}\n", CNNSOLVE_VERSION);
    return request;
  }
  if (first == "help" && arguments.size() > 1) {
    return parse_command_line({arguments[1], "--help"});
  }
  if (first == "help" || first == "--help" || first == "-h") {
    request.message = general_help();
    return request;
  }
  if (const Kind* kind = find_kind(first))
    return parse_kind(*kind, {arguments.begin() + 1, arguments.end()});
  if (first == "grade") return parse_grade({arguments.begin() + 1, arguments.end()});
  if (first == "solve") return parse_solve({arguments.begin() + 1, arguments.end()});
  if (first.empty() || first[0] == '-' || looks_like_a_file(first)) return parse_solve(arguments);
  throw InputError(first, "is no command and no file" + did_you_mean(first, command_names()));
}

}  // namespace cnnsolve
