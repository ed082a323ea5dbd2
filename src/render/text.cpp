#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "render/lines_of_text.h"
#include "render/math_text.h"
#include "render/prose_text.h"
#include "render/render.h"
#include "render/text_figures.h"
#include "render/text_tables.h"
#include "wording.h"

namespace cnnsolve {
namespace {

constexpr const char* kIndent = "  ";

/// The characters that brackets of one, two and more rows are made of.
struct Brackets {
  std::string_view single_open, single_close, top_open, top_close, side_open, side_close,
      bottom_open, bottom_close;
};
constexpr Brackets kUnicodeBrackets = {"[", "]", "⎡", "⎤", "⎢", "⎥", "⎣", "⎦"};
constexpr Brackets kAsciiBrackets = {"[", "]", "[", "]", "[", "]", "[", "]"};

class TextWriter {
 public:
  explicit TextWriter(const RenderOptions& options)
      : options_(options), page_(options.width, options.color) {}

  std::string homework(const SolvedHomework& homework) {
    if (!homework.title.empty()) title(homework.title, '=');
    for (const Solution& solved : homework.solutions) solution(solved);
    return page_.take();
  }

 private:
  bool is_unicode() const { return options_.charset == Charset::unicode; }
  std::string words(std::string_view text) const { return printable(text, options_.charset); }
  std::string words(const Prose& prose) const {
    std::string text;
    for (const Span& span : prose.spans) {
      const auto* verdict = std::get_if<Verdict>(&span);
      text += verdict ? marked(signed_words(*verdict, options_.charset), *verdict)
                      : span_text(span, options_.charset, options_.notation());
    }
    return text;
  }
  std::string math(const Ink& ink) const { return math_text(ink, options_.charset); }
  std::string math(const Symbol& symbol) const {
    return math(Ink{Ink::Kind::symbol, {}, symbol, {}});
  }
  std::string_view approximately() const { return is_unicode() ? "≈" : "~"; }

  void title(const std::string& text, char underline) {
    page_.gap();
    std::string shown = words(text);
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    page_.paragraph(shown, LineRole::title);
    if (!options_.color) {
      page_.line(std::string(std::min(width(shown), page_.room()), underline));
    }
    page_.gap();
  }

  void solution(const Solution& solution) {
    const Document& document = solution.document;
    title(document.title, '-');
    if (options_.detail == Detail::answers) return answers(solution.answers);
    for (const std::string& paragraph : document.question) {
      page_.paragraph(words(paragraph));
      page_.gap();
    }
    for (const Section& part : document.sections) section(part, "");
  }

  void section(const Section& section, const std::string& number) {
    const bool idea = section.role == Section::Role::idea;
    if (idea && options_.detail != Detail::notes) return;
    page_.gap();
    if (idea) {
      page_.push_margin(is_unicode() ? "│ " : "| ");
      page_.paragraph(words(section.title), LineRole::idea);
    } else {
      page_.paragraph(words(section.title), LineRole::heading, number);
      page_.push_margin(kIndent);
    }
    page_.gap();
    blocks(section.blocks);
    int steps = 0;
    for (const Section& inner : section.sections) {
      const bool numbered = inner.role == Section::Role::step;
      this->section(inner, numbered ? fmt::format("{}. ", ++steps) : "");
    }
    if (!section.answer.empty()) {
      page_.gap();
      page_.paragraph(words(std::get<Prose>(section.answer[0])), LineRole::answer, "Answer: ");
      blocks({section.answer.begin() + 1, section.answer.end()});
    }
    page_.pop_margin();
    page_.gap();
  }

  /// Lines that belong to one calculation stand together; all else has an empty line between.
  void blocks(const std::vector<Block>& blocks) {
    bool short_before = false;
    for (const Block& block : blocks) {
      const auto* equation = std::get_if<Equation>(&block);
      const bool is_short =
          std::holds_alternative<Identity>(block) || (equation && !equation->shows_formula);
      if (!(is_short && short_before)) page_.gap();
      std::visit([&](const auto& content) { write(content); }, block);
      short_before = is_short;
    }
    page_.gap();
  }

  void write(const Prose& prose) { page_.paragraph(words(prose)); }

  void write(const Identity& identity) {
    page_.push_margin(kIndent);
    const Shown shown = show_names(identity.expression, options_.notation());
    page_.paragraph(math(shown.ink), LineRole::plain, math(identity.symbol) + " = ");
    page_.pop_margin();
  }

  std::string link_text(const Link& link) const {
    switch (link.relation) {
      case Link::Relation::equal:
        return "= " + math(link.ink);
      case Link::Relation::approximate:
        return fmt::format("{} {}", approximately(), math(link.ink));
      case Link::Relation::undefined:
        return "(undefined)";
    }
    return {};
  }

  void write(const Equation& equation) {
    page_.push_margin(kIndent);
    const Chain chain = work_through(equation, options_.notation());
    const std::string symbol = math(chain.symbol);
    std::vector<std::string> links;
    std::string one_line = symbol;
    for (const Link& link : chain.links()) {
      links.push_back(link_text(link));
      one_line += " " + links.back();
    }
    const bool simple = !equation.shows_formula || links.size() < 3;
    if (simple && width(one_line) <= page_.room()) {
      page_.line(one_line);
    } else {
      std::string before = symbol;
      for (const std::string& link : links) {
        const size_t relation = link.find(' ') == std::string::npos ? 0 : link.find(' ') + 1;
        page_.paragraph(link.substr(relation), LineRole::plain,
                        before + " " + link.substr(0, relation));
        before.assign(width(symbol), ' ');
      }
    }
    page_.pop_margin();
  }

  void write(const MatrixBlock& block) {
    page_.push_margin(kIndent);
    matrix_versions(show_matrix(block, options_.notation()), math(block.symbol), "=");
    page_.pop_margin();
  }

  /// The exact version behind `name` and `sign`, the rounded one behind "≈".
  void matrix_versions(const std::vector<ShownMatrix>& versions, std::string name,
                       std::string_view sign) {
    for (const ShownMatrix& version : versions) {
      if (&version != &versions[0] && version.cells.rows > 1) page_.gap();
      matrix(fmt::format("{} {} ", name, version.exact ? sign : approximately()), version.cells);
      name.assign(width(name), ' ');
    }
  }

  Matrix<std::string> cell_texts(const Matrix<Ink>& cells) const {
    Matrix<std::string> texts(cells.rows, cells.columns);
    std::transform(cells.entries.begin(), cells.entries.end(), texts.entries.begin(),
                   [&](const Ink& ink) { return math(ink); });
    return texts;
  }

  static std::vector<size_t> column_widths(const Matrix<std::string>& texts) {
    std::vector<size_t> widths(texts.columns, 0);
    for (size_t i = 0; i < texts.entries.size(); ++i) {
      size_t& widest = widths[i % texts.columns];
      widest = std::max(widest, width(texts.entries[i]));
    }
    return widths;
  }

  /// As many columns side by side as there is room for, and the others below.
  void matrix(const std::string& before, const Matrix<Ink>& cells) {
    Matrix<std::string> texts(cells.rows, cells.columns);
    std::transform(cells.entries.begin(), cells.entries.end(), texts.entries.begin(),
                   [&](const Ink& ink) { return math(ink); });
    std::vector<size_t> widths(texts.columns, 0);
    for (size_t c = 0; c < texts.columns; ++c) {
      for (size_t r = 0; r < texts.rows; ++r)
        widths[c] = std::max(widths[c], width(texts.at(r, c)));
    }
    const size_t room = page_.room();
    size_t first = 0;
    while (first < texts.columns) {
      size_t last = first;
      size_t used = width(before) + 4 + widths[first];
      while (last + 1 < texts.columns && used + 2 + widths[last + 1] <= room) {
        ++last;
        used += 2 + widths[last];
      }
      if (first > 0 || last + 1 < texts.columns) {
        if (first > 0) page_.gap();
        page_.line(columns_in_words(first + 1, last + 1) + ":");
      }
      matrix_rows(first == 0 ? before : std::string(width(before), ' '), texts, widths, first,
                  last);
      first = last + 1;
    }
  }

  void matrix_rows(const std::string& before, const Matrix<std::string>& texts,
                   const std::vector<size_t>& widths, size_t first, size_t last) {
    const Brackets& b = is_unicode() ? kUnicodeBrackets : kAsciiBrackets;
    for (size_t r = 0; r < texts.rows; ++r) {
      const bool top = r == 0, bottom = r + 1 == texts.rows;
      std::string line = r == (texts.rows - 1) / 2 ? before : std::string(width(before), ' ');
      line += texts.rows == 1 ? b.single_open
              : top           ? b.top_open
              : bottom        ? b.bottom_open
                              : b.side_open;
      for (size_t c = first; c <= last; ++c) {
        const std::string& text = texts.at(r, c);
        line += std::string((c == first ? 1 : 2) + widths[c] - width(text), ' ') + text;
      }
      line += ' ';
      line += texts.rows == 1 ? b.single_close
              : top           ? b.top_close
              : bottom        ? b.bottom_close
                              : b.side_close;
      page_.line(line);
    }
  }

  void write(const Table& table) {
    TextTable text{.rows = {}, .has_header = !table.header.empty()};
    const auto add = [&](const std::vector<Prose>& cells) {
      text.rows.emplace_back();
      for (const Prose& cell : cells) text.rows.back().push_back(words(cell));
    };
    if (text.has_header) add(table.header);
    for (const auto& row : table.rows) add(row);
    page_.push_margin(kIndent);
    write_table(text, options_.charset, page_);
    page_.pop_margin();
  }

  void write(const Figure& figure) {
    if (!options_.figures) return;
    page_.push_margin(kIndent);
    for (const std::string& line : draw(figure, options_.charset, page_.room())) page_.line(line);
    page_.pop_margin();
  }

  void answers(const std::vector<Answer>& answers) {
    size_t longest = 0;
    for (const Answer& answer : answers) longest = std::max(longest, answer.name.size());
    for (const Answer& answer : answers) {
      const std::string name = fmt::format("{:<{}}", answer.name, longest);
      if (const auto* table = std::get_if<Matrix<Number>>(&answer.value)) {
        matrix_answer(name, show_matrix(*table, options_.notation()));
      } else {
        page_.paragraph(answer_text(answer.value), LineRole::plain, name + "   ");
      }
    }
  }

  /// A matrix beside its name, or below it where the page is too narrow for that.
  void matrix_answer(const std::string& name, const std::vector<ShownMatrix>& versions) {
    size_t columns = 0;
    for (const ShownMatrix& version : versions) {
      const std::vector<size_t> widths = column_widths(cell_texts(version.cells));
      columns =
          std::max(columns, std::accumulate(widths.begin(), widths.end(), 2 * widths.size() + 2));
    }
    if (width(name) + 3 + columns <= page_.room()) return matrix_versions(versions, name, " ");
    page_.line(name);
    matrix_versions(versions, "", " ");
  }

  std::string with_decimal(const Number& number) const {
    std::string text = number_text(number, options_.charset, options_.notation());
    if (wants_decimal(number, options_.notation())) {
      text += fmt::format(" {} {}", approximately(),
                          math(show_decimal(number, options_.notation()).ink));
    }
    return text;
  }

  std::string answer_text(const AnswerValue& value) const {
    if (const auto* number = std::get_if<Number>(&value)) return with_decimal(*number);
    if (const auto* volume = std::get_if<Volume>(&value)) {
      return shape_text(volume->sizes, options_.charset);
    }
    if (const auto* shapes = std::get_if<Shapes>(&value)) return words(shapes_prose(*shapes));
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
    if (const auto* name = std::get_if<ChosenWord>(&value)) return std::string(name->name());
    if (const auto* vector = std::get_if<std::vector<Number>>(&value)) {
      std::string text;
      for (const Number& entry : *vector) {
        text += (text.empty() ? "(" : ", ") + with_decimal(entry);
      }
      return text + ")";
    }
    return "none";
  }

  RenderOptions options_;
  Page page_;
};

}  // namespace

std::string render_text(const SolvedHomework& homework, const RenderOptions& options) {
  return TextWriter(options).homework(homework);
}

}  // namespace cnnsolve
