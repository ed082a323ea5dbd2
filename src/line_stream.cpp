#include "line_stream.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace cnnsolve {
namespace {

/// Lines in all blocks that are read and not yet answered, unless a single block has more.
constexpr size_t kMostBytesAhead = size_t{4} * 1024 * 1024;

/// In pieces, so that a reader of the output has some before all is handed over.
void write_in_pieces(Output& output, std::string_view text) {
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), kAnswerPieceBytes))) {
    output.write(text.substr(0, kAnswerPieceBytes));
  }
}

void answer_here(Input& input, Output& output, const LineLimits& limits, const LineWorker& worker) {
  BlockReader reader(input, limits, [&] {
    if (!input.is_ready()) output.flush();
  });
  std::string answers;
  const auto write = [&] {
    write_in_pieces(output, answers);
    answers.clear();
  };
  for (LineBlock block; reader.next(block);) {
    const std::exception_ptr failure = answer_block(block, worker, answers, [&] {
      if (answers.size() >= kAnswerPieceBytes) write();
      return true;
    });
    write();
    if (failure) std::rethrow_exception(failure);
  }
  reader.check_end();
}

/// The calling thread's part: reads ahead, gives blocks to the crew, writes the answers in order.
class OrderedStream {
 public:
  OrderedStream(Input& input, Output& output, const StreamOptions& options,
                const std::function<LineWorker()>& make_worker)
      : input_(input),
        output_(output),
        block_bytes_(options.lines.block_bytes),
        // Some more than there are workers, so that a slow block doesn't keep the others waiting.
        most_tasks_(options.jobs + options.jobs / 2 + 1),
        reader_(input, options.lines, [this] { await_input(); }),
        crew_(options.jobs, options.answer_bytes / most_tasks_, make_worker) {}

  void run() {
    for (auto task = free_task(); reader_.next(task->block); task = free_task()) {
      hand_on(std::move(task));
    }
    while (write_answers()) pause(nullptr);
    reader_.check_end();
  }

 private:
  std::unique_ptr<Crew::Task> free_task() {
    while (write_answers() && (tasks_.size() >= most_tasks_ || bytes_ahead_ > kMostBytesAhead)) {
      pause(nullptr);
    }
    if (spare_.empty()) return std::make_unique<Crew::Task>();
    std::unique_ptr<Crew::Task> task = std::move(spare_.back());
    spare_.pop_back();
    return task;
  }

  void hand_on(std::unique_ptr<Crew::Task> task) {
    bytes_ahead_ += task->block.text().size();
    tasks_.push_back(std::move(task));
    crew_.add(*tasks_.back());
  }

  void await_input() {
    while (write_answers(), !input_.is_ready()) pause(&input_);
  }

  /// Until a worker has something to be written, or there is input.
  void pause(const Input* input) {
    output_.flush();
    crew_.wait(input ? input->descriptor() : -1);
  }

  /// Writes what is there of the next answers. Returns whether any are still to come.
  bool write_answers() {
    while (!tasks_.empty()) {
      const Crew::Answers answers = crew_.take(*tasks_.front());
      for (const std::string& piece : answers.pieces) write_in_pieces(output_, piece);
      if (answers.failure) std::rethrow_exception(answers.failure);
      if (answers.are_all) {
        put_by();
      } else if (answers.pieces.empty()) {
        return true;
      }
    }
    return false;
  }

  void put_by() {
    bytes_ahead_ -= tasks_.front()->block.text().size();
    // What a long line made grow isn't kept: there may be many.
    if (tasks_.front()->block.capacity() <= block_bytes_) {
      spare_.push_back(std::move(tasks_.front()));
    }
    tasks_.pop_front();
  }

  Input& input_;
  Output& output_;
  const size_t block_bytes_;
  const size_t most_tasks_;
  BlockReader reader_;
  std::deque<std::unique_ptr<Crew::Task>> tasks_;  ///< in the order of the lines
  std::vector<std::unique_ptr<Crew::Task>> spare_;
  size_t bytes_ahead_ = 0;
  Crew crew_;  ///< the last: its threads end before their tasks do
};

}  // namespace

void answer_stream(Input& input, Output& output, const StreamOptions& options,
                   const std::function<LineWorker()>& make_worker) {
  if (options.jobs == 1) {
    answer_here(input, output, options.lines, make_worker());
  } else {
    OrderedStream(input, output, options, make_worker).run();
  }
}

}  // namespace cnnsolve
