// The threads that answer blocks of lines.
//
// Blocks are taken up in the order in which they are added; their answers are fetched as they come,
// by the one thread that owns the crew. Threads start when there is work for them, and none
// outlives the crew.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "line_blocks.h"

namespace cnnsolve {

/// Appends what answers a line, which may be nothing. Every worker has its own, so it can keep
/// things from line to line.
using LineWorker = std::function<void(const Line& line, std::string& answers)>;

/// Answers travel in pieces of about this size.
inline constexpr size_t kAnswerPieceBytes = size_t{32} * 1024;

/// Appends the answers to a block's lines. `after_line` may take them away, and returns whether to
/// go on. Returns what the worker threw, at a line that then has no answer.
template <class AfterLine>
std::exception_ptr answer_block(const LineBlock& block, const LineWorker& worker,
                                std::string& answers, const AfterLine& after_line) {
  BlockLines lines(block);
  while (const std::optional<Line> line = lines.next()) {
    const size_t before = answers.size();
    try {
      worker(*line, answers);
    } catch (...) {
      answers.resize(before);
      return std::current_exception();
    }
    if (!after_line()) break;
  }
  return nullptr;
}

/// What wakes a thread that waits for input: a pipe to itself.
class Wakeup {
 public:
  /// Throws std::system_error.
  Wakeup();
  ~Wakeup();
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;

  void signal();
  /// Returns after a signal, or when `descriptor` (unless it is negative) can be read.
  void wait(int descriptor);

 private:
  int ends_[2];
};

class Crew {
 public:
  /// A block's way through the crew. All but the lines is the crew's own.
  struct Task {
    LineBlock block;
    std::vector<std::string> pieces = {};
    size_t bytes = 0;  ///< of the pieces
    bool is_done = false;
    bool is_awaited = false;  ///< its answers were asked for in vain
    std::exception_ptr failure = nullptr;
  };

  struct Answers {
    std::vector<std::string> pieces;
    bool are_all;
    std::exception_ptr failure;  ///< what the worker threw, after these
  };

  /// At most `jobs` threads, each with a worker of its own. `most_bytes`: of a block's answers that
  /// may wait to be fetched; its thread pauses then.
  Crew(size_t jobs, size_t most_bytes, std::function<LineWorker()> make_worker)
      : jobs_(jobs), most_bytes_(most_bytes), make_worker_(std::move(make_worker)) {}
  /// Ends the threads after the lines that they are at.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// `task` has to stay where it is until all its answers are taken, or the crew is gone. Throws
  /// what making a worker throws, and std::system_error where no thread can be started.
  void add(Task& task);
  /// What there is of the answers since the last time.
  Answers take(Task& task);
  /// After take(): until the same task has more answers, or `descriptor` (unless it is negative)
  /// can be read. May return early.
  void wait(int descriptor) { wakeup_.wait(descriptor); }

 private:
  void start_thread();
  void work(const LineWorker& worker);
  Task* next_task();
  void answer(Task& task, const LineWorker& worker, std::string& answers);
  /// Returns false where the crew is to end.
  bool hand_over(Task& task, std::string& answers);
  /// These two with the mutex locked.
  static void add_piece(Task& task, std::string& answers);
  void tell(Task& task);

  size_t jobs_;
  const size_t most_bytes_;
  const std::function<LineWorker()> make_worker_;
  Wakeup wakeup_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;               ///< of all below, and of the tasks
  std::condition_variable work_;   ///< there is a task, or the crew is to end
  std::condition_variable fetch_;  ///< answers were taken, or the crew is to end
  std::deque<Task*> waiting_;
  size_t idle_ = 0;  ///< threads that wait for a task
  std::atomic<bool> ends_ = false;
};

}  // namespace cnnsolve
