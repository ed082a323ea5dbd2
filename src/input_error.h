// The user's mistakes: where in their input each is, and what is wanted instead.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace cnnsolve {

struct Mistake {
  std::string where;  ///< "--stride", "hw3.json:/problems/0/stride", "hw3.json:3:14", "/stride"
  std::string what;   ///< "must be at least 1, got 0"

  bool operator==(const Mistake&) const = default;
};

/// Thrown while input is read, with every mistake found in it.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Mistake> mistakes)
      : std::runtime_error(mistakes.at(0).where + ": " + mistakes.at(0).what),
        mistakes_(std::move(mistakes)) {}
  InputError(std::string where, std::string what)
      : InputError(std::vector<Mistake>{{std::move(where), std::move(what)}}) {}

  const std::vector<Mistake>& mistakes() const { return mistakes_; }

 private:
  std::vector<Mistake> mistakes_;
};

}  // namespace cnnsolve
