#include "csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace cnnsolve {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kLineEnds = "\r\n";

char separator_of(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kLineEnds), text.size()));
  char separator = ',';
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',') return c;
    if (kLineEnds.find(c) != std::string_view::npos) break;
    if ((c == ';' || c == '\t') && separator == ',') separator = c;
  }
  return separator;
}

/// How many lines end in `text`, which ends in no half of a CR LF.
size_t line_ends(std::string_view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    count += text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with('\n'));
  }
  return count;
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
    separator_ = separator_of(rest_);
    cell_ends_ = separator_ + std::string(kLineEnds);
  }

  std::vector<CsvRow> rows() {
    std::vector<CsvRow> rows;
    while (!rest_.empty()) {
      if (!skip_line_end()) rows.push_back(row());
    }
    return rows;
  }

 private:
  CsvRow row() {
    CsvRow row{line_};
    do {
      if (rest_.starts_with('"')) {
        quoted_cell(row);
      } else {
        plain_cell(row);
      }
    } while (!row.problem && skip(separator_));
    if (row.problem) take_until(kLineEnds);
    skip_line_end();
    return row;
  }

  void plain_cell(CsvRow& row) {
    const std::string_view cell = take_until(cell_ends_ + '"');
    if (rest_.starts_with('"')) {
      row.problem = fmt::format(
          "cell {} has a quotation mark, but doesn't begin with one: write the whole cell in "
          "quotation marks and those inside it twice",
          row.cells.size() + 1);
    } else {
      row.cells.emplace_back(cell);
    }
  }

  void quoted_cell(CsvRow& row) {
    const size_t first_line = line_;
    std::string cell;
    bool is_open = skip('"');
    while (is_open) {
      const std::string_view part = take_until("\"");
      line_ += line_ends(part);
      cell += part;
      if (!skip('"')) {
        row.problem = fmt::format("the quotation mark in line {} is never closed", first_line);
        return;
      }
      is_open = skip('"');
      if (is_open) cell += '"';
    }
    if (rest_.empty() || cell_ends_.find(rest_[0]) != std::string::npos) {
      row.cells.push_back(std::move(cell));
    } else {
      row.problem =
          fmt::format("cell {} goes on behind its closing quotation mark", row.cells.size() + 1);
    }
  }

  /// Takes what stands before the first of `stops`, or all.
  std::string_view take_until(std::string_view stops) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(stops));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  bool skip(char c) {
    const bool found = rest_.starts_with(c);
    if (found) rest_.remove_prefix(1);
    return found;
  }

  bool skip_line_end() {
    const bool cr = skip('\r');
    const bool ended = skip('\n') || cr;
    line_ += ended ? 1 : 0;
    return ended;
  }

  std::string_view rest_;
  size_t line_ = 1;
  char separator_ = ',';
  std::string cell_ends_;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text) { return CsvReader(text).rows(); }

}  // namespace cnnsolve
