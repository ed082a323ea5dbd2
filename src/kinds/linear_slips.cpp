#include "kinds/filter_slips.h"
#include "kinds/operation_slips.h"
#include "kinds/slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// C for H · W · C.
std::optional<Term> leave_out_places(const Term& original, const Term& reworked) {
  if (!is_product_with(original, symbols::channels.base)) return std::nullopt;
  return reworked.node().operands[1];
}

}  // namespace

std::vector<NamedSlip> named_slips(const LinearLayer& layer) {
  const auto shared = std::make_shared<const LinearLayer>(layer);
  const std::vector<std::string_view> counts = {
      "inputs", "weights_per_unit", "parameters_per_unit", "weights", "parameters", "macs"};
  std::vector<NamedSlip> slips = listed(
      {{kBiasLeftOut,
        {"parameters", "biases"},
        altered(shared, [](LinearLayer& changed) { changed.bias = false; })},
       {kBiasCounted,
        {"parameters", "biases"},
        altered(shared, [](LinearLayer& changed) { changed.bias = true; })},
       {{codes::kOneBiasForLayer,
         "one bias is counted for the whole layer and not one for each unit"},
        {"parameters", "biases"},
        [shared](const Answers& right) {
          if (!shared->bias) return Answers{};
          const Term& weights = named(right, "weights").workings[0][0];
          return Answers{answer("biases", Term(1)),
                         answer("parameters",
                                Term::result(symbols::parameters, parameters_per_unit(weights)))};
        }},
       {{"bias_for_each_input", "a bias is counted for each input and not for each unit"},
        {"parameters", "biases"},
        [shared](const Answers& right) {
          if (!shared->bias) return Answers{};
          const Term& weights = named(right, "weights").workings[0][0];
          const Term& features = named(right, "inputs").workings[0][0];
          return Answers{
              answer("biases", features),
              answer("parameters", Term::result(symbols::parameters, total({weights, features})))};
        }},
       {kBiasesInWeights,
        {"weights"},
        [](const Answers& right) { return with_biases_in_weights(right, "unit"); }},
       {kBiasesInOperations, {"macs", "flops"}, with_biases_in_operations},
       {kDepthNotFlattened, counts, reworked(leave_out_depth)},
       {kPlacesNotFlattened, counts, reworked(leave_out_places)}});
  add(slips, operation_slips());
  return slips;
}

}  // namespace cnnsolve
