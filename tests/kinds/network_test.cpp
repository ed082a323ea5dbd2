#include "kinds/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "kinds/placed_layer.h"
#include "kinds/slips.h"
#include "kinds/solved.h"

namespace cnnsolve {
namespace {

template <class Settings>
NetworkLayer layer(Settings settings) {
  NetworkLayer layer;
  layer.settings = std::move(settings);
  return layer;
}

ConvLayer conv(Whole filters, Whole kernel, Whole stride = 1, Whole padding = 0) {
  return {.input = {},
          .convolution = {.filters = filters,
                          .window = {.kernel = {{kernel}},
                                     .stride = {{stride}},
                                     .padding = {.pairs = {{padding, padding}}}}}};
}

/// What leaves a layer, by its number.
Shape shape(const Solution& solution, size_t layer) {
  return std::get<Shapes>(answer(solution, "shapes")).rows.at(layer - 1);
}

/// A row of windows, of which every layer is one.
struct Row {
  struct Layer {
    Whole kernel, stride, dilation, padding;
  };
  std::vector<Layer> layers;

  /// The places of the input that a place of a layer's output sees; also those that aren't there.
  std::set<Whole> seen_by(size_t layer, Whole place) const {
    if (layer == 0) return {place};
    const Layer& l = layers[layer - 1];
    std::set<Whole> seen;
    for (Whole i = 0; i < l.kernel; ++i) {
      seen.merge(seen_by(layer - 1, place * l.stride - l.padding + i * l.dilation));
    }
    return seen;
  }
};

TEST(NetworkTest, ReceptiveFieldsAreThoseOfTracingBack) {
  std::mt19937 random(20261128);
  const auto pick = [&](Whole least, Whole most) {
    return std::uniform_int_distribution<Whole>(least, most)(random);
  };
  for (int i = 0; i < 200; ++i) {
    Row row;
    Network network;
    network.input = {1000, 2};
    const Whole depth = pick(1, 4);
    for (Whole number = 0; number < depth; ++number) {
      row.layers.push_back({pick(1, 4), pick(1, 3), pick(1, 2), pick(0, 1)});
      const Row::Layer& l = row.layers.back();
      const Window window{.kernel = {{l.kernel}},
                          .stride = {{l.stride}},
                          .padding = {.pairs = {{l.padding, l.padding}}},
                          .dilation = {{l.dilation}}};
      if (pick(0, 1) == 0 && l.padding <= ((l.kernel - 1) * l.dilation + 1) / 2) {
        network.layers.push_back(layer(PoolLayer{.input = {}, .pool = {.window = window}}));
      } else {
        network.layers.push_back(
            layer(ConvLayer{.input = {}, .convolution = {.filters = 3, .window = window}}));
      }
    }
    ASSERT_TRUE(check(network).empty());
    const Solution solution = solve(network);
    const auto fields = std::get<std::vector<Number>>(answer(solution, "receptive_field_by_layer"));
    const auto jumps = std::get<std::vector<Number>>(answer(solution, "jump_by_layer"));
    for (size_t number = 1; number <= row.layers.size(); ++number) {
      const std::set<Whole> first = row.seen_by(number, 5), next = row.seen_by(number, 6);
      EXPECT_EQ(fields[number - 1], *first.rbegin() - *first.begin() + 1);
      EXPECT_EQ(jumps[number - 1], *next.begin() - *first.begin());
    }
    expect_derivation_agrees(solution);
  }
}

TEST(NetworkTest, AddsUpWhatTheLayersCount) {
  Network network;
  network.input = {9, 9, 2};
  network.layers = {layer(conv(4, 3)), layer(ChannelNorm{}), layer(conv(5, 3, 2)), layer(Flatten{}),
                    layer(LinearLayer{.input = {}, .units = 7})};
  const Solution solution = solve(network);
  EXPECT_EQ(shape(solution, 1), (Shape{7, 7, 4}));
  EXPECT_EQ(shape(solution, 3), (Shape{3, 3, 5}));
  EXPECT_EQ(shape(solution, 4), Shape{45});
  EXPECT_EQ(number(solution, "output"), 7);
  const Whole weights = 9 * 2 * 4 + 9 * 4 * 5 + 45 * 7, biases = 4 + 5 + 7;
  EXPECT_EQ(number(solution, "weights"), weights);
  EXPECT_EQ(number(solution, "biases"), biases);
  EXPECT_EQ(number(solution, "parameters"), weights + biases + 2 * 4);
  EXPECT_EQ(number(solution, "trainable"), weights + biases + 2 * 4);
  EXPECT_EQ(number(solution, "non_trainable"), 2 * 4);
  const Whole macs = 9 * 2 * 4 * 49 + 9 * 4 * 5 * 9 + 45 * 7;
  EXPECT_EQ(number(solution, "macs"), macs);
  EXPECT_EQ(number(solution, "flops"), 2 * macs);
  EXPECT_EQ(number(solution, "memory_parameters"), 4 * (weights + biases + 8));
  EXPECT_EQ(number(solution, "memory_activations"), 4 * (2 * 49 * 4 + 2 * 45 + 7));
}

TEST(NetworkTest, ChannelsMayComeFirst) {
  Network network;
  network.input = {3, 9, 8};
  network.channels_first = true;
  network.layers = {layer(conv(4, 3))};
  ASSERT_TRUE(check(network).empty());
  EXPECT_EQ(volume(solve(network), "output"), (Shape{7, 6, 4}));
  EXPECT_EQ(number(solve(network), "parameters"), (9 * 3 + 1) * 4);
}

TEST(NetworkTest, APoolToOnePlaceSeesAllAndOneToMoreIsNotFollowed) {
  Network network;
  network.input = {10, 1};
  for (const Whole size : {1, 2}) {
    network.layers = {layer(conv(1, 3)), layer(AdaptivePool{.output_size = {{size}}}),
                      layer(conv(4, 1))};
    const Solution solution = solve(network);
    if (size == 1) {
      EXPECT_EQ(number(solution, "receptive_field"), 3 + 7);
    } else {
      EXPECT_TRUE(number(solution, "receptive_field").is_undefined()) << "it isn't worked out";
    }
  }
}

TEST(NetworkTest, ASeparableConvolutionIsTwo) {
  Network network;
  network.input = {8, 8, 6};
  network.layers = {layer(SeparableConv{.filters = 10, .window = {.kernel = {{3}}}})};
  const Solution solution = solve(network);
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solution, "parameters_by_layer")),
            (std::vector<Number>{9 * 6, 6 * 10 + 10}));
  EXPECT_EQ(volume(solution, "output"), (Shape{6, 6, 10}));
}

TEST(NetworkTest, OnlyTheFirstOfRepeatedLayersHasTheStride) {
  Network network;
  network.input = {32, 32, 16};
  NetworkLayer blocks = layer(ResidualBlock{});
  auto& block = std::get<ResidualBlock>(blocks.settings);
  block.filters = 32;
  block.stride = 2;
  block.batchnorm = true;
  blocks.repeat = 3;
  NetworkLayer convs = layer(conv(32, 3, 2, 1));
  convs.repeat = 2;
  network.layers = {blocks, convs};
  const Solution solution = solve(network);
  EXPECT_EQ(shape(solution, 1), (Shape{16, 16, 32}));
  EXPECT_EQ(shape(solution, 3), (Shape{16, 16, 32}));
  EXPECT_EQ(shape(solution, 5), (Shape{8, 8, 32}));
}

TEST(NetworkTest, AResidualBlockCountsItsShortcut) {
  Network network;
  network.input = {8, 8, 4};
  ResidualBlock block;
  block.filters = 6;
  block.stride = 2;
  block.bias = true;
  block.batchnorm = true;
  network.layers = {layer(block)};
  const Solution solution = solve(network);
  const Whole weights = 9 * 4 * 6 + 9 * 6 * 6 + 4 * 6, biases = 3 * 6;
  EXPECT_EQ(number(solution, "weights"), weights);
  EXPECT_EQ(number(solution, "biases"), biases);
  EXPECT_EQ(number(solution, "parameters"), weights + biases + 2 * biases);
  EXPECT_EQ(number(solution, "non_trainable"), 2 * biases);
  EXPECT_EQ(number(solution, "macs"), weights * 16);
  EXPECT_EQ(number(solution, "receptive_field"), 1 + 2 + 2 * 2);
}

TEST(NetworkTest, AxesThatDifferHaveAFieldEach) {
  Network network;
  network.input = {20, 20, 1};
  ConvLayer wide = conv(2, 3);
  wide.convolution.window.kernel = {{3, 5}};
  wide.convolution.window.stride = {{1, 2}};
  network.layers = {layer(wide), layer(conv(2, 3))};
  const Solution solution = solve(network);
  EXPECT_EQ(std::get<std::vector<Number>>(answer(solution, "receptive_field")),
            (std::vector<Number>{5, 9}));
  const auto fields = std::get<Matrix<Number>>(answer(solution, "receptive_field_by_layer"));
  EXPECT_EQ(fields.entries, (std::vector<Number>{3, 5, 5, 9}));
}

TEST(NetworkTest, FieldsThatDifferByAxisAreEachDerived) {
  Network network;
  network.input = {20, 20, 1};
  ConvLayer wide = conv(2, 3);
  wide.convolution.window.kernel = {{3, 5}};
  network.layers = {layer(wide)};
  std::vector<Number> derived;
  for_each_equation(solve(network).document.sections, [&](const Equation& equation) {
    if (equation.name.starts_with("receptive_field")) derived.push_back(equation.formula.value());
  });
  EXPECT_EQ(derived, (std::vector<Number>{3, 5}));
}

/// What is drawn of the fields, figure by figure.
std::vector<FieldsFigure> drawn_fields(const Network& network) {
  std::vector<FieldsFigure> figures;
  const Solution solution = solve(network);
  for (const Section& step : solution.document.sections.back().sections) {
    for (const Block& block : step.blocks) {
      const auto* figure = std::get_if<Figure>(&block);
      if (figure) figures.push_back(std::get<FieldsFigure>(*figure));
    }
  }
  return figures;
}

TEST(NetworkTest, DrawsTheFieldThatTracingBackFinds) {
  const Row row = {{{3, 1, 1, 1}, {2, 2, 1, 0}, {3, 1, 2, 2}}};
  Network network;
  network.input = {20, 20, 1};
  for (const Row::Layer& l : row.layers) {
    ConvLayer one = conv(1, l.kernel, l.stride, l.padding);
    one.convolution.window.dilation = {{l.dilation}};
    network.layers.push_back(layer(one));
  }
  network.layers.insert(network.layers.begin() + 1, layer(Pointwise{}));  // sees no more
  const std::vector<FieldsFigure> figures = drawn_fields(network);
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].axis, "each axis");
  EXPECT_EQ(figures[0].input, 20);
  const std::vector<std::string> labels = {"layer 1", "layer 3", "layer 4"};
  ASSERT_EQ(figures[0].fields.size(), labels.size());
  for (size_t i = 0; i < labels.size(); ++i) {
    const FieldsFigure::Field& field = figures[0].fields[i];
    const std::set<Whole> seen = row.seen_by(i + 1, 0);
    EXPECT_EQ(field.label, labels[i]);
    EXPECT_EQ(field.first, *seen.begin());
    EXPECT_EQ(field.first + field.places - 1, *seen.rbegin());
  }
}

TEST(NetworkTest, DrawsEachAxisWhereTheyDiffer) {
  Network network;
  network.input = {20, 30, 1};
  network.layers = {layer(conv(1, 3))};
  const std::vector<FieldsFigure> figures = drawn_fields(network);
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].axis, "the height");
  EXPECT_EQ(figures[0].input, 20);
  EXPECT_EQ(figures[1].axis, "the width");
  EXPECT_EQ(figures[1].input, 30);
}

TEST(NetworkTest, DrawsSomeOfManyFields) {
  Network network;
  network.input = {99, 1};
  for (size_t i = 0; i < 40; ++i) network.layers.push_back(layer(conv(1, 3)));
  const std::vector<FieldsFigure> figures = drawn_fields(network);
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].axis, "the length");
  ASSERT_EQ(figures[0].fields.size(), 16u);
  EXPECT_EQ(figures[0].fields.front().label, "layer 1");
  EXPECT_EQ(figures[0].fields.back().label, "layer 40");
}

TEST(NetworkTest, FieldsThatGrowAlikeAreDerivedOnce) {
  Network network;
  network.input = {64, 64, 1};
  const NetworkLayer small = layer(conv(1, 3)), large = layer(conv(1, 5));
  network.layers = {small, small, large, small, layer(conv(1, 3, 2)), small, small, large, large};
  std::vector<std::string> told;
  const Solution solution = solve(network);
  for (const Section& step : solution.document.sections.back().sections) {
    for (const Block& block : step.blocks) {
      if (const auto* equation = std::get_if<Equation>(&block)) told.push_back(equation->name);
      const auto* words = std::get_if<Prose>(&block);
      if (!words || step.role == Section::Role::idea) continue;
      told.emplace_back();
      for (const Span& span : words->spans) {
        const auto* number = std::get_if<Number>(&span);
        told.back() += number ? digits(*number) : std::string(words_of(span).value_or("?"));
      }
    }
  }
  told.erase(told.begin());  // how it is done
  EXPECT_EQ(told, (std::vector<std::string>{
                      "receptive_field_1", "Layers 2, 4 and 5 add as much each: 2 places.",
                      "receptive_field_3", "receptive_field_6", "Layer 7 adds as much: 4 places.",
                      "receptive_field_8", "Layer 9 adds as much: 8 places.",
                      "Strides above 1 multiply the jump:", "jump_5"}));
}

/// What is said of the layers whose fields grow as another's.
std::vector<std::string> said_of_growth(const Network& network) {
  std::vector<std::string> said;
  const Solution solution = solve(network);
  for (const Block& block : solution.document.sections.back().sections[1].blocks) {
    const auto* words = std::get_if<Prose>(&block);
    if (!words) continue;
    said.emplace_back();
    for (const Span& span : words->spans) {
      const auto* number = std::get_if<Number>(&span);
      said.back() += number ? digits(*number) : std::string(words_of(span).value_or("?"));
    }
  }
  said.erase(said.begin());  // how it is done
  return said;
}

TEST(NetworkTest, SaysWhereNothingIsAddedAndAlongWhichAxis) {
  Network network;
  network.input = {20, 20, 1};
  network.layers = {layer(conv(2, 1)), layer(conv(3, 1))};
  EXPECT_EQ(said_of_growth(network), (std::vector<std::string>{"Layer 2 adds nothing either."}));
  ConvLayer wide = conv(2, 3);
  wide.convolution.window.kernel = {{3, 5}};
  network.layers = {layer(wide), layer(wide), layer(wide)};
  EXPECT_EQ(
      said_of_growth(network),
      (std::vector<std::string>{"Along the height:", "Layers 2 and 3 add as much each: 2 places.",
                                "Along the width:", "Layers 2 and 3 add as much each: 4 places."}));
}

TEST(NetworkTest, NothingIsSeenBehindALayerThatEnlarges) {
  Network network;
  network.input = {8, 8, 1};
  network.layers = {layer(conv(2, 3)), layer(Upsample{.scale = {{2}}}), layer(conv(2, 3))};
  const auto fields =
      std::get<std::vector<Number>>(answer(solve(network), "receptive_field_by_layer"));
  EXPECT_EQ(fields[0], 3);
  EXPECT_TRUE(fields[1].is_undefined());
  EXPECT_TRUE(fields[2].is_undefined());
}

TEST(NetworkTest, OneUnitAfterFlatteningSeesAll) {
  Network network;
  network.input = {10, 1};
  network.layers = {layer(conv(1, 3, 2)), layer(Flatten{}),
                    layer(LinearLayer{.input = {}, .units = 1}),
                    layer(LinearLayer{.input = {}, .units = 1})};
  const auto fields =
      std::get<std::vector<Number>>(answer(solve(network), "receptive_field_by_layer"));
  EXPECT_EQ(fields, (std::vector<Number>{3, 3, 3 + 3 * 2, 3 + 3 * 2}));
}

TEST(NetworkTest, LayersThatAreAlikeAreWorkedOnce) {
  Network network;
  network.input = {8, 8, 4};
  NetworkLayer same = layer(conv(4, 3, 1, 1));
  same.repeat = 3;
  network.layers = {same};
  size_t layers = 0;
  for (const Section& section : solve(network).document.sections) {
    layers += section.title.starts_with("Layer ");
  }
  EXPECT_EQ(layers, 1u);
}

TEST(NetworkTest, SaysWhichLayersAreAlike) {
  Network network;
  network.input = {8, 8, 4};
  NetworkLayer same = layer(conv(4, 3, 1, 1)), other = layer(conv(4, 5, 1, 2));
  network.layers = {same, other, other, layer(Upsample{.scale = {{1}}}), same, same, same};
  std::vector<std::string> said;
  for (const Section& section : solve(network).document.sections) {
    if (!section.title.starts_with("Layer ")) continue;
    for (const Span& span : std::get<Prose>(section.blocks[0]).spans) {
      const auto words = words_of(span);
      if (words && words->find(" and ") != std::string_view::npos) said.emplace_back(*words);
    }
  }
  EXPECT_EQ(said, (std::vector<std::string>{"1 and 5 to 7", "2 and 3"}));
}

NetworkLayer joined(size_t type, std::vector<std::vector<NetworkLayer>> branches) {
  NetworkLayer layer;
  layer.take_type(type);
  layer.branches = std::move(branches);
  return layer;
}
NetworkLayer concat(std::vector<std::vector<NetworkLayer>> branches) {
  return joined(11, std::move(branches));
}
NetworkLayer sum(std::vector<std::vector<NetworkLayer>> branches) {
  return joined(9, std::move(branches));
}

TEST(NetworkTest, BranchesTakeTheSameAndAreLaidBehindEachOther) {
  Network network;
  network.input = {9, 9, 2};
  network.layers = {layer(conv(3, 3)),
                    concat({{layer(conv(4, 1))}, {}, {layer(conv(5, 3, 1, 1)), layer(conv(6, 1))}}),
                    layer(conv(1, 1))};
  ASSERT_TRUE(check(network).empty());
  const Solution solution = solve(network);
  EXPECT_EQ(shape(solution, 2), (Shape{7, 7, 4}));
  EXPECT_EQ(shape(solution, 3), (Shape{7, 7, 5}));
  EXPECT_EQ(shape(solution, 5), (Shape{7, 7, 4 + 3 + 6}));
  const Whole parameters = 3 * (9 * 2 + 1) + 4 * (3 + 1) + 5 * (9 * 3 + 1) + 6 * (5 + 1) + 14;
  EXPECT_EQ(number(solution, "parameters"), parameters);
  EXPECT_EQ(number(solution, "receptive_field"), 5);
  expect_derivation_agrees(solution);
}

TEST(NetworkTest, BranchesOfAResidualLayerAreAdded) {
  Network network;
  network.input = {8, 8, 4};
  network.layers = {sum({{layer(conv(6, 3, 2, 1)), layer(ChannelNorm{})}, {layer(conv(6, 1, 2))}}),
                    sum({{}, {}})};
  ASSERT_TRUE(check(network).empty());
  const Solution solution = solve(network);
  EXPECT_EQ(shape(solution, 4), (Shape{4, 4, 6}));
  EXPECT_EQ(shape(solution, 5), (Shape{4, 4, 6}));
  EXPECT_EQ(number(solution, "receptive_field"), 3);
  EXPECT_EQ(number(solution, "parameters"), 6 * 37 + 12 + 6 * 5);
}

TEST(NetworkTest, RowsOfFeaturesAreLaidBehindEachOther) {
  Network network;
  network.input = {5};
  const NetworkLayer linear = layer(LinearLayer{.input = {}, .units = 3});
  network.layers = {concat({{}, {linear}})};
  EXPECT_EQ(number(solve(network), "output"), 5 + 3);
}

TEST(NetworkTest, BranchesTogetherSeeAllThatOneOfThemSees) {
  ConvLayer before = conv(2, 3), after = conv(2, 4);
  before.convolution.window.padding = {.pairs = {{2, 0}}};
  after.convolution.window.padding = {.pairs = {{0, 3}}};
  Network network;
  network.input = {20, 1};
  network.layers = {layer(conv(2, 2, 2)), concat({{layer(before)}, {layer(after)}, {}})};
  ASSERT_TRUE(check(network).empty());
  const Solution solution = solve(network);
  // Of 2 places at jump 2 one branch sees two more before, the other three more behind.
  EXPECT_EQ(number(solution, "receptive_field"), 2 + 2 * 2 + 3 * 2);
  expect_derivation_agrees(solution);
}

TEST(NetworkTest, RowsOfMapsWithOtherPlacesHaveNoFieldTogether) {
  for (const Whole padding : {0, 1}) {
    ConvLayer other = conv(1, 3);
    other.convolution.window.padding = {.pairs = {{padding, padding}}};
    const NetworkLayer flatten = layer(Flatten{});
    Network network;
    network.input = {8, 1};
    network.layers = {concat({{layer(conv(1, 3)), flatten}, {layer(other), flatten}}),
                      layer(LinearLayer{.input = {}, .units = 3})};
    ASSERT_TRUE(check(network).empty());
    const Solution solution = solve(network);
    // Where both have 6 places, a unit sees all 8 of the input.
    const Number field = number(solution, "receptive_field");
    if (padding == 0) {
      EXPECT_EQ(field, 8);
    } else {
      EXPECT_TRUE(field.is_undefined());
    }
  }
}

TEST(NetworkTest, BranchesWithOtherJumpsHaveNoFieldTogether) {
  Network network;
  network.input = {4, 1};
  network.layers = {concat({{layer(conv(1, 1, 3))}, {layer(conv(1, 3))}})};
  ASSERT_TRUE(check(network).empty());
  const Solution solution = solve(network);
  EXPECT_TRUE(number(solution, "receptive_field").is_undefined());
  const std::vector<Block>& answer = solution.document.sections.back().answer;
  EXPECT_EQ(std::get<std::string_view>(std::get<Prose>(answer[0]).spans[2]),
            " joins branches whose jumps or places differ");
}

TEST(NetworkTest, LayersOfRepeatedBranchesAreCounted) {
  Network network;
  network.input = {4, 1};
  NetworkLayer branched = concat({{layer(Pointwise{})}, {}});
  network.layers = {branched};
  for (const auto& [repeat, fits] : {std::pair<Whole, bool>{5000, true}, {5001, false}}) {
    network.layers[0].repeat = repeat;
    // The channels double with each, so the sizes don't fit; the depth is looked at before.
    const std::vector<FieldMistake> mistakes = check(network);
    ASSERT_EQ(mistakes.size(), 1u);
    EXPECT_EQ(mistakes[0].path == "layers/0/branches/0/0", !fits) << mistakes[0].path;
  }
}

TEST(NetworkTest, BiasesMayCountAsOperations) {
  Network network;
  network.input = {8, 8, 3};
  ResidualBlock block;
  block.filters = 6;
  block.stride = 2;
  block.bias = true;
  TransposedConvLayer transposed;
  transposed.convolution = {.filters = 2, .window = {.kernel = {{2}}, .stride = {{2}}}};
  network.layers = {layer(conv(5, 3)), layer(block), layer(transposed), layer(Flatten{}),
                    layer(LinearLayer{.input = {}, .units = 7})};
  const auto macs = [&] {
    return std::get<std::vector<Number>>(answer(solve(network), "macs_by_layer"));
  };
  const std::vector<Number> without = macs();
  network.bias_in_macs = true;
  ASSERT_TRUE(check(network).empty());
  const std::vector<Number> with = macs();
  const std::vector<Whole> additions = {6 * 6 * 5, 3 * 3 * 6 * 3, 6 * 6 * 2, 0, 7};
  for (size_t i = 0; i < additions.size(); ++i) EXPECT_EQ(with[i] - without[i], additions[i]) << i;
  expect_derivation_agrees(solve(network));
}

TEST(NetworkTest, NamedSlips) {
  Network network;
  network.input = {8, 8, 3};
  network.layers = {
      layer(conv(5, 3)), layer(ChannelNorm{}),
      layer(PoolLayer{.input = {}, .pool = {.window = {.kernel = {{2}}, .stride = {{2}}}}}),
      layer(Flatten{}), layer(LinearLayer{.input = {}, .units = 7})};
  const std::vector<Answer> right = worked_answers(network);
  std::map<std::string_view, Number> parameters;
  for (const NamedSlip& slip : named_slips(network)) {
    if (!slip.can_spoil("parameters")) continue;
    const std::vector<Answer> slipped = slip.rerun.in_full(right);
    const Answer* count = find_answer(slipped, "parameters");
    if (count) parameters[slip.code] = std::get<Number>(count->value);
  }
  const Whole convolution = 27 * 5, linear = 3 * 3 * 5 * 7;
  const Whole all = convolution + 5 + 10 + linear + 7;
  EXPECT_EQ(parameters["bias_left_out"], convolution + 10 + linear);
  EXPECT_EQ(parameters["one_bias_for_layer"], convolution + 1 + 10 + linear + 1);
  EXPECT_EQ(parameters["statistics_counted"], all + 10);
  EXPECT_EQ(parameters["pools_given_weights"], all + 4 * 5);
  EXPECT_EQ(parameters["depth_not_flattened"], all - linear + 3 * 3 * 7);
}

/// The answer as it comes out with the first slip of that code that changes it; nothing where none
/// does.
std::optional<Answer> slipped(const Network& network, const std::vector<Answer>& right,
                              std::string_view code, std::string_view name) {
  bool is_known = false;
  for (const NamedSlip& slip : named_slips(network)) {
    if (slip.code != code) continue;
    is_known = true;
    EXPECT_TRUE(slip.can_spoil(name)) << code;
    const std::vector<Answer> answers = slip.rerun.in_full(right);
    if (const Answer* answer = find_answer(answers, name)) return *answer;
  }
  EXPECT_TRUE(is_known) << code;
  return std::nullopt;
}

TEST(NetworkTest, SlipsOfALayerStartFromItsRightInput) {
  Network network;
  network.input = {12, 12, 3};
  network.layers = {
      layer(conv(4, 5)),
      layer(PoolLayer{.input = {}, .pool = {.window = {.kernel = {{3}}, .stride = {{2}}}}}),
      layer(conv(6, 3))};
  ASSERT_TRUE(check(network).empty());
  const std::vector<Answer> right = worked_answers(network);
  const auto sizes = [&](std::string_view code, std::string_view name) {
    const std::optional<Answer> answer = slipped(network, right, code, name);
    return answer ? std::get<Volume>(answer->value).sizes : Shape{};
  };
  EXPECT_EQ(sizes("padding_for_size", "shape_1"), (Shape{12, 12, 4}));
  EXPECT_EQ(sizes("padding_for_size", "shape_2"), Shape{}) << "one place has a name of its own";
  EXPECT_EQ(sizes("padding_of_one", "shape_1"), (Shape{10, 10, 4}));
  EXPECT_EQ(sizes("padding_of_one", "shape_2"), (Shape{4, 4, 4}));
  EXPECT_EQ(sizes("padding_of_one", "shape_3"), (Shape{3, 3, 6}));
  EXPECT_EQ(sizes("padding_of_one", "output"), (Shape{3, 3, 6}));
  EXPECT_EQ(sizes("input_channels_kept", "shape_1"), (Shape{8, 8, 3}));
  EXPECT_EQ(sizes("input_channels_kept", "shape_2"), Shape{}) << "a pool keeps them";
  EXPECT_EQ(sizes("input_channels_kept", "shape_3"), (Shape{1, 1, 4}));
  EXPECT_EQ(sizes("input_channels_kept", "output"), (Shape{1, 1, 4}));
}

TEST(NetworkTest, SlipsThatAreMadeInEveryLayer) {
  Network network;
  network.input = {9, 9, 3};
  NetworkLayer same = layer(conv(4, 3, 1, 1));
  network.layers = {
      same,
      layer(ChannelNorm{}),
      layer(PoolLayer{.input = {}, .pool = {.window = {.kernel = {{2}}, .stride = {{2}}}}}),
      joined(11, {{same}, {same}}),
      layer(Flatten{}),
      layer(LinearLayer{.input = {}, .units = 7})};
  ASSERT_TRUE(check(network).empty());
  const std::vector<Answer> right = worked_answers(network);
  const auto value_of = [&](std::string_view code, std::string_view name) {
    const std::optional<Answer> answer = slipped(network, right, code, name);
    EXPECT_TRUE(answer) << code;
    return answer ? answer->value : AnswerValue();
  };
  const auto sizes = [&](std::string_view code, std::string_view name) {
    return std::get<Volume>(value_of(code, name)).sizes;
  };
  EXPECT_EQ(sizes("channels_pooled", "shape_3"), (Shape{4, 4, 2}));
  EXPECT_EQ(sizes("padding_left_out", "shape_1"), (Shape{7, 7, 4}));
  EXPECT_EQ(sizes("padding_left_out", "shape_6"), (Shape{1, 1, 8})) << "in the branches too";
  EXPECT_EQ(sizes("padding_counted_once", "shape_1"), (Shape{8, 8, 4}));
  EXPECT_EQ(sizes("stride_left_out", "shape_3"), (Shape{8, 8, 4}));
  using Counts = std::vector<Number>;
  const Counts counts = {27 * 4 + 4, 8, 0, 36 * 4 + 4, 36 * 4 + 4, 0, 0, 4 * 4 * 8 * 7 + 7};
  EXPECT_EQ(std::get<Counts>(find_answer(right, "parameters_by_layer")->value), counts);
  const auto expect_counts = [&](std::string_view code, Number first, Number norm, Number other) {
    Counts wrong = counts;
    wrong[0] = first, wrong[1] = norm, wrong[3] = wrong[4] = other;
    EXPECT_EQ(std::get<Counts>(value_of(code, "parameters_by_layer")), wrong) << code;
  };
  expect_counts("statistics_counted", counts[0], 16, counts[3]);
  expect_counts("depth_left_out", 9 * 4 + 4, 8, 9 * 4 + 4);
  expect_counts("input_depth_for_all_layers", counts[0], 8, 27 * 4 + 4);
  expect_counts("kernel_not_squared", 3 * 3 * 4 + 4, 8, 3 * 4 * 4 + 4);
}

TEST(NetworkTest, OnlyChannelsReachTheLinearLayer) {
  Network network;
  network.input = {5, 4, 3};
  network.layers = {layer(conv(6, 2)), layer(Flatten{}),
                    layer(LinearLayer{.input = {}, .units = 7})};
  const auto parameters =
      slipped(network, worked_answers(network), "places_not_flattened", "parameters");
  ASSERT_TRUE(parameters);
  EXPECT_EQ(std::get<Number>(parameters->value), 2 * 2 * 3 * 6 + 6 + 6 * 7 + 7);
}

/// A convolution of 5 filters, and a block of 6 that halves the size.
Network with_halving_block() {
  Network network;
  network.input = {8, 8, 3};
  ResidualBlock block;
  block.filters = 6;
  block.stride = 2;
  network.layers = {layer(conv(5, 3)), layer(block)};
  return network;
}

/// Filters of 3 × 3 at stride 2.
TransposedConvLayer transposed_conv(Whole filters) {
  TransposedConvLayer transposed;
  transposed.convolution = {.filters = filters, .window = {.kernel = {{3}}, .stride = {{2}}}};
  return transposed;
}

TEST(NetworkTest, ABlockOfOneLayerHasNoSecond) {
  Network network;
  network.input = {8, 8, 3};
  ResidualBlock block;
  block.layers = {
      {.filters = 6, .window = {.kernel = {{3}}, .padding = {.mode = Padding::Mode::same}}}};
  network.layers = {layer(conv(5, 3)), layer(block), layer(conv(7, 3))};
  ASSERT_TRUE(check(network).empty());
  const std::vector<Answer> right = worked_answers(network);
  const auto parameters =
      slipped(network, right, "input_depth_for_second_layer", "parameters_by_layer");
  ASSERT_TRUE(parameters);
  EXPECT_EQ(std::get<std::vector<Number>>(parameters->value),
            std::get<std::vector<Number>>(find_answer(right, "parameters_by_layer")->value));
}

TEST(NetworkTest, GroupsOfASecondConvolutionMustShareItsChannels) {
  Network network;
  network.input = {8, 8, 2};
  ResidualBlock block;
  const Window window = {.kernel = {{1}}, .padding = {.mode = Padding::Mode::same}};
  block.layers = {{.filters = 4, .window = window}, {.filters = 16, .window = window, .groups = 4}};
  network.layers = {layer(block)};
  ASSERT_TRUE(check(network).empty());
  const std::vector<Answer> right = worked_answers(network);
  const auto parameters = slipped(network, right, "input_depth_for_second_layer", "parameters");
  ASSERT_TRUE(parameters);
  EXPECT_EQ(std::get<Number>(parameters->value),
            std::get<Number>(find_answer(right, "parameters")->value));
}

TEST(NetworkTest, SecondConvolutionOfABlockKeepsTheDepthOfItsInput) {
  const Network network = with_halving_block();
  const std::vector<Answer> right = worked_answers(network);
  const auto parameters =
      slipped(network, right, "input_depth_for_second_layer", "parameters_by_layer");
  ASSERT_TRUE(parameters);
  const std::vector<Number> expected = {27 * 5 + 5, 9 * 5 * 6 + 9 * 5 * 6 + 5 * 6};
  EXPECT_EQ(std::get<std::vector<Number>>(parameters->value), expected);
}

TEST(NetworkTest, SlipsOfATransposedLayerStartFromItsRightInput) {
  Network network;
  network.input = {9, 7, 3};
  TransposedConvLayer transposed = transposed_conv(4);
  transposed.output_padding = {{1}};
  network.layers = {layer(conv(5, 3)), layer(transposed)};
  ASSERT_TRUE(check(network).empty());
  const std::vector<Answer> right = worked_answers(network);
  EXPECT_EQ(std::get<Volume>(find_answer(right, "shape_2")->value).sizes, (Shape{16, 12, 4}));
  const auto sizes = [&](std::string_view code, std::string_view name) {
    const std::optional<Answer> answer = slipped(network, right, code, name);
    return answer ? std::get<Volume>(answer->value).sizes : Shape{};
  };
  EXPECT_EQ(sizes("not_inverted", "shape_2"), (Shape{3, 2, 4}));
  EXPECT_EQ(sizes("not_inverted", "output"), (Shape{3, 2, 4}));
  EXPECT_EQ(sizes("not_inverted", "shape_1"), (Shape{7, 5, 5}));
  EXPECT_EQ(sizes("output_padding_left_out", "shape_2"), (Shape{15, 11, 4}));
}

TEST(NetworkTest, SlipsOfATransposedLayerGoOnBehindIt) {
  Network network;
  network.input = {9, 9, 3};
  network.layers = {layer(conv(5, 3)), layer(transposed_conv(5)), layer(conv(2, 2))};
  const std::vector<Answer> right = worked_answers(network);
  const auto output = slipped(network, right, "not_inverted", "output");
  ASSERT_TRUE(output);
  EXPECT_EQ(std::get<Volume>(output->value).sizes, (Shape{2, 2, 2}));
}

TEST(NetworkTest, SlipsOfATransposedLayerAreItsOwnWhereNothingFitsBehindIt) {
  Network network;
  network.input = {3, 3, 3};
  network.layers = {layer(transposed_conv(5)), layer(conv(2, 5))};
  const std::vector<Answer> right = worked_answers(network);
  const auto shape = slipped(network, right, "not_inverted", "shape_1");
  ASSERT_TRUE(shape);
  EXPECT_EQ(std::get<Volume>(shape->value).sizes, (Shape{1, 1, 5}));
  EXPECT_FALSE(slipped(network, right, "not_inverted", "output"));
}

TEST(NetworkTest, ChannelsOfTheInputAreSharedOutToGroups) {
  Network network;
  network.input = {8, 8, 4};
  NetworkLayer grouped = layer(conv(8, 3)), depthwise = layer(conv(8, 3));
  std::get<ConvLayer>(grouped.settings).convolution.groups = 2;
  std::get<ConvLayer>(depthwise.settings).convolution.groups = 8;
  network.layers = {layer(conv(8, 3)), grouped, depthwise, layer(conv(6, 1))};
  ASSERT_TRUE(check(network).empty());
  const auto parameters = slipped(network, worked_answers(network), "input_depth_for_all_layers",
                                  "parameters_by_layer");
  ASSERT_TRUE(parameters);
  const std::vector<Number> expected = {36 * 8 + 8, 18 * 8 + 8, 9 * 8 + 8, 4 * 6 + 6};
  EXPECT_EQ(std::get<std::vector<Number>>(parameters->value), expected)
      << "8 groups can't share 4 channels";
}

TEST(NetworkTest, SymbolsOfABlockHaveTwoIndices) {
  const Network network = with_halving_block();
  const std::vector<Answer> right = worked_answers(network);
  const Term& sum = find_answer(right, "parameters")->workings[0][0].node().operands[0];
  const Term& of_block = sum.node().operands[1];
  EXPECT_EQ(of_block.node().symbol, (Symbol{"N", "2"}));
  std::vector<Symbol> parts;
  for (const Term& part : of_block.node().operands[0].node().operands) {
    parts.push_back(part.node().symbol);
  }
  EXPECT_EQ(parts, (std::vector<Symbol>{{"N", "2,1"}, {"N", "2,2"}, {"N", "2,s"}}));
  std::vector<Symbol> sizes;
  for (const Term& size : find_answer(right, "shape_2")->workings[0]) {
    sizes.push_back(size.node().symbol);
  }
  EXPECT_EQ(sizes, (std::vector<Symbol>{{"H", "2"}, {"W", "2"}, {"C", "2"}}));
}

TEST(NetworkTest, TypesTakeTheirSettings) {
  for (size_t type = 0; type < kLayerTypeNames.size(); ++type) {
    NetworkLayer one;
    one.take_type(type);
    EXPECT_EQ(one.type, type);
    const size_t last = std::variant_size_v<NetworkLayer::Settings> - 1;
    EXPECT_EQ(one.settings.index(), std::min(type, last)) << kLayerTypeNames[type];
  }
}

}  // namespace
}  // namespace cnnsolve
