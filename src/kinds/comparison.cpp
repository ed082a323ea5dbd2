#include "kinds/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "kinds/operations.h"
#include "kinds/reach_steps.h"
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
  std::vector<PlacedLayer> layers;
  WorkedNetwork<Term> worked;

  const std::vector<Term>& output() const { return worked.layers.back().output; }
  /// A total of the network under a name that tells the two apart: N_first.
  Term total_of(const Symbol& symbol, const Term& total) const {
    return renamed({symbol.base, ordinal}, total);
  }
};

Side work_out(const char* ordinal, const ComparedNetwork& compared) {
  Side side{ordinal, compared.title, {}, {}};
  if (side.name.empty()) side.name = std::string("the ") + ordinal + " network";
  const Network network = channels_last(compared.network);
  side.layers = placed_layers(network);
  side.worked = work_out<Term>(network, side.layers);
  return side;
}

Prose field_prose(const Side& side) {
  const WorkedNetwork<Term>& w = side.worked;
  const bool is_worked_out =
      !w.reaches.empty() && !w.reaches.back().field[0].value().is_undefined();
  return !is_worked_out ? prose("not worked out")
                        : reach_prose(w.reaches.back().field, w.axes_alike);
}

/// "28 × 28 × 6", or "10 numbers".
Prose what_leaves(const Side& side) {
  const Shape output = values_of(side.output());
  return output.size() == 1 ? prose(Counted{output[0], "number"}) : prose(output);
}

Section table_part(const Side& first, const Side& second) {
  Section part{Role::part, "Part 1: side by side"};
  Table table;
  table.header = {prose(), prose("first"), prose("second")};
  const auto add = [&](const char* name, const auto& of) {
    table.rows.push_back({prose(name), of(first), of(second)});
  };
  add("network", [](const Side& side) { return prose(side.name); });
  add("layers", [](const Side& side) { return prose(side.layers.size()); });
  add("input", [](const Side& side) { return prose(values_of(side.worked.input)); });
  add("output", [](const Side& side) { return prose(values_of(side.output())); });
  add("receptive field", field_prose);
  add("parameters", [](const Side& side) { return prose(side.worked.parameters.value()); });
  add("MACs", [](const Side& side) { return prose(side.worked.macs.value()); });
  add("FLOPs", [](const Side& side) { return prose(side.worked.flops.value()); });
  part.blocks.emplace_back(std::move(table));
  const bool counts_first = first.worked.bias_in_macs, counts_second = second.worked.bias_in_macs;
  if (counts_first || counts_second) {
    part.blocks.emplace_back(prose("In the MACs of ",
                                   counts_first && counts_second ? "both networks"
                                   : counts_first                ? "the first network"
                                                                 : "the second network",
                                   " adding a bias to a number counts too."));
  }
  const bool same_output = values_of(first.output()) == values_of(second.output());
  part.answer.emplace_back(same_output ? prose("Both give ", what_leaves(first), ".")
                                       : prose("The first gives ", what_leaves(first),
                                               ", the second ", what_leaves(second), "."));
  return part;
}

Section comparison_idea() {
  Section idea{Role::idea, "What makes two networks comparable"};
  idea.blocks.emplace_back(
      prose("One network can stand in for another where it gives the same shape, and where each "
            "of them sees as much of the input. Then it is the cheaper one if it has fewer "
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

/// Both totals, and their ratio. `has`: a network "takes" MACs.
Section ratio_step(const char* title, const char* has, const char* noun, const char* name,
                   const Term& first, const Term& second, const std::optional<Term>& ratio) {
  Section step{Role::step, title};
  const auto show_total = [&](const char* ordinal, const Term& total) {
    if (total.value().is_zero()) {
      step.blocks.emplace_back(prose("The ", ordinal, " network ", has, " no ", noun, "."));
      return;
    }
    step.blocks.emplace_back(prose("The ", ordinal, " network's ", noun, ":"));
    show(step, fmt::format("{}_{}", ordinal, name), total);
  };
  show_total("first", first);
  show_total("second", second);
  if (!ratio) return step;
  step.blocks.emplace_back(prose("Their ratio, the first's divided by the second's:"));
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

// ---- A full convolution beside a separable one.

/// The only convolution of a side that has nothing else.
const ConvLayer* full_convolution(const Side& side) {
  const auto* conv =
      side.layers.size() == 1 ? std::get_if<ConvLayer>(&side.layers[0].settings) : nullptr;
  return conv && conv->convolution.groups == 1 ? conv : nullptr;
}

/// Whether two windows do the same, however their settings are written.
bool are_alike(const Window& a, const Window& b, const std::vector<Whole>& input) {
  const auto settings_of = [&](const Window& window) {
    std::vector<AxisSetting> settings = axis_settings(window, shape_of(input));
    for (AxisSetting& setting : settings) setting.mode = Padding::Mode::numbers;
    return settings;
  };
  return settings_of(a) == settings_of(b);
}

/// Whether the side is this convolution taken apart: a filter for each channel, then those that
/// combine the channels.
bool separates(const Side& side, const ConvLayer& full) {
  if (side.layers.size() != 2) return false;
  const auto* depthwise = std::get_if<ConvLayer>(&side.layers[0].settings);
  const auto* pointwise = std::get_if<ConvLayer>(&side.layers[1].settings);
  if (!depthwise || !pointwise || depthwise->input != full.input) return false;
  const Whole channels = full.input.back();
  const Convolution &each = depthwise->convolution, &combining = pointwise->convolution;
  return each.filters == channels && each.groups == channels &&
         are_alike(each.window, full.convolution.window, full.input) &&
         combining.filters == full.convolution.filters && combining.groups == 1 &&
         are_alike(combining.window, Window{.kernel = {{1}}}, pointwise->input);
}

/// `is_first_full` says which of the two is the full one, so which way round their ratio is.
Section separable_step(const ConvLayer& full, bool is_first_full) {
  const size_t axes = full.input.size() - 1;
  const Term places = places_covered(full.convolution.window, axes);
  const Term filters = Term::named(symbols::filters, full.convolution.filters);
  const Term channels = Term::named(symbols::channels, full.input.back());
  const Term depthwise = filter_weights(full.convolution, axes, channels);
  Section step{Role::step, "Where the ratio of the MACs comes from"};
  step.blocks.emplace_back(
      prose("The full convolution combines neighbours and channels at once: at each position it "
            "makes ",
            all_filters(depthwise, filters),
            " products. The separable one combines first the neighbours, with ", depthwise,
            " products, and then the channels, with ", all_filters(channels, filters),
            ". Both sums are for each position, so their positions cancel. Divided by the "
            "products of the full one, C cancels too. What is left is what the separable one "
            "takes for each MAC of the full one:"));
  show(step, "separable_share", Term::result({"q", "separable"}, separable_share(filters, places)));
  Prose words = is_first_full ? prose("The ratio above is the other way round: 1/q_separable.")
                              : prose("This is the ratio above.");
  if (places.value() != 1) {
    append(words, prose(" With many filters 1/K is small, and the share comes close to 1/",
                        places.value(), "."));
  }
  step.blocks.emplace_back(std::move(words));
  return step;
}

/// Nothing where neither side is the other's convolution taken apart.
std::optional<Section> explained_share(const Side& first, const Side& second) {
  if (first.worked.bias_in_macs) return std::nullopt;
  for (const bool is_first_full : {true, false}) {
    const ConvLayer* full = full_convolution(is_first_full ? first : second);
    if (full && separates(is_first_full ? second : first, *full)) {
      return separable_step(*full, is_first_full);
    }
  }
  return std::nullopt;
}

struct Ratios {
  std::optional<Term> parameters, macs;
};

Section ratio_part(const Side& first, const Side& second, const Ratios& ratios) {
  Section part{Role::part, "Part 2: how they compare"};
  part.sections.push_back(comparison_idea());
  const auto add = [&](const char* title, const char* has, const char* noun, const char* name,
                       const Symbol& symbol, Term WorkedNetwork<Term>::*count,
                       const std::optional<Term>& ratio) {
    part.sections.push_back(ratio_step(title, has, noun, name,
                                       first.total_of(symbol, first.worked.*count),
                                       second.total_of(symbol, second.worked.*count), ratio));
  };
  add("Parameters", "has", "parameters", "parameters", symbols::parameters,
      &WorkedNetwork<Term>::parameters, ratios.parameters);
  add("Operations", "takes", "MACs", "macs", symbols::macs, &WorkedNetwork<Term>::macs,
      ratios.macs);
  if (auto step = explained_share(first, second)) part.sections.push_back(*std::move(step));
  Prose answer;
  if (ratios.parameters) {
    append(answer, prose("The first has ", ratio_words(*ratios.parameters, "parameters")));
  }
  if (ratios.macs) {
    append(answer, prose(ratios.parameters ? ", and takes " : "The first takes ",
                         ratio_words(*ratios.macs, "MACs")));
  }
  if (answer.spans.empty()) {
    const bool has_first =
        !first.worked.parameters.value().is_zero() || !first.worked.macs.value().is_zero();
    append(answer, has_first
                       ? "The second has no parameters and takes no MACs, so there is no ratio"
                       : "Neither has parameters, and neither takes MACs");
  }
  append(answer, ".");
  part.answer.emplace_back(std::move(answer));
  return part;
}

void list_side(const Side& side, AnswerList& list) {
  const auto name = [&](const char* count) { return std::string(side.ordinal) + "_" + count; };
  list.shape(name("output"), side.output());
  list.number(name("parameters"), side.worked.parameters);
  list.number(name("macs"), side.worked.macs);
  list_field(side.worked, name("receptive_field"), list);
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
  solution.kind = kComparison;
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
