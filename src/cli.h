// From the words of a command line to a request.
#pragma once

#include <string>
#include <vector>

#include "request.h"

namespace cnnsolve {

/// `arguments`: without the program's name. Throws InputError with all mistakes found.
Request parse_command_line(const std::vector<std::string>& arguments);

/// What `cnnsolve --help` prints.
std::string general_help();

}  // namespace cnnsolve
