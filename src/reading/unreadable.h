// Why an answer can't be read: every reason, its code for scripts and its sentence for students.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cnnsolve {

/// In the order of reasons().
enum class Reason : std::uint8_t {
  too_long,
  bad_utf8,
  control_character,
  too_deep,
  brackets,
  empty_list,
  empty_entry,
  zeros_left_out,
  ragged,
  too_many_rows,
  two_separators,
  leading_zeros,
  ambiguous,
  grouping,
  decimal_comma,
  two_points,
  incomplete,
  misplaced,
  words,
  underscore,
  percent,
  hexadecimal,
  other_digits,
  several_numbers,
  arithmetic,
  two_sides,
  root_brackets,
  nan,
  infinite,
  exponent,
  too_large,
  division_by_zero,
  negative_root,
  fractional_power,
  two_roots,
  other_label,
  other_unit,
  unknown_word,
  not_a_number,
  not_a_list,
  not_a_word
};

/// Why an answer can't be read, by a code that stays as it is and a sentence for its author.
struct Unreadable {
  std::string code;
  std::string sentence;
};

/// A reason met while reading. What `detail` is depends on the reason: see its sentence.
struct Failure {
  Reason reason;
  std::string detail = {};
};

struct ReasonEntry {
  std::string_view code;
  std::string_view sentence;  ///< {0} is what was typed, {1} the detail
};
std::span<const ReasonEntry> reasons();

bool is_for(const Unreadable& problem, Reason reason);

/// The failure to read `typed`, which is printable and short.
Unreadable unreadable(const Failure& failure, std::string_view typed);

}  // namespace cnnsolve
