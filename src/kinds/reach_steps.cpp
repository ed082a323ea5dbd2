#include "kinds/reach_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "kinds/layer_label.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;
using Layers = std::vector<PlacedLayer>;
using Worked = WorkedNetwork<Term>;

Section reach_idea() {
  Section idea{Role::idea, "What a receptive field is"};
  idea.blocks.emplace_back(
      prose("One number of a feature map depends on a patch of the network's input. That patch is "
            "its receptive field. A filter of 3 places sees 3 numbers of the layer before, and "
            "each of those sees a patch of its own."));
  idea.blocks.emplace_back(
      prose("The jump is how far the patches of two neighbours lie apart in the input. Strides "
            "multiply it. Each further place of a filter adds one jump to the field, and not one "
            "place."));
  return idea;
}

// ---- The table.

Prose start_cell(const std::vector<Number>& starts) {
  if (starts[0].is_undefined()) return prose("none");
  return are_alike(starts) ? prose(starts[0]) : prose(starts);
}

Table reach_table(const Layers& layers, const Worked& w) {
  Table table;
  table.header = {prose("#"), prose("layer"), prose("field"), prose("jump"), prose("start")};
  for (size_t i = 0; i < layers.size(); ++i) {
    const Reach<Term>& reach = w.reaches[i];
    table.rows.push_back({prose(i + 1), label_of(layers[i]), reach_prose(reach.field, w.axes_alike),
                          reach_prose(reach.jump, w.axes_alike), start_cell(reach.start)});
  }
  return table;
}

// ---- The equations.

/// How the fields grow along one axis.
class Growth {
 public:
  Growth(const Layers& layers, const Worked& w, size_t axis) : layers_(layers), w_(w), axis_(axis) {
    for (size_t i = 0; i < layers.size(); ++i) {
      if (is_new(i)) add(i);
    }
  }

  void show_on(Section& section) const {
    say_indices_on(section);
    for (const std::vector<size_t>& group : groups_) {
      show(section, fmt::format("receptive_field_{}", group[0] + 1), field(group[0]));
      if (group.size() > 1) {
        section.blocks.emplace_back(others({group.begin() + 1, group.end()}));
      }
    }
    show_jumps_on(section);
  }

 private:
  const Term& field(size_t i) const { return w_.reaches[i].field[axis_]; }
  const Term& jump(size_t i) const { return w_.reaches[i].jump[axis_]; }

  /// What a block's two numbers mean, of the first block.
  void say_indices_on(Section& section) const {
    const auto block = std::find_if(layers_.begin(), layers_.end(), [](const PlacedLayer& layer) {
      return layer.windows.size() > 1;
    });
    if (block == layers_.end() || axis_ > 0) return;
    const auto number = block - layers_.begin() + 1;
    section.blocks.emplace_back(prose("Layer ", number, " is a block of several convolutions: ",
                                      Symbol{symbols::kernel.base, fmt::format("{},1", number)},
                                      " is the kernel of its first, and ",
                                      Symbol{symbols::stride.base, fmt::format("{},1", number)},
                                      " its stride."));
  }

  /// The jumps that a stride makes larger.
  void show_jumps_on(Section& section) const {
    bool is_first = true;
    for (size_t i = 0; i < layers_.size(); ++i) {
      const size_t source = layers_[i].from[0];
      const Number before = source == 0 ? 1 : jump(source - 1).value();
      const bool is_larger = layers_[i].from.size() == 1 && is_result(jump(i)) &&
                             jump(i).value() != before && !jump(i).value().is_undefined();
      if (!is_larger) continue;
      if (std::exchange(is_first, false)) {
        section.blocks.emplace_back(prose("Strides above 1 multiply the jump:"));
      }
      show(section, fmt::format("jump_{}", i + 1), jump(i));
    }
  }

  /// Whether the field is the layer's own. Where a layer adds nothing it is that of one before.
  bool is_new(size_t i) const {
    const std::vector<size_t>& from = layers_[i].from;
    return is_result(field(i)) && std::none_of(from.begin(), from.end(), [&](size_t source) {
             return source > 0 && &field(source - 1).node() == &field(i).node();
           });
  }

  /// Puts the layer to those whose formula has the same numbers but for the field before.
  void add(size_t i) {
    const std::vector<PlacedWindow>& windows = layers_[i].windows;
    if (windows.empty()) return groups_.push_back({i});
    const size_t source = layers_[i].from[0];
    Shape numbers = {source == 0 ? 1 : w_.reaches[source - 1].jump[axis_].value()};
    for (const auto& [window, input] : windows) {
      for (const PerAxis* sides : {&window.kernel, &window.dilation, &window.stride}) {
        numbers.emplace_back(sides->at(axis_));
      }
    }
    numbers.pop_back();  // the last stride only makes the next jump
    const auto [group, is_first] = group_of_.emplace(std::move(numbers), groups_.size());
    if (is_first) {
      groups_.push_back({i});
    } else {
      groups_[group->second].push_back(i);
    }
  }

  /// What is said of the layers that do the same as one that is shown.
  Prose others(const std::vector<size_t>& layers) const {
    const size_t source = layers_[layers[0]].from[0];
    const Number before = source == 0 ? 1 : field(source - 1).value();
    const Number added = field(layers[0]).value() - before;
    const bool is_one = layers.size() == 1;
    Prose words = prose(is_one ? "Layer " : "Layers ", layer_numbers(layers));
    append(words, added.is_zero() ? prose(is_one ? " adds nothing either." : " add nothing either.")
                                  : prose(is_one ? " adds as much: " : " add as much each: ",
                                          Counted{added, "place"}, "."));
    return words;
  }

  const Layers& layers_;
  const Worked& w_;
  size_t axis_;
  std::vector<std::vector<size_t>> groups_;
  std::map<Shape, size_t> group_of_;
};

// ---- The picture.

/// The fields but those that are as the one before, or some of them where they are many.
std::vector<FieldsFigure::Field> drawn_fields(const Worked& w, size_t axis, bool& are_some) {
  std::vector<FieldsFigure::Field> all;
  for (size_t i = 0; i < w.reaches.size(); ++i) {
    const Number& places = w.reaches[i].field[axis].value();
    const Number& first = w.reaches[i].start[axis];
    if (places.is_undefined()) continue;
    if (!all.empty() && all.back().first == first && all.back().places == places) continue;
    all.push_back({fmt::format("layer {}", i + 1), first, places});
  }
  constexpr size_t kMost = 16;
  are_some = all.size() > kMost;
  if (!are_some) return all;
  std::vector<FieldsFigure::Field> some;
  for (size_t i = 0; i < kMost; ++i) some.push_back(all[i * (all.size() - 1) / (kMost - 1)]);
  return some;
}

/// One picture, or one for each axis where they differ.
void draw_fields(Section& section, const Worked& w) {
  const Shape input = values_of(w.input);
  const bool all_alike =
      w.axes_alike && are_alike({input.begin(), input.end() - 1}) &&
      std::all_of(w.reaches.begin(), w.reaches.end(),
                  [](const Reach<Term>& reach) { return are_alike(reach.start); });
  const std::vector<AxisName>& names = axis_names(w.input.size() - 1);
  for (size_t axis = 0; axis < names.size(); ++axis) {
    const bool is_shared = all_alike && names.size() > 1;
    FieldsFigure figure{.axis = is_shared ? "each axis" : "the " + std::string(names[axis].name),
                        .input = input[axis]};
    figure.fields = drawn_fields(w, axis, figure.are_some);
    if (!figure.fields.empty()) section.blocks.emplace_back(std::move(figure));
    if (is_shared) break;
  }
}

/// Why no field is worked out behind a layer.
Prose reason_of(const Layers& layers, const Worked& w) {
  const auto is_lost = [&](size_t number) {
    return w.reaches[number - 1].field[0].value().is_undefined();
  };
  size_t number = 1;
  while (!is_lost(number)) ++number;
  const auto& settings = layers[number - 1].settings;
  return prose(
      "Layer ", number,
      std::holds_alternative<Join>(settings) ? " joins branches whose jumps or places differ"
      : std::holds_alternative<AdaptivePool>(settings) ? " pools to a size that is asked for"
      : std::holds_alternative<Upsample>(settings)     ? " upsamples its map"
                                                       : " is a transposed convolution",
      ", so behind it no field is worked out.");
}

Prose conclusion(const Layers& layers, const Worked& w) {
  const std::vector<Term>& last = w.reaches.back().field;
  if (last[0].value().is_undefined()) return reason_of(layers, w);
  Prose answer = prose("A number of the output sees ");
  if (w.axes_alike) {
    append(answer, prose(Counted{last[0].value(), "place"}, " along ",
                         last.size() == 1 ? "the length." : "each axis."));
  } else {
    append(answer, prose(values_of(last), " places along the axes."));
  }
  AxisGroup larger;
  for (size_t axis = 0; axis < last.size(); ++axis) {
    if (w.input[axis].value() < last[axis].value()) larger.push_back(axis);
  }
  if (larger.empty()) return answer;
  append(answer, larger.size() == last.size()
                     ? prose(" That")
                     : prose(" Along the ", join(words(last.size(), larger)), " that"));
  append(answer, " is more than the input has: the rest is padding, or lies outside.");
  return answer;
}

/// How the fields are worked out, as far as it matters for these layers.
Prose method(const Layers& layers, const Worked& w) {
  Prose words = prose(
      "The field starts with one place, r = 1, and neighbours lie one place apart, j = 1. A layer "
      "adds its kernel without the first place, times the jump so far. Then its stride multiplies "
      "the jump. In the table, the start is where the first number's field begins, "
      "counted from 0");
  const bool is_padded = std::any_of(w.reaches.begin(), w.reaches.end(), [](const auto& reach) {
    return std::any_of(reach.start.begin(), reach.start.end(),
                       [](const Number& start) { return start.sign() < 0; });
  });
  const bool sees_all = std::any_of(layers.begin(), layers.end(), sees_all_places);
  append(words, is_padded ? ": padding moves it back by one jump for each of its places." : ".");
  if (sees_all) {
    append(words,
           " A layer that looks at all places at once acts as a kernel as long as the map that "
           "reaches it.");
  }
  const bool has_branches = std::any_of(layers.begin(), layers.end(), [](const auto& layer) {
    return std::holds_alternative<Join>(layer.settings);
  });
  if (has_branches) {
    append(words,
           " A layer that joins branches sees whatever one of them sees. Where the one that sees "
           "furthest begins t places behind another, t is added to its field.");
  }
  return words;
}

}  // namespace

Prose reach_prose(const std::vector<Term>& values, bool alike) {
  if (values[0].value().is_undefined()) return prose("none");
  return alike ? prose(values[0].value()) : prose(values_of(values));
}

Section reach_part(const Layers& layers, const Worked& w) {
  Section part{Role::part, "The receptive field"};
  part.sections.push_back(reach_idea());
  Section steps{Role::step, "Layer by layer"};
  steps.blocks.emplace_back(method(layers, w));
  const std::vector<AxisName>& names = axis_names(w.input.size() - 1);
  const size_t axes = w.axes_alike ? 1 : names.size();
  for (size_t axis = 0; axis < axes; ++axis) {
    if (axes > 1) steps.blocks.emplace_back(prose("Along the ", names[axis].name, ":"));
    Growth(layers, w, axis).show_on(steps);
  }
  steps.blocks.emplace_back(reach_table(layers, w));
  draw_fields(steps, w);
  part.sections.push_back(std::move(steps));
  part.answer.emplace_back(conclusion(layers, w));
  return part;
}

}  // namespace cnnsolve
