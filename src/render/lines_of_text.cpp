#include "render/lines_of_text.h"

#include <algorithm>

#include "render/charset.h"

namespace cnnsolve {
namespace {

constexpr size_t kLeastRoom = 16;
constexpr std::string_view kResetColor = "\x1b[0m";

std::string_view color_of(LineRole role) {
  switch (role) {
    case LineRole::title:
      return "\x1b[1;4m";
    case LineRole::heading:
      return "\x1b[1m";
    case LineRole::idea:
      return "\x1b[36m";
    case LineRole::answer:
      return "\x1b[1;32m";
    case LineRole::plain:
      break;
  }
  return "";
}

std::string_view color_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::correct:
      return "\x1b[32m";
    case Verdict::partial:
      return "\x1b[33m";
    case Verdict::incorrect:
      return "\x1b[31m";
    case Verdict::invalid:
      return "\x1b[35m";
    case Verdict::missing:
      return "\x1b[2m";
  }
  return "";
}

// The last mark ends a word, the others begin one: the first of them for the first verdict.
char mark_of(Verdict verdict) { return static_cast<char>(kFirstMark + static_cast<int>(verdict)); }
Verdict verdict_of(char mark) { return static_cast<Verdict>(mark - kFirstMark); }

/// Takes the first word off a text that isn't empty; an empty one stands between two spaces.
std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, size_t width_limit) {
  std::vector<std::string> lines(1);
  size_t used = 0;
  while (!text.empty()) {
    const std::string_view word = take_word(text);
    if (word.empty()) continue;
    const size_t columns = width(word);
    if (used > 0 && used + 1 + columns > width_limit) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    lines.back() += word;
    used += columns;
  }
  return lines;
}

size_t longest_word(std::string_view text) {
  size_t longest = 0;
  while (!text.empty()) longest = std::max(longest, width(take_word(text)));
  return longest;
}

std::vector<std::string> wrap_anywhere(std::string_view text, size_t width_limit) {
  std::vector<std::string> lines;
  for (std::string& line : wrap(text, width_limit)) {
    if (width(line) <= width_limit) {
      lines.push_back(std::move(line));
      continue;
    }
    lines.emplace_back();
    size_t used = 0;
    for (std::string_view rest = line; !rest.empty();) {
      const std::string_view character = rest.substr(0, decode(rest).length);
      rest.remove_prefix(character.size());
      const size_t columns = width(character);
      if (used > 0 && used + columns > width_limit) {
        lines.emplace_back();
        used = 0;
      }
      lines.back() += character;
      used += columns;
    }
  }
  return lines;
}

std::string marked(std::string_view words, Verdict verdict) {
  std::string result(1, mark_of(verdict));
  for (const char c : words) {
    if (c == ' ') {
      result += {kLastMark, c, mark_of(verdict)};
    } else {
      result += c;
    }
  }
  return result + kLastMark;
}

void Page::push_margin(const std::string& margin) {
  level_starts_.push_back(margin_.size());
  margin_ += margin;
  margin_width_ = width(margin_);
}
void Page::pop_margin() {
  margin_.resize(level_starts_.back());
  level_starts_.pop_back();
  margin_width_ = width(margin_);
}

size_t Page::room() const {
  return width_ > margin_width_ + kLeastRoom ? width_ - margin_width_ : kLeastRoom;
}

void Page::paragraph(std::string_view text, LineRole role, std::string_view first) {
  const size_t indent = width(first);
  const size_t columns = room() > indent + kLeastRoom ? room() - indent : kLeastRoom;
  std::string before(first);
  for (const std::string& part : wrap(text, columns)) {
    line(before + part, role);
    before.assign(indent, ' ');
  }
}

/// Adds words to the page, with colour for the marks and plain spaces for those that don't break.
void Page::append_words(std::string_view text, std::string_view color) {
  const auto is_plain = [](char c) {
    return c != kNoBreakSpace[0] && static_cast<unsigned char>(c) > kLastMark;
  };
  while (!text.empty()) {
    const auto plain = std::find_if_not(text.begin(), text.end(), is_plain);
    text_.append(text.begin(), plain);
    text.remove_prefix(static_cast<size_t>(plain - text.begin()));
    if (text.empty()) return;
    if (text.starts_with(kNoBreakSpace)) {
      text_ += ' ';
      text.remove_prefix(kNoBreakSpace.size());
      continue;
    }
    const char mark = text[0];
    text.remove_prefix(1);
    if (mark < kFirstMark || mark > kLastMark) {
      text_ += mark;
    } else if (color_ && mark == kLastMark) {
      text_.append(kResetColor).append(color);
    } else if (color_) {
      text_ += color_of(verdict_of(mark));
    }
  }
}

/// Ends the line that began at `start`, without the spaces at its end.
void Page::end_line(size_t start) {
  while (text_.size() > start && text_.back() == ' ') text_.pop_back();
  text_ += '\n';
}

void Page::line(std::string_view text, LineRole role) {
  if (gap_levels_ && !text_.empty()) {
    const size_t start = text_.size();
    const bool is_whole = *gap_levels_ >= level_starts_.size();
    text_.append(margin_, 0, is_whole ? margin_.size() : level_starts_[*gap_levels_]);
    end_line(start);
  }
  gap_levels_.reset();
  const std::string_view color = color_ ? color_of(role) : "";
  const size_t start = text_.size();
  text_.append(margin_).append(color);
  append_words(text, color);
  if (!color.empty()) text_ += kResetColor;
  end_line(start);
}

void Page::gap() {
  const size_t levels = level_starts_.size();
  gap_levels_ = std::min(gap_levels_.value_or(levels), levels);
}

std::string Page::take() { return std::move(text_); }

}  // namespace cnnsolve
