#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli.h"
#include "lines.h"
#include "output.h"
#include "parse_json.h"
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

[[noreturn]] void refuse(const std::string& name) {
  throw InputError(name, fmt::format("can't be read: {}", std::strerror(errno)));
}

/// A request's input and how messages call it.
class Input {
 public:
  explicit Input(const std::string& path) : name_(path == "-" ? kStandardInput : path) {
    if (path == "-") return;
    // Opening a folder succeeds; reading it doesn't.
    if (std::filesystem::is_directory(path)) {
      errno = EISDIR;
    } else {
      file_.open(path, std::ios::binary);
    }
    if (!file_.is_open()) refuse(name_);
  }

  const std::string& name() const { return name_; }
  std::istream& stream() { return file_.is_open() ? static_cast<std::istream&>(file_) : std::cin; }
  std::string read_all() {
    std::string text(std::istreambuf_iterator<char>(stream()), {});
    if (stream().bad()) refuse(name_);
    return text;
  }

 private:
  std::string name_;
  std::ifstream file_;
};

Homework read(const Request& request) {
  if (request.stated) return *request.stated;
  Input input(request.input);
  return read_homework(parse_json(input.read_all(), input.name()),
                       {.flags = false, .prefix = input.name() + ":"});
}

ExitStatus run_lines(const Request& request) {
  const RenderOptions options = render_options(request);
  Input input(request.input);
  Output output(request.output);
  const bool all_good = solve_lines(input.stream(), input.name(), output, options);
  output.commit();
  return all_good ? kDone : kBadInput;
}

std::string render(Format format, const SolvedHomework& solved, const RenderOptions& options) {
  switch (format) {
    case Format::text:
      return render_text(solved, options);
    case Format::markdown:
      return render_markdown(solved, options);
    case Format::latex:
      return render_latex(solved, options);
    case Format::html:
      return render_html(solved, options);
    case Format::json:
      return render_json(solved, options);
  }
  return {};
}

ExitStatus run(const Request& request) {
  if (request.lines) return run_lines(request);
  std::string text;
  if (request.message) {
    text = *request.message;
  } else {
    const SolvedHomework solved = solve(read(request));
    const RenderOptions options = render_options(request);
    text = render(request.format, solved, options);
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
