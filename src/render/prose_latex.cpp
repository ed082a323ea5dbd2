#include "render/prose_latex.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "render/charset.h"
#include "render/math_latex.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

struct Replacement {
  char32_t character;
  std::string_view latex;
};
constexpr std::array kReplacements = {
    // Brackets and the star would be read as options behind a line's end.
    Replacement{U'\\', "\\textbackslash{}"}, Replacement{U'{', "\\{"}, Replacement{U'}', "\\}"},
    Replacement{U'$', "\\$"}, Replacement{U'&', "\\&"}, Replacement{U'#', "\\#"},
    Replacement{U'%', "\\%"}, Replacement{U'_', "\\_"}, Replacement{U'^', "\\textasciicircum{}"},
    Replacement{U'~', "\\textasciitilde{}"}, Replacement{U'<', "\\textless{}"},
    Replacement{U'>', "\\textgreater{}"}, Replacement{U'|', "\\textbar{}"},
    Replacement{U'"', "\\texttt{\\char34}"}, Replacement{U'`', "\\`{}"}, Replacement{U'[', "{[}"},
    Replacement{U']', "{]}"}, Replacement{U'*', "{*}"},
    Replacement{U'\n', "\\leavevmode\\newline\n"},
    // Typographic characters and signs.
    Replacement{U'\u00a0', "~"}, Replacement{U'\u2013', "--"}, Replacement{U'\u2014', "---"},
    Replacement{U'\u2018', "`{}"}, Replacement{U'\u2019', "'{}"}, Replacement{U'\u201c', "``{}"},
    Replacement{U'\u201d', "''{}"}, Replacement{U'\u2026', "\\dots{}"},
    Replacement{U'\u00d7', "$\\times$"}, Replacement{U'\u00f7', "$\\div$"},
    Replacement{U'\u00b7', "$\\cdot$"}, Replacement{U'\u00b1', "$\\pm$"},
    Replacement{U'\u00b0', "$^{\\circ}$"}, Replacement{U'\u00b2', "$^{2}$"},
    Replacement{U'\u00b3', "$^{3}$"}, Replacement{U'\u00b9', "$^{1}$"},
    Replacement{U'\u00b5', "$\\mu$"}, Replacement{U'\u2212', "$-$"},
    Replacement{U'\u2190', "$\\leftarrow$"}, Replacement{U'\u2192', "$\\rightarrow$"},
    Replacement{U'\u2208', "$\\in$"}, Replacement{U'\u2211', "$\\sum$"},
    Replacement{U'\u221a', "$\\surd$"}, Replacement{U'\u221e', "$\\infty$"},
    Replacement{U'\u2248', "$\\approx$"}, Replacement{U'\u2260', "$\\neq$"},
    Replacement{U'\u2264', "$\\leq$"}, Replacement{U'\u2265', "$\\geq$"},
    Replacement{U'\u2295', "$\\oplus$"}, Replacement{U'\u2299', "$\\odot$"},
    Replacement{U'\u2308', "$\\lceil$"}, Replacement{U'\u2309', "$\\rceil$"},
    Replacement{U'\u230a', "$\\lfloor$"}, Replacement{U'\u230b', "$\\rfloor$"}};

constexpr std::array<std::string_view, 25> kSmallGreek = {
    "\\alpha", "\\beta", "\\gamma", "\\delta",    "\\epsilon", "\\zeta", "\\eta",
    "\\theta", "\\iota", "\\kappa", "\\lambda",   "\\mu",      "\\nu",   "\\xi",
    "o",       "\\pi",   "\\rho",   "\\varsigma", "\\sigma",   "\\tau",  "\\upsilon",
    "\\phi",   "\\chi",  "\\psi",   "\\omega"};
constexpr std::array<std::string_view, 25> kCapitalGreek = {
    "A",       "B",        "\\Gamma",   "\\Delta", "E",    "Z",     "H",      "\\Theta", "I",
    "K",       "\\Lambda", "M",         "N",       "\\Xi", "O",     "\\Pi",   "P",       "",
    "\\Sigma", "T",        "\\Upsilon", "\\Phi",   "X",    "\\Psi", "\\Omega"};

/// Letters with the accents that pdflatex knows in its default encoding.
bool is_latin_letter(char32_t c) {
  constexpr std::u32string_view kMissing = U"ÐÞðþ×÷ĄąĐđĘęĦħĮįĸĿŀŉŊŋŦŧŲų";
  return c >= 0xc0 && c < 0x17f && kMissing.find(c) == std::u32string_view::npos;
}

std::string greek(char32_t c) {
  const bool small = c >= 0x3b1 && c <= 0x3c9;
  if (!small && (c < 0x391 || c > 0x3a9 || c == 0x3a2)) return "";
  return fmt::format("${}$", small ? kSmallGreek[c - 0x3b1] : kCapitalGreek[c - 0x391]);
}

std::string character_latex(char32_t c, std::string_view bytes) {
  const auto* known = std::find_if(kReplacements.begin(), kReplacements.end(),
                                   [&](const Replacement& entry) { return entry.character == c; });
  if (known != kReplacements.end()) return std::string(known->latex);
  if (c < 0x80 || is_latin_letter(c)) return std::string(bytes);
  const std::string letter = greek(c);
  return letter.empty() ? code_point(c) : letter;
}

}  // namespace

std::string code_point(char32_t character) {
  return fmt::format("\\texttt{{U+{:04X}}}\\allowbreak{{}}", static_cast<std::uint32_t>(character));
}

std::string literal(std::string_view text) {
  constexpr int kLongestWord = 30, kLongestName = 10;  // a name is broken at an underscore
  const std::string shown = printable(text, Charset::unicode);
  std::string result;
  std::string_view rest = shown;
  char32_t before = 0;
  int word = 0;
  while (!rest.empty()) {
    const auto [character, length, valid] = decode(rest);
    // Two of these in a row would make one other character.
    const bool is_ligature = character == before && std::u32string_view(U"-,'").find(character) !=
                                                        std::u32string_view::npos;
    if (is_ligature) result += "{}";
    word = character == ' ' || character == '\n' ? 0 : word + 1;
    if (word > kLongestWord && word % 5 == 0) result += "\\allowbreak{}";
    result += character_latex(character, rest.substr(0, length));
    if (word > kLongestName && character == '_') result += "\\allowbreak{}";
    before = character;
    rest.remove_prefix(length);
  }
  return result;
}

std::string plain_string(std::string_view text, Charset charset) {
  const std::string shown = on_one_line(std::string(text));
  std::string result;
  for (std::string_view rest = shown; !rest.empty();) {
    const auto [character, length, valid] = decode(rest);
    const std::string_view bytes = rest.substr(0, length);
    rest.remove_prefix(length);
    if (charset == Charset::unicode && valid && is_latin_letter(character)) {
      result += bytes;
      continue;
    }
    for (const char c : printable(bytes, Charset::ascii)) {
      if (c == '\\') {
        result += "\\textbackslash{}";
      } else if (c == '~' || c == '^') {
        result += c == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}";
      } else {
        if (std::string_view("{}$&#%_").find(c) != std::string_view::npos) result += '\\';
        result += c;
      }
    }
  }
  return result;
}

std::string own_words(std::string_view text, bool& quoted) {
  std::string result;
  while (true) {
    const size_t mark = text.find('"');
    result += literal(text.substr(0, mark));
    if (mark == std::string_view::npos) return result;
    quoted = !quoted;
    result += quoted ? "``" : "''";
    text.remove_prefix(mark + 1);
  }
}

std::string in_line(const std::string& math) { return "$" + math + "$"; }

std::string number_latex(const Number& number, const NotationOptions& options) {
  const Shown shown = show_number(number, options);
  return in_line((shown.exact ? "" : "\\approx ") + math_latex(shown.ink));
}

namespace {

struct SpanLatex {
  const NotationOptions& options;
  bool quoted = false;

  std::string operator()(std::string_view words) { return own_words(words, quoted); }
  std::string operator()(const Number& number) const { return number_latex(number, options); }
  std::string operator()(const Symbol& symbol) const {
    return in_line(math_latex(Ink{Kind::symbol, {}, symbol, {}}));
  }
  std::string operator()(const Term& term) const {
    return in_line(math_latex(show_names(term, options).ink));
  }
  std::string operator()(const Shape& shape) const { return in_line(shape_latex(shape)); }
  std::string operator()(Verdict verdict) const {
    return fmt::format("\\textbf{{{}}}", words_for(verdict));
  }
};

}  // namespace

std::string prose_latex(const Prose& prose, const NotationOptions& options) {
  std::string text;
  SpanLatex writer{options};
  for (const Span& span : prose.spans) text += std::visit(writer, span);
  return text;
}

}  // namespace cnnsolve
