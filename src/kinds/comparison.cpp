#include "kinds/comparison.h"

#include <optional>

#include "kinds/operations.h"
#include "kinds/worked_network.h"
#include "math/decimal.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

/// One of the two, worked out.
struct Side {
  const char* ordinal;  ///< "first"
  std::string name;     ///< how it is spoken of: its title, or "the first network"
  size_t layers;
  WorkedNetwork<Term> worked;

  const std::vector<Term>& output() const { return worked.layers.back().output; }
  /// A total of the network under a name that tells the two apart: N_first.
  Term total_of(const Symbol& symbol, const Term& total) const {
    return renamed({symbol.base, ordinal}, total);
  }
};

Side work_out(const char* ordinal, const ComparedNetwork& compared) {
  Side side{ordinal, compared.title, 0, {}};
  if (side.name.empty()) side.name = std::string("the ") + ordinal + " network";
  const Network network = channels_last(compared.network);
  const std::vector<PlacedLayer> layers = placed_layers(network);
  side.layers = layers.size();
  side.worked = work_out<Term>(network, layers);
  return side;
}

Prose field_prose(const Side& side) {
  const std::vector<Reach<Term>>& reaches = side.worked.reaches;
  if (reaches.empty() || reaches.back().field[0].value().is_undefined()) return prose("none");
  const std::vector<Term>& field = reaches.back().field;
  return side.worked.axes_alike ? prose(field[0].value()) : prose(values_of(field));
}

Section table_part(const Side& first, const Side& second) {
  Section part{Role::part, "Part 1: side by side"};
  Table table;
  table.header = {prose(), prose("first"), prose("second")};
  const auto add = [&](const char* name, const auto& of) {
    table.rows.push_back({prose(name), of(first), of(second)});
  };
  add("network", [](const Side& side) { return prose(side.name); });
  add("layers", [](const Side& side) { return prose(side.layers); });
  add("input", [](const Side& side) { return prose(values_of(side.worked.input)); });
  add("output", [](const Side& side) { return prose(values_of(side.output())); });
  add("receptive field", field_prose);
  add("parameters", [](const Side& side) { return prose(side.worked.parameters.value()); });
  add("MACs", [](const Side& side) { return prose(side.worked.macs.value()); });
  add("FLOPs", [](const Side& side) { return prose(side.worked.flops.value()); });
  part.blocks.emplace_back(std::move(table));
  const bool same_output = values_of(first.output()) == values_of(second.output());
  part.answer.emplace_back(same_output ? prose("Both give ", values_of(first.output()), ".")
                                       : prose("The first gives ", values_of(first.output()),
                                               ", the second ", values_of(second.output()), "."));
  return part;
}

Section comparison_idea() {
  Section idea{Role::idea, "What makes two networks comparable"};
  idea.blocks.emplace_back(
      prose("One network can stand in for another where it gives as many numbers, and where each "
            "of them sees as much of the input. Then it is the better one if it has fewer "
            "parameters, which must be learned and stored, or takes fewer operations."));
  idea.blocks.emplace_back(prose(
      "Parameters and operations are counted differently: a weight counts once as a parameter, "
      "and as an operation once for every position. So one of the two may shrink much more "
      "than the other."));
  return idea;
}

/// How many times the second's count the first's is; nothing where the second has none.
std::optional<Term> ratio_of(const Symbol& symbol, const Term& first, const Term& second) {
  if (second.value().is_zero()) return std::nullopt;
  return Term::result({"q", symbol.base}, ratio(first, second));
}

/// Both totals, and their ratio.
Section ratio_step(const char* title, const char* noun, const char* name, const Term& first,
                   const Term& second, const std::optional<Term>& ratio) {
  Section step{Role::step, title};
  const auto show_total = [&](const char* whose, const char* ordinal, const Term& total) {
    if (total.value().is_zero()) {
      step.blocks.emplace_back(prose("The ", ordinal, " network has none."));
      return;
    }
    step.blocks.emplace_back(prose("The ", ordinal, " network's ", noun, ":"));
    show(step, std::string(whose) + name, total);
  };
  show_total("first_", "first", first);
  show_total("second_", "second", second);
  if (!ratio) return step;
  step.blocks.emplace_back(prose("The first's for each of the second's:"));
  show(step, std::string(name) + "_ratio", *ratio);
  return step;
}

Prose ratio_words(const Term& ratio, const char* noun) {
  if (ratio.value().is_zero()) return prose("no ", noun);
  if (ratio.value() == 1) return prose("as many ", noun, " as the second");
  constexpr int kFigures = 3;
  const Decimal rounded = round_to(ratio.value(), kFigures);
  return prose(rounded.exact ? "" : "about ", rounded.plain(), " times as many ", noun,
               " as the second");
}

struct Ratios {
  std::optional<Term> parameters, macs;
};

Section ratio_part(const Side& first, const Side& second, const Ratios& ratios) {
  Section part{Role::part, "Part 2: how they compare"};
  part.sections.push_back(comparison_idea());
  const auto add = [&](const char* title, const char* noun, const char* name, const Symbol& symbol,
                       Term WorkedNetwork<Term>::*count, const std::optional<Term>& ratio) {
    part.sections.push_back(ratio_step(title, noun, name,
                                       first.total_of(symbol, first.worked.*count),
                                       second.total_of(symbol, second.worked.*count), ratio));
  };
  add("Parameters", "parameters", "parameters", symbols::parameters,
      &WorkedNetwork<Term>::parameters, ratios.parameters);
  add("Operations", "MACs", "macs", symbols::macs, &WorkedNetwork<Term>::macs, ratios.macs);
  Prose answer;
  if (ratios.parameters) {
    append(answer, prose("The first has ", ratio_words(*ratios.parameters, "parameters")));
  }
  if (ratios.macs) {
    append(answer, prose(ratios.parameters ? ", and takes " : "The first takes ",
                         ratio_words(*ratios.macs, "MACs")));
  }
  if (answer.spans.empty()) append(answer, "There is nothing in the second to compare with");
  append(answer, ".");
  part.answer.emplace_back(std::move(answer));
  return part;
}

void list_side(const Side& side, AnswerList& list) {
  const auto name = [&](const char* count) { return std::string(side.ordinal) + "_" + count; };
  list.shape(name("output"), side.output());
  list.number(name("parameters"), side.worked.parameters);
  list.number(name("macs"), side.worked.macs);
  if (side.worked.reaches.empty()) return;
  const std::vector<Term>& field = side.worked.reaches.back().field;
  if (side.worked.axes_alike) {
    list.number(name("receptive_field"), field[0]);
  } else {
    list.vector(name("receptive_field"), field);
  }
}

}  // namespace

Solution compare(const ComparedNetwork& first_stated, const ComparedNetwork& second_stated) {
  const Side first = work_out("first", first_stated), second = work_out("second", second_stated);
  const auto ratio = [&](const Symbol& symbol, Term WorkedNetwork<Term>::*count) {
    return ratio_of(symbol, first.total_of(symbol, first.worked.*count),
                    second.total_of(symbol, second.worked.*count));
  };
  const Ratios ratios = {ratio(symbols::parameters, &WorkedNetwork<Term>::parameters),
                         ratio(symbols::macs, &WorkedNetwork<Term>::macs)};
  Solution solution;
  solution.kind = "compare";
  solution.document.title = "Two networks compared";
  solution.document.sections.push_back(table_part(first, second));
  solution.document.sections.push_back(ratio_part(first, second, ratios));
  AnswerList list;
  list_side(first, list);
  list_side(second, list);
  if (ratios.parameters) list.number("parameters_ratio", *ratios.parameters);
  if (ratios.macs) list.number("macs_ratio", *ratios.macs);
  solution.answers = list.take();
  return solution;
}

}  // namespace cnnsolve
