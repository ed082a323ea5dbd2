#include "render/svg.h"

#include <fmt/format.h>

#include <cmath>

#include "render/math_mathml.h"
#include "render/prose_text.h"

namespace cnnsolve {
namespace {

constexpr double kMargin = 0.5;         // room for the edges' thickness
constexpr double kPixelsPerUnit = 8.5;  // a letter of the drawing is as large as one of the text
constexpr double kLeastScale = 0.68;    // fits a phone; a narrower page scrolls it
constexpr double kArrowLength = 0.9;
constexpr double kArrowHalfWidth = 0.4;

std::string_view name(Ground ground) {
  switch (ground) {
    case Ground::outline:
      return "outline";
    case Ground::input:
      return "input";
    case Ground::padding:
      return "padding";
    case Ground::filter:
      return "filter";
    case Ground::output:
      return "output";
    case Ground::unread:
      return "unread";
    case Ground::faint:
      return "faint";
  }
  return {};
}

std::string_view name(Drawing::Label::Anchor anchor) {
  switch (anchor) {
    case Drawing::Label::Anchor::start:
      return "start";
    case Drawing::Label::Anchor::middle:
      return "middle";
    case Drawing::Label::Anchor::end:
      return "end";
  }
  return {};
}

std::string decimal(double value) {
  // Adding 0 turns -0 into 0.
  return fmt::format("{:.6g}", std::round(value * 100) / 100 + 0.0);
}

std::string coordinates(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) {
    text += fmt::format("{}{},{}", text.empty() ? "" : " ", decimal(point.x), decimal(point.y));
  }
  return text;
}

std::string area(const Drawing::Area& area) {
  return fmt::format("<polygon class=\"area fill-{0}\" points=\"{1}\"/>\n", name(area.ground),
                     coordinates(area.points));
}

std::string arrow_head(Point before, Point tip, Ground ground) {
  const double length = std::hypot(tip.x - before.x, tip.y - before.y);
  if (length == 0) return "";
  const Point along{(tip.x - before.x) / length, (tip.y - before.y) / length};
  const Point foot{tip.x - kArrowLength * along.x, tip.y - kArrowLength * along.y};
  const Point side{-along.y * kArrowHalfWidth, along.x * kArrowHalfWidth};
  const std::vector<Point> corners{
      tip, {foot.x + side.x, foot.y + side.y}, {foot.x - side.x, foot.y - side.y}};
  return fmt::format("<polygon class=\"head stroke-{}\" points=\"{}\"/>\n", name(ground),
                     coordinates(corners));
}

std::string line(const Drawing::Line& line) {
  std::string text =
      fmt::format("<polyline class=\"stroke-{}{}\" points=\"{}\"/>\n", name(line.ground),
                  line.dashed ? " dashed" : "", coordinates(line.points));
  const size_t count = line.points.size();
  if (line.arrow && count > 1) {
    text += arrow_head(line.points[count - 2], line.points[count - 1], line.ground);
  }
  return text;
}

std::string dot(const Drawing::Dot& dot) {
  return fmt::format("<circle class=\"dot fill-{}\" cx=\"{}\" cy=\"{}\" r=\"0.5\"/>\n",
                     name(dot.ground), decimal(dot.at.x), decimal(dot.at.y));
}

std::string label(const Drawing::Label& label, const NotationOptions& options) {
  return fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n", decimal(label.at.x),
                     decimal(label.at.y), name(label.anchor),
                     markup(prose_text(label.words, Charset::unicode, options)));
}

}  // namespace

std::string svg(const Drawing& drawing, const NotationOptions& options) {
  const double width = drawing.width + 2 * kMargin;
  const double height = drawing.height + 2 * kMargin;
  const std::string description = markup(drawing.description);
  std::string text = fmt::format(
      "<svg role=\"img\" aria-label=\"{0}\" viewBox=\"{1} {1} {2} {3}\" "
      "style=\"width:{4}px;min-width:{5}px\">\n<title>{0}</title>\n",
      description, decimal(-kMargin), decimal(width), decimal(height),
      decimal(width * kPixelsPerUnit), decimal(width * kPixelsPerUnit * kLeastScale));
  for (const Drawing::Area& part : drawing.areas) text += area(part);
  for (const Drawing::Line& part : drawing.lines) text += line(part);
  for (const Drawing::Dot& part : drawing.dots) text += dot(part);
  for (const Drawing::Label& part : drawing.labels) text += label(part, options);
  return text + "</svg>\n";
}

}  // namespace cnnsolve
