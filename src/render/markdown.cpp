#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "render/math_latex.h"
#include "render/math_text.h"
#include "render/prose_text.h"
#include "render/render.h"
#include "render/text_figures.h"
#include "wording.h"

namespace cnnsolve {
namespace {

constexpr size_t kColumnsSideBySide = 10;  // LaTeX's own limit for bmatrix

/// Where a line has the character that would make it a list, a rule, a quotation or the underline
/// of a heading.
size_t block_marker(std::string_view line) {
  constexpr size_t kNone = std::string_view::npos;
  const size_t first = line.find_first_not_of("0123456789");
  if (first == kNone) return kNone;
  if (first == 0) return std::string_view("-+=:>").find(line[0]) == kNone ? kNone : 0;
  const std::string_view rest = line.substr(first);
  const bool numbered =
      rest == "." || rest == ")" || rest.starts_with(". ") || rest.starts_with(") ");
  return numbered ? first : kNone;
}

/// Whether the character at `i` may mean more than itself anywhere in a line.
bool is_markup(std::string_view line, size_t i) {
  const std::string_view rest = line.substr(i);
  // What follows "://" and "www." becomes a link, and our escapes a part of it. "==" and "%%" are
  // Obsidian's marks for highlighted and hidden text.
  return std::string_view("`*_[]#|~$&").find(line[i]) != std::string_view::npos ||
         rest.starts_with("==") || rest.starts_with("%%") || rest.starts_with("://") ||
         (line[i] == '.' && line.substr(0, i).ends_with("www"));
}

/// Markdown that shows just this line of text. `at_start`: nothing stands before it in its line.
std::string escape(std::string_view line, bool at_start) {
  // Four leading spaces would make it code.
  if (at_start) line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const size_t marker = at_start ? block_marker(line) : std::string_view::npos;
  std::string result;
  for (size_t i = 0; i < line.size(); ++i) {
    // Jupyter takes \( and \begin for mathematics even where an escape stands before them.
    if (line[i] == '\\') {
      result += "&#92;";
    } else if (line[i] == '<') {
      result += "&lt;";
    } else {
      if (i == marker || is_markup(line, i)) result += '\\';
      result += line[i];
    }
  }
  return result;
}

/// A label of a Mermaid diagram in its quotes.
std::string mermaid_label(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool special = std::string_view("\"#&<>`\\").find(c) != std::string_view::npos;
    result += special ? fmt::format("#{};", static_cast<int>(c)) : std::string{c};
  }
  return result;
}

std::string quoted(std::string_view page) {
  std::string result;
  while (!page.empty()) {
    const size_t end = page.find('\n') + 1;
    result += page[0] == '\n' ? ">" : "> ";
    result += page.substr(0, end);
    page.remove_prefix(end);
  }
  return result;
}

/// A line of a displayed calculation: what stands left of the sign that all lines align at.
struct Row {
  std::string left;
  std::string relation;
  std::string right;
};

std::string_view relation(bool exact) { return exact ? "=" : "\\approx"; }

std::string_view relation(const Link& link) {
  switch (link.relation) {
    case Link::Relation::equal:
      return "=";
    case Link::Relation::approximate:
      return "\\approx";
    case Link::Relation::undefined:
      return "\\quad";
  }
  return {};
}

std::string right_side(const Link& link) {
  return link.relation == Link::Relation::undefined ? "\\text{undefined}" : math_latex(link.ink);
}

std::string latex(const Symbol& symbol) {
  return math_latex(Ink{Ink::Kind::symbol, {}, symbol, {}});
}

std::string bmatrix(const Matrix<Ink>& cells, size_t first, size_t last) {
  std::string result = "\\begin{bmatrix}\n";
  for (size_t r = 0; r < cells.rows; ++r) {
    for (size_t c = first; c < last; ++c) {
      result += (c == first ? "" : " & ") + math_latex(cells.at(r, c));
    }
    result += r + 1 == cells.rows ? "\n" : " \\\\\n";
  }
  return result + "\\end{bmatrix}";
}

class MarkdownWriter {
 public:
  explicit MarkdownWriter(const RenderOptions& options)
      : options_(options), notation_{.digits = options.digits, .stacked = true} {}

  std::string homework(const SolvedHomework& homework) {
    if (!homework.title.empty()) heading(1, homework.title);
    for (const Solution& solved : homework.solutions) {
      solution(solved, homework.title.empty() ? 1 : 2);
    }
    return std::move(page_);
  }

 private:
  /// Adds lines that belong together, with an empty line before them.
  void block(std::string_view lines) {
    if (!page_.empty()) page_ += '\n';
    page_.append(lines).append(lines.ends_with('\n') ? "" : "\n");
  }

  /// Text on one line, escaped.
  std::string words(std::string_view text, bool at_start = true) const {
    std::string shown = with_plain_spaces(printable(text, options_.charset));
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    return escape(shown, at_start);
  }

  struct Piece {
    bool is_math;
    std::string text;
  };

  /// Whole numbers and decimals are plain text, as the words are; all else is mathematics.
  Piece piece(std::string_view text) const { return {false, std::string(text)}; }
  Piece piece(const Symbol& symbol) const { return {true, latex(symbol)}; }
  Piece piece(const Term& term) const {
    return {true, math_latex(show_names(term, notation_).ink)};
  }
  Piece piece(const Shape& shape) const { return {true, shape_latex(shape)}; }
  Piece piece(Verdict verdict) const { return {false, signed_words(verdict, options_.charset)}; }
  Piece piece(const Number& number) const {
    const Shown shown = show_number(number, notation_);
    const Ink& size = shown.ink.kind == Ink::Kind::negative ? shown.ink.parts[0] : shown.ink;
    const bool plain = size.kind == Ink::Kind::numeral || size.kind == Ink::Kind::word;
    if (shown.exact && plain) return {false, math_text(shown.ink, options_.charset)};
    return {true, (shown.exact ? "" : "\\approx ") + math_latex(shown.ink)};
  }

  std::string words(const Prose& prose) const {
    std::string result;
    std::string plain;  // escaped as a whole, since "4" and ". " together are a list
    const auto flush = [&] {
      result += words(plain, result.empty());
      plain.clear();
    };
    for (const Span& span : prose.spans) {
      const Piece next = std::visit([&](const auto& content) { return piece(content); }, span);
      if (!next.is_math) {
        plain += next.text;
        continue;
      }
      flush();
      result += fmt::format("${}$", next.text);
    }
    flush();
    return result;
  }

  void heading(size_t level, const std::string& title, const std::string& number = "") {
    if (title.empty()) return;
    block(fmt::format("{} {}{}", std::string(std::min<size_t>(level, 6), '#'), number,
                      words(title, number.empty())));
  }

  void solution(const Solution& solution, size_t level) {
    const Document& document = solution.document;
    heading(level, document.title);
    if (options_.detail == Detail::answers) return answers(solution.answers);
    for (const std::string& paragraph : document.question) block(words(paragraph));
    for (const Section& part : document.sections) section(part, level + 1, "");
  }

  void section(const Section& section, size_t level, const std::string& number) {
    if (section.role == Section::Role::idea) return idea(section);
    heading(level, section.title, number);
    blocks(section.blocks);
    int steps = 0;
    for (const Section& inner : section.sections) {
      const bool numbered = inner.role == Section::Role::step;
      this->section(inner, level + 1, numbered ? fmt::format("{}. ", ++steps) : "");
    }
    if (section.answer.empty()) return;
    block("**Answer:** " + words(std::get<Prose>(section.answer[0])));
    blocks({section.answer.begin() + 1, section.answer.end()});
  }

  void idea(const Section& section) {
    if (options_.detail != Detail::notes) return;
    MarkdownWriter inside(options_);
    inside.block(fmt::format("**{}**", words(section.title)));
    inside.blocks(section.blocks);
    block(quoted(inside.page_));
  }

  /// Lines that belong to one calculation stand together, aligned.
  void blocks(const std::vector<Block>& blocks) {
    std::vector<Row> calculation;
    for (const Block& block : blocks) {
      const auto* equation = std::get_if<Equation>(&block);
      const auto* identity = std::get_if<Identity>(&block);
      if (identity || (equation && !equation->shows_formula)) {
        const std::vector<Row> added = identity ? rows(*identity) : rows(*equation);
        calculation.insert(calculation.end(), added.begin(), added.end());
        continue;
      }
      display(std::exchange(calculation, {}));
      std::visit([&](const auto& content) { write(content); }, block);
    }
    display(calculation);
  }

  /// Mathematics on lines of its own. The dollar signs too, since GitHub and Obsidian want that.
  /// Formulas aren't escaped, as no reader takes escapes in them; math_latex writes nothing that
  /// Markdown would take for its own, but for the \\ at line ends, which all three leave alone.
  void display(const std::vector<Row>& rows) {
    if (rows.empty()) return;
    if (rows.size() == 1) {
      const auto& [left, relation, right] = rows[0];
      const std::string_view space = left.empty() || relation.empty() ? "" : " ";
      return block(fmt::format("$$\n{}{}{}{}{}\n$$", left, space, relation,
                               relation.empty() ? "" : " ", right));
    }
    std::string lines = "$$\n\\begin{aligned}\n";
    for (const Row& row : rows) {
      lines += fmt::format("{}{}&{} {}{}\n", row.left, row.left.empty() ? "" : " ", row.relation,
                           row.right, &row == &rows.back() ? "" : " \\\\");
    }
    block(lines + "\\end{aligned}\n$$");
  }

  std::vector<Row> rows(const Identity& identity) const {
    return {
        {latex(identity.symbol), "=", math_latex(show_names(identity.expression, notation_).ink)}};
  }

  /// A link a line; all on one where they are few.
  std::vector<Row> rows(const Equation& equation) const {
    const Chain chain = work_through(equation, notation_);
    const std::vector<Link> links = chain.links();
    const bool one_line = links.size() <= (equation.shows_formula ? 2 : 3);
    std::vector<Row> result;
    for (const Link& link : links) {
      if (one_line && !result.empty()) {
        result[0].right += fmt::format(" {} {}", relation(link), right_side(link));
      } else {
        result.push_back({result.empty() ? math_latex(chain.symbol) : "",
                          std::string(relation(link)), right_side(link)});
      }
    }
    return result;
  }

  void write(const Prose& prose) { block(words(prose)); }
  void write(const Identity& identity) { display(rows(identity)); }
  void write(const Equation& equation) { display(rows(equation)); }

  void write(const MatrixBlock& block) {
    matrix(latex(block.symbol), show_matrix(block, notation_));
  }

  /// A matrix, exact and rounded; a wide one in parts. An empty `name` is an answer's.
  void matrix(const std::string& name, const std::vector<ShownMatrix>& versions) {
    const size_t columns = versions[0].cells.columns;
    for (size_t first = 0; first < columns; first += kColumnsSideBySide) {
      const size_t last = std::min(columns, first + kColumnsSideBySide);
      if (columns > kColumnsSideBySide) {
        block(columns_in_words(first + 1, last) + ":");
      }
      std::vector<Row> rows;
      for (const ShownMatrix& version : versions) {
        const bool bare = name.empty() && version.exact;
        rows.push_back({rows.empty() ? name : "", bare ? "" : std::string(relation(version.exact)),
                        bmatrix(version.cells, first, last)});
      }
      display(rows);
    }
  }

  std::string table_row(const std::vector<std::string>& cells) const {
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
  }

  void table(const std::vector<std::string>& header,
             const std::vector<std::vector<std::string>>& rows) {
    std::string lines =
        table_row(header) + table_row(std::vector<std::string>(header.size(), "---"));
    for (const auto& row : rows) lines += table_row(row);
    block(lines);
  }

  void write(const Table& table) {
    const auto texts = [&](const std::vector<Prose>& cells) {
      std::vector<std::string> result;
      result.reserve(cells.size());
      for (const Prose& cell : cells) result.push_back(words(cell));
      return result;
    };
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : table.rows) rows.push_back(texts(row));
    // A table needs a header in Markdown, an empty one if there is none.
    this->table(
        table.header.empty() ? std::vector<std::string>(rows[0].size()) : texts(table.header),
        rows);
  }

  void write(const Figure& figure) {
    if (!options_.figures) return;
    if (const auto* block_figure = std::get_if<BlockFigure>(&figure)) return mermaid(*block_figure);
    std::string lines;
    for (const std::string& line : draw(figure, options_.charset)) {
      lines += with_plain_spaces(line) + "\n";
    }
    // Longer than any that stands in the drawing, whose words may be a user's.
    std::string fence = "```";
    while (lines.find(fence) != std::string::npos) fence += '`';
    block(fmt::format("{0}text\n{1}{0}", fence, lines));
  }

  std::string mermaid_shape(const Shape& shape) const {
    return mermaid_label(with_plain_spaces(shape_text(shape, options_.charset)));
  }

  std::string mermaid_box(const BlockFigure::Box& box) const {
    std::string label;
    for (const Prose& line : box.label) {
      label += label.empty() ? "" : "<br/>";
      label += mermaid_label(with_plain_spaces(prose_text(line, options_.charset, notation_)));
    }
    return label;
  }

  /// The boxes of one path and the arrows from the input to the sum.
  std::string mermaid_path(const std::string& name, const std::vector<BlockFigure::Box>& boxes) {
    std::string lines;
    std::string arrow = "    input -->";
    for (size_t i = 0; i < boxes.size(); ++i) {
      const std::string id = fmt::format("{}{}", name, i + 1);
      lines += fmt::format("{} {}[\"{}\"]\n", arrow, id, mermaid_box(boxes[i]));
      arrow = fmt::format("    {} -->|\"{}\"|", id, mermaid_shape(boxes[i].output));
    }
    return lines + arrow + " sum\n";
  }

  void mermaid(const BlockFigure& figure) {
    const bool fits = !figure.output.empty();
    std::string lines = "```mermaid\nflowchart TD\n";
    lines += fmt::format("    input[\"{}\"]\n", mermaid_shape(figure.input));
    // A bare + would be read as a list.
    lines += fits ? "    sum((\"#43;\"))\n" : "    sum[\"no sum: the shapes differ\"]\n";
    lines += mermaid_path("main", figure.main);
    lines += figure.skip.empty()
                 ? fmt::format("    input -->|\"identity: {}\"| sum\n", mermaid_shape(figure.input))
                 : mermaid_path("skip", figure.skip);
    if (fits) lines += fmt::format("    sum --> output[\"{}\"]\n", mermaid_shape(figure.output));
    block(lines + "```");
  }

  /// A table of what fits into cells; matrices below it.
  void answers(const std::vector<Answer>& answers) {
    std::vector<std::vector<std::string>> rows;
    for (const Answer& answer : answers) {
      if (std::holds_alternative<Matrix<Number>>(answer.value)) continue;
      rows.push_back({fmt::format("`{}`", answer.name), answer_text(answer.value)});
    }
    if (!rows.empty()) table({"answer", "value"}, rows);
    for (const Answer& answer : answers) {
      const auto* value = std::get_if<Matrix<Number>>(&answer.value);
      if (!value) continue;
      block(fmt::format("`{}`:", answer.name));
      matrix("", show_matrix(*value, notation_));
    }
  }

  std::string with_decimal(const Number& number) const {
    const Shown shown = show_number(number, notation_);
    std::string text = (shown.exact ? "" : "\\approx ") + math_latex(shown.ink);
    if (wants_decimal(number, notation_)) {
      text += " \\approx " + math_latex(show_decimal(number, notation_).ink);
    }
    return text;
  }

  std::string answer_text(const AnswerValue& value) const {
    if (const auto* number = std::get_if<Number>(&value)) {
      return fmt::format("${}$", with_decimal(*number));
    }
    if (const auto* volume = std::get_if<Volume>(&value)) {
      return fmt::format("${}$", shape_latex(volume->sizes));
    }
    if (const auto* vector = std::get_if<std::vector<Number>>(&value)) {
      std::vector<std::string> entries;
      for (const Number& entry : *vector) entries.push_back(with_decimal(entry));
      return fmt::format("$({})$", fmt::join(entries, ", "));
    }
    if (const auto* shapes = std::get_if<Shapes>(&value)) return words(shapes_prose(*shapes));
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
    if (const auto* name = std::get_if<ChosenWord>(&value)) return words(name->name());
    return "none";
  }

  RenderOptions options_;
  NotationOptions notation_;
  std::string page_;
};

}  // namespace

std::string render_markdown(const SolvedHomework& homework, const RenderOptions& options) {
  return MarkdownWriter(options).homework(homework);
}

}  // namespace cnnsolve
