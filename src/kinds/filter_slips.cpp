#include "kinds/filter_slips.h"

#include "kinds/layer_outcome.h"
#include "kinds/operations.h"
#include "math/formulas.h"

namespace cnnsolve {

std::optional<Term> leave_out_depth(const Term& original, const Term& reworked) {
  if (!is_product_with(original, symbols::channels.base)) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> leave_out_sides(const Term& original, const Term& reworked) {
  if (!is_product_with(original, symbols::kernel.base)) return std::nullopt;
  return reworked.node().operands[0];
}

std::optional<Term> square_kernel(const Term& original, const Term& reworked) {
  const bool has_one_axis = is_product_with(original, symbols::channels.base) &&
                            is_symbol(original.node().operands[0], symbols::kernel.base);
  if (!has_one_axis) return std::nullopt;
  const Operands& x = reworked.node().operands;
  return x[0] * x[0] * x[1];
}

std::optional<Term> count_statistics(const Term& original, const Term& reworked) {
  const Node& node = original.node();
  const bool doubles = node.op == Op::multiply && is_literal(node.operands[0], 2) &&
                       (node.operands[1].node().op == Op::total ||
                        is_symbol(node.operands[1], symbols::channels.base) ||
                        is_symbol(node.operands[1], symbols::features.base));
  if (!doubles) return std::nullopt;
  return batchnorm_parameters_and_statistics(reworked.node().operands[1]);
}

std::optional<Term> take_one_bias(const Term& original, const Term& reworked) {
  if (original.node().op != Op::multiply) return std::nullopt;
  const Operands& x = reworked.node().operands;
  if (is_literal(original.node().operands[0], 1)) return x[0];
  const bool has_name = is_result(x[0]) && is_symbol(x[0], symbols::features.base);
  const Node& of_one = has_name ? x[0].node().operands[0].node() : x[0].node();
  if (of_one.op != Op::add || !is_literal(of_one.operands[1], 1)) return std::nullopt;
  return parameters_per_filter(all_filters(of_one.operands[0], x[1]));
}

Answers counted_at_every_position(const Answers& right, std::string_view count,
                                  const Working& positions) {
  const Term& all = named(right, count).workings[0][0];
  // N isn't worked out from N.
  const Term& per_position =
      all.node().symbol == symbols::parameters ? all.node().operands[0] : all;
  return {answer("parameters",
                 Term::result(symbols::parameters, at_every_position(per_position, positions)))};
}

Answers with_one_bias(bool has_bias, const Answers& right) {
  if (!has_bias) return {};
  const Term& weights = named(right, "weights").workings[0][0];
  return {answer("biases", Term(1)),
          answer("parameters", Term::result(symbols::parameters, parameters_per_filter(weights)))};
}

Answers with_biases_in_weights(const Answers& right, const std::string& one) {
  const std::string weights_of_one = "weights_per_" + one;
  const auto renamed = [&](const std::string& weights, const std::string& count) {
    const Symbol& symbol = named(right, weights).workings[0][0].node().symbol;
    const Term& formula = named(right, count).workings[0][0].node().operands[0];
    return answer(weights, Term::result(symbol, formula));
  };
  return {renamed("weights", "parameters"), renamed(weights_of_one, "parameters_per_" + one)};
}

Answers with_biases_in_operations(const Answers& right) {
  const Term& macs = named(right, "macs").workings[0][0];
  const Term additions =
      at_every_position(named(right, "biases").workings[0][0], places(named(right, "output")));
  const Term all = Term::result(symbols::macs, total({macs.node().operands[0], additions}));
  return {answer("macs", all),
          answer("flops", Term::result(symbols::flops, floating_point_operations(all)))};
}

Answers with_channels_of_input(const Number& number, const Answers& right) {
  const Term channels = Term::named(symbols::channels, number);
  Working sizes = places(named(right, "output"));
  sizes.push_back(channels);
  return {volume_answer("output", sizes), answer("output_channels", channels)};
}

}  // namespace cnnsolve
