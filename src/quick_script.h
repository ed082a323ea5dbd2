// The answers of a line that are plain JSON, read without nlohmann_json.
//
// What isn't plain is refused without a word; scripts.h then reads the line again and says what is
// wrong. So this must never read anything otherwise than that does.
#pragma once

#include <optional>
#include <string_view>

#include "answer_key.h"
#include "marked_line.h"
#include "quick_json.h"

namespace cnnsolve {

/// A line parted into the raw texts of what it has.
struct QuickScript {
  std::optional<std::string_view> student;
  std::optional<std::string_view> problem;
  QuickObject answers;
};

/// False where the line must go the careful way.
bool split_script(std::string_view line, QuickScript& script);

/// Its answers; nothing where the line must go the careful way.
std::optional<Script> read_script(const QuickScript& script);

/// Marks a single problem by its headline answers where all that it has are given as the program
/// itself would write them, in JSON, and right, and nothing else is given. Nothing where any of it
/// needs more of a look; then its key tells the same.
std::optional<RightScript> find_all_right(const Kind& kind, const PlainAnswers& right,
                                          const QuickScript& script, const GradeOptions& options);

}  // namespace cnnsolve
