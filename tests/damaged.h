// Text with one byte left out, put in, doubled or changed, for readers that must refuse it alike.
#pragma once

#include <random>
#include <string>

namespace cnnsolve {

inline std::string damaged(std::string text, std::mt19937& random) {
  static const std::string bytes = "0129.-+e\"\\,:[]{} \t\x01\x7f\xc3\xa9xn";
  const auto below = [&](size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random);
  };
  const size_t place = below(text.size());
  const char byte = bytes[below(bytes.size())];
  switch (below(4)) {
    case 0:
      return text.erase(place, 1);
    case 1:
      return text.insert(place, 1, byte);
    case 2:
      return text.insert(place, 1, text[place]);
    default:
      text[place] = byte;
      return text;
  }
}

}  // namespace cnnsolve
