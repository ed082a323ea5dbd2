// A layer that is no kind of its own, as a problem: a network of one layer.
#pragma once

#include "kinds/givens.h"
#include "kinds/network.h"

namespace cnnsolve {

/// `Settings` is one of NetworkLayer's, of a type that no other has.
template <class Settings>
struct SingleLayer {
  std::vector<Whole> input;  ///< as a ConvLayer's
  Settings settings;

  bool operator==(const SingleLayer&) const = default;
};

inline std::string title_of(const SeparableConv&) { return "A separable convolution"; }
inline std::string title_of(const GlobalPool&) { return "A global pooling layer"; }
inline std::string title_of(const AdaptivePool&) { return "An adaptive pooling layer"; }
inline std::string title_of(const Upsample&) { return "An upsampling layer"; }
inline std::string title_of(const Flatten&) { return "A flattening layer"; }

template <class Form, class Settings>
void describe(Form& form, SingleLayer<Settings>& layer) {
  form.field({.name = "input", .help = "size of the input, channels last", .required = true},
             layer.input);
  describe_settings(form, layer.settings);
}

template <class Settings>
Network network_of(const SingleLayer<Settings>& layer) {
  NetworkLayer only;
  while (!std::holds_alternative<Settings>(only.settings)) only.take_type(only.type + 1);
  only.settings = layer.settings;
  return {.input = layer.input, .layers = {std::move(only)}};
}

// The same for a network of one layer, which the functions below hand on.
std::vector<FieldMistake> check_single(const Network& network);
Solution solve_single(const Network& network, Section givens);
std::vector<Answer> worked_answers_single(const Network& network);
void answer_single(const Network& network, PlainAnswers& answers);

/// What makes a layer of well-formed fields impossible.
template <class Settings>
std::vector<FieldMistake> check(const SingleLayer<Settings>& layer) {
  return check_single(network_of(layer));
}
/// The layer has passed check().
template <class Settings>
std::string title_of(const SingleLayer<Settings>& layer) {
  return title_of(layer.settings);
}
template <class Settings>
Solution solve(const SingleLayer<Settings>& layer) {
  return solve_single(network_of(layer), givens(layer));
}
/// The same answers and workings, without the words.
template <class Settings>
std::vector<Answer> worked_answers(const SingleLayer<Settings>& layer) {
  return worked_answers_single(network_of(layer));
}
/// The answers alone, without their derivation. The layer has passed check().
template <class Settings>
void answer(const SingleLayer<Settings>& layer, PlainAnswers& answers) {
  answer_single(network_of(layer), answers);
}

}  // namespace cnnsolve
