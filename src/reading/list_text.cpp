#include "reading/list_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "reading/as_typed.h"
#include "reading/expression.h"
#include "reading/typed_text.h"

namespace cnnsolve {
namespace {

using Row = std::vector<std::string_view>;

bool is_opening(char c) { return c == '[' || c == '('; }
bool is_closing(char c) { return c == ']' || c == ')'; }

std::optional<Failure> check_brackets(std::string_view text) {
  std::string open;
  for (const char c : text) {
    if (is_opening(c)) open += c;
    if (open.size() > kMostLevels) return Failure{Reason::too_deep, std::to_string(kMostLevels)};
    if (!is_closing(c)) continue;
    if (open.empty() || (open.back() == '[') != (c == ']')) return Failure{Reason::brackets};
    open.pop_back();
  }
  if (!open.empty()) return Failure{Reason::brackets};
  return std::nullopt;
}

/// The length of what the bracket that `text` begins with encloses, brackets included.
size_t bracketed_length(std::string_view text) {
  size_t level = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_opening(text[i])) ++level;
    if (is_closing(text[i]) && --level == 0) return i + 1;
  }
  return text.size();
}

/// Calls `visit` with every place outside of brackets; it returns how many bytes it takes there.
template <class Visit>
void for_each_outside(std::string_view text, Visit visit) {
  size_t level = 0;
  for (size_t i = 0; i < text.size();) {
    if (is_closing(text[i])) --level;
    const size_t taken = level == 0 ? visit(i) : 0;
    if (is_opening(text[i])) ++level;
    i += std::max<size_t>(taken, 1);
  }
}

/// The pieces of `text` between the separators: `separator_at(i)` is the length of one at i, or 0.
template <class SeparatorAt>
Row split(std::string_view text, SeparatorAt separator_at) {
  Row pieces;
  size_t begin = 0;
  for_each_outside(text, [&](size_t i) {
    const size_t length = separator_at(i);
    if (length > 0) {
      pieces.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + length;
    }
    return length;
  });
  pieces.push_back(trimmed(text.substr(begin)));
  return pieces;
}

Row split_at(std::string_view text, char separator) {
  return split(text, [&](size_t i) { return text[i] == separator ? size_t{1} : 0; });
}

Row split_at_blanks(std::string_view text) {
  Row pieces = split(text, [&](size_t i) { return is_blank(text[i]) ? size_t{1} : 0; });
  std::erase(pieces, "");
  return pieces;
}

/// The length of the x, ×, * or "by" between two sizes that stands at i; the x of a word isn't one.
size_t cross_at(std::string_view text, size_t i) {
  constexpr std::array<std::string_view, 5> kCrosses = {"x", "X", "×", "*", "by"};
  const std::string_view rest = text.substr(i);
  for (const std::string_view cross : kCrosses) {
    if (!rest.starts_with(cross)) continue;
    const bool in_word =
        is_ascii_letter(cross[0]) &&
        ((i > 0 && is_ascii_letter(text[i - 1])) || starts_with_letter(rest.substr(cross.size())));
    return in_word ? 0 : cross.size();
  }
  return 0;
}

/// The length of the arrow that stands at i, or 0.
size_t arrow_at(std::string_view text, size_t i) {
  for (const std::string_view arrow : {"->", "→"}) {
    if (text.substr(i).starts_with(arrow)) return arrow.size();
  }
  return 0;
}

bool has_leading_zero(std::string_view entry) {
  return entry.size() > 1 && entry[0] == '0' && is_digit(entry[1]);
}

bool is_digits(std::string_view entry, size_t least, size_t most) {
  return entry.size() >= least && entry.size() <= most &&
         leading_digits(entry).size() == entry.size();
}

/// Whether these entries, with a single separator between each two, may as well be one number.
bool may_be_groups(const Row& entries) {
  return entries.size() > 1 && is_digits(entries[0], 1, 3) &&
         std::all_of(entries.begin() + 1, entries.end(),
                     [](std::string_view entry) { return is_digits(entry, 3, 3); });
}

class Splitter {
 public:
  Splitter(std::string_view text, ListKind kind, bool decimal_comma)
      : content_(text), kind_(kind), decimal_comma_(decimal_comma) {}

  std::variant<ListText, Failure> split() {
    failure_ = check_brackets(content_);
    if (!failure_) open();
    if (!failure_) read_rows();
    if (!failure_ && kind_ != ListKind::matrix) make_single_row();
    if (failure_) return *failure_;
    return std::move(list_);
  }

 private:
  /// Takes off the brackets round all of it.
  void open() {
    bracketed_ = is_opening(content_[0]) && bracketed_length(content_) == content_.size();
    if (bracketed_) content_ = trimmed(content_.substr(1, content_.size() - 2));
    if (content_.empty()) fail(Reason::empty_list);
  }

  void read_rows() {
    if (begins_with_row()) return read_bracketed_rows();
    if (kind_ == ListKind::matrix) return read_open_rows();
    if (kind_ == ListKind::volume &&
        has(content_, [&](size_t i) { return cross_at(content_, i); })) {
      list_.may_group = true;
      return add_row(cnnsolve::split(content_, [&](size_t i) { return cross_at(content_, i); }));
    }
    read_single_row();
  }

  template <class SeparatorAt>
  static bool has(std::string_view text, SeparatorAt separator_at) {
    bool found = false;
    for_each_outside(text, [&](size_t i) {
      found = found || separator_at(i) > 0;
      return size_t{1};
    });
    return found;
  }
  bool has_comma(std::string_view text) const {
    return !decimal_comma_ && has(text, [&](size_t i) { return size_t{text[i] == ','}; });
  }
  static bool has_semicolon(std::string_view text) {
    return has(text, [&](size_t i) { return size_t{text[i] == ';'}; });
  }

  /// [1, 2] is a row; (1 + √5) is none, but (1, 2) is.
  bool begins_with_row() const {
    if (content_[0] == '[') return true;
    if (content_[0] != '(') return false;
    const std::string_view inside = content_.substr(1, bracketed_length(content_) - 2);
    return has_comma(inside) || has_semicolon(inside);
  }

  /// [1, 2], [3, 4] with any separator between the rows, or none.
  void read_bracketed_rows() {
    std::string_view rest = content_;
    while (!failure_) {
      if (rest.empty()) return fail(Reason::empty_entry);
      if (!is_opening(rest[0])) return fail(Reason::not_a_list, shortened(rest, kMostShown));
      const size_t length = bracketed_length(rest);
      const std::string_view inside = trimmed(rest.substr(1, length - 2));
      if (inside.empty()) return fail(Reason::empty_list);
      add_row(entries(inside));
      rest = trimmed(rest.substr(length));
      if (rest.empty()) return;
      if (rest[0] == ',' || rest[0] == ';') rest = trimmed(rest.substr(1));
    }
  }

  /// The entries of a row that may go over several lines.
  Row entries(std::string_view row) {
    const bool commas = has_comma(row);
    const bool semicolons = has_semicolon(row);
    if (commas && semicolons) fail(Reason::two_separators);
    if (commas) return comma_entries(row);
    return semicolons ? split_at(row, ';') : split_at_blanks(row);
  }

  Row comma_entries(std::string_view row) {
    Row entries = split_at(row, ',');
    const auto zero = std::find_if(entries.begin(), entries.end(), has_leading_zero);
    if (zero != entries.end()) fail(Reason::leading_zeros, shortened(*zero, kMostShown));
    return entries;
  }

  /// The rows of a matrix: 1 2; 3 4, or a line each.
  void read_open_rows() {
    const bool commas = has_comma(content_);
    for (const std::string_view part : split_at(content_, ';')) {
      if (part.empty()) return fail(Reason::empty_entry);
      for (const std::string_view line : split_at(part, '\n')) {
        if (line.empty()) continue;
        add_row(commas ? comma_entries(line) : split_at_blanks(line));
      }
    }
  }

  void read_single_row() {
    const bool separated = has_comma(content_) || has_semicolon(content_);
    const Row lines = split_at(content_, '\n');
    if (separated || lines.size() == 1) {
      Row row = entries(content_);
      if (kind_ == ListKind::volume) check_sizes(row);
      return add_row(std::move(row));
    }
    for (const std::string_view line : lines) {
      if (!line.empty()) add_row(split_at_blanks(line));
    }
  }

  /// 128,128,256 and 128 128 256 may be a number in groups, in which a part may begin with 0.
  void check_sizes(const Row& row) {
    const auto zero = std::find_if(row.begin(), row.end(), has_leading_zero);
    if (zero != row.end()) fail(Reason::leading_zeros, shortened(*zero, kMostShown));
    const bool is_spaced_list = content_.find(", ") != std::string_view::npos;
    if (!bracketed_ && !is_spaced_list && !has_semicolon(content_) && may_be_groups(row)) {
      fail(Reason::ambiguous, "as sizes or as groups of three digits; put brackets round it");
    }
  }

  void add_row(Row row) {
    if (std::find(row.begin(), row.end(), "") != row.end()) fail(Reason::empty_entry);
    list_.rows.push_back(std::move(row));
  }

  void make_single_row() {
    if (list_.rows.size() == 1) return;
    Row column;
    for (const Row& row : list_.rows) {
      if (row.size() > 1) return fail(Reason::too_many_rows);
      column.push_back(row[0]);
    }
    list_.rows = {std::move(column)};
  }

  void fail(Reason reason, std::string detail = {}) {
    if (!failure_) failure_ = Failure{reason, std::move(detail)};
  }

  std::string_view content_;
  ListKind kind_;
  bool decimal_comma_;
  bool bracketed_ = false;
  ListText list_;
  std::optional<Failure> failure_;
};

/// Whether the comma at i may stand before a group of three digits.
bool parts_group(std::string_view text, size_t i) {
  return text[i] == ',' && i > 0 && is_digit(text[i - 1]) &&
         leading_digits(text.substr(i + 1)).size() == 3;
}

}  // namespace

std::vector<std::string_view> split_shapes(std::string_view text) {
  text = trimmed(text);
  if (check_brackets(text)) return {text};
  const auto is_nested = [](std::string_view inside) {
    for (size_t i = 0; i < inside.size(); ++i) {
      if (is_opening(inside[i]) || cross_at(inside, i) > 0) return true;
    }
    return inside.find_first_of(";\n") != std::string_view::npos;
  };
  const bool is_bracketed =
      !text.empty() && is_opening(text[0]) && bracketed_length(text) == text.size();
  if (is_bracketed && is_nested(text.substr(1))) text = trimmed(text.substr(1, text.size() - 2));
  while (text.ends_with(',') || text.ends_with(';')) {
    text.remove_suffix(1);
    text = trimmed(text);
  }
  Row arrows = split(text, [&](size_t i) { return arrow_at(text, i); });
  if (arrows.size() > 1) return arrows;
  Row lines = split(text, [&](size_t i) { return size_t{text[i] == ';' || text[i] == '\n'}; });
  if (text.find('\n') != std::string_view::npos) std::erase(lines, "");
  if (lines.size() > 1) return lines;
  Row listed = split_at(text, ',');
  if (listed.size() > 1) return listed;
  // (28, 28, 6) (14, 14, 6)
  return split(text, [&](size_t i) {
    if (text[i] != ' ' || i == 0 || !is_closing(text[i - 1])) return size_t{0};
    const size_t next = text.find_first_not_of(' ', i);
    return is_opening(text[next]) ? next - i : 0;
  });
}

std::vector<Row> crossed_sizes(std::string_view text) {
  std::vector<Row> rows;
  for (const std::string_view shape : split_shapes(text)) {
    rows.push_back(split(shape, [&](size_t i) { return cross_at(shape, i); }));
    if (rows.back().size() == 1) return {};
  }
  return rows;
}

bool may_have_groups(std::string_view text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (parts_group(text, i)) return true;
  }
  return false;
}

std::string without_groups(std::string_view text) {
  if (text.find(", ") == std::string_view::npos) return std::string(text);
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!parts_group(text, i)) result += text[i];
  }
  return result;
}

std::variant<ListText, Failure> split_list(std::string_view text, ListKind kind,
                                           bool decimal_comma) {
  return Splitter(text, kind, decimal_comma).split();
}

}  // namespace cnnsolve
