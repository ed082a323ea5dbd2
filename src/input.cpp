#include "input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "input_error.h"

namespace cnnsolve {
namespace {

constexpr const char* kStandardInput = "<stdin>";

[[noreturn]] void refuse(const std::string& name) {
  throw InputError(name, fmt::format("can't be read: {}", std::strerror(errno)));
}

bool poll_input(int descriptor, int milliseconds) {
  pollfd polled = {descriptor, POLLIN, 0};
  return poll(&polled, 1, milliseconds) > 0;
}

}  // namespace

Input::Input(const std::string& path) : name_(path == "-" ? kStandardInput : path) {
  if (path == "-") {
    // Where it is closed, its number would go to the next file that is opened.
    if (fcntl(STDIN_FILENO, F_GETFD) < 0) refuse(name_);
    return;
  }
  // Opening a folder succeeds; reading it doesn't. What can't be looked at can't be opened either.
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) {
    errno = EISDIR;
    refuse(name_);
  }
  descriptor_ = open(path.c_str(), O_RDONLY);
  if (descriptor_ < 0) refuse(name_);
}

Input::~Input() {
  if (descriptor_ != STDIN_FILENO) close(descriptor_);
}

bool Input::is_ready() const { return poll_input(descriptor_, 0); }

size_t Input::read(char* bytes, size_t most) {
  ssize_t count = 0;
  while ((count = ::read(descriptor_, bytes, most)) < 0) {
    if (errno == EAGAIN) {
      poll_input(descriptor_, -1);
    } else if (errno != EINTR) {
      refuse(name_);
    }
  }
  return static_cast<size_t>(count);
}

std::string Input::read_all() {
  std::string text;
  std::array<char, size_t{16} * 1024> bytes;
  while (const size_t count = read(bytes.data(), bytes.size())) {
    text.append(bytes.data(), count);
    if (text.size() > kLargestInput) {
      throw InputError(name_, fmt::format("must not be larger than {} MiB", kLargestInput >> 20));
    }
  }
  return text;
}

}  // namespace cnnsolve
