#include "render/tikz.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "render/charset.h"

namespace cnnsolve {
namespace {

std::string_view fill(Ground ground) {
  switch (ground) {
    case Ground::outline:
      return "white";
    case Ground::input:
      return "blue!10";
    case Ground::padding:
      return "black!7";
    case Ground::filter:
      return "orange!45";
    case Ground::output:
      return "green!18";
    case Ground::unread:
      return "red!20";
    case Ground::faint:
      return "black!5";
  }
  return {};
}

std::string_view stroke(Ground ground) {
  switch (ground) {
    case Ground::outline:
      return "black";
    case Ground::input:
      return "blue!45!black";
    case Ground::padding:
      return "black!45";
    case Ground::filter:
      return "orange!70!black";
    case Ground::output:
      return "green!45!black";
    case Ground::unread:
      return "red!60!black";
    case Ground::faint:
      return "black!35";
  }
  return {};
}

std::string_view anchor(Drawing::Label::Anchor anchor) {
  switch (anchor) {
    case Drawing::Label::Anchor::start:
      return "mid west";
    case Drawing::Label::Anchor::middle:
      return "mid";
    case Drawing::Label::Anchor::end:
      return "mid east";
  }
  return {};
}

std::string place(Point point) {
  // Adding 0 turns -0 into 0.
  const auto rounded = [](double value) { return std::round(value * 100) / 100 + 0.0; };
  return fmt::format("({:.6g},{:.6g})", rounded(point.x), rounded(point.y));
}

std::string path(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) text += (text.empty() ? "" : " -- ") + place(point);
  return text;
}

/// Behind a % , so it has to stay on one line.
std::string comment(std::string description) {
  std::replace(description.begin(), description.end(), '\n', ' ');
  description = printable(description, Charset::ascii);
  return description.empty() ? "" : "% " + description + "\n";
}

}  // namespace

std::string tikz(const Drawing& drawing, double room,
                 const std::function<std::string(const Prose&)>& words) {
  constexpr double kTallest = 105;  // a page less a heading
  const double factor = std::min(room / drawing.width, kTallest / drawing.height);
  const std::string scale =
      factor >= 1 ? "" : fmt::format(", scale={:.3g}, transform shape", factor);
  std::string text = comment(drawing.description) +
                     fmt::format("\\begin{{tikzpicture}}[x=0.5em, y=-0.5em, >=stealth{}]\n", scale);
  for (const Drawing::Area& area : drawing.areas) {
    text += fmt::format("\\filldraw[fill={}, draw={}] {} -- cycle;\n", fill(area.ground),
                        stroke(area.ground), path(area.points));
  }
  for (const Drawing::Line& line : drawing.lines) {
    text += fmt::format("\\draw[{}{}{}] {};\n", line.arrow ? "->, " : "",
                        line.dashed ? "dashed, " : "", stroke(line.ground), path(line.points));
  }
  for (const Drawing::Dot& dot : drawing.dots) {
    text += fmt::format("\\filldraw[fill={0}, draw={0}] {1} circle[radius=0.22em];\n",
                        stroke(dot.ground), place(dot.at));
  }
  for (const Drawing::Label& label : drawing.labels) {
    text += fmt::format("\\node[anchor={}, inner sep=0pt, font=\\small] at {} {{{}}};\n",
                        anchor(label.anchor), place(label.at), words(label.words));
  }
  return text + "\\end{tikzpicture}\n";
}

}  // namespace cnnsolve
