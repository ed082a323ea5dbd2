#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "cli.h"
#include "input.h"
#include "lines.h"
#include "output.h"
#include "parse_json.h"
#include "process.h"
#include "quick_solver.h"
#include "render/gradescope.h"

namespace cnnsolve {
namespace {

enum ExitStatus : int {
  kDone = 0,
  kNotAllCorrect = 1,
  kBadInput = 2,
  kNotWritten = 3,
  kOurMistake = 70
};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value;
}

bool uses_color(const Request& request) {
  if (request.color != Color::automatic) return request.color == Color::always;
  const char* terminal = std::getenv("TERM");
  return !request.output && isatty(STDOUT_FILENO) && !is_set("NO_COLOR") && terminal &&
         std::strcmp(terminal, "dumb") != 0;
}

constexpr size_t kPageWidth = 80;

size_t terminal_width() {
  if (is_set("COLUMNS")) {
    const long columns = std::strtol(std::getenv("COLUMNS"), nullptr, 10);
    if (columns > 0) return static_cast<size_t>(columns);
  }
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kPageWidth;
}

RenderOptions render_options(const Request& request) {
  return {.detail = request.detail,
          .digits = request.digits,
          .charset = request.ascii ? Charset::ascii : Charset::unicode,
          .color = uses_color(request),
          .width = request.output ? kPageWidth : terminal_width(),
          .figures = request.figures,
          .fragment = request.fragment};
}

void complain(const std::string& message) {
  std::fputs(fmt::format("cnnsolve: {}\n", printable(message, Charset::unicode)).c_str(), stderr);
}

void complain(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) complain(mistake.where + ": " + mistake.what);
}

/// What is said of an error that isn't the user's.
std::string our_error(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error)) return "not enough memory";
  return fmt::format("internal error, which is no mistake of yours: {}", error.what());
}

void write(const Request& request, const std::string& text) {
  Output output(request.output);
  output.write(text);
  output.commit();
}

ExitStatus run_lines(const Request& request) {
  const RenderOptions options = render_options(request);
  Input input(request.input);
  Output output(request.output);
  const bool all_good = solve_lines(input, output, options, request.jobs);
  output.commit();
  return all_good ? kDone : kBadInput;
}

Homework parse_homework(const std::string& text, const std::string& name) {
  return read_homework(parse_json(text, name), {.flags = false, .prefix = name + ":"});
}

Homework read_homework_file(const std::string& path) {
  Input input(path);
  return parse_homework(input.read_all(), input.name());
}

ExitStatus grade_lines(const Request& request) {
  const MarkingTask& task = *request.marking;
  const Homework homework = task.homework.empty() ? Homework() : read_homework_file(task.homework);
  Input input("-");
  Output output(request.output);
  const StreamOutcome outcome =
      grade_lines(input, output, homework, task.options,
                  {render_options(request), task.options.hides_expected}, request.jobs);
  output.commit();
  if (!outcome.all_read) return kBadInput;
  return outcome.all_correct ? kDone : kNotAllCorrect;
}

ExitStatus grade(const Request& request) {
  const MarkingTask& task = *request.marking;
  AnswerKey key(read_homework_file(task.homework));
  const Marking marking = mark_scripts(key, task);
  write(request, render(request.format, key.title(), marking, render_options(request),
                        task.options.hides_expected));
  complain(marking.unread);
  if (!marking.unread.empty()) return kBadInput;
  return std::all_of(marking.scripts.begin(), marking.scripts.end(), all_correct) ? kDone
                                                                                  : kNotAllCorrect;
}

/// Gradescope shows a student nothing but the results file, so what went wrong stands in it too.
ExitStatus grade_for_gradescope(const Request& request) {
  try {
    return grade(request);
  } catch (const InputError& error) {
    write(request, render_gradescope_failure(error.mistakes(), {render_options(request), false}));
    throw;
  } catch (const OutputError&) {
    throw;
  } catch (const std::exception& error) {
    const Mistake ours{"cnnsolve", our_error(error)};
    write(request, render_gradescope_failure({ours}, {render_options(request), false}));
    throw;
  }
}

/// What the only homework of a run comes to. It lasts as long as the process: to take a long
/// derivation apart takes time, and serves nobody.
const SolvedHomework& kept(SolvedHomework solved) {
  static const auto* const all = new SolvedHomework(std::move(solved));
  return *all;
}

const SolvedHomework& solved(const Homework& homework, Detail detail) {
  return kept(detail == Detail::answers ? answer(homework) : solve(homework));
}

ExitStatus solve_file(const Request& request) {
  const RenderOptions options = render_options(request);
  Input input(request.input);
  std::string text = input.read_all();
  if (request.format == Format::json && request.detail == Detail::answers) {
    QuickSolver quick(options);
    if (quick.answer(text)) {
      Output output(request.output);
      quick.write([&](std::string_view piece) { output.write(piece); });
      output.commit();
      return kDone;
    }
  }
  write(request, render(request.format, solved(parse_homework(text, input.name()), request.detail),
                        options));
  return kDone;
}

ExitStatus compare_files(const Request& request) {
  std::vector<NamedHomework> compared;
  std::vector<Mistake> mistakes;
  for (const std::string& file : *request.compared) {
    try {
      compared.push_back({file, read_homework_file(file)});
    } catch (const InputError& error) {
      mistakes.insert(mistakes.end(), error.mistakes().begin(), error.mistakes().end());
    }
  }
  if (!mistakes.empty()) throw InputError(mistakes);
  const SolvedHomework solved = compare(compared[0], compared[1]);
  write(request, render(request.format, solved, render_options(request)));
  return kDone;
}

ExitStatus run(const Request& request) {
  if (request.compared) return compare_files(request);
  if (request.marking) {
    if (request.lines) return grade_lines(request);
    return request.format == Format::gradescope ? grade_for_gradescope(request) : grade(request);
  }
  if (request.lines) return run_lines(request);
  if (!request.message && !request.stated) return solve_file(request);
  write(request, request.message ? *request.message
                                 : render(request.format, solved(*request.stated, request.detail),
                                          render_options(request)));
  return kDone;
}

ExitStatus guarded(const std::vector<std::string>& arguments) {
  try {
    if (arguments.empty() && isatty(STDIN_FILENO)) {
      std::fputs(general_help().c_str(), stderr);
      return kBadInput;
    }
    return run(parse_command_line(arguments));
  } catch (const InputError& error) {
    complain(error.mistakes());
    return kBadInput;
  } catch (const OutputError& error) {
    complain(error.what());
    return kNotWritten;
  } catch (const std::exception& error) {
    complain(our_error(error));
    return kOurMistake;
  }
}

}  // namespace
}  // namespace cnnsolve

int main(int argc, char** argv) {
  cnnsolve::prepare_process();
  return cnnsolve::guarded({argv + 1, argv + argc});
}
