#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "render/drawing.h"
#include "render/math_latex.h"
#include "render/math_text.h"
#include "render/prose_latex.h"
#include "render/prose_text.h"
#include "render/render.h"
#include "render/tikz.h"
#include "render/wide_latex.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

constexpr double kPageRoom = 77;      // 160 mm at 11 points, less the formulas' indentation
constexpr double kFragmentRoom = 62;  // LaTeX's own page
constexpr double kQuoteMargins = 10;

bool has_fraction(const Ink& ink) {
  return ink.kind == Kind::fraction ||
         std::any_of(ink.parts.begin(), ink.parts.end(), has_fraction);
}

constexpr std::string_view kPreamble = R"(\documentclass[11pt,fleqn]{article}
\usepackage[a4paper,margin=25mm]{geometry}
\usepackage{amsmath,amssymb,tikz}
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5\baselineskip}
\setlength{\mathindent}{2em}
\setlength{\emergencystretch}{4em}
\setlength{\jot}{5pt}
\AtBeginDocument{\setlength{\belowdisplayskip}{4pt plus 2pt}}
\binoppenalty=10000 \relpenalty=10000
)";

/// A cell of a table, and the columns that its text would take in a terminal.
struct Cell {
  std::string latex;
  size_t columns = 0;
};

/// The document in ASCII. Only letters that users wrote are anything else.
std::string in_ascii(std::string_view document) {
  std::string result;
  while (!document.empty()) {
    const DecodedCharacter next = decode(document);
    if (next.character < 0x80) {
      result += static_cast<char>(next.character);
    } else {
      result += code_point(next.character);
    }
    document.remove_prefix(next.length);
  }
  return result;
}

class LatexWriter {
 public:
  explicit LatexWriter(const RenderOptions& options)
      : options_(options), room_(options.fragment ? kFragmentRoom : kPageRoom) {
    notation_ = options.notation();
    notation_.stacked = true;
  }

  std::string homework(const SolvedHomework& homework) {
    const std::string& title = homework.title.empty() && !homework.solutions.empty()
                                   ? homework.solutions.front().document.title
                                   : homework.title;
    begin(title);
    if (!homework.title.empty()) {
      paragraph("\\begin{center}\\LARGE\\bfseries " + one_line(homework.title) + "\\end{center}");
    }
    for (const Solution& solved : homework.solutions) solution(solved);
    end_paragraph();
    if (!options_.fragment) out_ += "\\end{document}\n";
    return options_.charset == Charset::unicode ? std::move(out_) : in_ascii(out_);
  }

 private:
  static std::string one_line(const std::string& text) { return literal(on_one_line(text)); }
  std::string words(const Prose& prose) const { return prose_latex(prose, notation_); }
  static std::string math(const Symbol& symbol) {
    return math_latex(Ink{Kind::symbol, {}, symbol, {}});
  }

  void begin(const std::string& title) {
    if (options_.fragment) {
      out_ += "% Needs the packages amsmath, amssymb and tikz.\n";
      return;
    }
    out_ += kPreamble;
    out_ += "\\hypersetup{pdftitle={" + plain_string(title, options_.charset) +
            "}}\n\\begin{document}\n\n";
  }

  // A display belongs to the paragraph before it: an empty line between them would show.

  void end_paragraph() {
    if (in_paragraph_) out_ += "\n";
    in_paragraph_ = false;
  }
  void paragraph(const std::string& text) {
    end_paragraph();
    out_ += text + "\n";
    in_paragraph_ = true;
  }
  void display(const std::string& lines) {
    if (!in_paragraph_) out_ += "\\noindent\n";
    out_ += "\\begin{align*}\n" + lines + "\n\\end{align*}\n";
    in_paragraph_ = true;
  }

  void solution(const Solution& solution) {
    const Document& document = solution.document;
    paragraph("\\section*{" + one_line(document.title) + "}");
    if (options_.detail == Detail::answers) return answers(solution.answers);
    for (const std::string& text : document.question) paragraph(literal(text));
    for (const Section& part : document.sections) section(part, 0);
  }

  void section(const Section& section, int number) {
    if (section.role == Section::Role::idea) return idea(section);
    bool quoted = false;
    const std::string title = own_words(section.title, quoted);
    paragraph(number > 0 ? fmt::format("\\subsubsection*{{{}. {}}}", number, title)
                         : "\\subsection*{" + title + "}");
    end_paragraph();
    contents(section);
    if (!section.answer.empty()) answer(section.answer);
  }

  void contents(const Section& section) {
    blocks(section.blocks);
    int steps = 0;
    for (const Section& inner : section.sections) {
      this->section(inner, inner.role == Section::Role::step ? ++steps : 0);
    }
  }

  void idea(const Section& section) {
    if (options_.detail != Detail::notes) return;
    bool quoted = false;
    paragraph("\\begin{quote}\\small\\setlength{\\parskip}{0.4\\baselineskip}");
    out_ += "\\textbf{" + own_words(section.title, quoted) + "}\\par\\nopagebreak\n";
    in_paragraph_ = false;
    room_ -= kQuoteMargins;
    contents(section);
    room_ += kQuoteMargins;
    out_ += "\\end{quote}\n";
    in_paragraph_ = true;
  }

  /// In a box, unless its matrix has to be broken, which a box would prevent.
  void answer(const std::vector<Block>& blocks) {
    const bool boxed = std::all_of(blocks.begin(), blocks.end(), [&](const Block& block) {
      const auto* matrix = std::get_if<MatrixBlock>(&block);
      return !matrix || fits(*matrix);
    });
    paragraph(boxed ? "\\medskip\\noindent\\fbox{\\begin{minipage}"
                      "{\\dimexpr\\linewidth-2\\fboxsep-2\\fboxrule\\relax}"
                    : "\\medskip");
    out_ += "\\textbf{Answer:} " + words(std::get<Prose>(blocks[0])) + "\n";
    this->blocks({blocks.begin() + 1, blocks.end()});
    if (boxed) out_ += "\\end{minipage}}\n";
  }

  /// Short calculations that follow each other stand under each other.
  void blocks(const std::vector<Block>& blocks) {
    std::string lines;
    const auto flush = [&] {
      if (!lines.empty()) display(lines);
      lines.clear();
    };
    for (const Block& block : blocks) {
      const auto* equation = std::get_if<Equation>(&block);
      const auto* identity = std::get_if<Identity>(&block);
      if (!identity && !(equation && !equation->shows_formula)) {
        flush();
        std::visit([&](const auto& content) { write(content); }, block);
        continue;
      }
      if (!lines.empty()) lines += " \\displaybreak[1]\\\\\n";
      lines += identity ? identity_line(*identity) : equation_lines(*equation);
    }
    flush();
  }

  void write(const Prose& prose) { paragraph(words(prose)); }
  void write(const Identity& identity) { display(identity_line(identity)); }
  void write(const Equation& equation) { display(equation_lines(equation)); }

  std::string identity_line(const Identity& identity) const {
    const Shown shown = show_names(identity.expression, notation_);
    const double used = symbol_width(identity.symbol) + kRelationWidth;
    return math(identity.symbol) + " &= " + fitted(shown.ink, room_ - used);
  }

  static std::string relation(const Link& link) {
    return link.relation == Link::Relation::approximate ? "\\approx " : "= ";
  }

  std::string equation_lines(const Equation& equation) const {
    const Chain chain = work_through(equation, notation_);
    const std::vector<Link> links = chain.links();
    const double name = math_width(chain.symbol);
    const double room = room_ - name - kRelationWidth;
    double used = name;
    for (const Link& link : links) used += kRelationWidth + math_width(link.ink);
    const bool one_line = (!equation.shows_formula || links.size() < 3) && used <= room_;
    std::string text = math_latex(chain.symbol);
    const std::string line_end = is_tall(links, room) ? " \\displaybreak[0]\\\\\n&" : " \\\\\n&";
    for (const Link& link : links) {
      const bool first = &link == &links[0];
      text += first ? " &" : one_line ? " " : line_end;
      text += link.relation == Link::Relation::undefined
                  ? "\\text{ (undefined)}"
                  : relation(link) + (one_line ? math_latex(link.ink) : fitted(link.ink, room));
    }
    return text;
  }

  /// Whether a page may be too short for the calculation.
  static bool is_tall(const std::vector<Link>& links, double room) {
    constexpr double kMostLines = 30;
    double lines = 0;
    for (const Link& link : links) {
      lines += math_height(link.ink) * std::ceil(math_width(link.ink) / room);
    }
    return lines > kMostLines;
  }

  double room_behind(double name_width) const { return room_ - name_width - kRelationWidth; }

  bool fits(const MatrixBlock& block) const {
    constexpr size_t kMostBoxedRows = 15;
    const double room = room_behind(symbol_width(block.symbol));
    const std::vector<ShownMatrix> versions = show_matrix(block, notation_);
    return block.matrix.rows <= kMostBoxedRows &&
           std::all_of(versions.begin(), versions.end(), [&](const ShownMatrix& version) {
             return columns_that_fit(version.cells, room).size() == 1;
           });
  }

  void write(const MatrixBlock& block) {
    matrix_versions(show_matrix(block, notation_), math(block.symbol), "=",
                    symbol_width(block.symbol));
  }

  /// The exact version behind `name` and `sign`, the rounded one behind an approximate sign.
  void matrix_versions(const std::vector<ShownMatrix>& versions, std::string name,
                       std::string_view sign, double name_width) {
    std::string lines;
    for (const ShownMatrix& version : versions) {
      const std::string before =
          fmt::format("{} &{} ", name, version.exact ? sign : std::string_view("\\approx"));
      const auto parts = columns_that_fit(version.cells, room_behind(name_width));
      if (parts.size() == 1 && version.cells.rows <= kMostRows) {
        if (!lines.empty()) lines += " \\displaybreak[1]\\\\\n";
        lines += before + bmatrix(version.cells, {0, version.cells.rows}, parts[0]);
      } else {
        if (!lines.empty()) display(lines);
        lines.clear();
        matrix_parts(before, version.cells, parts);
      }
      name.clear();
    }
    if (!lines.empty()) display(lines);
  }

  struct Span {
    size_t first, end;

    std::string named(std::string_view noun) const {
      return first + 1 == end ? fmt::format("{} {}", noun, end)
                              : fmt::format("{}s {} to {}", noun, first + 1, end);
    }
  };
  static constexpr size_t kMostRows = 30;  // on a page

  void matrix_parts(const std::string& before, const Matrix<Ink>& cells,
                    const std::vector<Span>& columns) {
    for (size_t row = 0; row < cells.rows; row += kMostRows) {
      const Span rows{row, std::min(cells.rows, row + kMostRows)};
      for (const Span& part : columns) {
        std::string label = columns.size() > 1 ? part.named("column") : "";
        if (cells.rows > kMostRows) label += (label.empty() ? "" : ", ") + rows.named("row");
        paragraph(label + ":");
        display(before + bmatrix(cells, rows, part));
      }
    }
  }

  static std::vector<Span> columns_that_fit(const Matrix<Ink>& cells, double room) {
    constexpr double kBetween = 1.9, kBrackets = 2;
    std::vector<Span> parts;
    double used = 0;
    for (size_t c = 0; c < cells.columns; ++c) {
      double wide = kBetween;
      for (size_t r = 0; r < cells.rows; ++r) {
        wide = std::max(wide, kBetween + math_width(cells.at(r, c)));
      }
      if (parts.empty() || used + wide > room) {
        parts.push_back({c, c});
        used = kBrackets;
      }
      used += wide;
      parts.back().end = c + 1;
    }
    return parts;
  }

  static std::string bmatrix(const Matrix<Ink>& cells, Span rows, Span columns) {
    constexpr size_t kMostByDefault = 10;
    const bool high = std::any_of(cells.entries.begin(), cells.entries.end(), has_fraction);
    const size_t count = columns.end - columns.first;
    std::string text =
        count > kMostByDefault ? fmt::format("\\setcounter{{MaxMatrixCols}}{{{}}}\n", count) : "";
    text += "\\begin{bmatrix}\n";
    for (size_t r = rows.first; r < rows.end; ++r) {
      for (size_t c = columns.first; c < columns.end; ++c) {
        text += (c == columns.first ? "  " : " & ") + math_latex(cells.at(r, c));
      }
      text += r + 1 == rows.end ? "\n" : high ? " \\\\[3pt]\n" : " \\\\\n";
    }
    return text + "\\end{bmatrix}";
  }

  Cell cell(const Prose& prose) const {
    return {words(prose), width(prose_text(prose, Charset::unicode, notation_))};
  }

  void write(const Table& table) {
    const auto cells = [&](const std::vector<Prose>& row) {
      std::vector<Cell> result;
      result.reserve(row.size());
      for (const Prose& prose : row) result.push_back(cell(prose));
      return result;
    };
    std::vector<std::vector<Cell>> rows;
    for (const auto& row : table.rows) rows.push_back(cells(row));
    this->table(cells(table.header), rows);
  }

  void table(std::vector<Cell> header, const std::vector<std::vector<Cell>>& rows) {
    constexpr size_t kMostTableRows = 35;  // a tabular isn't broken
    std::vector<std::vector<Cell>> all = rows;
    for (Cell& cell : header) cell.latex = "\\textbf{" + cell.latex + "}";
    if (!header.empty()) all.push_back(header);
    const std::string columns = column_types(all);
    for (size_t from = 0; from < rows.size(); from += kMostTableRows) {
      std::string text = "\\begin{tabular}{" + columns + "}\n";
      if (!header.empty()) text += table_row(header) + "\\hline\n";
      const size_t end = std::min(rows.size(), from + kMostTableRows);
      for (size_t r = from; r < end; ++r) text += table_row(rows[r]);
      paragraph("\\hspace*{1em}" + text + "\\end{tabular}");
    }
  }

  static std::string table_row(const std::vector<Cell>& cells) {
    std::string text;
    for (const Cell& cell : cells) {
      if (&cell != &cells[0]) text += " & ";
      text += cell.latex;
    }
    return text + " \\\\\n";
  }

  /// The most that each column can have where narrower ones leave what they don't need to the
  /// others.
  static double fair_share(std::vector<double> wide, double room) {
    std::sort(wide.begin(), wide.end());
    for (size_t c = 0; c < wide.size(); ++c) {
      const double share = room / static_cast<double>(wide.size() - c);
      if (wide[c] > share) return share;
      room -= wide[c];
    }
    return wide.back();
  }

  /// Columns as wide as their words or, where these don't fit, paragraphs that share the room.
  std::string column_types(const std::vector<std::vector<Cell>>& rows) const {
    constexpr double kLetter = 1.1, kGap = 2.5;
    std::vector<double> wide(rows[0].size(), 0);
    for (const auto& row : rows) {
      for (size_t c = 0; c < row.size(); ++c) {
        wide[c] = std::max(wide[c], kLetter * static_cast<double>(row[c].columns));
      }
    }
    const double room = room_ - kGap * static_cast<double>(wide.size());
    const double share = fair_share(wide, room);
    double fixed = 0, flexible = 0;
    for (const double w : wide) (w <= share ? fixed : flexible) += w;
    const bool fits = fixed + flexible <= room;
    std::string types;
    for (const double w : wide) {
      types += fits || w <= share
                   ? "l"
                   : fmt::format("p{{{:.1f}em}}", 0.5 * (room - fixed) * w / flexible);
    }
    return types;
  }

  void write(const Figure& figure) {
    if (!options_.figures) return;
    const auto label = [&](const Prose& prose) { return words(prose); };
    paragraph("\\begin{center}");
    out_ += tikz(lay_out(figure), room_, label) + "\\end{center}\n";
  }

  void answers(const std::vector<Answer>& answers) {
    std::vector<std::vector<Cell>> rows;
    const auto flush = [&] {
      if (!rows.empty()) table({}, rows);
      rows.clear();
    };
    end_paragraph();
    for (const Answer& answer : answers) {
      const std::string name = "\\texttt{" + literal(answer.name) + "}";
      if (const auto* matrix = std::get_if<Matrix<Number>>(&answer.value)) {
        flush();
        paragraph("\\hspace*{1em}\\hspace{\\tabcolsep}" + name);
        matrix_versions(show_matrix(*matrix, notation_), "", "", 0);
      } else {
        rows.push_back({{name, answer.name.size()}, answer_cell(answer.value)});
      }
    }
    flush();
  }

  Cell number_cell(const Number& number) const {
    Cell result{number_latex(number, notation_),
                width(number_text(number, Charset::unicode, notation_))};
    if (wants_decimal(number, notation_)) {
      const Ink decimal = show_decimal(number, notation_).ink;
      result.latex += " " + in_line("\\approx " + math_latex(decimal));
      result.columns += 3 + width(math_text(decimal, Charset::unicode));
    }
    return result;
  }

  Cell answer_cell(const AnswerValue& value) const {
    if (const auto* number = std::get_if<Number>(&value)) return number_cell(*number);
    if (const auto* volume = std::get_if<Volume>(&value)) return cell(prose(volume->sizes));
    if (const auto* shapes = std::get_if<Shapes>(&value)) return cell(shapes_prose(*shapes));
    if (const auto* truth = std::get_if<bool>(&value)) return cell(prose(*truth ? "yes" : "no"));
    if (const auto* name = std::get_if<ChosenWord>(&value)) {
      return {literal(std::string(name->name())), name->name().size()};
    }
    const auto* vector = std::get_if<std::vector<Number>>(&value);
    if (!vector) return cell(prose("none"));
    Cell result{"(", 2};
    for (const Number& entry : *vector) {
      const Cell part = number_cell(entry);
      result.latex += (result.columns == 2 ? "" : ", ") + part.latex;
      result.columns += 2 + part.columns;
    }
    result.latex += ")";
    return result;
  }

  RenderOptions options_;
  NotationOptions notation_;
  double room_;
  std::string out_;
  bool in_paragraph_ = false;
};

}  // namespace

std::string render_latex(const SolvedHomework& homework, const RenderOptions& options) {
  return LatexWriter(options).homework(homework);
}

}  // namespace cnnsolve
