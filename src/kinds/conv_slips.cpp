#include "kinds/filter_slips.h"
#include "kinds/givens.h"
#include "kinds/operation_slips.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"

namespace cnnsolve {
namespace {

Answers macs_at_input(const ConvLayer& layer, const Answers& right) {
  std::vector<Term> positions = named_input<Term>(shape_of(layer.input));
  positions.pop_back();
  return macs_at(positions, right);
}

}  // namespace

std::vector<NamedSlip> named_slips(const ConvLayer& layer) {
  const auto shared = std::make_shared<const ConvLayer>(layer);
  const auto window_of = +[](ConvLayer& changed) -> Window& { return changed.convolution.window; };
  std::vector<NamedSlip> slips = setting_slips(shared, window_of);
  add(slips, position_slips(shared, window_of));
  add(slips, filter_slips<ConvLayer>(shared, [](const ConvLayer&, const Answers& right) {
        return places(named(right, "output"));
      }));
  add(slips, listed({{{"macs_at_input",
                       "the filters are counted at every position of the input and not of the "
                       "output"},
                      {"macs"},
                      [shared](const Answers& right) { return macs_at_input(*shared, right); }}}));
  slips.push_back(positions_left_out());
  add(slips, operation_slips());
  return slips;
}

}  // namespace cnnsolve
