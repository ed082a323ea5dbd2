#include "scripts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "csv.h"
#include "reading/as_typed.h"
#include "reading/typed_text.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Type = Value::Type;

/// Adds the answers of an object under their dotted names.
void flatten(const Value& object, const std::string& prefix, Script& script) {
  for (const auto& [name, value] : object.members) {
    const std::string full = prefix.empty() ? name : fmt::format("{}.{}", prefix, name);
    if (value.type == Type::object && !value.members.empty()) {
      flatten(value, full, script);
    } else {
      script.answers.emplace_back(full, value);
    }
  }
}

/// Reads the object's answers, and the student's name from the first of the members `students` that
/// is there.
Script read_members(const Value& value, const Place& place,
                    std::initializer_list<std::string_view> students,
                    const std::vector<std::string_view>& known) {
  Script script;
  std::vector<Mistake> mistakes;
  Reader reader(value, place, mistakes);
  if (reader.expect_object()) {
    for (const std::string_view name : known) reader.skip(name);
    reader.finish();
    for (const std::string_view student : students) {
      const Value* name = value.member(student);
      if (!name) continue;
      script.student = name->text;
      script.student_is_number = name->type == Type::number;
      if (name->type != Type::string && name->type != Type::number) {
        reader.add_mistake(student, fmt::format("must be a name, got {}", described(*name)));
      }
      break;
    }
    const Value* answers = value.member("answers");
    if (!answers) {
      reader.add_mistake("answers", "is missing");
    } else if (answers->type != Type::object) {
      reader.add_mistake("answers", fmt::format("must be an object, got {}", described(*answers)));
    } else {
      flatten(*answers, "", script);
    }
  }
  if (!mistakes.empty()) throw InputError(mistakes);
  return script;
}

/// The first of them that is there and isn't empty says whose a row is.
constexpr std::array<std::string_view, 2> kStudentColumns = {"id", "student"};

bool is_student_column(std::string_view name) {
  return std::find(kStudentColumns.begin(), kStudentColumns.end(), name) != kStudentColumns.end();
}

/// What the columns of a spreadsheet are.
class Columns {
 public:
  Columns(const CsvRow& header, const std::string& source, const AnswerKey& key) {
    std::vector<Mistake> mistakes;
    for (const std::string& cell : header.cells) {
      add(std::string(trimmed(cell)), source, key, mistakes);
    }
    // Two students may have one name, but not one id.
    for (const std::string_view name : kStudentColumns) {
      const auto column = std::find(names_.begin(), names_.end(), name);
      if (column == names_.end()) continue;
      students_.push_back(static_cast<size_t>(column - names_.begin()));
    }
    if (students_.empty()) {
      mistakes.push_back({source, "has no column \"id\" or \"student\" in its first line"});
    }
    if (!mistakes.empty()) throw InputError(mistakes);
  }

  size_t count() const { return names_.size(); }

  Script script(const CsvRow& row) const {
    Script script;
    for (const size_t column : students_) {
      if (script.student.empty()) script.student = trimmed(row.cells[column]);
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (is_answer_[i]) script.answers.emplace_back(names_[i], Value::of_text(row.cells[i]));
    }
    return script;
  }

 private:
  void add(std::string name, const std::string& source, const AnswerKey& key,
           std::vector<Mistake>& mistakes) {
    const bool is_answer = key.knows(name);
    const std::string place = fmt::format("{}: column \"{}\"", source, shortened(name, kMostShown));
    if ((is_answer || is_student_column(name)) && !seen_.insert(name).second) {
      mistakes.push_back({place, "stands there twice"});
    }
    if (!is_answer && !is_student_column(name)) {
      // It would cost the whole class its points if this were an answer and were passed over.
      const std::string instead =
          key.belongs_to_problem(name) ? key.instead_of(name) : key.guess(name);
      if (!instead.empty()) mistakes.push_back({place, "is no answer of the homework" + instead});
    }
    names_.push_back(std::move(name));
    is_answer_.push_back(is_answer);
  }

  std::vector<std::string> names_;
  std::vector<bool> is_answer_;
  std::set<std::string> seen_;
  std::vector<size_t> students_;  ///< the columns that may say whose a row is, the id's first
};

}  // namespace

Script read_script(const Value& value, const Place& place) {
  return read_members(value, place, {"student"}, {"student", "answers"});
}

Script read_script_line(const Value& value) {
  return read_members(value, {}, {"id", "student"}, {"id", "student", "problem", "answers"});
}

std::vector<ClassRow> read_class(std::string_view csv, const std::string& source,
                                 const AnswerKey& key) {
  const std::vector<CsvRow> rows = read_csv(csv);
  if (rows.empty()) throw InputError(source, "is empty, where a line of column names is wanted");
  const Columns columns(rows[0], source, key);
  if (rows.size() == 1) throw InputError(source, "has no students below its line of names");
  std::vector<ClassRow> students;
  std::map<std::string, size_t> lines;
  for (size_t i = 1; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    // Spreadsheets write rows of empty cells below the last student.
    const auto is_empty = [](const std::string& cell) { return trimmed(cell).empty(); };
    if (std::all_of(row.cells.begin(), row.cells.end(), is_empty)) continue;
    const std::string place = fmt::format("{}:{}", source, row.line);
    if (row.problem) {
      students.push_back({{}, {{place, *row.problem}}});
    } else if (row.cells.size() != columns.count()) {
      students.push_back({{},
                          {{place, fmt::format("must have {} cells, as the first line, got {}",
                                               columns.count(), row.cells.size())}}});
    } else {
      Script script = columns.script(row);
      const auto [earlier, is_new] = lines.emplace(script.student, row.line);
      if (is_new) {
        students.push_back({std::move(script), {}});
      } else {
        students.push_back(
            {{},
             {{place, fmt::format("is of \"{}\" again, as line {}",
                                  shortened(script.student, kMostShown), earlier->second)}}});
      }
    }
  }
  return students;
}

}  // namespace cnnsolve
