#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cnnsolve {
namespace {

/// Devices and pipes can't be replaced, only written to.
bool is_replaceable(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

/// The file that a link stands for, so that the link stays.
std::string target_of(const std::string& path) {
  char* real = realpath(path.c_str(), nullptr);
  std::string target = real ? real : path;
  std::free(real);
  return target;
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
  name_ = target_of(*path);
  temporary_ = name_ + ".XXXXXX";
  const int descriptor = mkstemp(temporary_.data());
  if (descriptor < 0) {
    temporary_.clear();
    fail();
  }
  fchmod(descriptor, permissions_for(name_));
  file_ = fdopen(descriptor, "w");
}

Output::~Output() {
  if (file_ && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
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
  if (std::rename(temporary_.c_str(), name_.c_str()) != 0) fail();
  temporary_.clear();
}

}  // namespace cnnsolve
