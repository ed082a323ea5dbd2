#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace cnnsolve {
namespace {

/// Devices and pipes can't be replaced, only written to.
bool is_replaceable(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

/// The file that a link stands for, so that the link stays, though the file isn't there yet.
std::filesystem::path target_of(std::filesystem::path path) {
  std::error_code none;  // what can't be looked at can't be opened either
  for (int links = 0; std::filesystem::is_symlink(path, none) && links < 40; ++links) {
    path = path.parent_path() / std::filesystem::read_symlink(path);
  }
  return path;
}

constexpr std::array kEndingSignals = {SIGHUP, SIGINT, SIGTERM};

// The temporary file, for a signal that ends the program; nobody else can remove it then. A program
// writes one file at a time.
char pending_file[PATH_MAX] = "";  // NOLINT(*-non-const-global-variables): a handler sees no other

extern "C" void remove_pending_file(int signal) {
  unlink(pending_file);
  raise(signal);  // which now does what it does by default
}

/// Keeps those signals back while a file is made and noted, or gets its name.
class SignalsHeldBack {
 public:
  SignalsHeldBack() {
    sigset_t ending;
    sigemptyset(&ending);
    for (const int signal : kEndingSignals) sigaddset(&ending, signal);
    pthread_sigmask(SIG_BLOCK, &ending, &before_);
  }
  ~SignalsHeldBack() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeldBack(const SignalsHeldBack&) = delete;
  SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

 private:
  sigset_t before_;
};

/// Lets a signal that would end the program remove the file first.
void remove_on_signal(const std::string& path) {
  pending_file[path.copy(pending_file, sizeof pending_file - 1)] = '\0';
  for (const int signal : kEndingSignals) {
    struct sigaction before = {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;
    struct sigaction removing = {};
    removing.sa_handler = remove_pending_file;
    removing.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(signal, &removing, nullptr);
  }
}

mode_t permissions_for(const std::string& path) {
  struct stat status = {};
  if (stat(path.c_str(), &status) == 0) return status.st_mode & 07777;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Output::Output(std::optional<std::string> path) : name_(path.value_or("standard output")) {
  if (!path) {
    file_ = stdout;
    return;
  }
  if (!is_replaceable(*path)) {
    file_ = std::fopen(path->c_str(), "w");
    if (!file_) fail();
    return;
  }
  const std::filesystem::path target = target_of(*path);
  name_ = target.string();
  if (access(name_.c_str(), F_OK) == 0 && access(name_.c_str(), W_OK) != 0) fail();
  std::string temporary = (target.parent_path() / ".cnnsolve.XXXXXX").string();
  int descriptor = 0;
  {
    const SignalsHeldBack held_back;
    descriptor = mkstemp(temporary.data());
    if (descriptor >= 0) remove_on_signal(temporary);
  }
  if (descriptor < 0) fail();
  fchmod(descriptor, permissions_for(name_));
  temporary_ = std::move(temporary);
  file_ = fdopen(descriptor, "w");
  if (!file_) {
    remove_temporary();
    fail();
  }
}

Output::~Output() {
  if (file_ && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) remove_temporary();
}

void Output::remove_temporary() {
  const SignalsHeldBack held_back;
  unlink(temporary_.c_str());
  pending_file[0] = '\0';
}

void Output::fail() const {
  throw OutputError(name_ + ": can't be written: " + std::strerror(errno));
}

void Output::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void Output::flush() {
  if (std::fflush(file_) != 0) fail();
}

void Output::commit() {
  flush();
  if (file_ == stdout) return;
  std::FILE* file = file_;
  file_ = nullptr;
  if (std::fclose(file) != 0) fail();
  if (temporary_.empty()) return;
  const SignalsHeldBack held_back;
  if (std::rename(temporary_.c_str(), name_.c_str()) != 0) fail();
  temporary_.clear();
  pending_file[0] = '\0';
}

}  // namespace cnnsolve
