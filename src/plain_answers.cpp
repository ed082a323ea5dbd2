#include "plain_answers.h"

#include <algorithm>
#include <iterator>

namespace cnnsolve {
namespace {

AnswerValue value_of(const PlainAnswers& answers, const PlainAnswers::Entry& entry) {
  const std::span<const Number> numbers = answers.numbers(entry);
  switch (entry.kind) {
    case PlainAnswers::Kind::number:
      return numbers[0];
    case PlainAnswers::Kind::volume:
      return Volume{{numbers.begin(), numbers.end()}};
    case PlainAnswers::Kind::vector:
      return std::vector(numbers.begin(), numbers.end());
    case PlainAnswers::Kind::matrix: {
      Matrix<Number> matrix;
      matrix.rows = entry.rows;
      matrix.columns = numbers.size() / entry.rows;
      matrix.entries.assign(numbers.begin(), numbers.end());
      return matrix;
    }
    case PlainAnswers::Kind::word:
      return entry.word;
    case PlainAnswers::Kind::truth:
      return entry.truth;
    case PlainAnswers::Kind::shapes: {
      Shapes shapes;
      answers.for_each_shape(entry, [&](std::span<const Number> sizes) {
        shapes.rows.emplace_back(sizes.begin(), sizes.end());
      });
      return shapes;
    }
    case PlainAnswers::Kind::none:
    case PlainAnswers::Kind::mapped:
      break;
  }
  return std::monostate{};
}

/// A volume's sizes, or the number of features alone.
AnswerValue one_shape(const Shape& sizes) {
  return sizes.size() == 1 ? AnswerValue(sizes[0]) : AnswerValue(Volume{sizes});
}

}  // namespace

Answer answer_of(const PlainAnswers& plain, const PlainAnswers::Entry& entry) {
  Answer answer{.name = PlainAnswers::full_name(entry), .value = value_of(plain, entry)};
  answer.channels_first = plain.channels_first();
  return answer;
}

std::vector<Answer> answers_of(const PlainAnswers& plain) {
  std::vector<Answer> answers;
  answers.reserve(plain.entries().size());
  for (const PlainAnswers::Entry& entry : plain.entries()) {
    answers.push_back(answer_of(plain, entry));
  }
  return answers;
}

std::vector<Answer> values_alone(const PlainAnswers& plain) {
  std::vector<Answer> answers = answers_of(plain);
  const auto list = std::find_if(answers.begin(), answers.end(), [](const Answer& answer) {
    return std::holds_alternative<Shapes>(answer.value);
  });
  if (list == answers.end()) return answers;
  std::vector<Answer> layers;
  for (const Shape& sizes : std::get<Shapes>(list->value).rows) {
    layers.push_back({numbered(kOneShape, layers.size() + 1), one_shape(sizes)});
    layers.back().channels_first = plain.channels_first();
  }
  answers.insert(answers.erase(list), std::make_move_iterator(layers.begin()),
                 std::make_move_iterator(layers.end()));
  return answers;
}

}  // namespace cnnsolve
