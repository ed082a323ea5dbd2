#include "kinds/worked_residual.h"

#include "kinds/givens.h"
#include "kinds/layer_outcome.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Choice = ResidualBlock::Shortcut;

const Symbol kBatchnormParameters = {symbols::parameters.base, "bn"};
const Symbol kGroupChannels = {symbols::channels.base, "group"};
const Symbol kShortcutFilters = {symbols::filters.base, kShortcutIndex};

template <class N>
void work_out_sizes(const SizeTask<N>& task, const N& filters, WorkedConvolution<N>& worked) {
  worked.axes = work_out_axes(task);
  worked.sizes.reserve(task.input.size());
  for (const AxisSize<N>& size : worked.axes) worked.sizes.push_back(size.output);
  worked.sizes.push_back(filters);
}

/// Counts the parameters of a convolution whose sizes are worked out. `index` is that of its
/// symbol.
template <class N>
void work_out_parameters(const Convolution& c, bool bias, const std::vector<N>& input,
                         const std::string& index, WorkedConvolution<N>& worked) {
  N channels = result(symbols::channels, input.back());
  if (c.groups != 1) {
    channels =
        result(kGroupChannels, channels_per_group(channels, given<N>(symbols::groups, c.groups)));
  }
  N each = filter_weights(c, worked.axes.size(), channels);
  if (bias) each = parameters_per_filter(each);
  worked.channels_seen = channels;
  worked.parameters = result(
      [&] {
        return Symbol{symbols::parameters.base, index};
      },
      all_filters(each, result(symbols::filters, worked.sizes.back())));
}

template <class N>
void work_out_skip(const ResidualBlock& block, WorkedResidual<N>& w) {
  std::vector<FieldMistake> none;
  w.shortcut = find_shortcut(block, values_of(w.input), values_of(w.main()), "", none).value();
  if (w.shortcut.kind == Choice::identity) {
    w.skip.sizes = w.input;
    return;
  }
  const Convolution& c = w.shortcut.projection;
  work_out_sizes({c.window, w.input, "skip"}, result(kShortcutFilters, w.main().back()), w.skip);
  if (w.is_projection()) work_out_parameters(c, block.bias, w.input, kShortcutIndex, w.skip);
}

/// The sum over the layers, the shortcut and batch normalisation.
template <class N>
void work_out_total(const ResidualBlock& block, WorkedResidual<N>& w) {
  std::vector<N> parts;
  std::vector<N> channels;  // that are normalised
  parts.reserve(w.layers.size() + 2);
  channels.reserve(w.layers.size() + 1);
  const auto add = [&](const WorkedConvolution<N>& convolution, const auto& filters) {
    parts.push_back(convolution.parameters);
    channels.push_back(result(filters, convolution.sizes.back()));
  };
  for (const WorkedConvolution<N>& layer : w.layers) {
    add(layer, [&] {
      return Symbol{symbols::filters.base, std::to_string(&layer - w.layers.data() + 1)};
    });
  }
  if (w.is_projection()) add(w.skip, kShortcutFilters);
  if (block.batchnorm) {
    w.batchnorm = result(kBatchnormParameters, batchnorm_parameters(total(channels)));
    parts.push_back(w.batchnorm);
  }
  w.parameters = result(symbols::parameters, total(parts));
}

}  // namespace

Shape input_shape(const ResidualBlock& block) {
  if (block.input.size() > 1) return shape_of(block.input);
  return {kExampleSize, kExampleSize, block.input[0]};
}

template <class N>
WorkedResidual<N> work_out(const ResidualBlock& block, std::vector<N> sizes) {
  WorkedResidual<N> w;
  w.input = std::move(sizes);
  w.layers.reserve(block.layers.size());
  for (const Convolution& c : block.layers) {
    const std::string number = std::to_string(w.layers.size() + 1);
    const auto filters = [&] { return Symbol{symbols::filters.base, number}; };
    WorkedConvolution<N> layer;
    const std::vector<N>& input = w.input_of(w.layers.size());
    work_out_sizes({c.window, input, number}, given<N>(filters, c.filters), layer);
    work_out_parameters(c, block.bias, input, number, layer);
    w.layers.push_back(std::move(layer));
  }
  work_out_skip(block, w);
  work_out_total(block, w);
  return w;
}

template WorkedResidual<Term> work_out(const ResidualBlock&, std::vector<Term>);
template WorkedResidual<Number> work_out(const ResidualBlock&, std::vector<Number>);

template <class N>
WorkedResidual<N> work_out(const ResidualBlock& block) {
  return work_out(block, named_input<N>(input_shape(block)));
}
template WorkedResidual<Term> work_out(const ResidualBlock&);
template WorkedResidual<Number> work_out(const ResidualBlock&);

}  // namespace cnnsolve
