#include "render/report_json.h"

#include "grade/class_summary.h"
#include "render/comment_text.h"
#include "render/json_values.h"

namespace cnnsolve {
namespace {

class ReportWriter {
 public:
  ReportWriter(JsonWriter& json, const ReportJsonOptions& options)
      : json_(json), options_(options) {}

  /// `name`: how the student is called in it.
  void script(const MarkedScript& script, std::string_view name = "student") {
    student(script.student, script.student_is_number, name);
    score(score_of(script));
    json_.own_key("answers");
    json_.open_array();
    for (const MarkedQuestion& question : script.questions) {
      for (const Mark& mark : question.marks) answer(question, mark);
    }
    json_.close_array();
    if (script.remarks.empty()) return;
    json_.own_key("remarks");
    json_.open_array();
    for (const std::string& remark : script.remarks) json_.string(remark);
    json_.close_array();
  }

  void script(const RightScript& script, std::string_view name) {
    student(script.student, script.student_is_number, name);
    const Number count(script.marked.size());
    score({count, count});
    json_.own_key("answers");
    json_.open_array();
    for (const RightScript::Right& answer : script.marked) right(script, answer);
    json_.close_array();
  }

  void summary(const ClassSummary& summary) {
    json_.own_key("summary");
    json_.open_object();
    number("mean", summary.mean);
    number("median", summary.median);
    number("out_of", summary.points);
    json_.own_key("tenths");
    json_.open_array(true);
    for (const size_t count : summary.tenths) json_.literal(std::to_string(count));
    json_.close_array();
    json_.own_key("mistakes");
    json_.open_array();
    for (const MistakeCount& mistake : summary.mistakes) {
      json_.open_object(true);
      text("answer", mistake.answer);
      text("reason", mistake.codes[0]);
      codes_after_first("or", mistake.codes);
      number("students", Number(mistake.count));
      json_.close_object();
    }
    json_.close_array();
    json_.close_object();
  }

 private:
  void text(std::string_view name, std::string_view content) {
    json_.own_key(name);
    json_.string(content);
  }
  void codes_after_first(std::string_view name, const std::vector<std::string>& codes) {
    if (codes.size() < 2) return;
    json_.own_key(name);
    json_.open_array(true);
    for (size_t i = 1; i < codes.size(); ++i) json_.string(codes[i]);
    json_.close_array();
  }
  void number(std::string_view name, const Number& number) {
    json_.own_key(name);
    write_value(json_, number);
  }
  void student(std::string_view student, bool is_number, std::string_view name) {
    if (student.empty()) return;
    json_.own_key(name);
    if (is_number) {
      json_.literal(student);
    } else {
      json_.string(student);
    }
  }
  void score(const Score& score) {
    number("score", score.earned);
    number("out_of", score.points);
  }

  void judged(Verdict verdict, std::string_view reason) {
    json_.own_key("verdict");
    json_.own_string(code_of(verdict));
    json_.own_key("reason");
    json_.own_string(reason);
  }

  void right(const RightScript& script, const RightScript::Right& answer) {
    json_.open_object();
    json_.own_key("answer");
    json_.own_string(PlainAnswers::full_name(*answer.expected));
    judged(Verdict::correct, kRight);
    score({1, 1});
    text("given", answer.typed);
    if (!options_.hides_expected) expected(*script.right, *answer.expected);
    json_.close_object();
  }

  void answer(const MarkedQuestion& question, const Mark& mark) {
    const std::vector<std::string>& codes = mark.finding.codes;
    json_.open_object();
    text("answer", full_name(question, mark));
    judged(mark.verdict, codes[0]);
    codes_after_first("also", codes);
    score({mark.earned, mark.points});
    if (mark.verdict != Verdict::missing) text("given", mark.typed);
    if (!mark.read_as.empty()) text("read_as", mark.read_as);
    if (!options_.hides_expected) expected(mark.expected.value);
    const std::string comment = comment_text(mark, options_.render);
    if (!comment.empty()) text("comment", comment);
    json_.close_object();
  }

  /// `value`: one on its own, or one of plain answers.
  template <class... Value>
  void expected(const Value&... value) {
    json_.own_key("expected");
    write_value(json_, value...);
    if (!is_listed_exactly(value...)) return;
    json_.own_key("exact");
    write_exact_value(json_, value...);
  }

  JsonWriter& json_;
  const ReportJsonOptions& options_;
};

JsonWriter writer(JsonWriter::Layout layout, const ReportJsonOptions& options) {
  return JsonWriter(layout, options.render.charset == Charset::ascii);
}

}  // namespace

std::string render_report_json(const MarkedScript& script, const ReportJsonOptions& options) {
  JsonWriter json = writer(JsonWriter::Layout::indented, options);
  json.open_object();
  ReportWriter(json, options).script(script);
  json.close_object();
  return json.as_line();
}

std::string render_report_json(const std::string& title, const std::vector<MarkedScript>& scripts,
                               const ReportJsonOptions& options) {
  JsonWriter json = writer(JsonWriter::Layout::indented, options);
  ReportWriter report(json, options);
  json.open_object();
  json.own_key("title");
  json.string(title);
  json.own_key("students");
  json.open_array();
  for (const MarkedScript& script : scripts) {
    json.open_object();
    report.script(script);
    json.close_object();
  }
  json.close_array();
  if (!scripts.empty()) report.summary(summarise(scripts));
  json.close_object();
  return json.as_line();
}

ReportLineWriter::ReportLineWriter(const ReportJsonOptions& options)
    : options_(options), json_(writer(JsonWriter::Layout::compact, options)) {}

std::string_view ReportLineWriter::write(size_t line, const MarkedLine& marked) {
  json_.clear();
  json_.open_object();
  json_.own_key("line");
  json_.whole(static_cast<std::int64_t>(line));
  ReportWriter report(json_, options_);
  std::visit([&](const auto& script) { report.script(script, "id"); }, marked);
  json_.close_object();
  json_.end_line();
  return json_.text();
}

}  // namespace cnnsolve
