#include "lines.h"

#include <string>

#include "homework.h"
#include "parse_json.h"
#include "render/json.h"

namespace cnnsolve {

bool solve_lines(std::istream& input, const std::string& name, Output& output,
                 const RenderOptions& options) {
  bool all_good = true;
  size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      const Homework homework = read_homework(parse_json(line, ""), {});
      output.write(render_json_line(number, solve(homework), options));
    } catch (const InputError& error) {
      all_good = false;
      output.write(render_json_errors(number, error.mistakes(), options));
    }
    // Whoever sends a line and waits gets its answer; a file is answered in larger pieces.
    if (input.rdbuf()->in_avail() <= 0) output.flush();
  }
  if (input.bad()) throw InputError(name, "can't be read to its end");
  return all_good;
}

}  // namespace cnnsolve
