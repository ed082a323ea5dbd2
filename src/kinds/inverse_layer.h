// The kinds of layers that can be asked backwards, as problems.
#pragma once

#include "kinds/conv.h"
#include "kinds/givens.h"
#include "kinds/inverse.h"
#include "kinds/pool.h"
#include "kinds/transposed_conv.h"

namespace cnnsolve {

/// A layer of which kUnknown stands for what is asked, and what it must give.
template <class Layer>
struct InverseLayer {
  Layer layer;
  WantedOutput output;
  std::optional<Whole> parameters;  ///< of a pool none

  bool operator==(const InverseLayer&) const = default;
};

template <class Form, class Layer>
void describe(Form& form, InverseLayer<Layer>& inverse) {
  describe(form, inverse.layer);
  form.field({.name = "output",
              .help = "the output that the layer must give, where a setting is \"?\"; or \"same as "
                      "input\""},
             inverse.output);
  if constexpr (requires { inverse.layer.convolution; }) {
    form.field({.name = "parameters",
                .help = "the parameters that it must have, where a setting is \"?\""},
               inverse.parameters);
  }
}

/// Whether anything is asked.
template <class Layer>
bool is_inverse(const InverseLayer<Layer>& inverse);

/// What forbids the question. The layer is one of those above.
template <class Layer>
std::vector<FieldMistake> check(const InverseLayer<Layer>& inverse);
/// It has passed check().
template <class Layer>
std::string title_of(const InverseLayer<Layer>& inverse) {
  return title_of(inverse.layer) + ", asked backwards";
}
template <class Layer>
Solution solve(const InverseLayer<Layer>& inverse);
/// The same answers and workings, without the words. An answer knows all its solutions.
template <class Layer>
std::vector<Answer> worked_answers(const InverseLayer<Layer>& inverse);
/// The answers alone, without their derivation.
template <class Layer>
void answer(const InverseLayer<Layer>& inverse, PlainAnswers& answers);

}  // namespace cnnsolve
