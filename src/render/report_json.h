// Marked scripts in JSON.
#pragma once

#include <string>
#include <vector>

#include "grade/report.h"
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
/// A result in a stream of NDJSON, where the student is called "id".
std::string render_report_line(size_t line, const MarkedScript& script,
                               const ReportJsonOptions& options);

}  // namespace cnnsolve
