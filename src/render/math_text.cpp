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

std::string_view base_text(std::string_view base, Charset charset) {
  if (charset == Charset::unicode) return base;
  const auto* letter = std::find_if(kLetters.begin(), kLetters.end(),
                                    [&](const Letter& entry) { return entry.unicode == base; });
  return letter == kLetters.end() ? base : letter->ascii;
}

constexpr std::string_view kScriptSources = "0123456789()imn-";
constexpr std::array<std::string_view, 16> kSuperscripts = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                                            "⁸", "⁹", "⁽", "⁾", "ⁱ", "ᵐ", "ⁿ", "⁻"};
constexpr std::string_view kSubscriptSources = "0123456789ij";
constexpr std::array<std::string_view, 12> kSubscripts = {"₀", "₁", "₂", "₃", "₄", "₅",
                                                          "₆", "₇", "₈", "₉", "ᵢ", "ⱼ"};

void append_grouped(std::string_view digits, std::string& text) {
  const size_t whole = std::min(digits.find('.'), digits.size());
  const size_t first = whole < 4 ? whole : (whole - 1) % 3 + 1;
  text += digits.substr(0, first);
  for (size_t i = first; i < whole; i += 3) text.append(1, ',').append(digits.substr(i, 3));
  text += digits.substr(whole);
}

/// Writes ink at the end of a text.
class Printer {
 public:
  Printer(std::string& text, Charset charset, Grouping grouping)
      : text_(text), charset_(charset), glyphs_(glyphs(charset)), grouping_(grouping) {}

  void print(const Ink& ink) {
    const std::vector<Ink>& parts = ink.parts;
    switch (ink.kind) {
      case Kind::numeral:
        if (grouping_ == Grouping::none) return write(ink.text);
        return append_grouped(ink.text, text_);
      case Kind::scientific:
        return scientific(ink);
      case Kind::symbol:
        return symbol(ink.symbol);
      case Kind::word:
        return write(ink.text);
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
        return enclosed(glyphs_.sign, parts[0], "");
      case Kind::power:
        print(parts[0]);
        return superscript(math_text(parts[1], charset_, grouping_));
      case Kind::root:
        return root(parts[0]);
      case Kind::floor:
        return enclosed(glyphs_.floor_open, parts[0], glyphs_.floor_close);
      case Kind::ceiling:
        return enclosed(glyphs_.ceiling_open, parts[0], glyphs_.ceiling_close);
      case Kind::maximum:
        write("max(");
        joined(parts, ", ");
        return write(")");
      case Kind::parentheses:
        return enclosed("(", parts[0], ")");
      case Kind::series:
        return enclosed(charset_ == Charset::ascii ? "sum_i " : "Σᵢ\u00a0", parts[0], "");
      case Kind::column:
      case Kind::row:
        return column(parts);
      case Kind::ellipsis:
        return write(glyphs_.ellipsis);
    }
  }

 private:
  void write(std::string_view text) { text_ += text; }

  void enclosed(std::string_view open, const Ink& inside, std::string_view close) {
    write(open);
    print(inside);
    write(close);
  }

  void joined(const std::vector<Ink>& parts, std::string_view separator) {
    print(parts[0]);
    for (size_t i = 1; i < parts.size(); ++i) {
      write(separator);
      print(parts[i]);
    }
  }

  /// `script` in raised or lowered characters, or behind `marker` where some have none.
  template <size_t size>
  void script(std::string_view script, std::string_view sources,
              const std::array<std::string_view, size>& characters, char marker) {
    if (script.empty()) return;
    if (charset_ == Charset::ascii || script.find_first_not_of(sources) != std::string::npos) {
      text_ += marker;
      return write(script);
    }
    for (const char c : script) write(characters[sources.find(c)]);
  }

  void superscript(std::string_view text) { script(text, kScriptSources, kSuperscripts, '^'); }

  void symbol(const Symbol& symbol) {
    write(base_text(symbol.base, charset_));
    script(symbol.subscript, kSubscriptSources, kSubscripts, '_');
    superscript(symbol.superscript);
  }

  /// A short column holds together; a long one may go on in the next line.
  void column(const std::vector<Ink>& parts) {
    constexpr size_t kLongest = 24;
    const size_t begin = text_.size();
    write("(");
    joined(parts, ", ");
    write(")");
    if (width(std::string_view(text_).substr(begin)) > kLongest) return;
    text_.resize(begin);
    write("(");
    joined(parts, ",\u00a0");
    write(")");
  }

  void root(const Ink& inside) {
    write(glyphs_.root);
    const bool bare = charset_ == Charset::ascii && inside.kind != Kind::parentheses;
    enclosed(bare ? "(" : "", inside, bare ? ")" : "");
  }

  void scientific(const Ink& ink) {
    print(ink.parts[0]);
    const std::string exponent = ink.text + ink.parts[1].text;
    write(charset_ == Charset::ascii ? "e" : glyphs_.cross);
    if (charset_ == Charset::ascii) return write(exponent);
    write("10");
    superscript(exponent);
  }

  std::string& text_;
  Charset charset_;
  const Glyphs& glyphs_;
  Grouping grouping_;
};

}  // namespace

std::string grouped(const std::string& digits) {
  std::string text;
  append_grouped(digits, text);
  return text;
}

void append_math(std::string& text, const Ink& ink, Charset charset) {
  Printer(text, charset, Grouping::thousands).print(ink);
}

std::string math_text(const Ink& ink, Charset charset, Grouping grouping) {
  std::string text;
  Printer(text, charset, grouping).print(ink);
  return text;
}

void append_shape(std::string& text, const Shape& shape, Charset charset) {
  for (const Number& size : shape) {
    if (&size != shape.data()) text += glyphs(charset).cross;
    append_math(text, show_number(size, {}).ink, charset);
  }
}

std::string shape_text(const Shape& shape, Charset charset) {
  std::string text;
  append_shape(text, shape, charset);
  return text;
}

}  // namespace cnnsolve
