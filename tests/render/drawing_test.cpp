#include "render/drawing.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cnnsolve {
namespace {

void expect_inside(const Drawing& drawing, const Point& point) {
  constexpr double kSlack = 1e-9;
  EXPECT_GE(point.x, -kSlack);
  EXPECT_GE(point.y, -kSlack);
  EXPECT_LE(point.x, drawing.width + kSlack);
  EXPECT_LE(point.y, drawing.height + kSlack);
}

void expect_all_inside(const Drawing& drawing) {
  for (const auto& area : drawing.areas) {
    for (const Point& point : area.points) expect_inside(drawing, point);
  }
  for (const auto& line : drawing.lines) {
    for (const Point& point : line.points) expect_inside(drawing, point);
  }
  for (const auto& dot : drawing.dots) expect_inside(drawing, dot.at);
  for (const auto& label : drawing.labels) expect_inside(drawing, label.at);
  EXPECT_FALSE(drawing.description.empty());
}

std::vector<Drawing::Area> areas_of(const Drawing& drawing, Ground ground) {
  std::vector<Drawing::Area> areas;
  for (const auto& area : drawing.areas) {
    if (area.ground == ground) areas.push_back(area);
  }
  return areas;
}

LayerFigure::Axis axis(Whole before, Whole input, Whole after, Whole kernel, Whole last,
                       Whole unread) {
  return {"height and width", before, input, after, kernel, last, unread};
}

TEST(DrawingTest, TheFilterStandsAtBothEndsOfAPaddedPlane) {
  const LayerFigure figure{{axis(1, 15, 1, 3, 14, 0)}, {15, 15, 3}, {3, 3, 3}, {15, 15, 28}};
  const Drawing drawing = lay_out(figure);
  expect_all_inside(drawing);
  const auto padded = areas_of(drawing, Ground::padding),
             filters = areas_of(drawing, Ground::filter);
  ASSERT_EQ(filters.size(), 3u);  // the third is the legend's
  EXPECT_DOUBLE_EQ(filters[0].points[0].x, padded[0].points[0].x);
  EXPECT_NEAR(filters[1].points[2].x, padded[0].points[2].x, 1e-9);
  EXPECT_NEAR(filters[1].points[2].y, padded[0].points[2].y, 1e-9);
  EXPECT_TRUE(areas_of(drawing, Ground::unread).empty());
}

TEST(DrawingTest, WhatIsNeverReadIsMarked) {
  const LayerFigure figure{{axis(0, 8, 0, 3, 3, 2)}, {8, 8, 1}, {3, 3, 1}, {2, 2, 1}};
  EXPECT_EQ(areas_of(lay_out(figure), Ground::unread).size(), 3u);
  expect_all_inside(lay_out(figure));
}

TEST(DrawingTest, AWindowThatReachesOverTheEndStaysOnThePlane) {
  LayerFigure figure{{axis(0, 6, 0, 3, 4, -1)}, {6, 6, 1}, {3, 3}, {3, 3, 1}};
  figure.motion = LayerFigure::Motion::pool_reads;
  const Drawing drawing = lay_out(figure);
  const auto windows = areas_of(drawing, Ground::filter), planes = areas_of(drawing, Ground::input);
  EXPECT_NEAR(windows[1].points[2].x, planes[0].points[2].x, 1e-9);
  EXPECT_TRUE(areas_of(drawing, Ground::unread).empty());
  EXPECT_NE(drawing.description.find("a window of"), std::string::npos) << drawing.description;
}

TEST(DrawingTest, AFilterThatWritesLiesOnTheOutput) {
  LayerFigure figure{{axis(1, 14, 0, 3, 12, 0)}, {7, 7, 128}, {3, 3, 128}, {14, 14, 64}};
  figure.motion = LayerFigure::Motion::filter_writes;
  const Drawing drawing = lay_out(figure);
  expect_all_inside(drawing);
  const auto inputs = areas_of(drawing, Ground::input), outputs = areas_of(drawing, Ground::output);
  EXPECT_LT(inputs[0].points[1].x, outputs[0].points[0].x);
  EXPECT_EQ(areas_of(drawing, Ground::padding).size(), 2u) << "the plane, and the legend's";
  // "7 × 7 × 128" is wider than the box above it.
  for (const auto& label : drawing.labels) {
    if (label.anchor != Drawing::Label::Anchor::middle) continue;
    EXPECT_GE(label.at.x, 6);
  }
}

TEST(DrawingTest, ExtremeSizesStayOnTheSheet) {
  const Whole huge = 1'000'000'000'000'000;
  for (const Whole padding : {Whole{0}, Whole{3}, huge}) {
    for (const Whole kernel : {Whole{1}, huge}) {
      const Whole last = huge + 2 * padding - kernel;
      expect_all_inside(lay_out(LayerFigure{{axis(padding, huge, padding, kernel, last, 0)},
                                            {huge, huge, 3},
                                            {kernel, kernel, 3},
                                            {last + 1, last + 1, 1}}));
      expect_all_inside(lay_out(LayerFigure{
          {axis(padding, huge, padding, kernel, last, 0)}, {huge, 3}, {kernel, 3}, {last + 1, 1}}));
    }
  }
}

TEST(DrawingTest, PointsShareOneScale) {
  PointsFigure figure;
  figure.units = {{"unit 1", {{"before", {12, 14}}, {"normalised", {-1, 1}}}}};
  const Drawing drawing = lay_out(figure);
  expect_all_inside(drawing);
  ASSERT_EQ(drawing.dots.size(), 4u);
  const double step = drawing.dots[3].at.x - drawing.dots[2].at.x;
  EXPECT_NEAR(drawing.dots[1].at.x - drawing.dots[0].at.x, step, 1e-9);
  EXPECT_NEAR(drawing.dots[0].at.x - drawing.dots[3].at.x, step * 11 / 2, 1e-9);
}

TEST(DrawingTest, UndefinedValuesHaveNoPoint) {
  PointsFigure figure;
  figure.units = {{"unit 1", {{"normalised", {Number::undefined(), 0}}}}};
  EXPECT_EQ(lay_out(figure).dots.size(), 1u);
}

TEST(DrawingTest, BarsAreToScaleBesideTheirCounts) {
  const Drawing drawing = lay_out(BarsFigure{"points", {{"0–20 %", 5}, {"20 %", 0}, {"more", 10}}});
  expect_all_inside(drawing);
  EXPECT_EQ(drawing.description, "points: 0–20 %: 5; 20 %: 0; more: 10");
  ASSERT_EQ(drawing.areas.size(), 2u);
  const auto length = [](const Drawing::Area& area) { return area.points[1].x - area.points[0].x; };
  EXPECT_NEAR(length(drawing.areas[0]) * 2, length(drawing.areas[1]), 1e-9);
  EXPECT_EQ(drawing.labels.size(), 7u);
}

TEST(DrawingTest, LongLabelsAndLargeCountsOfBarsFitAPhone) {
  constexpr double kLetter = 1.1, kPhone = 46;
  const std::string words = "the bias of each filter was ", word(100, 'x');
  const Drawing drawing =
      lay_out(BarsFigure{words + word, {{words + word, 1'000'000}, {"1\n2", 1}, {"", 0}}});
  expect_all_inside(drawing);
  EXPECT_LE(drawing.width, kPhone);
  EXPECT_GT(drawing.areas[1].points[1].x, drawing.areas[1].points[0].x);
  for (const auto& label : drawing.labels) {
    const auto text = words_of(label.words.spans[0]);
    const size_t letters = text ? text->size() : std::string_view("1,000,000").size();
    EXPECT_LE(label.at.x + kLetter * static_cast<double>(letters), kPhone);
  }
}

TEST(DrawingTest, BarsOfNothing) {
  expect_all_inside(lay_out(BarsFigure{{}, {{"none", 0}}}));
  expect_all_inside(lay_out(BarsFigure{}));
}

TEST(DrawingTest, FieldsLieAboveTheInputToScale) {
  const FieldsFigure figure{"each axis", 4, {{"layer 1", 0, 1}, {"layer 12", -3, 9}}};
  const Drawing drawing = lay_out(figure);
  expect_all_inside(drawing);
  EXPECT_EQ(drawing.description,
            "Seen by the first number of a layer, along each axis, in places of the input: "
            "0 (layer 1); −3 to 5 (layer 12); 0 to 3 (input).");
  const auto fields = areas_of(drawing, Ground::filter), input = areas_of(drawing, Ground::input),
             padding = areas_of(drawing, Ground::padding);
  ASSERT_EQ(fields.size(), 2u);
  ASSERT_EQ(input.size(), 2u);  // the second is the legend's
  ASSERT_EQ(padding.size(), 3u);
  const auto left = [](const Drawing::Area& area) { return area.points[0].x; };
  const auto right = [](const Drawing::Area& area) { return area.points[1].x; };
  EXPECT_NEAR(left(fields[0]), left(input[0]), 1e-9);
  EXPECT_NEAR(right(fields[1]) - left(fields[1]), 9 * (right(fields[0]) - left(fields[0])), 1e-9);
  EXPECT_NEAR(right(input[0]) - left(input[0]), 4 * (right(fields[0]) - left(fields[0])), 1e-9);
  EXPECT_NEAR(left(padding[0]), left(fields[1]), 1e-9);
  EXPECT_NEAR(right(padding[1]), right(fields[1]), 1e-9);
  for (const auto& line : drawing.lines) EXPECT_FALSE(line.arrow) << "the input ends here";
}

TEST(DrawingTest, AnInputThatGoesOnBehindTheFieldsHasAnArrow) {
  constexpr Whole kHuge = 1'000'000'000'000'000;
  for (const Whole places : {Whole{1}, Whole{3}, kHuge}) {
    const Drawing drawing = lay_out(
        FieldsFigure{"the length", kHuge * 2, {{"layer 1", -1, 1}, {"layer 2", 0, places}}});
    expect_all_inside(drawing);
    const auto count = [&](bool Drawing::Line::*kind) {
      return std::count_if(drawing.lines.begin(), drawing.lines.end(),
                           [kind](const Drawing::Line& line) { return line.*kind; });
    };
    EXPECT_EQ(count(&Drawing::Line::arrow), 1);
    EXPECT_EQ(count(&Drawing::Line::dashed), 1) << "only where the input begins";
    for (const Drawing::Area& area : drawing.areas) EXPECT_GT(area.points[1].x, area.points[0].x);
  }
}

TEST(DrawingTest, BlocksWithAndWithoutOperationsOnTheSkip) {
  const BlockFigure::Box box{{Prose{{std::string("conv")}}}, {2, 2, 8}};
  expect_all_inside(lay_out(BlockFigure{{4, 4, 2}, {box, box}, {box}, {2, 2, 8}}));
  expect_all_inside(lay_out(BlockFigure{{2, 2, 8}, {box}, {}, {2, 2, 8}}));
  expect_all_inside(lay_out(BlockFigure{{4, 4, 2}, {box}, {}, {}}));
}

}  // namespace
}  // namespace cnnsolve
