// Streams: NDJSON in, NDJSON out.
//
// Results come in the order of the lines. A bad line, and one longer than kLongestLine, gives an
// object with its errors, and the rest goes on; empty lines are passed over. Both functions work on
// `jobs` lines at a time, which changes nothing in what comes out. They throw OutputError, and
// InputError where the input breaks off.
#pragma once

#include "grade/mark.h"
#include "homework.h"
#include "input.h"
#include "output.h"
#include "render/report_json.h"

namespace cnnsolve {

/// Solves a problem (or homework) a line. Returns whether all lines were good.
bool solve_lines(Input& input, Output& output, const RenderOptions& options, size_t jobs);

struct StreamOutcome {
  bool all_read = true;
  bool all_correct = true;
};

/// Marks the answers of one student a line: {"id", "problem", "answers"}. The problem is an object,
/// or the id of one of `homework`'s; without it all of these are marked.
StreamOutcome grade_lines(Input& input, Output& output, const Homework& homework,
                          const GradeOptions& grade_options, const ReportJsonOptions& options,
                          size_t jobs);

}  // namespace cnnsolve
