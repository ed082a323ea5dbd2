// Lines of a page of given width: wrapping, indents, colour by meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"

namespace cnnsolve {

/// What a line is, from which its colour follows.
enum class LineRole : std::uint8_t { plain, title, heading, idea, answer };

/// Breaks `text` at its spaces into lines of at most `width` columns; a longer word stands alone.
/// No-break spaces hold together what they stand between.
std::vector<std::string> wrap(std::string_view text, size_t width);
/// The columns of the longest word that wrap() can't break.
size_t longest_word(std::string_view text);
/// The same as wrap(), but longer words are broken too.
std::vector<std::string> wrap_anywhere(std::string_view text, size_t width);

/// Words that tell a verdict, each between marks from which a Page takes its colour.
std::string marked(std::string_view words, Verdict verdict);

/// A page written from top to bottom.
class Page {
 public:
  Page(size_t width, bool color) : width_(width), color_(color) {}

  /// What stands before every line from here on: spaces, or the bar beside an idea.
  void push_margin(const std::string& margin);
  void pop_margin();
  /// Columns between the margin and the right edge; never less than a word needs.
  size_t room() const;

  /// The first line behind `first`, the others behind as many spaces.
  void paragraph(std::string_view text, LineRole role = LineRole::plain,
                 std::string_view first = "");
  /// A line as it is, however long.
  void line(std::string_view text, LineRole role = LineRole::plain);
  /// An empty line before the next one. However often it is asked for, it is one line, and its
  /// margin is that of the outermost place that asked.
  void gap();

  std::string take();

 private:
  void append_words(std::string_view text, std::string_view color);
  void end_line(size_t start);

  size_t width_;
  bool color_;
  std::string margin_;
  std::vector<size_t> level_starts_;  ///< in the margin
  size_t margin_width_ = 0;
  std::string text_;
  std::optional<size_t> gap_levels_;  ///< the margin of an empty line that is to come
};

}  // namespace cnnsolve
