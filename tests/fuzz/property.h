// What a fuzz target asserts, and how it picks settings for an input.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cnnsolve {

/// Ends the run where `holds` is false: libFuzzer then keeps the input. `about` is shown.
inline void require(bool holds, std::string_view property, std::string_view about = {}) {
  if (holds) return;
  std::fprintf(stderr, "\nproperty broken: %.*s\n%.*s\n", static_cast<int>(property.size()),
               property.data(), static_cast<int>(about.size()), about.data());
  std::abort();
}

/// What a target does with an input. It may throw InputError.
void check_input(std::string_view input);

/// Settings that follow from an input's bytes without being among them: so files of problems and
/// answers are inputs as they are, and an input has the same settings each time.
class Choices {
 public:
  explicit Choices(std::string_view input) {
    for (const char c : input) state_ = (state_ ^ static_cast<unsigned char>(c)) * kPrime;
  }

  size_t below(size_t count) {
    state_ = (state_ ^ state_ >> 29) * kPrime;
    return static_cast<size_t>(state_ >> 33) % count;
  }
  bool one_in(size_t count) { return below(count) == 0; }

 private:
  static constexpr std::uint64_t kPrime = 0x100000001b3;
  std::uint64_t state_ = 0xcbf29ce484222325;
};

}  // namespace cnnsolve
