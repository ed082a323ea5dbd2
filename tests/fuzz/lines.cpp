// A stream of problems, a line each: the quick and the careful way must write the same, line by
// line, for a whole file, and through any number of threads.

#include "lines.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "input_error.h"
#include "parse_json.h"
#include "quick_solver.h"
#include "render/json.h"
#include "written.h"

namespace cnnsolve {
namespace {

/// What the careful way writes for a line.
std::string careful(std::string_view line, size_t number, const RenderOptions& options,
                    bool& is_good) {
  try {
    return render_json_line(number, solve(read_homework(parse_json(line, ""), {})), options);
  } catch (const InputError& error) {
    is_good = false;
    return render_json_errors(number, error.mistakes(), options);
  }
}

void check_line(std::string_view line, size_t number, const RenderOptions& options,
                const std::string& right, bool is_good) {
  QuickSolver quick(options);
  std::string output = "before";
  const bool answered = quick.answer(line, number, output);
  require(answered || output == "before", "what the quick way leaves adds nothing", line);
  require(!answered || (is_good && output == "before" + right), "both ways write the same",
          fmt::format("{}\n{}\n{}", line, output, right));
}

/// The same of a line that is a file of its own.
void check_file(std::string_view line, const RenderOptions& options) {
  QuickSolver quick(options);
  std::string text(line), written;
  if (!quick.answer(text)) return require(text == line, "what the quick way leaves stays", line);
  quick.write([&](std::string_view piece) { written += piece; });
  const std::string right =
      render_json(solve(read_homework(parse_json(line, "file"), {})), options);
  require(written == right, "both ways write the same file",
          fmt::format("{}\n{}\n{}", line, written, right));
}

/// A file in memory, or a pipe, that is known by a path.
class Descriptors {
 public:
  explicit Descriptors(std::string_view input) : input_(memfd_create("input", 0)) {
    // The answers wait in the pipe, so it must hold them all.
    constexpr int kMostBytes = 1024 * 1024;
    const bool made =
        input_ >= 0 && pipe(ends_) == 0 &&
        ::write(input_, input.data(), input.size()) == static_cast<ssize_t>(input.size()) &&
        fcntl(ends_[1], F_SETPIPE_SZ, kMostBytes) >= kMostBytes;
    require(made, "a file and a pipe can be made");
  }
  ~Descriptors() {
    for (const int descriptor : {input_, ends_[0]}) close(descriptor);
  }
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;

  std::string input_path() const { return path_to(input_); }
  std::string output_path() const { return path_to(ends_[1]); }

  /// What was written. Nobody can write any more.
  std::string take_output() {
    close(ends_[1]);
    std::string text;
    char bytes[4096];
    for (ssize_t count; (count = read(ends_[0], bytes, sizeof bytes)) > 0;) {
      text.append(bytes, static_cast<size_t>(count));
    }
    return text;
  }

 private:
  static std::string path_to(int descriptor) { return fmt::format("/dev/fd/{}", descriptor); }

  int input_;
  int ends_[2] = {-1, -1};
};

void check_stream(std::string_view input, const RenderOptions& options, size_t jobs,
                  const std::string& right, bool all_good) {
  Descriptors files(input);
  bool is_good = false;
  {
    Input in(files.input_path());
    Output out(files.output_path());
    is_good = solve_lines(in, out, options, jobs);
    out.commit();
  }
  const std::string written = files.take_output();
  require(is_good == all_good && written == right, "a stream gives what its lines give",
          fmt::format("{}\n{}\n{}", input, written, right));
}

/// A problem that stands on several lines becomes one.
std::string lines_of(std::string_view input) {
  std::string lines(input);
  if (nlohmann::json::accept(lines)) std::replace(lines.begin(), lines.end(), '\n', ' ');
  return lines;
}

}  // namespace

void check_input(std::string_view bytes) {
  Choices choices(bytes);
  const std::string input = lines_of(bytes);
  const RenderOptions options = {.detail = Detail::answers,
                                 .charset = choices.one_in(4) ? Charset::ascii : Charset::unicode};
  check_file(bytes, options);
  std::string answers;
  bool all_good = true;
  size_t number = 0;
  for (std::string_view rest = input; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    bool is_good = true;
    const std::string right = careful(line, number, options, is_good);
    check_json(right);
    check_line(line, number, options, right, is_good);
    check_file(line, options);
    answers += right;
    all_good = all_good && is_good;
  }
  if (choices.one_in(4)) check_stream(input, options, 1 + choices.below(3), answers, all_good);
}

}  // namespace cnnsolve
