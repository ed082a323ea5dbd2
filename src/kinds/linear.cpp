#include "kinds/linear.h"

#include "kinds/givens.h"
#include "kinds/operations.h"
#include "kinds/window.h"
#include "math/formulas.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

const Symbol kOutputs = {symbols::features.base, "out"};
const Symbol kUnitParameters = {"n", "u"};

/// Everything about a layer that is worked out.
template <class N>
struct Worked {
  N features;  ///< a result where a volume is flattened
  N units;
  N output;
  N unit_parameters;
  N weights;
  N biases;
  N parameters;
  Operations<N> operations;
};

template <class N>
Worked<N> work_out(const LinearLayer& layer, const std::vector<N>& input) {
  Worked<N> w;
  w.features = input.size() == 1 ? input[0] : result(symbols::inputs, volume(input));
  w.units = given<N>(symbols::units, layer.units);
  w.output = result(kOutputs, w.units);
  w.unit_parameters =
      layer.bias ? result(kUnitParameters, parameters_per_unit(w.features)) : w.features;
  w.parameters = result(symbols::parameters, all_units(w.unit_parameters, w.units));
  w.weights = result(symbols::weights, all_units(w.features, w.units));
  w.biases = result(symbols::biases, layer.bias ? all_units(N(1), w.units) : N(0));
  w.operations = count_operations(w.weights, {});
  return w;
}

template <class N>
Worked<N> work_out(const LinearLayer& layer) {
  const Shape shape = shape_of(layer.input);
  if (shape.size() > 1) return work_out(layer, named_input<N>(shape));
  const std::vector<N> features(1, given<N>(symbols::inputs, shape[0]));
  return work_out(layer, features);
}

/// Hands the answers to `list`: an AnswerList or PlainAnswers.
template <class N, class List>
void list_answers(const Worked<N>& w, List& list) {
  list.number("inputs", w.features);
  list.number("output", w.output);
  list.number("weights_per_unit", w.features);
  list.number("parameters_per_unit", w.unit_parameters);
  list.number("weights", w.weights);
  list.number("biases", w.biases);
  list.number("parameters", w.parameters);
  list_operations(w.operations, list);
}

/// The answers, with the parameters also as a sum of weights and biases.
std::vector<Answer> all_answers(const Worked<Term>& w) {
  AnswerList list;
  list_answers(w, list);
  std::vector<Answer> answers = list.take();
  answer_named(answers, "parameters")
      .workings.push_back({result(symbols::parameters, total({w.weights, w.biases}))});
  return answers;
}

Section linear_idea(const LinearLayer& layer, const Worked<Term>& w) {
  Section idea{Role::idea, "What a linear layer does"};
  const Number& features = w.features.value();
  idea.blocks.emplace_back(
      prose("Each unit looks at the whole input at once, here ", Counted{features, "number"},
            ". It multiplies each by a weight of its own and adds the products up",
            layer.bias ? ", and its bias with them" : "",
            ". That gives one number. So the layer is also called dense, or fully connected."));
  idea.blocks.emplace_back(prose(
      "A convolution uses the same few weights at every place. A linear layer has a weight "
      "for each pair of an input and a unit. So most parameters of a small network are often in "
      "its first linear layer."));
  return idea;
}

Section output_part(const LinearLayer& layer, const Worked<Term>& w) {
  Section part{Role::part, "Part 1: the output"};
  part.sections.push_back(linear_idea(layer, w));
  if (is_result(w.features)) {
    Section& flatten = part.sections.emplace_back(Section{Role::step, "Flatten"});
    flatten.blocks.emplace_back(prose("A linear layer takes a row of numbers. So the volume of ",
                                      shape_of(layer.input),
                                      " is first laid out as one row. No number is lost:"));
    show(flatten, "inputs", w.features);
  }
  Section& units = part.sections.emplace_back(Section{Role::step, "Units"});
  units.blocks.emplace_back(layer.units == 1
                                ? prose("The one unit gives one number:")
                                : prose("Each of the ", layer.units, " units gives one number:"));
  show(units, "output", w.output);
  part.answer.emplace_back(prose("The output has ", Counted{w.output.value(), "number"}, "."));
  return part;
}

Section parameters_part(const LinearLayer& layer, const Worked<Term>& w) {
  Section part{Role::part, "Part 2: the parameters"};
  Section& one = part.sections.emplace_back(Section{Role::step, "One unit"});
  one.blocks.emplace_back(prose("A unit has a weight for each input, which makes ",
                                Counted{w.features.value(), "weight"},
                                layer.bias ? ", and one bias:" : "."));
  if (layer.bias) show(one, "parameters_per_unit", w.unit_parameters);
  Section& all = part.sections.emplace_back(Section{Role::step, "All units"});
  all.blocks.emplace_back(layer.units == 1 ? prose("The layer has one unit:")
                                           : prose("The layer has ", layer.units,
                                                   " units, each with numbers of its own:"));
  show(all, "parameters", w.parameters);
  if (layer.bias) {
    all.blocks.emplace_back(weights_and_biases(w.weights, w.biases));
  } else {
    all.blocks.emplace_back(weights_alone(w.weights));
  }
  part.answer.emplace_back(
      prose("The layer has ", Counted{w.parameters.value(), "parameter"}, "."));
  return part;
}

}  // namespace

std::vector<FieldMistake> check(const LinearLayer& layer) {
  return check_features_or_volume(layer.input);
}

std::string title_of(const LinearLayer&) { return "A linear layer"; }

Solution solve(const LinearLayer& layer) {
  const Worked<Term> worked = work_out<Term>(layer);
  Solution solution;
  auto& sections = solution.document.sections;
  sections.push_back(givens(layer));
  sections.push_back(output_part(layer, worked));
  sections.push_back(parameters_part(layer, worked));
  sections.push_back(operations_part(prose("Each weight is used once:"),
                                     {.have_biases = layer.bias}, worked.operations));
  solution.answers = all_answers(worked);
  return solution;
}

std::vector<Answer> worked_answers(const LinearLayer& layer) {
  return all_answers(work_out<Term>(layer));
}

void answer(const LinearLayer& layer, PlainAnswers& answers) {
  list_answers(work_out<Number>(layer), answers);
}

template <class N>
LayerOutcome<N> pass(const LinearLayer& layer, const std::vector<N>& input,
                     const std::string& index) {
  const Worked<N> w = work_out(layer, input);
  LayerOutcome<N> outcome;
  outcome.output = {renamed({symbols::inputs.base, index}, w.output)};
  outcome.weights = renamed(of_layer(symbols::weights, index), w.weights);
  outcome.biases = renamed(of_layer(symbols::biases, index), w.biases);
  outcome.parameters = renamed({symbols::parameters.base, index}, w.parameters);
  outcome.macs = renamed({symbols::macs.base, index}, w.operations.macs);
  outcome.bias_additions = w.biases;
  return outcome;
}
template LayerOutcome<Term> pass(const LinearLayer&, const std::vector<Term>&, const std::string&);
template LayerOutcome<Number> pass(const LinearLayer&, const std::vector<Number>&,
                                   const std::string&);

}  // namespace cnnsolve
