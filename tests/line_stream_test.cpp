// Streams are answered in order, by any number of workers, and end well however they end.

#include "line_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <latch>
#include <new>
#include <set>
#include <stdexcept>

#include "input_error.h"
#include "standard_input.h"

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;

using MakeWorker = std::function<LineWorker()>;

constexpr size_t kJobs[] = {1, 2, 7};

/// One worker's work for all of them.
MakeWorker all(LineWorker worker) {
  return [worker = std::move(worker)] { return worker; };
}

void echo(const Line& line, std::string& answers) {
  answers += line.is_too_long ? fmt::format("{} is too long\n", line.number)
                              : fmt::format("{} {}\n", line.number, line.text);
}

std::string numbered_lines(size_t count) {
  std::string lines;
  for (size_t n = 1; n <= count; ++n) lines += fmt::format("{} {}\n", n, std::string(n % 50, 'x'));
  return lines;
}

/// What numbered_lines() gives, echoed: up to line `last`.
std::string echoed(size_t last) {
  std::string answers;
  for (size_t n = 1; n <= last; ++n) {
    answers += fmt::format("{} {} {}\n", n, n, std::string(n % 50, 'x'));
  }
  return answers;
}

/// The answers to what standard input holds, as far as they come; `thrown` ends them.
class StreamTest : public testing::Test {
 protected:
  ~StreamTest() override { fs::remove(path_); }

  std::string answers(const StreamOptions& options, const MakeWorker& make_worker) {
    thrown_ = nullptr;
    std::ofstream(path_).close();
    {
      Input input("-");
      Output output(path_);
      try {
        answer_stream(input, output, options, make_worker);
      } catch (...) {
        thrown_ = std::current_exception();
      }
      output.commit();
    }
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string answers_to(const std::string& text, const StreamOptions& options,
                         const MakeWorker& make_worker) {
    const StandardInput standard_input(text);
    return answers(options, make_worker);
  }

  template <class Exception>
  std::string thrown_message() const {
    try {
      if (thrown_) std::rethrow_exception(thrown_);
    } catch (const Exception& exception) {
      return exception.what();
    }
    return "nothing was thrown";
  }

  std::exception_ptr thrown_;

 private:
  std::string path_ = testing::TempDir() + "cnnsolve_stream_" + std::to_string(getpid());
};

TEST_F(StreamTest, IsAnsweredTheSameByAnyNumberOfWorkers) {
  const std::string text = numbered_lines(200) + "\n\r\nlast";
  const std::string expected = echoed(200) + "201 \n202 \r\n203 last\n";
  for (const size_t jobs : kJobs) {
    for (size_t block_bytes = 1; block_bytes <= 64; block_bytes += 7) {
      EXPECT_EQ(answers_to(text, {jobs, {block_bytes}}, all(echo)), expected)
          << jobs << " jobs, blocks of " << block_bytes;
    }
    EXPECT_EQ(answers_to(text, {jobs}, all(echo)), expected) << jobs << " jobs";
    EXPECT_EQ(answers_to("", {jobs}, all(echo)), "");
  }
}

TEST_F(StreamTest, KeepsTheOrderThoughALineTakesLongerThanThoseBehindIt) {
  std::latch others(4);
  const auto answer = [&](const Line& line, std::string& answers) {
    if (line.number == 1) {
      others.wait();
    } else if (line.number <= 5) {
      others.count_down();
    }
    echo(line, answers);
  };
  EXPECT_EQ(answers_to(numbered_lines(50), {.jobs = 4, .lines = {1}}, all(answer)), echoed(50));
}

TEST_F(StreamTest, RefusesALineThatIsTooLongAndGoesOn) {
  const std::string long_line(100'000, 'x');
  for (const size_t jobs : kJobs) {
    EXPECT_EQ(answers_to("a\n" + long_line + "\nb\n" + long_line, {jobs, {64, 1000}}, all(echo)),
              "1 a\n2 is too long\n3 b\n4 is too long\n");
  }
}

TEST_F(StreamTest, WorksOnTheCallingThreadWhereThereIsOneJob) {
  std::set<std::thread::id> threads;
  answers_to(numbered_lines(100), {1, {64}},
             all([&](const Line&, std::string&) { threads.insert(std::this_thread::get_id()); }));
  EXPECT_EQ(threads, std::set{std::this_thread::get_id()});
}

TEST_F(StreamTest, GivesEachThreadItsOwnWorker) {
  std::atomic<int> strangers = 0;
  answers_to(numbered_lines(1000), {7, {64}}, [&] {
    return [&, own = std::thread::id()](const Line&, std::string&) mutable {
      if (own == std::thread::id()) own = std::this_thread::get_id();
      if (own != std::this_thread::get_id()) ++strangers;
    };
  });
  EXPECT_EQ(strangers, 0);
}

TEST_F(StreamTest, WritesLongAnswersInOrder) {
  const auto answer = [](const Line& line, std::string& answers) {
    answers.append(line.number * 1000, static_cast<char>('a' + line.number % 26));
  };
  const std::string expected = answers_to(numbered_lines(150), {1}, all(answer));
  EXPECT_EQ(expected.size(), 150u * 151 / 2 * 1000);
  for (const size_t most_bytes : {1u, 100'000u}) {
    EXPECT_EQ(answers_to(numbered_lines(150), {7, {128}, most_bytes}, all(answer)), expected);
  }
}

TEST_F(StreamTest, PausesAWorkerWhoseAnswersCantBeWrittenYet) {
  std::latch second_block(1);
  std::atomic<bool> went_on = false;
  // Blocks of three lines. The first waits for the second, which gets no further than a piece.
  const auto answer = [&](const Line& line, std::string& answers) {
    if (line.number == 1) {
      second_block.wait();
      EXPECT_FALSE(went_on);
    }
    if (line.number == 4) second_block.count_down();
    if (line.number == 5) went_on = true;
    answers.append(40'000, 'x');
  };
  EXPECT_EQ(answers_to("1\n2\n3\n4\n5\n6\n", {2, {6}, 1}, all(answer)).size(), 240'000u);
}

TEST_F(StreamTest, PassesOnWhatAWorkerThrowsAfterTheAnswersBefore) {
  for (const size_t jobs : kJobs) {
    for (const size_t bad_line : {1u, 50u, 200u}) {
      const auto answer = [&](const Line& line, std::string& answers) {
        answers += "half a li";
        if (line.number >= bad_line) throw std::logic_error(fmt::format("at {}", line.number));
        answers.resize(answers.size() - 9);
        echo(line, answers);
      };
      EXPECT_EQ(answers_to(numbered_lines(200), {jobs, {100}}, all(answer)), echoed(bad_line - 1));
      EXPECT_EQ(thrown_message<std::logic_error>(), fmt::format("at {}", bad_line));
    }
  }
}

TEST_F(StreamTest, PassesOnThatThereIsNoMemory) {
  for (const size_t jobs : kJobs) {
    answers_to(numbered_lines(200), {jobs, {100}},
               all([](const Line&, std::string&) { throw std::bad_alloc(); }));
    EXPECT_EQ(thrown_message<std::bad_alloc>(), std::bad_alloc().what());
  }
}

TEST_F(StreamTest, PassesOnThatAWorkerCantBeMade) {
  for (const size_t jobs : kJobs) {
    size_t made = 0;
    // The first worker stays busy until a second is called for.
    std::latch called(1);
    answers_to(numbered_lines(200), {jobs, {1}}, [&]() -> LineWorker {
      if (++made == std::min<size_t>(jobs, 2)) {
        called.count_down();
        throw std::runtime_error("no more");
      }
      return [&](const Line& line, std::string& answers) {
        called.wait();
        echo(line, answers);
      };
    });
    EXPECT_EQ(thrown_message<std::runtime_error>(), "no more");
  }
}

TEST_F(StreamTest, EndsWhereTheOutputFailsThoughTheInputGoesOn) {
  for (const size_t jobs : kJobs) {
    Pipe pipe;
    const StandardInput standard_input(pipe.take_reading_end());
    Input input("-");
    Output output("/dev/full");
    ASSERT_TRUE(pipe.write("a\nb\n"));
    EXPECT_THROW(answer_stream(input, output, {jobs}, all(echo)), OutputError) << jobs;
  }
}

TEST_F(StreamTest, EndsWhereTheOutputFailsWhileWorkersWork) {
  constexpr size_t kCount = 100'000;
  for (const size_t jobs : kJobs) {
    const StandardInput standard_input(numbered_lines(kCount));
    Input input("-");
    Output output("/dev/full");
    std::atomic<size_t> answered = 0;
    const auto answer = [&](const Line&, std::string& answers) {
      ++answered;
      answers.append(10'000, 'x');
    };
    EXPECT_THROW(answer_stream(input, output, {jobs}, all(answer)), OutputError) << jobs;
    EXPECT_LT(answered, kCount / 2) << jobs;
  }
}

TEST_F(StreamTest, AnswersWhatCameBeforeTheInputBroke) {
  for (const size_t jobs : kJobs) {
    // A terminal whose other side hangs up: what it sent is read, then an error.
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    ASSERT_EQ(grantpt(terminal) | unlockpt(terminal), 0);
    const int other_side = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    ASSERT_EQ(write(other_side, "a\nb\nc", 5), 5);
    close(other_side);
    const StandardInput standard_input(terminal);
    EXPECT_EQ(answers({jobs}, all(echo)), "1 a\r\n2 b\r\n") << jobs;
    EXPECT_EQ(thrown_message<InputError>(), "<stdin>: can't be read: Input/output error");
  }
}

TEST_F(StreamTest, AnswersEachLineBeforeTheNextIsSent) {
  for (const size_t jobs : kJobs) {
    Pipe questions, replies;
    const StandardInput standard_input(questions.take_reading_end());
    auto stream = std::async(std::launch::async, [&] {
      Input input("-");
      Output output(replies.writing_end_path());
      answer_stream(input, output, {jobs}, all(echo));
    });
    for (size_t n = 1; n <= 100; ++n) {
      ASSERT_TRUE(questions.write(fmt::format("q{}\n", n)));
      ASSERT_EQ(replies.read_line(), fmt::format("{0} q{0}\n", n)) << jobs;
    }
    questions.close_writing_end();
    stream.get();
  }
}

}  // namespace
}  // namespace cnnsolve
