#include "plain_answers.h"

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
    case PlainAnswers::Kind::none:
    case PlainAnswers::Kind::shapes:
    case PlainAnswers::Kind::mapped:
      break;
  }
  return std::monostate{};
}

}  // namespace

std::vector<Answer> values_alone(const PlainAnswers& plain) {
  std::vector<Answer> answers;
  answers.reserve(plain.entries().size());
  for (const PlainAnswers::Entry& entry : plain.entries()) {
    if (entry.kind != PlainAnswers::Kind::shapes) {
      answers.push_back({PlainAnswers::full_name(entry), value_of(plain, entry)});
      continue;
    }
    size_t layer = 0;
    plain.for_each_shape(entry, [&](std::span<const Number> sizes) {
      const std::string name = numbered(kOneShape, ++layer);
      if (sizes.size() == 1) {
        answers.push_back({name, sizes[0]});
      } else {
        answers.push_back({name, Volume{{sizes.begin(), sizes.end()}}});
      }
    });
  }
  return answers;
}

}  // namespace cnnsolve
