#include "render/math_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

struct Glyphs {
  std::string_view plus, minus, sign, times, entrywise, cross, root;
  std::string_view floor_open, floor_close, ceiling_open, ceiling_close, ellipsis;
};
// An operator stays with the operand after it: the space behind it is a no-break space.
constexpr Glyphs kUnicode = {" +\u00a0", " −\u00a0", "−", " ·\u00a0", " ⊙\u00a0", "\u00a0×\u00a0",
                             "√",        "⌊",        "⌋", "⌈",        "⌉",        "…"};
constexpr Glyphs kAscii = {" +\u00a0", " -\u00a0", "-", " *\u00a0", " .*\u00a0", "\u00a0x\u00a0",
                           "sqrt",     "floor(",   ")", "ceil(",    ")",         "..."};

const Glyphs& glyphs(Charset charset) { return charset == Charset::unicode ? kUnicode : kAscii; }

struct Letter {
  std::string_view unicode;
  std::string_view ascii;
};
constexpr std::array kLetters = {Letter{"μ", "mu"},      Letter{"σ", "sigma"},
                                 Letter{"γ", "gamma"},   Letter{"β", "beta"},
                                 Letter{"ε", "epsilon"}, Letter{"x̂", "xhat"},
                                 Letter{"X̂", "Xhat"},    Letter{"F(x, {Wᵢ})", "F(x, {W_i})"}};

std::string_view base_text(const std::string& base, Charset charset) {
  if (charset == Charset::unicode) return base;
  const auto* letter = std::find_if(kLetters.begin(), kLetters.end(),
                                    [&](const Letter& entry) { return entry.unicode == base; });
  return letter == kLetters.end() ? std::string_view(base) : letter->ascii;
}

constexpr std::string_view kScriptSources = "0123456789()imn-";
constexpr std::array<std::string_view, 16> kSuperscripts = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                                            "⁸", "⁹", "⁽", "⁾", "ⁱ", "ᵐ", "ⁿ", "⁻"};
constexpr std::string_view kSubscriptSources = "0123456789ij";
constexpr std::array<std::string_view, 12> kSubscripts = {"₀", "₁", "₂", "₃", "₄", "₅",
                                                          "₆", "₇", "₈", "₉", "ᵢ", "ⱼ"};

/// `text` in raised or lowered characters, or behind `marker` where some have none.
template <size_t size>
std::string script(const std::string& text, std::string_view sources,
                   const std::array<std::string_view, size>& characters, char marker,
                   Charset charset) {
  if (text.empty()) return "";
  if (charset == Charset::ascii || text.find_first_not_of(sources) != std::string::npos) {
    return marker + text;
  }
  std::string result;
  for (const char c : text) result += characters[sources.find(c)];
  return result;
}

std::string superscript(const std::string& text, Charset charset) {
  return script(text, kScriptSources, kSuperscripts, '^', charset);
}

std::string symbol_text(const Symbol& symbol, Charset charset) {
  return std::string(base_text(symbol.base, charset)) +
         script(symbol.subscript, kSubscriptSources, kSubscripts, '_', charset) +
         superscript(symbol.superscript, charset);
}

class Printer {
 public:
  Printer(Charset charset, Grouping grouping)
      : charset_(charset), glyphs_(glyphs(charset)), grouping_(grouping) {}

  std::string print(const Ink& ink) const {
    const std::vector<Ink>& parts = ink.parts;
    switch (ink.kind) {
      case Kind::numeral:
        return grouping_ == Grouping::thousands ? grouped(ink.text) : ink.text;
      case Kind::scientific:
        return scientific(ink);
      case Kind::symbol:
        return symbol_text(ink.symbol, charset_);
      case Kind::word:
        return ink.text;
      case Kind::sum:
        return joined(parts, glyphs_.plus);
      case Kind::difference:
        return joined(parts, glyphs_.minus);
      case Kind::product:
        return joined(parts, glyphs_.times);
      case Kind::entrywise:
        return joined(parts, glyphs_.entrywise);
      case Kind::juxtaposed:
        // 3*sqrt(5): what is printed in ASCII is also read back.
        return joined(parts, charset_ == Charset::ascii && parts[1].kind == Kind::root ? "*" : "");
      case Kind::quotient:
      case Kind::fraction:
        return joined(parts, "/");
      case Kind::negative:
        return std::string(glyphs_.sign) + print(parts[0]);
      case Kind::power:
        return print(parts[0]) + superscript(print(parts[1]), charset_);
      case Kind::root:
        return root(parts[0]);
      case Kind::floor:
        return std::string(glyphs_.floor_open) + print(parts[0]) + std::string(glyphs_.floor_close);
      case Kind::ceiling:
        return std::string(glyphs_.ceiling_open) + print(parts[0]) +
               std::string(glyphs_.ceiling_close);
      case Kind::maximum:
        return "max(" + joined(parts, ", ") + ")";
      case Kind::parentheses:
        return "(" + print(parts[0]) + ")";
      case Kind::series:
        return (charset_ == Charset::ascii ? "sum_i " : "Σᵢ\u00a0") + print(parts[0]);
      case Kind::column:
      case Kind::row:
        return column(parts);
      case Kind::ellipsis:
        return std::string(glyphs_.ellipsis);
    }
    return {};
  }

 private:
  std::string joined(const std::vector<Ink>& parts, std::string_view separator) const {
    std::string result = print(parts[0]);
    for (size_t i = 1; i < parts.size(); ++i) result.append(separator).append(print(parts[i]));
    return result;
  }

  /// A short column holds together; a long one may go on in the next line.
  std::string column(const std::vector<Ink>& parts) const {
    constexpr size_t kLongest = 24;
    const std::string text = "(" + joined(parts, ", ") + ")";
    return width(text) > kLongest ? text : "(" + joined(parts, ",\u00a0") + ")";
  }

  std::string root(const Ink& inside) const {
    const std::string text = print(inside);
    const bool bare = charset_ == Charset::ascii && inside.kind != Kind::parentheses;
    return std::string(glyphs_.root) + (bare ? "(" + text + ")" : text);
  }

  std::string scientific(const Ink& ink) const {
    const std::string mantissa = print(ink.parts[0]);
    const std::string exponent = ink.text + ink.parts[1].text;
    if (charset_ == Charset::ascii) return mantissa + "e" + exponent;
    return mantissa + std::string(glyphs_.cross) + "10" + superscript(exponent, charset_);
  }

  Charset charset_;
  const Glyphs& glyphs_;
  Grouping grouping_;
};

}  // namespace

std::string grouped(const std::string& digits) {
  const size_t whole = std::min(digits.find('.'), digits.size());
  if (whole < 4) return digits;
  std::string result;
  for (size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result + digits.substr(whole);
}

std::string math_text(const Ink& ink, Charset charset, Grouping grouping) {
  return Printer(charset, grouping).print(ink);
}

std::string shape_text(const Shape& shape, Charset charset) {
  std::string result;
  for (const Number& size : shape) {
    if (!result.empty()) result += glyphs(charset).cross;
    result += math_text(show_number(size, {}).ink, charset);
  }
  return result;
}

}  // namespace cnnsolve
