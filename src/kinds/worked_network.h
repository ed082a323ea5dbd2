// A network worked out: what leaves each layer, the sums, and what is seen of the input.
#pragma once

#include <algorithm>
#include <vector>

#include "kinds/placed_layer.h"
#include "kinds/receptive.h"

namespace cnnsolve {

/// Everything about a network that is worked out.
template <class N>
struct WorkedNetwork {
  std::vector<N> input;
  std::vector<LayerOutcome<N>> layers;
  std::vector<Reach<N>> reaches;  ///< empty where the input has no places
  bool bias_in_macs = false;
  bool axes_alike = true;  ///< so that the reach along one axis is that along all
  N weights, biases, statistics, parameters, macs, flops;
  N parameter_bytes, activation_bytes;

  /// What leaves a layer by its number, from 1; that of 0 is the input.
  const std::vector<N>& output_of(size_t number) const {
    return number == 0 ? input : layers[number - 1].output;
  }
};

/// As all functions over N here, it is there for Term and Number.
template <class N>
WorkedNetwork<N> work_out(const Network& network, const std::vector<PlacedLayer>& layers);

/// Adds the sum of weights and biases to the answer of the parameters, where there are no others.
void add_other_ways(const WorkedNetwork<Term>& worked, std::vector<Answer>& answers);
/// Adds the sum over all layers to a total, "parameters" or "macs", for whoever takes a layer that
/// has none for one that has some.
void add_layers_of_none(std::vector<Answer>& answers, const std::string& name,
                        const Symbol& symbol);

/// Whether these are the same along all axes, in all layers where they are worked out.
template <class N>
bool is_one_for_all_axes(const WorkedNetwork<N>& w, std::vector<N> Reach<N>::*of) {
  return std::all_of(w.reaches.begin(), w.reaches.end(), [&](const Reach<N>& reach) {
    return value_of((reach.*of)[0]).is_undefined() || are_alike(values_of(reach.*of));
  });
}

/// Hands what one place of the output sees of the input to `list`: a number for all axes, or one
/// for each. What isn't worked out is undefined.
template <class N, class List>
void list_field(const WorkedNetwork<N>& w, std::string_view name, List& list) {
  if (w.reaches.empty()) return;
  const std::vector<N>& field = w.reaches.back().field;
  if (is_one_for_all_axes(w, &Reach<N>::field)) {
    list.number(name, field[0]);
  } else {
    list.vector(name, field);
  }
}

/// Hands what is seen of the input to `list`: a number for all axes, or one for each.
template <class N, class List>
void list_reaches(const WorkedNetwork<N>& w, List& list) {
  if (w.reaches.empty()) return;
  const auto list_all = [&](std::string_view name, std::vector<N> Reach<N>::*of) {
    const bool is_one_for_all = is_one_for_all_axes(w, of);
    std::vector<N> entries;
    for (const Reach<N>& reach : w.reaches) {
      for (const N& entry : reach.*of) {
        entries.push_back(entry);
        if (is_one_for_all) break;
      }
    }
    if (is_one_for_all) {
      list.vector(name, entries);
    } else {
      list.matrix(name, entries, w.reaches.size());
    }
  };
  list_field(w, "receptive_field", list);
  list_all("receptive_field_by_layer", &Reach<N>::field);
  list_all("jump_by_layer", &Reach<N>::jump);
}

}  // namespace cnnsolve
