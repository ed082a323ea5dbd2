#include "quick_solver.h"

#include <fmt/format.h>

#include "render/json_values.h"

namespace cnnsolve {

QuickSolver::QuickSolver(const RenderOptions& options)
    : ascii_(options.charset == Charset::ascii), json_(JsonWriter::Layout::compact, ascii_) {}

bool QuickSolver::answer(std::string_view line, size_t number, std::string& output) {
  if (!answer(line, nullptr)) return false;
  json_.clear();
  json_.open_object();
  json_.key("line");
  json_.literal(fmt::format_int(number).c_str());
  write_members(json_);
  json_.close_object();
  output += json_.text();
  output += '\n';
  return true;
}

bool QuickSolver::answer(std::string& text) {
  return answer(text, [&] { std::string().swap(text); });
}

bool QuickSolver::answer(std::string_view text, const std::function<void()>& when_read) {
  if (!split_object(text, object_)) return false;
  const auto name = object_.take("kind");
  if (!name) return false;
  kind_ = find_kind(plain_string(*name).value_or(""));
  if (!kind_) return false;
  QuickReader reader(object_);
  text_.id.clear();
  describe(reader, text_);
  answers_.clear();
  return kind_->answer(reader, answers_, when_read);
}

void QuickSolver::write(const JsonWriter::Sink& sink) const {
  JsonWriter json(JsonWriter::Layout::indented, ascii_, sink);
  json.open_object();
  write_members(json);
  json.close_object();
  sink(json.take() + "\n");
}

void QuickSolver::write_members(JsonWriter& json) const {
  if (!text_.id.empty()) {
    json.key("id");
    json.string(text_.id);
  }
  json.key("kind");
  json.string(kind_->name);
  write_answers(json, answers_);
}

}  // namespace cnnsolve
