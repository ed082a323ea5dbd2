// A linear layer, also called dense or fully connected: its inputs and its parameters.
#pragma once

#include "kinds/fields.h"
#include "kinds/layer_outcome.h"
#include "kinds/window.h"
#include "plain_answers.h"

namespace cnnsolve {

struct LinearLayer {
  std::vector<Whole> input;  ///< [features], or a volume, which is flattened
  Whole units = 0;
  bool bias = true;

  bool operator==(const LinearLayer&) const = default;
};

namespace symbols {
inline const Symbol units = {"U"};
inline const Symbol inputs = {features.base, "in"};
}  // namespace symbols

/// All that is said of the layer but its input.
template <class Form>
void describe_settings(Form& form, LinearLayer& layer) {
  form.field({.name = "units",
              .symbol = &symbols::units,
              .help = "number of units, which is the number of outputs",
              .required = true},
             layer.units);
  form.field({.name = "bias", .help = "one bias for each unit"}, layer.bias);
}

template <class Form>
void describe(Form& form, LinearLayer& layer) {
  form.field({.name = "input",
              .symbol = &symbols::inputs,
              .help = "number of input features, or the size of a volume, which is flattened",
              .required = true},
             layer.input);
  describe_settings(form, layer);
}

/// What makes a layer of well-formed fields impossible.
std::vector<FieldMistake> check(const LinearLayer& layer);

/// The heading of its solution.
std::string title_of(const LinearLayer&);

/// The layer has passed check().
Solution solve(const LinearLayer& layer);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const LinearLayer& layer);
/// The answers alone, without their derivation. The layer has passed check().
void answer(const LinearLayer& layer, PlainAnswers& answers);

/// What the layer makes of an `input` of these sizes, in place of its own. `index` marks its
/// results: "3" gives H₃. As all functions over N here, it is there for Term and Number.
template <class N>
LayerOutcome<N> pass(const LinearLayer& layer, const std::vector<N>& input,
                     const std::string& index);

}  // namespace cnnsolve
