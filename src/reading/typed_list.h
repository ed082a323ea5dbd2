// A vector, a volume or a matrix as people give it, in one text or as a JSON list.
#pragma once

#include <string>
#include <variant>

#include "math/matrix.h"
#include "reading/list_text.h"
#include "reading/numeral.h"
#include "reading/unreadable.h"
#include "value.h"

namespace cnnsolve {

struct TypedList {
  Matrix<TypedNumber> numbers;
  bool is_plain = false;  ///< written so that nothing needs to be said about how it was read
};

/// Reads `text`, which is clean and is the whole of `typed` but for a label.
std::variant<TypedList, Unreadable> read_list_text(std::string_view text, std::string_view typed,
                                                   ListKind kind, const ReadingOptions& options);
/// Reads a JSON list of numbers and texts, or for a matrix also one of such lists.
std::variant<TypedList, Unreadable> read_json_list(const Value& list, ListKind kind,
                                                   const ReadingOptions& options);

}  // namespace cnnsolve
