#include "kinds/inverse_layer.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "kinds/inverse_answers.h"
#include "kinds/inverse_steps.h"
#include "kinds/size_steps.h"

namespace cnnsolve {
namespace {

Window& window_of(ConvLayer& layer) { return layer.convolution.window; }
Window& window_of(TransposedConvLayer& layer) { return layer.convolution.window; }
Window& window_of(PoolLayer& layer) { return layer.pool.window; }

/// The layer with nothing unknown in it.
template <class Layer>
Layer layer_of(Layer layer, const InverseTask& known) {
  layer.input = known.input;
  window_of(layer) = known.window;
  if constexpr (requires { layer.convolution; }) layer.convolution.filters = *known.filters;
  if constexpr (requires { layer.output_padding; }) layer.output_padding = known.added;
  return layer;
}

template <class Layer>
std::optional<Produced> go_forwards(const Layer& layer) {
  if (!check(layer).empty()) return std::nullopt;
  PlainAnswers answers;
  answer(layer, answers);
  Produced outcome;
  for (const PlainAnswers::Entry& entry : answers.entries()) {
    const std::span<const Number> numbers = answers.numbers(entry);
    if (entry.name == "output") outcome.output.assign(numbers.begin(), numbers.end());
    if (entry.name == "parameters") outcome.parameters = numbers[0];
  }
  return outcome;
}

/// What forbids a pool's padding, where what it depends on is known.
std::vector<FieldMistake> check_padding(PoolLayer layer) {
  Window& w = layer.pool.window;
  if (is_unknown(w.kernel) || is_unknown(w.dilation) || is_unknown(w.padding)) return {};
  w.stride = {{1}};
  for (Whole& size : layer.input) {
    if (size == kUnknown) size = kLargestWhole;
  }
  std::vector<FieldMistake> mistakes = check(layer);
  std::erase_if(mistakes, [](const FieldMistake& mistake) { return mistake.path != "padding"; });
  return mistakes;
}

/// What an AnswerList or PlainAnswers takes.
template <class List>
using EntryOf = std::conditional_t<std::same_as<List, AnswerList>, Term, Number>;

/// What is asked, and what answers it.
struct Solved {
  InverseTask task;
  std::vector<Unknown> unknowns = unknowns_of(task);
  Solutions solutions = find_solutions(task, unknowns);

  std::vector<Number> values_of(size_t i) const {
    std::vector<Number> values;
    for (const std::vector<Whole>& row : solutions.rows) values.emplace_back(row[i]);
    return values;
  }
  /// All solutions where no single number serves all axes.
  std::vector<std::vector<Number>> by_axis() const {
    std::vector<std::vector<Number>> rows;
    rows.reserve(solutions.by_axis.size());
    for (const std::vector<Whole>& row : solutions.by_axis) rows.push_back(shape_of(row));
    return rows;
  }
};

template <class List>
std::vector<EntryOf<List>> entries_of(const std::vector<Whole>& values) {
  std::vector<EntryOf<List>> entries;
  entries.reserve(values.size());
  for (const Whole value : values) entries.push_back(EntryOf<List>(Number(value)));
  return entries;
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class List>
void list_answers(const Solved& solved, List& list) {
  const std::vector<std::vector<Whole>>& rows = solved.solutions.rows;
  for (size_t i = 0; i < solved.unknowns.size(); ++i) {
    if (!solved.solutions.by_axis.empty()) {
      list.vector(solved.unknowns[i].name, entries_of<List>(solved.solutions.by_axis[0]));
    } else if (rows.empty()) {
      list.none(solved.unknowns[i].name);
    } else {
      list.fixed(solved.unknowns[i].name, Number(rows[0][i]));
    }
  }
}

/// All solutions: a list where one thing is asked, else a row for each.
template <class List>
void list_solutions(const Solved& solved, List& list) {
  const std::vector<std::vector<Whole>>& by_axis = solved.solutions.by_axis;
  const std::vector<std::vector<Whole>>& all = by_axis.empty() ? solved.solutions.rows : by_axis;
  const size_t rows = by_axis.empty() ? solved.solutions.worth_listing : by_axis.size();
  if (rows == 0) return list.none(kSolutions);
  std::vector<Whole> values;
  for (size_t i = 0; i < rows; ++i) values.insert(values.end(), all[i].begin(), all[i].end());
  // In rows they can't be taken for several solutions.
  if (all[0].size() == 1) {
    list.vector(kSolutions, entries_of<List>(values));
  } else {
    list.matrix(kSolutions, entries_of<List>(values), rows);
  }
}

std::vector<Answer> all_answers(const Solved& solved) {
  AnswerList list;
  list_answers(solved, list);
  list_solutions(solved, list);
  std::vector<Answer> answers = list.take();
  // Answers are copied, and the question is one for all.
  const auto question = std::make_shared<const std::pair<InverseTask, std::vector<Unknown>>>(
      solved.task, solved.unknowns);
  for (Answer& answer : answers) {
    answer.accepts = [question](const std::vector<Number>& values) {
      return is_solution(question->first, question->second, values);
    };
  }
  for (size_t i = 0; i < solved.unknowns.size(); ++i) {
    const Unknown& unknown = solved.unknowns[i];
    answers[i].solutions = solved.values_of(i);
    answers[i].by_axis = solved.by_axis();
    const bool is_cut = !answers[i].by_axis.empty() && solved.solutions.has_more;
    answers[i].goes_on =
        is_cut || (solved.solutions.is_endless && unknown.setting == Setting::stride);
    answers[i].last = last_of(solved.task, solved.unknowns, solved.solutions, i);
    answers[i].symbol = unknown.symbol;
    const auto formula = formula_of(solved.task, solved.unknowns, solved.solutions, i);
    if (formula) answers[i].workings = {{*formula}};
  }
  return answers;
}

/// The question in the form that is the same for all layers.
template <class Layer>
InverseTask task_of(const InverseLayer<Layer>& inverse) {
  Layer layer = inverse.layer;
  InverseTask task{.mover = kFilter.noun, .input = layer.input, .window = window_of(layer)};
  task.wanted = inverse.output;
  task.parameters = inverse.parameters;
  if constexpr (requires { layer.convolution; }) {
    task.filters = layer.convolution.filters;
    task.groups = layer.convolution.groups;
    task.bias = layer.bias;
  } else {
    task.mover = kMaxPool.noun;
    if (task.window.stride.values.empty()) {
      task.window.stride = task.window.kernel;
      task.is_side_by_side = is_unknown(task.window.kernel);
    }
  }
  if constexpr (requires { layer.output_padding; }) {
    task.is_transposed = true;
    task.added = layer.output_padding;
  }
  task.forbids = [layer](const InverseTask& known) { return check(layer_of(layer, known)); };
  task.forwards = [layer = std::move(layer)](const InverseTask& known) {
    return go_forwards(layer_of(layer, known));
  };
  return task;
}

}  // namespace

template <class Layer>
bool is_inverse(const InverseLayer<Layer>& inverse) {
  return asks(task_of(inverse));
}

template <class Layer>
std::vector<FieldMistake> check(const InverseLayer<Layer>& inverse) {
  if constexpr (requires { inverse.layer.pool; }) {
    const Window& window = inverse.layer.pool.window;
    if (window.ceil) return {{"ceil", "must not be there where a setting is \"?\""}};
    const bool is_side_by_side = is_unknown(window.kernel) && window.stride.values.empty();
    if (is_side_by_side && !window.dilation.is_one()) {
      return {{"stride",
               "is missing: it is the kernel's size where it is left out, and that is \"?\" and "
               "dilated"}};
    }
    if (auto mistakes = check_padding(inverse.layer); !mistakes.empty()) return mistakes;
  }
  return check(task_of(inverse));
}

template <class Layer>
Solution solve(const InverseLayer<Layer>& inverse) {
  const Solved solved{.task = task_of(inverse)};
  Solution solution;
  auto& sections = solution.document.sections;
  sections.push_back(givens(inverse));
  if constexpr (requires { inverse.layer.pool; }) {
    const Window& window = inverse.layer.pool.window;
    const bool is_tried = dependent_unknowns(solved.unknowns) > 0;
    if (window.stride.values.empty() && (!is_unknown(window.kernel) || is_tried)) {
      sections.back().blocks.emplace_back(
          prose(kStrideIsKernel, is_tried ? " In the formulas it is S." : ""));
    }
  }
  for (Section& part : inverse_parts(solved.task, solved.unknowns, solved.solutions)) {
    sections.push_back(std::move(part));
  }
  solution.answers = all_answers(solved);
  return solution;
}

template <class Layer>
std::vector<Answer> worked_answers(const InverseLayer<Layer>& inverse) {
  return all_answers({.task = task_of(inverse)});
}

template <class Layer>
void answer(const InverseLayer<Layer>& inverse, PlainAnswers& answers) {
  const Solved solved{.task = task_of(inverse)};
  list_answers(solved, answers);
  list_solutions(solved, answers);
}

// Of each kind of layer.
template bool is_inverse(const InverseLayer<ConvLayer>&);
template bool is_inverse(const InverseLayer<PoolLayer>&);
template bool is_inverse(const InverseLayer<TransposedConvLayer>&);
template std::vector<FieldMistake> check(const InverseLayer<ConvLayer>&);
template std::vector<FieldMistake> check(const InverseLayer<PoolLayer>&);
template std::vector<FieldMistake> check(const InverseLayer<TransposedConvLayer>&);
template Solution solve(const InverseLayer<ConvLayer>&);
template Solution solve(const InverseLayer<PoolLayer>&);
template Solution solve(const InverseLayer<TransposedConvLayer>&);
template std::vector<Answer> worked_answers(const InverseLayer<ConvLayer>&);
template std::vector<Answer> worked_answers(const InverseLayer<PoolLayer>&);
template std::vector<Answer> worked_answers(const InverseLayer<TransposedConvLayer>&);
template void answer(const InverseLayer<ConvLayer>&, PlainAnswers&);
template void answer(const InverseLayer<PoolLayer>&, PlainAnswers&);
template void answer(const InverseLayer<TransposedConvLayer>&, PlainAnswers&);

}  // namespace cnnsolve
