#pragma once
// Starting a program as a shell would, and what the system says of it afterwards.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace bench {

inline double seconds_now() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

[[noreturn]] inline void give_up(const char* what) {
  std::perror(what);
  std::_Exit(127);
}

/// In the child: replaces it by the program, with `in` and `out` as its standard streams.
[[noreturn]] inline void become(const std::vector<char*>& command, int in, int out, int error) {
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(error, STDERR_FILENO);
  execvp(command[0], command.data());
  std::_Exit(127);
}

/// One finished run. `status` is the exit status, or 128 + the signal that ended it.
struct Run {
  double seconds = 0;
  long peak_kib = 0;
  int status = 0;
};

/// Waits for the child that was started at `start`.
inline Run finish(pid_t child, double start) {
  int status = 0;
  rusage usage = {};
  if (wait4(child, &status, 0, &usage) != child) give_up("wait4");
  return {seconds_now() - start, usage.ru_maxrss,
          WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

inline int open_or_give_up(const char* path, int flags) {
  const int descriptor = open(path, flags | O_CLOEXEC);
  if (descriptor < 0) give_up(path);
  return descriptor;
}

}  // namespace bench
