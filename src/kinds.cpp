#include "kinds.h"

#include <algorithm>
#include <utility>

namespace cnnsolve {
namespace {

template <class P>
std::optional<Problem> read_problem(Reader& reader) {
  P problem;
  describe(reader, problem);
  reader.finish();
  // What the fields mean together can only be said of fields that are each well formed.
  if (reader.found_mistakes()) return std::nullopt;
  for (FieldMistake& mistake : check(problem)) {
    reader.add_mistake(mistake.path, std::move(mistake.what));
  }
  if (reader.found_mistakes()) return std::nullopt;
  return problem;
}

/// The same of a layer in which "?" may stand for what is asked.
template <class Layer>
std::optional<Problem> read_either_way(Reader& reader) {
  reader.accept_unknowns();
  InverseLayer<Layer> inverse;
  describe(reader, inverse);
  reader.finish();
  if (reader.found_mistakes()) return std::nullopt;
  std::vector<FieldMistake> mistakes;
  const bool asks = is_inverse(inverse);
  if (asks) {
    mistakes = check(inverse);
  } else {
    constexpr const char* kNothingAsked = "must be left out where no setting is \"?\"";
    if (inverse.output.mode != WantedOutput::Mode::none) {
      mistakes.push_back({"output", kNothingAsked});
    }
    if (inverse.parameters) mistakes.push_back({"parameters", kNothingAsked});
    if (mistakes.empty()) mistakes = check(inverse.layer);
  }
  for (FieldMistake& mistake : mistakes) reader.add_mistake(mistake.path, std::move(mistake.what));
  if (reader.found_mistakes()) return std::nullopt;
  return asks ? Problem(std::move(inverse)) : Problem(std::move(inverse.layer));
}

/// What the quick reader reads of a kind's problems.
template <class P>
struct QuickForm {
  using Problem = P;
};
template <>
struct QuickForm<BatchNorm> {
  using Problem = DecimalBatchNorm;
};

template <class P>
bool answer_problem(QuickReader& reader, PlainAnswers& answers,
                    const std::function<void()>& when_read) {
  typename QuickForm<P>::Problem problem;
  describe(reader, problem);
  if (!reader.succeeded() || !check(problem).empty()) return false;
  if (when_read) when_read();
  answer(std::move(problem), answers);
  return true;
}

/// The problem that the quick reader has read; a BatchNorm has its own.
template <class P>
P in_full(P problem) {
  return problem;
}

template <class P>
Problem read_again(QuickReader& reader) {
  typename QuickForm<P>::Problem problem;
  describe(reader, problem);
  return in_full(std::move(problem));
}

template <class P>
void add_to_schema(SchemaForm& form) {
  P problem;
  describe(form, problem);
}

template <class P>
Kind kind(std::string_view name, std::string_view summary, std::vector<std::string_view> examples,
          std::vector<std::string_view> headline) {
  return {name,         summary,          std::move(examples), std::move(headline),
          Flags::of<P>, add_to_schema<P>, read_problem<P>,     answer_problem<P>,
          read_again<P>};
}

/// A kind of layer that may be asked backwards. Such a question is left to the careful reader.
template <class Layer>
Kind either_way(Kind kind) {
  kind.flags = Flags::of<InverseLayer<Layer>>;
  kind.add_to_schema = add_to_schema<InverseLayer<Layer>>;
  kind.read = read_either_way<Layer>;
  return kind;
}

void put_heading(Solution& solution, const Kind& kind, const Problem& problem) {
  solution.kind = kind.name;
  solution.document.title =
      std::visit([](const auto& stated) { return title_of(stated); }, problem);
}

}  // namespace

std::span<const Kind> kinds() {
  static const std::vector<Kind> table = {
      either_way<ConvLayer>(kind<ConvLayer>(
          "conv", "a convolutional layer: output volume and parameters",
          {"conv --input 15x15x3 --filters 28 --kernel 3 --padding 1",
           "conv --input 224x224x3 --filters 64 --kernel 7 --stride 2 --padding 3",
           "conv --input 28x28x8 --filters 8 --kernel 3 --padding 0:1 --groups 8",
           "conv --input 32x32x3 --filters 6 --kernel 5 --padding \"?\" --output-volume \"same as "
           "input\""},
          {"output", "parameters"})),
      either_way<PoolLayer>(
          kind<PoolLayer>("pool", "a pooling layer: output volume",
                          {"pool --input 28x28x6 --kernel 2",
                           "pool --input 112x112x64 --kernel 3 --stride 2 --padding 1",
                           "pool --input 55x55x96 --mode average --kernel 3 --stride 2 --ceil"},
                          {"output"})),
      either_way<TransposedConvLayer>(kind<TransposedConvLayer>(
          "transposed_conv", "a transposed convolution: output volume and parameters",
          {"transposed_conv --input 7x7x64 --filters 32 --kernel 2 --stride 2",
           "transposed_conv --input 4x4x1 --filters 1 --kernel 3 --stride 2 --padding 1",
           "transposed_conv --input 7x7x64 --filters 32 --kernel 3 --stride 2 --padding 1 "
           "--output-padding 1"},
          {"output", "parameters"})),
      kind<LinearLayer>(
          "linear", "a linear layer: parameters",
          {"linear --input 5x5x16 --units 120", "linear --input 4096 --units 1000 --no-bias"},
          {"output", "parameters"}),
      kind<SingleLayer<SeparableConv>>(
          "separable_conv", "a depthwise and a pointwise convolution: output and parameters",
          {"separable_conv --input 112x112x32 --filters 64 --kernel 3 --padding 1",
           "separable_conv --input 19x19x728 --filters 1024 --kernel 3 --no-bias"},
          {"output", "parameters"}),
      kind<SingleLayer<GlobalPool>>("global_pool", "a pool over all of the map: output",
                                    {"global_pool --input 7x7x512"}, {"output"}),
      kind<SingleLayer<AdaptivePool>>("adaptive_pool", "a pool to a size that is asked for: output",
                                      {"adaptive_pool --input 13x13x256 --output-size 6"},
                                      {"output"}),
      kind<SingleLayer<Upsample>>("upsample", "a map made larger: output volume",
                                  {"upsample --input 16x16x512 --scale 2"}, {"output"}),
      kind<SingleLayer<Flatten>>("flatten", "a volume laid out as a row: its numbers",
                                 {"flatten --input 7x7x512"}, {"output"}),
      kind<ResidualBlock>("residual", "a residual block: its shortcut and parameters",
                          {"residual --input 32x32x128 --filters 256 --stride 2",
                           "residual --input 56x56x256 --bottleneck 128 --stride 2 --stride-in 3x3",
                           "residual --input 64 --filters 64 --shortcut projection --batchnorm"},
                          {"shortcut", "shortcut_filters", "shortcut_stride", "parameters"}),
      kind<BatchNorm>("batchnorm", "batch normalisation of a matrix, with gamma and beta",
                      {"batchnorm --matrix \"12 14 14 12; 0 10 10 0; -5 5 5 -5\"",
                       "batchnorm --matrix \"1 2 3 4\" --epsilon 1e-5 --gamma 2 --beta 1/2",
                       "batchnorm --matrix \"1 5; 3 5\" --columns units --zero-variance zero"},
                      {"normalized", "output"}),
      kind<Network>(
          "network", "layers one behind the other: shapes, parameters, MACs",
          {"network --input 32x32x3 \"conv 6 5x5\" \"maxpool 2\" flatten \"linear 10\"",
           "network --input 3x32x32 --channels-first \"Conv2d(3, 6, 5)\" \"MaxPool2d(2)\"",
           "solve problems/network/lenet5.json"},
          {"output", "parameters", "macs"})};
  return table;
}

const Kind* find_kind(std::string_view name) {
  for (const Kind& kind : kinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

Solution solve(const Kind& kind, const Problem& problem) {
  Solution solution = std::visit([](const auto& stated) { return solve(stated); }, problem);
  put_heading(solution, kind, problem);
  return solution;
}

Solution answer(const Kind& kind, const Problem& problem) {
  PlainAnswers answers;
  std::visit([&](const auto& stated) { answer(stated, answers); }, problem);
  Solution solution;
  solution.answers = answers_of(answers);
  put_heading(solution, kind, problem);
  return solution;
}

std::vector<Answer> worked_answers(const Problem& problem) {
  return std::visit([](const auto& stated) { return worked_answers(stated); }, problem);
}

std::vector<NamedSlip> named_slips(const Problem& problem) {
  return std::visit([](const auto& stated) { return named_slips(stated); }, problem);
}

}  // namespace cnnsolve
