#include "quick_solver.h"

#include "render/json_values.h"

namespace cnnsolve {

QuickSolver::QuickSolver(const RenderOptions& options)
    : ascii_(options.charset == Charset::ascii), json_(JsonWriter::Layout::compact, ascii_) {}

bool QuickSolver::answer(std::string_view line, size_t number, std::string& output) {
  if (!problem_.answer(line)) return false;
  json_.clear();
  json_.open_object();
  json_.own_key("line");
  json_.whole(static_cast<std::int64_t>(number));
  write_members(json_);
  json_.close_object();
  json_.end_line();
  output += json_.text();
  return true;
}

bool QuickSolver::answer(std::string& text) {
  return problem_.answer(text, [&] { std::string().swap(text); });
}

void QuickSolver::write(const JsonWriter::Sink& sink) const {
  JsonWriter json(JsonWriter::Layout::indented, ascii_, sink);
  json.open_object();
  write_members(json);
  json.close_object();
  json.end_line();
  sink(json.text());
}

void QuickSolver::write_members(JsonWriter& json) const {
  if (!problem_.id().empty()) {
    json.own_key("id");
    json.string(problem_.id());
  }
  json.own_key("kind");
  json.own_string(problem_.kind().name);
  write_answers(json, problem_.answers());
}

}  // namespace cnnsolve
