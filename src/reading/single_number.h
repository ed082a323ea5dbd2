// The single number that is asked for, in all the ways that people give it: 784, 28*28 = 784, 784
// parameters, 3x3 for a kernel of 3, 1x1x2048 for 2048 features.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "reading/numeral.h"
#include "reading/typed_list.h"
#include "reading/unreadable.h"
#include "solution.h"

namespace cnnsolve {

/// How an answer that may be one number or several is told to be ambiguous.
inline constexpr const char* kOneOrSeveral =
    "as one number or as several; part the entries with a comma and a space";

/// Reads `text`, which is clean and has no label.
std::variant<TypedNumber, Failure> read_single_number(std::string_view text, const Answer& asked,
                                                      const ReadingOptions& options);

/// Whether the answer may be given by its sizes along the axes, as a kernel or a field.
bool may_have_sides(const Answer& asked);
/// The same, or by the sizes of a volume, as the features that leave a layer.
bool may_have_sizes(const Answer& asked);
/// The number that such sizes stand for, if they stand for one: 2 of a stride of (2, 2), and 2048
/// features of 1 × 1 × 2048.
std::optional<TypedNumber> number_of_sizes(const std::variant<TypedList, Unreadable>& sizes,
                                           const Answer& asked);

/// Whether brackets stand at both ends; in a calculation they don't stand round all of it.
bool is_bracketed(std::string_view text);
/// Whether `text` is more likely a shape than a number.
bool holds_several(std::string_view text);

}  // namespace cnnsolve
