#include "kinds/operation_slips.h"

#include "kinds/operations.h"

namespace cnnsolve {

Answers macs_at(const Working& positions, const Answers& right) {
  const Term& weights = named(right, "weights").workings[0][0];
  return {answer("macs", count_operations(weights, positions).macs)};
}

namespace {

/// The FLOPs of each of a network's layers, in place of its MACs.
Answer with_flops(const Answer& macs_by_layer) {
  Working flops;
  for (const Term& macs : macs_by_layer.workings[0]) {
    const Index& layer = macs.node().symbol.subscript;
    flops.push_back(
        Term::result({symbols::flops.base, layer.view()}, floating_point_operations(macs)));
  }
  return vector_answer(macs_by_layer.name, flops);
}

}  // namespace

std::vector<NamedSlip> operation_slips() {
  return listed(
      {{{"flops_for_macs", "floating-point operations are counted, two for each MAC"},
        {"macs"},
        [](const Answers& right) {
          Answers doubled = {answer("macs", named(right, "flops").workings[0][0])};
          if (const Answer* by_layer = find_answer(right, "macs_by_layer")) {
            doubled.push_back(with_flops(*by_layer));
          }
          return doubled;
        }},
       {{"macs_for_flops", "MACs are counted, each of which is two floating-point operations"},
        {"flops"},
        [](const Answers& right) {
          return Answers{answer("flops", named(right, "macs").workings[0][0])};
        }}});
}

NamedSlip positions_left_out() {
  return {{"positions_left_out", "each weight is used once and not at every position"},
          {"macs", "flops"},
          [](const Answers& right) {
            const Term& weights = named(right, "weights").workings[0][0];
            return Answers{
                answer("macs", Term::result(symbols::macs, weights)),
                answer("flops", Term::result(symbols::flops, floating_point_operations(weights)))};
          }};
}

}  // namespace cnnsolve
