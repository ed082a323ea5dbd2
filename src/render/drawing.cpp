#include "render/drawing.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/decimal.h"
#include "render/lines_of_text.h"
#include "render/math_text.h"
#include "render/prose_text.h"

namespace cnnsolve {
namespace {

using Anchor = Drawing::Label::Anchor;

constexpr double kLine = 2.2;  // from one line of words to the next

std::vector<Point> rectangle(Point corner, double width, double height) {
  const double right = corner.x + width, bottom = corner.y + height;
  return {corner, {right, corner.y}, {right, bottom}, {corner.x, bottom}};
}

std::string words(const Shape& shape) {
  return with_plain_spaces(shape_text(shape, Charset::unicode));
}

// ---- A residual block: two paths, boxes on them, the shape at every arrow.

class BlockLayout {
 public:
  explicit BlockLayout(const BlockFigure& figure) : figure_(figure) {
    drawing_.width = 44;
    drawing_.description = "A residual block. The input of " + words(figure.input) +
                           " goes through the main path and round it; the two are added" +
                           (figure.output.empty() ? ", but their shapes differ."
                                                  : " to " + words(figure.output) + ".");
  }

  Drawing drawing() {
    label({kMiddle, 1}, prose(figure_.input));
    line({{kMiddle, 2}, {kMiddle, kTop}}, false);
    line({{kMain, kTop}, {kSkip, kTop}}, false);
    const double main_end = path(kMain, figure_.main);
    const double skip_end = path(kSkip, figure_.skip);
    const double end = std::max(main_end, skip_end) + 1;
    arrive(kMain, main_end, end, figure_.main);
    arrive(kSkip, skip_end, end, figure_.skip);
    const double sum = end + 2 * kLine;
    for (const double x : {kMain, kSkip}) line({{x, end + kLine}, {x, sum}}, false);
    line({{kMain, sum}, {kMiddle - kRadius, sum}}, true);
    line({{kSkip, sum}, {kMiddle + kRadius, sum}}, true);
    add_sum(sum);
    return std::move(drawing_);
  }

 private:
  static constexpr double kMain = 11, kSkip = 33, kMiddle = 22, kTop = 4, kBox = 17, kRadius = 1.2;

  void line(std::vector<Point> points, bool arrow) {
    drawing_.lines.push_back({std::move(points), arrow, false, Ground::outline});
  }
  void label(Point at, Prose text) {
    drawing_.labels.push_back({at, std::move(text), Anchor::middle});
  }

  /// The boxes from the top down; returns where the path has come to.
  double path(double x, const std::vector<BlockFigure::Box>& boxes) {
    double y = kTop;
    for (size_t i = 0; i < boxes.size(); ++i) {
      if (i > 0) {
        label({x, y + kLine / 2 + 0.3}, prose(boxes[i - 1].output));
        y += kLine + 0.5;
      }
      line({{x, y}, {x, y + kLine}}, true);
      y += kLine;
      const double height = kLine * static_cast<double>(boxes[i].label.size()) + 0.6;
      drawing_.areas.push_back({rectangle({x - kBox / 2, y}, kBox, height), Ground::input});
      for (size_t row = 0; row < boxes[i].label.size(); ++row) {
        label({x, y + 0.3 + kLine * (static_cast<double>(row) + 0.5)}, boxes[i].label[row]);
      }
      y += height;
    }
    return y;
  }

  /// The last stretch of a path and the shape that it brings; an empty path brings the input.
  void arrive(double x, double from, double to, const std::vector<BlockFigure::Box>& boxes) {
    line({{x, from}, {x, to}}, false);
    label({x, to + kLine / 2}, prose(boxes.empty() ? figure_.input : boxes.back().output));
  }

  void add_sum(double y) {
    std::vector<Point> diamond = {{kMiddle, y - kRadius},
                                  {kMiddle + kRadius, y},
                                  {kMiddle, y + kRadius},
                                  {kMiddle - kRadius, y}};
    drawing_.areas.push_back({std::move(diamond), Ground::output});
    label({kMiddle, y}, prose(figure_.output.empty() ? "≠" : "+"));
    const double end = y + kRadius + kLine;
    if (!figure_.output.empty()) line({{kMiddle, y + kRadius}, {kMiddle, end}}, true);
    label({kMiddle, end + 1},
          figure_.output.empty() ? prose("the shapes differ") : prose(figure_.output));
    drawing_.height = end + 2.2;
  }

  const BlockFigure& figure_;
  Drawing drawing_;
};

// ---- A convolutional layer: the padded plane with the filter on it, and the output.

/// One axis to scale.
struct Scaled {
  double before, input, after, kernel, last, unread;

  double total() const { return before + input + after; }
};

Scaled scaled(const LayerFigure::Axis& axis, double unit) {
  const auto length = [&](const Number& places) { return nearest_double(places) * unit; };
  return {length(axis.padding_before), length(axis.input), length(axis.padding_after),
          length(axis.kernel),         length(axis.last),  length(axis.unread)};
}

double places_of(const LayerFigure::Axis& axis) {
  return nearest_double(axis.padding_before + axis.input + axis.padding_after);
}

class LayerLayout {
 public:
  explicit LayerLayout(const LayerFigure& figure)
      : figure_(figure), words_(words_for(figure.motion)) {
    drawing_.width = 45;
    drawing_.description = fmt::format(
        "The {0} of {1} with {2}, a {3} of {4} at its first and its last position, and "
        "the {5} of {6}.",
        words_.places, words(plane()), writes() ? "what is cut off" : "its padding", words_.mover,
        words(figure.filter), writes() ? "input" : "output", words(box()));
  }

  Drawing drawing() {
    if (figure_.input.size() == 3) {
      planes();
    } else {
      strips();
    }
    return std::move(drawing_);
  }

 private:
  static constexpr double kSide = 15, kDepth = 2.5, kLeast = 0.5, kLabelSide = 6;

  bool writes() const { return figure_.motion == LayerFigure::Motion::filter_writes; }
  /// The volume that the filter moves over, and the one beside it.
  const Shape& plane() const { return writes() ? figure_.output : figure_.input; }
  const Shape& box() const { return writes() ? figure_.input : figure_.output; }

  void area(Point corner, double width, double height, Ground ground) {
    if (width <= 0 || height <= 0) return;
    drawing_.areas.push_back({rectangle(corner, width, height), ground});
  }
  void label(Point at, Prose text, Anchor anchor = Anchor::middle) {
    drawing_.labels.push_back({at, std::move(text), anchor});
  }

  /// The edges behind a front face that make it a box.
  void depth(Point corner, double width, double height, const Number& channels) {
    const double d = channels == 1 ? kDepth / 3 : kDepth;
    const Point top_left{corner.x + d, corner.y - d}, top_right{corner.x + width + d, corner.y - d};
    const Point bottom_right{corner.x + width + d, corner.y + height - d};
    drawing_.lines.push_back(
        {{corner, top_left, top_right, bottom_right, {corner.x + width, corner.y + height}}});
    drawing_.lines.push_back({{{corner.x + width, corner.y}, top_right}});
  }

  void planes() {
    const LayerFigure::Axis& down = figure_.axes.front();
    const LayerFigure::Axis& across = figure_.axes.back();
    const double unit = kSide / std::max({places_of(down), places_of(across),
                                          nearest_double(box()[0]), nearest_double(box()[1])});
    const Scaled y = scaled(down, unit), x = scaled(across, unit);
    const double box_wide = std::max(nearest_double(box()[1]) * unit, kLeast);
    const double box_high = std::max(nearest_double(box()[0]) * unit, kLeast);
    const double middle = kDepth + 1 + std::max(y.total(), box_high) / 2;
    const double right = kSide + kDepth + 8.5;
    const Point corner{writes() ? right : 1, middle - y.total() / 2};
    const Point box_corner{writes() ? 1 : right, middle - box_high / 2};
    const double left_end = 1 + (writes() ? box_wide : x.total());
    drawing_.lines.push_back({{{left_end + kDepth + 1, middle}, {right - 1, middle}}, true});

    area(corner, x.total(), y.total(), Ground::padding);
    area({corner.x + x.before, corner.y + y.before}, x.input, y.input, plane_ground());
    area({corner.x, corner.y + y.total() - y.unread}, x.total(), y.unread, Ground::unread);
    area({corner.x + x.total() - x.unread, corner.y}, x.unread, y.total(), Ground::unread);
    filter(corner, x, y, 0);
    filter(corner, x, y, 1);
    depth(corner, x.total(), y.total(), plane().back());
    area(box_corner, box_wide, box_high, writes() ? Ground::input : Ground::output);
    depth(box_corner, box_wide, box_high, box().back());

    const double below = 2 * middle - kDepth + 0.6;
    // The words are wider than a small box, and the drawing ends left of it.
    const auto label_below = [&](double x_of_middle, const Shape& shape) {
      label({std::max(x_of_middle, kLabelSide), below}, prose(shape));
    };
    label_below(corner.x + x.total() / 2, plane());
    label_below(box_corner.x + box_wide / 2, box());
    drawing_.height = below + 1.4;
    legend(y.unread > 0 || x.unread > 0);
  }

  Ground plane_ground() const { return writes() ? Ground::output : Ground::input; }

  /// The filter at its first (0) or its last (1) position, as far as it lies on the places.
  void filter(Point corner, const Scaled& x, const Scaled& y, double position) {
    const auto side = [&](const Scaled& axis) {
      return std::max(std::min(axis.kernel, axis.total() - position * axis.last), kLeast);
    };
    area({corner.x + position * x.last, corner.y + position * y.last}, side(x), side(y),
         Ground::filter);
  }

  void strips() {
    double top = 1;
    for (const LayerFigure::Axis& axis : figure_.axes) {
      const Scaled x = scaled(axis, 2 * kSide / places_of(axis));
      label({1, top + 0.8}, prose(axis.name), Anchor::start);
      const Point corner{1, top + 2.3};
      area(corner, x.total(), 1.6, Ground::padding);
      area({corner.x + x.before, corner.y}, x.input, 1.6, plane_ground());
      area({corner.x + x.total() - x.unread, corner.y}, x.unread, 1.6, Ground::unread);
      const Scaled thickness = {0, 1.2, 0, 1.2, 0, 0};
      filter({corner.x, corner.y + 2}, x, thickness, 0);
      filter({corner.x, corner.y + 2}, x, thickness, 1);
      top += 6.8;
    }
    drawing_.height = top;
    legend(std::any_of(figure_.axes.begin(), figure_.axes.end(),
                       [](const LayerFigure::Axis& axis) { return axis.unread.sign() > 0; }));
  }

  /// What the colours mean, as far as they occur.
  void legend(bool has_unread) {
    const bool padded =
        std::any_of(figure_.axes.begin(), figure_.axes.end(), [](const LayerFigure::Axis& axis) {
          return !(axis.padding_before + axis.padding_after).is_zero();
        });
    double x = 1;
    const auto entry = [&](Ground ground, Prose words, double wide) {
      area({x, drawing_.height + 0.4}, 1.2, 1.2, ground);
      label({x + 1.8, drawing_.height + 1}, std::move(words), Anchor::start);
      x += wide;
    };
    entry(plane_ground(), prose(words_.places), 9);
    if (padded) entry(Ground::padding, prose(words_.padding), 10);
    if (has_unread) entry(Ground::unread, prose(words_.unread), 0);
    drawing_.height += kLine;
    x = 1;
    entry(Ground::filter, prose(words_.mover, " ", figure_.filter, ", first and last"), 0);
    drawing_.height += 2.2;
  }

  const LayerFigure& figure_;
  LayerFigureWords words_;
  Drawing drawing_;
};

// ---- Examples as points on lines.

Drawing lay_out_points(const PointsFigure& figure) {
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

// ---- Counts as bars.

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

struct LayOut {
  Drawing operator()(const BlockFigure& figure) const { return BlockLayout(figure).drawing(); }
  Drawing operator()(const LayerFigure& figure) const { return LayerLayout(figure).drawing(); }
  Drawing operator()(const PointsFigure& figure) const { return lay_out_points(figure); }
  Drawing operator()(const BarsFigure& figure) const { return BarsLayout(figure).drawing(); }
};

}  // namespace

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

Drawing lay_out(const Figure& figure) { return std::visit(LayOut{}, figure); }

}  // namespace cnnsolve
