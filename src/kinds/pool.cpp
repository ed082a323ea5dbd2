#include "kinds/pool.h"

#include <fmt/format.h>

#include "kinds/givens.h"
#include "kinds/size_steps.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

constexpr std::string_view kOutput = "out";

/// Everything about a layer that is worked out.
template <class N>
struct Worked {
  std::vector<N> input;  ///< its sizes
  std::vector<AxisSize<N>> axes;
  std::vector<N> sizes;    ///< of the output
  std::string_view index;  ///< of the output: H_out
};

template <class N>
SizeTask<N> size_task(const PoolLayer& layer, const Worked<N>& w) {
  return {layer.pool.window, w.input, w.index};
}

/// The layer is written out.
template <class N>
Worked<N> work_out(const PoolLayer& layer, std::vector<N> input, std::string_view index) {
  Worked<N> w;
  w.input = std::move(input);
  w.index = index;
  w.axes = work_out_axes(size_task(layer, w));
  for (const AxisSize<N>& size : w.axes) w.sizes.push_back(size.output);
  w.sizes.push_back(result([&] { return Symbol{symbols::channels.base, index}; }, w.input.back()));
  return w;
}

template <class N>
Worked<N> work_out(const PoolLayer& layer) {
  return work_out(layer, named_input<N>(shape_of(layer.input)), kOutput);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const Worked<N>& w, List& list) {
  list_sizes(w.sizes, list);
  list.fixed("parameters", 0);
}

std::vector<Answer> all_answers(const Worked<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  return list.take();
}

PoolLayer written_out(PoolLayer layer) {
  layer.pool = written_out(std::move(layer.pool));
  return layer;
}

/// A layer with everything that the sections below look at.
struct Solved {
  const PoolLayer& layer;  ///< written out
  Worked<Term> worked = work_out<Term>(layer);
  Shape input = values_of(worked.input);
  std::vector<AxisSetting> settings = axis_settings(layer.pool.window, input);
  Shape output = values_of(worked.sizes);

  size_t axes() const { return settings.size(); }
  bool is_max() const { return layer.pool.mode == Pool::Mode::max; }
  Shape window() const { return kernel_shape(layer.pool.window, axes()); }
  Number places() const {
    Number product = 1;
    for (const Number& side : window()) product = product * side;
    return product;
  }
  /// Whether no window has a place under all of it.
  bool is_never_full() const {
    return std::any_of(settings.begin(), settings.end(), [](const AxisSetting& setting) {
      return setting.output == 1 && unread_positions(axis_numbers(setting), setting.output) < 0;
    });
  }
  bool is_padded() const {
    return std::any_of(settings.begin(), settings.end(), [](const AxisSetting& setting) {
      return !total_padding(setting).is_zero();
    });
  }
};

Section pooling_idea(const Solved& w) {
  Section idea{Role::idea, "What pooling does"};
  const Number places = w.places();
  const Prose window = w.axes() == 1 ? prose(Counted{places, "place"})
                                     : prose(w.window(), places == 1 ? " place" : " places");
  idea.blocks.emplace_back(
      prose("A window is laid over a patch of one channel, here ", window, ". ",
            w.is_never_full()
                ? prose("It reaches over the end. ",
                        w.is_max() ? "Max pooling keeps the largest of the numbers under it."
                                   : "Average pooling keeps the mean of the numbers under it.")
            : w.is_max()
                ? places == 1
                      ? prose("Max pooling keeps the largest number under it, here the only one.")
                      : prose("Max pooling keeps the largest of the ", places, " numbers under it.")
                : prose("Average pooling keeps their mean: it adds the ", Counted{places, "number"},
                        " under it and divides by ", places, "."),
            volume(Shape(w.output.begin(), w.output.end() - 1)) == 1
                ? ""
                : " Then the window moves on to the next patch.",
            " Nothing is weighed, so nothing is learned."));
  if (places == 1) return idea;
  idea.blocks.emplace_back(
      prose("A large number says that a filter has found its feature. ",
            w.is_max() ? "The maximum says that it was found somewhere in the window, and forgets "
                         "where. "
                       : "The mean says how much of it there is in the window, and forgets where. ",
            volume(Shape(w.output.begin(), w.output.end() - 1)) <
                    volume(Shape(w.input.begin(), w.input.end() - 1))
                ? "So the map gets smaller, and an "
                : "So an ",
            "input that is moved by a place gives much the same output."));
  return idea;
}

Section padding_idea(const Solved& w) {
  if (w.is_max()) {
    Section idea{Role::idea, "What the padding holds"};
    idea.blocks.emplace_back(
        prose("For a maximum the padding holds minus infinity and not zeros. A zero would be the "
              "largest number wherever the input is negative. Minus infinity never is."));
    return idea;
  }
  Section idea{Role::idea, "What the padding counts for"};
  idea.blocks.emplace_back(prose(
      "For a mean the padding holds zeros. PyTorch counts them as numbers: a window that lies "
      "partly on them, and not over their end, still divides by ",
      w.places(),
      ". TensorFlow, and PyTorch if it is told to, divides by the input's numbers alone. The size "
      "of the output is the same."));
  return idea;
}

Section ceil_idea(bool is_max, bool is_padded) {
  Section idea{Role::idea, "Rounding up"};
  idea.blocks.emplace_back(
      prose("Usually a window that doesn't fit at the end is dropped, and the places there are "
            "lost. In ceil mode it is kept and takes what is under it",
            is_max ? "" : "; a mean is then over these places alone",
            ". One kind is still dropped: a window that would begin behind the input",
            is_padded ? ", in the padding at the end" : "",
            ". There it would have nothing to take. This is PyTorch's rule."));
  return idea;
}

Section channels_step(const Solved& w) {
  Section section{Role::step, "Channels"};
  section.blocks.emplace_back(
      w.input.back() == 1
          ? prose("The one channel is pooled, and gives one channel:")
          : prose("Each of the ", w.input.back(),
                  " channels is pooled on its own. They aren't combined, so the output has as many "
                  "channels as the input:"));
  show(section, "output_channels", w.worked.sizes.back());
  return section;
}

Section volume_part(const Solved& w) {
  Section part{Role::part,
               w.axes() == 2 ? "Part 1: the output volume" : "Part 1: the output's size"};
  part.blocks.emplace_back(LayerFigure{.axes = figure_axes(w.settings),
                                       .input = w.input,
                                       .filter = w.window(),
                                       .output = w.output,
                                       .motion = LayerFigure::Motion::pool_reads});
  part.sections.push_back(pooling_idea(w));
  const SizeSteps steps(size_task(w.layer, w.worked), w.is_max() ? kMaxPool : kAveragePool);
  part.sections.push_back(steps.idea());
  if (w.is_padded()) part.sections.push_back(padding_idea(w));
  if (w.layer.pool.window.ceil) part.sections.push_back(ceil_idea(w.is_max(), w.is_padded()));
  for (Section& step : steps.sections(w.worked.axes)) part.sections.push_back(std::move(step));
  part.sections.push_back(channels_step(w));
  part.answer.emplace_back(prose("The output is ", w.output, "."));
  return part;
}

Section parameters_part(const Solved& w) {
  Section part{Role::part, "Part 2: the parameters"};
  part.blocks.emplace_back(
      prose("A parameter is a number that training may change. ",
            w.is_max() ? "The largest number " : "The mean ",
            "of a window is found without any, however many channels there are."));
  part.answer.emplace_back(prose("The layer has no parameters."));
  return part;
}

}  // namespace

Pool written_out(Pool pool) {
  if (pool.window.stride.values.empty()) pool.window.stride = pool.window.kernel;
  return pool;
}

std::vector<FieldMistake> check(const Pool& pool, const Shape& input, std::string_view prefix) {
  const Window& window = pool.window;
  std::vector<FieldMistake> mistakes = check(window, input, prefix);
  if (window.ceil && window.padding.mode == Padding::Mode::same) {
    mistakes.push_back({fmt::format("{}ceil", prefix),
                        "must not be set with \"same\" padding, which rounds up by itself"});
  }
  if (!mistakes.empty() || window.padding.mode != Padding::Mode::numbers) return mistakes;
  for (const AxisSetting& setting : axis_settings(window, input)) {
    const Number span = axis_numbers(setting).kernel;
    const Number most = half_window(span);
    for (const Number& padding : {setting.padding_before, setting.padding_after}) {
      if (!(most < padding)) continue;
      mistakes.push_back(
          {fmt::format("{}padding", prefix),
           fmt::format("must be at most half of the window, {} of {} place{}, so that no window "
                       "lies on padding alone, got {}",
                       digits(most), digits(span), span == 1 ? "" : "s", digits(padding))});
      return mistakes;
    }
  }
  return mistakes;
}

std::vector<FieldMistake> check(const PoolLayer& layer) {
  std::vector<FieldMistake> mistakes = check_input(layer.input);
  if (!mistakes.empty()) return mistakes;
  return check(written_out(layer.pool), shape_of(layer.input), "");
}

bool is_possible(const PoolLayer& layer) {
  return check(written_out(layer.pool).window, shape_of(layer.input), "").empty();
}

std::string title_of(const PoolLayer& layer) {
  return layer.pool.mode == Pool::Mode::max ? "A max-pooling layer" : "An average-pooling layer";
}

Solution solve(const PoolLayer& stated) {
  const PoolLayer layer = written_out(stated);
  const Solved solved{.layer = layer};
  Solution solution;
  auto& sections = solution.document.sections;
  sections.push_back(givens(layer));
  if (stated.pool.window.stride.values.empty()) {
    sections.back().blocks.emplace_back(prose(kStrideIsKernel));
  }
  sections.push_back(volume_part(solved));
  sections.push_back(parameters_part(solved));
  solution.answers = all_answers(solved.worked);
  return solution;
}

std::vector<Answer> worked_answers(const PoolLayer& layer) {
  return all_answers(work_out<Term>(written_out(layer)));
}

void answer(const PoolLayer& layer, PlainAnswers& answers) {
  list_answers(work_out<Number>(written_out(layer)), answers);
}

template <class N>
LayerOutcome<N> pass(const PoolLayer& layer, const std::vector<N>& input,
                     const std::string& index) {
  return {.output = work_out(written_out(layer), input, index).sizes};
}
template LayerOutcome<Term> pass(const PoolLayer&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const PoolLayer&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
