#include "grade/report.h"

#include <algorithm>

#include "grade/class_summary.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

Score sum(const Score& a, const Score& b) { return {a.earned + b.earned, a.points + b.points}; }

Prose points_prose(const Score& score) {
  if (score.points.is_zero()) return prose("–");
  return prose(in_points(score.earned), " of ", in_points(score.points));
}

Prose list_prose(const std::vector<Number>& numbers, std::string_view separator) {
  Prose list;
  for (const Number& number : numbers) {
    append(list, prose(&number == &numbers[0] ? "" : separator, number));
  }
  return list;
}

Prose matrix_prose(const Matrix<Number>& matrix) {
  Prose rows = prose("[");
  for (size_t r = 0; r < matrix.rows; ++r) {
    append(rows, prose(r == 0 ? "" : "; ", list_prose(matrix.row(r), " ")));
  }
  append(rows, "]");
  return rows;
}

/// The sentence that tells the right answer, and the matrix that it speaks of.
std::vector<Block> expected_blocks(const Answer& expected) {
  if (const auto* matrix = std::get_if<Matrix<Number>>(&expected.value)) {
    return {prose("The answer is"), MatrixBlock{{expected.name}, *matrix}};
  }
  return {prose("The answer is ", expected_prose(expected), ".")};
}

Prose typed_prose(const Mark& mark) {
  if (mark.read_as.empty()) return prose(mark.typed);
  return prose(mark.typed, " (read as ", mark.read_as, ")");
}

Table marks_table(const MarkedScript& script) {
  Table table;
  table.header = {prose("answer"), prose("given"), prose("verdict"), prose("points")};
  for (const MarkedQuestion& question : script.questions) {
    for (const Mark& mark : question.marks) {
      table.rows.push_back({prose(full_name(question, mark)), typed_prose(mark),
                            prose(mark.verdict), points_prose({mark.earned, mark.points})});
    }
  }
  table.rows.push_back({prose("total"), prose(), prose(), points_prose(score_of(script))});
  return table;
}

/// What there is to say of a mark; no blocks where all is said by its verdict.
Section comment(const MarkedQuestion& question, const Mark& mark, const ReportOptions& options) {
  Section section{Role::part, full_name(question, mark)};
  if (mark.verdict == Verdict::correct) return section;
  for (const Prose& sentence : mark.finding.sentences) section.blocks.emplace_back(sentence);
  for (const Equation& formula : mark.finding.formulas) section.blocks.emplace_back(formula);
  if (options.hides_expected) return section;
  for (Block& block : expected_blocks(mark.expected)) {
    section.blocks.push_back(std::move(block));
  }
  return section;
}

/// What couldn't be read, or the comments on all else.
std::vector<Section> comments(const MarkedScript& script, bool on_readable,
                              const ReportOptions& options) {
  std::vector<Section> sections;
  for (const MarkedQuestion& question : script.questions) {
    for (const Mark& mark : question.marks) {
      if ((mark.verdict != Verdict::invalid) != on_readable) continue;
      Section section = comment(question, mark, options);
      if (!section.blocks.empty()) sections.push_back(std::move(section));
    }
  }
  return sections;
}

void add_comments(std::vector<Section>& parts, const MarkedScript& script,
                  const ReportOptions& options) {
  for (const bool on_readable : {false, true}) {
    Section part{Role::part, on_readable ? "Comments" : "Not readable"};
    part.sections = comments(script, on_readable, options);
    if (!part.sections.empty()) parts.push_back(std::move(part));
  }
}

Section script_part(const MarkedScript& script, std::string title) {
  Section part{Role::part, std::move(title)};
  part.blocks.emplace_back(marks_table(script));
  for (const std::string& remark : script.remarks) part.blocks.emplace_back(prose(remark));
  return part;
}

/// A column for each question, or, where there is only one, for each of its answers.
Table class_table(const std::vector<MarkedScript>& scripts) {
  Table table;
  const std::vector<MarkedQuestion>& questions = scripts[0].questions;
  const bool by_answer = questions.size() == 1;
  table.header = {prose("student")};
  for (const MarkedQuestion& question : questions) {
    if (!by_answer) table.header.push_back(prose(question.key));
    for (const Mark& mark : question.marks) {
      if (by_answer) table.header.push_back(prose(mark.name));
    }
  }
  table.header.push_back(prose("total"));
  for (const MarkedScript& script : scripts) {
    std::vector<Prose> row = {prose(script.student)};
    for (const MarkedQuestion& question : script.questions) {
      if (!by_answer) row.push_back(prose(in_points(score_of(question).earned)));
      for (const Mark& mark : question.marks) {
        if (by_answer) row.push_back(prose(in_points(mark.earned)));
      }
    }
    row.push_back(points_prose(score_of(script)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Prose value_prose(const AnswerValue& value) {
  if (const auto* number = std::get_if<Number>(&value)) return prose(*number);
  if (const auto* volume = std::get_if<Volume>(&value)) return prose(volume->sizes);
  if (const auto* word = std::get_if<ChosenWord>(&value)) return prose(word->name());
  if (const auto* truth = std::get_if<bool>(&value)) return prose(*truth ? "yes" : "no");
  if (const auto* matrix = std::get_if<Matrix<Number>>(&value)) return matrix_prose(*matrix);
  if (const auto* vector = std::get_if<std::vector<Number>>(&value)) {
    return prose("(", list_prose(*vector, ", "), ")");
  }
  return prose("none");
}

Prose expected_prose(const Answer& expected) {
  if (expected.by_axis.size() > 1) {
    std::vector<Prose> rows;
    for (const std::vector<Number>& row : expected.by_axis) rows.push_back(value_prose(row));
    return expected.goes_on ? prose(rows[0], ", for example") : listed_with_or(rows);
  }
  return expected.solutions.size() > 1 ? any_of(expected.solutions, expected.goes_on, expected.last)
                                       : value_prose(expected.value);
}

std::string full_name(const MarkedQuestion& question, const Mark& mark) {
  return question.key.empty() ? mark.name : question.key + "." + mark.name;
}

Score score_of(const MarkedQuestion& question) {
  Score score;
  for (const Mark& mark : question.marks) score = sum(score, {mark.earned, mark.points});
  return score;
}

Score score_of(const MarkedScript& script) {
  Score score;
  for (const MarkedQuestion& question : script.questions) score = sum(score, score_of(question));
  return score;
}

bool all_correct(const MarkedScript& script) {
  for (const MarkedQuestion& question : script.questions) {
    for (const Mark& mark : question.marks) {
      if (mark.verdict != Verdict::correct) return false;
    }
  }
  return true;
}

Number in_points(const Number& earned) {
  const Number hundred = 100;
  return floor(earned * hundred + Number(mpq_class(1, 2))) / hundred;
}

Document script_report(const std::string& title, const MarkedScript& script,
                       const ReportOptions& options) {
  Document document{.title = title};
  document.sections = {script_part(script, script.student.empty() ? "Marks" : script.student)};
  if (options.comments) add_comments(document.sections, script, options);
  return document;
}

Document class_report(const std::string& title, const std::vector<MarkedScript>& scripts,
                      const ReportOptions& options) {
  Document document{.title = title};
  Section marks{Role::part, "Marks"};
  marks.blocks.emplace_back(class_table(scripts));
  document.sections = {std::move(marks), class_summary(scripts)};
  if (!options.comments) return document;
  for (const MarkedScript& script : scripts) {
    Section part = script_part(script, script.student);
    add_comments(part.sections, script, options);
    document.sections.push_back(std::move(part));
  }
  return document;
}

}  // namespace cnnsolve
