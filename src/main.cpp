#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli.h"
#include "lines.h"
#include "output.h"
#include "render/json.h"

namespace cnnsolve {
namespace {

enum ExitStatus : int { kDone = 0, kBadInput = 2, kNotWritten = 3, kOurMistake = 70 };

constexpr const char* kStandardInput = "<stdin>";

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

size_t terminal_width() {
  constexpr size_t kStandard = 80;
  if (is_set("COLUMNS")) {
    const long columns = std::strtol(std::getenv("COLUMNS"), nullptr, 10);
    if (columns > 0) return static_cast<size_t>(columns);
  }
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kStandard;
}

RenderOptions render_options(const Request& request) {
  return {.detail = request.detail,
          .digits = request.digits,
          .charset = request.ascii ? Charset::ascii : Charset::unicode,
          .color = uses_color(request),
          .width = terminal_width()};
}

std::string read_all(const std::string& path) {
  errno = 0;
  std::ostringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
  } else {
    std::ifstream file(path, std::ios::binary);
    if (file) text << file.rdbuf();
    if (!file || errno != 0) {
      throw InputError(path, fmt::format("can't be read: {}", std::strerror(errno)));
    }
  }
  return text.str();
}

Homework read(const Request& request) {
  if (request.stated) return *request.stated;
  const std::string name = request.input == "-" ? kStandardInput : request.input;
  return read_homework(parse_json(read_all(request.input), name),
                       {.flags = false, .prefix = name + ":"});
}

ExitStatus run_lines(const Request& request) {
  const RenderOptions options = render_options(request);
  std::ifstream file;
  if (request.input != "-") {
    file.open(request.input, std::ios::binary);
    if (!file) {
      throw InputError(request.input, fmt::format("can't be read: {}", std::strerror(errno)));
    }
  }
  Output output(request.output);
  const bool all_good = solve_lines(request.input == "-" ? std::cin : file, output, options);
  output.commit();
  return all_good ? kDone : kBadInput;
}

ExitStatus run(const Request& request) {
  if (request.lines) return run_lines(request);
  std::string text;
  if (request.message) {
    text = *request.message;
  } else {
    const SolvedHomework solved = solve(read(request));
    const RenderOptions options = render_options(request);
    text = request.format == Format::json ? render_json(solved, options)
                                          : render_text(solved, options);
  }
  Output output(request.output);
  output.write(text);
  output.commit();
  return kDone;
}

void complain(const std::string& message) {
  std::cerr << "cnnsolve: " << printable(message, Charset::unicode) << '\n';
}

ExitStatus guarded(const std::vector<std::string>& arguments) {
  try {
    if (arguments.empty() && isatty(STDIN_FILENO)) {
      std::cerr << general_help();
      return kBadInput;
    }
    return run(parse_command_line(arguments));
  } catch (const InputError& error) {
    for (const Mistake& mistake : error.mistakes()) complain(mistake.where + ": " + mistake.what);
    return kBadInput;
  } catch (const OutputError& error) {
    complain(error.what());
    return kNotWritten;
  } catch (const std::exception& error) {
    complain(fmt::format("internal error, which is no mistake of yours: {}", error.what()));
    return kOurMistake;
  }
}

}  // namespace
}  // namespace cnnsolve

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return cnnsolve::guarded({argv + 1, argv + argc});
}
