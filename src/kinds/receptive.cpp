#include "kinds/receptive.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// Goes through the layers and keeps what is seen up to each.
template <class N>
class Walk {
 public:
  Walk(size_t axes, bool alike) : names_(axis_names(axes)), alike_(alike) {
    reach_.field.assign(axes, given<N>(Symbol{"r", "0"}, 1));
    reach_.jump.assign(axes, given<N>(Symbol{"j", "0"}, 1));
  }

  const Reach<N>& step(const PlacedLayer& layer) {
    ++number_;
    const bool is_volume = layer.input.size() > 1;
    if (is_volume) places_ = layer.input;
    const auto& settings = layer.settings;
    const auto* adaptive = std::get_if<AdaptivePool>(&settings);
    if (std::holds_alternative<GlobalPool>(settings) ||
        std::holds_alternative<LinearLayer>(settings) || (adaptive && is_one(adaptive->output))) {
      see_all();
    } else if (adaptive || std::holds_alternative<TransposedConvLayer>(settings) ||
               std::holds_alternative<Upsample>(settings)) {
      lose();
    } else {
      slide(windows_of(layer), layer.input.size() - 1);
    }
    return reach_;
  }

 private:
  static bool is_one(const PerAxis& sizes) {
    return std::all_of(sizes.values.begin(), sizes.values.end(),
                       [](Whole size) { return size == 1; });
  }

  bool is_lost() const { return value_of(reach_.field[0]).is_undefined(); }

  void lose() {
    for (N& field : reach_.field) field = N(Number::undefined());
    for (N& jump : reach_.jump) jump = N(Number::undefined());
  }

  /// One unit that looks at every place.
  void see_all() {
    if (is_lost() || sees_all_) return;
    sees_all_ = true;
    for (size_t axis = 0; axis < names_.size(); ++axis) {
      reach_.field[axis] = named(
          "r", axis, receptive_field(reach_.field[axis], N(places_[axis]), reach_.jump[axis]));
      reach_.jump[axis] = N(Number::undefined());
    }
  }

  void slide(const std::vector<Window>& windows, size_t axes) {
    if (windows.empty() || is_lost() || sees_all_) return;
    for (size_t axis = 0; axis < axes; ++axis) {
      N field = reach_.field[axis], jump_so_far = reach_.jump[axis];
      for (const Window& window : windows) {
        // Only the sides of the window count here, whatever it slides over.
        const std::vector<N> nothing(axes + 1, N(1));
        const Axis<N> a = stretched_axis(SizeTask<N>{window, nothing, ""}, axis);
        field = receptive_field(field, a.kernel, jump_so_far);
        jump_so_far = jump(jump_so_far, a.stride);
      }
      reach_.field[axis] = named("r", axis, field);
      reach_.jump[axis] = named("j", axis, jump_so_far);
    }
  }

  N named(const char* base, size_t axis, const N& formula) const {
    return result(
        [&] {
          return Symbol{base, alike_ ? std::to_string(number_)
                                     : fmt::format("{},{}", number_, names_[axis].letter)};
        },
        formula);
  }

  const std::vector<AxisName>& names_;
  bool alike_;
  Reach<N> reach_;
  Shape places_;  ///< of the volume that came last
  size_t number_ = 0;
  bool sees_all_ = false;
};

}  // namespace

template <class N>
std::vector<Reach<N>> reaches(const std::vector<PlacedLayer>& layers, size_t axes, bool alike) {
  std::vector<Reach<N>> all;
  if (axes == 0) return all;
  Walk<N> walk(axes, alike);
  for (const PlacedLayer& layer : layers) all.push_back(walk.step(layer));
  return all;
}
template std::vector<Reach<Term>> reaches(const std::vector<PlacedLayer>&, size_t, bool);
template std::vector<Reach<Number>> reaches(const std::vector<PlacedLayer>&, size_t, bool);

bool axes_alike(const std::vector<PlacedLayer>& layers, size_t axes) {
  const std::vector<Reach<Number>> all = reaches<Number>(layers, axes, true);
  const auto alike = [](const std::vector<Number>& values) {
    return std::all_of(values.begin(), values.end(),
                       [&](const Number& value) { return value == values[0]; });
  };
  return std::all_of(all.begin(), all.end(), [&](const Reach<Number>& reach) {
    return value_of(reach.field[0]).is_undefined() ||
           (alike(reach.field) && (reach.jump[0].is_undefined() || alike(reach.jump)));
  });
}

}  // namespace cnnsolve
