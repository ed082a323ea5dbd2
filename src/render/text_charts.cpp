// Numbers drawn to scale with characters: examples as points on lines, and counts as bars.
#include <algorithm>

#include "render/drawing.h"
#include "render/text_figure_parts.h"

namespace cnnsolve {
namespace {

size_t to_nearest(const Number& number) { return to_size(floor(number + Number(mpq_class(1, 2)))); }

std::vector<std::string> draw_points(const PointsFigure& figure, size_t room, Charset charset) {
  constexpr size_t kLabel = 14;
  const size_t columns = room > kLabel + 15 ? std::min<size_t>(room - kLabel, 61) : 15;
  const bool unicode = charset == Charset::unicode;
  const auto [least, most] = scale_of(figure);
  const auto column = [&, from = least, to = most](const Number& value) {
    return to_nearest((value - from) / (to - from) * Number(columns - 1));
  };
  std::vector<std::string> lines;
  for (const PointsFigure::Unit& unit : figure.units) {
    lines.push_back(unit.name);
    for (const PointsFigure::Line& line : unit.lines) {
      std::vector<std::string> cells(columns, unicode ? "─" : "-");
      cells[column(0)] = unicode ? "┼" : "+";
      for (const Number& value : line.values) {
        if (!value.is_undefined()) cells[column(value)] = unicode ? "●" : "o";
      }
      std::string drawn = padded("  " + line.label, kLabel);
      for (const std::string& cell : cells) drawn += cell;
      lines.push_back(std::move(drawn));
    }
    lines.emplace_back();
  }
  const std::string from = number_text(least, charset, {}), to = number_text(most, charset, {});
  const size_t ends = width(from) + width(to);
  lines.back() =
      std::string(kLabel, ' ') + from + std::string(columns > ends ? columns - ends : 1, ' ') + to;
  return lines;
}

/// Counts as bars, the longest as long as the room allows, each with its label and its number.
class Bars {
 public:
  Bars(const BarsFigure& figure, size_t room, Charset charset)
      : figure_(figure), room_(room), charset_(charset), most_(scale_of(figure)) {
    size_t label = 0, count = 0;
    for (const BarsFigure::Bar& bar : figure.bars) {
      label = std::max(label, width(shown(bar.label)));
      count = std::max(count, width(number_text(bar.count, charset, {})));
    }
    const size_t others = kGap + 1 + count;
    label_columns_ = std::min(label, left_of(room, others + kLeastColumns));
    bar_columns_ = std::min(kMostColumns, left_of(room, others + label_columns_));
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    if (!figure_.title.empty()) lines = wrap_anywhere(shown(figure_.title), room_);
    for (const BarsFigure::Bar& bar : figure_.bars) {
      std::vector<std::string> label = wrap_anywhere(shown(bar.label), label_columns_);
      label[0] = padded(label[0], label_columns_ + kGap) + drawn(bar.count);
      lines.insert(lines.end(), label.begin(), label.end());
    }
    return lines;
  }

 private:
  static constexpr size_t kGap = 2, kLeastColumns = 8, kMostColumns = 30;

  static size_t left_of(size_t room, size_t used) {
    return room > used + kLeastColumns ? room - used : kLeastColumns;
  }
  std::string shown(const std::string& text) const {
    return on_one_line(printable(text, charset_));
  }

  std::string drawn(const Number& count) const {
    std::string number = number_text(count, charset_, {});
    if (count.is_zero()) return number;
    const size_t columns = to_nearest(count / most_ * Number(bar_columns_));
    const Marks& marks = marks_for(charset_);
    return repeated(marks.input, std::max<size_t>(columns, 1)) + " " + number;
  }

  const BarsFigure& figure_;
  size_t room_;
  Charset charset_;
  Number most_;
  size_t label_columns_ = 0, bar_columns_ = 0;
};

}  // namespace

std::vector<std::string> draw(const PointsFigure& figure, Charset charset, size_t room) {
  return draw_points(figure, room, charset);
}
std::vector<std::string> draw(const BarsFigure& figure, Charset charset, size_t room) {
  return Bars(figure, room, charset).lines();
}

}  // namespace cnnsolve
