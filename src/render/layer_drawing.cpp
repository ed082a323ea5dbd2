// A layer: the padded plane with the filter on it, and what is beside it.
#include <fmt/format.h>

#include <algorithm>

#include "math/decimal.h"
#include "render/drawing_parts.h"

namespace cnnsolve {
namespace {

using Anchor = Drawing::Label::Anchor;

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
        words_.places, description_of(plane()), writes() ? "what is cut off" : "its padding",
        words_.mover, description_of(figure.filter), writes() ? "input" : "output",
        description_of(box()));
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
        std::any_of(figure_.axes.begin(), figure_.axes.end(),
                    [](const LayerFigure::Axis& axis) { return axis.shows_padding(); });
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

}  // namespace

Drawing lay_out(const LayerFigure& figure) { return LayerLayout(figure).drawing(); }

}  // namespace cnnsolve
