// Answers the lines of a stream on several threads, in the order of the lines.
//
// The calling thread reads and writes; blocks of lines go to workers in between. What is read ahead
// and what waits to be written are bounded, so a stream of any length takes little memory.
#pragma once

#include <functional>

#include "input.h"
#include "line_blocks.h"
#include "line_crew.h"
#include "output.h"

namespace cnnsolve {

struct StreamOptions {
  size_t jobs = 1;  ///< workers; a single one works on the calling thread
  LineLimits lines = {};
  size_t answer_bytes = size_t{12} * 1024 * 1024;  ///< that wait for the answers before them
};

/// Flushes whenever the input pauses. Throws InputError where the input breaks off, OutputError,
/// and what making a worker or a worker itself throws, after the answers to all lines before. No
/// thread is left running then.
void answer_stream(Input& input, Output& output, const StreamOptions& options,
                   const std::function<LineWorker()>& make_worker);

}  // namespace cnnsolve
