// A problem or a homework in JSON: solved, and written in every format at every detail.
//
// What is written must be whole, an author's text in it must be text, and exact results must be
// read back as the very numbers that they are.

#include <algorithm>

#include "input_error.h"
#include "math/read_number.h"
#include "parse_json.h"
#include "written.h"

namespace cnnsolve {
namespace {

// A longer one is refused where it is read.
constexpr size_t kMostReadDigits = 1000;

void check_read_back(const Number& number) {
  const std::string text = exact_text(number);
  if (std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >
          static_cast<std::ptrdiff_t>(kMostReadDigits) ||
      text.empty()) {
    return;
  }
  const NumberReading reading = read_number(text);
  require(reading.number && *reading.number == number, "an exact result is read back", text);
}

void check_read_back(const std::vector<Number>& numbers) {
  for (const Number& number : numbers) check_read_back(number);
}

void check_read_back(const AnswerValue& value) {
  if (const auto* number = std::get_if<Number>(&value)) check_read_back(*number);
  if (const auto* vector = std::get_if<std::vector<Number>>(&value)) check_read_back(*vector);
  if (const auto* matrix = std::get_if<Matrix<Number>>(&value)) check_read_back(matrix->entries);
}

void check_formats(const Homework& homework, RenderOptions options) {
  const SolvedHomework solved = solve(homework);
  for (const Solution& solution : solved.solutions) {
    for (const Answer& answer : solution.answers) check_read_back(answer.value);
  }
  for (const Detail detail : {Detail::answers, Detail::steps, Detail::notes}) {
    options.detail = detail;
    for (size_t format = 0; format < kFormatNames.size(); ++format) {
      const auto written = static_cast<Format>(format);
      check_written(written, render(written, solved, options), options);
    }
  }
}

}  // namespace

void check_input(std::string_view input) {
  Choices choices(input);
  Homework homework;
  try {
    homework = read_homework(parse_json(input, "input"), {.flags = false, .prefix = "input:"});
  } catch (const InputError& error) {
    check_mistakes(error.mistakes());
    return;
  }
  const RenderOptions options = render_options(choices);
  if (choices.one_in(2)) mark_texts(homework);
  check_formats(homework, options);
}

}  // namespace cnnsolve
