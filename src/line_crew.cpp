#include "line_crew.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace cnnsolve {

Wakeup::Wakeup() {
  if (pipe(ends_) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  for (const int end : ends_) fcntl(end, F_SETFL, O_NONBLOCK);
}

Wakeup::~Wakeup() {
  for (const int end : ends_) close(end);
}

void Wakeup::signal() {
  // Where the pipe is full, there are signals enough.
  [[maybe_unused]] const ssize_t count = write(ends_[1], "", 1);
}

void Wakeup::wait(int descriptor) {
  pollfd polled[] = {{ends_[0], POLLIN, 0}, {descriptor, POLLIN, 0}};
  poll(polled, 2, -1);
  char signals[64];
  while (read(ends_[0], signals, sizeof signals) > 0) continue;
}

Crew::~Crew() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  work_.notify_all();
  fetch_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::add(Task& task) {
  bool is_thread_wanted = false;
  {
    const std::lock_guard lock(mutex_);
    task.is_done = false;
    waiting_.push_back(&task);
    is_thread_wanted = waiting_.size() > idle_ && threads_.size() < jobs_;
  }
  work_.notify_one();
  if (is_thread_wanted) start_thread();
}

void Crew::start_thread() {
  LineWorker worker = make_worker_();
  try {
    threads_.emplace_back([this, worker = std::move(worker)] { work(worker); });
  } catch (const std::system_error&) {
    // The system gives no more threads: those that there are do the work.
    if (threads_.empty()) throw;
    jobs_ = threads_.size();
  }
}

Crew::Answers Crew::take(Task& task) {
  const std::lock_guard lock(mutex_);
  Answers answers{std::exchange(task.pieces, {}), task.is_done, task.failure};
  task.bytes = 0;
  task.is_awaited = !task.is_done;
  if (!answers.pieces.empty()) fetch_.notify_all();
  return answers;
}

void Crew::work(const LineWorker& worker) {
  std::string answers;
  while (Task* task = next_task()) answer(*task, worker, answers);
}

Crew::Task* Crew::next_task() {
  std::unique_lock lock(mutex_);
  ++idle_;
  work_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
  --idle_;
  if (ends_) return nullptr;
  Task* task = waiting_.front();
  waiting_.pop_front();
  return task;
}

void Crew::answer(Task& task, const LineWorker& worker, std::string& answers) {
  std::exception_ptr failure;
  try {
    failure = answer_block(task.block, worker, answers, [&] {
      return answers.size() < kAnswerPieceBytes ? !ends_ : hand_over(task, answers);
    });
    const std::lock_guard lock(mutex_);
    add_piece(task, answers);
  } catch (...) {  // no memory for a piece
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  task.failure = std::move(failure);
  task.is_done = true;
  tell(task);
}

bool Crew::hand_over(Task& task, std::string& answers) {
  std::unique_lock lock(mutex_);
  add_piece(task, answers);
  tell(task);
  fetch_.wait(lock, [&] { return ends_ || task.pieces.empty() || task.bytes < most_bytes_; });
  return !ends_;
}

void Crew::add_piece(Task& task, std::string& answers) {
  // A copy is as large as the piece, and `answers` keeps its room for the next.
  task.pieces.push_back(answers);
  task.bytes += answers.size();
  answers.clear();
}

void Crew::tell(Task& task) {
  if (task.is_awaited) wakeup_.signal();
  task.is_awaited = false;
}

}  // namespace cnnsolve
