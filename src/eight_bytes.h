// Eight bytes looked at together, where most of a text has nothing to be found.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cnnsolve {

/// In a mark the top bit of a byte says that it is looked for. Only the first mark is right: a byte
/// behind it may be marked by what that one borrows or carries.
class EightBytes {
 public:
  /// Whether the first byte of a word is its lowest, as is needed here.
  static constexpr bool kAvailable = std::endian::native == std::endian::little;

  explicit EightBytes(const char* bytes) { std::memcpy(&word_, bytes, sizeof word_); }

  std::uint64_t marks_of(char c) const { return marks_of(c, word_); }
  /// Of a character and of that which differs from it in `bit`. `c` has the bit.
  std::uint64_t marks_of_either(char c, char bit) const { return marks_of(c, word_ | each(bit)); }
  /// Of control characters and of all that isn't ASCII.
  std::uint64_t marks_of_unprintable() const {
    const std::uint64_t too_small = word_ - each(' '), too_large = word_ + each(1);
    return (too_small | too_large | word_) & each(kTop);
  }

  /// How many bytes stand before the first mark: 8 where there is none.
  static size_t before(std::uint64_t marks) {
    return static_cast<size_t>(std::countr_zero(marks)) / 8;
  }

 private:
  static constexpr char kTop = static_cast<char>(0x80);
  static constexpr std::uint64_t each(char c) {
    return std::uint64_t{0x0101010101010101} * static_cast<unsigned char>(c);
  }
  static std::uint64_t marks_of(char c, std::uint64_t word) {
    const std::uint64_t zero_if_found = word ^ each(c);
    return (zero_if_found - each(1)) & ~zero_if_found & each(kTop);
  }

  std::uint64_t word_ = 0;
};

/// How many bytes of `text` stand before the first that `marks` finds in eight of them. Where fewer
/// than eight are left there may be more.
template <class Marks>
size_t length_before(std::string_view text, const Marks& marks) {
  size_t length = 0;
  if constexpr (EightBytes::kAvailable) {
    for (size_t count = 8; count == 8 && length + 8 <= text.size(); length += count) {
      count = EightBytes::before(marks(EightBytes(text.data() + length)));
    }
  }
  return length;
}

}  // namespace cnnsolve
