#include "render/csv_writer.h"

#include <algorithm>
#include <string_view>

namespace cnnsolve {
namespace {

bool skip(std::string_view& text, std::string_view one_of) {
  const bool found = !text.empty() && one_of.find(text[0]) != std::string_view::npos;
  if (found) text.remove_prefix(1);
  return found;
}

bool skip_digits(std::string_view& text) {
  const size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(count);
  return count > 0;
}

/// E.g. "-2.5", "+3", ".5", "1e-5".
bool is_number(std::string_view text) {
  skip(text, "+-");
  const bool has_whole = skip_digits(text);
  const bool has_decimals = skip(text, ".") && skip_digits(text);
  if (!has_whole && !has_decimals) return false;
  if (skip(text, "eE")) {
    skip(text, "+-");
    if (!skip_digits(text)) return false;
  }
  return text.empty();
}

bool reads_as_formula(std::string_view cell) {
  constexpr std::string_view kStarts = "=+-@\t\r\n";
  return !cell.empty() && kStarts.find(cell[0]) != std::string_view::npos && !is_number(cell);
}

/// Semicolons and tabs too: where those part the cells, as in many countries, they would part this.
bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos || cell.starts_with(' ') ||
         cell.ends_with(' ');
}

std::string csv_cell(std::string_view cell) {
  std::string content = (reads_as_formula(cell) ? "'" : "") + std::string(cell);
  if (!needs_quotes(content)) return content;
  std::string quoted = "\"";
  for (const char c : content) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
  // A single empty cell would be an empty line, which readers pass over.
  if (cells == std::vector<std::string>{""}) return "\"\"\n";
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != &cells[0]) row += ',';
    row += csv_cell(cell);
  }
  return row + '\n';
}

}  // namespace cnnsolve
