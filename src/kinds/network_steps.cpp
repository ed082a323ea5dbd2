#include "kinds/network_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "kinds/givens.h"
#include "kinds/layer_label.h"
#include "kinds/layer_steps.h"
#include "kinds/operations.h"
#include "kinds/reach_steps.h"
#include "kinds/worked_residual.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;
using Layers = std::vector<PlacedLayer>;
using Worked = WorkedNetwork<Term>;

/// What leaves a layer: a shape, or its features.
Prose shape_prose(const std::vector<Term>& sizes) { return prose(values_of(sizes)); }

/// Whether a layer takes what leaves another than the one before it.
bool begins_branch(const Layers& layers, size_t i) {
  return layers[i].from.size() == 1 && layers[i].from[0] != i;
}
Prose source_prose(const PlacedLayer& layer) {
  return layer.from[0] == 0 ? prose("the input") : prose(layer.from[0]);
}

Section given_section(const Network& network, const Layers& layers) {
  Table table;
  const Shape shape = shape_of(network.input);
  table.rows.push_back(
      {prose("input"),
       shape.size() == 1 ? prose(symbols::features) : prose(shape_letters(shape.size())),
       prose(shape)});
  table.rows.push_back({prose("layers"), prose(), prose(layers.size())});
  return {.role = Role::part, .title = "Given", .blocks = {std::move(table)}};
}

/// What a count leaves out and takes in.
Prose convention(bool counts_flops, bool bias_in_macs) {
  Prose words = prose(
      "Parameters are the numbers that training changes: weights and biases, and two numbers for "
      "each channel of batch normalisation. A MAC is one multiplication and the addition that goes "
      "with it, for one input. ");
  if (counts_flops) {
    append(words, "A FLOP is one of the two, so there are two FLOPs for each MAC. ");
  }
  append(words, bias_in_macs
                    ? "Adding a bias to a number counts as a MAC too. Normalisation, pooling "
                      "and activations count as none."
                    : "Biases, normalisation, pooling and activations count as none.");
  return words;
}

RareSettings rare_settings(const Layers& layers) {
  RareSettings rare;
  for (const PlacedLayer& layer : layers) {
    for (const PlacedWindow& placed : layer.windows) rare.add(placed.window);
    const auto add = [&](const auto& settings) {
      if constexpr (requires { settings.convolution; }) rare.add(settings.convolution);
      if constexpr (requires { settings.layers; }) {
        for (const Convolution& convolution : settings.layers) rare.add(convolution);
      }
    };
    std::visit(add, layer.settings);
  }
  return rare;
}

/// What a layer's letters stand for, with the first axis as the example.
Prose letters(const AxisName& axis, const RareSettings& rare) {
  return prose("Below, the letters of a layer are its own: ", Symbol{axis.letter}, " is the ",
               axis.name, " of what it receives, and ", Symbol{axis.letter, "out"},
               " of what leaves it. ", setting_letters(rare),
               " With a number a size is that of one layer in the network: ",
               Symbol{axis.letter, "2"}, " is the ", axis.name, " of what leaves layer 2.");
}

Section table_part(const Network& network, const Layers& layers, const Worked& w) {
  Section part{Role::part, "Part 1: the layers"};
  Table table;
  const bool counts_flops = network.count == Network::Count::flops;
  const auto counted = [&](const Term& macs) {
    return prose(counts_flops ? floating_point_operations(macs.value()) : macs.value());
  };
  table.header = {prose("#"), prose("layer"), prose("output"), prose("parameters"),
                  prose(counts_flops ? "FLOPs" : "MACs")};
  table.rows.push_back({prose(), prose("input"), shape_prose(w.input), prose(), prose()});
  for (size_t i = 0; i < layers.size(); ++i) {
    const LayerOutcome<Term>& outcome = w.layers[i];
    Prose label = label_of(layers[i]);
    if (begins_branch(layers, i)) append(label, prose(", from ", source_prose(layers[i])));
    table.rows.push_back({prose(i + 1), std::move(label), shape_prose(outcome.output),
                          prose(outcome.parameters.value()), counted(outcome.macs)});
  }
  table.rows.push_back(
      {prose(), prose("total"), prose(), prose(w.parameters.value()), counted(w.macs)});
  part.blocks.emplace_back(std::move(table));
  part.blocks.emplace_back(convention(counts_flops, network.bias_in_macs));
  if (layers.size() > 1 && w.input.size() > 1) {
    part.blocks.emplace_back(letters(axis_names(w.input.size() - 1)[0], rare_settings(layers)));
  }
  part.answer.emplace_back(output_sentence(w.layers.back().output));
  return part;
}

// ---- The steps of one layer.

/// The solution of a layer that is a problem of its own; nothing of the others.
struct SolveLayer {
  template <class Layer>
  std::vector<Section> operator()(const Layer& layer) const {
    if constexpr (requires { layer.input; }) {
      std::vector<Section> parts = solve(layer).document.sections;
      parts.erase(parts.begin());  // what is given stands in the table
      return parts;
    } else {
      return {};
    }
  }
};

/// The steps of a layer in the order of its parts, and the ideas that haven't been told yet.
void add_own_steps(Section& section, const PlacedLayer& layer, std::set<std::string>& told) {
  for (Section& part : std::visit(SolveLayer{}, layer.settings)) {
    for (Section& step : part.sections) {
      if (step.role == Role::idea && !told.insert(step.title).second) continue;
      section.sections.push_back(std::move(step));
    }
  }
}

/// Equations under their layer's name: "layer_3_parameters".
void rename_equations(Section& section, const std::string& prefix) {
  for (Block& block : section.blocks) {
    if (auto* equation = std::get_if<Equation>(&block)) equation->name = prefix + equation->name;
  }
  for (Section& inside : section.sections) rename_equations(inside, prefix);
}

/// The operations once more, where biases count.
void add_biases(Section& section, const LayerOutcome<Term>& outcome) {
  if (outcome.bias_additions.value().is_zero()) return;
  Section step{Role::step, "Operations with the biases"};
  step.blocks.emplace_back(
      prose("Here each bias counts too, once for every number that it is added to:"));
  show(step, "macs_with_biases", outcome.macs);
  section.sections.push_back(std::move(step));
}

/// "What leaves layers 3 and 5 is added."
std::string joined_words(const std::vector<size_t>& from, const char* joined) {
  std::vector<std::string> layers;
  for (const size_t source : from) {
    if (source > 0) layers.push_back(std::to_string(source));
  }
  const size_t inputs = from.size() - layers.size();
  if (layers.empty()) return fmt::format("The input is {} to itself.", joined);
  const std::string leaves =
      fmt::format("hat leaves layer{} {}", layers.size() == 1 ? "" : "s", join(layers));
  return inputs > 0 ? fmt::format("The input and w{} are {}.", leaves, joined)
                    : fmt::format("W{} is {}.", leaves, joined);
}

/// The layers that are alike in all, with all that is like the first. They are sorted by what they
/// leave, so that few need to be compared in full.
std::vector<std::vector<size_t>> alike_layers(const Layers& layers, const Worked& w) {
  std::vector<std::vector<size_t>> groups;
  std::map<Shape, std::vector<size_t>> groups_leaving;
  for (size_t i = 0; i < layers.size(); ++i) {
    Shape leaves = values_of(w.layers[i].output);
    leaves.push_back(w.layers[i].parameters.value());
    leaves.push_back(w.layers[i].macs.value());
    std::vector<size_t>& candidates = groups_leaving[std::move(leaves)];
    const auto alike = std::find_if(candidates.begin(), candidates.end(), [&](size_t group) {
      const PlacedLayer& first = layers[groups[group][0]];
      return first.type == layers[i].type && first.input == layers[i].input &&
             first.settings == layers[i].settings;
    });
    if (alike == candidates.end()) {
      candidates.push_back(groups.size());
      groups.push_back({i});
    } else {
      groups[*alike].push_back(i);
    }
  }
  return groups;
}

/// Says of layers that hand on their channels which they have them from, and so their names.
Prose handed_on(const std::vector<size_t>& from, const Worked& w) {
  Prose words;
  for (const size_t source : from) {
    if (source == 0) continue;
    const Term& channels = w.output_of(source).back();
    const Index& index = channels.node().symbol.subscript;
    if (index.empty() || index.view() == std::to_string(source)) continue;
    append(words, prose(" Layer ", source, " hands on ", channels.node().symbol, " = ",
                        Counted{channels.value(), "channel"}, "."));
  }
  return words;
}

// ---- The sums.

Section sums_part(const Network& network, const Worked& w) {
  Section part{Role::part, "Parameters, operations and memory"};
  const auto add = [&](const char* title, const char* name, const Term& result, Prose words) {
    if (result.value().is_zero()) return;
    Section step{Role::step, title};
    step.blocks.emplace_back(std::move(words));
    show(step, name, result);
    part.sections.push_back(std::move(step));
  };
  const bool is_one = w.layers.size() == 1;
  add("Parameters", "parameters", w.parameters,
      prose(is_one ? "The parameters are those of the one layer:"
                   : "The layers' parameters together, each N with the number of its layer:"));
  add("Operations", "macs", w.macs,
      prose(is_one ? "The MACs are those of the one layer:"
                   : "The layers' MACs together, each M with the number of its layer:"));
  add("FLOPs", "flops", w.flops,
      prose("A MAC is two floating-point operations. Papers often write FLOPs where they mean "
            "MACs:"));
  add("Memory of the parameters", "memory_parameters", w.parameter_bytes,
      prose("As a 32-bit number each takes 4 bytes. In bytes:"));
  add("Memory of the activations", "memory_activations", w.activation_bytes,
      prose("What leaves ", is_one ? "the layer" : "all the layers",
            ", for one input, at 4 bytes a number. In bytes:"));
  const auto counted = [](const Term& count, std::string_view noun) {
    return count.value().is_zero() ? prose("no ", noun, "s") : prose(Counted{count.value(), noun});
  };
  part.answer.emplace_back(prose(
      "The network has ", counted(w.parameters, "parameter"), " and takes ",
      network.count == Network::Count::flops ? counted(w.flops, "FLOP") : counted(w.macs, "MAC"),
      " for an input."));
  return part;
}

}  // namespace

Prose output_sentence(const std::vector<Term>& output) {
  return output.size() == 1 ? prose("The output has ", Counted{output[0].value(), "number"}, ".")
                            : prose("The output is ", shape_prose(output), ".");
}

std::vector<Section> layer_parts(const Layers& layers, const Worked& w) {
  std::vector<Section> parts;
  std::set<std::string> told;
  for (const std::vector<size_t>& group : alike_layers(layers, w)) {
    const size_t i = group[0];
    const std::vector<Term>& input = w.output_of(layers[i].from[0]);
    Section part{Role::part, fmt::format("Layer {}: {}", i + 1, name_in_words(layers[i].type))};
    Prose words;
    if (layers[i].from.size() > 1) {
      const bool is_sum = std::get<Join>(layers[i].settings).how == Join::How::sum;
      append(words, joined_words(layers[i].from, is_sum ? "added" : "joined"));
      if (!is_sum) append(words, handed_on(layers[i].from, w));
    } else {
      append(words, prose("In short: ", label_of(layers[i]), details_of(layers[i]), "."));
      append(words,
             prose(" It receives ", input.size() == 1 ? prose(Counted{input[0].value(), "number"})
                                                      : shape_prose(input)));
      if (begins_branch(layers, i)) {
        append(words,
               prose(layers[i].from[0] == 0 ? " from " : " from layer ", source_prose(layers[i])));
      }
      append(words, ".");
    }
    if (std::holds_alternative<ResidualBlock>(layers[i].settings)) {
      const Symbol size = {axis_names(input.size() - 1)[0].letter, "1"};
      append(words, prose(" In this part ", size, " and ", Symbol{symbols::parameters.base, "1"},
                          " belong to the first convolution of the block, and not to layer 1."));
    }
    if (group.size() > 1) {
      append(words,
             prose(" Layers ", layer_numbers(group), " are alike, so one calculation serves ",
                   group.size() == 2 ? "both." : "all."));
    }
    part.blocks.emplace_back(std::move(words));
    add_own_steps(part, layers[i], told);
    add_layer_steps(part, layers[i], w.layers[i], input, w.bias_in_macs, told);
    const bool is_block = std::holds_alternative<ResidualBlock>(layers[i].settings);
    if (w.bias_in_macs && !is_block) add_biases(part, w.layers[i]);
    if (part.sections.empty()) continue;
    rename_equations(part, fmt::format("layer_{}_", i + 1));
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<Section> network_sections(const Network& network, const Layers& layers,
                                      const Worked& worked) {
  std::vector<Section> sections;
  sections.push_back(given_section(network, layers));
  sections.push_back(table_part(network, layers, worked));
  for (Section& part : layer_parts(layers, worked)) sections.push_back(std::move(part));
  sections.push_back(sums_part(network, worked));
  if (!worked.reaches.empty()) sections.push_back(reach_part(layers, worked));
  return sections;
}

}  // namespace cnnsolve
