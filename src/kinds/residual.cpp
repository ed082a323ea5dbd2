#include "kinds/residual.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/givens.h"
#include "kinds/operations.h"
#include "kinds/residual_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Choice = ResidualBlock::Shortcut;

constexpr Whole kBottleneckExpansion = 4;

const Symbol kShortcutKernel = {symbols::kernel.base, kShortcutIndex};
const Symbol kShortcutStride = {symbols::stride.base, kShortcutIndex};

Convolution same_convolution(Whole filters, Whole kernel, Whole stride) {
  return {
      .filters = filters,
      .window = {
          .kernel = {{kernel}}, .stride = {{stride}}, .padding = {.mode = Padding::Mode::same}}};
}

// As people answer; "auto" is only for problems.
const std::array<ChosenWord::Spelling, 3> kShortcutWords = {
    {{kShortcutNames[1], {"none", "no operation", "unchanged"}},
     {kShortcutNames[2],
      {"1x1 convolution", "1x1 conv", "1 x 1 convolution", "1 x 1 conv", "1×1 convolution",
       "1 × 1 convolution", "conv1x1", "1x1", "linear projection", "convolution", "conv"}},
     {kShortcutNames[3], {"zero padding", "zero padded", "zero padded identity", "padding"}}}};

template <class N, class List>
void list_stride(const WorkedResidual<N>& w, List& list) {
  constexpr const char* kName = "shortcut_stride";
  if (w.shortcut.kind == Choice::identity) return list.none(kName);
  std::vector<N> strides;
  for (const Whole stride : w.shortcut.projection.window.stride.values) {
    strides.push_back(given<N>(kShortcutStride, stride));
  }
  if (strides.size() == 1) return list.number(kName, strides[0]);
  list.vector(kName, strides);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const ResidualBlock& block, const WorkedResidual<N>& w, List& list) {
  const bool is_projection = w.is_projection();
  list.word("shortcut", ChosenWord{static_cast<size_t>(w.shortcut.kind) - 1, kShortcutWords});
  if (is_projection) {
    list.number("shortcut_kernel", given<N>(kShortcutKernel, 1));
    list.number("shortcut_filters", w.skip.sizes.back());
  } else {
    list.none("shortcut_kernel");
    list.none("shortcut_filters");
  }
  list_stride(w, list);
  list.volume(kMainOutput, w.main());
  list.volume(kSkipOutput, w.skip.sizes);
  const auto agree = [](const std::vector<N>& a, const std::vector<N>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const N& x, const N& y) { return value_of(x) == value_of(y); });
  };
  list.truth("shapes_match", agree(w.input, w.main()));
  if (agree(w.skip.sizes, w.main())) {
    list.volume("output", w.main());
  } else {
    list.none("output");
  }
  for (size_t i = 0; i < w.layers.size(); ++i) {
    list.number("parameters_", w.layers[i].parameters, i + 1);
  }
  if (is_projection) {
    list.number("parameters_shortcut", w.skip.parameters);
  } else {
    list.fixed("parameters_shortcut", 0);
  }
  if (block.batchnorm) list.number("parameters_batchnorm", w.batchnorm);
  list.number("parameters", w.parameters);
}

/// The numbers under that name in a formula, each of them as a working.
void collect_given(const Term& formula, std::string_view base, std::vector<Working>& found) {
  const Node& node = formula.node();
  if (node.op == Op::symbol) {
    if (node.operands.empty() && node.symbol.base == base) found.push_back({formula});
    return;
  }
  for (const Term& operand : node.operands) collect_given(operand, base, found);
}

/// Lets the shortcut's kernel and stride be those that its results are worked out from.
void join_settings(const WorkedResidual<Term>& w, std::vector<Answer>& answers) {
  const auto join = [&](const char* name, const std::vector<Working>& uses) {
    Answer& setting = answer_named(answers, name);
    if (std::holds_alternative<Number>(setting.value) && !uses.empty()) setting.workings = uses;
  };
  if (!w.is_projection()) return;
  std::vector<Working> kernels, strides;
  collect_given(w.skip.parameters.node().operands[0], symbols::kernel.base, kernels);
  for (const AxisSize<Term>& axis : w.skip.axes) {
    if (!is_result(axis.output)) continue;
    collect_given(axis.output.node().operands[0], symbols::stride.base, strides);
  }
  join("shortcut_kernel", kernels);
  join("shortcut_stride", strides);
}

std::vector<Answer> all_answers(const ResidualBlock& block, const WorkedResidual<Term>& w) {
  AnswerList list;
  list_answers(block, w, list);
  std::vector<Answer> answers = list.take();
  join_settings(w, answers);
  return answers;
}

/// Adds the parameters of a shortcut that has none, for whoever takes it for a projection: they are
/// in the sum then.
void add_shortcut(const WorkedResidual<Term>& w, std::vector<Answer>& answers) {
  const Term none = Term::result({symbols::parameters.base, kShortcutIndex}, Term(0));
  answer_named(answers, "parameters_shortcut").workings = {{none}};
  const Term& sum = w.parameters.node().operands[0];
  answer_named(answers, "parameters")
      .workings.push_back({Term::result(symbols::parameters, sum + none)});
}

/// Whether the fields say once, and only once, what the layers are.
void check_layers_given(std::vector<FieldMistake>& mistakes, const ResidualBlock& block) {
  const int ways = !block.layers.empty() + block.filters.has_value() + block.bottleneck.has_value();
  const char* given = block.bottleneck ? "bottleneck" : "filters";
  if (ways == 0) {
    mistakes.push_back(
        {"filters", "is missing: filters, bottleneck or layers must say what the block is"});
  } else if (ways > 1) {
    mistakes.push_back({given, fmt::format("can't be given together with {}",
                                           block.layers.empty() ? "filters" : "layers")});
  }
  if (block.stride && !block.layers.empty()) {
    mistakes.push_back({"stride", "must be given in the layers, not beside them"});
  }
  if (block.stride_in != ResidualBlock::StrideIn::first && !block.bottleneck) {
    mistakes.push_back({"stride_in", "only goes with bottleneck"});
  }
}

/// Says of mistakes in sizes that nobody gave these. `path`: where those of the whole block stand.
void name_example_size(std::vector<FieldMistake>& mistakes, std::string_view path) {
  for (FieldMistake& mistake : mistakes) {
    if (mistake.path != path && !mistake.path.ends_with("/kernel")) continue;
    mistake.what += fmt::format("; only the channels are given, so the size {} x {} is taken",
                                kExampleSize, kExampleSize);
  }
}

}  // namespace

ResidualBlock written_out(ResidualBlock block) {
  const Whole stride = block.stride.value_or(1);
  if (block.filters) {
    block.layers = {same_convolution(*block.filters, 3, stride),
                    same_convolution(*block.filters, 3, 1)};
  } else if (block.bottleneck) {
    const Whole narrow = *block.bottleneck;
    const bool first = block.stride_in == ResidualBlock::StrideIn::first;
    block.layers = {same_convolution(narrow, 1, first ? stride : 1),
                    same_convolution(narrow, 3, first ? 1 : stride),
                    same_convolution(narrow * kBottleneckExpansion, 1, 1)};
  }
  block.filters.reset();
  block.bottleneck.reset();
  block.stride.reset();
  block.stride_in = ResidualBlock::StrideIn::first;
  return block;
}

std::vector<Shape> layer_shapes(const ResidualBlock& stated) {
  const ResidualBlock block = written_out(stated);
  std::vector<Shape> shapes = {input_shape(block)};
  for (const Convolution& layer : block.layers) {
    shapes.push_back(output_shape(layer, shapes.back()));
  }
  return shapes;
}

std::vector<FieldMistake> check(const ResidualBlock& block) {
  std::vector<FieldMistake> mistakes;
  if (block.input.size() > 4) {
    mistakes.push_back(
        {"input", fmt::format("must be channels, length x channels, height x width x channels, or "
                              "depth x height x width x channels, got {} numbers",
                              block.input.size())});
  }
  check_layers_given(mistakes, block);
  if (!mistakes.empty()) return mistakes;

  // A block of many layers isn't copied.
  const auto in_short = block.layers.empty() ? std::optional(written_out(block)) : std::nullopt;
  const ResidualBlock& written = in_short ? *in_short : block;
  const Shape input = input_shape(block);
  Shape shape = input;
  for (size_t i = 0; i < written.layers.size() && mistakes.empty(); ++i) {
    mistakes = check(written.layers[i], shape, "layers/" + std::to_string(i) + "/");
    if (mistakes.empty()) shape = output_shape(written.layers[i], shape);
  }
  const char* path = block.filters ? "filters" : block.bottleneck ? "bottleneck" : "layers";
  if (mistakes.empty()) find_shortcut(written, input, shape, path, mistakes);
  if (block.input.size() == 1) name_example_size(mistakes, path);
  return mistakes;
}

std::string title_of(const ResidualBlock&) { return "A residual block"; }

Solution solve(const ResidualBlock& stated) {
  const ResidualBlock block = written_out(stated);
  const WorkedResidual<Term> worked = work_out<Term>(block);
  Solution solution;
  solution.document.sections = residual_parts(block, worked);
  Section given = givens(block);
  RareSettings rare;
  for (const Convolution& layer : block.layers) rare.add(layer);
  given.blocks.emplace_back(prose("In the formulas of a convolution ", setting_letters(rare)));
  solution.document.sections.insert(solution.document.sections.begin(), std::move(given));
  solution.answers = all_answers(block, worked);
  return solution;
}

std::vector<Answer> worked_answers(const ResidualBlock& stated) {
  const ResidualBlock block = written_out(stated);
  const WorkedResidual<Term> worked = work_out<Term>(block);
  std::vector<Answer> answers = all_answers(block, worked);
  if (!worked.is_projection()) add_shortcut(worked, answers);
  return answers;
}

void answer(ResidualBlock stated, PlainAnswers& answers) {
  const ResidualBlock block = written_out(std::move(stated));
  list_answers(block, work_out<Number>(block), answers);
}

template <class N>
LayerOutcome<N> pass(const ResidualBlock& stated, const std::vector<N>& input,
                     const std::string& index) {
  const ResidualBlock block = written_out(stated);
  const WorkedResidual<N> w = work_out(block, input, index);
  LayerOutcome<N> outcome;
  std::vector<N> weights, biases, macs, additions;
  const auto count = [&](const Convolution& c, const WorkedConvolution<N>& worked,
                         const std::string& number) {
    const N filters = worked.sizes.back();
    // Without biases the weights are all that is counted, and have their symbol already.
    weights.push_back(
        block.bias ? result([&] { return of_layer(symbols::weights, number); },
                            all_filters(filter_weights(c, worked.axes.size(), worked.channels_seen),
                                        filters))
                   : worked.parameters);
    biases.push_back(filters);
    const std::vector<N> positions(worked.sizes.begin(), worked.sizes.end() - 1);
    macs.push_back(at_every_position(weights.back(), positions));
    additions.push_back(at_every_position(filters, positions));
  };
  for (size_t i = 0; i < block.layers.size(); ++i) {
    count(block.layers[i], w.layers[i], w.index(i));
  }
  if (w.is_projection()) count(w.shortcut.projection, w.skip, w.shortcut_index());
  outcome.output = w.main();
  for (size_t i = 0; i + 1 < outcome.output.size(); ++i) {
    const std::string_view letter = axis_names(outcome.output.size() - 1)[i].letter;
    outcome.output[i] = result([&] { return Symbol{letter, index}; }, outcome.output[i]);
  }
  outcome.output.back() = result(
      [&] {
        return Symbol{symbols::channels.base, index};
      },
      outcome.output.back());
  outcome.weights = renamed(of_layer(symbols::weights, index), total(weights));
  if (block.bias) {
    outcome.biases = renamed(of_layer(symbols::biases, index), total(biases));
    outcome.bias_additions = total(additions);
  }
  if (block.batchnorm) outcome.statistics = batchnorm_statistics(total(biases));
  outcome.parameters = renamed({symbols::parameters.base, index}, w.parameters);
  outcome.macs = result([&] { return Symbol{symbols::macs.base, index}; }, total(macs));
  return outcome;
}
template LayerOutcome<Term> pass(const ResidualBlock&, const std::vector<Term>&,
                                 const std::string&);
template LayerOutcome<Number> pass(const ResidualBlock&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
