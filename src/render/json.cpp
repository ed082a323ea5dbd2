#include "render/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/decimal.h"
#include "render/json_values.h"
#include "render/json_writer.h"
#include "render/math_text.h"
#include "render/prose_text.h"

namespace cnnsolve {
namespace {

class SolutionWriter {
 public:
  SolutionWriter(JsonWriter& json, const RenderOptions& options) : json_(json), options_(options) {}

  /// The members of a solution's object.
  void members(const Solution& solution) {
    if (!solution.id.empty()) text("id", solution.id);
    text("kind", solution.kind);
    json_.own_key("answers");
    json_.open_object();
    for (const Answer& answer : solution.answers) {
      json_.own_key(answer.name);
      write_value(json_, answer.value);
    }
    json_.close_object();
    json_.own_key("exact");
    json_.open_object();
    for (const Answer& answer : solution.answers) {
      if (!is_listed_exactly(answer.value)) continue;
      json_.own_key(answer.name);
      write_exact_value(json_, answer.value);
    }
    json_.close_object();
    if (options_.detail != Detail::answers) derivation(solution.document);
  }

 private:
  void text(std::string_view name, std::string_view content) {
    json_.own_key(name);
    json_.string(content);
  }

  std::string math(const Ink& ink) const {
    return with_plain_spaces(math_text(ink, Charset::unicode));
  }
  std::string math(const Shown& shown) const { return (shown.exact ? "" : "≈ ") + math(shown.ink); }
  std::string math(const Symbol& symbol) const {
    return math(Ink{Ink::Kind::symbol, {}, symbol, {}});
  }
  std::string words(const Prose& prose) const {
    return with_plain_spaces(prose_text(prose, Charset::unicode, options_.notation()));
  }

  void derivation(const Document& document) {
    text("title", document.title);
    if (!document.question.empty()) {
      json_.own_key("question");
      json_.open_array();
      for (const std::string& paragraph : document.question) json_.string(paragraph);
      json_.close_array();
    }
    json_.own_key("derivation");
    json_.open_array();
    for (const Section& part : document.sections) section(part);
    json_.close_array();
  }

  void section(const Section& section) {
    const bool idea = section.role == Section::Role::idea;
    if (idea && options_.detail != Detail::notes) return;
    json_.open_object();
    text(idea ? "idea" : "title", section.title);
    blocks("steps", section.blocks);
    if (!section.sections.empty()) {
      json_.own_key("sections");
      json_.open_array();
      for (const Section& inner : section.sections) this->section(inner);
      json_.close_array();
    }
    blocks("answer", section.answer);
    json_.close_object();
  }

  void blocks(std::string_view name, const std::vector<Block>& blocks) {
    if (blocks.empty()) return;
    json_.own_key(name);
    json_.open_array();
    for (const Block& block : blocks) {
      json_.open_object();
      std::visit([&](const auto& content) { write(content); }, block);
      json_.close_object();
    }
    json_.close_array();
  }

  void write(const Prose& prose) { text("prose", words(prose)); }

  void write(const Identity& identity) {
    text("symbol", math(identity.symbol));
    text("formula", math(show_names(identity.expression, options_.notation()).ink));
  }

  void write(const Equation& equation) {
    const NotationOptions notation = options_for(equation, options_.notation());
    const Chain chain = work_through(equation, notation);
    text("name", equation.name);
    text("symbol", math(chain.symbol));
    // What the chain has left out, since it only repeats, is laid out here.
    text("formula", chain.formula.empty() ? math(show_names(equation.formula, notation).ink)
                                          : math(chain.formula[0].ink));
    const bool is_shown =
        !chain.substitution.empty() && chain.substitution[0].relation == Link::Relation::equal;
    text("substitution", is_shown ? math(chain.substitution[0].ink)
                                  : math(show_numbers(equation.formula, 0, notation)));
    if (!chain.folded.empty()) {
      json_.own_key("folded");
      json_.open_array();
      for (const Link& link : chain.folded) {
        json_.string(math(Shown{link.ink, link.relation == Link::Relation::equal}));
      }
      json_.close_array();
    }
    const std::vector<Number>& column = equation.formula.column();
    json_.own_key("result");
    if (column.empty()) {
      json_.string(number_text(equation.formula.value(), Charset::unicode, notation));
    } else {
      json_.open_array(true);
      for (const Number& entry : column) {
        json_.string(number_text(entry, Charset::unicode, notation));
      }
      json_.close_array();
    }
    if (column.empty() && wants_decimal(equation.formula.value(), notation)) {
      text("approximately", math(show_decimal(equation.formula.value(), notation).ink));
    }
  }

  void write(const MatrixBlock& block) {
    text("symbol", math(block.symbol));
    for (const ShownMatrix& version : show_matrix(block, options_.notation())) {
      json_.own_key(version.exact ? "matrix" : "approximately");
      json_.open_array();
      for (size_t r = 0; r < version.cells.rows; ++r) {
        json_.open_array(true);
        for (const Ink& cell : version.cells.row(r)) json_.string(math(cell));
        json_.close_array();
      }
      json_.close_array();
    }
  }

  void cells(const std::vector<Prose>& row) {
    json_.open_array(true);
    for (const Prose& cell : row) json_.string(words(cell));
    json_.close_array();
  }

  void write(const Table& table) {
    if (!table.header.empty()) {
      json_.own_key("header");
      cells(table.header);
    }
    json_.own_key("rows");
    json_.open_array();
    for (const auto& row : table.rows) cells(row);
    json_.close_array();
  }

  void write(const Figure& figure) {
    json_.own_key("figure");
    json_.open_object();
    std::visit([&](const auto& drawn) { write_figure(drawn); }, figure);
    json_.close_object();
  }

  void shape(std::string_view name, const Shape& sizes) {
    json_.own_key(name);
    write_value(json_, sizes);
  }

  void write_figure(const BlockFigure& figure) {
    shape("input", figure.input);
    path("main", figure.main);
    path("skip", figure.skip);
    if (!figure.output.empty()) shape("output", figure.output);
  }

  void number(std::string_view name, const Number& number) {
    json_.own_key(name);
    write_value(json_, number);
  }

  void write_figure(const LayerFigure& figure) {
    shape("input", figure.input);
    shape(words_for(figure.motion).mover, figure.filter);
    shape("output", figure.output);
    json_.own_key("axes");
    json_.open_array();
    for (const LayerFigure::Axis& axis : figure.axes) {
      json_.open_object(true);
      text("name", axis.name);
      number("padding_before", axis.padding_before);
      number("input", axis.input);
      number("padding_after", axis.padding_after);
      number("kernel", axis.kernel);
      number("last", axis.last);
      number("unread", axis.unread);
      json_.close_object();
    }
    json_.close_array();
  }

  void write_figure(const PointsFigure& figure) {
    for (const PointsFigure::Unit& unit : figure.units) {
      json_.key(unit.name);
      json_.open_object();
      for (const PointsFigure::Line& line : unit.lines) {
        json_.key(line.label);
        write_value(json_, line.values);
      }
      json_.close_object();
    }
  }

  void write_figure(const BarsFigure& figure) {
    if (!figure.title.empty()) text("title", figure.title);
    json_.own_key("bars");
    json_.open_object();
    for (const BarsFigure::Bar& bar : figure.bars) {
      json_.key(bar.label);
      write_value(json_, bar.count);
    }
    json_.close_object();
  }

  void write_figure(const FieldsFigure& figure) {
    text("title", title_of(figure));
    number("input", figure.input);
    json_.own_key("fields");
    json_.open_object();
    for (const FieldsFigure::Field& field : figure.fields) {
      json_.key(field.label);
      json_.open_object(true);
      number("first", field.first);
      number("places", field.places);
      json_.close_object();
    }
    json_.close_object();
  }

  void path(std::string_view name, const std::vector<BlockFigure::Box>& boxes) {
    json_.own_key(name);
    json_.open_array();
    for (const BlockFigure::Box& box : boxes) {
      json_.open_object();
      json_.own_key("label");
      cells(box.label);
      shape("output", box.output);
      json_.close_object();
    }
    json_.close_array();
  }

  JsonWriter& json_;
  const RenderOptions& options_;
};

JsonWriter writer(JsonWriter::Layout layout, const RenderOptions& options) {
  return JsonWriter(layout, options.charset == Charset::ascii);
}

void write_homework(JsonWriter& json, const SolvedHomework& homework,
                    const RenderOptions& options) {
  SolutionWriter solutions(json, options);
  if (!homework.is_list) return solutions.members(homework.solutions[0]);
  if (!homework.title.empty()) {
    json.own_key("title");
    json.string(homework.title);
  }
  json.own_key("problems");
  json.open_array();
  for (const Solution& solution : homework.solutions) {
    json.open_object();
    solutions.members(solution);
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string render_json(const SolvedHomework& homework, const RenderOptions& options) {
  JsonWriter json = writer(JsonWriter::Layout::indented, options);
  json.open_object();
  write_homework(json, homework, options);
  json.close_object();
  return json.as_line();
}

std::string render_json_line(size_t line, const SolvedHomework& homework,
                             const RenderOptions& options) {
  JsonWriter json = writer(JsonWriter::Layout::compact, options);
  json.open_object();
  json.own_key("line");
  json.literal(std::to_string(line));
  write_homework(json, homework, options);
  json.close_object();
  return json.as_line();
}

std::string render_json_errors(size_t line, const std::vector<Mistake>& mistakes,
                               const RenderOptions& options) {
  JsonWriter json = writer(JsonWriter::Layout::compact, options);
  json.open_object();
  json.own_key("line");
  json.literal(std::to_string(line));
  json.own_key("errors");
  json.open_array();
  for (const Mistake& mistake : mistakes) {
    json.open_object();
    json.own_key("where");
    json.string(mistake.where);
    json.own_key("what");
    json.string(mistake.what);
    json.close_object();
  }
  json.close_array();
  json.close_object();
  return json.as_line();
}

}  // namespace cnnsolve
