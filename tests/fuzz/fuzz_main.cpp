// What libFuzzer calls.

#include <algorithm>

#include "input_error.h"
#include "written.h"

namespace {

/// Whether a layer may be repeated a hundred times or more. Networks of thousands of layers take
/// seconds under sanitizers, and more of the stack than there is.
bool repeats_often(std::string_view input) {
  constexpr std::string_view kName = "repeat";
  for (size_t at = input.find(kName); at != std::string_view::npos;
       at = input.find(kName, at + 1)) {
    const std::string_view behind = input.substr(at + kName.size(), 20);
    const auto digits =
        std::count_if(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits > 2 || behind.find_first_of("eE") != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (repeats_often(input)) return 0;
  try {
    cnnsolve::check_input(input);
  } catch (const cnnsolve::InputError& error) {
    cnnsolve::check_mistakes(error.mistakes());
  }
  return 0;
}
