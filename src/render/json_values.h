// Answers' values in JSON.
#pragma once

#include "plain_answers.h"
#include "render/json_writer.h"
#include "solution.h"

namespace cnnsolve {

/// Numbers are whole and in full, or the double nearest to the exact value; what is undefined or
/// doesn't exist is null.
void write_value(JsonWriter& json, const AnswerValue& value);
void write_value(JsonWriter& json, const Number& number);

/// The same of one of the answers.
void write_value(JsonWriter& json, const PlainAnswers& answers, const PlainAnswers::Entry& entry);

/// The members "answers" and "exact" of a result.
void write_answers(JsonWriter& json, const PlainAnswers& answers);

/// Whether any number in it is exact but not whole, and it isn't a matrix beyond kMostExactEntries.
bool is_listed_exactly(const AnswerValue& value);
bool is_listed_exactly(const PlainAnswers& answers, const PlainAnswers::Entry& entry);
/// The same with numbers as strings that this program reads back: "-3/sqrt(5)".
void write_exact_value(JsonWriter& json, const AnswerValue& value);
void write_exact_value(JsonWriter& json, const PlainAnswers& answers,
                       const PlainAnswers::Entry& entry);

}  // namespace cnnsolve
