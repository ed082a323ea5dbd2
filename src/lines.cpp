#include "lines.h"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <string>

#include "answer_key.h"
#include "line_stream.h"
#include "parse_json.h"
#include "quick_solver.h"
#include "render/json.h"
#include "scripts.h"
#include "wording.h"

namespace cnnsolve {
namespace {

/// What the lines of a stream came to, told by several workers.
struct Outcome {
  std::atomic<bool> all_read = true;
  std::atomic<bool> all_correct = true;
};

/// Appends what `answer` makes of a line, by its number and value, or the line's mistakes.
template <class AnswerLine>
void answer_line(const Line& line, std::string& answers, Outcome& outcome,
                 const RenderOptions& options, const AnswerLine& answer) {
  if (line.text.find_first_not_of(" \t\r") == std::string_view::npos && !line.is_too_long) return;
  try {
    if (line.is_too_long) {
      throw InputError("/", fmt::format("must not be longer than {} bytes", kLongestLine));
    }
    answers += answer(line.number, parse_json(line.text, ""));
  } catch (const InputError& error) {
    outcome.all_read = false;
    answers += render_json_errors(line.number, error.mistakes(), options);
  }
}

/// Marks lines by the keys of a homework, as a whole or by its questions, or by a line's own.
class LineMarker {
 public:
  LineMarker(const Homework& homework, const GradeOptions& options)
      : homework_(homework), options_(options) {}

  MarkedScript mark(const Value& line) {
    const Script script = read_script_line(line);
    const Value* problem = line.member("problem");
    if (!problem && homework_.exercises.empty()) {
      throw InputError("/problem", "is missing, and no homework is given");
    }
    if (!problem) return whole().mark(script, options_);
    if (problem->type == Value::Type::string) return question(problem->text).mark(script, options_);
    return AnswerKey(read_homework(*problem, {.flags = false, .prefix = "/problem"}))
        .mark(script, options_);
  }

 private:
  AnswerKey& whole() {
    if (!whole_) whole_.emplace(homework_);
    return *whole_;
  }

  AnswerKey& question(const std::string& id) {
    if (const auto found = questions_.find(id); found != questions_.end()) return found->second;
    std::vector<std::string> ids;
    for (const Exercise& exercise : homework_.exercises) {
      const std::string number = std::to_string(ids.size() + 1);
      ids.push_back(exercise.text.id.empty() ? number : exercise.text.id);
      if (ids.back() != id) continue;
      Homework single;
      single.exercises.push_back(exercise);
      return questions_.emplace(id, AnswerKey(single)).first->second;
    }
    throw InputError("/problem", ids.empty() ? "must be an object, where no homework is given"
                                             : fmt::format("must be an object or {}{}", one_of(ids),
                                                           did_you_mean(id, ids)));
  }

  const Homework& homework_;
  const GradeOptions& options_;
  std::optional<AnswerKey> whole_;
  std::map<std::string, AnswerKey> questions_;
};

}  // namespace

bool solve_lines(Input& input, Output& output, const RenderOptions& options, size_t jobs) {
  Outcome outcome;
  const auto answer = [&](size_t number, const Value& line) {
    return render_json_line(number, solve(read_homework(line, {})), options);
  };
  answer_stream(input, output, {.jobs = jobs}, [&]() -> LineWorker {
    if (options.detail != Detail::answers) {
      return [&](const Line& line, std::string& answers) {
        answer_line(line, answers, outcome, options, answer);
      };
    }
    return [&, quick = QuickSolver(options)](const Line& line, std::string& answers) mutable {
      if (!line.is_too_long && quick.answer(line.text, line.number, answers)) return;
      answer_line(line, answers, outcome, options, answer);
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
    return [&, marker = LineMarker(homework, grade_options)](const Line& line,
                                                             std::string& answers) mutable {
      const auto answer = [&](size_t number, const Value& value) {
        const MarkedScript script = marker.mark(value);
        if (!all_correct(script)) outcome.all_correct = false;
        return render_report_line(number, script, options);
      };
      answer_line(line, answers, outcome, options.render, answer);
    };
  });
  return {outcome.all_read, outcome.all_correct};
}

}  // namespace cnnsolve
