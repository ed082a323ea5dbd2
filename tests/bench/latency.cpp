// How long a program takes to answer a line, when whoever sends it waits for the answer.
//
//   latency FILE COMMAND …
//
// Starts the command once, sends it the lines of FILE one at a time, and prints the median and the
// 99th percentile of the times from a line's newline to its answer's, in microseconds.
#include <fstream>
#include <string>

#include "child.h"
#include "median.h"

namespace bench {
namespace {

struct Pipe {
  int read_end = -1, write_end = -1;
  Pipe() {
    int ends[2] = {};
    if (pipe2(ends, O_CLOEXEC) != 0) give_up("pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
};

/// False when the program has ended without answering.
bool read_line(int descriptor) {
  char buffer[65536];
  while (true) {
    const ssize_t count = read(descriptor, buffer, sizeof buffer);
    if (count <= 0) return false;
    if (buffer[count - 1] == '\n') return true;
  }
}

bool write_line(int descriptor, const std::string& line) {
  return write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

/// The time of each answer, in microseconds; the first ones, while the program starts, are left
/// out.
std::vector<double> ask(int to, int from, std::istream& lines) {
  constexpr int kWarmUp = 10;
  std::vector<double> microseconds;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    const double start = seconds_now();
    if (!write_line(to, line + '\n') || !read_line(from)) return {};
    if (++number > kWarmUp) microseconds.push_back((seconds_now() - start) * 1e6);
  }
  return microseconds;
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  using namespace bench;
  std::ifstream lines(count > 2 ? arguments[1] : "");
  if (!lines) {
    std::fputs("usage: latency FILE COMMAND ...\n", stderr);
    return 2;
  }
  std::vector<char*> command(arguments + 2, arguments + count);
  command.push_back(nullptr);
  const Pipe to, from;
  const int error = open_or_give_up("/dev/null", O_WRONLY);
  const double start = seconds_now();
  const pid_t child = fork();
  if (child == 0) become(command, to.read_end, from.write_end, error);
  if (child < 0) give_up("fork");
  close(to.read_end);
  close(from.write_end);
  std::vector<double> times = ask(to.write_end, from.read_end, lines);
  close(to.write_end);
  finish(child, start);
  if (times.empty()) {
    std::fputs("latency: the program gave no answer\n", stderr);
    return 1;
  }
  std::sort(times.begin(), times.end());
  std::printf("%.1f %.1f\n", median(times), times[times.size() * 99 / 100]);
}
