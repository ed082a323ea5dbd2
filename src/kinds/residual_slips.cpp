
#include <algorithm>

#include "kinds/filter_slips.h"
#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"
#include "kinds/worked_residual.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

Rerun none() {
  return [](const Answers&) { return Answers{}; };
}

/// The input's channels in place of those that an earlier layer made; nothing where a layer's
/// groups can't share them.
Rerun keep_input_channels(const ResidualBlock& block, bool in_second_layer_only) {
  const std::vector<Convolution> layers = written_out(block).layers;
  for (size_t i = 1;
       i < (in_second_layer_only ? std::min<size_t>(2, layers.size()) : layers.size()); ++i) {
    if (block.input.back() % layers[i].groups != 0) return none();
  }
  const Term channels = Term::named(symbols::channels, block.input.back());
  return reworked([=](const Term& original, const Term&) -> std::optional<Term> {
    const Node& node = original.node();
    const bool made_by_layer = is_symbol(original, symbols::channels.base) &&
                               !node.operands.empty() &&
                               is_symbol(node.operands[0], symbols::filters.base);
    if (!made_by_layer) return std::nullopt;
    if (in_second_layer_only && node.operands[0].node().symbol.subscript != Index("1"))
      return std::nullopt;
    return channels;
  });
}

/// The main path with other layers, and the output as large, whether or not the shortcut fits it.
template <class Alter>
Answers with_other_layers(const ResidualBlock& block, const Alter& alter, const Answers& right) {
  ResidualBlock changed = written_out(block);
  for (Convolution& layer : changed.layers) alter(layer.window);
  // Which shortcut would fit then isn't asked.
  changed.shortcut = ResidualBlock::Shortcut::identity;
  if (!check(changed).empty()) return {};
  const Working sizes = named(worked_answers(changed), "main_output").workings[0];
  Answers answers = {volume_answer("main_output", sizes)};
  if (!named(right, "output").workings.empty()) answers.push_back(volume_answer("output", sizes));
  return answers;
}

/// Both paths at stride 1.
Answers without_stride(const ResidualBlock& block, const Answers& right) {
  Answers answers = with_other_layers(block, leave_out_stride, right);
  const AnswerValue& stride = named(right, "shortcut_stride").value;
  if (std::holds_alternative<std::monostate>(stride)) return answers;
  Working skip = named_input<Term>(layer_shapes(block).front());
  skip.back() = named(right, "skip_output").workings[0].back();
  answers.push_back(volume_answer("skip_output", skip));
  const auto* by_axis = std::get_if<std::vector<Number>>(&stride);
  answers.push_back({"shortcut_stride", Number(1)});
  if (by_axis) answers.back().value = std::vector<Number>(by_axis->size(), 1);
  return answers;
}

Answers with_channels_of_input(const ResidualBlock& block, const Answers& right) {
  const Term channels = Term::named(symbols::channels, block.input.back());
  Answers answers;
  for (const char* name : {"main_output", "skip_output", "output"}) {
    const Answer& volume = named(right, name);
    if (volume.workings.empty()) continue;
    Working sizes = volume.workings[0];
    sizes.back() = channels;
    answers.push_back(volume_answer(name, sizes));
  }
  if (!named(right, "shortcut_filters").workings.empty()) {
    answers.push_back(answer("shortcut_filters", channels));
  }
  return answers;
}

/// A projection with the kernel of the first layer that has more than one place.
Answers with_kernel_of_main_path(const ResidualBlock& block, const Answers& right) {
  const std::vector<Convolution> layers = written_out(block).layers;
  const auto layer = std::find_if(layers.begin(), layers.end(), [](const Convolution& each) {
    return !each.window.kernel.is_one();
  });
  if (layer == layers.end() || named(right, "shortcut_kernel").workings.empty()) return {};
  const PerAxis& kernel = layer->window.kernel;
  const Term own = named(right, "parameters_shortcut").workings[0][0];
  const Convolution projection = {.window = {.kernel = kernel}};
  const Term changed =
      Term::result(own.node().symbol,
                   filter_parameters(projection, input_shape(block).size() - 1,
                                     Term::named(symbols::channels, block.input.back()), block.bias,
                                     named(right, "shortcut_filters").workings[0][0]));
  Rework rework([&](const Term& original, const Term&) {
    return &original.node() == &own.node() ? std::optional(changed) : std::nullopt;
  });
  Answers answers = {answer("parameters_shortcut", changed),
                     answer("parameters", rework(named(right, "parameters").workings[0][0]))};
  const bool is_one_size = std::all_of(kernel.values.begin(), kernel.values.end(),
                                       [&](Whole side) { return side == kernel.at(0); });
  if (is_one_size) {
    answers.push_back(answer("shortcut_kernel", Term::named(symbols::kernel, kernel.at(0))));
  }
  return answers;
}

/// The main path with the stride of one layer in all of them, where the others have none.
Answers with_stride_in_all(const ResidualBlock& block, const Answers& right) {
  const ResidualBlock written = written_out(block);
  std::vector<PerAxis> strides;
  for (const Convolution& layer : written.layers) {
    if (!layer.window.stride.is_one()) strides.push_back(layer.window.stride);
  }
  if (strides.size() != 1) return {};
  return with_other_layers(
      block, [&](Window& window) { window.stride = strides[0]; }, right);
}

/// The channels of both paths behind each other.
Answers joined(const Answers& right) {
  if (named(right, "output").workings.empty()) return {};
  Working sizes = named(right, "output").workings[0];
  sizes.back() =
      Term::result({symbols::channels.base, "out"},
                   total({sizes.back(), named(right, "skip_output").workings[0].back()}));
  return {volume_answer("output", sizes)};
}

/// 2(K₁ + K₂) for 2(K₁ + K₂ + K_s).
std::optional<Term> leave_out_shortcut_norm(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  if (node.op != Op::total || node.operands.size() < 2) return std::nullopt;
  const Term& last = *(node.operands.end() - 1);
  const bool is_of_shortcut = is_symbol(last, symbols::filters.base) &&
                              last.node().symbol.subscript == Index(kShortcutIndex);
  if (!is_of_shortcut) return std::nullopt;
  const Operands& x = reworked.node().operands;
  return total(std::vector<Term>(x.begin(), x.end() - 1));
}

/// What an answer of one number is.
const Term& count_of(const Answer& answer, const Term&) { return answer.workings[0][0]; }
const Number& count_of(const Answer& answer, const Number&) {
  return std::get<Number>(answer.value);
}
const Term& formula_behind(const Term& count) { return count.node().operands[0]; }
const Number& formula_behind(const Number& count) { return count; }
Answer count_answer(std::string name, const Term& count) { return answer(std::move(name), count); }
Answer count_answer(std::string name, const Number& count) { return {std::move(name), count}; }

/// Each layer's multiplications at all positions of its output. Adding a bias is none.
template <class N>
Answers multiplications(ResidualBlock block) {
  block.bias = false;
  const Answers weights = answers_to<N>(block);
  Answers answers;
  std::vector<N> parts;
  const auto add = [&](const std::string& name, std::string_view index, const Shape& output) {
    const std::vector<N> positions(output.begin(), output.end() - 1);
    const N& count = formula_behind(count_of(named(weights, name), N()));
    parts.push_back(result(
        [&] {
          return Symbol{symbols::parameters.base, index};
        },
        at_every_position(count, positions)));
    answers.push_back(count_answer(name, parts.back()));
  };
  const std::vector<Shape> shapes = layer_shapes(block);
  for (size_t i = 1; i < shapes.size(); ++i) {
    const std::string index = std::to_string(i);
    add("parameters_" + index, index, shapes[i]);
  }
  const Answer& skip = named(weights, "shortcut_filters");
  if (!std::holds_alternative<std::monostate>(skip.value)) {
    add("parameters_shortcut", kShortcutIndex,
        std::get<Volume>(named(weights, "skip_output").value).sizes);
  }
  answers.push_back(count_answer("parameters", result(symbols::parameters, total(parts))));
  return answers;
}

/// Each layer's parameters with those of the batch normalisation behind it.
Answers with_batchnorm_in_layers(const ResidualBlock& block, const Answers& right) {
  if (!block.batchnorm) return {};
  Answers answers;
  const auto add = [&](const std::string& name, const Term& filters) {
    const Term& own = named(right, name).workings[0][0];
    answers.push_back(answer(
        name,
        Term::result(own.node().symbol, own.node().operands[0] + batchnorm_parameters(filters))));
  };
  const std::vector<Convolution> layers = written_out(block).layers;
  for (size_t i = 1; i <= layers.size(); ++i) {
    const std::string number = std::to_string(i);
    add("parameters_" + number,
        Term::named({symbols::filters.base, number}, layers[i - 1].filters));
  }
  const Answer& filters = named(right, "shortcut_filters");
  const bool is_projection = !filters.workings.empty();
  if (is_projection) add("parameters_shortcut", filters.workings[0][0]);
  return answers;
}

using Block = std::shared_ptr<const ResidualBlock>;

std::vector<NamedSlip> shape_slips(const Block& block) {
  const std::vector<std::string_view> shapes = {"main_output", "skip_output", "output"};
  const std::vector<std::string_view> main_path = {"main_output", "output"};
  const auto on_layers = [block](void (*alter)(Window&)) {
    return [block, alter](const Answers& right) { return with_other_layers(*block, alter, right); };
  };
  return listed(
      {{kStrideLeftOut,
        {"main_output", "skip_output", "output", "shortcut_stride"},
        [block](const Answers& right) { return without_stride(*block, right); }},
       {kPaddingLeftOut, main_path, on_layers(leave_out_padding)},
       {kPaddingCountedOnce, main_path, on_layers(count_padding_once)},
       {kPaddingCountedTwice, main_path, on_layers(count_padding_twice)},
       {kPlusOneLeftOut, shapes, reworked(leave_out_plus_one)},
       {kDilationLeftOut, main_path, on_layers(leave_out_dilation)},
       {kRoundedUp, shapes, reworked(round_up)},
       {kRoundedDown, shapes, reworked(round_down)},
       {{kInputChannelsKept.code, "the channels of the input are kept"},
        {"main_output", "skip_output", "output", "shortcut_filters"},
        [block](const Answers& right) { return with_channels_of_input(*block, right); }},
       {{"shortcut_not_applied",
         "the input is taken as it is, without the operation on the skip connection"},
        {"skip_output"},
        [block](const Answers&) {
          return Answers{
              volume_answer("skip_output", named_input<Term>(layer_shapes(*block).front()))};
        },
        SlipExtent::unit,
        "shortcut",
        {kShortcutNames[1]}},
       {{"stride_in_all_layers",
         "every convolution of the main path is given the stride, which only one of them has"},
        main_path,
        [block](const Answers& right) { return with_stride_in_all(*block, right); }},
       {{"paths_joined", "the channels of the two paths are joined, though the paths are added"},
        {"output"},
        joined},
       {{"main_kernel_kept", "the shortcut is given the kernel of the main path"},
        {"shortcut_kernel", "parameters"},
        [block](const Answers& right) { return with_kernel_of_main_path(*block, right); }}});
}

std::vector<NamedSlip> parameter_slips(const Block& block) {
  const std::vector<std::string_view> counts = {"parameters"};
  const auto with = [block](void (*alter)(ResidualBlock&)) { return altered(block, alter); };
  return listed(
      {{kBiasLeftOut, counts, with([](ResidualBlock& changed) { changed.bias = false; })},
       {{kBiasCounted.code, "biases are counted, though the layers have none"},
        counts,
        with([](ResidualBlock& changed) { changed.bias = true; })},
       {{codes::kOneBiasForLayer, "one bias is counted for each layer and not one for each filter"},
        counts,
        reworked(take_one_bias)},
       {{"shortcut_left_out", "the parameters of the shortcut are left out"},
        counts,
        with([](ResidualBlock& changed) { changed.shortcut = ResidualBlock::Shortcut::identity; }),
        SlipExtent::unit,
        "shortcut",
        {kShortcutNames[1], kShortcutNames[3]}},
       {kInputDepthForSecond, counts, keep_input_channels(*block, true)},
       {{codes::kInputDepthForAllLayers,
         "all convolutions are given the channels of the block's input and not those of the layer "
         "before"},
        counts,
        // In a block of two this would be the slip above.
        written_out(*block).layers.size() < 3 ? none() : keep_input_channels(*block, false)},
       {{codes::kDepthLeftOut, "the channels of each layer's input are left out"},
        counts,
        reworked(leave_out_depth)},
       {{codes::kKernelNotSquared, "only one side of each kernel is counted"},
        counts,
        reworked(leave_out_sides)},
       {kKernelSquared, counts, reworked(square_kernel), SlipExtent::problem},
       {kGroupsLeftOut, counts,
        altered(std::make_shared<const ResidualBlock>(written_out(*block)),
                [](ResidualBlock& changed) {
                  for (Convolution& layer : changed.layers) layer.groups = 1;
                })},
       {{"shortcut_counted", "a projection is counted, which the shortcut isn't here"},
        counts,
        with(
            [](ResidualBlock& changed) { changed.shortcut = ResidualBlock::Shortcut::projection; }),
        SlipExtent::unit,
        "shortcut",
        {kShortcutNames[2]}},
       {{"shortcut_batchnorm_left_out", "the batch normalisation behind the shortcut is left out"},
        counts,
        reworked(leave_out_shortcut_norm)},
       {kBatchnormLeftOut, counts, with([](ResidualBlock& changed) { changed.batchnorm = false; })},
       {{"batchnorm_counted", "batch normalisation is counted, though the block has none"},
        counts,
        with([](ResidualBlock& changed) { changed.batchnorm = true; })},
       {{"batchnorm_in_layers",
         "the parameters of the batch normalisation behind it are counted too, which have an "
         "answer of their own"},
        counts,
        [block](const Answers& right) { return with_batchnorm_in_layers(*block, right); }},
       {{codes::kStatisticsCounted,
         "four numbers are counted for each channel of batch normalisation, the running mean and "
         "variance too, which aren't trained"},
        counts,
        reworked(count_statistics)},
       {{codes::kMacsForParameters,
         "the multiplications at all positions (MACs) are counted and not the weights"},
        counts,
        Rerun([block](const Answers&) { return multiplications<Term>(*block); },
              [block] { return multiplications<Number>(*block); })}});
}

}  // namespace

std::vector<NamedSlip> named_slips(const ResidualBlock& block) {
  const auto shared = std::make_shared<const ResidualBlock>(block);
  std::vector<NamedSlip> slips = shape_slips(shared);
  add(slips, parameter_slips(shared));
  return slips;
}

}  // namespace cnnsolve
