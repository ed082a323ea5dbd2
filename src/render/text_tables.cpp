#include "render/text_tables.h"

#include <algorithm>
#include <numeric>

namespace cnnsolve {
namespace {

using Widths = std::vector<size_t>;

constexpr size_t kGap = 2;

size_t total(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), size_t{0});
}

/// The largest measure of each column's cells, but at most `most`.
Widths measured(const TextTable& table, size_t (*measure)(std::string_view), size_t most) {
  Widths widths(table.rows[0].size(), 0);
  for (const auto& row : table.rows) {
    for (size_t c = 0; c < row.size(); ++c) {
      widths[c] = std::max(widths[c], std::min(measure(row[c]), most));
    }
  }
  return widths;
}

/// The widths with the widest made narrower until all fit, or until all are at their least.
Widths fitted(Widths widths, const Widths& least, size_t room) {
  while (total(widths) > room) {
    const auto slack = [&](size_t c) { return widths[c] > least[c] ? widths[c] : 0; };
    size_t widest = 0;
    for (size_t c = 1; c < widths.size(); ++c) {
      if (slack(c) > slack(widest)) widest = c;
    }
    if (slack(widest) == 0) break;
    --widths[widest];
  }
  return widths;
}

void write_row(const std::vector<std::string>& cells, const Widths& widths, Page& page) {
  std::vector<std::vector<std::string>> wrapped;
  size_t height = 1;
  for (size_t c = 0; c < cells.size(); ++c) {
    wrapped.push_back(wrap_anywhere(cells[c], widths[c]));
    height = std::max(height, wrapped.back().size());
  }
  for (size_t i = 0; i < height; ++i) {
    std::string line;
    for (size_t c = 0; c < cells.size(); ++c) {
      const std::string text = i < wrapped[c].size() ? wrapped[c][i] : "";
      const size_t columns = std::max(widths[c], width(text));
      line += text + std::string(columns - width(text) + kGap, ' ');
    }
    page.line(line);
  }
}

void write_side_by_side(const TextTable& table, const Widths& widths, Charset charset, Page& page) {
  for (size_t r = 0; r < table.rows.size(); ++r) {
    write_row(table.rows[r], widths, page);
    if (r > 0 || !table.has_header) continue;
    std::string rule;
    for (size_t i = 0; i < total(widths) + kGap * (widths.size() - 1); ++i) {
      rule += charset == Charset::unicode ? "─" : "-";
    }
    page.line(rule);
  }
}

void write_as_lists(const TextTable& table, Page& page) {
  const std::vector<std::string>& header = table.rows[0];
  size_t names = 0;
  for (const std::string& name : header) names = std::max(names, width(name));
  const size_t used = names + kGap;
  constexpr size_t kLeastRoom = 16;  // for a number
  const Widths widths = {names, std::max(page.room(), used + kLeastRoom) - used};
  for (size_t r = 1; r < table.rows.size(); ++r) {
    if (r > 1) page.gap();
    for (size_t c = 0; c < header.size(); ++c) {
      if (!table.rows[r][c].empty()) write_row({header[c], table.rows[r][c]}, widths, page);
    }
  }
}

}  // namespace

void write_table(const TextTable& table, Charset charset, Page& page) {
  // Longer words are an author's or a student's, and are broken anywhere.
  constexpr size_t kLongestKept = 24;
  const size_t gaps = kGap * (table.rows[0].size() - 1);
  const size_t room = page.room() > gaps ? page.room() - gaps : 0;
  const Widths wanted = measured(table, width, page.room());
  const Widths widths = total(wanted) <= room
                            ? wanted
                            : fitted(wanted, measured(table, longest_word, kLongestKept), room);
  if (table.has_header && total(widths) > room) return write_as_lists(table, page);
  write_side_by_side(table, widths, charset, page);
}

}  // namespace cnnsolve
