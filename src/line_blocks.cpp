#include "line_blocks.h"

#include <algorithm>
#include <cstring>

#include "input_error.h"

namespace cnnsolve {

void LineBlock::resize(size_t capacity) {
  // Not zeroed: a page that nothing is read into takes no memory.
  auto buffer = std::make_unique_for_overwrite<char[]>(capacity);
  if (size_ > 0) std::memcpy(buffer.get(), buffer_.get(), size_);
  buffer_ = std::move(buffer);
  capacity_ = capacity;
}

std::optional<Line> BlockLines::next() {
  if (drops_line_) {
    drops_line_ = false;
    return Line{number_, {}, true};
  }
  if (rest_.empty()) return std::nullopt;
  const std::string_view text = rest_.substr(0, rest_.find('\n'));
  rest_.remove_prefix(std::min(text.size() + 1, rest_.size()));
  return Line{number_++, text, text.size() > longest_line_};
}

bool BlockReader::next(LineBlock& block) {
  start(block);
  size_t whole = 0;  // bytes up to the last newline
  // Whole lines wait for more only where that is there already.
  while (whole == 0 || (block.size_ < block.capacity_ && input_.is_ready())) {
    if (whole == 0 && block.size_ > limits_.longest_line) {
      drop_line(block);
      return true;
    }
    const size_t before = block.size_;
    if (!read_more(block)) break;
    const size_t newline = block.text().substr(before).rfind('\n');
    if (newline != std::string_view::npos) whole = before + newline + 1;
  }
  // The last line may lack its newline. One that broke off in the middle is no line.
  if (whole == 0 && !failure_) whole = block.size_;
  cut(block, whole);
  return block.size_ > 0;
}

void BlockReader::check_end() const {
  if (failure_) std::rethrow_exception(failure_);
}

void BlockReader::start(LineBlock& block) {
  block.size_ = 0;
  block.first_line_ = next_line_;
  block.longest_line_ = limits_.longest_line;
  block.drops_line_ = false;
  // What a long line made grow shrinks again.
  const size_t capacity = std::max(limits_.block_bytes, rest_.size());
  if (block.capacity_ != capacity) block.resize(capacity);
  std::copy(rest_.begin(), rest_.end(), block.buffer_.get());
  block.size_ = rest_.size();
  rest_.clear();
}

bool BlockReader::read_more(LineBlock& block) {
  if (is_at_end_) return false;
  make_room(block);
  await_input_();
  try {
    const size_t count =
        input_.read(block.buffer_.get() + block.size_, block.capacity_ - block.size_);
    block.size_ += count;
    is_at_end_ = count == 0;
  } catch (const InputError&) {
    failure_ = std::current_exception();
    is_at_end_ = true;
  }
  if (is_skipping_) skip(block);
  return !is_at_end_;
}

void BlockReader::make_room(LineBlock& block) const {
  if (block.size_ < block.capacity_) return;
  // One byte more than the longest line tells that a line is too long.
  block.resize(std::min(2 * block.capacity_, limits_.longest_line + 1));
}

void BlockReader::cut(LineBlock& block, size_t whole) {
  rest_.assign(block.text().substr(whole));
  block.size_ = whole;
  // Each is found by memchr, which looks at many bytes at once, as std::count doesn't.
  const std::string_view lines = block.text();
  for (size_t at = lines.find('\n'); at != std::string_view::npos; at = lines.find('\n', at + 1)) {
    ++next_line_;
  }
}

void BlockReader::drop_line(LineBlock& block) {
  block.size_ = 0;
  block.drops_line_ = true;
  ++next_line_;
  is_skipping_ = true;
}

void BlockReader::skip(LineBlock& block) {
  // Only what was read last is here: nothing of a dropped line is kept.
  const std::string_view text = block.text();
  const size_t newline = text.find('\n');
  const std::string_view kept = newline == std::string_view::npos ? "" : text.substr(newline + 1);
  std::memmove(block.buffer_.get(), kept.data(), kept.size());
  block.size_ = kept.size();
  is_skipping_ = newline == std::string_view::npos;
}

}  // namespace cnnsolve
