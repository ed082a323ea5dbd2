// A text as a number of a problem, as a flag, and as an answer of each kind.
//
// What is read must be the same when it is read again from the program's own spelling, and both
// readers of numbers must agree wherever both read one.

#include "reading/reading.h"

#include <algorithm>
#include <array>

#include "input_error.h"
#include "kinds.h"
#include "math/read_number.h"
#include "reading/typed_number.h"
#include "reading/typed_text.h"
#include "render/charset.h"
#include "written.h"

namespace cnnsolve {
namespace {

const std::vector<Answer>& asked() {
  static const std::vector<Answer> answers = [] {
    static const std::vector<ChosenWord::Spelling> words = {
        {"identity", {"none", "skip"}}, {"projection", {"1x1 convolution"}}, {"zero-pad", {}}};
    Matrix<Number> matrix(2, 2);
    matrix.entries = {1, 2, 3, 4};
    return std::vector<Answer>{
        {"parameters", Number(784)},      {"variance", Number(1) / Number(3)},
        {"output", Volume{{15, 15, 28}}}, {"mean", std::vector<Number>{1, 2, 3}},
        {"normalized", matrix},           {"shortcut", ChosenWord{0, words}},
        {"shapes_match", true},           {"shortcut_filters", std::monostate{}}};
  }();
  return answers;
}

bool is_printable(const std::string& text) { return printable(text, Charset::unicode) == text; }

void check_reading(const Reading& reading, const std::string& typed) {
  require(!reading.answer || !reading.problem, "an answer is read or unreadable", typed);
  require(is_printable(reading.read_as), "what was read may be printed", typed);
  if (!reading.problem) return;
  require(!reading.problem->code.empty() && !reading.problem->sentence.empty() &&
              is_printable(reading.problem->sentence),
          "what is unreadable has a reason", typed);
}

bool are_same(const Matrix<TypedNumber>& x, const Matrix<TypedNumber>& y) {
  if (x.rows != y.rows || x.columns != y.columns) return false;
  for (size_t i = 0; i < x.entries.size(); ++i) {
    if (!(x.entries[i].value == y.entries[i].value)) return false;
  }
  return true;
}

/// 91e308 is spelt 9.1e309, and 9^300 in 287 digits, which are beyond what is read; in a matrix of
/// too many numbers, "5 3/4" may be one or two.
bool is_rightly_refused(const Reading& reading) {
  constexpr std::array<std::string_view, 3> kCodes = {"exponent", "too_long", "ambiguous"};
  return reading.problem &&
         std::find(kCodes.begin(), kCodes.end(), reading.problem->code) != kCodes.end();
}

/// The program's own spelling of an answer is read as that answer.
void check_spelling(const Reading& reading, const Answer& answer, const std::string& typed) {
  if (!reading.answer || reading.read_as.empty()) return;
  const Reading again = read_answer(Value::of_text(reading.read_as), answer, {});
  if (is_rightly_refused(again)) return;
  require(again.answer && are_same(again.answer->numbers, reading.answer->numbers) &&
              again.answer->word == reading.answer->word,
          "what was read is read again", answer.name + ": " + typed + "\n" + reading.read_as);
}

void check_answers(const std::string& text, const ReadingOptions& options) {
  for (const Answer& answer : asked()) {
    const Reading reading = read_answer(Value::of_text(text), answer, options);
    check_reading(reading, text);
    check_spelling(reading, answer, text);
  }
}

void check_number(const std::string& text) {
  const NumberReading reading = read_number(text);
  require(reading.number.has_value() == reading.wanted.empty(), "a number is read or refused",
          text);
  if (!reading.number) return;
  const auto cleaned = clean(text, Extent::one_line);
  if (const auto* line = std::get_if<std::string>(&cleaned)) {
    const auto typed = read_typed_number(*line, {});
    const auto* number = std::get_if<TypedNumber>(&typed);
    require(!number || !number->value.is_exact() || !reading.number->is_exact() ||
                number->value == *reading.number,
            "a number in a problem is that number in an answer", text);
  }
  const std::string exact = exact_text(*reading.number);
  if (exact.empty()) return;
  const NumberReading again = read_number(exact);
  const bool is_too_long = again.wanted.find("digits") != std::string::npos;
  require(is_too_long || (again.number && *again.number == *reading.number),
          "an exact number is read back", text + "\n" + exact);
}

/// The text as a flag of some kind, which becomes the value that the field has in JSON.
void check_field(const std::string& text, Choices& choices) {
  const Kind& kind = kinds()[choices.below(kinds().size())];
  Flags flags = kind.flags();
  Flags::Flag& flag = flags.flags()[choices.below(flags.flags().size())];
  if (flag.argument.empty()) return;
  flag.text = text;
  std::vector<Mistake> mistakes;
  const bool is_read = read_flags(kind, flags, mistakes).has_value();
  require(is_read == mistakes.empty(), "a problem is read, or has mistakes", text);
  if (!is_read) check_mistakes(mistakes);
}

}  // namespace

void check_input(std::string_view input) {
  Choices choices(input);
  const std::string text(input);
  check_number(text);
  check_field(text, choices);
  check_answers(text, {.decimal_comma = choices.one_in(2), .allow_expressions = choices.one_in(2)});
}

}  // namespace cnnsolve
