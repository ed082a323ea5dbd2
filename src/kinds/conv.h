// A convolutional layer: what volume leaves it, and how many parameters it has.
#pragma once

#include "kinds/convolution.h"
#include "kinds/layer_outcome.h"
#include "plain_answers.h"

namespace cnnsolve {

struct ConvLayer {
  std::vector<Whole> input;  ///< [L, C], [H, W, C] or [D, H, W, C]
  Convolution convolution;
  bool bias = true;

  bool operator==(const ConvLayer&) const = default;
};

/// All that is said of the layer but its input.
template <class Form>
void describe_settings(Form& form, ConvLayer& layer) {
  describe(form, layer.convolution);
  form.field({.name = "bias", .help = "one bias for each filter"}, layer.bias);
}

template <class Form>
void describe(Form& form, ConvLayer& layer) {
  form.field({.name = "input",
              .help = "size of the input, channels last",
              .required = true,
              .may_be_unknown = true},
             layer.input);
  describe_settings(form, layer);
}

/// What makes a layer of well-formed fields impossible.
std::vector<FieldMistake> check(const ConvLayer& layer);

/// The heading of its solution.
std::string title_of(const ConvLayer&);

/// The layer has passed check().
Solution solve(const ConvLayer& layer);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const ConvLayer& layer);
/// The answers alone, without their derivation. The layer has passed check().
void answer(const ConvLayer& layer, PlainAnswers& answers);

/// What the layer makes of an `input` of these sizes, in place of its own. `index` marks its
/// results: "3" gives H₃. As all functions over N here, it is there for Term and Number.
template <class N>
LayerOutcome<N> pass(const ConvLayer& layer, const std::vector<N>& input, const std::string& index);

}  // namespace cnnsolve
