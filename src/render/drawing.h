// A figure as lines, boxes and words on a plane, for the formats that draw: SVG and TikZ.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "document.h"
#include "render/charset.h"

namespace cnnsolve {

/// What a part of a drawing is, from which each format takes its colour.
enum class Ground : std::uint8_t { outline, input, padding, filter, output, unread, faint };

struct Point {
  double x = 0;
  double y = 0;
};

/// Coordinates in units of a small letter's height, x to the right and y down, from (0, 0) to
/// (width, height).
struct Drawing {
  struct Line {
    std::vector<Point> points;
    bool arrow = false;  ///< at its end
    bool dashed = false;
    Ground ground = Ground::outline;
  };
  /// A closed shape, filled and with an edge.
  struct Area {
    std::vector<Point> points;
    Ground ground = Ground::outline;
  };
  struct Dot {
    Point at;
    Ground ground = Ground::output;
  };
  /// Words centred on a point, or beginning or ending there.
  struct Label {
    enum class Anchor : std::uint8_t { start, middle, end };
    Point at;
    Prose words;
    Anchor anchor = Anchor::middle;
  };

  double width = 0;
  double height = 0;
  std::string description = {};  ///< what is to be seen, for those who can't
  std::vector<Area> areas = {};
  std::vector<Line> lines = {};
  std::vector<Dot> dots = {};
  std::vector<Label> labels = {};
};

Drawing lay_out(const BlockFigure& figure);
Drawing lay_out(const LayerFigure& figure);
Drawing lay_out(const PointsFigure& figure);
Drawing lay_out(const BarsFigure& figure);
Drawing lay_out(const FieldsFigure& figure);
inline Drawing lay_out(const Figure& figure) {
  return std::visit([](const auto& drawn) { return lay_out(drawn); }, figure);
}

/// The least and the most of a figure's values and 0: the ends of the scale that its lines share.
std::pair<Number, Number> scale_of(const PointsFigure& figure);
/// The largest of a figure's counts.
Number scale_of(const BarsFigure& figure);
/// Which places of the input, and outside it, a figure shows.
struct FieldsScale {
  Number first, end;  ///< the first that is seen, or the input's; and the one behind the last
  bool goes_on;       ///< whether the input does, behind the end
  bool has_outside;   ///< whether places are seen before the input or behind it
};
FieldsScale scale_of(const FieldsFigure& figure);
/// "−3 to 3", or the only place.
std::string ends_of(const Number& first, const Number& places, Charset charset);

}  // namespace cnnsolve
