// Each named slip against values that were worked out apart from the program, with fractions.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "grade/numbers.h"
#include "homework.h"
#include "math/read_number.h"
#include "math/rework.h"
#include "parse_json.h"

namespace cnnsolve {
namespace {

namespace fs = std::filesystem;

struct SlipCase {
  std::string_view code;
  std::string_view problem;
  std::string_view answer;
  std::string_view value;  ///< numbers between spaces, rows between semicolons
};

constexpr const char* kHomework =
    R"({"kind": "conv", "input": [15, 15, 3], "filters": 28, "kernel": 3, "padding": 1})";
constexpr const char* kStrided =
    R"({"kind": "conv", "input": [32, 24, 4], "filters": 6, "kernel": 5, "padding": 2,
        "stride": 2})";
constexpr const char* kGrouped =
    R"({"kind": "conv", "input": [20, 20, 8], "filters": 12, "kernel": 3, "padding": 2,
        "stride": 3, "dilation": 2, "groups": 4, "bias": false})";
constexpr const char* kUneven =
    R"({"kind": "conv", "input": [21, 18, 6], "filters": 10, "kernel": [5, 3], "padding":
        [[2, 3], [0, 1]], "stride": [4, 2], "dilation": [3, 2], "groups": 2})";
constexpr const char* kSound =
    R"({"kind": "conv", "input": [50, 2], "filters": 5, "kernel": 4, "padding": "same",
        "stride": 3, "bias": false})";
constexpr const char* kSame =
    R"({"kind": "conv", "input": [31, 15, 6], "filters": 9, "kernel": 3, "padding": "same",
        "stride": 2, "dilation": 2, "groups": 3})";
constexpr const char* kVideo =
    R"({"kind": "conv", "input": [9, 16, 17, 2], "filters": 4, "kernel": [3, 5, 5],
        "padding": [1, 2, 2], "stride": [1, 2, 2]})";
constexpr const char* kDilatedLayer =
    R"({"kind": "conv", "input": [19, 26, 5], "filters": 7, "kernel": 3, "padding": 4,
        "dilation": 4})";
constexpr const char* kVideoSame =
    R"({"kind": "conv", "input": [7, 9, 11, 3], "filters": 7, "kernel": 3, "padding":
        "same", "stride": [2, 2, 4], "dilation": [1, 2, 2], "bias": false})";
constexpr const char* kBare =
    R"({"kind": "conv", "input": [12, 9, 2], "filters": 3, "kernel": 5, "stride": 2})";
constexpr const char* kBareRow =
    R"({"kind": "conv", "input": [20, 3], "filters": 4, "kernel": 7, "stride": 3})";
constexpr const char* kBareUneven =
    R"({"kind": "conv", "input": [9, 9, 1], "filters": 2, "kernel": [5, 3], "padding":
        "valid"})";
constexpr const char* kBareDilated =
    R"({"kind": "conv", "input": [20, 20, 1], "filters": 1, "kernel": 5, "dilation": 2, "padding":
        [0, 0]})";
constexpr const char* kRow = R"({"kind": "conv", "input": [100, 8], "filters": 16, "kernel": 5})";
const SlipCase kConvSlips[] = {
    {"axes_exchanged", kUneven, "output", "9 3 10"},
    {"axes_exchanged", kVideo, "output", "5 8 17 4"},
    {"axes_exchanged", kVideoSame, "output", "2 5 6 7"},
    {"kernel_taken_square", kUneven, "parameters", "760"},
    {"kernel_taken_square", kVideo, "parameters", "220"},
    {"kernel_taken_square", kBareUneven, "parameters", "52"},
    {"kernel_taken_square", kBareUneven, "output", "5 5 2"},
    {"kernel_squared", kSound, "parameters", "160"},
    {"kernel_squared", kBareRow, "parameters", "592"},
    {"kernel_squared", kRow, "parameters", "3216"},
    {"padding_of_one", kBareDilated, "output", "14 14 1"},
    {"padding_for_size", kBareDilated, "output", "20 20 1"},
    {"padding_of_one", kBare, "output", "5 4 3"},
    {"padding_of_one", kBareRow, "output", "6 4"},
    {"padding_of_one", kBareUneven, "output", "7 9 2"},
    {"padding_for_size", kBare, "output", "6 5 3"},
    {"padding_for_size", kBareRow, "output", "7 4"},
    {"padding_for_size", kBareUneven, "output", "9 9 2"},
    {"positions_left_out", kStrided, "macs", "600"},
    {"positions_left_out", kStrided, "flops", "1200"},
    {"positions_left_out", kGrouped, "macs", "216"},
    {"positions_left_out", kSound, "macs", "40"},
    {"biases_in_weights", kHomework, "weights", "784"},
    {"biases_in_weights", kStrided, "weights", "606"},
    {"biases_in_weights", kUneven, "weights_per_filter", "46"},
    {"biases_in_weights", kVideo, "weights_per_filter", "151"},
    {"biases_in_operations", kHomework, "macs", "176400"},
    {"biases_in_operations", kStrided, "flops", "232704"},
    {"biases_in_operations", kDilatedLayer, "macs", "159068"},
    {"padding_left_out", kHomework, "output", "13 13 28"},
    {"padding_left_out", kStrided, "output_height", "14"},
    {"padding_left_out", kGrouped, "output", "6 6 12"},
    {"padding_left_out", kSound, "output_length", "16"},
    {"padding_left_out", kVideo, "output_depth", "7"},
    {"padding_counted_once", kUneven, "output", "3 7 10"},
    {"padding_counted_once", kVideo, "output_depth", "8"},
    {"padding_counted_once", kDilatedLayer, "output_height", "15"},
    {"padding_counted_twice", kHomework, "output", "17 17 28"},
    {"padding_counted_twice", kStrided, "output_height", "18"},
    {"padding_counted_twice", kGrouped, "output", "8 8 12"},
    {"padding_counted_twice", kVideo, "output_depth", "11"},
    {"plus_one_left_out", kUneven, "output", "3 7 10"},
    {"plus_one_left_out", kVideo, "output_depth", "8"},
    {"plus_one_left_out", kDilatedLayer, "output_height", "18"},
    {"input_channels_kept", kSound, "output", "17 2"},
    {"input_channels_kept", kSame, "output_channels", "6"},
    {"input_channels_kept", kVideoSame, "output", "4 5 3 3"},
    {"bias_left_out", kHomework, "parameters", "756"},
    {"bias_left_out", kStrided, "biases", "0"},
    {"bias_left_out", kSame, "parameters_per_filter", "18"},
    {"one_bias_for_layer", kUneven, "parameters", "451"},
    {"one_bias_for_layer", kSame, "biases", "1"},
    {"one_bias_for_layer", kVideo, "parameters", "601"},
    {"depth_left_out", kGrouped, "weights_per_filter", "9"},
    {"depth_left_out", kSound, "parameters_per_filter", "4"},
    {"depth_left_out", kSound, "parameters", "20"},
    {"depth_left_out", kVideoSame, "weights", "189"},
    {"kernel_not_squared", kHomework, "weights_per_filter", "9"},
    {"kernel_not_squared", kDilatedLayer, "parameters_per_filter", "16"},
    {"kernel_not_squared", kVideoSame, "weights", "63"},
    {"kernel_not_squared", kVideoSame, "parameters", "63"},
    {"macs_at_input", kStrided, "macs", "460800"},
    {"macs_at_input", kGrouped, "macs", "86400"},
    {"macs_at_input", kSound, "macs", "2000"},
    {"flops_for_macs", kStrided, "macs", "230400"},
    {"flops_for_macs", kGrouped, "macs", "21168"},
    {"flops_for_macs", kSound, "macs", "1360"},
    {"macs_for_flops", kStrided, "flops", "115200"},
    {"macs_for_flops", kGrouped, "flops", "10584"},
    {"macs_for_flops", kSound, "flops", "680"},
    {"depth_left_out", kStrided, "macs", "28800"},
    {"kernel_not_squared", kStrided, "macs", "23040"},
    {"macs_for_parameters", kStrided, "parameters", "115200"},
    {"macs_for_parameters", kGrouped, "parameters", "10584"},
    {"macs_for_parameters", kSound, "parameters", "680"},
    {"counted_at_every_position", kUneven, "parameters", "14720"},
    {"counted_at_every_position", kSound, "parameters", "680"},
    {"counted_at_every_position", kSame, "parameters", "21888"},
    {"rounded_up", kStrided, "output", "17 13 6"},
    {"rounded_up", kGrouped, "output_height", "8"},
    {"rounded_up", kVideo, "output", "9 9 9 4"},
    {"stride_left_out", kUneven, "output", "14 15 10"},
    {"stride_left_out", kUneven, "output_height", "14"},
    {"stride_left_out", kSound, "output_length", "50"},
    {"stride_left_out", kVideoSame, "output_depth", "7"},
    {"dilation_left_out", kGrouped, "output", "8 8 12"},
    {"dilation_left_out", kUneven, "output_height", "6"},
    {"dilation_left_out", kDilatedLayer, "output", "25 32 7"},
    {"bias_counted", kGrouped, "parameters", "228"},
    {"bias_counted", kSound, "biases", "5"},
    {"bias_counted", kVideoSame, "parameters_per_filter", "82"},
    {"groups_left_out", kGrouped, "weights_per_filter", "72"},
    {"groups_left_out", kGrouped, "parameters", "864"},
    {"groups_left_out", kUneven, "parameters_per_filter", "91"},
    {"groups_left_out", kSame, "weights", "486"},
    {"rounded_down", kSound, "output", "16 5"},
    {"rounded_down", kSound, "output_length", "16"},
    {"rounded_down", kSame, "output_height", "15"},
    {"rounded_down", kVideoSame, "output_depth", "3"},
};
constexpr const char* kHalving =
    R"({"kind": "residual", "input": [32, 32, 128], "filters": 256, "stride": 2})";
constexpr const char* kProjected =
    R"({"kind": "residual", "input": [56, 56, 64], "layers": [{"filters": 128, "kernel": 3,
        "stride": 2}, {"filters": 128, "kernel": 3}], "bias": true, "batchnorm": true})";
constexpr const char* kBottleneck =
    R"({"kind": "residual", "input": [28, 28, 256], "bottleneck": 64, "stride": 2,
        "stride_in": "3x3", "bias": true, "batchnorm": true})";
constexpr const char* kOddSize =
    R"({"kind": "residual", "input": [15, 27, 8], "layers": [{"filters": 16, "kernel": 3,
        "stride": 2}, {"filters": 16, "kernel": 5}], "shortcut": "projection"})";
constexpr const char* kExplicit =
    R"({"kind": "residual", "input": [16, 16, 6], "layers": [{"filters": 12, "kernel": 3,
        "padding": 1, "stride": 2}, {"filters": 12, "kernel": 3, "padding": 2, "dilation":
        2, "groups": 3}], "bias": true})";
constexpr const char* kDilated =
    R"({"kind": "residual", "input": [30, 30, 8], "layers": [{"filters": 8, "kernel": 3,
        "padding": 3, "dilation": 3, "groups": 4}, {"filters": 20, "kernel": 5, "padding":
        4, "stride": 3, "dilation": 2, "groups": 2}], "shortcut": "projection", "batchnorm":
        true})";
constexpr const char* kThreeLayers =
    R"({"kind": "residual", "input": [20, 20, 10], "layers": [{"filters": 4, "kernel": 3,
        "padding": 1}, {"filters": 6, "kernel": 5, "padding": 4, "stride": 2, "dilation": 2,
        "groups": 2}, {"filters": 10, "kernel": 3, "padding": 1}]})";
constexpr const char* kZeroPad =
    R"({"kind": "residual", "input": [32, 32, 16], "layers": [{"filters": 32, "kernel": 3,
        "stride": 2}, {"filters": 32, "kernel": 3}], "shortcut": "zero-pad", "batchnorm":
        true})";
constexpr const char* kOddSound =
    R"({"kind": "residual", "input": [25, 6], "layers": [{"filters": 6, "kernel": 3},
        {"filters": 9, "kernel": 7, "stride": 2}], "bias": true})";
constexpr const char* kOddBottleneck =
    R"({"kind": "residual", "input": [7, 7, 20], "layers": [{"filters": 5, "kernel": 1,
        "stride": 2}, {"filters": 5, "kernel": 3}, {"filters": 20, "kernel": 1}],
        "shortcut": "zero-pad", "batchnorm": true})";
constexpr const char* kSoundBlock =
    R"({"kind": "residual", "input": [50, 4], "layers": [{"filters": 8, "kernel": 5,
        "padding": 2, "stride": 4}, {"filters": 8, "kernel": 3, "padding": 1}], "bias":
        true, "batchnorm": true})";
constexpr const char* kUnchanged = R"({"kind": "residual", "input": [56, 56, 64], "filters": 64})";
constexpr const char* kPlainSound = R"({"kind": "residual", "input": [64, 4], "filters": 4})";
constexpr const char* kSquareKernel =
    R"({"kind": "residual", "input": [20, 20, 32], "layers": [{"filters": 16, "kernel": [3, 3]}]})";
constexpr const char* kFlatKernel =
    R"({"kind": "residual", "input": [20, 20, 32], "layers": [{"filters": 16, "kernel": [1, 3]}]})";
const SlipCase kResidualSlips[] = {
    {"kernel_squared", kOddSound, "parameters", "3048"},
    {"kernel_squared", kSoundBlock, "parameters", "1480"},
    {"kernel_squared", kPlainSound, "parameters", "288"},
    {"main_kernel_kept", kSquareKernel, "shortcut_kernel", "3"},
    {"main_kernel_kept", kFlatKernel, "parameters_shortcut", "1536"},
    {"stride_in_all_layers", kHalving, "main_output", "8 8 256"},
    {"stride_in_all_layers", kProjected, "output", "14 14 128"},
    {"stride_in_all_layers", kThreeLayers, "output", "3 3 10"},
    {"paths_joined", kHalving, "output", "16 16 512"},
    {"paths_joined", kProjected, "output", "28 28 256"},
    {"paths_joined", kOddBottleneck, "output", "4 4 40"},
    {"paths_joined", kUnchanged, "output", "56 56 128"},
    {"main_kernel_kept", kHalving, "parameters_shortcut", "294912"},
    {"main_kernel_kept", kHalving, "parameters", "1179648"},
    {"main_kernel_kept", kProjected, "parameters_shortcut", "73856"},
    {"shortcut_counted", kUnchanged, "parameters", "77824"},
    {"shortcut_counted", kZeroPad, "parameters", "14528"},
    {"shortcut_counted", kOddBottleneck, "parameters", "925"},
    {"shortcut_batchnorm_left_out", kProjected, "parameters_batchnorm", "512"},
    {"shortcut_batchnorm_left_out", kProjected, "parameters", "230272"},
    {"shortcut_batchnorm_left_out", kBottleneck, "parameters_batchnorm", "768"},
    {"shortcut_batchnorm_left_out", kDilated, "parameters_batchnorm", "56"},
    {"stride_left_out", kHalving, "main_output", "32 32 256"},
    {"stride_left_out", kHalving, "shortcut_stride", "1"},
    {"stride_left_out", kProjected, "output", "56 56 128"},
    {"stride_left_out", kBottleneck, "skip_output", "28 28 256"},
    {"padding_left_out", kOddSize, "main_output", "3 9 16"},
    {"padding_left_out", kExplicit, "output", "3 3 12"},
    {"padding_left_out", kDilated, "main_output", "6 6 20"},
    {"plus_one_left_out", kThreeLayers, "skip_output", "9 9 10"},
    {"plus_one_left_out", kThreeLayers, "main_output", "8 8 10"},
    {"plus_one_left_out", kThreeLayers, "output", "8 8 10"},
    {"plus_one_left_out", kZeroPad, "skip_output", "15 15 32"},
    {"plus_one_left_out", kOddSound, "skip_output", "12 9"},
    {"rounded_up", kHalving, "skip_output", "17 17 256"},
    {"rounded_up", kProjected, "skip_output", "29 29 128"},
    {"rounded_up", kSoundBlock, "main_output", "14 8"},
    {"rounded_up", kSoundBlock, "output", "14 8"},
    {"input_channels_kept", kOddSize, "main_output", "8 14 8"},
    {"input_channels_kept", kOddSize, "shortcut_filters", "8"},
    {"input_channels_kept", kExplicit, "skip_output", "8 8 6"},
    {"input_channels_kept", kDilated, "output", "10 10 8"},
    {"main_kernel_kept", kBottleneck, "shortcut_kernel", "3"},
    {"main_kernel_kept", kThreeLayers, "shortcut_kernel", "3"},
    {"main_kernel_kept", kOddSound, "shortcut_kernel", "3"},
    {"bias_counted", kHalving, "parameters_1", "295168"},
    {"bias_counted", kHalving, "parameters_shortcut", "33024"},
    {"bias_counted", kZeroPad, "parameters_2", "9248"},
    {"bias_counted", kOddBottleneck, "parameters", "515"},
    {"bias_counted", kOddBottleneck, "parameters_3", "120"},
    {"shortcut_left_out", kProjected, "parameters_shortcut", "0"},
    {"shortcut_left_out", kBottleneck, "parameters", "70784"},
    {"shortcut_left_out", kSoundBlock, "parameters_batchnorm", "32"},
    {"input_depth_for_second_layer", kOddSize, "parameters_2", "3200"},
    {"input_depth_for_second_layer", kExplicit, "parameters", "972"},
    {"input_depth_for_second_layer", kOddBottleneck, "parameters_2", "900"},
    {"input_depth_for_all_layers", kOddBottleneck, "parameters_2", "900"},
    {"input_depth_for_all_layers", kOddBottleneck, "parameters_3", "400"},
    {"input_depth_for_all_layers", kOddBottleneck, "parameters", "1460"},
    {"input_depth_for_all_layers", kBottleneck, "parameters_2", "147520"},
    {"input_depth_for_all_layers", kBottleneck, "parameters_3", "65792"},
    {"input_depth_for_all_layers", kThreeLayers, "parameters_2", "750"},
    {"input_depth_for_all_layers", kThreeLayers, "parameters_3", "900"},
    {"shortcut_not_applied", kOddSize, "skip_output", "15 27 8"},
    {"shortcut_not_applied", kExplicit, "skip_output", "16 16 6"},
    {"shortcut_not_applied", kOddBottleneck, "skip_output", "7 7 20"},
    {"depth_left_out", kDilated, "parameters_1", "72"},
    {"depth_left_out", kDilated, "parameters_shortcut", "20"},
    {"depth_left_out", kThreeLayers, "parameters_2", "150"},
    {"depth_left_out", kThreeLayers, "parameters_3", "90"},
    {"depth_left_out", kZeroPad, "parameters", "704"},
    {"kernel_not_squared", kHalving, "parameters_1", "98304"},
    {"kernel_not_squared", kProjected, "parameters_2", "49280"},
    {"kernel_not_squared", kThreeLayers, "parameters_3", "180"},
    {"kernel_not_squared", kOddBottleneck, "parameters", "335"},
    {"batchnorm_counted", kOddSize, "parameters", "7776"},
    {"batchnorm_counted", kExplicit, "parameters", "1260"},
    {"batchnorm_counted", kOddSound, "parameters", "612"},
    {"batchnorm_in_layers", kProjected, "parameters_1", "74112"},
    {"batchnorm_in_layers", kProjected, "parameters_shortcut", "8576"},
    {"batchnorm_in_layers", kBottleneck, "parameters_1", "16576"},
    {"batchnorm_in_layers", kDilated, "parameters_1", "160"},
    {"macs_for_parameters", kBottleneck, "parameters_1", "12845056"},
    {"macs_for_parameters", kBottleneck, "parameters_3", "3211264"},
    {"macs_for_parameters", kDilated, "parameters_2", "200000"},
    {"macs_for_parameters", kSoundBlock, "parameters_shortcut", "416"},
    {"macs_for_parameters", kSoundBlock, "parameters", "4992"},
    {"bias_left_out", kProjected, "parameters_1", "73728"},
    {"bias_left_out", kBottleneck, "parameters_3", "16384"},
    {"bias_left_out", kOddSound, "parameters_2", "378"},
    {"bias_left_out", kOddSound, "parameters", "540"},
    {"bias_left_out", kSoundBlock, "parameters_shortcut", "32"},
    {"one_bias_for_layer", kBottleneck, "parameters_1", "16385"},
    {"one_bias_for_layer", kBottleneck, "parameters_3", "16385"},
    {"one_bias_for_layer", kExplicit, "parameters_2", "433"},
    {"one_bias_for_layer", kOddSound, "parameters_shortcut", "55"},
    {"one_bias_for_layer", kOddSound, "parameters", "543"},
    {"batchnorm_left_out", kDilated, "parameters", "2304"},
    {"batchnorm_left_out", kZeroPad, "parameters", "13824"},
    {"batchnorm_left_out", kOddBottleneck, "parameters", "425"},
    {"statistics_counted", kZeroPad, "parameters", "14080"},
    {"statistics_counted", kOddBottleneck, "parameters_batchnorm", "120"},
    {"statistics_counted", kSoundBlock, "parameters", "504"},
    {"rounded_down", kOddSize, "main_output", "7 13 16"},
    {"rounded_down", kOddSound, "output", "12 9"},
    {"rounded_down", kOddBottleneck, "main_output", "3 3 20"},
    {"padding_counted_once", kExplicit, "main_output", "6 6 12"},
    {"padding_counted_once", kDilated, "output", "8 8 20"},
    {"padding_counted_once", kThreeLayers, "main_output", "7 7 10"},
    {"padding_counted_twice", kExplicit, "main_output", "13 13 12"},
    {"padding_counted_twice", kThreeLayers, "output", "17 17 10"},
    {"padding_counted_twice", kSoundBlock, "main_output", "16 8"},
    {"dilation_left_out", kExplicit, "main_output", "10 10 12"},
    {"dilation_left_out", kDilated, "output", "13 13 20"},
    {"dilation_left_out", kThreeLayers, "main_output", "12 12 10"},
    {"groups_left_out", kExplicit, "parameters_2", "1308"},
    {"groups_left_out", kDilated, "parameters", "4832"},
    {"groups_left_out", kDilated, "parameters_1", "576"},
    {"groups_left_out", kThreeLayers, "parameters_2", "600"},
};
constexpr const char* kPoolOverlap =
    R"({"kind": "pool", "input": [15, 20, 6], "kernel": 3, "stride": 2, "padding": 1})";
constexpr const char* kPoolCeil =
    R"({"kind": "pool", "input": [11, 13, 8], "mode": "average", "kernel": 3, "padding":
        [[1, 0], [0, 1]], "ceil": true})";
constexpr const char* kPoolDropped =
    R"({"kind": "pool", "input": [5, 7, 4], "kernel": 2, "padding": 1, "ceil": true})";
constexpr const char* kPoolDilated =
    R"({"kind": "pool", "input": [20, 3], "kernel": 3, "stride": 2, "padding": 2,
        "dilation": 3})";
constexpr const char* kPoolSame =
    R"({"kind": "pool", "input": [15, 9, 5], "kernel": 3, "stride": 2, "padding": "same"})";
constexpr const char* kPoolWide =
    R"({"kind": "pool", "input": [16, 25, 4], "kernel": 2, "stride": 2, "dilation": 3})";
constexpr const char* kPoolFar =
    R"({"kind": "pool", "input": [30, 2], "mode": "average", "kernel": 4, "stride": 3,
        "dilation": 2, "ceil": true})";
constexpr const char* kPoolRow =
    R"({"kind": "pool", "input": [7, 3], "kernel": 2, "padding": 1, "ceil": true})";
constexpr const char* kPoolThirds =
    R"({"kind": "pool", "input": [5, 8, 6], "mode": "average", "kernel": 3, "stride": 3,
        "padding": 1, "ceil": true})";
constexpr const char* kPoolVideo =
    R"({"kind": "pool", "input": [9, 14, 15, 2], "kernel": [2, 3, 3], "stride": [1, 2, 4],
        "padding": [1, 1, 0], "dilation": [1, 1, 2], "ceil": true})";
constexpr const char* kPoolBare =
    R"({"kind": "pool", "input": [11, 13, 4], "kernel": 5, "stride": 2})";
constexpr const char* kPoolBareRow = R"({"kind": "pool", "input": [30, 2], "kernel": 7})";
constexpr const char* kPoolBareUneven =
    R"({"kind": "pool", "input": [8, 9, 10, 1], "kernel": [5, 3, 3], "stride": 1})";
constexpr const char* kPoolTall =
    R"({"kind": "pool", "input": [9, 16, 2], "kernel": [2, 3], "stride": [1, 2]})";
const SlipCase kPoolSlips[] = {
    {"stride_of_kernel", kPoolOverlap, "output", "5 7 6"},
    {"stride_of_kernel", kPoolDilated, "output", "6 3"},
    {"stride_of_kernel", kPoolBare, "output", "2 2 4"},
    {"axes_exchanged", kPoolVideo, "output", "2 8 16 2"},
    {"axes_exchanged", kPoolBareUneven, "output", "6 7 6 1"},
    {"axes_exchanged", kPoolTall, "output", "4 15 2"},
    {"padding_of_one", kPoolBare, "output", "5 6 4"},
    {"padding_of_one", kPoolBareRow, "output", "4 2"},
    {"padding_of_one", kPoolBareUneven, "output", "6 9 10 1"},
    {"padding_for_size", kPoolBare, "output", "6 7 4"},
    {"padding_for_size", kPoolBareRow, "output", "5 2"},
    {"padding_for_size", kPoolBareUneven, "output", "8 9 10 1"},
    {"padding_left_out", kPoolOverlap, "output", "7 9 6"},
    {"padding_left_out", kPoolDilated, "output", "7 3"},
    {"padding_left_out", kPoolSame, "output", "7 4 5"},
    {"padding_left_out", kPoolVideo, "output", "8 7 4 2"},
    {"padding_counted_once", kPoolOverlap, "output", "7 10 6"},
    {"padding_counted_once", kPoolDilated, "output", "8 3"},
    {"padding_counted_once", kPoolVideo, "output", "9 7 4 2"},
    {"padding_counted_twice", kPoolOverlap, "output", "9 11 6"},
    {"padding_counted_twice", kPoolCeil, "output", "5 5 8"},
    {"padding_counted_twice", kPoolDropped, "output", "4 5 4"},
    {"padding_counted_twice", kPoolDilated, "output", "11 3"},
    {"plus_one_left_out", kPoolOverlap, "output", "7 9 6"},
    {"plus_one_left_out", kPoolCeil, "output", "3 4 8"},
    {"plus_one_left_out", kPoolDropped, "output", "2 3 4"},
    {"plus_one_left_out", kPoolDilated, "output", "8 3"},
    {"stride_left_out", kPoolOverlap, "output", "15 20 6"},
    {"stride_left_out", kPoolCeil, "output", "10 12 8"},
    {"stride_left_out", kPoolDropped, "output", "6 8 4"},
    {"stride_left_out", kPoolDilated, "output", "18 3"},
    {"rounded_up", kPoolOverlap, "output", "8 11 6"},
    {"rounded_up", kPoolDilated, "output", "10 3"},
    {"rounded_up", kPoolWide, "output", "7 12 4"},
    {"channels_pooled", kPoolOverlap, "output", "8 10 3"},
    {"channels_pooled", kPoolCeil, "output", "4 5 2"},
    {"channels_pooled", kPoolDropped, "output", "3 4 2"},
    {"channels_pooled", kPoolDilated, "output", "9 1"},
    {"window_given_weights", kPoolOverlap, "parameters", "54"},
    {"window_given_weights", kPoolCeil, "parameters", "72"},
    {"window_given_weights", kPoolDropped, "parameters", "16"},
    {"window_given_weights", kPoolDilated, "parameters", "9"},
    {"window_given_weights_and_bias", kPoolOverlap, "parameters", "60"},
    {"window_given_weights_and_bias", kPoolCeil, "parameters", "80"},
    {"window_given_weights_and_bias", kPoolDropped, "parameters", "20"},
    {"window_given_weights_and_bias", kPoolDilated, "parameters", "12"},
    {"counted_as_filters", kPoolOverlap, "parameters", "324"},
    {"counted_as_filters", kPoolCeil, "parameters", "576"},
    {"counted_as_filters", kPoolDropped, "parameters", "64"},
    {"counted_as_filters", kPoolDilated, "parameters", "27"},
    {"counted_as_filters_with_bias", kPoolOverlap, "parameters", "330"},
    {"counted_as_filters_with_bias", kPoolCeil, "parameters", "584"},
    {"counted_as_filters_with_bias", kPoolDropped, "parameters", "68"},
    {"counted_as_filters_with_bias", kPoolDilated, "parameters", "30"},
    {"rounded_down", kPoolCeil, "output", "4 4 8"},
    {"rounded_down", kPoolSame, "output", "7 4 5"},
    {"rounded_down", kPoolFar, "output", "8 2"},
    {"rounded_down", kPoolVideo, "output", "10 7 3 2"},
    {"last_window_kept", kPoolDropped, "output", "4 5 4"},
    {"last_window_kept", kPoolRow, "output", "5 3"},
    {"last_window_kept", kPoolThirds, "output", "3 4 6"},
    {"dilation_left_out", kPoolDilated, "output", "11 3"},
    {"dilation_left_out", kPoolWide, "output", "8 12 4"},
    {"dilation_left_out", kPoolFar, "output", "10 2"},
};
constexpr const char* kUp =
    R"({"kind": "transposed_conv", "input": [7, 9, 6], "filters": 4, "kernel": 3, "stride":
        2, "padding": 1, "output_padding": 1})";
constexpr const char* kUpUneven =
    R"({"kind": "transposed_conv", "input": [6, 8, 4], "filters": 10, "kernel": [5, 4],
        "stride": [3, 2], "padding": [[1, 2], [0, 1]], "dilation": [2, 3], "output_padding":
        [2, 1], "groups": 2, "bias": false})";
constexpr const char* kUpRow =
    R"({"kind": "transposed_conv", "input": [12, 5], "filters": 3, "kernel": 4, "stride":
        2, "padding": 1, "dilation": 2, "output_padding": 1})";
constexpr const char* kUpSame =
    R"({"kind": "transposed_conv", "input": [10, 14, 8], "filters": 6, "kernel": 5,
        "stride": 3, "padding": "same", "groups": 2, "bias": false})";
constexpr const char* kUpDilated =
    R"({"kind": "transposed_conv", "input": [4, 6, 2], "filters": 5, "kernel": 3, "stride":
        2, "padding": 1, "dilation": 2})";
constexpr const char* kUpGrouped =
    R"({"kind": "transposed_conv", "input": [5, 5, 9], "filters": 3, "kernel": 2, "stride":
        2, "groups": 3, "bias": false})";
constexpr const char* kUpWide =
    R"({"kind": "transposed_conv", "input": [4, 5, 2], "filters": 3, "kernel": [2, 3], "stride":
        [1, 2]})";
constexpr const char* kUpTall =
    R"({"kind": "transposed_conv", "input": [3, 6, 1], "filters": 2, "kernel": 3, "stride":
        [2, 3], "padding": [1, 0]})";
constexpr const char* kUpHigh =
    R"({"kind": "transposed_conv", "input": [3, 3, 4], "filters": 2, "kernel": [4, 2], "stride": 2,
        "bias": false})";
constexpr const char* kUpSound =
    R"({"kind": "transposed_conv", "input": [6, 2], "filters": 3, "kernel": 5})";
constexpr const char* kUpTone =
    R"({"kind": "transposed_conv", "input": [9, 4], "filters": 2, "kernel": 3, "groups": 2,
        "bias": false})";
const SlipCase kTransposedSlips[] = {
    {"axes_exchanged", kUpUneven, "output", "21 28 10"},
    {"axes_exchanged", kUpWide, "output", "9 6 3"},
    {"axes_exchanged", kUpTall, "output", "9 11 2"},
    {"kernel_taken_square", kUpUneven, "parameters", "500"},
    {"kernel_taken_square", kUpWide, "parameters", "27"},
    {"kernel_taken_square", kUpHigh, "parameters", "128"},
    {"kernel_squared", kUpRow, "parameters", "243"},
    {"kernel_squared", kUpSound, "parameters", "153"},
    {"kernel_squared", kUpTone, "parameters", "36"},
    {"positions_left_out", kUp, "macs", "216"},
    {"positions_left_out", kUpUneven, "macs", "400"},
    {"positions_left_out", kUpRow, "macs", "60"},
    {"biases_in_weights", kUp, "weights", "220"},
    {"biases_in_weights", kUpRow, "weights", "63"},
    {"biases_in_weights", kUpDilated, "weights", "95"},
    {"biases_in_operations", kUp, "macs", "14616"},
    {"biases_in_operations", kUpRow, "macs", "804"},
    {"biases_in_operations", kUpDilated, "macs", "2745"},
    {"not_inverted", kUp, "output", "4 5 4"},
    {"not_inverted", kUpRow, "output", "4 3"},
    {"not_inverted", kUpSame, "output", "4 5 6"},
    {"not_inverted", kUpDilated, "output", "1 2 5"},
    {"output_padding_left_out", kUp, "output", "13 17 4"},
    {"output_padding_left_out", kUpUneven, "output", "21 23 10"},
    {"output_padding_left_out", kUpRow, "output", "27 3"},
    {"inputs_counted_for_steps", kUp, "output", "16 20 4"},
    {"inputs_counted_for_steps", kUpUneven, "output", "26 26 10"},
    {"inputs_counted_for_steps", kUpRow, "output", "30 3"},
    {"inputs_counted_for_steps", kUpDilated, "output", "11 15 5"},
    {"padding_left_out", kUp, "output", "16 20 4"},
    {"padding_left_out", kUpUneven, "output", "26 25 10"},
    {"padding_left_out", kUpRow, "output", "30 3"},
    {"padding_left_out", kUpDilated, "output", "11 15 5"},
    {"padding_counted_once", kUp, "output", "15 19 4"},
    {"padding_counted_once", kUpUneven, "output", "25 25 10"},
    {"padding_counted_once", kUpRow, "output", "29 3"},
    {"padding_counted_once", kUpDilated, "output", "10 14 5"},
    {"padding_counted_twice", kUp, "output", "12 16 4"},
    {"padding_counted_twice", kUpUneven, "output", "20 23 10"},
    {"padding_counted_twice", kUpRow, "output", "26 3"},
    {"padding_counted_twice", kUpDilated, "output", "7 11 5"},
    {"stride_left_out", kUp, "output", "8 10 4"},
    {"stride_left_out", kUpUneven, "output", "13 17 10"},
    {"stride_left_out", kUpRow, "output", "17 3"},
    {"stride_left_out", kUpSame, "output", "10 14 6"},
    {"input_channels_kept", kUp, "output", "14 18 6"},
    {"input_channels_kept", kUpUneven, "output", "23 24 4"},
    {"input_channels_kept", kUpRow, "output", "28 5"},
    {"input_channels_kept", kUpSame, "output", "30 42 8"},
    {"bias_left_out", kUp, "parameters", "216"},
    {"bias_left_out", kUpRow, "parameters", "60"},
    {"bias_left_out", kUpDilated, "parameters", "90"},
    {"one_bias_for_layer", kUp, "parameters", "217"},
    {"one_bias_for_layer", kUpRow, "parameters", "61"},
    {"one_bias_for_layer", kUpDilated, "parameters", "91"},
    {"depth_left_out", kUp, "parameters", "40"},
    {"depth_left_out", kUpUneven, "parameters", "200"},
    {"depth_left_out", kUpRow, "parameters", "15"},
    {"depth_left_out", kUpSame, "parameters", "150"},
    {"kernel_not_squared", kUp, "parameters", "76"},
    {"kernel_not_squared", kUpUneven, "parameters", "100"},
    {"kernel_not_squared", kUpSame, "parameters", "120"},
    {"kernel_not_squared", kUpDilated, "parameters", "35"},
    {"macs_at_output", kUp, "macs", "54432"},
    {"macs_at_output", kUpUneven, "macs", "220800"},
    {"macs_at_output", kUpRow, "macs", "1680"},
    {"flops_for_macs", kUp, "macs", "27216"},
    {"flops_for_macs", kUpUneven, "macs", "38400"},
    {"flops_for_macs", kUpRow, "macs", "1440"},
    {"macs_for_flops", kUp, "flops", "13608"},
    {"macs_for_flops", kUpUneven, "flops", "19200"},
    {"macs_for_flops", kUpRow, "flops", "720"},
    {"macs_for_parameters", kUp, "parameters", "13608"},
    {"macs_for_parameters", kUpUneven, "parameters", "19200"},
    {"macs_for_parameters", kUpRow, "parameters", "720"},
    {"macs_for_parameters", kUpSame, "parameters", "84000"},
    {"counted_at_every_position", kUp, "parameters", "55440"},
    {"counted_at_every_position", kUpUneven, "parameters", "220800"},
    {"counted_at_every_position", kUpRow, "parameters", "1764"},
    {"counted_at_every_position", kUpSame, "parameters", "756000"},
    {"dilation_left_out", kUpUneven, "output", "19 18 10"},
    {"dilation_left_out", kUpRow, "output", "25 3"},
    {"dilation_left_out", kUpDilated, "output", "7 11 5"},
    {"bias_counted", kUpUneven, "parameters", "410"},
    {"bias_counted", kUpSame, "parameters", "606"},
    {"bias_counted", kUpGrouped, "parameters", "39"},
    {"groups_left_out", kUpUneven, "parameters", "800"},
    {"groups_left_out", kUpSame, "parameters", "1200"},
    {"groups_left_out", kUpGrouped, "parameters", "108"},
};
constexpr const char* kDense = R"({"kind": "linear", "input": [5, 5, 16], "units": 120})";
constexpr const char* kDenseRow = R"({"kind": "linear", "input": [7, 3], "units": 4})";
constexpr const char* kDenseVideo = R"({"kind": "linear", "input": [2, 3, 4, 5], "units": 7})";
constexpr const char* kDenseSound =
    R"({"kind": "linear", "input": [6, 4, 3], "units": 10, "bias": false})";
constexpr const char* kDenseFlat =
    R"({"kind": "linear", "input": [40], "units": 9, "bias": false})";
constexpr const char* kDenseWide =
    R"({"kind": "linear", "input": [9, 2], "units": 30, "bias": false})";
const SlipCase kLinearSlips[] = {
    {"biases_in_weights", kDense, "weights_per_unit", "401"},
    {"biases_in_weights", kDenseRow, "weights", "88"},
    {"biases_in_weights", kDenseVideo, "weights", "847"},
    {"biases_in_operations", kDense, "macs", "48120"},
    {"biases_in_operations", kDenseRow, "macs", "88"},
    {"biases_in_operations", kDenseVideo, "macs", "847"},
    {"bias_left_out", kDense, "parameters", "48000"},
    {"bias_left_out", kDenseRow, "parameters", "84"},
    {"bias_left_out", kDenseVideo, "parameters", "840"},
    {"flops_for_macs", kDense, "macs", "96000"},
    {"flops_for_macs", kDenseRow, "macs", "168"},
    {"flops_for_macs", kDenseVideo, "macs", "1680"},
    {"macs_for_flops", kDense, "flops", "48000"},
    {"macs_for_flops", kDenseRow, "flops", "84"},
    {"macs_for_flops", kDenseVideo, "flops", "840"},
    {"one_bias_for_layer", kDense, "parameters", "48001"},
    {"one_bias_for_layer", kDenseRow, "parameters", "85"},
    {"one_bias_for_layer", kDenseVideo, "parameters", "841"},
    {"bias_for_each_input", kDense, "parameters", "48400"},
    {"bias_for_each_input", kDenseRow, "parameters", "105"},
    {"bias_for_each_input", kDenseVideo, "parameters", "960"},
    {"depth_not_flattened", kDense, "parameters", "3120"},
    {"depth_not_flattened", kDenseRow, "parameters", "32"},
    {"depth_not_flattened", kDenseVideo, "parameters", "175"},
    {"depth_not_flattened", kDenseSound, "parameters", "240"},
    {"places_not_flattened", kDense, "inputs", "16"},
    {"places_not_flattened", kDenseRow, "inputs", "3"},
    {"places_not_flattened", kDenseVideo, "inputs", "5"},
    {"places_not_flattened", kDenseSound, "inputs", "3"},
    {"bias_counted", kDenseSound, "parameters", "730"},
    {"bias_counted", kDenseFlat, "parameters", "369"},
    {"bias_counted", kDenseWide, "parameters", "570"},
};
constexpr const char* kNotes =
    R"({"kind": "batchnorm", "matrix": [[12, 14, 14, 12], [0, 10, 10, 0], [-5, 5, 5, -5]],
        "gamma": [1, 1, 1], "beta": [0, -10, 10]})";
constexpr const char* kRoots =
    R"({"kind": "batchnorm", "matrix": [[1, 2, 3], [0, 3, 0]], "gamma": [2, -1], "beta":
        [1, "1/2"]})";
constexpr const char* kInColumns =
    R"({"kind": "batchnorm", "matrix": [[1, 4], [3, 10]], "columns": "units", "epsilon": 3,
        "gamma": [3, "1/2"], "beta": [-1, 2]})";
constexpr const char* kStabilised =
    R"({"kind": "batchnorm", "matrix": [[2, 8], [1, 5], [6, 2]], "epsilon": "7/4", "gamma":
        [3, 2, 1], "beta": [0, 5, 1]})";
constexpr const char* kThirds =
    R"({"kind": "batchnorm", "matrix": [["1/2", 2], ["3/2", 8], ["5/2", 5]], "columns":
        "units", "epsilon": "1/3", "gamma": [6, 4], "beta": [3, "-1/2"]})";
constexpr const char* kConstant =
    R"({"kind": "batchnorm", "matrix": [[5, 5], [1, 3]], "gamma": [2, 3], "beta": [1, -1]})";
constexpr const char* kConstantColumn =
    R"({"kind": "batchnorm", "matrix": [[2, 4], [2, 8]], "columns": "units"})";
constexpr const char* kOneExample = R"({"kind": "batchnorm", "matrix": [[7]]})";
constexpr const char* kScaledOnly =
    R"({"kind": "batchnorm", "matrix": [[1, 2, 4], [0, 3, 1]], "gamma": [2, 3]})";
const SlipCase kBatchnormSlips[] = {
    {"normalisation_left_out", kNotes, "output", "12 14 14 12; -10 0 0 -10; 5 15 15 5"},
    {"normalisation_left_out", kRoots, "output", "3 5 7; 1/2 -5/2 1/2"},
    {"normalisation_left_out", kInColumns, "output", "2 4; 8 7"},
    {"normalisation_left_out", kScaledOnly, "output", "2 4 8; 0 9 3"},
    {"variance_by_one_less", kNotes, "variance", "4/3 100/3 100/3"},
    {"variance_by_one_less", kRoots, "standard_deviation", "1 sqrt(3)"},
    {"variance_by_one_less", kRoots, "output",
     "-1 1 3; 1/2+sqrt(3)/3 1/2-2*sqrt(3)/3 1/2+sqrt(3)/3"},
    {"variance_by_one_less", kInColumns, "normalized",
     "-sqrt(5)/5 -sqrt(21)/7; sqrt(5)/5 sqrt(21)/7"},
    {"deviation_for_variance", kNotes, "variance", "1 5 5"},
    {"deviation_for_variance", kStabilised, "variance", "3 2 2"},
    {"deviation_for_variance", kThirds, "variance", "sqrt(6)/3 sqrt(6)"},
    {"root_left_out", kRoots, "standard_deviation", "2/3 2"},
    {"root_left_out", kInColumns, "normalized", "-1/4 -1/4; 1/4 1/4"},
    {"root_left_out", kStabilised, "output", "-36/43 36/43; 99/23 131/23; 31/23 15/23"},
    {"wrong_axis", kNotes, "mean", "7/3 29/3 29/3 7/3"},
    {"wrong_axis", kRoots, "variance", "1/4 1/4 9/4"},
    {"wrong_axis", kRoots, "normalized", "1 -1 1; -1 1 -1"},
    {"wrong_axis", kRoots, "output", "3 -1 3; 3/2 -1/2 3/2"},
    {"wrong_axis", kThirds, "standard_deviation", "3/4 13/4 5/4"},
    {"whole_matrix", kInColumns, "mean", "9/2"},
    {"whole_matrix", kInColumns, "normalized",
     "-7*sqrt(57)/57 -sqrt(57)/57; -sqrt(57)/19 11*sqrt(57)/57"},
    {"whole_matrix", kInColumns, "output",
     "-1-7*sqrt(57)/19 2-sqrt(57)/114; -1-3*sqrt(57)/19 2+11*sqrt(57)/114"},
    {"whole_matrix", kStabilised, "variance", "19/3"},
    {"whole_matrix", kThirds, "standard_deviation", "sqrt(921)/12"},
    {"gamma_beta_swapped", kNotes, "output", "1 1 1 1; 11 -9 -9 11; -9 11 11 -9"},
    {"gamma_beta_swapped", kRoots, "output",
     "2-sqrt(6)/2 2 2+sqrt(6)/2; -1-sqrt(2)/4 -1+sqrt(2)/2 -1-sqrt(2)/4"},
    {"gamma_beta_swapped", kInColumns, "output", "7/2 1/2-sqrt(3); 5/2 1/2+sqrt(3)"},
    {"scale_and_shift_left_out", kInColumns, "output", "-1/2 -sqrt(3)/2; 1/2 sqrt(3)/2"},
    {"zero_for_undefined", kConstant, "normalized", "0 0; -1 1"},
    {"zero_for_undefined", kConstant, "output", "1 1; -4 2"},
    {"zero_for_undefined", kOneExample, "normalized", "0"},
    {"zero_for_undefined", kConstantColumn, "normalized", "0 -1; 0 1"},
    {"scale_and_shift_left_out", kStabilised, "output",
     "-6*sqrt(43)/43 6*sqrt(43)/43; -4*sqrt(23)/23 4*sqrt(23)/23; 4*sqrt(23)/23 -4*sqrt(23)/23"},
    {"scale_and_shift_left_out", kThirds, "output", "-1 -3*sqrt(57)/19; 0 3*sqrt(57)/19; 1 0"},
    {"beta_left_out", kRoots, "output", "-sqrt(6) 0 sqrt(6); sqrt(2)/2 -sqrt(2) sqrt(2)/2"},
    {"beta_left_out", kInColumns, "output", "-3/2 -sqrt(3)/4; 3/2 sqrt(3)/4"},
    {"beta_left_out", kStabilised, "output",
     "-18*sqrt(43)/43 18*sqrt(43)/43; -8*sqrt(23)/23 8*sqrt(23)/23; 4*sqrt(23)/23 -4*sqrt(23)/23"},
    {"gamma_left_out", kRoots, "output",
     "1-sqrt(6)/2 1 1+sqrt(6)/2; 1/2-sqrt(2)/2 1/2+sqrt(2) 1/2-sqrt(2)/2"},
    {"gamma_left_out", kInColumns, "output", "-3/2 2-sqrt(3)/2; -1/2 2+sqrt(3)/2"},
    {"gamma_left_out", kThirds, "output", "2 -1/2-3*sqrt(57)/19; 3 -1/2+3*sqrt(57)/19; 4 -1/2"},
    {"epsilon_in_deviation", kInColumns, "standard_deviation", "2 2*sqrt(3)"},
    {"epsilon_in_deviation", kStabilised, "standard_deviation", "sqrt(43)/2 sqrt(23)/2 sqrt(23)/2"},
    {"epsilon_in_deviation", kThirds, "standard_deviation", "1 sqrt(57)/3"},
    {"epsilon_left_out", kInColumns, "normalized", "-1 -1; 1 1"},
    {"epsilon_left_out", kStabilised, "output", "-3 3; 3 7; 2 0"},
    {"epsilon_left_out", kThirds, "normalized", "-sqrt(6)/2 -sqrt(6)/2; 0 sqrt(6)/2; sqrt(6)/2 0"},
    {"epsilon_outside_root", kInColumns, "normalized", "-1/4 -1/2; 1/4 1/2"},
    {"epsilon_outside_root", kStabilised, "output", "-36/19 36/19; 59/15 91/15; 23/15 7/15"},
    {"epsilon_outside_root", kThirds, "normalized",
     "3/5-3*sqrt(6)/5 9/53-27*sqrt(6)/53; 0 -9/53+27*sqrt(6)/53; -3/5+3*sqrt(6)/5 0"},
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

Matrix<Number> read_matrix(std::string_view text) {
  Matrix<Number> matrix;
  for (const std::string& row : split(std::string(text), ';')) {
    ++matrix.rows;
    for (const std::string& entry : split(row, ' ')) {
      matrix.entries.push_back(read_number(entry).number.value());
    }
  }
  matrix.columns = matrix.entries.size() / matrix.rows;
  return matrix;
}

Suspects suspects_of(const Exercise& exercise) {
  return {solve(*exercise.kind, exercise.problem).answers,
          [problem = exercise.problem] { return named_slips(problem); }};
}

Suspects suspects_of(std::string_view problem) {
  return suspects_of(read_homework(parse_json(problem, "problem"), {}).exercises.at(0));
}

/// The slip's own answer; null, and a failure, unless one slip of that code can spoil it.
const Answer* rerun(Suspects& suspects, std::string_view code, std::string_view answer) {
  std::vector<const Answer*> found;
  for (size_t i = 0; i < suspects.slips().size(); ++i) {
    if (suspects.slips()[i].code != code) continue;
    if (const Answer* altered = suspects.rerun(i, answer)) found.push_back(altered);
  }
  EXPECT_EQ(found.size(), 1u);
  return found.size() == 1 ? found[0] : nullptr;
}

class NamedSlipsTest : public testing::TestWithParam<std::span<const SlipCase>> {};

TEST_P(NamedSlipsTest, GiveWhatPeopleGetWhoMakeThem) {
  for (const SlipCase& c : GetParam()) {
    SCOPED_TRACE(testing::Message() << c.code << " of " << c.answer << " in " << c.problem);
    Suspects suspects = suspects_of(c.problem);
    const Answer* altered = rerun(suspects, c.code, c.answer);
    if (!altered) continue;
    const Matrix<Number> value = numbers_of(altered->value), expected = read_matrix(c.value);
    EXPECT_EQ(value.rows, expected.rows);
    EXPECT_EQ(value.columns, expected.columns);
    EXPECT_EQ(value.entries, expected.entries);
  }
}

TEST_P(NamedSlipsTest, AreAllInTheTable) {
  std::map<std::string_view, std::set<std::string_view>> problems;
  for (const SlipCase& c : GetParam()) problems[c.code].insert(c.problem);
  Suspects suspects = suspects_of(GetParam()[0].problem);
  for (const NamedSlip& slip : suspects.slips()) {
    EXPECT_GE(problems[slip.code].size(), 3u) << slip.code;
  }
}

INSTANTIATE_TEST_SUITE_P(Conv, NamedSlipsTest, testing::Values(std::span(kConvSlips)));
INSTANTIATE_TEST_SUITE_P(Pool, NamedSlipsTest, testing::Values(std::span(kPoolSlips)));
INSTANTIATE_TEST_SUITE_P(TransposedConv, NamedSlipsTest,
                         testing::Values(std::span(kTransposedSlips)));
INSTANTIATE_TEST_SUITE_P(Linear, NamedSlipsTest, testing::Values(std::span(kLinearSlips)));
INSTANTIATE_TEST_SUITE_P(Residual, NamedSlipsTest, testing::Values(std::span(kResidualSlips)));
INSTANTIATE_TEST_SUITE_P(Batchnorm, NamedSlipsTest, testing::Values(std::span(kBatchnormSlips)));

TEST(SlipsTest, OfAScaleOrAShiftAloneHasOneName) {
  for (const char* given : {"gamma", "beta"}) {
    Suspects suspects = suspects_of(R"({"kind": "batchnorm", "matrix": [[1, 3]], ")" +
                                    std::string(given) + R"(": [5]})");
    std::vector<std::string_view> codes;
    for (size_t i = 0; i < suspects.slips().size(); ++i) {
      const Answer* altered = suspects.rerun(i, "output");
      const Matrix<Number> unscaled = read_matrix("-1 1");
      if (altered && numbers_of(altered->value).entries == unscaled.entries) {
        codes.push_back(suspects.slips()[i].code);
      }
    }
    EXPECT_EQ(codes, std::vector<std::string_view>{std::string(given) + "_left_out"});
  }
}

/// Whether the slip changes nothing of the answer.
bool is_none(std::string_view problem, std::string_view code, std::string_view answer) {
  Suspects suspects = suspects_of(problem);
  for (size_t i = 0; i < suspects.slips().size(); ++i) {
    if (suspects.slips()[i].code == code && suspects.rerun(i, answer)) return false;
  }
  return true;
}

TEST(SlipsTest, AreNoneWhereTheyWouldBeSomethingElse) {
  EXPECT_TRUE(is_none(
      R"({"kind": "residual", "input": [27, 2], "layers": [{"filters": 4, "kernel": 1, "groups": 2},
          {"filters": 16, "kernel": 1, "groups": 4}, {"filters": 4, "kernel": 3}]})",
      "input_depth_for_second_layer", "parameters"))
      << "4 groups can't share 2 channels";
  EXPECT_TRUE(is_none(
      R"({"kind": "residual", "input": [32, 32, 6], "layers": [{"filters": 6, "kernel": 3, "stride":
          2}, {"filters": 6, "kernel": 3, "stride": 2}, {"filters": 6, "kernel": 3}]})",
      "stride_in_all_layers", "main_output"))
      << "two layers have it";
  EXPECT_TRUE(is_none(R"({"kind": "conv", "input": [32, 32, 3], "filters": 8, "kernel": [3, 5]})",
                      "axes_exchanged", "output"))
      << "only two sizes have changed places";
  EXPECT_FALSE(is_none(R"({"kind": "conv", "input": [32, 31, 3], "filters": 8, "kernel": [3, 5]})",
                       "axes_exchanged", "output"));
}

TEST(SlipsTest, StrideLeftOutOfAShortcutWithOneForEachAxis) {
  Suspects suspects = suspects_of(
      R"({"kind": "residual", "input": [8, 9, 3],
          "layers": [{"filters": 6, "kernel": 3, "stride": [2, 3]}]})");
  const Answer* stride = rerun(suspects, "stride_left_out", "shortcut_stride");
  ASSERT_TRUE(stride);
  EXPECT_EQ(std::get<std::vector<Number>>(stride->value), (std::vector<Number>{1, 1}));
}

std::vector<Exercise> read_sample(const fs::path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return read_homework(parse_json(text.str(), file), {}).exercises;
}

/// The slips that take the statistics of something else than a unit.
bool counts_otherwise(std::string_view code) {
  return code == "wrong_axis" || code == "whole_matrix";
}

/// What refutes a slip quickly must be what its rerun gives.
void expect_same_values_in_quicker_ways(Suspects& suspects, size_t slip, const Answer& right) {
  const Rerun& rerun = suspects.slips()[slip].rerun;
  const Answer* in_full = suspects.rerun(slip, right.name);
  if (rerun.values) {
    const Answer* alone = suspects.rerun_values(slip, right.name);
    ASSERT_EQ(alone == nullptr, in_full == nullptr);
    if (alone) {
      EXPECT_EQ(numbers_of(alone->value), numbers_of(in_full->value));
    }
  }
  if (!rerun.change || !in_full || right.workings.empty()) return;
  const std::vector<Number> entries = numbers_of(in_full->value).entries;
  for (size_t entry = 0; entry < entries.size(); ++entry) {
    EXPECT_EQ(Rework(rerun.change)(right.workings[0][entry]).value(), entries[entry]);
  }
}

void expect_right_shapes(Suspects suspects) {
  for (size_t i = 0; i < suspects.slips().size(); ++i) {
    const std::string_view code = suspects.slips()[i].code;
    for (const Answer& right : suspects.right()) {
      SCOPED_TRACE(testing::Message() << code << " of " << right.name);
      expect_same_values_in_quicker_ways(suspects, i, right);
      const Answer* altered = suspects.rerun(i, right.name);
      if (!altered) continue;
      EXPECT_EQ(altered->name, right.name);
      EXPECT_EQ(altered->value.index(), right.value.index());
      const bool is_vector = std::holds_alternative<std::vector<Number>>(right.value);
      if (is_vector && counts_otherwise(code)) continue;
      const Matrix<Number> value = numbers_of(altered->value), expected = numbers_of(right.value);
      EXPECT_EQ(value.rows, expected.rows);
      EXPECT_EQ(value.columns, expected.columns);
    }
  }
}

TEST(SlipsTest, GiveNothingOrAnAnswerOfTheRightShape) {
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(CNNSOLVE_SOURCE_DIR) / "problems")) {
    if (entry.path().extension() != ".json") continue;
    if (entry.path().parent_path().stem() == "answers") continue;
    SCOPED_TRACE(entry.path());
    for (const Exercise& exercise : read_sample(entry.path())) {
      expect_right_shapes(suspects_of(exercise));
    }
  }
}

}  // namespace
}  // namespace cnnsolve
