#include "marking_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/read_number.h"

namespace cnnsolve {
namespace {

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
  if (request.format == Format::gradescope && is_class(task.scripts)) {
    mistakes.push_back({"--format", "gradescope is for one student's answers at a time"});
  }
}

}  // namespace

void add_marking(CommandLine& line, MarkingTexts& texts) {
  const auto option = [&](const char* name, std::optional<std::string>& text, const char* help) {
    line.add_option({.names = {name}, .argument = "X", .help = help}, text);
  };
  const auto flag = [&](const char* name, bool& on, const char* help) {
    line.add_switch({.names = {name}, .help = help}, on);
  };
  line.add_argument(
      {.names = {"HOMEWORK"}, .help = "a problem or a homework in JSON; - reads standard input"},
      texts.homework);
  line.add_arguments(
      {.names = {"ANSWERS"}, .help = "files of answers: one student's in JSON, or a class in CSV"},
      texts.scripts);
  line.add_list({.names = {"-a", "--answer"},
                 .argument = "NAME=VALUE",
                 .help = "one answer, typed here; may be given several times"},
                texts.answers);
  option("--tolerance", texts.tolerance, "accept this distance, relative to the answer");
  option("--absolute", texts.absolute, "accept this distance");
  option("--follow-through", texts.follow_through,
         "part of the points for what follows from a wrong answer (default 1/2)");
  flag("--decimal-comma", texts.decimal_comma, "2,5 is two and a half");
  flag("--allow-expressions", texts.allow_expressions, "accept 28*28 for 784");
  flag("--hide-expected", texts.hide_expected, "don't tell the right answers");
  flag("--no-diagnosis", texts.no_diagnosis, "don't look for the mistakes");
}

MarkingTask read_marking(const MarkingTexts& texts, const Request& request,
                         std::vector<Mistake>& mistakes) {
  MarkingTask task = marking_task(texts, mistakes);
  if (mistakes.empty()) check_task(task, request, mistakes);
  return task;
}

}  // namespace cnnsolve
