// What libFuzzer calls.

#include "input_error.h"
#include "written.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size) {
  try {
    cnnsolve::check_input({reinterpret_cast<const char*>(data), size});
  } catch (const cnnsolve::InputError& error) {
    cnnsolve::check_mistakes(error.mistakes());
  }
  return 0;
}
