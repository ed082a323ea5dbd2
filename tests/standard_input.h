// Standard input of a test's own.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <string>

namespace cnnsolve {

/// A descriptor stands in for standard input as long as this lives, and is closed with it.
class StandardInput {
 public:
  explicit StandardInput(int descriptor) : before_(dup(STDIN_FILENO)) {
    dup2(descriptor, STDIN_FILENO);
    close(descriptor);
  }
  explicit StandardInput(const std::string& text) : StandardInput(file_of(text)) {}
  ~StandardInput() {
    close(STDIN_FILENO);
    if (before_ < 0) return;
    dup2(before_, STDIN_FILENO);
    close(before_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  static int file_of(const std::string& text) {
    std::FILE* file = std::tmpfile();
    std::fwrite(text.data(), 1, text.size(), file);
    std::rewind(file);
    const int descriptor = dup(fileno(file));
    std::fclose(file);
    return descriptor;
  }

  int before_;
};

/// Both ends of a pipe; they close with it.
class Pipe {
 public:
  Pipe() {
    if (pipe(ends_) != 0) std::perror("pipe");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  /// The caller's to close.
  int take_reading_end() { return take(0); }
  std::string writing_end_path() const { return "/dev/fd/" + std::to_string(ends_[1]); }
  void close_writing_end() { close_end(1); }

  bool write(const std::string& text) const {
    return ::write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
  }

  /// Up to a newline, which comes with it; less where the pipe ends.
  std::string read_line() const {
    std::string line;
    for (char c; (line.empty() || line.back() != '\n') && read(ends_[0], &c, 1) == 1;) line += c;
    return line;
  }

 private:
  int take(int end) {
    const int taken = ends_[end];
    ends_[end] = -1;
    return taken;
  }
  void close_end(int end) {
    if (ends_[end] >= 0) close(take(end));
  }

  int ends_[2] = {-1, -1};
};

}  // namespace cnnsolve
