#include "lines.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "answer_key.h"
#include "parse_json.h"
#include "render/json.h"
#include "scripts.h"
#include "wording.h"

namespace cnnsolve {
namespace {

/// Writes what `answer` makes of each line, by its number and value.
template <class AnswerLine>
bool answer_lines(std::istream& input, const std::string& name, Output& output,
                  const RenderOptions& options, const AnswerLine& answer) {
  bool all_good = true;
  size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      output.write(answer(number, parse_json(line, "")));
    } catch (const InputError& error) {
      all_good = false;
      output.write(render_json_errors(number, error.mistakes(), options));
    }
    // Whoever sends a line and waits gets its answer; a file is answered in larger pieces.
    if (input.rdbuf()->in_avail() <= 0) output.flush();
  }
  if (input.bad()) throw InputError(name, "can't be read to its end");
  return all_good;
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

bool solve_lines(std::istream& input, const std::string& name, Output& output,
                 const RenderOptions& options) {
  return answer_lines(input, name, output, options, [&](size_t number, const Value& line) {
    return render_json_line(number, solve(read_homework(line, {})), options);
  });
}

StreamOutcome grade_lines(std::istream& input, const std::string& name, Output& output,
                          const Homework& homework, const GradeOptions& grade_options,
                          const ReportJsonOptions& options) {
  StreamOutcome outcome;
  LineMarker marker(homework, grade_options);
  outcome.all_read =
      answer_lines(input, name, output, options.render, [&](size_t number, const Value& line) {
        const MarkedScript script = marker.mark(line);
        outcome.all_correct = outcome.all_correct && all_correct(script);
        return render_report_line(number, script, options);
      });
  return outcome;
}

}  // namespace cnnsolve
