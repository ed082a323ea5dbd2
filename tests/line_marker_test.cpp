#include "line_marker.h"

#include <gtest/gtest.h>

#include <random>

#include "damaged.h"
#include "input_error.h"
#include "parse_json.h"
#include "render/json.h"
#include "render/report_json.h"

namespace cnnsolve {
namespace {

const GradeOptions kDiagnosing = {};
const GradeOptions kSilent = {.diagnosis = false};

/// What `mark` makes of a line: its report, its errors, or nothing where it leaves the line.
template <class MarkLine>
std::optional<std::string> report(const MarkLine& mark) {
  try {
    const std::optional<MarkedLine> line = mark();
    if (!line) return std::nullopt;
    return std::string(ReportLineWriter({}).write(7, *line));
  } catch (const InputError& error) {
    return render_json_errors(7, error.mistakes(), {});
  }
}

/// Whether the quick way marks the line. If it does, the careful way must tell the same of it.
bool agrees(LineMarker& marker, const std::string& line) {
  const auto quick = report([&] { return marker.mark_quickly(line); });
  if (quick) {
    EXPECT_EQ(quick, report([&] { return std::optional<MarkedLine>(marker.mark_carefully(line)); }))
        << line;
  }
  return quick.has_value();
}

const Homework kNoHomework;

std::string with_problem(const std::string& problem, const std::string& answers) {
  return R"({"id":"ada","problem":)" + problem + R"(,"answers":)" + answers + "}";
}

const char* const kLayer = R"({"kind":"conv","id":"p","input":[9,7,4],"filters":2,"kernel":3})";
const char* const kBlock = R"({"kind":"residual","input":[8,8,4],"filters":4})";
const char* const kMatrix = R"({"kind":"batchnorm","matrix":[[1,2,4],[0.5,0.25,7]]})";
const char* const kNoVariance = R"({"kind":"batchnorm","matrix":[[5,5],[1,2]]})";

TEST(LineMarker, MarksRightAnswersQuickly) {
  LineMarker marker(kNoHomework, kDiagnosing);
  const std::string lines[] = {
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":74})"),
      with_problem(kLayer, R"({"output":"7x5x2","parameters":"74"})"),
      with_problem(kLayer, R"({"output":" 7 by 5 by 2 ","parameters":"74.0"})"),
      with_problem(kLayer, R"({"p.parameters":74,"weights":"nonsense","output_heigt":3})"),
      with_problem(kLayer, "{}"),
      with_problem(kBlock, R"({"shortcut":"identity","parameters":288,"shapes_match":true})"),
      with_problem(kMatrix, R"({"normalized":[[-1.069,-0.267,1.336],[-0.667,-0.747,1.413]]})"),
      with_problem(kNoVariance, R"({"normalized":"[none none; -1 1]"})"),
      R"({"id":17,"problem":)" + std::string(kLayer) + R"(,"answers":{"parameters":74}})",
      R"({"answers":{"parameters":74},"problem":)" + std::string(kLayer) + "}"};
  for (const std::string& line : lines) EXPECT_TRUE(agrees(marker, line)) << line;
}

/// Whether the line is told to be right in mere values.
bool is_all_right(LineMarker& marker, const std::string& line) {
  EXPECT_TRUE(agrees(marker, line)) << line;
  const auto marked = marker.mark_quickly(line);
  return marked && std::holds_alternative<RightScript>(*marked);
}

const char* const kPicture =
    R"({"kind":"network","input":[3,9,7],"channels_first":true,"layers":[{"type":"conv","filters":2,"kernel":3}]})";

TEST(LineMarker, TellsInMereValuesWhatIsAllRight) {
  LineMarker marker(kNoHomework, kDiagnosing);
  const std::string lines[] = {
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":74})"),
      with_problem(kLayer, R"({"parameters": 74.0, "output": [ 7, 5 ,2.0 ]})"),
      with_problem(kBlock, R"({"shortcut":"identity","parameters":288})"),
      with_problem(kMatrix, R"({"normalized":[[-1.0690449676497, -0.267261241912424,1.336],)"
                            R"([-0.667,-0.7467330459,1.413]]})"),
      R"({"id":17,"problem":)" + std::string(kLayer) +
          R"(,"answers":{"output":[7,5,2],"parameters":74}})",
      R"({"problem":)" + std::string(kLayer) + R"(,"answers":{"output":[7,5,2],"parameters":74}})"};
  for (const std::string& line : lines) EXPECT_TRUE(is_all_right(marker, line)) << line;
}

TEST(LineMarker, LooksLongerAtAllElse) {
  LineMarker marker(kNoHomework, kDiagnosing);
  const std::string lines[] = {
      with_problem(kLayer, R"({"output":[7,5,2]})"),
      with_problem(kLayer, R"({"output":[7,5],"parameters":74})"),
      with_problem(kLayer, R"({"output":[7,5,2,1],"parameters":74})"),
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":"74"})"),
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":74.5})"),
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":74,"weights":72})"),
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":[74]})"),
      with_problem(kBlock, R"({"shortcut":"Identity","parameters":288})"),
      with_problem(kMatrix, R"({"normalized":[[-1.069,-0.267,1.336],[-0.667,-0.747]]})"),
      with_problem(kMatrix, R"({"normalized":[[-1.069,-0.267,1.336]]})"),
      with_problem(kMatrix, R"({"normalized":[-1.069,-0.267,1.336,-0.667,-0.747,1.413]})"),
      with_problem(kMatrix, R"({"normalized":[[-1.07,-0.267,1.34],[-0.667,-0.747,1.5]]})"),
      with_problem(kMatrix, R"({"normalized":[[-1.1,-0.267,1.3],[-0.667,-0.747,1.4]]})"),
      with_problem(kNoVariance, R"({"normalized":[["none","none"],[-1,1]]})"),
      R"({"id":"a","problem":)" + std::string(kPicture) +
          R"(,"answers":{"output":[2,7,5],"parameters":56,"macs":1890}})",
      R"({"id":"a","problem":)" + std::string(kPicture) +
          R"(,"answers":{"output":[7,5,2],"parameters":56,"macs":1890}})"};
  for (const std::string& line : lines) EXPECT_FALSE(is_all_right(marker, line)) << line;
}

TEST(LineMarker, ToleratesAsMuchEitherWay) {
  GradeOptions tolerant = kDiagnosing;
  tolerant.tolerance.relative = Number(1) / Number(10);
  LineMarker marker(kNoHomework, tolerant);
  EXPECT_TRUE(is_all_right(marker, with_problem(kLayer, R"({"output":[7,5,2],"parameters":80})")));
  EXPECT_FALSE(is_all_right(marker, with_problem(kLayer, R"({"output":[7,5,2],"parameters":82})")));
}

TEST(LineMarker, ShortensLongAnswersAlike) {
  LineMarker marker(kNoHomework, kDiagnosing);
  for (size_t columns = 2; columns < 40; ++columns) {
    std::string matrix = "0", normalized;
    for (size_t i = 1; i < columns; ++i) matrix += i % 2 ? ",2" : ",0";
    if (columns % 2) matrix += ",2";
    for (size_t i = 0; i < columns + columns % 2; ++i) normalized += i % 2 ? ", 1" : ",-1";
    const std::string line = with_problem(R"({"kind":"batchnorm","matrix":[[)" + matrix + "]]}",
                                          R"({"normalized":[[)" + normalized.substr(1) + "]]}");
    EXPECT_TRUE(is_all_right(marker, line)) << line;
  }
}

TEST(LineMarker, MarksWrongAnswersQuickly) {
  LineMarker diagnosing(kNoHomework, kDiagnosing);
  LineMarker silent(kNoHomework, kSilent);
  const std::string lines[] = {
      with_problem(kLayer, R"({"output":[7,5,2],"parameters":72})"),
      with_problem(kLayer, R"({"output":[2,7,5],"parameters":74})"),
      with_problem(kLayer, R"({"output":[7,5]})"), with_problem(kLayer, R"({"output":"seven"})"),
      with_problem(kBlock, R"({"shortcut":"projection","parameters":288})"),
      with_problem(kMatrix, R"({"normalized":[[-1.1,-0.267,1.336],[-0.667,-0.747,1.4]]})"),
      with_problem(kMatrix, R"({"normalized":[[1,2],[3,4]]})"),
      // Two wrong answers, of which one may follow from the other.
      with_problem(kLayer, R"({"output":[7,5,3],"parameters":72})"),
      // One that isn't marked may be what the wrong one follows from.
      with_problem(kLayer, R"({"weights":70,"parameters":72})"),
      with_problem(kLayer, R"({"weights":70,"parameters":"72"})"),
      with_problem(kMatrix, R"({"mean":[2,3],"normalized":[[-1.1,-0.267,1.3],[1,2,3]]})")};
  for (const std::string& line : lines) {
    EXPECT_TRUE(agrees(diagnosing, line)) << line;
    EXPECT_TRUE(agrees(silent, line)) << line;
  }
}

TEST(LineMarker, LeavesTheRestToTheCarefulWay) {
  LineMarker marker(kNoHomework, kSilent);
  const std::string lines[] = {
      "",
      "[]",
      R"({"answers":[]})",
      R"({"problem":3,"answers":{}})",
      R"({"id":null,"answers":{}})",
      R"({"id":"a","answers":{},"student":"b"})",
      R"({"id":"a","answers":{"x":"\n"}})",
      R"({"id":"a","answers":{"x":1e3}})",
      R"({"id":"a","answers":{"x":-0}})",
      R"({"id":"a","answers":{"x":{}}})",
      R"({"id":"a","answers":{"x":{"y":{"z":1}}}})",
      with_problem(kLayer, R"({"":{"parameters":74}})"),
      R"({"id":"a","answers":{"x":[[[1]]]}})",
      R"({"id":"a","answers":{"x":1,"x":1}})",
      with_problem(R"({"kind":"conv","input":[9,7,4],"filters":2})", "{}")};
  for (const std::string& line : lines) EXPECT_FALSE(agrees(marker, line)) << line;
}

TEST(LineMarker, MarksByAHomework) {
  const std::string problems = R"({"problems":[)" + std::string(kLayer) + "," + kBlock + "]}";
  const Homework homework = read_homework(parse_json(problems, ""), {});
  LineMarker marker(homework, kDiagnosing);
  const char* lines[] = {
      R"({"id":"a","answers":{"p.output":"7x5x2","p.parameters":70,"2.parameters":280}})",
      R"({"id":"a","answers":{"p":{"output":"7x5x3","parameters":74},"2":{"shortcut":"identity"}}})",
      R"({"id":"a","problem":"p","answers":{"output":"7x5x2","parameters":70}})",
      R"({"id":"a","problem":"2","answers":{"shortcut":"B"}})",
      R"({"id":"a","problem":"q","answers":{"shortcut":"B"}})"};
  for (const char* line : lines) EXPECT_TRUE(agrees(marker, line)) << line;
}

TEST(LineMarker, AgreesOnDamagedLines) {
  std::mt19937 random(22);
  LineMarker marker(kNoHomework, kDiagnosing);
  const std::string lines[] = {
      with_problem(kLayer, R"({"output":[7, 5, 2],"parameters":74,"weights":"72"})"),
      with_problem(kBlock, R"({"shortcut":"identity","parameters":"288"})"),
      with_problem(kMatrix, R"({"mean":[7,"1/3"],"normalized":[[1,0.5,-2.25],[1,2,3]]})")};
  int marked = 0;
  for (int i = 0; i < 6000; ++i) {
    marked += agrees(marker, damaged(lines[static_cast<size_t>(i) % std::size(lines)], random));
  }
  EXPECT_GT(marked, 500);
}

}  // namespace
}  // namespace cnnsolve
