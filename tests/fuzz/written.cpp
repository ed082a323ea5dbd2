#include "written.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "parse_json.h"
#include "render/charset.h"
#include "render/json.h"
#include "render/json_values.h"

namespace cnnsolve {
namespace {

/// What `text` says round a place in it.
std::string around(std::string_view text, size_t at) {
  constexpr size_t kBefore = 200, kShown = 300;
  return std::string(text.substr(at < kBefore ? 0 : at - kBefore, kShown));
}

/// Counts an object's names.
class NameCounter : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool start_object(std::size_t) override {
    names_.emplace_back();
    return true;
  }
  bool end_object() override {
    names_.pop_back();
    return true;
  }
  bool key(string_t& name) override {
    require(names_.back().insert(name).second, "a name stands once in an object", name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::json::exception& error) override {
    message = error.what();
    return false;
  }

  std::string message;

 private:
  std::vector<std::set<std::string>> names_;
};

/// JSON's numbers have any size, but nlohmann refuses those beyond the doubles.
std::string without_huge_numbers(std::string_view json) {
  std::string result;
  bool quoted = false;
  for (size_t at = 0; at < json.size();) {
    const size_t length = std::min(json.find_first_not_of("0123456789.e+-", at), json.size()) - at;
    if (!quoted && length > 0) {
      const std::string number(json.substr(at, length));
      result += std::isinf(std::strtod(number.c_str(), nullptr)) ? "1" : number;
      at += length;
      continue;
    }
    if (json[at] == '"') quoted = !quoted;
    if (json[at] == '\\' && at + 1 < json.size()) result += json[at++];
    result += json[at++];
  }
  return result;
}

const std::set<std::string_view> kTags = {
    "html",    "head", "meta",  "title",   "style",  "body",  "main",     "article", "section",
    "h1",      "h2",   "h3",    "h4",      "h5",     "h6",    "p",        "div",     "span",
    "strong",  "code", "table", "thead",   "tbody",  "tr",    "th",       "td",      "details",
    "summary", "svg",  "g",     "rect",    "text",   "tspan", "polyline", "polygon", "path",
    "circle",  "line", "desc",  "math",    "mrow",   "mi",    "mn",       "mo",      "mtext",
    "mspace",  "msup", "msub",  "msubsup", "mfrac",  "msqrt", "mover",    "munder",  "munderover",
    "mtable",  "mtr",  "mtd",   "mstyle",  "mpadded"};

/// Follows a page's tags.
class TagScanner {
 public:
  explicit TagScanner(std::string_view page) : page_(page), rest_(page) {}

  void scan() {
    expect(take("<!DOCTYPE html>"), "a page begins with its type");
    while (!rest_.empty()) {
      if (rest_[0] == '<') {
        tag();
      } else {
        character();
      }
    }
    expect(open_.empty(), "every tag is closed");
  }

 private:
  bool take(std::string_view start) {
    const bool found = rest_.starts_with(start);
    if (found) rest_.remove_prefix(start.size());
    return found;
  }
  void expect(bool holds, std::string_view property) const {
    require(holds, property, holds ? "" : around(page_, page_.size() - rest_.size()));
  }

  std::string_view name() {
    const size_t length = std::min(
        rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"),
        rest_.size());
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  void character() {
    expect(rest_[0] != '>', "a > in a text is escaped");
    if (rest_[0] == '&') {
      const std::string_view entity = rest_.substr(0, rest_.find(';'));
      expect(entity == "&amp" || entity == "&lt" || entity == "&gt" || entity == "&quot" ||
                 (entity.starts_with("&#") && entity.size() < 10),
             "an & in a text is escaped");
    }
    rest_.remove_prefix(1);
  }

  void tag() {
    if (take("</")) {
      const std::string_view closed = name();
      expect(take(">") && !open_.empty() && open_.back() == closed, "tags nest");
      return open_.pop_back();
    }
    rest_.remove_prefix(1);
    const std::string_view opened = name();
    expect(kTags.contains(opened), "a tag is one of those that the program writes");
    while (take(" ")) attribute();
    if (take("/>")) return;
    expect(take(">"), "a tag ends");
    if (opened == "meta") return;
    open_.push_back(opened);
    if (opened == "style") rest_.remove_prefix(std::min(rest_.find("</style>"), rest_.size()));
  }

  void attribute() {
    const std::string_view attribute = name();
    expect(!attribute.empty() && !attribute.starts_with("on"), "an attribute runs nothing");
    if (!take("=\"")) return;
    while (!rest_.empty() && rest_[0] != '"') {
      expect(rest_[0] != '<', "a < in an attribute is escaped");
      character();
    }
    expect(take("\""), "an attribute ends");
  }

  std::string_view page_;
  std::string_view rest_;
  std::vector<std::string_view> open_;
};

/// Follows LaTeX's groups, environments and formulas.
class LatexScanner {
 public:
  explicit LatexScanner(std::string_view text) : text_(text) {}

  void scan() {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\\') {
        command();
      } else {
        character(c);
      }
    }
    expect(open_.empty() && !in_formula_, "every group, environment and formula ends");
  }

 private:
  void expect(bool holds, std::string_view property) const {
    require(holds, property, holds ? "" : around(text_, at_));
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  void command() {
    const size_t start = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    const std::string_view name = text_.substr(start, at_ - start);
    if (name.empty()) ++at_;  // \\, \$ and the like
    expect(name != "xmark", "a command isn't the user's");
    if (name == "begin") open_.push_back(argument());
    if (name == "end") {
      const std::string_view closed = argument();
      expect(!open_.empty() && open_.back() == closed, "environments nest");
      open_.pop_back();
    }
  }

  std::string_view argument() {
    const size_t start = at_ + 1, end = std::min(text_.find('}', at_), text_.size() - 1);
    at_ = end + 1;
    return text_.substr(start, end - start);
  }

  /// The innermost environment.
  std::string_view environment() const {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [](auto o) { return o != "{"; });
    return found == open_.rend() ? std::string_view() : *found;
  }
  bool in_mathematics() const {
    return in_formula_ || std::any_of(open_.begin(), open_.end(), [](std::string_view name) {
             return name == "align*" || name == "bmatrix";
           });
  }

  void character(char c) {
    switch (c) {
      case '{':
        return open_.push_back("{");
      case '}':
        expect(!open_.empty() && open_.back() == "{", "groups nest");
        return open_.pop_back();
      case '$':
        in_formula_ = !in_formula_;
        return;
      case '&':
        return expect(environment() != "document" && !environment().empty(), "an & parts cells");
      case '^':
      case '_':
        return expect(in_mathematics(), "a ^ or _ is in a formula");
      case '%':
        // The program's own comments have lines of their own.
        expect(at_ == 1 || text_[at_ - 2] == '\n', "a % is escaped");
        at_ = std::min(text_.find('\n', at_), text_.size());
        return;
      case '#':
        return expect(false, "a # is escaped");
      default:
        return;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  std::vector<std::string_view> open_;  ///< environments, and "{" for groups
  bool in_formula_ = false;
};

/// The bytes are UTF-8, none of them steers a terminal, and under --ascii all are ASCII.
void check_characters(std::string_view text, Charset charset) {
  for (std::string_view rest = text; !rest.empty();) {
    const DecodedCharacter next = decode(rest);
    const bool fits = next.valid && !is_control(next.character) &&
                      (charset == Charset::unicode || next.character < 0x80);
    require(fits, "every character may be printed",
            fits ? "" : around(text, text.size() - rest.size()));
    rest.remove_prefix(next.length);
  }
}

}  // namespace

std::string exact_text(const Number& number) {
  JsonWriter json(JsonWriter::Layout::compact);
  write_exact_value(json, number);
  const std::string text(json.text());
  return text.starts_with('"') ? text.substr(1, text.size() - 2) : "";
}

std::string marked(std::string_view text) { return std::string(text) + std::string(kMarker); }

void mark_texts(Homework& homework) {
  homework.title = marked(homework.title);
  for (Exercise& exercise : homework.exercises) {
    exercise.text.title = marked(exercise.text.title);
    exercise.text.question = marked(exercise.text.question);
    exercise.text.id = marked(exercise.text.id);
  }
}

const Homework& sample_homework() {
  static const Homework homework = [] {
    std::ifstream file(CNNSOLVE_SOURCE_DIR "/problems/hw3.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return read_homework(parse_json(text, "hw3"), {});
  }();
  return homework;
}

RenderOptions render_options(Choices& choices) {
  constexpr std::array<int, 4> kDigits = {6, 1, 17, 50};
  constexpr std::array<size_t, 4> kWidths = {80, 20, 1, 200};
  return {.detail = static_cast<Detail>(choices.below(3)),
          .digits = kDigits[choices.below(4)],
          .charset = choices.one_in(2) ? Charset::ascii : Charset::unicode,
          .color = false,
          .width = kWidths[choices.below(4)],
          .figures = !choices.one_in(4),
          .fragment = choices.one_in(2)};
}

void check_json(std::string_view json) {
  const std::string text = without_huge_numbers(json);
  NameCounter counter;
  const bool is_json = nlohmann::json::sax_parse(text, &counter);
  require(is_json, "JSON is JSON", is_json ? "" : counter.message);
}

void check_html(std::string_view html) { TagScanner(html).scan(); }

void check_latex(std::string_view latex) { LatexScanner(latex).scan(); }

void check_mistakes(const std::vector<Mistake>& mistakes) {
  require(!mistakes.empty(), "bad input has a mistake");
  for (const Mistake& mistake : mistakes) {
    require(!mistake.where.empty() && !mistake.what.empty(), "a mistake says where and what",
            mistake.where + ": " + mistake.what);
  }
  for (const Charset charset : {Charset::unicode, Charset::ascii}) {
    const RenderOptions options{.charset = charset};
    check_written(Format::json, render_json_errors(1, mistakes, options), options);
  }
}

void check_written(Format format, std::string_view text, const RenderOptions& options) {
  check_characters(text, options.charset);
  if (format == Format::json || format == Format::gradescope) check_json(text);
  if (format == Format::html) check_html(text);
  if (format == Format::latex) check_latex(text);
}

}  // namespace cnnsolve
