// The answers of a line that are plain JSON, read without nlohmann_json.
//
// What isn't plain is refused without a word; scripts.h then reads the line again and says what is
// wrong. So this must never read anything otherwise than that does.
#pragma once

#include <optional>
#include <string_view>

#include "answer_key.h"
#include "quick_json.h"

namespace cnnsolve {

/// Whether `json` is a number that the careful way keeps as it stands there. It reads -0 as 0.
bool is_read_as_written(std::string_view json);

/// A line parted into what it has; its answers are raw JSON.
struct QuickScript {
  std::string_view student;
  bool student_is_number = false;           ///< in JSON, which tells 7 from "7"
  std::optional<std::string_view> problem;  ///< its JSON, where the line has one
  QuickObject problem_members;              ///< where that is an object
  QuickObject answers;
};

/// False where the line must go the careful way.
bool split_script(std::string_view line, QuickScript& script);

/// Its answers; nothing where the line must go the careful way.
std::optional<Script> read_script(const QuickScript& script);

}  // namespace cnnsolve
