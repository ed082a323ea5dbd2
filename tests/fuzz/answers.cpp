// Answers in JSON: marked, and reported in every format, to one student and of a class.
//
// An input is a line of a stream, {"id", "problem", "answers"}; or a student's file of answers to
// problems/hw3.json; or a problem alone. That problem's own answers, as the program writes them,
// must all be right, and they are marked once more with some of them exchanged. The quick and the
// careful way must mark a line alike.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "input_error.h"
#include "line_marker.h"
#include "parse_json.h"
#include "render/json.h"
#include "render/report_json.h"
#include "scripts.h"
#include "written.h"

namespace cnnsolve {
namespace {

// Answers beyond these are refused, however right they are.
constexpr size_t kMostNumberLetters = 256;
constexpr size_t kMostListLetters = size_t{64} * 1024;

GradeOptions grade_options(Choices& choices) {
  GradeOptions options;
  options.reading.decimal_comma = choices.one_in(4);
  options.reading.allow_expressions = choices.one_in(2);
  options.hides_expected = choices.one_in(4);
  if (choices.one_in(4)) options.tolerance.relative = Number(1) / Number(100);
  if (choices.one_in(4)) options.tolerance.absolute = Number(1) / Number(1000);
  if (choices.one_in(4)) options.follow_through = 0;
  return options;
}

void check_reports(const Marking& marking, const GradeOptions& grading, RenderOptions options) {
  for (size_t format = 0; format < kMarkFormatNames.size(); ++format) {
    const auto written = static_cast<Format>(format);
    if (written == Format::gradescope && marking.is_class) continue;
    check_written(written, render(written, marked("t"), marking, options, grading.hides_expected),
                  options);
  }
}

void check_result(const MarkedScript& script, const GradeOptions& grading,
                  const RenderOptions& options) {
  check_written(Format::json, ReportLineWriter({options, grading.hides_expected}).write(1, script),
                options);
}

void check_points(const MarkedScript& script) {
  for (const MarkedQuestion& question : script.questions) {
    for (const Mark& mark : question.marks) {
      require(!(mark.earned < Number(0)) && !(mark.points < mark.earned),
              "points are between none and all", mark.name);
      require(mark.verdict != Verdict::correct || mark.earned == mark.points,
              "what is right earns all its points", mark.name);
    }
  }
}

/// The marker in every text, which makes most answers unreadable.
void mark_texts(Value& value) {
  if (value.type == Value::Type::string) value.text = marked(value.text);
  for (Value& item : value.items) mark_texts(item);
}
void mark_texts(Script& script) {
  script.student = marked(script.student);
  script.student_is_number = false;
  for (auto& [name, value] : script.answers) mark_texts(value);
  script.answers.emplace_back(kMarker, Value::of_text(std::string(kMarker)));
}

void check_marking(AnswerKey& key, const Script& script, Choices& choices) {
  const GradeOptions grading = grade_options(choices);
  const RenderOptions options = render_options(choices);
  Marking marking;
  marking.scripts.push_back(key.mark(script, grading));
  check_points(marking.scripts[0]);
  check_reports(marking, grading, options);
  check_result(marking.scripts[0], grading, options);
  Script hostile = script;
  mark_texts(hostile);
  marking.scripts.push_back(key.mark(hostile, grading));
  marking.is_class = true;
  check_reports(marking, grading, options);
}

/// The exact one of two forms of an answer, entry by entry: `rough` is complete.
Value exact_where_known(const Value& rough, const Value* exact) {
  if (!exact || exact->type == Value::Type::null) return rough;
  if (exact->type != Value::Type::array) return *exact;
  Value list = rough;
  for (size_t i = 0; i < list.items.size(); ++i) {
    list.items[i] = exact_where_known(rough.items[i], &exact->items[i]);
  }
  return list;
}

size_t letters(const Value& value) {
  size_t count = value.text.size();
  for (const Value& item : value.items) count += 1 + letters(item);
  return count;
}
size_t longest(const Value& value) {
  size_t most = value.text.size();
  for (const Value& item : value.items) most = std::max(most, longest(item));
  return most;
}

/// Marks an exercise's own answers, all of them.
void check_own_answers(const Exercise& exercise) {
  Homework homework;
  homework.exercises.push_back(exercise);
  const SolvedHomework solved = solve(homework);
  const std::string json = render_json(solved, {.detail = Detail::answers});
  Value result;
  try {
    result = parse_json(json, "own");
  } catch (const InputError&) {
    return;  // a whole number beyond the doubles, which can be read as a text only
  }
  Script script;
  auto& points = homework.exercises[0].text.points;
  points.clear();
  for (const auto& [name, value] : result.member("answers")->members) {
    Value own = exact_where_known(value, result.member("exact")->member(name));
    if (longest(own) > kMostNumberLetters || letters(own) > kMostListLetters) continue;
    points.emplace_back(name, 1);
    script.answers.emplace_back(name, std::move(own));
  }
  if (points.empty()) return;
  const MarkedScript own = AnswerKey(homework).mark(script, {});
  for (const Mark& mark : own.questions[0].marks) {
    require(mark.verdict == Verdict::correct, "a problem's own answers are right",
            mark.name + ": " + mark.typed + "\n" + json);
  }
}

/// What `mark` makes of a line: its report, its errors, or nothing where it leaves the line.
template <class MarkLine>
std::optional<std::string> report(const MarkLine& mark, const ReportJsonOptions& options) {
  try {
    const std::optional<MarkedLine> line = mark();
    if (!line) return std::nullopt;
    return std::string(ReportLineWriter(options).write(1, *line));
  } catch (const InputError& error) {
    return render_json_errors(1, error.mistakes(), options.render);
  }
}

/// What the quick way marks, the careful way marks alike.
void check_quick_marking(std::string_view line, Choices& choices) {
  GradeOptions grading = grade_options(choices);
  grading.diagnosis = choices.one_in(2);
  const ReportJsonOptions options{render_options(choices), grading.hides_expected};
  LineMarker marker(sample_homework(), grading);
  const auto quick = report([&] { return marker.mark_quickly(line); }, options);
  if (!quick) return;
  const auto careful =
      report([&] { return std::optional<MarkedLine>(marker.mark_carefully(line)); }, options);
  require(quick == careful, "both ways mark alike", *quick + "\n" + careful.value_or(""));
}

void check_line(std::string_view text, const Value& line, Choices& choices) {
  check_quick_marking(text, choices);
  if (const Value* problem = line.member("problem")) {
    AnswerKey key(read_homework(*problem, {.flags = false, .prefix = "/problem"}));
    return check_marking(key, read_script_line(line), choices);
  }
  static AnswerKey key(sample_homework());
  check_marking(key, read_script(line, {}), choices);
}

/// A list that is longer than it was, or has lost some of its items.
void lengthen_or_shorten(nlohmann::json& list, Choices& choices) {
  if (choices.one_in(2)) {
    const nlohmann::json more = list;
    list.insert(list.end(), more.begin(), more.end());
  } else if (!list.empty()) {
    list.erase(choices.below(list.size()));
  }
}

/// A student's line for a problem: its own answers, of which some are others' instead, or lists of
/// another length. All of them may be marked, and not only those of the headline.
std::string student_line(std::string_view problem, const Homework& homework, Choices& choices) {
  const std::string solved = render_json(solve(homework), {.detail = Detail::answers});
  const auto result = nlohmann::json::parse(solved, nullptr, false);
  if (!result.is_object()) return "";  // a number beyond the doubles
  const nlohmann::json& own = result["answers"];
  nlohmann::json answers = own;
  for (nlohmann::json& answer : answers) {
    if (choices.one_in(3))
      answer = *std::next(own.begin(), static_cast<std::ptrdiff_t>(choices.below(own.size())));
    if (answer.is_array() && choices.one_in(3)) lengthen_or_shorten(answer, choices);
  }
  auto stated = nlohmann::json::parse(problem);
  if (choices.one_in(2)) {
    stated["points"] = nlohmann::json::object();
    for (const auto& [name, answer] : own.items()) stated["points"][name] = 1;
  }
  return fmt::format(R"({{"id": "s", "problem": {}, "answers": {}}})", stated.dump(),
                     answers.dump());
}

void check_problem(std::string_view text, const Value& problem, Choices& choices) {
  const Homework homework = read_homework(problem, {});
  for (const Exercise& exercise : homework.exercises) check_own_answers(exercise);
  if (homework.is_list) return;
  const std::string line = student_line(text, homework, choices);
  if (!line.empty()) check_line(line, parse_json(line, ""), choices);
}

}  // namespace

void check_input(std::string_view input) {
  Choices choices(input);
  const Value value = parse_json(input, "");
  if (value.member("kind") || value.member("problems")) {
    check_problem(input, value, choices);
  } else {
    check_line(input, value, choices);
  }
}

}  // namespace cnnsolve
