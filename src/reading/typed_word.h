// A word out of several, or yes or no, as people type it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "reading/unreadable.h"
#include "solution.h"

namespace cnnsolve {

/// The name of the spelling that `text`, which is clean, is: in any case, with hyphens, underscores
/// or spaces, with or without "shortcut", "connection" or "mapping" behind it. An explanation may
/// follow that mentions no other one.
std::variant<std::string, Failure> read_word(std::string_view text,
                                             std::span<const ChosenWord::Spelling> words);

/// yes and no, with their synonyms.
std::span<const ChosenWord::Spelling> yes_and_no();

}  // namespace cnnsolve
