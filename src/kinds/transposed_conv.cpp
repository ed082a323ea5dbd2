#include "kinds/transposed_conv.h"

#include <fmt/format.h>

#include <algorithm>

#include "kinds/givens.h"
#include "kinds/transposed_conv_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

constexpr std::string_view kOutput = "out";

template <class N>
SizeTask<N> size_task(const TransposedConvLayer& layer, const std::vector<N>& input,
                      std::string_view index) {
  return {layer.convolution.window, input, index};
}

template <class N>
TransposedAxis<N> work_out_transposed(const TransposedConvLayer& layer, const std::vector<N>& input,
                                      size_t axis, std::string_view index) {
  const SizeTask<N> task = size_task(layer, input, index);
  const AxisName& axis_name = axis_names(task.axes())[axis];
  const auto name = [&] { return Symbol{axis_name.letter, task.output_subscript}; };
  const Padding::Mode mode = layer.convolution.window.padding.mode;
  TransposedAxis<N> worked{stretched_axis(task, axis), N(0), N(0)};
  Axis<N>& a = worked.axis;
  if (layer.output_padding.values.empty() && mode != Padding::Mode::numbers) {
    worked.output =
        result(name, mode == Padding::Mode::same ? same_transposed_output_size(a.input, a.stride)
                                                 : valid_transposed_output_size(a));
    return worked;
  }
  if (mode == Padding::Mode::same) {
    a.padding = symmetric_padding(result(
        [&] {
          return Symbol{symbols::padding.base, axis_name.letter};
        },
        half_window(a.kernel)));
  }
  const bool adds = !layer.output_padding.values.empty() && layer.output_padding.at(axis) != 0;
  if (adds) {
    const auto added = [&] {
      return axis_symbol(symbols::output_padding, layer.output_padding, axis_name);
    };
    worked.added = given<N>(added, layer.output_padding.at(axis));
  }
  worked.output = result(name, transposed_output_size(a, worked.added));
  return worked;
}

template <class N>
WorkedTransposedConv<N> work_out(const TransposedConvLayer& layer, std::vector<N> input,
                                 std::string_view index) {
  WorkedTransposedConv<N> w;
  w.input = std::move(input);
  for (size_t axis = 0; axis + 1 < w.input.size(); ++axis) {
    w.axes.push_back(work_out_transposed(layer, w.input, axis, index));
    w.sizes.push_back(w.axes.back().output);
  }
  w.counts = count_filters(layer.convolution, layer.bias, w.input);
  // Each number of the input meets each weight once.
  w.operations = count_operations(w.counts.weights, {w.input.begin(), w.input.end() - 1});
  w.sizes.push_back(output_channels(w.counts.filters, index));
  return w;
}

template <class N>
WorkedTransposedConv<N> work_out(const TransposedConvLayer& layer) {
  return work_out(layer, named_input<N>(shape_of(layer.input)), kOutput);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const WorkedTransposedConv<N>& w, List& list) {
  list_sizes(w.sizes, list);
  list_counts(w.counts, list);
  list_operations(w.operations, list);
}

std::vector<Answer> all_answers(const WorkedTransposedConv<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  std::vector<Answer> answers = list.take();
  add_other_ways(w.counts, w.sizes.back(), answers);
  return answers;
}

}  // namespace

std::vector<FieldMistake> check(const TransposedConvLayer& layer) {
  std::vector<FieldMistake> mistakes = check_input(layer.input);
  if (!mistakes.empty()) return mistakes;
  const Window& window = layer.convolution.window;
  const size_t axes = layer.input.size() - 1;
  mistakes = check_counts(window, axes, "");
  const PerAxis& added = layer.output_padding;
  if (!added.values.empty()) {
    add(mistakes, check_count("output_padding", added.values.size(), axes));
  }
  const bool counts_agree = mistakes.empty();
  add(mistakes, check_groups(layer.convolution, layer.input.back(), ""));
  if (!counts_agree) return mistakes;
  bool adds_too_much = false, cuts_all = false;
  const std::vector<Number> input = named_input<Number>(shape_of(layer.input));
  for (size_t axis = 0; axis < axes; ++axis) {
    const Whole limit = std::max(window.stride.at(axis), window.dilation.at(axis));
    if (!adds_too_much && !added.values.empty() && added.at(axis) >= limit) {
      adds_too_much = true;
      mistakes.push_back({"output_padding",
                          fmt::format("must be smaller than the stride or the dilation, {}, got {}",
                                      limit, added.at(axis))});
    }
    const TransposedAxis<Number> worked = work_out_transposed(layer, input, axis, kOutput);
    if (!cuts_all && worked.output < 1) {
      cuts_all = true;
      mistakes.push_back(
          {"padding",
           fmt::format("must leave some of the output: along the {} it cuts off {} of {} places",
                       axis_names(axes)[axis].name, digits(worked.axis.padding),
                       digits(worked.output + worked.axis.padding))});
    }
  }
  return mistakes;
}

std::string title_of(const TransposedConvLayer&) { return "A transposed convolution"; }

Solution solve(const TransposedConvLayer& layer) {
  const auto worked = work_out<Term>(layer);
  Solution solution;
  solution.document.sections = transposed_parts(layer, worked);
  solution.document.sections.insert(solution.document.sections.begin(), givens(layer));
  solution.answers = all_answers(worked);
  return solution;
}

std::vector<Answer> worked_answers(const TransposedConvLayer& layer) {
  return all_answers(work_out<Term>(layer));
}

void answer(const TransposedConvLayer& layer, PlainAnswers& answers) {
  list_answers(work_out<Number>(layer), answers);
}

template <class N>
LayerOutcome<N> pass(const TransposedConvLayer& layer, const std::vector<N>& input,
                     const std::string& index) {
  WorkedTransposedConv<N> w = work_out(layer, input, index);
  return outcome_of(w.counts, w.operations.macs, std::move(w.sizes), index);
}
template LayerOutcome<Term> pass(const TransposedConvLayer&, const std::vector<Term>&,
                                 const std::string&);
template LayerOutcome<Number> pass(const TransposedConvLayer&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
