#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace cnnsolve {
namespace {

/// Devices and pipes can't be replaced, only written to.
bool is_replaceable(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

/// The file that a link stands for, so that the link stays, though the file isn't there yet.
std::filesystem::path target_of(std::filesystem::path path) {
  for (int links = 0; std::filesystem::is_symlink(path) && links < 40; ++links) {
    path = path.parent_path() / std::filesystem::read_symlink(path);
  }
  return path;
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
  const int descriptor = mkstemp(temporary.data());
  if (descriptor < 0) fail();
  fchmod(descriptor, permissions_for(name_));
  file_ = fdopen(descriptor, "w");
  if (!file_) {
    unlink(temporary.c_str());
    fail();
  }
  temporary_ = std::move(temporary);
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
