// Blocks have the lines of the stream, wherever they are cut.

#include "line_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "input_error.h"
#include "standard_input.h"

namespace cnnsolve {
namespace {

struct SeenLine {
  size_t number;
  std::string text;  ///< "..." for one that is too long
  bool operator==(const SeenLine&) const = default;
};

std::ostream& operator<<(std::ostream& out, const SeenLine& line) {
  return out << line.number << ":\"" << line.text << '"';
}

const std::string kStream =
    "a\n\n\r\nbc\r\nsixteen bytes...\nseventeen bytes..\n\n\n"
    "a line that is longer than any block of these tests, and than the longest line\nx\n";

/// What std::getline sees.
std::vector<SeenLine> expected_lines(const std::string& text, size_t longest) {
  std::vector<SeenLine> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back({lines.size() + 1, line.size() > longest ? "..." : line});
  }
  return lines;
}

/// `await_input` may provide what is read next.
std::vector<SeenLine> read_lines(const LineLimits& limits, const std::function<void()>& await) {
  Input input("-");
  BlockReader reader(input, limits, await);
  std::vector<SeenLine> lines;
  for (LineBlock block; reader.next(block);) {
    BlockLines of_block(block);
    while (const auto line = of_block.next()) {
      lines.push_back({line->number, line->is_too_long ? "..." : std::string(line->text)});
    }
  }
  reader.check_end();
  return lines;
}

TEST(LineBlocksTest, HaveTheSameLinesWhereverTheyAreCut) {
  const std::string unfinished = kStream + "no newline at the end";
  for (const std::string& text : {kStream, unfinished, std::string("\n"), std::string()}) {
    for (const size_t longest : {1u, 16u, 1000u}) {
      for (size_t block_bytes = 1; block_bytes <= 64; ++block_bytes) {
        const StandardInput standard_input(text);
        EXPECT_EQ(read_lines({block_bytes, longest}, [] {}), expected_lines(text, longest))
            << text << "\nblocks of " << block_bytes << ", lines up to " << longest;
      }
    }
  }
}

TEST(LineBlocksTest, HaveTheSameLinesHoweverTheyCome) {
  const std::string text = kStream + "no newline at the end";
  for (size_t piece = 1; piece <= 64; ++piece) {
    for (const size_t block_bytes : {1u, 7u, 64u}) {
      Pipe pipe;
      const StandardInput standard_input(pipe.take_reading_end());
      size_t sent = 0;
      const auto send_piece = [&] {
        if (sent < text.size()) {
          ASSERT_TRUE(pipe.write(text.substr(sent, piece)));
        } else {
          pipe.close_writing_end();
        }
        // A block that is smaller than a piece asks again before that is read up.
        sent += piece;
      };
      EXPECT_EQ(read_lines({block_bytes, 16}, send_piece), expected_lines(text, 16))
          << "pieces of " << piece << ", blocks of " << block_bytes;
    }
  }
}

TEST(LineBlocksTest, AreHandedOnWhereNoMoreInputIsThere) {
  Pipe pipe;
  const StandardInput standard_input(pipe.take_reading_end());
  Input input("-");
  int reads = 0;
  BlockReader reader(input, {}, [&] { ++reads; });
  LineBlock block;
  ASSERT_TRUE(pipe.write("a\nb\nc"));
  ASSERT_TRUE(reader.next(block));
  EXPECT_EQ(block.text(), "a\nb\n");
  EXPECT_EQ(reads, 1);
  ASSERT_TRUE(pipe.write("d\n"));
  ASSERT_TRUE(reader.next(block));
  EXPECT_EQ(block.text(), "cd\n");
  EXPECT_EQ(BlockLines(block).next()->number, 3u);
  EXPECT_EQ(reads, 2);
}

TEST(LineBlocksTest, TellOfALineThatIsTooLongBeforeItsEnd) {
  Pipe pipe;
  const StandardInput standard_input(pipe.take_reading_end());
  Input input("-");
  BlockReader reader(input, {.block_bytes = 4, .longest_line = 8}, [] {});
  LineBlock block;
  ASSERT_TRUE(pipe.write("123456789"));
  ASSERT_TRUE(reader.next(block));
  BlockLines lines(block);
  EXPECT_TRUE(lines.next()->is_too_long);
  EXPECT_FALSE(lines.next());
}

}  // namespace
}  // namespace cnnsolve
