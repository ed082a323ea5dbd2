// Numbers drawn to scale: examples as points on lines, counts as bars, and receptive fields.
#include <algorithm>

#include "math/decimal.h"
#include "render/drawing_parts.h"

namespace cnnsolve {
namespace {

using Anchor = Drawing::Label::Anchor;

constexpr double kWidth = 45, kLeft = 1, kGap = 1;
constexpr double kLetter = 1.1;  // a wide one

std::string text_of(const Number& number) { return number_text(number, Charset::unicode, {}); }

constexpr size_t kTitleLetters = 39;

/// A text in lines at the left; returns where the next text stands.
double words_down_from(Drawing& drawing, double y, const std::string& text, size_t letters) {
  constexpr double kBetween = 0.4;
  const std::string shown = on_one_line(printable(text, Charset::unicode));
  for (const std::string& line : wrap_anywhere(shown, letters)) {
    drawing.labels.push_back({{kLeft, y}, prose(line), Anchor::start});
    y += kLine;
  }
  return y + kBetween;
}

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
    if (!figure_.title.empty()) y = words_down_from(drawing_, y, figure_.title, kTitleLetters);
    const double top = y - kLine / 2;
    for (const BarsFigure::Bar& bar : figure_.bars) y = row(y, bar);
    drawing_.lines.push_back({{{from_, top}, {from_, y - kLine / 2}}, false, false, Ground::faint});
    drawing_.height = y - 1;
    return std::move(drawing_);
  }

 private:
  static constexpr double kLeastRoom = 6, kLeastBar = 0.3;
  static constexpr size_t kLabelLetters = 18;

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
    return words_down_from(drawing_, y, bar.label, kLabelLetters);
  }

  const BarsFigure& figure_;
  Number most_;
  double from_ = 0, to_ = 0;  // where the bars begin, and where the longest ends
  Drawing drawing_;
};

/// Receptive fields as intervals above the input.
class FieldsLayout {
 public:
  explicit FieldsLayout(const FieldsFigure& figure) : figure_(figure), scale_(scale_of(figure)) {
    size_t label = width("input"), widest = width(ends(0, figure.input));
    for (const FieldsFigure::Field& field : figure.fields) {
      label = std::max(label, width(field.label));
      widest = std::max(widest, width(ends(field.first, field.places)));
    }
    from_ = kLeft + kLetter * static_cast<double>(label) + kGap;
    const double ends_width = kLetter * static_cast<double>(widest);
    to_ = std::max(from_ + kLeastRoom, kWidth - kLeft - ends_width - 2 * kGap);
    drawing_.width = to_ + 2 * kGap + ends_width + kLeft;
  }

  Drawing drawing() {
    drawing_.description = title_of(figure_) + ", in places of the input: ";
    double y = words_down_from(drawing_, kLine / 2, title_of(figure_), kTitleLetters);
    const double top = y - kLine / 2;
    for (const FieldsFigure::Field& field : figure_.fields) {
      label(y, field.label, field.first, field.places);
      area(y, field.first, field.first + field.places, Ground::filter);
      drawing_.description += ends(field.first, field.places) + " (" + field.label + "); ";
      y += kLine;
    }
    label(y, "input", 0, figure_.input);
    drawing_.description += ends(0, figure_.input) + " (input).";
    add_input(y);
    edge(top, y, 0);
    if (!scale_.goes_on) edge(top, y, figure_.input);
    y += kLine;
    legend(y);
    drawing_.height = y + kLine / 2;
    return std::move(drawing_);
  }

 private:
  static constexpr double kLeastRoom = 8, kLeastBar = 0.3;

  static std::string ends(const Number& first, const Number& places) {
    return ends_of(first, places, Charset::unicode);
  }
  double place(const Number& at) const {
    return from_ +
           (to_ - from_) * nearest_double((at - scale_.first) / (scale_.end - scale_.first));
  }
  /// The input, and the places outside it that are seen.
  void add_input(double y) {
    area(y, 0, scale_.goes_on ? scale_.end : figure_.input, Ground::input);
    if (scale_.first.sign() < 0) area(y, scale_.first, 0, Ground::padding);
    if (figure_.input < scale_.end) area(y, figure_.input, scale_.end, Ground::padding);
    if (scale_.goes_on) {
      drawing_.lines.push_back({{{to_, y}, {to_ + kGap, y}}, true, false, Ground::input});
    }
  }
  void edge(double top, double bottom, const Number& at) {
    drawing_.lines.push_back({{{place(at), top}, {place(at), bottom}}, false, true, Ground::faint});
  }
  void area(double y, const Number& first, const Number& end, Ground ground) {
    const double left = std::min(place(first), to_ - kLeastBar);
    const double wide = std::max(place(end) - left, kLeastBar);
    drawing_.areas.push_back({rectangle({left, y - 0.7}, wide, 1.4), ground});
  }
  void legend(double y) {
    double x = from_;
    const auto entry = [&](Ground ground, const char* word) {
      drawing_.areas.push_back({rectangle({x, y - 0.6}, 1.2, 1.2), ground});
      drawing_.labels.push_back({{x + 1.8, y}, prose(word), Anchor::start});
      x += 9;
    };
    entry(Ground::input, "input");
    if (scale_.has_outside) entry(Ground::padding, "outside the input");
  }
  void label(double y, const std::string& name, const Number& first, const Number& places) {
    drawing_.labels.push_back({{kLeft, y}, prose(name), Anchor::start});
    drawing_.labels.push_back({{to_ + 2 * kGap, y}, prose(ends(first, places)), Anchor::start});
  }

  const FieldsFigure& figure_;
  FieldsScale scale_;
  double from_ = 0, to_ = 0;  // where the scale begins and ends
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
Drawing lay_out(const FieldsFigure& figure) { return FieldsLayout(figure).drawing(); }

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

FieldsScale scale_of(const FieldsFigure& figure) {
  Number first = 0, end = 1;
  for (const FieldsFigure::Field& field : figure.fields) {
    first = field.first < first ? field.first : first;
    end = maximum(end, field.first + field.places);
  }
  return {first, end, end < figure.input, first.sign() < 0 || figure.input < end};
}

std::string ends_of(const Number& first, const Number& places, Charset charset) {
  const std::string from = number_text(first, charset, {});
  return places == 1 ? from : from + " to " + number_text(first + places - 1, charset, {});
}

}  // namespace cnnsolve
