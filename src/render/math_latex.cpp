#include "render/math_latex.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "render/math_text.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

struct Letter {
  std::string_view base;
  std::string_view latex;
};
// Markdown reads these formulas too, and may take the backslash off \{ or the _ behind a } for
// emphasis: hence \lbrace, and \hat x without braces.
constexpr std::array kLetters = {
    Letter{"μ", "\\mu"},      Letter{"σ", "\\sigma"},
    Letter{"γ", "\\gamma"},   Letter{"β", "\\beta"},
    Letter{"ε", "\\epsilon"}, Letter{"x̂", "\\hat x"},
    Letter{"X̂", "\\hat X"},   Letter{"F(x, {Wᵢ})", "\\mathcal{F}(x, \\lbrace W_i \\rbrace)"}};

std::string base_latex(std::string_view base) {
  const auto* letter = std::find_if(kLetters.begin(), kLetters.end(),
                                    [&](const Letter& entry) { return entry.base == base; });
  return std::string(letter == kLetters.end() ? base : letter->latex);
}

/// "out" is a word and set upright, "s" or "1" is not; "eff,H" is one of each.
std::string script_latex(std::string_view script) {
  const size_t comma = script.find(',');
  if (comma != std::string_view::npos) {
    return script_latex(script.substr(0, comma)) + "," + script_latex(script.substr(comma + 1));
  }
  const bool word = script.size() > 1 && script.find_first_not_of("abcdefghijklmnopqrstuvwxyz") ==
                                             std::string_view::npos;
  return word ? fmt::format("\\text{{{}}}", script) : std::string(script);
}

std::string symbol_latex(const Symbol& symbol) {
  std::string text = base_latex(symbol.base);
  if (!symbol.subscript.empty()) text += "_{" + script_latex(symbol.subscript) + "}";
  if (!symbol.superscript.empty()) text += fmt::format("^{{{}}}", symbol.superscript.view());
  return text;
}

/// Braces keep the comma from being spaced as punctuation.
std::string numeral_latex(const std::string& digits) {
  std::string result;
  for (const char c : grouped(digits)) result += c == ',' ? "{,}" : std::string(1, c);
  return result;
}

std::string joined(const std::vector<Ink>& parts, std::string_view separator) {
  std::string result = math_latex(parts[0]);
  for (size_t i = 1; i < parts.size(); ++i) result.append(separator).append(math_latex(parts[i]));
  return result;
}

std::string wrapped(std::string_view before, const Ink& inside, std::string_view after) {
  return std::string(before) + math_latex(inside) + std::string(after);
}

std::string column_latex(const std::vector<Ink>& parts) {
  std::string result = "\\begin{pmatrix} ";
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += " \\\\ ";
    result += parts[i].kind == Kind::ellipsis ? "\\vdots" : math_latex(parts[i]);
  }
  return result + " \\end{pmatrix}";
}

}  // namespace

std::string math_latex(const Ink& ink) {
  const std::vector<Ink>& parts = ink.parts;
  switch (ink.kind) {
    case Kind::numeral:
      return numeral_latex(ink.text);
    case Kind::scientific:
      return math_latex(parts[0]) + " \\times 10^{" + ink.text + parts[1].text + "}";
    case Kind::symbol:
      return symbol_latex(ink.symbol);
    case Kind::word:
      return "\\text{" + ink.text + "}";
    case Kind::sum:
      return joined(parts, " + ");
    case Kind::difference:
      return joined(parts, " - ");
    case Kind::product:
      return joined(parts, " \\cdot ");
    case Kind::entrywise:
      return joined(parts, " \\odot ");
    case Kind::juxtaposed:
      return joined(parts, " ");
    case Kind::quotient:
      return joined(parts, "/");
    case Kind::fraction:
      return "\\frac{" + math_latex(parts[0]) + "}{" + math_latex(parts[1]) + "}";
    case Kind::negative:
      return wrapped("-", parts[0], "");
    case Kind::power:
      return "{" + math_latex(parts[0]) + "}^{" + math_latex(parts[1]) + "}";
    case Kind::root:
      return wrapped("\\sqrt{", parts[0], "}");
    case Kind::floor:
      return wrapped("\\left\\lfloor ", parts[0], " \\right\\rfloor");
    case Kind::ceiling:
      return wrapped("\\left\\lceil ", parts[0], " \\right\\rceil");
    case Kind::maximum:
      return "\\max(" + joined(parts, ", ") + ")";
    case Kind::parentheses:
      return wrapped("\\left(", parts[0], "\\right)");
    case Kind::series:
      return "\\sum_{i=1}^{" + math_latex(parts[1]) + "} " + math_latex(parts[0]);
    case Kind::column:
      return column_latex(parts);
    case Kind::row:
      return "(" + joined(parts, ", ") + ")";
    case Kind::ellipsis:
      return "\\dots";
  }
  return {};
}

std::string shape_latex(const Shape& shape) {
  std::vector<std::string> sizes;
  size_t length = 0;
  for (const Number& size : shape) {
    sizes.push_back(math_latex(show_number(size, {.stacked = true}).ink));
    length += sizes.back().size();
  }
  // Sizes of many digits may go on in the next line.
  constexpr size_t kLong = 40;
  std::string result = sizes[0];
  for (size_t i = 1; i < sizes.size(); ++i) {
    result += (length > kLong ? " \\times \\allowbreak " : " \\times ") + sizes[i];
  }
  return result;
}

}  // namespace cnnsolve
