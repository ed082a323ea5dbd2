#include "render/report_csv.h"

#include <fmt/format.h>

#include "math/decimal.h"
#include "render/csv_writer.h"

namespace cnnsolve {
namespace {

/// As many digits as a double holds, so that a row's points add up to its score.
std::string points_text(const Number& points) {
  if (points.is_integer()) return digits(points);
  return fmt::format("{}", nearest_double(points));
}

std::vector<std::string> header(const MarkedScript& script, Charset charset) {
  std::vector<std::string> cells = {"id"};
  for (const MarkedQuestion& question : script.questions) {
    for (const Mark& mark : question.marks) {
      cells.push_back(printable(full_name(question, mark), charset));
    }
  }
  cells.insert(cells.end(), {"score", "out_of", "not_readable"});
  return cells;
}

std::vector<std::string> row(const MarkedScript& script, Charset charset) {
  std::vector<std::string> cells = {printable(script.student, charset)};
  std::string not_readable;
  for (const MarkedQuestion& question : script.questions) {
    for (const Mark& mark : question.marks) {
      cells.push_back(points_text(mark.earned));
      if (mark.verdict != Verdict::invalid) continue;
      not_readable += (not_readable.empty() ? "" : " ") + full_name(question, mark);
    }
  }
  const Score score = score_of(script);
  cells.insert(cells.end(), {points_text(score.earned), points_text(score.points), not_readable});
  return cells;
}

}  // namespace

std::string render_report_csv(const std::vector<MarkedScript>& scripts, Charset charset) {
  if (scripts.empty()) return "";
  std::string text = csv_row(header(scripts[0], charset));
  for (const MarkedScript& script : scripts) text += csv_row(row(script, charset));
  return text;
}

}  // namespace cnnsolve
