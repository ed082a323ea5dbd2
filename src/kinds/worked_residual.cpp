#include "kinds/worked_residual.h"

#include "kinds/filter_counts.h"
#include "kinds/givens.h"
#include "kinds/layer_outcome.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Choice = ResidualBlock::Shortcut;

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
  worked.channels_seen = seen_channels(c, result(symbols::channels, input.back()));
  worked.parameters = result(
      [&] {
        return Symbol{symbols::parameters.base, index};
      },
      filter_parameters(c, worked.axes.size(), worked.channels_seen, bias,
                        result(symbols::filters, worked.sizes.back())));
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
  const auto filters = [&] { return Symbol{symbols::filters.base, w.shortcut_index()}; };
  work_out_sizes({c.window, w.input, w.before_index + "skip"}, result(filters, w.main().back()),
                 w.skip);
  if (w.is_projection()) work_out_parameters(c, block.bias, w.input, w.shortcut_index(), w.skip);
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
      return Symbol{symbols::filters.base, w.index(static_cast<size_t>(&layer - w.layers.data()))};
    });
  }
  if (w.is_projection()) {
    add(w.skip, [&] { return Symbol{symbols::filters.base, w.shortcut_index()}; });
  }
  if (block.batchnorm) {
    w.batchnorm = result(
        [&] {
          return Symbol{symbols::parameters.base, w.before_index + "bn"};
        },
        batchnorm_parameters(total(channels)));
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
WorkedResidual<N> work_out(const ResidualBlock& block, std::vector<N> sizes,
                           std::string_view layer) {
  WorkedResidual<N> w;
  if (!layer.empty()) w.before_index = std::string(layer) + ",";
  w.input = std::move(sizes);
  w.layers.reserve(block.layers.size());
  for (const Convolution& c : block.layers) {
    const std::string number = w.index(w.layers.size());
    const auto filters = [&] { return Symbol{symbols::filters.base, number}; };
    WorkedConvolution<N> worked;
    const std::vector<N>& input = w.input_of(w.layers.size());
    work_out_sizes({c.window, input, number}, given<N>(filters, c.filters), worked);
    work_out_parameters(c, block.bias, input, number, worked);
    w.layers.push_back(std::move(worked));
  }
  work_out_skip(block, w);
  work_out_total(block, w);
  return w;
}

template WorkedResidual<Term> work_out(const ResidualBlock&, std::vector<Term>, std::string_view);
template WorkedResidual<Number> work_out(const ResidualBlock&, std::vector<Number>,
                                         std::string_view);

template <class N>
WorkedResidual<N> work_out(const ResidualBlock& block) {
  return work_out(block, named_input<N>(input_shape(block)));
}
template WorkedResidual<Term> work_out(const ResidualBlock&);
template WorkedResidual<Number> work_out(const ResidualBlock&);

}  // namespace cnnsolve
