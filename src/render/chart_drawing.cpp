// Numbers drawn to scale: examples as points on lines, and counts as bars.
#include <algorithm>

#include "math/decimal.h"
#include "render/drawing_parts.h"

namespace cnnsolve {
namespace {

using Anchor = Drawing::Label::Anchor;

class BarsLayout {
 public:
  explicit BarsLayout(const BarsFigure& figure) : figure_(figure), most_(scale_of(figure)) {
    size_t label = 0, count = 0;
    for (const BarsFigure::Bar& bar : figure.bars) {
      label = std::max(label, width(printable(bar.label, Charset::unicode)));
      count = std::max(count, width(text_of(bar.count)));
    }
    const double count_width = kLetter * static_cast<double>(count);
    from_ = kLeft + kLetter * static_cast<double>(std::min(label, kLabelLetters)) + kGap;
    to_ = std::max(from_ + kLeastRoom, kWidth - kLeft - count_width - kGap);
    drawing_.width = to_ + kGap + count_width + kLeft;
  }

  Drawing drawing() {
    drawing_.description = figure_.title.empty() ? "Bars" : figure_.title;
    double y = kLine / 2;
    if (!figure_.title.empty()) y = words_down_from(y, figure_.title, kTitleLetters);
    const double top = y - kLine / 2;
    for (const BarsFigure::Bar& bar : figure_.bars) y = row(y, bar);
    drawing_.lines.push_back({{{from_, top}, {from_, y - kLine / 2}}, false, false, Ground::faint});
    drawing_.height = y - 1;
    return std::move(drawing_);
  }

 private:
  static constexpr double kWidth = 45, kLeft = 1, kGap = 1, kLeastRoom = 6, kLeastBar = 0.3,
                          kBetween = 0.4;
  static constexpr double kLetter = 1.1;  // a wide one
  static constexpr size_t kLabelLetters = 18, kTitleLetters = 39;

  static std::string text_of(const Number& count) {
    return number_text(count, Charset::unicode, {});
  }

  /// A text in lines at the left; returns where the next text stands.
  double words_down_from(double y, const std::string& text, size_t letters) {
    const std::string shown = on_one_line(printable(text, Charset::unicode));
    for (const std::string& line : wrap_anywhere(shown, letters)) {
      drawing_.labels.push_back({{kLeft, y}, prose(line), Anchor::start});
      y += kLine;
    }
    return y + kBetween;
  }

  double row(double y, const BarsFigure::Bar& bar) {
    drawing_.description += &bar == &figure_.bars[0] ? ": " : "; ";
    drawing_.description += bar.label + ": " + text_of(bar.count);
    double end = from_;
    if (!bar.count.is_zero()) {
      const double length = (to_ - from_) * nearest_double(bar.count / most_);
      end += std::max(length, kLeastBar);
      drawing_.areas.push_back({rectangle({from_, y - 0.7}, end - from_, 1.4), Ground::output});
    }
    drawing_.labels.push_back({{end + kGap, y}, prose(bar.count), Anchor::start});
    return words_down_from(y, bar.label, kLabelLetters);
  }

  const BarsFigure& figure_;
  Number most_;
  double from_ = 0, to_ = 0;  // where the bars begin, and where the longest ends
  Drawing drawing_;
};

}  // namespace

Drawing lay_out(const PointsFigure& figure) {
  constexpr double kFrom = 12, kTo = 42;
  const auto [least, most] = scale_of(figure);
  const auto place = [&, low = least, high = most](const Number& value) {
    return kFrom + (kTo - kFrom) * nearest_double((value - low) / (high - low));
  };
  Drawing drawing;
  drawing.width = 45;
  drawing.description =
      "The examples of each unit as points on a line, before and after the steps above, all to one "
      "scale.";
  double y = 1;
  for (const PointsFigure::Unit& unit : figure.units) {
    drawing.labels.push_back({{1, y}, prose(unit.name), Anchor::start});
    y += kLine;
    for (const PointsFigure::Line& line : unit.lines) {
      drawing.labels.push_back({{2, y}, prose(line.label), Anchor::start});
      drawing.lines.push_back({{{kFrom, y}, {kTo, y}}, false, false, Ground::faint});
      drawing.lines.push_back(
          {{{place(0), y - 0.6}, {place(0), y + 0.6}}, false, false, Ground::faint});
      for (const Number& value : line.values) {
        if (!value.is_undefined()) drawing.dots.push_back({{place(value), y}, Ground::output});
      }
      y += kLine;
    }
    y += kLine / 3;
  }
  drawing.labels.push_back({{kFrom, y}, prose(least), Anchor::middle});
  drawing.labels.push_back({{kTo, y}, prose(most), Anchor::middle});
  if (least.sign() < 0 && most.sign() > 0)
    drawing.labels.push_back({{place(0), y}, prose(0), Anchor::middle});
  drawing.height = y + 1.2;
  return drawing;
}

Drawing lay_out(const BarsFigure& figure) { return BarsLayout(figure).drawing(); }

std::pair<Number, Number> scale_of(const PointsFigure& figure) {
  Number least = 0, most = 0;
  for (const PointsFigure::Unit& unit : figure.units) {
    for (const PointsFigure::Line& line : unit.lines) {
      for (const Number& value : line.values) {
        if (value.is_undefined()) continue;
        least = value < least ? value : least;
        most = maximum(most, value);
      }
    }
  }
  return {least, least == most ? most + 1 : most};
}

Number scale_of(const BarsFigure& figure) {
  Number most = 0;
  for (const BarsFigure::Bar& bar : figure.bars) most = maximum(most, bar.count);
  return most;
}

}  // namespace cnnsolve
