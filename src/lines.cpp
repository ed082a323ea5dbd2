#include "lines.h"

#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <string>

#include "line_marker.h"
#include "line_stream.h"
#include "parse_json.h"
#include "quick_solver.h"
#include "render/json.h"

namespace cnnsolve {
namespace {

/// What the lines of a stream came to, told by several workers.
struct Outcome {
  std::atomic<bool> all_read = true;
  std::atomic<bool> all_correct = true;
};

/// Lets `answer` append what it makes of a line, or appends the line's mistakes.
template <class AnswerLine>
void answer_line(const Line& line, std::string& answers, Outcome& outcome,
                 const RenderOptions& options, const AnswerLine& answer) {
  if (line.text.find_first_not_of(" \t\r") == std::string_view::npos && !line.is_too_long) return;
  try {
    if (line.is_too_long) {
      throw InputError("/", fmt::format("must not be longer than {} bytes", kLongestLine));
    }
    answer(line, answers);
  } catch (const InputError& error) {
    outcome.all_read = false;
    answers += render_json_errors(line.number, error.mistakes(), options);
  }
}

Homework read_carefully(std::string_view line) { return read_homework(parse_json(line, ""), {}); }

Homework read_line(QuickProblem& quick, std::string_view line) {
  auto exercise = quick.read(line);
  if (!exercise) return read_carefully(line);
  Homework homework;
  homework.exercises.push_back(*std::move(exercise));
  return homework;
}

}  // namespace

bool solve_lines(Input& input, Output& output, const RenderOptions& options, size_t jobs) {
  Outcome outcome;
  answer_stream(input, output, {.jobs = jobs}, [&]() -> LineWorker {
    // A std::function must copy, which the buffer of a writer can't.
    return [&, quick = std::make_shared<QuickSolver>(options), problem = QuickProblem()](
               const Line& line, std::string& answers) mutable {
      answer_line(line, answers, outcome, options, [&](const Line& good, std::string& results) {
        if (options.detail != Detail::answers) {
          const SolvedHomework solved = solve(read_line(problem, good.text));
          results += render_json_line(good.number, solved, options);
        } else if (!quick->answer(good.text, good.number, results)) {
          const SolvedHomework solved = answer(read_carefully(good.text));
          results += render_json_line(good.number, solved, options);
        }
      });
    };
  });
  return outcome.all_read;
}

StreamOutcome grade_lines(Input& input, Output& output, const Homework& homework,
                          const GradeOptions& grade_options, const ReportJsonOptions& options,
                          size_t jobs) {
  Outcome outcome;
  answer_stream(input, output, {.jobs = jobs}, [&]() -> LineWorker {
    // A worker's own, since keys are made ready as lines ask for them.
    return [&, marker = LineMarker(homework, grade_options),
            writer = std::make_shared<ReportLineWriter>(options)](const Line& line,
                                                                  std::string& answers) mutable {
      answer_line(line, answers, outcome, options.render,
                  [&](const Line& good, std::string& results) {
                    const MarkedLine marked = marker.mark(good.text);
                    const auto* script = std::get_if<MarkedScript>(&marked);
                    if (script && !all_correct(*script)) outcome.all_correct = false;
                    results += writer->write(good.number, marked);
                  });
    };
  });
  return {outcome.all_read, outcome.all_correct};
}

}  // namespace cnnsolve
