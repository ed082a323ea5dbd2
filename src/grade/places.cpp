#include "grade/places.h"

#include <fmt/format.h>

#include "document.h"

namespace cnnsolve {
namespace {

/// The names in a sentence, the last of them counted where they are too many.
std::string listed(std::vector<std::string> names) {
  constexpr size_t kMost = 6;
  if (names.size() > kMost) {
    const size_t more = names.size() - (kMost - 1);
    names.resize(kMost - 1);
    names.push_back(fmt::format("{} more", more));
  }
  return join(names);
}

/// Whether a whole row begins at the i-th of the entries.
bool is_row(const std::vector<size_t>& entries, size_t i, size_t columns) {
  return columns > 1 && entries[i] % columns == 0 && i + columns <= entries.size() &&
         entries[i + columns - 1] == entries[i] + columns - 1;
}

}  // namespace

std::string matrix_places(const std::vector<size_t>& entries, size_t columns) {
  std::vector<std::string> names;
  for (size_t i = 0; i < entries.size();) {
    const size_t row = entries[i] / columns + 1;
    const bool whole = is_row(entries, i, columns);
    names.push_back(whole ? fmt::format("row {}", row)
                          : fmt::format("row {} column {}", row, entries[i] % columns + 1));
    i += whole ? columns : 1;
  }
  return listed(std::move(names));
}

std::string size_places(const std::vector<size_t>& entries, size_t sizes) {
  const std::vector<std::string> axes =
      sizes == 2 ? std::vector<std::string>{"length", "channels"}
                 : std::vector<std::string>{"depth", "height", "width", "channels"};
  std::vector<std::string> names;
  names.reserve(entries.size());
  for (const size_t entry : entries) names.push_back(axes[entry + axes.size() - sizes]);
  return listed(std::move(names));
}

std::string vector_places(const std::vector<size_t>& entries) {
  std::vector<std::string> names;
  names.reserve(entries.size());
  for (const size_t entry : entries) names.push_back(fmt::format("entry {}", entry + 1));
  return listed(std::move(names));
}

}  // namespace cnnsolve
