// Command lines: each gives a request, or mistakes that may be printed. Nothing is run but what
// solves the problem that a command line states itself.
//
// An input is a command a line, with or without the "$ " of the transcripts in tests/bad, and its
// words are parted as by a shell.

#include <algorithm>

#include "cli.h"
#include "input_error.h"
#include "written.h"

namespace cnnsolve {
namespace {

/// The words of a command: quotes hold them together.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (const char c : line) {
    if (quote == 0 && c == ' ') {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c != 0) {  // which no argument can hold
      words.back() += c;
    }
  }
  return words;
}

void check_request(const Request& request) {
  require(!request.message || !request.message->empty(), "a message says something");
  require(request.digits >= 1 && request.digits <= kMostDigits, "digits are within their limits");
  require(request.jobs >= 1, "there is a thread");
  if (!request.stated) return;
  const RenderOptions options{.detail = request.detail,
                              .digits = request.digits,
                              .charset = request.ascii ? Charset::ascii : Charset::unicode,
                              .figures = request.figures,
                              .fragment = request.fragment};
  check_written(request.format, render(request.format, solve(*request.stated), options), options);
}

void check_command(std::vector<std::string> words) {
  if (!words.empty() && words[0] == "cnnsolve") words.erase(words.begin());
  try {
    check_request(parse_command_line(words));
  } catch (const InputError& error) {
    check_mistakes(error.mistakes());
  }
}

}  // namespace

void check_input(std::string_view input) {
  for (std::string_view rest = input; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.starts_with("! ") || line.starts_with("? ")) continue;
    if (line.starts_with("$ ")) line.remove_prefix(2);
    check_command(words_of(line));
  }
}

}  // namespace cnnsolve
