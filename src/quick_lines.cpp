#include "quick_lines.h"

#include <fmt/format.h>

#include "render/json_values.h"

namespace cnnsolve {

QuickSolver::QuickSolver(const RenderOptions& options)
    : json_(JsonWriter::Layout::compact, options.charset == Charset::ascii) {}

bool QuickSolver::answer(std::string_view line, size_t number, std::string& output) {
  if (!split_object(line, object_)) return false;
  const auto name = object_.take("kind");
  if (!name) return false;
  const Kind* kind = find_kind(plain_string(*name).value_or(""));
  if (!kind) return false;
  QuickReader reader(object_);
  text_.id.clear();
  describe(reader, text_);
  answers_.clear();
  if (!kind->answer(reader, answers_)) return false;

  json_.clear();
  json_.open_object();
  json_.key("line");
  json_.literal(fmt::format_int(number).c_str());
  if (!text_.id.empty()) {
    json_.key("id");
    json_.string(text_.id);
  }
  json_.key("kind");
  json_.string(kind->name);
  write_answers(json_, answers_);
  json_.close_object();
  output += json_.text();
  output += '\n';
  return true;
}

}  // namespace cnnsolve
