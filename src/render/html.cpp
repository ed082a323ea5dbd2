#include <fmt/format.h>

#include <algorithm>

#include "render/drawing.h"
#include "render/math_mathml.h"
#include "render/math_text.h"
#include "render/prose_text.h"
#include "render/render.h"
#include "render/svg.h"

namespace cnnsolve {
namespace {

constexpr std::string_view kStyle = R"(
:root {
  color-scheme: light dark;
  --page: #fff; --ink: #1c1e21; --soft: #5a6068; --rule: #d5d9de;
  --idea: #f3f5f8; --idea-edge: #8aa0bd; --answer: #e8f5ec; --answer-edge: #2e7d4f;
  --input: #cfe2f7; --padding: #eceef1; --filter: #f3a64c99; --output: #bfe3c8; --unread: #e9b8b8;
  --correct: #1b6e3c; --partial: #855800; --incorrect: #b3261e; --invalid: #84309b;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #16181b; --ink: #e4e6e9; --soft: #a2a9b2; --rule: #3a3f46;
    --idea: #1f2329; --idea-edge: #5b7396; --answer: #16291d; --answer-edge: #5fb681;
    --input: #24456b; --padding: #2b2f35; --filter: #c97a1c99; --output: #276140; --unread: #6d3535;
    --correct: #6fcf8f; --partial: #e0b252; --incorrect: #ff8f85; --invalid: #d79be6;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
    sans-serif;
  overflow-wrap: anywhere; -webkit-text-size-adjust: 100%;
}
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.8rem; margin: 0 0 1.5rem; }
h2 { font-size: 1.4rem; margin: 2.2rem 0 1rem; }
h1 + article, article + article {
  margin-top: 3rem; border-top: 1px solid var(--rule);
}
article > h2 { margin-top: 1rem; }
h3 { font-size: 1.2rem; margin: 2.2rem 0 .8rem; }
h4 { font-size: 1.05rem; margin: 1.8rem 0 .6rem; }
p { margin: .8rem 0; }
.question { white-space: pre-line; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math, serif; }
.math, .table, .figure { overflow-x: auto; overflow-y: hidden; margin: 1rem 0; }
.math { padding: .15rem 0 .15rem 1.25rem; break-inside: avoid; }
.line { margin: .5rem 0; }
.math math { display: block math; width: max-content; margin: 0; font-size: 1.1em; }
.chain > mtr > mtd { padding: .35em .14em; }
/* Chromium aligns what a cell holds by its own value only. */
.chain > mtr > mtd:first-child { text-align: right; text-align: -webkit-right; padding-left: 0; }
.chain > mtr > mtd:last-child { text-align: left; text-align: -webkit-left; }
.line .chain > mtr > mtd { padding-top: 0; padding-bottom: 0; }
.matrix mtd { text-align: right; text-align: -webkit-right; padding: .2em .5em; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; overflow-wrap: normal; }
td:last-child { padding-right: 0; }
tr { border-bottom: 1px solid var(--rule); break-inside: avoid; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 500; }
td .math { margin: 0; padding-left: 0; overflow: visible; }
svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
svg text { font-size: 1.75px; dominant-baseline: central; fill: var(--ink); }
.area { stroke: var(--soft); stroke-width: .12; stroke-linejoin: round; }
polyline { fill: none; stroke: currentColor; stroke-width: .14; stroke-linejoin: round; }
.head { fill: currentColor; }
.dashed { stroke-dasharray: .6 .4; }
.dot { stroke: var(--ink); stroke-width: .12; }
.fill-outline { fill: var(--page); } .stroke-outline { color: var(--ink); }
.fill-input { fill: var(--input); } .stroke-input { color: var(--input); }
.fill-padding { fill: var(--padding); } .stroke-padding { color: var(--padding); }
.fill-filter { fill: var(--filter); } .stroke-filter { color: var(--filter); }
.fill-output { fill: var(--output); } .stroke-output { color: var(--output); }
.fill-unread { fill: var(--unread); } .stroke-unread { color: var(--unread); }
.fill-faint { fill: var(--rule); } .stroke-faint { color: var(--rule); }
details {
  margin: 1.2rem 0; padding: .6rem 1rem; background: var(--idea);
  border-left: 4px solid var(--idea-edge); border-radius: 0 .4rem .4rem 0;
}
summary { font-weight: 600; cursor: pointer; }
.answer {
  margin: 1.5rem 0; padding: .7rem 1rem; background: var(--answer);
  border: 1px solid var(--answer-edge); border-left-width: 5px; border-radius: .4rem;
  break-inside: avoid;
}
.answer p { margin: .2rem 0; }
.verdict { font-weight: 600; }
.verdict.correct { color: var(--correct); } .verdict.partial { color: var(--partial); }
.verdict.incorrect { color: var(--incorrect); } .verdict.invalid { color: var(--invalid); }
.verdict.missing { color: var(--soft); }
:focus-visible { outline: 2px solid var(--idea-edge); outline-offset: 2px; }
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --ink: #000; --soft: #333; --rule: #999; --idea: #fff; --idea-edge: #999;
    --answer: #fff; --answer-edge: #000; --input: #ddd; --padding: #fff; --filter: #8889;
    --output: #bbb; --unread: #555;
  }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  .math, .table, .figure { overflow: visible; }
  .figure { break-inside: avoid; }
  summary { list-style: none; break-after: avoid; }
  details::details-content { content-visibility: visible; }
}
)";

// Wider mathematics than this, in characters, is scrolled on a phone.
constexpr size_t kPhoneWidth = 32;
// A short calculation stays in one line up to here.
constexpr size_t kLineWidth = 40;

struct SpanHtml {
  const NotationOptions& options;

  std::string operator()(std::string_view words) const { return markup(words); }
  std::string operator()(const Shape& shape) const { return shape_text(shape, Charset::unicode); }
  std::string operator()(const Symbol& symbol) const {
    return math(Ink{Ink::Kind::symbol, {}, symbol, {}});
  }
  std::string operator()(const Term& term) const { return math(show_names(term, options).ink); }
  std::string operator()(const Number& number) const {
    const Shown shown = show_number(number, options);
    return (shown.exact ? "" : "≈\u00a0") + math(shown.ink);
  }
  std::string operator()(Verdict verdict) const {
    return fmt::format("<span class=\"verdict {}\">{}</span>", code_of(verdict),
                       signed_words(verdict, Charset::unicode));
  }

  static bool is_plain(const Ink& ink) {
    return ink.kind == Ink::Kind::numeral || ink.kind == Ink::Kind::word ||
           (ink.kind == Ink::Kind::negative && is_plain(ink.parts[0]));
  }
  /// A mere number needs no mathematics around it.
  static std::string math(const Ink& ink) {
    if (is_plain(ink)) return markup(math_text(ink, Charset::unicode));
    return "<math>" + math_mathml(ink) + "</math>";
  }
};

/// The page in ASCII, every other character as its number.
std::string in_ascii(std::string_view page) {
  std::string result;
  while (!page.empty()) {
    const DecodedCharacter next = decode(page);
    if (next.character < 0x80) {
      result += static_cast<char>(next.character);
    } else {
      result += fmt::format("&#x{:x};", static_cast<std::uint32_t>(next.character));
    }
    page.remove_prefix(next.length);
  }
  return result;
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const RenderOptions& options)
      : options_(options), notation_{.digits = options.digits, .stacked = true} {}

  std::string homework(const SolvedHomework& homework) {
    const bool titled = !homework.title.empty() || homework.solutions.empty();
    const std::string title =
        markup(titled ? std::string_view(homework.title) : homework.solutions[0].document.title);
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        title, kStyle);
    if (titled) heading(1, title);
    for (const Solution& solved : homework.solutions) solution(solved, titled ? 2 : 1);
    out_ += "</main>\n</body>\n</html>\n";
    return options_.charset == Charset::unicode ? std::move(out_) : in_ascii(out_);
  }

 private:
  std::string words(const Prose& prose) const {
    std::string html;
    for (const Span& span : prose.spans) html += std::visit(SpanHtml{notation_}, span);
    return html;
  }
  static Ink ink_of(const Symbol& symbol) { return Ink{Ink::Kind::symbol, {}, symbol, {}}; }
  static std::string text_of(const Symbol& symbol) {
    return markup(math_text(ink_of(symbol), Charset::unicode));
  }
  static size_t width_of(const Ink& ink) { return width(math_text(ink, Charset::unicode)); }

  void heading(int level, const std::string& html) {
    out_ += fmt::format("<h{0}>{1}</h{0}>\n", level, html);
  }
  void paragraph(const std::string& html) { out_ += "<p>" + html + "</p>\n"; }

  void solution(const Solution& solution, int level) {
    const Document& document = solution.document;
    out_ += "<article>\n";
    heading(level, markup(document.title));
    if (options_.detail == Detail::answers) {
      answers(solution.answers);
    } else {
      for (const std::string& text : document.question) {
        out_ += "<p class=\"question\">" + markup(text) + "</p>\n";
      }
      for (const Section& part : document.sections) section(part, "", level + 1);
    }
    out_ += "</article>\n";
  }

  void section(const Section& section, const std::string& number, int level) {
    if (section.role == Section::Role::idea) return idea(section);
    out_ += "<section>\n";
    heading(level, number + markup(section.title));
    blocks(section.blocks);
    int steps = 0;
    for (const Section& inner : section.sections) {
      const bool numbered = inner.role == Section::Role::step;
      this->section(inner, numbered ? fmt::format("{}. ", ++steps) : "", level + 1);
    }
    answer(section.answer);
    out_ += "</section>\n";
  }

  /// It is open because not every browser prints a closed one.
  void idea(const Section& section) {
    if (options_.detail != Detail::notes) return;
    out_ += "<details open>\n<summary>" + markup(section.title) + "</summary>\n";
    blocks(section.blocks);
    out_ += "</details>\n";
  }

  void answer(const std::vector<Block>& answer) {
    if (answer.empty()) return;
    out_ += "<div class=\"answer\">\n";
    paragraph("<strong>Answer:</strong> " + words(std::get<Prose>(answer[0])));
    blocks({answer.begin() + 1, answer.end()});
    out_ += "</div>\n";
  }

  void blocks(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      std::visit([&](const auto& content) { write(content); }, block);
    }
  }

  void write(const Prose& prose) { paragraph(words(prose)); }

  /// Opens a box in which what is too wide for the page is scrolled, by keyboard too.
  void open_box(std::string_view classes, const std::string& label, bool may_be_wide) {
    out_ += fmt::format("<div class=\"{}\"", classes);
    if (may_be_wide) {
      out_ += fmt::format(" tabindex=\"0\" role=\"region\" aria-label=\"{}\"", label);
    }
    out_ += ">\n";
  }

  static std::string relation(Link::Relation relation) {
    return relation == Link::Relation::approximate ? "<mo>≈</mo>" : "<mo>=</mo>";
  }
  /// "= …" with what stands between the sign and the rest: nothing, or the border of two cells.
  static std::string link_cells(const Link& link, std::string_view between) {
    if (link.relation == Link::Relation::undefined) {
      return fmt::format("{}<mspace width=\"0.5em\"/><mtext>(undefined)</mtext>", between);
    }
    return fmt::format("{}{}{}", relation(link.relation), between, math_mathml(link.ink));
  }

  /// An equation: `left` before the first of its links, and the links below each other.
  void chain(std::string_view classes, const Symbol& left, const std::vector<Link>& links) {
    size_t widest = 0;
    for (const Link& link : links) widest = std::max(widest, width_of(link.ink));
    open_box(classes, "Equation for " + text_of(left),
             width_of(ink_of(left)) + widest > kPhoneWidth);
    out_ += "<math display=\"block\"><mtable class=\"chain\" displaystyle=\"true\">\n";
    std::string before = math_mathml(ink_of(left));
    for (const Link& link : links) {
      out_ += fmt::format("<mtr><mtd>{}</mtd><mtd>{}</mtd></mtr>\n", before,
                          link_cells(link, "</mtd><mtd>"));
      before.clear();
    }
    out_ += "</mtable></math>\n</div>\n";
  }

  /// An equation in one line: "a = b = c".
  void line(const Symbol& left, const std::vector<Link>& links) {
    size_t wide = width_of(ink_of(left));
    std::string content = math_mathml(ink_of(left));
    for (const Link& link : links) {
      wide += 3 + width_of(link.ink);
      content += link_cells(link, "");
    }
    open_box("math line", "Equation for " + text_of(left), wide > kPhoneWidth);
    out_ += "<math display=\"block\"><mrow>" + content + "</mrow></math>\n</div>\n";
  }

  void write(const Identity& identity) {
    line(identity.symbol,
         {Link{Link::Relation::equal, show_names(identity.expression, notation_).ink}});
  }

  void write(const Equation& equation) {
    const std::vector<Link> links = work_through(equation, notation_).links();
    size_t wide = width_of(ink_of(equation.symbol));
    for (const Link& link : links) wide += 3 + width_of(link.ink);
    const bool simple = !equation.shows_formula || links.size() < 3;
    if (simple && wide <= kLineWidth) {
      line(equation.symbol, links);
    } else {
      chain("math", equation.symbol, links);
    }
  }

  void write(const MatrixBlock& block) {
    const std::vector<ShownMatrix> versions = show_matrix(block, notation_);
    open_box("math", "Matrix " + text_of(block.symbol), is_wide(versions));
    out_ += "<math display=\"block\"><mtable class=\"chain\">\n";
    std::string before = math_mathml(ink_of(block.symbol));
    for (const ShownMatrix& version : versions) {
      out_ += fmt::format("<mtr><mtd>{}</mtd><mtd>{}</mtd><mtd>{}</mtd></mtr>\n", before,
                          relation_to(version), matrix(version.cells));
      before.clear();
    }
    out_ += "</mtable></math>\n</div>\n";
  }

  static std::string relation_to(const ShownMatrix& version) {
    return relation(version.exact ? Link::Relation::equal : Link::Relation::approximate);
  }

  static bool is_wide(const std::vector<ShownMatrix>& versions) {
    return std::any_of(versions.begin(), versions.end(), [](const ShownMatrix& version) {
      size_t widest = 0;
      for (const Ink& cell : version.cells.entries) widest = std::max(widest, width_of(cell));
      return version.cells.columns * (widest + 2) + 4 > kPhoneWidth;
    });
  }

  static std::string matrix(const Matrix<Ink>& cells) {
    std::string rows;
    for (size_t r = 0; r < cells.rows; ++r) {
      rows += "<mtr>";
      for (size_t c = 0; c < cells.columns; ++c) {
        rows += "<mtd>" + math_mathml(cells.at(r, c)) + "</mtd>";
      }
      rows += "</mtr>";
    }
    return "<mrow><mo>[</mo><mtable class=\"matrix\">" + rows + "</mtable><mo>]</mo></mrow>";
  }

  void write(const Table& table) {
    open_box("table", "Table", true);
    out_ += "<table>\n";
    if (!table.header.empty()) {
      out_ += "<thead><tr>";
      for (const Prose& cell : table.header) out_ += "<th scope=\"col\">" + words(cell) + "</th>";
      out_ += "</tr></thead>\n";
    }
    out_ += "<tbody>\n";
    for (const std::vector<Prose>& row : table.rows) {
      out_ += "<tr><th scope=\"row\">" + words(row[0]) + "</th>";
      for (size_t i = 1; i < row.size(); ++i) out_ += "<td>" + words(row[i]) + "</td>";
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n</div>\n";
  }

  void write(const Figure& figure) {
    if (!options_.figures) return;
    open_box("figure", "Figure", true);
    out_ += svg(lay_out(figure), options_.notation()) + "</div>\n";
  }

  void answers(const std::vector<Answer>& answers) {
    open_box("table", "Answers", true);
    out_ += "<table>\n<thead><tr><th scope=\"col\">answer</th><th scope=\"col\">value</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Answer& answer : answers) {
      out_ += fmt::format("<tr><th scope=\"row\"><code>{}</code></th><td>{}</td></tr>\n",
                          markup(answer.name), answer_html(answer.value));
    }
    out_ += "</tbody>\n</table>\n</div>\n";
  }

  std::string answer_html(const AnswerValue& value) const {
    if (const auto* number = std::get_if<Number>(&value)) return with_decimal(*number);
    if (const auto* volume = std::get_if<Volume>(&value)) return words(prose(volume->sizes));
    if (const auto* shapes = std::get_if<Shapes>(&value)) return words(shapes_prose(*shapes));
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
    if (const auto* name = std::get_if<ChosenWord>(&value)) return markup(name->name());
    if (const auto* vector = std::get_if<std::vector<Number>>(&value)) return vector_html(*vector);
    if (const auto* table = std::get_if<Matrix<Number>>(&value)) return matrix_html(*table);
    return "none";
  }

  std::string with_decimal(const Number& number) const {
    std::string html = words(prose(number));
    if (wants_decimal(number, notation_)) {
      html += " ≈\u00a0" + SpanHtml::math(show_decimal(number, notation_).ink);
    }
    return html;
  }

  std::string matrix_html(const Matrix<Number>& table) const {
    std::string html;
    for (const ShownMatrix& version : show_matrix(table, notation_)) {
      html += "<div class=\"math\"><math display=\"block\">";
      if (!version.exact) html += relation_to(version);
      html += matrix(version.cells) + "</math></div>";
    }
    return html;
  }

  std::string vector_html(const std::vector<Number>& vector) const {
    std::string html;
    for (const Number& entry : vector) html += (html.empty() ? "(" : ", ") + with_decimal(entry);
    return html + ")";
  }

  const RenderOptions& options_;
  NotationOptions notation_;
  std::string out_;
};

}  // namespace

std::string render_html(const SolvedHomework& homework, const RenderOptions& options) {
  return HtmlWriter(options).homework(homework);
}

}  // namespace cnnsolve
