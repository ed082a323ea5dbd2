// A mapped matrix is written as its entries are, worked out one by one.

#include "render/json_values.h"

#include <gtest/gtest.h>

#include <random>

namespace cnnsolve {
namespace {

using Functions = std::vector<Polynomial>;

std::string written_of(const PlainAnswers& answers) {
  JsonWriter json(JsonWriter::Layout::compact);
  json.open_object();
  write_answers(json, answers);
  json.close_object();
  const std::string text(json.text());
  return text.substr(0, text.find("\"exact\""));
}

Matrix<Number> numbers_of(const DecimalMatrix& matrix) {
  Matrix<Number> numbers(matrix.units.rows, matrix.units.columns);
  for (size_t i = 0; i < numbers.entries.size(); ++i) {
    numbers.entries[i] = matrix.units.entries[i] / power_of_ten(matrix.places);
  }
  return numbers;
}

Polynomial line(const Number& a, const Number& b) { return Polynomial::x() * b + a; }

void expect_the_same(const DecimalMatrix& x, const Functions& functions, bool by_rows) {
  PlainAnswers mapped, plain;
  mapped.matrix("m", {std::make_shared<const DecimalMatrix>(x), by_rows, functions});
  Matrix<Number> entries = numbers_of(x);
  for (size_t row = 0; row < entries.rows; ++row) {
    for (size_t column = 0; column < entries.columns; ++column) {
      const Polynomial& p = functions[by_rows ? row : column];
      Number& entry = entries.at(row, column);
      entry = p.coefficient(0) + p.coefficient(1) * entry;
    }
  }
  plain.matrix("m", std::span<const Number>(entries.entries), entries.rows);
  EXPECT_EQ(written_of(mapped), written_of(plain));
}

DecimalMatrix decimals(size_t columns, int places, std::vector<std::int64_t> units) {
  DecimalMatrix matrix{Matrix<std::int64_t>(units.size() / columns, columns), places};
  matrix.units.entries = std::move(units);
  return matrix;
}

TEST(JsonValuesTest, MappedMatricesAreAsWorkedOutOneByOne) {
  std::mt19937_64 random(9);
  const auto pick = [&](int most) {
    return std::uniform_int_distribution<int>(-most, most)(random);
  };
  for (int trial = 0; trial < 100; ++trial) {
    DecimalMatrix x = decimals(4, std::abs(pick(6)), std::vector<std::int64_t>(12));
    for (std::int64_t& units : x.units.entries) units = pick(trial % 2 == 0 ? 9 : 100'000'000);
    for (const bool by_rows : {false, true}) {
      Functions functions;
      while (functions.size() < (by_rows ? 3 : 4)) {
        const Number root = sqrt(Number(std::abs(pick(30))));
        functions.push_back(line(Number(pick(9)) / 4 + pick(2) * root, Number(pick(9)) / 8 * root));
      }
      expect_the_same(x, functions, by_rows);
    }
  }
}

TEST(JsonValuesTest, TiesZerosAndWholeNumbersInMappedMatrices) {
  const Number tie = power_of_two(53) + 1;
  const Number small_tie = tie * power_of_two(-54);
  const Number near = power_of_two(-400);
  const DecimalMatrix x = decimals(5, 0, {-2, -1, 0, 1, 2});
  for (const Polynomial& function :
       {line(tie, 2), line(small_tie, power_of_two(-53)), line(small_tie + near, power_of_two(-53)),
        line(small_tie - near, power_of_two(-53)), line(-small_tie, 2), line(0, 0), line(5, 0),
        line(0, sqrt(Number(2))), line(power_of_ten(30), 1), line(power_of_ten(400), 1),
        line(power_of_ten(16), 1), line(power_of_ten(15), Number(1) / 3),
        line(1, power_of_ten(-400)), line(1, Number(1) / power_of_ten(7)),
        line(0, power_of_ten(-9)), line(Number::undefined(), 1)}) {
    expect_the_same(x, {function}, true);
  }
}

bool is_listed(size_t rows, size_t columns) {
  Matrix<Number> matrix(rows, columns);
  matrix.entries.back() = Number(1) / 2;
  return is_listed_exactly(matrix);
}

TEST(JsonValuesTest, LargeMatricesArentListedExactly) {
  EXPECT_TRUE(is_listed(64, 64));
  EXPECT_TRUE(is_listed(1, 4096));
  EXPECT_FALSE(is_listed(17, 241));
  EXPECT_FALSE(is_listed(4097, 1));
  EXPECT_TRUE(is_listed_exactly(std::vector<Number>(5000, Number(1) / 2)));
}

}  // namespace
}  // namespace cnnsolve
