#include "kinds/filter_counts.h"

#include "kinds/operations.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

const Symbol kGroupChannels = {symbols::channels.base, "group"};
const Symbol kFilterWeights = {"n", "w"};
const Symbol kFilterParameters = {"n", "f"};

Section parameters_idea(bool has_bias, bool is_single) {
  Section idea{Role::idea, "What counts as a parameter"};
  idea.blocks.emplace_back(prose(
      "A parameter is a number that training may change. Here these are the weights in the filter",
      is_single ? "" : "s",
      !has_bias   ? ". There are no biases here."
      : is_single ? " and its bias. The bias lets the filter raise or lower its whole map."
                  : " and the bias of each filter. The bias lets a filter raise or lower its whole "
                    "map."));
  idea.blocks.emplace_back(
      prose("A filter uses the same weights at every position. So the size of the input, the "
            "padding and the stride aren't in the formula: they decide where the filter goes, not "
            "how many numbers it holds."));
  return idea;
}

Section one_filter(const Convolution& convolution, const FilterCounts<Term>& counts) {
  Section step{Role::step, "One filter"};
  if (convolution.groups != 1) {
    step.blocks.emplace_back(prose(kOwnGroup));
    show(step, "channels_per_group", counts.channels_seen);
  }
  step.blocks.emplace_back(prose("The weights of one filter:"));
  show(step, "weights_per_filter", counts.filter_weights);
  if (counts.has_bias) {
    step.blocks.emplace_back(
        prose(convolution.filters == 1 ? "The" : "Each", " filter also has one bias:"));
    show(step, "parameters_per_filter", counts.filter_parameters);
  }
  return step;
}

Section all_filters_step(const Convolution& convolution, const FilterCounts<Term>& counts) {
  const Whole filters = convolution.filters;
  Section step{Role::step, "All filters"};
  step.blocks.emplace_back(
      filters == 1 ? prose("The layer has one filter:")
                   : prose("The layer has ", filters, " filters, each with numbers of its own:"));
  show(step, "parameters", counts.parameters);
  if (counts.has_bias) {
    step.blocks.emplace_back(weights_and_biases(counts.weights, counts.biases));
  } else {
    step.blocks.emplace_back(weights_alone(counts.weights));
  }
  return step;
}

}  // namespace

template <class N>
N seen_channels(const Convolution& c, const N& channels) {
  if (c.groups == 1) return channels;
  return result(kGroupChannels, channels_per_group(channels, given<N>(symbols::groups, c.groups)));
}
template Term seen_channels(const Convolution&, const Term&);
template Number seen_channels(const Convolution&, const Number&);

template <class N>
FilterCounts<N> count_filters(const Convolution& c, bool bias, const std::vector<N>& input) {
  FilterCounts<N> counts;
  counts.has_bias = bias;
  counts.filters = given<N>(symbols::filters, c.filters);
  counts.channels_seen = seen_channels(c, input.back());
  counts.filter_weights =
      result(kFilterWeights, filter_weights(c, input.size() - 1, counts.channels_seen));
  counts.filter_parameters =
      bias ? result(kFilterParameters, parameters_per_filter(counts.filter_weights))
           : counts.filter_weights;
  counts.parameters =
      result(symbols::parameters, all_filters(counts.filter_parameters, counts.filters));
  counts.weights = result(symbols::weights, all_filters(counts.filter_weights, counts.filters));
  // One each: a wrong count of biases, carried on, leaves the number of filters as it is.
  counts.biases = result(symbols::biases, bias ? all_filters(N(1), counts.filters) : N(0));
  return counts;
}
template FilterCounts<Term> count_filters(const Convolution&, bool, const std::vector<Term>&);
template FilterCounts<Number> count_filters(const Convolution&, bool, const std::vector<Number>&);

template <class N>
N output_channels(const N& filters, std::string_view index) {
  return result([&] { return Symbol{symbols::channels.base, index}; }, filters);
}
template Term output_channels(const Term&, std::string_view);
template Number output_channels(const Number&, std::string_view);

template <class N>
LayerOutcome<N> outcome_of(const FilterCounts<N>& counts, const N& macs, std::vector<N> output,
                           const std::string& index) {
  LayerOutcome<N> outcome;
  outcome.output = std::move(output);
  outcome.weights = renamed(of_layer(symbols::weights, index), counts.weights);
  outcome.biases = renamed(of_layer(symbols::biases, index), counts.biases);
  outcome.parameters = renamed({symbols::parameters.base, index}, counts.parameters);
  outcome.macs = renamed({symbols::macs.base, index}, macs);
  if (counts.has_bias) {
    const std::vector<N> positions(outcome.output.begin(), outcome.output.end() - 1);
    outcome.bias_additions = at_every_position(counts.biases, positions);
  }
  return outcome;
}
template LayerOutcome<Term> outcome_of(const FilterCounts<Term>&, const Term&, std::vector<Term>,
                                       const std::string&);
template LayerOutcome<Number> outcome_of(const FilterCounts<Number>&, const Number&,
                                         std::vector<Number>, const std::string&);

void add_other_ways(const FilterCounts<Term>& counts, const Term& output_channels,
                    std::vector<Answer>& answers) {
  std::vector<Working>& workings = answer_named(answers, "parameters").workings;
  workings.push_back({result(symbols::parameters, total({counts.weights, counts.biases}))});
  workings.push_back(
      {result(symbols::parameters, all_filters(counts.filter_parameters, output_channels))});
}

Section filter_channels_step(const Convolution& convolution, const Term& output_channels) {
  const Whole filters = convolution.filters;
  Section step{Role::step, "Channels"};
  step.blocks.emplace_back(
      filters == 1 ? prose("The one filter gives one feature map, so the output has one channel:")
                   : prose("Each filter gives one feature map. The ", filters,
                           " maps are stacked, so the output has as many channels as the layer has "
                           "filters:"));
  show(step, "output_channels", output_channels);
  return step;
}

Section parameters_part(const Convolution& convolution, const FilterCounts<Term>& counts) {
  Section part{Role::part, "Part 2: the parameters"};
  part.sections.push_back(parameters_idea(counts.has_bias, convolution.filters == 1));
  part.sections.push_back(one_filter(convolution, counts));
  part.sections.push_back(all_filters_step(convolution, counts));
  part.answer.emplace_back(
      prose("The layer has ", Counted{counts.parameters.value(), "parameter"}, "."));
  return part;
}

}  // namespace cnnsolve
