// A network's layer as people write it on a command line: "conv 6 5x5", "Conv2d(3, 6, 5)".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input_error.h"
#include "value.h"

namespace cnnsolve {

/// What such an argument is called.
inline constexpr const char* kLayerWord = "LAYER";

/// The layer as it stands in JSON. In words a type and its first settings, then others by their
/// names: "conv 64 7x7 stride=2 padding=3"; or as PyTorch has it, with its names and its order:
/// "MaxPool2d(3, stride=2)". Nothing, with the mistakes about `where`, if it can't be read.
std::optional<Value> read_layer(std::string_view text, const std::string& where,
                                std::vector<Mistake>& mistakes);

/// What the words may be, for --help; and the names that they may begin with.
std::string layer_words_help();
std::vector<std::string> layer_word_names();

}  // namespace cnnsolve
