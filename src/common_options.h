// The options that most commands have: how the result is written, and where.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command_line.h"
#include "input_error.h"
#include "request.h"

namespace cnnsolve {

/// As they were given.
struct CommonTexts {
  std::optional<std::string> format, detail, digits, color, output, jobs;
  bool ascii = false, lines = false, no_figures = false, fragment = false;
};

/// As an option has its choices.
std::vector<std::string> strings(std::span<const std::string_view> names);

/// `formats`: their names. `lines`: what a stream is of, for commands that read one; else null.
void add_common(CommandLine& line, CommonTexts& texts, std::span<const std::string_view> formats,
                const char* lines);

/// Of these, those of a command that only has text to write.
void add_output(CommandLine& line, CommonTexts& texts);

void read_common(const CommonTexts& texts, std::span<const std::string_view> formats,
                 Request& request, std::vector<Mistake>& mistakes);

}  // namespace cnnsolve
