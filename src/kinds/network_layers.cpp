#include "kinds/network_layers.h"

#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// The sizes of an output whose axes `size_of` works out one by one; the channels stay.
template <class N, class SizeOf>
std::vector<N> resized(const std::vector<N>& input, const std::string& index,
                       const SizeOf& size_of) {
  const std::vector<AxisName>& names = axis_names(input.size() - 1);
  std::vector<N> output;
  for (size_t axis = 0; axis < names.size(); ++axis) {
    output.push_back(result([&] { return Symbol{names[axis].letter, index}; }, size_of(axis)));
  }
  output.push_back(input.back());
  return output;
}

}  // namespace

template <class N>
LayerOutcome<N> pass(const GlobalPool&, const std::vector<N>& input, const std::string& index) {
  return {.output = {result([&] { return Symbol{symbols::channels.base, index}; }, input.back())}};
}

template <class N>
LayerOutcome<N> pass(const AdaptivePool& pool, const std::vector<N>& input,
                     const std::string& index) {
  return {.output =
              resized(input, index, [&](size_t axis) { return N(pool.output_size.at(axis)); })};
}

template <class N>
LayerOutcome<N> pass(const Upsample& upsample, const std::vector<N>& input,
                     const std::string& index) {
  return {.output = resized(input, index, [&](size_t axis) {
            return scaled_size(input[axis], N(upsample.scale.at(axis)));
          })};
}

template <class N>
LayerOutcome<N> pass(const Join& join, const std::vector<std::vector<N>>& inputs,
                     const std::string& index) {
  LayerOutcome<N> outcome{.output = inputs[0]};
  if (join.how == Join::How::concat) {
    std::vector<N> parts;
    parts.reserve(inputs.size());
    for (const std::vector<N>& input : inputs) parts.push_back(input.back());
    outcome.output.back() = result(
        [&] {
          return Symbol{(inputs[0].size() == 1 ? symbols::features : symbols::channels).base,
                        index};
        },
        total(parts));
  }
  return outcome;
}

template <class N>
LayerOutcome<N> pass(const Flatten&, const std::vector<N>& input, const std::string& index) {
  return {.output = {result([&] { return Symbol{symbols::features.base, index}; }, volume(input))}};
}

template <class N>
LayerOutcome<N> pass(const ChannelNorm&, const std::vector<N>& input, const std::string& index) {
  LayerOutcome<N> outcome{.output = input};
  outcome.parameters = result(
      [&] {
        return Symbol{symbols::parameters.base, index};
      },
      batchnorm_parameters(input.back()));
  outcome.statistics = batchnorm_statistics(input.back());
  return outcome;
}

template <class N>
LayerOutcome<N> pass(const Pointwise&, const std::vector<N>& input, const std::string&) {
  return {.output = input};
}

// Of each of them for both types of number.
template LayerOutcome<Term> pass(const GlobalPool&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const GlobalPool&, const std::vector<Number>&,
                                   const std::string&);
template LayerOutcome<Term> pass(const AdaptivePool&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const AdaptivePool&, const std::vector<Number>&,
                                   const std::string&);
template LayerOutcome<Term> pass(const Upsample&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const Upsample&, const std::vector<Number>&, const std::string&);
template LayerOutcome<Term> pass(const Join&, const std::vector<std::vector<Term>>&,
                                 const std::string&);
template LayerOutcome<Number> pass(const Join&, const std::vector<std::vector<Number>>&,
                                   const std::string&);
template LayerOutcome<Term> pass(const Flatten&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const Flatten&, const std::vector<Number>&, const std::string&);
template LayerOutcome<Term> pass(const ChannelNorm&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const ChannelNorm&, const std::vector<Number>&,
                                   const std::string&);
template LayerOutcome<Term> pass(const Pointwise&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const Pointwise&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
