// What people get wrong about a window's positions, whatever slides.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "kinds/reruns.h"
#include "kinds/window.h"

namespace cnnsolve {

// Settings that are taken wrongly.
void leave_out_padding(Window& window);
/// The same where the filter writes: "valid" has another formula there.
void leave_out_cut(Window& window);
void count_padding_once(Window& window);
void count_padding_twice(Window& window);
/// Of a window without padding: one place at each end; or as many as keep the size of the input at
/// stride 1, where these are others.
void pad_by_one(Window& window);
void pad_for_size(Window& window);
/// The last axis for the first.
void exchange_axes(Window& window);
/// Whether two volumes have the same sizes, in whatever order.
bool have_same_sizes(const Answer& a, const Answer& b);
void leave_out_stride(Window& window);
void leave_out_dilation(Window& window);

// Changes (math/rework.h) in the formulas of sizes. The first four leave the window as it is, so
// that they go through a network in which nothing else fits them.
std::optional<Term> without_padding(const Term& original, const Term& reworked);
std::optional<Term> padding_at_one_end(const Term& original, const Term& reworked);
std::optional<Term> without_stride(const Term& original, const Term& reworked);
std::optional<Term> without_dilation(const Term& original, const Term& reworked);
std::optional<Term> leave_out_plus_one(const Term& original, const Term& reworked);
std::optional<Term> round_up(const Term& original, const Term& reworked);
std::optional<Term> round_down(const Term& original, const Term& reworked);

/// A slip in the output of a layer whose window `window_of` finds.
template <class Layer>
NamedSlip window_slip(const std::shared_ptr<const Layer>& layer, Window& (*window_of)(Layer&),
                      const SlipName& name, void (*alter)(Window&)) {
  return {name, {"output", "macs", "flops"}, altered(layer, [alter, window_of](Layer& changed) {
            alter(window_of(changed));
          })};
}

/// The answers with the settings of the axes exchanged. None where that only changes the places of
/// the sizes, as it does where the input is square.
template <class Layer>
Rerun exchanged(const std::shared_ptr<const Layer>& layer, Window& (*window_of)(Layer&)) {
  const Rerun all =
      altered(layer, [window_of](Layer& changed) { exchange_axes(window_of(changed)); });
  return [all](const Answers& right) {
    Answers answers = all.in_full(right);
    const Answer* output = find_answer(answers, "output");
    return output && have_same_sizes(*output, named(right, "output")) ? Answers{} : answers;
  };
}

/// Those in its padding and its dilation.
template <class Layer>
std::vector<NamedSlip> setting_slips(const std::shared_ptr<const Layer>& layer,
                                     Window& (*window_of)(Layer&),
                                     void (*without_padding)(Window&) = leave_out_padding) {
  return listed({window_slip(layer, window_of, kPaddingLeftOut, without_padding),
                 window_slip(layer, window_of, kPaddingCountedOnce, count_padding_once),
                 window_slip(layer, window_of, kPaddingCountedTwice, count_padding_twice),
                 window_slip(layer, window_of, kDilationLeftOut, leave_out_dilation),
                 {kAxesExchanged,
                  {"output", "macs", "flops"},
                  exchanged(layer, window_of),
                  SlipExtent::problem}});
}

/// Those in the number of its positions.
template <class Layer>
std::vector<NamedSlip> position_slips(const std::shared_ptr<const Layer>& layer,
                                      Window& (*window_of)(Layer&)) {
  Layer copy = *layer;
  const Rerun down =
      window_of(copy).ceil
          ? altered(layer, [window_of](Layer& changed) { window_of(changed).ceil = false; })
          : reworked(round_down);
  const std::vector<std::string_view> spoils = {"output", "macs", "flops"};
  return listed({{kRoundedDown, spoils, down},
                 {kPlusOneLeftOut, spoils, reworked(leave_out_plus_one)},
                 window_slip(layer, window_of, kStrideLeftOut, leave_out_stride),
                 {kRoundedUp, spoils, reworked(round_up)},
                 window_slip(layer, window_of, kPaddingOfOne, pad_by_one),
                 window_slip(layer, window_of, kPaddingForSize, pad_for_size)});
}

}  // namespace cnnsolve
