// A transposed convolution: what volume leaves it, and how many parameters it has.
#pragma once

#include "kinds/convolution.h"
#include "kinds/layer_outcome.h"
#include "plain_answers.h"

namespace cnnsolve {

struct TransposedConvLayer {
  std::vector<Whole> input;  ///< as a ConvLayer's
  Convolution convolution;   ///< its padding is cut off the output
  /// Places added at the output's end; without any, "same" and "valid" padding fix the size.
  PerAxis output_padding;
  bool bias = true;

  bool operator==(const TransposedConvLayer&) const = default;
};

namespace symbols {
inline const Symbol output_padding = {"A"};
}  // namespace symbols

/// All that is said of the layer but its input.
template <class Form>
void describe_settings(Form& form, TransposedConvLayer& layer) {
  describe(form, layer.convolution,
           "places cut off each end of the output; before:after where the ends differ; same; "
           "valid");
  form.field(
      {.name = "output_padding",
       .symbol = &symbols::output_padding,
       .help = "places added at the end of the output, fewer than the stride or the dilation",
       .at_least = 0},
      layer.output_padding);
  form.field({.name = "bias", .help = "one bias for each filter"}, layer.bias);
}

template <class Form>
void describe(Form& form, TransposedConvLayer& layer) {
  form.field({.name = "input",
              .help = "size of the input, channels last",
              .required = true,
              .may_be_unknown = true},
             layer.input);
  describe_settings(form, layer);
}

/// What makes a layer of well-formed fields impossible.
std::vector<FieldMistake> check(const TransposedConvLayer& layer);

/// The heading of its solution.
std::string title_of(const TransposedConvLayer&);

/// The layer has passed check().
Solution solve(const TransposedConvLayer& layer);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const TransposedConvLayer& layer);
/// The answers alone, without their derivation. The layer has passed check().
void answer(const TransposedConvLayer& layer, PlainAnswers& answers);

/// What the layer makes of an `input` of these sizes, in place of its own. `index` marks its
/// results: "3" gives H₃. As all functions over N here, it is there for Term and Number.
template <class N>
LayerOutcome<N> pass(const TransposedConvLayer& layer, const std::vector<N>& input,
                     const std::string& index);

}  // namespace cnnsolve
