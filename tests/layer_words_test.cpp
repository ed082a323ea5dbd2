#include "layer_words.h"

#include <gtest/gtest.h>

#include "forms.h"
#include "kinds/network.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

NetworkLayer read(const Value& object) {
  std::vector<Mistake> mistakes;
  Reader reader(object, {}, mistakes);
  NetworkLayer layer;
  describe(reader, layer);
  reader.finish();
  for (const Mistake& mistake : mistakes) ADD_FAILURE() << mistake.where << ": " << mistake.what;
  return layer;
}

struct LayerCase {
  const char* words;
  const char* json;
};
const LayerCase kLayers[] = {
    {"conv 6 5x5", R"({"type": "conv", "filters": 6, "kernel": [5, 5]})"},
    {" conv  6 5  2 same ",
     R"({"type": "conv", "filters": 6, "kernel": 5, "stride": 2, "padding": "same"})"},
    {"conv 6 3x1 padding=0:1x1:1 bias=no repeat=2",
     R"({"type": "conv", "filters": 6, "kernel": [3, 1], "padding": [[0, 1], [1, 1]],
         "bias": false, "repeat": 2})"},
    {"conv kernel=5 filters=6 groups=2",
     R"({"type": "conv", "filters": 6, "kernel": 5, "groups": 2})"},
    {"maxpool 2", R"({"type": "pool", "kernel": 2})"},
    {"avgpool 3 2 1 ceil=yes",
     R"({"type": "pool", "mode": "average", "kernel": 3, "stride": 2, "padding": 1, "ceil": true})"},
    {"globalmaxpool", R"({"type": "global_pool", "mode": "max"})"},
    {"adaptive_pool 6x6 mode=max",
     R"({"type": "adaptive_pool", "mode": "max", "output_size": [6, 6]})"},
    {"transposed_conv 8 2 2 output_padding=1",
     R"({"type": "transposed_conv", "filters": 8, "kernel": 2, "stride": 2, "output_padding": 1})"},
    {"linear 10 bias=false", R"({"type": "linear", "units": 10, "bias": false})"},
    {"dense 10", R"({"type": "linear", "units": 10})"},
    {"bottleneck 64 2 batchnorm=yes stride_in=3x3",
     R"({"type": "residual", "bottleneck": 64, "stride": 2, "batchnorm": true, "stride_in": "3x3"})"},
    {"dropout 0.5", R"({"type": "dropout"})"},
    {"upsample 2", R"({"type": "upsample", "scale": 2})"},
    {"Conv2d(3, 6, 5)",
     R"({"type": "conv", "in_channels": 3, "filters": 6, "kernel": 5, "axes": 2})"},
    {"torch.nn.Conv2d(3, out_channels=6, kernel_size=(3, 5), padding=(1, 2), bias=False)",
     R"({"type": "conv", "in_channels": 3, "filters": 6, "kernel": [3, 5], "padding": [1, 2],
         "bias": false, "axes": 2})"},
    {"Conv1d(3,6,5,1,'same',1,3)",
     R"({"type": "conv", "in_channels": 3, "filters": 6, "kernel": 5, "stride": 1,
         "padding": "same", "dilation": 1, "groups": 3, "axes": 1})"},
    {"ConvTranspose2d(6, 3, 2, stride=2)",
     R"({"type": "transposed_conv", "in_channels": 6, "filters": 3, "kernel": 2, "stride": 2, "axes": 2})"},
    {"MaxPool2d(3, stride=2, ceil_mode=True, return_indices=True)",
     R"({"type": "pool", "mode": "max", "kernel": 3, "stride": 2, "ceil": true, "axes": 2})"},
    {"AvgPool3d(2, None),", R"({"type": "pool", "mode": "average", "kernel": 2, "axes": 3})"},
    {"Conv2d(3, 6, 5, stride=(1, 1), padding='same', bias=None)",
     R"({"type": "conv", "in_channels": 3, "filters": 6, "kernel": 5, "stride": [1, 1],
         "padding": "same", "bias": false, "axes": 2})"},
    {"Upsample(scale_factor=2)", R"({"type": "upsample", "scale": 2})"},
    {"BatchNorm1d(8, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)",
     R"({"type": "batchnorm", "in_channels": 8, "axes": 1})"},
    {"(conv1): Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1)),",
     R"({"type": "conv", "in_channels": 3, "filters": 6, "kernel": [5, 5], "stride": [1, 1],
         "axes": 2})"},
    {"(0): ReLU()", R"({"type": "relu"})"},
    {"Flatten(start_dim=1, end_dim=-1)", R"({"type": "flatten"})"},
    {"AdaptiveAvgPool2d((6, 6))",
     R"({"type": "adaptive_pool", "mode": "average", "output_size": [6, 6], "axes": 2})"},
    {"Conv2d(3, 6, 5, padding_mode='zeros', device=None,)",
     R"({"type": "conv", "in_channels": 3, "filters": 6, "kernel": 5, "axes": 2})"},
    {"Upsample(scale_factor=2, mode='bilinear', align_corners=True)",
     R"({"type": "upsample", "scale": 2})"},
    {"Linear(400, 120)", R"({"type": "linear", "in_channels": 400, "units": 120})"},
    {"BatchNorm2d(64)", R"({"type": "batchnorm", "in_channels": 64, "axes": 2})"},
    {"ReLU(inplace=True)", R"({"type": "relu"})"},
    {"Dropout(p=0.5)", R"({"type": "dropout"})"},
    {"Softmax(dim=1)", R"({"type": "softmax"})"}};

TEST(LayerWords, SayWhatTheirJsonSays) {
  for (const LayerCase& c : kLayers) {
    SCOPED_TRACE(c.words);
    std::vector<Mistake> mistakes;
    const std::optional<Value> object = read_layer(c.words, "LAYER 1", mistakes);
    for (const Mistake& mistake : mistakes) ADD_FAILURE() << mistake.what;
    ASSERT_TRUE(object);
    EXPECT_EQ(read(*object), read(parse_json(c.json, "json")));
  }
}

// Half a pair of brackets or quotes is no value, and nothing of it is cut off.
TEST(LayerWords, LeaveWhatIsNotClosedToTheReader) {
  for (const auto& [words, text] : {std::pair{"conv 6 (3,5", "(3,5"},
                                    {"conv 6 'same", "'same"},
                                    {"conv 6 [3", "[3"},
                                    {"conv 6 \"", "\""}}) {
    std::vector<Mistake> mistakes;
    const std::optional<Value> object = read_layer(words, "LAYER 1", mistakes);
    ASSERT_TRUE(object) << words;
    EXPECT_EQ(object->member("kernel")->type, Value::Type::string) << words;
    EXPECT_EQ(object->member("kernel")->text, text);
  }
}

// What one layer may have and changes nothing is left to the reader where another has it.
TEST(LayerWords, PassOnWhatTheLayerDoesNotHave) {
  for (const auto& [words, field] : {std::pair{"conv 6 5x5 p=2", "p"},
                                     {"maxpool 2 alpha=3", "alpha"},
                                     {"conv 6 5 affine=True", "affine"},
                                     {"conv 6 5 nonsense=None", "nonsense"}}) {
    std::vector<Mistake> mistakes;
    const std::optional<Value> object = read_layer(words, "LAYER 1", mistakes);
    ASSERT_TRUE(object) << words;
    EXPECT_TRUE(object->member(field)) << words;
  }
}

TEST(LayerWords, TheirNamesAreTypesOfLayers) {
  for (const std::string& name : layer_word_names()) {
    std::vector<Mistake> mistakes;
    const std::optional<Value> object = read_layer(name, "LAYER 1", mistakes);
    ASSERT_TRUE(object) << name;
    const std::string& type = object->member("type")->text;
    EXPECT_NE(std::find(kLayerTypeNames.begin(), kLayerTypeNames.end(), type),
              kLayerTypeNames.end())
        << name;
  }
}

struct WrongCase {
  const char* words;
  const char* what;
};
const WrongCase kWrong[] = {
    {"", "must be a layer, got nothing"},
    {"maxpol 2", "\"maxpol\" is no layer here; did you mean \"maxpool\"?"},
    {"flatten 3", "\"3\" is more than flatten takes"},
    {"6", "\"6\" is no layer; settings stand in quotes with their layer: \"conv 6 5x5\""},
    {"Conv2d(3, 6, 5), MaxPool2d(2)",
     "must be one layer, got \", MaxPool2d(2)\" behind \"Conv2d(3, 6, 5)\""},
    {"Upsample(size=16)",
     "size can't be read; scale_factor says how many times as large the output is"},
    {"avgpool 3 stride=2 ceil", "\"ceil\" has no name, behind a setting that has one"},
    {"conv 6 5 kernel=3", "\"kernel\" is said twice"},
    {"Conv2d(3, 6, 3, stride=2, padding='same')",
     "padding 'same' goes with stride 1 only in PyTorch"},
    {"Conv2d(3, 6, 3, (1, 2), 'same')", "padding 'same' goes with stride 1 only in PyTorch"},
    {"conv 6 5 padding=", "\"padding=\" has no value behind the ="},
    {"conv 6 5 =2", "\"=2\" has no name before the ="},
    {"Conv2d(3,,6,5)", "must have a setting between two commas"},
    {"Conv2d(,3,6)", "must have a setting between two commas"},
    {"BatchNorm2d(8, affine=False)", "affine must be True, got False"},
    {"Conv2d(3, 6, 5", "must end with \")\", got \"Conv2d(3, 6, 5\""},
    {"Conv4d(3, 6, 5)", "\"Conv4d\" is no layer here; did you mean \"Conv2d\"?"},
    {"Conv2D(6, 5)", "\"Conv2D\" is no layer here; did you mean \"Conv2d\"?"},
    {"Conv2d (3, 6, 3, 1, 0, 1, 1, True, 'reflect')", "padding_mode must be zeros, got 'reflect'"},
    {"AvgPool2d(3, divisor_override=2)", "divisor_override must be None, got 2"},
    {"MaxPool2d(3, padding='same')",
     "padding must be numbers for MaxPool2d in PyTorch, got 'same'"},
    {"ReLU", "\"ReLU\" must have parentheses: ReLU(…)"},
    {"Linear(1, 2, True, None, None, 3)", "\"3\" is more than Linear takes without a name"}};

TEST(LayerWords, SayWhatIsWrongWithThem) {
  for (const WrongCase& c : kWrong) {
    std::vector<Mistake> mistakes;
    EXPECT_FALSE(read_layer(c.words, "LAYER 2", mistakes)) << c.words;
    ASSERT_EQ(mistakes.size(), 1u) << c.words;
    EXPECT_EQ(mistakes[0].where, "LAYER 2");
    EXPECT_EQ(mistakes[0].what, c.what);
  }
}

}  // namespace
}  // namespace cnnsolve
