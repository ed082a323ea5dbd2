// A residual block: two paths, boxes on them, the shape at every arrow.
#include <algorithm>

#include "render/drawing_parts.h"

namespace cnnsolve {
namespace {

using Anchor = Drawing::Label::Anchor;

class BlockLayout {
 public:
  explicit BlockLayout(const BlockFigure& figure) : figure_(figure) {
    drawing_.width = 44;
    drawing_.description = "A residual block. The input of " + description_of(figure.input) +
                           " goes through the main path and round it; the two are added" +
                           (figure.output.empty() ? ", but their shapes differ."
                                                  : " to " + description_of(figure.output) + ".");
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

}  // namespace

Drawing lay_out(const BlockFigure& figure) { return BlockLayout(figure).drawing(); }

}  // namespace cnnsolve
