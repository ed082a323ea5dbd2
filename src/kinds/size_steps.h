// How a layer's output size is explained: the idea, and a step for each axis.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kinds/window.h"

namespace cnnsolve {

/// What slides over the input, and how it is spoken of.
struct Mover {
  std::string_view noun;
  std::string_view parts;    ///< what lies apart under dilation
  std::string_view padding;  ///< what the padding is made of
};
inline constexpr Mover kFilter = {"filter", "weights", "zeros"};
inline constexpr Mover kMaxPool = {"window", "places", "minus infinity"};
inline constexpr Mover kAveragePool = {"window", "places", "zeros"};

/// Whether a place of the input itself, before the last that a window takes at its `output`
/// positions, is taken by none.
bool skips_places(const AxisSetting& setting);
/// Why it is.
Prose why_skipped(const AxisSetting& setting, const Mover& mover);

class SizeSteps {
 public:
  SizeSteps(const SizeTask<Term>& task, const Mover& mover) : task_(task), mover_(mover) {}

  const std::vector<AxisGroup>& groups() const { return groups_; }

  /// Padding, stride, and where the formula comes from.
  Section idea() const;

  /// A step for each group of axes that are alike.
  std::vector<Section> sections(const std::vector<AxisSize<Term>>& sizes) const;

  /// Shows in `section` how the sizes along the group's axes were worked out. `name_prefix` leads
  /// the steps' names: "skip_" makes "skip_output_height".
  void explain(Section& section, const AxisGroup& group, const std::vector<AxisSize<Term>>& sizes,
               const std::string& name_prefix = "") const;

  /// What is left unread at the end of the group's axes, or how far the last window reaches over
  /// it, in words; no spans where it is neither.
  Prose unread_remark(const AxisGroup& group) const;

 private:
  size_t axes() const { return task_.axes(); }
  const AxisName& name_of(size_t axis) const { return axis_names(axes())[axis]; }
  const AxisGroup& example_group() const;
  /// "height and width"
  std::string along(const AxisGroup& group) const;
  bool is_same_for_all(Number AxisSetting::*part) const;
  std::string_view overlap_words(const AxisSetting& setting) const;
  Prose padding_along(const AxisGroup& group) const;
  Prose padding_idea() const;
  Prose stride_idea() const;
  void explain_axis(Section& section, size_t axis, const AxisSize<Term>& size,
                    const std::string& name_prefix) const;
  void explain_same_padding(Section& section, size_t axis) const;

  SizeTask<Term> task_;
  Mover mover_;
  std::vector<AxisSetting> settings_ = task_.settings();
  std::vector<AxisGroup> groups_ = group_axes(settings_);
};

/// The axes of a layer's figure.
std::vector<LayerFigure::Axis> figure_axes(const std::vector<AxisSetting>& settings);

/// Says that one calculation serves the axes of a group, and after it what it gives for the others,
/// whose sizes come after the first one's. Nothing where there is but one.
void begin_group(Section& section, size_t axes, const AxisGroup& group);
void end_group(Section& section, const std::vector<Term>& outputs);

/// "Height and width".
std::string title_of(size_t axes, const AxisGroup& group);

}  // namespace cnnsolve
