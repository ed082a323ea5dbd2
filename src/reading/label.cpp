#include "reading/label.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reading/typed_text.h"
#include "render/math_text.h"
#include "wording.h"

namespace cnnsolve {
namespace {

constexpr std::string_view kAbout[] = {"≈", "~"};

/// Names that people have for answers, and the answers' own.
constexpr std::pair<std::string_view, std::string_view> kShortNames[] = {
    {"params", "parameters"},
    {"param", "parameters"},
    {"var", "variance"},
    {"std", "standard_deviation"},
    {"stddev", "standard_deviation"}};

std::string_view without_about(std::string_view text) {
  for (const std::string_view sign : kAbout) {
    if (text.starts_with(sign)) return trimmed(text.substr(sign.size()));
  }
  return text;
}

/// Without what people write or leave out: H_out, H_{out} and Hout are the same.
std::string squeezed(std::string_view name) {
  std::string result = lower_case(name);
  std::erase_if(result, [](char c) { return c == ' ' || c == '_' || c == '{' || c == '}'; });
  return result;
}

/// The symbol of an answer, if it has one; of a list that of its first entry.
std::optional<Symbol> symbol_of(const Answer& asked) {
  // The working of what is asked backwards may have the symbol of one axis.
  const bool is_told =
      asked.symbol || asked.workings.empty() || std::holds_alternative<Volume>(asked.value);
  if (is_told) return asked.symbol;
  const Node& node = asked.workings[0][0].node();
  return node.op == Op::symbol ? std::optional(node.symbol) : std::nullopt;
}

std::vector<std::string> names_of(const Answer& asked) {
  std::vector<std::string> names = {squeezed(asked.name), "x"};
  for (const auto& [short_name, full_name] : kShortNames) {
    if (full_name == asked.name) names.emplace_back(short_name);
  }
  const std::optional<Symbol> own = symbol_of(asked);
  if (!own) return names;
  std::vector<Symbol> symbols;
  const bool is_list = std::holds_alternative<std::vector<Number>>(asked.value) ||
                       std::holds_alternative<Matrix<Number>>(asked.value);
  const bool is_of_one = !asked.workings.empty() && asked.workings[0].size() == 1;
  if (!is_list || is_of_one) symbols.push_back(*own);
  if (is_list) {
    // A list goes by the symbol that its entries share: μ of μ₁ and μ₂, x̂ of x̂₁⁽¹⁾.
    Symbol& shared = symbols.emplace_back(*own);
    shared.subscript = {};
    if (shared.superscript.view().starts_with('(')) shared.superscript = {};
  }
  for (const Symbol& symbol : symbols) {
    const Ink ink{.kind = Ink::Kind::symbol, .symbol = symbol};
    for (const Charset charset : {Charset::unicode, Charset::ascii}) {
      names.push_back(squeezed(math_text(ink, charset)));
    }
  }
  return names;
}

/// What people call a number of all that there is.
bool is_label_of_total(std::string_view label, std::string_view answer) {
  constexpr std::string_view kTotals[] = {"parameters", "weights", "biases", "macs", "flops"};
  return label == "total" &&
         std::find(std::begin(kTotals), std::end(kTotals), answer) != std::end(kTotals);
}

/// Whether a label, which is squeezed, is one of these names, or the total of it.
bool is_label_of(std::string_view label, const Answer& asked) {
  if (is_label_of_total(label, asked.name)) return true;
  const std::vector<std::string> names = names_of(asked);
  const auto is_name = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  constexpr std::string_view kTotal = "total";
  return is_name(label) || (label.starts_with(kTotal) && is_name(label.substr(kTotal.size())));
}

/// The label and the sign behind it, or nothing. 1 = 2 and sqrt(5) = 2 have no label.
struct Label {
  std::string_view name;
  size_t length;
};
std::optional<Label> label_of(std::string_view text) {
  if (!starts_with_letter(text)) return std::nullopt;
  std::optional<Label> first;
  for (const std::string_view sign :
       {kAbout[0], kAbout[1], std::string_view("="), std::string_view(":")}) {
    const size_t at = text.find(sign);
    if (at == std::string_view::npos || (first && first->length < at)) continue;
    first = Label{trimmed(text.substr(0, at)), at + sign.size()};
  }
  if (first && first->name.find_first_of("()[],;\n") != std::string_view::npos) return std::nullopt;
  return first;
}

/// Things that answers count.
struct Noun {
  std::vector<std::string_view> spellings;
  std::vector<std::string_view> asked_as;  ///< parts of answers' names
};
const std::vector<Noun>& nouns() {
  static const std::vector<Noun> nouns = {
      // First, since the memory of the parameters counts none of these.
      {{"bytes", "byte"}, {"memory"}},
      {{"parameters", "parameter", "params", "param"}, {"parameters", "trainable"}},
      {{"weights", "weight"}, {"weights"}},
      {{"biases", "bias"}, {"biases"}},
      {{"channels", "channel", "feature maps", "feature map", "maps", "map"}, {"channels"}},
      {{"filters", "filter"}, {"filters"}},
      {{"pixels", "pixel", "px", "places", "place"},
       {"height", "width", "length", "depth", "field", "kernel", "stride", "padding", "dilation"}},
      // Last, since an output's height counts none of these.
      {{"units", "unit", "neurons", "neuron", "features", "feature", "classes", "class", "numbers",
        "number"},
       {"output", "shape"}}};
  return nouns;
}

/// The noun that has this spelling, or null.
const Noun* find_noun(std::string_view spelling) {
  for (const Noun& noun : nouns()) {
    const auto& all = noun.spellings;
    if (std::find(all.begin(), all.end(), spelling) != all.end()) return &noun;
  }
  return nullptr;
}

/// "output_height" counts heights, but "weights_per_filter" no filters.
bool counts(const std::string& name, const Noun& noun) {
  const std::string counted = "_" + name.substr(0, name.find("_per_")) + "_";
  const auto names = [&](const Noun& other) {
    return std::any_of(other.asked_as.begin(), other.asked_as.end(), [&](std::string_view part) {
      return counted.find(fmt::format("_{}_", part)) != std::string::npos;
    });
  };
  const auto first = std::find_if(nouns().begin(), nouns().end(), names);
  return first != nouns().end() && &*first == &noun;
}

std::string with_spaces(const std::string& name) { return replace_all(name, "_", " "); }

std::string without_adjective(std::string_view words) {
  for (const std::string_view adjective : {"total ", "trainable ", "learnable ", "output "}) {
    if (words.starts_with(adjective)) words.remove_prefix(adjective.size());
  }
  return std::string(trimmed(words));
}

/// 1216 of "1216 incl. bias", which says what a number of parameters counts anyhow.
std::string_view without_mention_of_biases(std::string_view text, const Answer& asked) {
  if (!counts(asked.name, *find_noun("parameters"))) return text;
  const std::string lower = lower_case(text);
  for (const std::string_view word : {"including", "incl.", "incl", "with"}) {
    for (const std::string_view noun : {"biases", "bias"}) {
      for (const char* form : {", {} {}", " {} {}", " ({} {})"}) {
        const std::string ending = fmt::format(fmt::runtime(form), word, noun);
        if (lower.ends_with(ending)) return trimmed(text.substr(0, text.size() - ending.size()));
      }
    }
  }
  return text;
}

}  // namespace

std::string_view full_name_of(std::string_view name) {
  for (const auto& [short_name, full_name] : kShortNames) {
    if (lower_case(name) == short_name) return full_name;
  }
  return name;
}

std::variant<std::string_view, Failure> without_label(std::string_view text, const Answer& asked) {
  text = without_about(text);
  const auto label = label_of(text);
  if (!label) return text;
  if (!is_label_of(squeezed(label->name), asked)) {
    const Value name = Value::of_text(std::string(label->name));
    return Failure{Reason::other_label, fmt::format("{}, but \"{}\"", described(name), asked.name)};
  }
  return without_about(trimmed(text.substr(label->length)));
}

std::variant<std::string_view, Failure> without_unit(std::string_view text, const Answer& asked) {
  text = without_mention_of_biases(text, asked);
  size_t begin = text.size();
  while (begin > 0 && (is_ascii_letter(text[begin - 1]) || text[begin - 1] == ' ')) --begin;
  if (begin == 0) return text;
  const std::string words = lower_case(trimmed(text.substr(begin)));
  const std::string_view number = trimmed(text.substr(0, begin));
  if (!words.empty() && words == with_spaces(asked.name)) return number;
  const Noun* noun = find_noun(without_adjective(words));
  if (!noun) return text;
  if (counts(asked.name, *noun)) return number;
  return Failure{Reason::other_unit, fmt::format("{}, but \"{}\"", noun->spellings[0], asked.name)};
}

}  // namespace cnnsolve
