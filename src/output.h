// Where results go: standard output, or a file that is replaced whole or left alone.
#pragma once

#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cnnsolve {

/// The output could not be written. Says which and why.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file's contents are gathered in a temporary file beside it, which takes its place on commit().
class Output {
 public:
  /// Standard output where there is no path. Throws OutputError.
  explicit Output(std::optional<std::string> path);
  /// Without commit() a file is left as it was.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Throws OutputError.
  void write(std::string_view text);
  void flush();
  void commit();

 private:
  [[noreturn]] void fail() const;
  void remove_temporary();

  std::string name_;
  std::string temporary_;  ///< empty where the output is written to directly
  std::FILE* file_ = nullptr;
};

}  // namespace cnnsolve
