// What people write round a number to say what it is: "N = 784", "784 parameters".
#pragma once

#include <string_view>
#include <variant>

#include "reading/unreadable.h"
#include "solution.h"

namespace cnnsolve {

/// The answer's name that this one is short for: parameters for params; else `name` itself.
std::string_view full_name_of(std::string_view name);

/// `text` without a label before it, which must be the answer's name, its symbol or x, and without
/// a sign for "about".
std::variant<std::string_view, Failure> without_label(std::string_view text, const Answer& asked);

/// `text` without a noun behind its number, which must be what the answer counts.
std::variant<std::string_view, Failure> without_unit(std::string_view text, const Answer& asked);

}  // namespace cnnsolve
