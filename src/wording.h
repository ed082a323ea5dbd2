// Turns of phrase that messages share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "value.h"

namespace cnnsolve {

/// What was found, as a message says it: 0, "same", a list.
std::string described(const Value& value);

/// A name of fields or codes as words: "global pool" for "global_pool".
std::string in_words(std::string_view name);

/// "columns 1 and 2", "columns 3 to 8", "column 9".
std::string columns_in_words(size_t first, size_t last);

/// "auto, always or never".
std::string one_of(const std::vector<std::string>& names);

/// "; did you mean "stride"?"
std::string suggestion(std::string_view name);
/// The same where one of the names is close to `name`, or has it behind a point:
/// "q1.output"; else nothing.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& names);

/// The place of `name` among `names`, or, where it isn't there, what is wanted instead.
struct ChoiceReading {
  std::optional<size_t> index;
  std::string wanted;  ///< "must be text or json, got "jsn"; did you mean "json"?"
};
ChoiceReading read_choice(const Value& name, std::span<const std::string_view> names);

}  // namespace cnnsolve
