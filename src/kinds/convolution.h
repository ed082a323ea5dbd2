// One convolution, as a layer of its own and inside a residual block: its fields, its shape, its
// weights.
#pragma once

#include "kinds/window.h"

namespace cnnsolve {

struct Convolution {
  Whole filters = 0;
  Window window;
  Whole groups = 1;

  bool operator==(const Convolution&) const = default;
};

namespace symbols {
inline const Symbol filters = {"K"};
inline const Symbol groups = {"G"};
}  // namespace symbols

/// Which settings that are mostly 1 are something else in any of several layers.
struct RareSettings {
  bool dilation = false;
  bool groups = false;

  void add(const Window& window) { dilation = dilation || !window.dilation.is_one(); }
  void add(const Convolution& convolution) {
    add(convolution.window);
    groups = groups || convolution.groups != 1;
  }
};

/// "K, F, S and P are its filters, kernel, stride and padding." Of a layer that is said before. The
/// rare ones are said too, where a layer has them.
Prose setting_letters(const RareSettings& rare);

inline constexpr std::string_view kZerosHelp =
    "zeros at each end of an axis; before:after where the ends differ; same; valid";

/// The fields of a filter's window. `padding_help` says what the padding is, which isn't the same
/// where a convolution is transposed.
template <class Form>
void describe_filter(Form& form, Window& window, std::string_view padding_help = kZerosHelp) {
  form.field({.name = "kernel",
              .symbol = &symbols::kernel,
              .help = "size of a filter: one number, or one per spatial axis",
              .required = true,
              .may_be_unknown = true},
             window.kernel);
  form.field({.name = "padding",
              .symbol = &symbols::padding,
              .help = padding_help,
              .at_least = 0,
              .may_be_unknown = true},
             window.padding);
  form.field({.name = "stride",
              .symbol = &symbols::stride,
              .help = "step of the filter",
              .may_be_unknown = true},
             window.stride);
  form.field({.name = "dilation",
              .symbol = &symbols::dilation,
              .help = "distance between neighbouring weights of the filter",
              .quiet = true,
              .may_be_unknown = true},
             window.dilation);
}

template <class Form>
void describe_filters(Form& form, Whole& filters) {
  form.field({.name = "filters",
              .symbol = &symbols::filters,
              .help = "number of filters, which is the number of output channels",
              .required = true,
              .may_be_unknown = true},
             filters);
}

template <class Form>
void describe(Form& form, Convolution& c, std::string_view padding_help = kZerosHelp) {
  describe_filters(form, c.filters);
  describe_filter(form, c.window, padding_help);
  form.field({.name = "groups",
              .symbol = &symbols::groups,
              .help = "groups of channels that are convolved apart",
              .quiet = true},
             c.groups);
}

/// The shape that leaves the convolution.
Shape output_shape(const Convolution& convolution, const Shape& input);

/// What forbids the groups: those that don't divide the channels on either side.
std::vector<FieldMistake> check_groups(const Convolution& convolution, const Number& channels,
                                       std::string_view prefix);

/// What forbids this convolution on an input of this shape: its window, or groups that don't divide
/// the channels. `prefix` leads the paths.
std::vector<FieldMistake> check(const Convolution& convolution, const Shape& input,
                                std::string_view prefix);

/// The weights of one filter that sees `channels` channels, as a formula over the layer's symbols.
template <class N>
N filter_weights(const Convolution& convolution, size_t axes, const N& channels);

/// The parameters of `filters` filters, with their biases or without.
template <class N>
N filter_parameters(const Convolution& convolution, size_t axes, const N& channels, bool bias,
                    const N& filters);

/// The places that a filter covers: F · F.
Term places_covered(const Window& window, size_t axes);

}  // namespace cnnsolve
