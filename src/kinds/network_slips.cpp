#include "kinds/network.h"
#include "kinds/operation_slips.h"
#include "kinds/reruns.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

void leave_out_biases(std::vector<NetworkLayer>& layers) {
  for (NetworkLayer& layer : layers) {
    for (std::vector<NetworkLayer>& branch : layer.branches) leave_out_biases(branch);
    std::visit(
        [](auto& settings) {
          if constexpr (requires { settings.bias; }) settings.bias = false;
        },
        layer.settings);
  }
}

Answers with_statistics(const Answers& right) {
  const Term& trained = named(right, "parameters").workings[0][0];
  const Term& statistics = named(right, "non_trainable").workings[0][0];
  return {answer("parameters", Term::result(symbols::parameters, total({trained, statistics})))};
}

/// F − 1 for (F − 1) · j.
std::optional<Term> leave_out_jump(const Term& original, const Term& reworked) {
  if (!is_product_with(original, "j")) return std::nullopt;
  return reworked.node().operands[0];
}

}  // namespace

std::vector<NamedSlip> named_slips(const Network& network) {
  const auto shared = std::make_shared<const Network>(network);
  const std::vector<std::string_view> shapes = {"shape", "output"};
  std::vector<NamedSlip> slips = listed(
      {{"bias_left_out",
        "the biases are left out",
        {"parameters", "biases"},
        altered(shared, [](Network& bare) { leave_out_biases(bare.layers); })},
       {"statistics_counted",
        "the running means and variances of batch normalisation are counted, which aren't trained",
        {"parameters"},
        [](const Answers& right) { return with_statistics(right); }},
       {"jump_left_out",
        "the kernels are added up without the jump that earlier strides make",
        {"receptive_field"},
        reworked(leave_out_jump)},
       {"plus_one_left_out", "the + 1 is left out", shapes, reworked(leave_out_plus_one)},
       {"rounded_up", "the division is rounded up and not down", shapes, reworked(round_up)},
       {"rounded_down", "the division is rounded down and not up", shapes, reworked(round_down)}});
  add(slips, operation_slips());
  return slips;
}

}  // namespace cnnsolve
