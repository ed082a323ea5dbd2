// Streams: NDJSON in, NDJSON out.
//
// Results come in the order of the lines. A bad line gives an object with its errors, and the rest
// goes on; empty lines are passed over. Both functions throw OutputError, and InputError where the
// input, called `name`, breaks off unread.
#pragma once

#include <istream>
#include <string>

#include "grade/mark.h"
#include "homework.h"
#include "output.h"
#include "render/report_json.h"

namespace cnnsolve {

/// Solves a problem (or homework) a line. Returns whether all lines were good.
bool solve_lines(std::istream& input, const std::string& name, Output& output,
                 const RenderOptions& options);

struct StreamOutcome {
  bool all_read = true;
  bool all_correct = true;
};

/// Marks the answers of one student a line: {"id", "problem", "answers"}. The problem is an object,
/// or the id of one of `homework`'s; without it all of these are marked.
StreamOutcome grade_lines(std::istream& input, const std::string& name, Output& output,
                          const Homework& homework, const GradeOptions& grade_options,
                          const ReportJsonOptions& options);

}  // namespace cnnsolve
