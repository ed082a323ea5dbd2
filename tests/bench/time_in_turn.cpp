// Times programs as a user runs them, from the start of each process to its end, in turn (A B A B
// …), so that a machine that slows down slows all of them.
//
//   time_in_turn [--runs N] [--warm-up N] [--input FILE] COMMAND … [::: COMMAND …] …
//
// A line for each command: median in ms, median of the ratios to the first command's run of the
// same round, peak memory in KiB, exit status. What they write goes to /dev/null. The peak can't be
// less than this program's own, which is why it is small.
#include <cstring>

#include "child.h"
#include "median.h"

namespace bench {
namespace {

struct Options {
  int runs = 11, warm_up = 1;
  const char* input = "/dev/null";
  std::vector<std::vector<char*>> commands;
};

Options read_options(int count, char** arguments) {
  Options options;
  int i = 1;
  for (; i + 1 < count && std::strncmp(arguments[i], "--", 2) == 0; i += 2) {
    const std::string name = arguments[i];
    if (name == "--runs") options.runs = std::atoi(arguments[i + 1]);
    if (name == "--warm-up") options.warm_up = std::atoi(arguments[i + 1]);
    if (name == "--input") options.input = arguments[i + 1];
  }
  options.commands.emplace_back();
  for (; i < count; ++i) {
    if (std::strcmp(arguments[i], ":::") == 0) {
      options.commands.emplace_back();
    } else {
      options.commands.back().push_back(arguments[i]);
    }
  }
  for (std::vector<char*>& command : options.commands) command.push_back(nullptr);
  return options;
}

Run run(const std::vector<char*>& command, int in, int out) {
  lseek(in, 0, SEEK_SET);
  const double start = seconds_now();
  const pid_t child = fork();
  if (child == 0) become(command, in, out, out);
  if (child < 0) give_up("fork");
  return finish(child, start);
}

/// What is known of one command after all rounds.
struct Record {
  std::vector<double> milliseconds, ratios;
  long peak_kib = 0;
  int status = 0;
};

std::vector<Record> time_all(const Options& options) {
  const int in = open_or_give_up(options.input, O_RDONLY);
  const int out = open_or_give_up("/dev/null", O_WRONLY);
  std::vector<Record> records(options.commands.size());
  for (int round = -options.warm_up; round < options.runs; ++round) {
    double first = 0;
    for (size_t i = 0; i < records.size(); ++i) {
      const Run result = run(options.commands[i], in, out);
      if (i == 0) first = result.seconds;
      records[i].status = result.status;
      if (round < 0) continue;
      records[i].milliseconds.push_back(result.seconds * 1e3);
      records[i].ratios.push_back(result.seconds / first);
      if (result.peak_kib > records[i].peak_kib) records[i].peak_kib = result.peak_kib;
    }
  }
  return records;
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  const bench::Options options = bench::read_options(count, arguments);
  if (options.runs < 1 || options.commands[0].size() < 2) {
    std::fputs(
        "usage: time_in_turn [--runs N] [--warm-up N] [--input FILE] COMMAND ... [::: COMMAND "
        "...]\n",
        stderr);
    return 2;
  }
  for (const bench::Record& record : bench::time_all(options)) {
    std::printf("%.4f %.4f %ld %d\n", bench::median(record.milliseconds),
                bench::median(record.ratios), record.peak_kib, record.status);
  }
}
