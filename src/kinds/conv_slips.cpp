#include "kinds/filter_slips.h"
#include "kinds/slips.h"
#include "kinds/window_slips.h"

namespace cnnsolve {

std::vector<NamedSlip> named_slips(const ConvLayer& layer) {
  const auto shared = std::make_shared<const ConvLayer>(layer);
  const auto window_of = +[](ConvLayer& changed) -> Window& { return changed.convolution.window; };
  std::vector<NamedSlip> slips = setting_slips(shared, window_of);
  add(slips, position_slips(shared, window_of));
  add(slips, filter_slips<ConvLayer>(shared, [](const ConvLayer&, const Answers& right) {
        return places(named(right, "output"));
      }));
  return slips;
}

}  // namespace cnnsolve
