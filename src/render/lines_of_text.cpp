#include "render/lines_of_text.h"

#include <algorithm>

#include "render/charset.h"

namespace cnnsolve {
namespace {

constexpr size_t kLeastRoom = 16;

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

void Page::line(std::string_view text, LineRole role) {
  const std::string_view color = color_ ? color_of(role) : "";
  if (gap_levels_ && !text_.empty()) {
    const size_t levels = std::min(*gap_levels_, margins_.size());
    text_ += without_trailing_spaces(margin(levels)) + '\n';
  }
  gap_levels_.reset();
  std::string content = with_plain_spaces(text);
  if (!color.empty()) content = std::string(color) + content + "\x1b[0m";
  text_ += without_trailing_spaces(margin(margins_.size()) + content) + '\n';
}

void Page::gap() { gap_levels_ = std::min(gap_levels_.value_or(margins_.size()), margins_.size()); }

std::string Page::take() { return std::move(text_); }

}  // namespace cnnsolve
