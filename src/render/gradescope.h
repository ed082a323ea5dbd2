// A marked script as Gradescope's results.json.
#pragma once

#include <string>
#include <vector>

#include "grade/report.h"
#include "input_error.h"
#include "render/report_json.h"

namespace cnnsolve {

/// One test for each answer.
std::string render_gradescope(const std::string& title, const MarkedScript& script,
                              const ReportJsonOptions& options);
/// No points, and why the answers couldn't be marked.
std::string render_gradescope_failure(const std::vector<Mistake>& mistakes,
                                      const ReportJsonOptions& options);

}  // namespace cnnsolve
