// The list that is asked for, in all the ways that people part its entries: a vector, a matrix, the
// sizes of a volume, or what there is of each layer.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "reading/typed_list.h"
#include "solution.h"

namespace cnnsolve {

using ListReading = std::variant<TypedList, Unreadable>;

/// What a list would be read as; nothing where none can be. Where no answer exists a volume is the
/// likeliest mistake.
std::optional<ListKind> list_kind(const Answer& asked);

/// How many entries a vector or matrix must have.
std::optional<size_t> count_wanted(const Answer& asked);

/// Reads `text`, which is clean and is the whole of `given` but for a label. There is a
/// list_kind().
ListReading read_list_answer(std::string_view text, const Value& given, const Answer& asked,
                             const ReadingOptions& options);
/// Reads a JSON list.
ListReading read_list_answer(const Value& given, const Answer& asked,
                             const ReadingOptions& options);

}  // namespace cnnsolve
