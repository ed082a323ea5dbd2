#include "input.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "input_error.h"

namespace cnnsolve {
namespace {

constexpr const char* kStandardInput = "<stdin>";

[[noreturn]] void refuse(const std::string& name) {
  throw InputError(name, fmt::format("can't be read: {}", std::strerror(errno)));
}

}  // namespace

Input::Input(const std::string& path) : name_(path == "-" ? kStandardInput : path) {
  if (path == "-") {
    // Whoever reads no standard input is spared the buffers that this makes.
    std::ios::sync_with_stdio(false);
    return;
  }
  // Opening a folder succeeds; reading it doesn't.
  if (std::filesystem::is_directory(path)) {
    errno = EISDIR;
  } else {
    file_.open(path, std::ios::binary);
  }
  if (!file_.is_open()) refuse(name_);
}

std::istream& Input::stream() {
  return file_.is_open() ? static_cast<std::istream&>(file_) : std::cin;
}

std::string Input::read_all() {
  std::string text(std::istreambuf_iterator<char>(stream()), {});
  if (stream().bad()) refuse(name_);
  return text;
}

}  // namespace cnnsolve
