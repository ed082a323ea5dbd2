#include "quick_matrix.h"

#include <gtest/gtest.h>

namespace cnnsolve {
namespace {

using Units = std::vector<std::int64_t>;

std::optional<DecimalMatrix> matrix(std::string_view json) {
  DecimalMatrix matrix;
  if (!read_matrix(json, matrix)) return std::nullopt;
  return matrix;
}

TEST(QuickMatrixTest, PutsAllEntriesIntoTheSmallestUnit) {
  const auto read = matrix("[[1, -2.5],\n [0.250,-0] , [ 12.3 , 4 ]]");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->units.rows, 3u);
  EXPECT_EQ(read->units.columns, 2u);
  EXPECT_EQ(read->places, 3);
  EXPECT_EQ(read->units.entries, (Units{1000, -2500, 250, 0, 12300, 4000}));
}

TEST(QuickMatrixTest, ReadsOneEntry) {
  const auto read = matrix("[[7]]");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->units.entries, Units{7});
  EXPECT_EQ(read->places, 0);
}

TEST(QuickMatrixTest, TakesEighteenDigitsTogether) {
  EXPECT_TRUE(matrix("[[999999999999999999, -999999999999999999]]"));
  EXPECT_TRUE(matrix("[[0.99999999999999999, 1]]"));
  EXPECT_TRUE(matrix("[[123456789012, 0.123456]]"));
  EXPECT_FALSE(matrix("[[1234567890123, 0.123456]]"));
  EXPECT_FALSE(matrix("[[0.123456, 1234567890123]]"));
  EXPECT_FALSE(matrix("[[1000000000000000000]]"));
  EXPECT_FALSE(matrix("[[0.000000000000000001]]"));
  EXPECT_FALSE(matrix("[[10000000000000000000000000000000000000001]]"));
}

TEST(QuickMatrixTest, RefusesWhatIsNoPlainMatrix) {
  for (const char* json : {"",
                           "[",
                           "[]",
                           "[[]]",
                           "[[1]",
                           "[[1]]]",
                           "[[1]] x",
                           "[[1],]",
                           "[[1,]]",
                           "[[,1]]",
                           "[1]",
                           "[[1], [2, 3]]",
                           "[[1, 2], [3]]",
                           "[[[1]]]",
                           "[[1 2]]",
                           "[[01]]",
                           "[[-]]",
                           "[[.5]]",
                           "[[5.]]",
                           "[[+1]]",
                           "[[--1]]",
                           "[[1e5]]",
                           "[[\"1\"]]",
                           "[[null]]",
                           "[[1.2.3]]",
                           "{}"}) {
    EXPECT_FALSE(matrix(json)) << json;
  }
}

}  // namespace
}  // namespace cnnsolve
