// A stream cut into blocks of whole lines, as they come.
//
// A block is handed on when it is full, and at once when no more input is there: whoever sends a
// line and waits gets an answer. However long a line is, no more than the longest allowed is held.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "input.h"

namespace cnnsolve {

inline constexpr size_t kLongestLine = size_t{1024} * 1024;

struct LineLimits {
  size_t block_bytes = size_t{32} * 1024;  ///< that a block holds; a longer line makes it grow
  size_t longest_line = kLongestLine;      ///< in bytes, without the newline
};

struct Line {
  size_t number = 0;  ///< the stream's first is 1
  std::string_view text;
  bool is_too_long = false;  ///< then `text` isn't all of it
};

/// Lines that follow one another, in a buffer that is used again.
class LineBlock {
 public:
  std::string_view text() const { return {buffer_.get(), size_}; }
  /// Bytes that its buffer has room for.
  size_t capacity() const { return capacity_; }

 private:
  friend class BlockReader;
  friend class BlockLines;

  /// A buffer of that many bytes, which begins with what this one holds.
  void resize(size_t capacity);

  std::unique_ptr<char[]> buffer_;
  size_t capacity_ = 0;
  size_t size_ = 0;
  size_t first_line_ = 1;
  size_t longest_line_ = 0;
  bool drops_line_ = false;  ///< it stands for one line, which was too long to be held
};

/// The lines of a block, one after another.
class BlockLines {
 public:
  explicit BlockLines(const LineBlock& block)
      : rest_(block.text()),
        number_(block.first_line_),
        longest_line_(block.longest_line_),
        drops_line_(block.drops_line_) {}

  /// Nothing after the last.
  std::optional<Line> next();

 private:
  std::string_view rest_;
  size_t number_;
  size_t longest_line_;
  bool drops_line_;
};

class BlockReader {
 public:
  /// `await_input` is called before every read, which may block.
  BlockReader(Input& input, const LineLimits& limits, std::function<void()> await_input)
      : input_(input), limits_(limits), await_input_(std::move(await_input)) {}

  /// Puts the next lines into `block`. Returns false where there are none: at the end, and where
  /// the input breaks off.
  bool next(LineBlock& block);

  /// After the last block. Throws InputError where the input broke off.
  void check_end() const;

 private:
  void start(LineBlock& block);
  /// Reads once, behind what the block holds. Returns false where no more comes.
  bool read_more(LineBlock& block);
  void make_room(LineBlock& block) const;
  /// Parts the whole lines of the first `whole` bytes from the rest, which is the next block's.
  void cut(LineBlock& block, size_t whole);
  void drop_line(LineBlock& block);
  /// Leaves out what still belongs to a dropped line.
  void skip(LineBlock& block);

  Input& input_;
  LineLimits limits_;
  std::function<void()> await_input_;
  std::string rest_;  ///< the beginning of a line, behind the last block
  size_t next_line_ = 1;
  bool is_skipping_ = false;  ///< the rest of a line that was dropped
  bool is_at_end_ = false;
  std::exception_ptr failure_;
};

}  // namespace cnnsolve
