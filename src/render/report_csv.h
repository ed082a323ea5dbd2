// A class's marks as a table for a gradebook.
#pragma once

#include <string>
#include <vector>

#include "grade/report.h"
#include "render/charset.h"

namespace cnnsolve {

/// A row a student: id, the points for each answer, the total, the points to be had, and the
/// answers that couldn't be read.
std::string render_report_csv(const std::vector<MarkedScript>& scripts, Charset charset);

}  // namespace cnnsolve
