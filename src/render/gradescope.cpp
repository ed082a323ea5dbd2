#include "render/gradescope.h"

#include <fmt/format.h>

#include "render/charset.h"
#include "render/comment_text.h"
#include "render/json_values.h"
#include "render/json_writer.h"
#include "render/prose_text.h"

namespace cnnsolve {
namespace {

class ResultsWriter {
 public:
  explicit ResultsWriter(const ReportJsonOptions& options)
      : options_(options),
        json_(JsonWriter::Layout::indented, options.render.charset == Charset::ascii) {}

  std::string marked(const std::string& title, const MarkedScript& script) {
    const Score score = score_of(script);
    std::string output = title;
    for (const std::string& remark : script.remarks) output += "\n" + shown(remark);
    open(output);
    for (size_t i = 0; i < script.questions.size(); ++i) question(script.questions[i], i + 1);
    json_.close_array();
    json_.key("extra_data");
    json_.open_object();
    if (!script.student.empty()) text("student", script.student);
    number("out_of", score.points);
    json_.close_object();
    return close();
  }

  std::string failed(const std::vector<Mistake>& mistakes) {
    std::string output;
    for (const Mistake& mistake : mistakes) {
      output += (output.empty() ? "" : "\n") + shown(mistake.where + ": " + mistake.what);
    }
    open("The answers could not be marked.");
    open_test("Reading the answers", "1", 0, 0, "failed");
    text("output", output);
    json_.close_object();
    json_.close_array();
    return close();
  }

 private:
  /// Up to the list of tests, which is left open.
  void open(const std::string& output) {
    json_.open_object();
    text("output", shown(output));
    text("output_format", "text");
    text("test_output_format", "text");
    text("visibility", "visible");
    text("stdout_visibility", "hidden");
    json_.key("tests");
    json_.open_array();
  }
  std::string close() {
    json_.close_object();
    return json_.as_line();
  }

  std::string shown(const std::string& words) const {
    return printable(words, options_.render.charset);
  }
  void text(std::string_view name, std::string_view content) {
    json_.key(name);
    json_.string(content);
  }
  void number(std::string_view name, const Number& number) {
    json_.key(name);
    write_value(json_, number);
  }

  void open_test(const std::string& name, const std::string& place, const Number& score,
                 const Number& max_score, std::string_view status) {
    json_.open_object();
    number("score", score);
    number("max_score", max_score);
    text("status", status);
    text("name", shown(name));
    text("number", place);
  }

  void question(const MarkedQuestion& question, size_t question_number) {
    for (size_t i = 0; i < question.marks.size(); ++i) {
      const Mark& mark = question.marks[i];
      open_test(full_name(question, mark), fmt::format("{}.{}", question_number, i + 1),
                mark.earned, mark.points, mark.verdict == Verdict::correct ? "passed" : "failed");
      text("output", output_of(mark));
      json_.key("tags");
      json_.open_array(true);
      for (const std::string& code : mark.finding.codes) json_.string(code);
      json_.close_array();
      text("visibility", "visible");
      json_.key("extra_data");
      json_.open_object();
      text("verdict", code_of(mark.verdict));
      if (mark.verdict != Verdict::missing) text("given", mark.typed);
      if (!mark.read_as.empty()) text("read_as", mark.read_as);
      json_.close_object();
      json_.close_object();
    }
  }

  std::string output_of(const Mark& mark) const {
    std::string output;
    const auto add = [&](const std::string& line) {
      output += (output.empty() ? "" : "\n") + line;
    };
    if (mark.verdict != Verdict::missing) add(shown("You answered: " + mark.typed));
    if (!mark.read_as.empty()) add(shown("This was read as: " + mark.read_as));
    const std::string comment = comment_text(mark, options_.render);
    if (!comment.empty()) add(comment);
    if (mark.verdict != Verdict::correct && !options_.hides_expected) {
      add("The answer is: " +
          with_plain_spaces(prose_text(expected_prose(mark.expected), options_.render.charset,
                                       options_.render.notation())));
    }
    return output;
  }

  const ReportJsonOptions& options_;
  JsonWriter json_;
};

}  // namespace

std::string render_gradescope(const std::string& title, const MarkedScript& script,
                              const ReportJsonOptions& options) {
  return ResultsWriter(options).marked(title, script);
}

std::string render_gradescope_failure(const std::vector<Mistake>& mistakes,
                                      const ReportJsonOptions& options) {
  return ResultsWriter(options).failed(mistakes);
}

}  // namespace cnnsolve
