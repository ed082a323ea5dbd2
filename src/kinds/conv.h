// A convolutional layer: what volume leaves it, and how many parameters it has.
#pragma once

#include "kinds/convolution.h"
#include "plain_answers.h"

namespace cnnsolve {

struct ConvLayer {
  std::vector<Whole> input;  ///< [L, C], [H, W, C] or [D, H, W, C]
  Convolution convolution;
  bool bias = true;

  bool operator==(const ConvLayer&) const = default;
};

template <class Form>
void describe(Form& form, ConvLayer& layer) {
  form.field({.name = "input", .help = "size of the input, channels last", .required = true},
             layer.input);
  describe(form, layer.convolution);
  form.field({.name = "bias", .help = "one bias for each filter"}, layer.bias);
}

/// What makes a layer of well-formed fields impossible.
std::vector<FieldMistake> check(const ConvLayer& layer);

/// The layer has passed check().
Solution solve(const ConvLayer& layer);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const ConvLayer& layer);
/// The answers alone, without their derivation. The layer has passed check().
void answer(const ConvLayer& layer, PlainAnswers& answers);

}  // namespace cnnsolve
