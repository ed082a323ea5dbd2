// A class's spreadsheet: its rows, its students' answers to problems/hw3.json, and the reports.
//
// Rows that are written again are read as they were, and what is written for a spreadsheet has a
// row a student, without a formula in it.

#include "csv.h"

#include <algorithm>
#include <iterator>

#include "input_error.h"
#include "parse_json.h"
#include "render/csv_writer.h"
#include "scripts.h"
#include "written.h"

namespace cnnsolve {
namespace {

AnswerKey& key() {
  static AnswerKey sample(sample_homework());
  return sample;
}

bool may_be_formula(const std::string& cell) { return cell.find_first_of("=@+-\t\r\n") == 0; }

void check_rows(std::string_view input) {
  size_t line = 0;
  for (const CsvRow& row : read_csv(input)) {
    require(row.line > line, "rows come in the order of their lines", input);
    line = row.line;
    if (row.problem) continue;
    require(!row.cells.empty(), "a row has a cell", input);
    if (std::any_of(row.cells.begin(), row.cells.end(), may_be_formula)) continue;
    // A comma before everything, so that commas part the cells and no byte order mark is seen.
    const std::vector<CsvRow> again = read_csv("," + csv_row(row.cells));
    std::vector<std::string> cells = {""};
    cells.insert(cells.end(), row.cells.begin(), row.cells.end());
    require(again.size() == 1 && again[0].cells == cells, "a row is read as it was written", input);
  }
}

void check_spreadsheet(const std::string& csv, size_t students) {
  const std::vector<CsvRow> rows = read_csv(csv);
  require(rows.size() == students + 1, "a student has a row", csv);
  for (const CsvRow& row : rows) {
    require(!row.problem && row.cells.size() == rows[0].cells.size(), "rows are alike", csv);
    require(row.cells[0].find_first_of("=@") != 0, "no name is a formula", csv);
  }
}

void check_class(std::string_view input) {
  Choices choices(input);
  const RenderOptions options = render_options(choices);
  GradeOptions grading;
  grading.reading.decimal_comma = choices.one_in(2);
  Marking marking;
  marking.is_class = true;
  for (const ClassRow& row : read_class(input, "class.csv", key())) {
    if (!row.mistakes.empty()) {
      check_mistakes(row.mistakes);
    } else {
      marking.scripts.push_back(key().mark(row.script, grading));
    }
  }
  if (marking.scripts.empty()) return;
  for (size_t format = 0; format < kMarkFormatNames.size(); ++format) {
    const auto written = static_cast<Format>(format);
    if (written == Format::gradescope) continue;
    const std::string text = render(written, "class", marking, options, false);
    check_written(written, text, options);
    if (written == Format::csv) check_spreadsheet(text, marking.scripts.size());
  }
}

}  // namespace

void check_input(std::string_view input) {
  check_rows(input);
  check_class(input);
}

}  // namespace cnnsolve
