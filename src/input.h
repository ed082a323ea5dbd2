// Where input comes from: a file or standard input.
#pragma once

#include <cstddef>
#include <string>

namespace cnnsolve {

/// Of what is read whole, in bytes. Streams of lines have no end.
inline constexpr size_t kLargestInput = size_t{256} * 1024 * 1024;

class Input {
 public:
  /// "-" is standard input. Throws InputError where there is no such file, or it can't be opened.
  explicit Input(const std::string& path);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// What messages call it.
  const std::string& name() const { return name_; }
  /// To wait for it together with others.
  int descriptor() const { return descriptor_; }
  /// Whether read() would return at once.
  bool is_ready() const;
  /// Reads what there is, once there is some. Returns how many bytes, 0 at the end. Throws
  /// InputError where it breaks off.
  size_t read(char* bytes, size_t most);
  /// Throws InputError where it breaks off, and where it is larger than kLargestInput.
  std::string read_all();

 private:
  std::string name_;
  int descriptor_ = 0;  // standard input
};

}  // namespace cnnsolve
