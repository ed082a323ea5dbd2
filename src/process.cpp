#include "process.h"

#include <fcntl.h>
#include <gmp.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <new>

namespace cnnsolve {
namespace {

/// The results of 10,000 layers are made of each other, and are walked through by recursion.
void deepen_stacks() {
  constexpr rlim_t kBytes = rlim_t{96} * 1024 * 1024;
  rlimit limit = {};
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < kBytes) {
    limit.rlim_cur = std::min(kBytes, limit.rlim_max);
    setrlimit(RLIMIT_STACK, &limit);
  }
  pthread_attr_t threads;
  pthread_attr_init(&threads);
  pthread_attr_setstacksize(&threads, kBytes);
  pthread_setattr_default_np(&threads);
  pthread_attr_destroy(&threads);
}

void* or_throw(void* memory) { return memory ? memory : throw std::bad_alloc(); }

/// GMP would end the program where there is no memory.
void let_gmp_throw() {
  mp_set_memory_functions(
      [](size_t size) { return or_throw(std::malloc(size)); },
      [](void* memory, size_t, size_t size) { return or_throw(std::realloc(memory, size)); },
      [](void* memory, size_t) { std::free(memory); });
}

/// A file that is opened must not be taken for a closed standard error, and get our complaints.
void open_standard_error() {
  if (fcntl(STDERR_FILENO, F_GETFD) >= 0) return;
  const int null = open("/dev/null", O_WRONLY);
  if (null == STDERR_FILENO) return;
  dup2(null, STDERR_FILENO);
  close(null);
}

}  // namespace

void prepare_process() {
  open_standard_error();
  // A file too large for its limit is then an output that can't be written, with a message.
  std::signal(SIGXFSZ, SIG_IGN);
  deepen_stacks();
  let_gmp_throw();
}

}  // namespace cnnsolve
