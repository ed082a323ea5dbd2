#include "kinds/receptive.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/formulas.h"

namespace cnnsolve {
namespace {

/// What is seen up to a layer.
template <class N>
struct Sight {
  Reach<N> reach;
  const Shape* places = nullptr;  ///< of the volume that came last
  size_t places_of = 0;           ///< the layer that it left
  bool sees_all = false;          ///< by a unit that looks at every place

  bool is_lost() const { return value_of(reach.field[0]).is_undefined(); }
};

/// Goes through the layers and keeps what is seen up to each.
template <class N>
class Walk {
 public:
  Walk(size_t axes, bool alike) : names_(axis_names(axes)), alike_(alike) {
    Sight<N>& input = sights_.emplace_back();
    input.reach.field.assign(axes, given<N>(Symbol{"r", "0"}, 1));
    input.reach.jump.assign(axes, given<N>(Symbol{"j", "0"}, 1));
    input.reach.start.assign(axes, Number(0));
  }

  void step(const PlacedLayer& layer) {
    sight_ = sights_[layer.from[0]];
    if (layer.input.size() > 1) {
      sight_.places = &layer.input;
      sight_.places_of = layer.from[0];
    }
    const auto& settings = layer.settings;
    const auto* adaptive = std::get_if<AdaptivePool>(&settings);
    if (std::holds_alternative<Join>(settings)) {
      join(layer.from, layer.input.size() == 1);
    } else if (sees_all_places(layer)) {
      see_all();
    } else if (adaptive || std::holds_alternative<TransposedConvLayer>(settings) ||
               std::holds_alternative<Upsample>(settings)) {
      lose();
    } else {
      slide(layer.windows, layer.input.size() - 1);
    }
    sights_.push_back(std::move(sight_));
  }

  /// Behind each of the layers.
  std::vector<Reach<N>> reaches() && {
    std::vector<Reach<N>> all;
    for (size_t i = 1; i < sights_.size(); ++i) all.push_back(std::move(sights_[i].reach));
    return all;
  }

 private:
  void lose() {
    for (N& field : sight_.reach.field) field = N(Number::undefined());
    for (N& jump : sight_.reach.jump) jump = N(Number::undefined());
    for (Number& start : sight_.reach.start) start = Number::undefined();
  }

  /// One unit that looks at every place.
  void see_all() {
    if (sight_.is_lost() || sight_.sees_all) return;
    sight_.sees_all = true;
    Reach<N>& reach = sight_.reach;
    for (size_t axis = 0; axis < names_.size(); ++axis) {
      const auto places = [&] {
        const size_t number = sight_.places_of;
        return Symbol{names_[axis].letter, number == 0 ? "" : std::to_string(number)};
      };
      reach.field[axis] =
          named("r", axis,
                receptive_field(reach.field[axis], given<N>(places, (*sight_.places)[axis]),
                                reach.jump[axis]));
      reach.jump[axis] = N(Number::undefined());
    }
  }

  void slide(const std::vector<PlacedWindow>& windows, size_t axes) {
    if (windows.empty() || sight_.is_lost() || sight_.sees_all) return;
    Reach<N>& reach = sight_.reach;
    for (size_t axis = 0; axis < axes; ++axis) {
      N field = reach.field[axis], jump_so_far = reach.jump[axis];
      for (const PlacedWindow& placed : windows) {
        // Only the sides of the window count here, whatever it slides over.
        const std::vector<N> nothing(axes + 1, N(1));
        Axis<N> a = stretched_axis(SizeTask<N>{placed.window, nothing, ""}, axis);
        if (windows.size() > 1) {
          // As of a block's other symbols: of the layer, and of the convolution in it.
          const auto indexed = [&](const Symbol& symbol, std::string_view mark) {
            return Symbol{symbol.base, fmt::format("{}{},{}", mark, sights_.size(),
                                                   &placed - windows.data() + 1)};
          };
          const bool is_spread = placed.window.dilation.at(axis) != 1;
          a.kernel =
              result([&] { return indexed(symbols::kernel, is_spread ? "eff," : ""); }, a.kernel);
          a.stride = result([&] { return indexed(symbols::stride, ""); }, a.stride);
        }
        field = receptive_field(field, a.kernel, jump_so_far);
        reach.start[axis] =
            first_seen(reach.start[axis], padding_before(placed.window, placed.input, axis),
                       value_of(jump_so_far));
        jump_so_far = jump(jump_so_far, a.stride);
      }
      reach.field[axis] = named("r", axis, field);
      reach.jump[axis] = named("j", axis, jump_so_far);
    }
  }

  /// Whether two rows come of maps with the same places.
  static bool have_alike_places(const Sight<N>& a, const Sight<N>& b) {
    return std::equal(a.places->begin(), a.places->end() - 1, b.places->begin(),
                      b.places->end() - 1);
  }

  // Where branches are joined, all that one of them sees is seen.

  void join(const std::vector<size_t>& from, bool are_rows) {
    const bool go_together = std::all_of(from.begin(), from.end(), [&](size_t source) {
      const Sight<N>& other = sights_[source];
      return !other.is_lost() && other.sees_all == sight_.sees_all &&
             (sight_.sees_all || (values_of(other.reach.jump) == values_of(sight_.reach.jump) &&
                                  (!are_rows || have_alike_places(other, sight_))));
    });
    if (sight_.is_lost() || !go_together) return lose();
    for (size_t axis = 0; axis < names_.size(); ++axis) unite(from, axis);
  }

  void unite(const std::vector<size_t>& from, size_t axis) {
    const auto start = [&](size_t source) { return sights_[source].reach.start[axis]; };
    const auto end = [&](size_t source) {
      return start(source) + value_of(sights_[source].reach.field[axis]);
    };
    const auto widest_first = [&](size_t a, size_t b) {
      return start(a) < start(b) || (start(a) == start(b) && end(b) < end(a));
    };
    const size_t first = *std::min_element(from.begin(), from.end(), widest_first);
    const size_t last = *std::max_element(from.begin(), from.end(),
                                          [&](size_t a, size_t b) { return end(a) < end(b); });
    const N& of_first = sights_[first].reach.field[axis];
    sight_.reach.start[axis] = start(first);
    sight_.reach.field[axis] = end(last) == end(first)
                                   ? of_first
                                   : named("r", axis,
                                           united_field(given<N>([&] { return symbol("t", axis); },
                                                                 start(last) - start(first)),
                                                        sights_[last].reach.field[axis]));
  }

  N named(const char* base, size_t axis, const N& formula) const {
    return result([&] { return symbol(base, axis); }, formula);
  }
  Symbol symbol(const char* base, size_t axis) const {
    const size_t number = sights_.size();
    return {base,
            alike_ ? std::to_string(number) : fmt::format("{},{}", number, names_[axis].letter)};
  }

  const std::vector<AxisName>& names_;
  bool alike_;
  std::vector<Sight<N>> sights_;  ///< of the input, then behind each layer
  Sight<N> sight_;                ///< behind the layer that is looked at
};

}  // namespace

template <class N>
std::vector<Reach<N>> reaches(const std::vector<PlacedLayer>& layers, size_t axes, bool alike) {
  if (axes == 0) return {};
  Walk<N> walk(axes, alike);
  for (const PlacedLayer& layer : layers) walk.step(layer);
  return std::move(walk).reaches();
}
template std::vector<Reach<Term>> reaches(const std::vector<PlacedLayer>&, size_t, bool);
template std::vector<Reach<Number>> reaches(const std::vector<PlacedLayer>&, size_t, bool);

bool sees_all_places(const PlacedLayer& layer) {
  const auto* adaptive = std::get_if<AdaptivePool>(&layer.settings);
  return std::holds_alternative<GlobalPool>(layer.settings) ||
         std::holds_alternative<LinearLayer>(layer.settings) ||
         (adaptive && adaptive->output_size.is_one());
}

bool are_alike(const std::vector<Number>& values) {
  return std::all_of(values.begin(), values.end(),
                     [&](const Number& value) { return value == values[0]; });
}

bool axes_alike(const std::vector<Reach<Number>>& reaches) {
  return std::all_of(reaches.begin(), reaches.end(), [&](const Reach<Number>& reach) {
    return reach.field[0].is_undefined() ||
           (are_alike(reach.field) && (reach.jump[0].is_undefined() || are_alike(reach.jump)));
  });
}

}  // namespace cnnsolve
