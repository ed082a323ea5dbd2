#include "reading/spelling.h"

#include <algorithm>
#include <vector>

#include "math/decimal.h"
#include "reading/typed_text.h"
#include "render/math_text.h"

namespace cnnsolve {
namespace {

template <class T>
std::string joined(const std::vector<T>& parts, std::string_view separator) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += separator;
    text += parts[i];
  }
  return text;
}

/// The matrix with `between` between its rows, each of them from `open` to `close`.
template <class T>
std::string joined_rows(const Matrix<T>& matrix, std::string_view open, std::string_view separator,
                        std::string_view close, std::string_view between) {
  std::vector<std::string> rows;
  for (size_t r = 0; r < matrix.rows; ++r) {
    rows.push_back(std::string(open) + joined(matrix.row(r), separator) + std::string(close));
  }
  return "[" + joined(rows, between) + "]";
}

std::string with_hyphens(std::string_view text) { return replace_all(text, "−", "-"); }

/// Takes digits, with decimals where these are allowed, off the front of `text`.
bool take_plain(std::string_view& text, bool decimals) {
  const size_t whole = leading_digits(text).size();
  text.remove_prefix(whole);
  if (whole == 0) return false;
  if (!decimals || !text.starts_with('.')) return true;
  const size_t places = leading_digits(text.substr(1)).size();
  text.remove_prefix(1 + places);
  return places > 0;
}

bool is_plain_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return take_plain(text, true) && text.empty();
}

bool is_plain_fraction(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!take_plain(text, false) || !text.starts_with('/')) return false;
  text.remove_prefix(1);
  return take_plain(text, false) && text.empty();
}

/// Without the spaces that separate nothing: "[1 2;3 4]".
std::string tightened(std::string_view text) {
  const auto stands_alone = [](char c) { return is_ascii_letter(c) || is_digit(c) || c == '-'; };
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool separates =
        text[i] != ' ' ||
        (i > 0 && i + 1 < text.size() && stands_alone(text[i - 1]) && stands_alone(text[i + 1]));
    if (separates) result += text[i];
  }
  return result;
}

}  // namespace

std::string spelling(const TypedNumber& number) {
  if (number.is_blank) return "–";
  if (number.value.is_undefined()) return "undefined";
  if (!number.is_decimal) {
    return with_plain_spaces(
        math_text(show_exactly(number.value), Charset::unicode, Grouping::none));
  }
  const std::string text = round_to(number.value, std::max(number.figures, 1)).plain();
  return text.starts_with('-') ? "−" + text.substr(1) : text;
}

std::string spelling(const Matrix<TypedNumber>& numbers, ListKind kind) {
  Matrix<std::string> entries(numbers.rows, numbers.columns);
  for (size_t i = 0; i < numbers.entries.size(); ++i) {
    entries.entries[i] = spelling(numbers.entries[i]);
    // With nothing else between the entries, spaces would part this one: 1−√2.
    if (numbers.columns == 1) std::erase(entries.entries[i], ' ');
  }
  switch (kind) {
    case ListKind::volume:
      return joined(entries.entries, " × ");
    case ListKind::vector:
      return "(" + joined(entries.entries, ", ") + ")";
    case ListKind::matrix:
      break;
  }
  const bool spaces =
      std::any_of(entries.entries.begin(), entries.entries.end(),
                  [](const std::string& entry) { return entry.find(' ') != std::string::npos; });
  return joined_rows(entries, "", spaces ? ", " : " ", "", "; ");
}

bool is_plain_spelling(std::string_view typed, const TypedNumber& number, bool decimal_comma) {
  if (decimal_comma && typed.find_first_of(".,") != std::string_view::npos) return false;
  if (is_plain_decimal(typed)) return true;
  const std::string text = with_hyphens(typed);
  return is_plain_decimal(text) || is_plain_fraction(text) ||
         text == with_hyphens(spelling(number));
}

bool is_plain_list(std::string_view typed, const Matrix<std::string_view>& entries, ListKind kind) {
  const std::string text = tightened(with_hyphens(with_plain_spaces(std::string(typed))));
  const auto& list = entries.entries;
  if (kind == ListKind::matrix) {
    return text == joined_rows(entries, "[", ",", "]", ",") ||
           text == joined_rows(entries, "", " ", "", ";");
  }
  const std::string commas = joined(list, ",");
  return text == "(" + commas + ")" || text == "[" + commas + "]" ||
         (kind == ListKind::volume && (text == joined(list, "x") || text == joined(list, "×")));
}

}  // namespace cnnsolve
