// What a layer makes of the volume that reaches it, for a network to pass on and add up.
#pragma once

#include <string>
#include <vector>

#include "document.h"
#include "math/sheet.h"

namespace cnnsolve {

namespace symbols {
inline const Symbol parameters = {"N"};
inline const Symbol weights = {parameters.base, "w"};
inline const Symbol biases = {parameters.base, "b"};
}  // namespace symbols

template <class N>
struct LayerOutcome {
  std::vector<N> output;  ///< the sizes of what leaves it, channels last; or its features alone
  N weights = N(0);
  N biases = N(0);
  N parameters = N(0);      ///< all that is trained
  N statistics = N(0);      ///< running means and variances, which aren't trained
  N macs = N(0);            ///< multiply-accumulate operations for one input, without biases
  N bias_additions = N(0);  ///< as often as a bias is added to a number
};

/// A result under another name; a Number has none.
inline Number renamed(const Symbol&, const Number& number) { return number; }
inline Term renamed(const Symbol& symbol, const Term& term) {
  return Term::result(symbol, is_result(term) ? term.node().operands[0] : term);
}

/// N_w,3 for N_w of layer 3.
inline Symbol of_layer(const Symbol& symbol, const std::string& index) {
  return {symbol.base, std::string(symbol.subscript.view()) + "," + index};
}

/// How a layer's parameters are shared out.
inline Prose weights_and_biases(const Term& weights, const Term& biases) {
  return prose("Of these, ", weights.node().symbol, " = ", weights.value(),
               weights.value() == 1 ? " is a weight and " : " are weights and ",
               biases.node().symbol, " = ", biases.value(),
               biases.value() == 1 ? " is a bias." : " are biases.");
}

/// The same where there are no biases.
inline Prose weights_alone(const Term& weights) {
  return prose("All of them are weights, so ", weights.node().symbol, " = ", weights.value(), ".");
}

}  // namespace cnnsolve
