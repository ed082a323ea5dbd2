// JSON Schema (2020-12) of what is read and written.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cnnsolve {

enum class Schema : std::uint8_t { problems, answers, results };
inline constexpr std::array<std::string_view, 3> kSchemaNames = {"problems", "answers", "results"};

/// Problems: a problem or a homework, as a file or a line. Answers: one student's, as a file or a
/// line. Results: all that is written as JSON, but for Gradescope.
std::string schema(Schema what);

}  // namespace cnnsolve
