// Marked scripts in JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grade/report.h"
#include "marked_line.h"
#include "render/json_writer.h"
#include "render/render.h"

namespace cnnsolve {

struct ReportJsonOptions {
  RenderOptions render;
  bool hides_expected = false;
};

std::string render_report_json(const MarkedScript& script, const ReportJsonOptions& options);
/// A class and its summary.
std::string render_report_json(const std::string& title, const std::vector<MarkedScript>& scripts,
                               const ReportJsonOptions& options);

/// Writes the results of a stream of NDJSON one after another in the same memory. Each thread needs
/// one of its own.
class ReportLineWriter {
 public:
  explicit ReportLineWriter(const ReportJsonOptions& options);

  /// A line, in which the student is called "id". It lasts until the next is written.
  std::string_view write(size_t line, const MarkedLine& marked);

 private:
  ReportJsonOptions options_;
  JsonWriter json_;
};

}  // namespace cnnsolve
