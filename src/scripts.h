// Students' answers from files: one student's in JSON, a class in a spreadsheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answer_key.h"

namespace cnnsolve {

/// The members "student" and "answers", these dotted, nested or both. `place` names the object.
/// Throws InputError with all mistakes.
Script read_script(const Value& value, const Place& place);

/// The same of a line of a stream, which has an "id" instead of a student and may have a "problem".
Script read_script_line(const Value& value);

/// A row of a spreadsheet: a student's answers, or why they can't be read.
struct ClassRow {
  Script script;
  std::vector<Mistake> mistakes;
};

/// A row a student below a line of names: "id" or "student", and those of answers, as
/// "q1.parameters". Other columns are passed over, unless they begin with a problem's name and a
/// point or look like the misspelt name of an answer: then, and where a column is missing or there
/// twice, InputError is thrown.
std::vector<ClassRow> read_class(std::string_view csv, const std::string& source,
                                 const AnswerKey& key);

}  // namespace cnnsolve
