// What a layer's filters hold, weights, biases and parameters, and the channels that they make.
#pragma once

#include <vector>

#include "kinds/convolution.h"
#include "kinds/layer_outcome.h"

namespace cnnsolve {

inline constexpr std::string_view kOwnGroup = "A filter sees only the channels of its own group:";

/// Of the input's channels those that one filter covers: all, or those of its group. As all
/// functions over N here, it is there for Term and Number.
template <class N>
N seen_channels(const Convolution& convolution, const N& channels);

template <class N>
struct FilterCounts {
  N filters;
  N channels_seen;  ///< input channels that one filter covers
  N filter_weights;
  N filter_parameters;
  N weights;
  N biases;
  N parameters;
  bool has_bias = true;
};

/// Of a convolution, plain or transposed, on an input whose sizes end with its channels.
template <class N>
FilterCounts<N> count_filters(const Convolution& convolution, bool bias,
                              const std::vector<N>& input);

/// Hands them to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_counts(const FilterCounts<N>& counts, List& list) {
  list.number("weights_per_filter", counts.filter_weights);
  list.number("parameters_per_filter", counts.filter_parameters);
  list.number("weights", counts.weights);
  list.number("biases", counts.biases);
  list.number("parameters", counts.parameters);
}

/// The channels that so many filters make, under the output's index.
template <class N>
N output_channels(const N& filters, std::string_view index);

/// What a layer with these filters gives.
template <class N>
LayerOutcome<N> outcome_of(const FilterCounts<N>& counts, const N& macs, std::vector<N> output,
                           const std::string& index);

/// Adds the other ways to count the parameters to their answer: of those who add up weights and
/// biases, and of those who count filters by the channels that they make.
void add_other_ways(const FilterCounts<Term>& counts, const Term& output_channels,
                    std::vector<Answer>& answers);

/// Where the channels of the output come from.
Section filter_channels_step(const Convolution& convolution, const Term& output_channels);

/// "Part 2: the parameters".
Section parameters_part(const Convolution& convolution, const FilterCounts<Term>& counts);

}  // namespace cnnsolve
