// Where input comes from: a file or standard input.
#pragma once

#include <fstream>
#include <istream>
#include <string>

namespace cnnsolve {

class Input {
 public:
  /// "-" is standard input. Throws InputError where there is no such file, or it can't be opened.
  explicit Input(const std::string& path);

  /// What messages call it.
  const std::string& name() const { return name_; }
  std::istream& stream();
  /// Throws InputError where it breaks off.
  std::string read_all();

 private:
  std::string name_;
  std::ifstream file_;
};

}  // namespace cnnsolve
