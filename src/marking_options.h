// The options of marking.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command_line.h"
#include "input_error.h"
#include "request.h"

namespace cnnsolve {

/// As they were given.
struct MarkingTexts {
  std::optional<std::string> homework, follow_through, tolerance, absolute;
  std::vector<std::string> scripts, answers;
  bool hide_expected = false, decimal_comma = false, allow_expressions = false,
       no_diagnosis = false;
};

void add_marking(CommandLine& line, MarkingTexts& texts);

/// `request` has what is common to all commands.
MarkingTask read_marking(const MarkingTexts& texts, const Request& request,
                         std::vector<Mistake>& mistakes);

}  // namespace cnnsolve
