#include "layer_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "flags.h"
#include "reading/typed_text.h"
#include "wording.h"

namespace cnnsolve {
namespace {

/// What a name means: a type, settings that go with the name, and the fields in their order.
struct LayerName {
  std::string_view name;
  std::string_view type;
  std::array<std::string_view, 2> fixed = {};  ///< a field and its value
  /// Also PyTorch's settings that change no count, or may have one value only.
  std::vector<std::string_view> fields = {};
  bool is_along_axes = false;  ///< PyTorch's has 1d, 2d or 3d behind it

  bool has(std::string_view field) const {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
  }
};

const std::vector<LayerName>& plain_names() {
  static const std::vector<LayerName> names = {
      {"conv", "conv", {}, {"filters", "kernel", "stride", "padding"}},
      {"maxpool", "pool", {"mode", "max"}, {"kernel", "stride", "padding"}},
      {"avgpool", "pool", {"mode", "average"}, {"kernel", "stride", "padding"}},
      {"pool", "pool", {}, {"kernel", "stride", "padding"}},
      {"globalmaxpool", "global_pool", {"mode", "max"}},
      {"globalavgpool", "global_pool", {"mode", "average"}},
      {"global_pool", "global_pool"},
      {"adaptive_pool", "adaptive_pool", {}, {"output_size"}},
      {"transposed_conv", "transposed_conv", {}, {"filters", "kernel", "stride", "padding"}},
      {"separable_conv", "separable_conv", {}, {"filters", "kernel", "stride", "padding"}},
      {"linear", "linear", {}, {"units"}},
      {"dense", "linear", {}, {"units"}},
      {"flatten", "flatten"},
      {"batchnorm", "batchnorm"},
      {"residual", "residual", {}, {"filters", "stride"}},
      {"bottleneck", "residual", {}, {"bottleneck", "stride"}},
      {"upsample", "upsample", {}, {"scale"}},
      {"relu", "relu"},
      {"leaky_relu", "leaky_relu"},
      {"relu6", "relu6"},
      {"elu", "elu"},
      {"gelu", "gelu"},
      {"silu", "silu"},
      {"sigmoid", "sigmoid"},
      {"tanh", "tanh"},
      {"softmax", "softmax"},
      {"dropout", "dropout", {}, {"p"}}};
  return names;
}

/// PyTorch's, without the 1d, 2d or 3d at the end; the fields in the order of its parameters.
const std::vector<LayerName>& torch_names() {
  static const std::vector<LayerName> names = {
      {"Conv",
       "conv",
       {},
       {"in_channels", "filters", "kernel", "stride", "padding", "dilation", "groups", "bias",
        "padding_mode", "device", "dtype"},
       true},
      {"ConvTranspose",
       "transposed_conv",
       {},
       {"in_channels", "filters", "kernel", "stride", "padding", "output_padding", "groups", "bias",
        "dilation", "padding_mode", "device", "dtype"},
       true},
      {"MaxPool",
       "pool",
       {"mode", "max"},
       {"kernel", "stride", "padding", "dilation", "return_indices", "ceil"},
       true},
      {"AvgPool",
       "pool",
       {"mode", "average"},
       {"kernel", "stride", "padding", "ceil", "count_include_pad", "divisor_override"},
       true},
      {"AdaptiveMaxPool",
       "adaptive_pool",
       {"mode", "max"},
       {"output_size", "return_indices"},
       true},
      {"AdaptiveAvgPool", "adaptive_pool", {"mode", "average"}, {"output_size"}, true},
      {"Linear", "linear", {}, {"in_channels", "units", "bias", "device", "dtype"}},
      {"Flatten", "flatten", {}, {"start_dim", "end_dim"}},
      {"BatchNorm",
       "batchnorm",
       {},
       {"in_channels", "eps", "momentum", "affine", "track_running_stats", "device", "dtype"},
       true},
      {"ReLU", "relu", {}, {"inplace"}},
      {"LeakyReLU", "leaky_relu", {}, {"negative_slope", "inplace"}},
      {"ReLU6", "relu6", {}, {"inplace"}},
      {"ELU", "elu", {}, {"alpha", "inplace"}},
      {"GELU", "gelu", {}, {"approximate"}},
      {"SiLU", "silu", {}, {"inplace"}},
      {"Sigmoid", "sigmoid"},
      {"Tanh", "tanh"},
      {"Softmax", "softmax", {}, {"dim"}},
      {"Dropout", "dropout", {}, {"p", "inplace"}},
      {"Upsample", "upsample", {}, {"size", "scale", "mode", "align_corners"}}};
  return names;
}

/// PyTorch's names of parameters, where they aren't the fields'.
constexpr std::array<std::array<std::string_view, 2>, 7> kTorchParameters = {
    {{"out_channels", "filters"},
     {"kernel_size", "kernel"},
     {"ceil_mode", "ceil"},
     {"in_features", "in_channels"},
     {"out_features", "units"},
     {"num_features", "in_channels"},
     {"scale_factor", "scale"}}};

/// Settings that change no size and no count, whatever they are.
constexpr std::array<std::string_view, 14> kCountNothing = {"return_indices",
                                                            "count_include_pad",
                                                            "device",
                                                            "dtype",
                                                            "inplace",
                                                            "negative_slope",
                                                            "p",
                                                            "dim",
                                                            "eps",
                                                            "momentum",
                                                            "alpha",
                                                            "approximate",
                                                            "mode",
                                                            "align_corners"};

/// Settings that are there for one value only, which is PyTorch's own.
constexpr std::array<std::array<std::string_view, 2>, 6> kOnlyValues = {
    {{"affine", "True"},
     {"track_running_stats", "True"},
     {"start_dim", "1"},
     {"end_dim", "-1"},
     {"padding_mode", "zeros"},
     {"divisor_override", "None"}}};

/// The parts between separators that stand in no parentheses. Several spaces are one separator. A
/// comma at the end begins no part, and one with nothing before it leaves an empty part.
std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t from = 0, depth = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == separator && depth == 0)) {
      const auto part = trimmed(text.substr(from, i - from));
      if (!part.empty() || (separator == ',' && i < text.size())) parts.push_back(part);
      from = i + 1;
    } else if (text[i] == '(' || text[i] == '[') {
      ++depth;
    } else if ((text[i] == ')' || text[i] == ']') && depth > 0) {
      --depth;
    }
  }
  return parts;
}

/// A layer without the name that print(model) puts before it: "(0): ", "(conv1): ".
std::string_view without_name(std::string_view text) {
  const size_t end = text.find("): ");
  if (!text.starts_with('(') || end == std::string_view::npos) return text;
  return trimmed(text.substr(end + 3));
}

/// Whether something is opened or quoted that has no end.
bool is_unclosed(std::string_view text) {
  return text.find_first_of("([\"'") != std::string_view::npos;
}

/// Without the quotes that stand round all of it.
std::string_view unquoted(std::string_view text) {
  const bool is_quoted =
      text.size() > 1 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0];
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

/// 3, 3x5, (3, 5), 'same', True.
Value setting_value(std::string_view text) {
  if (text == "True" || text == "true" || text == "yes") return Value::of_boolean(true);
  if (text == "False" || text == "false" || text == "no" || text == "None") {
    return Value::of_boolean(false);
  }
  const std::string_view inside = unquoted(text);
  if (inside.size() < text.size()) return Value::of_text(std::string(inside));
  const bool is_tuple = (text.starts_with('(') && text.ends_with(')')) ||
                        (text.starts_with('[') && text.ends_with(']'));
  if (!is_tuple) return is_unclosed(text) ? Value::of_text(std::string(text)) : padding_value(text);
  std::vector<Value> items;
  for (const std::string_view part : parts_of(text.substr(1, text.size() - 2), ',')) {
    items.push_back(Value::of_text(std::string(part)));
  }
  return Value::of_items(std::move(items));
}

class LayerReading {
 public:
  LayerReading(const std::string& where, std::vector<Mistake>& mistakes)
      : where_(where), mistakes_(mistakes) {}

  std::optional<Value> in_words(std::string_view text) {
    std::vector<std::string_view> words = parts_of(text, ' ');
    if (words.empty()) return wrong("must be a layer, got nothing");
    const LayerName* name = find(plain_names(), words[0]);
    if (!name) {
      const std::vector<std::string> spellings = torch_spellings();
      const bool is_torch =
          std::find(spellings.begin(), spellings.end(), words[0]) != spellings.end();
      if (words[0][0] >= '0' && words[0][0] <= '9') {
        return wrong(fmt::format(
            "\"{}\" is no layer; settings stand in quotes with their layer: \"conv 6 5x5\"", text));
      }
      if (is_torch) return wrong(fmt::format("\"{0}\" must have parentheses: {0}(…)", words[0]));
      return unknown(words[0], layer_word_names());
    }
    words.erase(words.begin());
    for (const std::string_view word : words) {
      if (word == "no-bias" || word == "no-batchnorm") {
        return wrong(fmt::format("\"{}\" is an option's name: behind a layer it is {}=no", word,
                                 word.substr(3)));
      }
      if (is_plain_name(word)) {
        return wrong(
            fmt::format("\"{0}\" is a layer of its own: \"{1}\" {0}", word,
                        trimmed(text.substr(0, static_cast<size_t>(word.data() - text.data())))));
      }
    }
    const bool filters_first = !name->fields.empty() && name->fields[0] == "filters";
    if (filters_first && !words.empty() && is_sizes(words[0])) {
      return wrong(fmt::format("\"{0}\" is a kernel, and the filters come first: \"{1} 6 {0}\"",
                               words[0], name->name));
    }
    return layer(*name, words);
  }

  static bool is_plain_name(std::string_view name) { return find(plain_names(), name) != nullptr; }

  std::optional<Value> in_torch(std::string_view text) {
    const size_t open = text.find('(');
    if (text.back() != ')') return wrong(fmt::format("must end with \")\", got \"{}\"", text));
    std::string_view called = trimmed(text.substr(0, open));
    if (called.starts_with("torch.")) called.remove_prefix(6);
    if (called.starts_with("nn.")) called.remove_prefix(3);
    const std::string_view typed = called;
    const bool has_axes =
        called.size() > 2 && called.back() == 'd' &&
        std::string_view("123").find(called[called.size() - 2]) != std::string_view::npos;
    const char axes = has_axes ? called[called.size() - 2] : '0';
    if (has_axes) called.remove_suffix(2);
    const size_t end = length_of_parentheses(text.substr(open));
    if (open + end < text.size()) {
      return wrong(fmt::format("must be one layer, got \"{}\" behind \"{}\"",
                               trimmed(text.substr(open + end)), text.substr(0, open + end)));
    }
    const LayerName* name = find(torch_names(), called);
    if (!name) return unknown(typed, torch_spellings(), ", and 1d or 3d in place of 2d");
    const std::vector<std::string_view> settings =
        parts_of(text.substr(open + 1, text.size() - open - 2), ',');
    for (const std::string_view setting : settings) {
      if (!is_spelled_as_python(setting)) {
        return wrong(fmt::format(
            "\"{}\" is no setting in PyTorch: commas part them, and sizes stand in parentheses, "
            "(3, 5)",
            setting));
      }
      if (const auto what = stranger_in(setting, *name, typed)) return wrong(*what);
    }
    auto object = layer(*name, settings);
    if (object && pads_strided(*object)) {
      return wrong("padding 'same' goes with stride 1 only in PyTorch");
    }
    const Value* padding = object ? object->member("padding") : nullptr;
    if (padding && name->type != "conv" && (padding->text == "same" || padding->text == "valid")) {
      return wrong(
          fmt::format("padding must be numbers for {} in PyTorch, got '{}'", typed, padding->text));
    }
    if (object && has_axes) {
      object->members.emplace_back("axes", Value::of_text(std::string(1, axes)));
    }
    return object;
  }

 private:
  /// Whether a word is sizes along axes, such as 3x5.
  static bool is_sizes(std::string_view word) {
    return word.find('x') != std::string_view::npos &&
           word.find_first_not_of("0123456789x") == std::string_view::npos;
  }

  /// Whether a number is one: 3 5, 3x5 and 1:2 are sizes only in words.
  static bool is_spelled_as_python(std::string_view setting) {
    const size_t equals = setting.find('=');
    const std::string_view value =
        trimmed(setting.substr(equals == std::string_view::npos ? 0 : equals + 1));
    const bool is_number = !value.empty() && value[0] >= '0' && value[0] <= '9';
    return !is_number || value.find_first_of(" x:") == std::string_view::npos;
  }

  /// What is wrong with a setting's name, if PyTorch's layer has none of that name.
  static std::optional<std::string> stranger_in(std::string_view setting, const LayerName& name,
                                                std::string_view called) {
    const size_t equals = setting.find('=');
    if (equals == std::string_view::npos || equals == 0) return std::nullopt;
    const std::string_view typed = trimmed(setting.substr(0, equals));
    if (typed.empty() || name.has(field_of(typed))) return std::nullopt;
    std::vector<std::string> known(name.fields.begin(), name.fields.end());
    for (const auto& [torch, field] : kTorchParameters) {
      if (name.has(field)) known.emplace_back(torch);
    }
    return fmt::format("{} takes no \"{}\"{}", called, typed, did_you_mean(typed, known));
  }

  static const LayerName* find(const std::vector<LayerName>& names, std::string_view wanted) {
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const LayerName& name) { return name.name == wanted; });
    return found == names.end() ? nullptr : &*found;
  }

  /// PyTorch's names in full: Conv2d stands for all three.
  static std::vector<std::string> torch_spellings() {
    std::vector<std::string> spellings;
    for (const LayerName& name : torch_names()) {
      spellings.push_back(std::string(name.name) + (name.is_along_axes ? "2d" : ""));
    }
    return spellings;
  }

  std::nullopt_t unknown(std::string_view typed, const std::vector<std::string>& known,
                         std::string_view others = "") {
    const std::string guess = did_you_mean(typed, known);
    return wrong(fmt::format(
        "\"{}\" is no layer here{}", typed,
        guess.empty() ? fmt::format("; there are {}{}", fmt::join(known, ", "), others) : guess));
  }

  /// Of what begins with one, up to where it is closed.
  static size_t length_of_parentheses(std::string_view text) {
    size_t depth = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '(') ++depth;
      if (text[i] == ')' && --depth == 0) return i + 1;
    }
    return text.size();
  }

  static bool pads_strided(const Value& layer) {
    const Value* padding = layer.member("padding");
    const Value* stride = layer.member("stride");
    if (!padding || padding->text != "same" || !stride) return false;
    const auto is_one = [](const Value& value) { return value.text == "1"; };
    return !(stride->items.empty()
                 ? is_one(*stride)
                 : std::all_of(stride->items.begin(), stride->items.end(), is_one));
  }

  std::optional<Value> layer(const LayerName& name, std::span<const std::string_view> settings) {
    Value object;
    object.type = Value::Type::object;
    object.members.emplace_back("type", Value::of_text(std::string(name.type)));
    if (!name.fixed[0].empty()) {
      object.members.emplace_back(name.fixed[0], Value::of_text(std::string(name.fixed[1])));
    }
    size_t position = 0;
    bool named = false;
    for (const std::string_view setting : settings) {
      if (setting.empty()) return wrong("must have a setting between two commas");
      const size_t equals = setting.find('=');
      std::string_view field;
      if (equals != std::string_view::npos) {
        field = field_of(trimmed(setting.substr(0, equals)));
        named = true;
      } else if (is_padding_word(setting) && name.has("padding") && is_plain_name(name.name)) {
        field = "padding";
      } else if (named) {
        return wrong(fmt::format("\"{}\" has no name, behind a setting that has one", setting));
      } else if (position < name.fields.size()) {
        field = name.fields[position++];
      } else {
        return wrong(fmt::format("\"{}\" is more than {} takes{}", setting, name.name,
                                 name.fields.empty() ? "" : " without a name"));
      }
      const size_t from = equals == std::string_view::npos ? 0 : equals + 1;
      const std::string_view value = trimmed(setting.substr(from));
      if (field.empty()) return wrong(fmt::format("\"{}\" has no name before the =", setting));
      if (value.empty()) return wrong(fmt::format("\"{}\" has no value behind the =", setting));
      if (name.has(field)) {
        // What PyTorch takes if nothing is said; a bias that is None is none.
        const bool is_left_out = value == "None" && field != "bias";
        if (counts_nothing(field) || is_left_out) continue;
        const std::string_view only = only_value_of(field);
        if (!only.empty()) {
          if (unquoted(value) == only) continue;
          return wrong(fmt::format("{} must be {}, got {}", field, only, value));
        }
      }
      if (field == "size" && name.type == "upsample") {
        return wrong("size can't be read; scale_factor says how many times as large the output is");
      }
      if (!name.fixed[0].empty() && field == name.fixed[0]) {
        return wrong(fmt::format("\"{}\" says the {} already", name.name, field));
      }
      if (object.member(field)) {
        const std::string_view typed = from == 0 ? field : trimmed(setting.substr(0, equals));
        return wrong(fmt::format("\"{}\" is said twice", typed));
      }
      // A name that looks like sizes.
      object.members.emplace_back(
          field, field == "stride_in" ? Value::of_text(std::string(value)) : setting_value(value));
    }
    return object;
  }

  /// Padding that needs no name in words.
  static bool is_padding_word(std::string_view setting) {
    return setting == "same" || setting == "valid";
  }

  static bool counts_nothing(std::string_view field) {
    return std::find(kCountNothing.begin(), kCountNothing.end(), field) != kCountNothing.end();
  }
  static std::string_view only_value_of(std::string_view field) {
    for (const auto& [name, value] : kOnlyValues) {
      if (name == field) return value;
    }
    return {};
  }

  static std::string_view field_of(std::string_view parameter) {
    for (const auto& [torch, field] : kTorchParameters) {
      if (torch == parameter) return field;
    }
    return parameter;
  }

  std::nullopt_t wrong(std::string what) {
    mistakes_.push_back({where_, std::move(what)});
    return std::nullopt;
  }

  const std::string& where_;
  std::vector<Mistake>& mistakes_;
};

}  // namespace

std::optional<Value> read_layer(std::string_view text, const std::string& where,
                                std::vector<Mistake>& mistakes) {
  text = without_name(trimmed(text));
  if (text.ends_with("),")) text.remove_suffix(1);
  LayerReading reading(where, mistakes);
  // Nothing but a space or the parentheses ends the name of a layer.
  const size_t open = text.find('(');
  const std::string_view called = open == text.npos ? "" : trimmed(text.substr(0, open));
  const bool is_torch =
      open != text.npos && called.find(' ') == called.npos && !LayerReading::is_plain_name(called);
  return is_torch ? reading.in_torch(text) : reading.in_words(text);
}

std::string layer_words_help() {
  return "a layer in words, such as \"conv 6 5x5 padding=2\", \"maxpool 2\", flatten, \"linear "
         "10\"; or as PyTorch writes it, \"Conv2d(3, 6, 5)\"";
}

std::vector<std::string> layer_word_names() {
  std::vector<std::string> names;
  for (const LayerName& name : plain_names()) names.emplace_back(name.name);
  return names;
}

}  // namespace cnnsolve
