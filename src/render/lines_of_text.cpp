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

}  // namespace

std::vector<std::string> wrap(std::string_view text, size_t width_limit) {
  std::vector<std::string> lines(1);
  size_t used = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
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

std::vector<std::string> wrap_anywhere(std::string_view text, size_t width_limit) {
  std::vector<std::string> lines;
  for (const std::string& line : wrap(text, width_limit)) {
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

void Page::push_margin(const std::string& margin) { margins_.push_back(margin); }
void Page::pop_margin() { margins_.pop_back(); }

std::string Page::margin(size_t levels) const {
  std::string all;
  for (size_t i = 0; i < levels; ++i) all += margins_[i];
  return all;
}

std::string Page::without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

size_t Page::room() const {
  const size_t used = width(margin(margins_.size()));
  return width_ > used + kLeastRoom ? width_ - used : kLeastRoom;
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

std::string Page::painted(std::string_view text, LineRole role) const {
  const std::string_view color = color_ ? color_of(role) : "";
  std::string result(color);
  for (const char c : text) {
    if (c < kFirstMark || c > kLastMark) {
      result += c;
    } else if (color_ && c == kLastMark) {
      result.append(kResetColor).append(color);
    } else if (color_) {
      result += color_of(verdict_of(c));
    }
  }
  if (!color.empty()) result += kResetColor;
  return result;
}

void Page::line(std::string_view text, LineRole role) {
  if (gap_levels_ && !text_.empty()) {
    const size_t levels = std::min(*gap_levels_, margins_.size());
    text_ += without_trailing_spaces(margin(levels)) + '\n';
  }
  gap_levels_.reset();
  const std::string content = painted(with_plain_spaces(std::string(text)), role);
  text_ += without_trailing_spaces(margin(margins_.size()) + content) + '\n';
}

void Page::gap() { gap_levels_ = std::min(gap_levels_.value_or(margins_.size()), margins_.size()); }

std::string Page::take() { return std::move(text_); }

}  // namespace cnnsolve
