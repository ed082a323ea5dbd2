// Draws how cost grows with work: lines "series x y" in, an SVG with logarithmic axes out.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using Points = std::vector<std::pair<double, double>>;

constexpr double kWidth = 640, kHeight = 400, kMargin = 56, kLegend = 150;
constexpr const char* kColors[] = {"#1b6ca8", "#c8553d", "#588157", "#7b2d8b", "#b8860b"};

/// From values to places along one axis, in whole powers of ten.
struct Axis {
  int from = 0, to = 1;
  double start = 0, end = 1;

  void include(double value) {
    from = std::min(from, static_cast<int>(std::floor(std::log10(value))));
    to = std::max(to, static_cast<int>(std::ceil(std::log10(value))));
  }
  double place(double value) const {
    return start + (end - start) * (std::log10(value) - from) / (to - from);
  }
};

std::string power_of_ten(int exponent) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", std::pow(10, exponent));
  return text;
}

void write_grid(const Axis& x, const Axis& y) {
  for (int i = x.from; i <= x.to; ++i) {
    const double at = x.place(std::pow(10, i));
    std::printf("<path d='M%.1f %.1fV%.1f' stroke='#ccc'/>", at, y.start, y.end);
    std::printf("<text x='%.1f' y='%.1f' text-anchor='middle'>%s</text>\n", at, y.start + 18,
                power_of_ten(i).c_str());
  }
  for (int i = y.from; i <= y.to; ++i) {
    const double at = y.place(std::pow(10, i));
    std::printf("<path d='M%.1f %.1fH%.1f' stroke='#ccc'/>", x.start, at, x.end);
    std::printf("<text x='%.1f' y='%.1f' text-anchor='end'>%s ms</text>\n", x.start - 6, at + 4,
                power_of_ten(i).c_str());
  }
}

void write_series(const std::string& name, const Points& points, size_t index, const Axis& x,
                  const Axis& y) {
  const char* color = kColors[index % std::size(kColors)];
  std::printf("<path fill='none' stroke-width='2' stroke='%s' d='", color);
  for (size_t i = 0; i < points.size(); ++i) {
    std::printf("%c%.1f %.1f", i == 0 ? 'M' : 'L', x.place(points[i].first),
                y.place(points[i].second));
  }
  std::puts("'/>");
  for (const auto& [work, cost] : points) {
    std::printf("<circle r='3' cx='%.1f' cy='%.1f' fill='%s'/>", x.place(work), y.place(cost),
                color);
  }
  std::printf("<text x='%.1f' y='%.1f' fill='%s'>%s</text>\n", x.end + 12,
              y.end + 14 + 20 * static_cast<double>(index), color, name.c_str());
}

}  // namespace

int main() {
  std::map<std::string, Points> all;
  Axis x{.start = kMargin, .end = kWidth - kLegend}, y{.start = kHeight - 32, .end = 16};
  std::string name;
  for (double work = 0, cost = 0; std::cin >> name >> work >> cost;) {
    if (work <= 0 || cost <= 0) continue;
    all[name].emplace_back(work, cost);
    x.include(work);
    y.include(cost);
  }
  std::printf(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %g %g' font-family='sans-serif' "
      "font-size='12'>\n<rect width='100%%' height='100%%' fill='#fff'/>\n",
      kWidth, kHeight);
  write_grid(x, y);
  size_t index = 0;
  for (const auto& [series, points] : all) write_series(series, points, index++, x, y);
  std::puts("</svg>");
}
