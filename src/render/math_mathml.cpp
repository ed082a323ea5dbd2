#include "render/math_mathml.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/read_number.h"
#include "render/charset.h"
#include "render/math_text.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

std::string element(std::string_view name, std::string_view content) {
  return fmt::format("<{0}>{1}</{0}>", name, content);
}

std::string sign(std::string_view character) { return element("mo", character); }

/// A sign of its own height: Chromium leaves a gap beside one that might be stretched.
std::string small_sign(std::string_view character) {
  return fmt::format("<mo stretchy=\"false\">{}</mo>", character);
}

/// The parts, which MathML takes as one only inside an <mrow>.
std::string row(std::string_view content) { return element("mrow", content); }

bool is_letter(char c) { return !is_digit(c) && !(0 < c && c < 'A'); }

/// "out", "1" and "(i)" as the words, numbers and signs they are made of.
std::string script(std::string_view text) {
  std::string result;
  size_t pieces = 0;
  for (size_t at = 0; at < text.size(); ++pieces) {
    const size_t first = at++;
    const auto run = [&](auto is_like) {
      while (at < text.size() && is_like(text[at])) ++at;
      return markup(text.substr(first, at - first));
    };
    if (is_digit(text[first])) {
      result += element("mn", run(is_digit));
    } else if (is_letter(text[first])) {
      result += element("mi", run(is_letter));
    } else {
      result += small_sign(text[first] == '-' ? "−" : markup(text.substr(first, 1)));
    }
  }
  return pieces == 1 ? result : row(result);
}

std::string with_hat(std::string_view letter) {
  return fmt::format("<mover accent=\"true\"><mi>{}</mi>{}</mover>", letter, small_sign("^"));
}

std::string base(std::string_view name) {
  if (name == "x̂") return with_hat("x");
  if (name == "X̂") return with_hat("X");
  if (name == "F(x, {Wᵢ})") {
    return row("<mi>F</mi>" + small_sign("(") + "<mi>x</mi><mo>,</mo>" + small_sign("{") +
               "<msub><mi>W</mi><mi>i</mi></msub>" + small_sign("}") + small_sign(")"));
  }
  return element("mi", markup(name));
}

std::string symbol(const Symbol& symbol) {
  std::string name = base(symbol.base);
  const bool low = !symbol.subscript.empty();
  const bool high = !symbol.superscript.empty();
  if (low && high) {
    return element("msubsup", name + script(symbol.subscript) + script(symbol.superscript));
  }
  if (low) return element("msub", name + script(symbol.subscript));
  if (high) return element("msup", name + script(symbol.superscript));
  return name;
}

std::string joined(const std::vector<Ink>& parts, std::string_view separator) {
  std::string result = math_mathml(parts[0]);
  for (size_t i = 1; i < parts.size(); ++i) result.append(separator).append(math_mathml(parts[i]));
  return result;
}

/// Whether it is higher than one line of letters.
bool is_tall(const Ink& ink) {
  return ink.kind == Kind::fraction || ink.kind == Kind::column || ink.kind == Kind::series ||
         std::any_of(ink.parts.begin(), ink.parts.end(), is_tall);
}

/// The parts, with commas between them, between two signs as high as they are.
std::string fenced(std::string_view before, const std::vector<Ink>& parts, std::string_view after) {
  const bool tall = std::any_of(parts.begin(), parts.end(), is_tall);
  const auto fence = tall ? sign : small_sign;
  return row(fence(before) + joined(parts, sign(",")) + fence(after));
}

std::string column(const std::vector<Ink>& parts) {
  std::string rows;
  for (const Ink& part : parts) {
    const std::string cell = part.kind == Kind::ellipsis ? element("mi", "⋮") : math_mathml(part);
    rows += element("mtr", element("mtd", cell));
  }
  return row(sign("(") + element("mtable", rows) + sign(")"));
}

std::string scientific(const Ink& ink) {
  const std::string digits = element("mn", ink.parts[1].text);
  const std::string exponent = ink.text.empty() ? digits : row(sign("−") + digits);
  return row(math_mathml(ink.parts[0]) + sign("×") + element("msup", "<mn>10</mn>" + exponent));
}

std::string series(const Ink& summand, const Ink& count) {
  return row("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow>" +
             math_mathml(count) + "</munderover>" + math_mathml(summand));
}

}  // namespace

std::string markup(std::string_view words) {
  std::string result;
  for (const char c : printable(words, Charset::unicode)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string math_mathml(const Ink& ink) {
  const std::vector<Ink>& parts = ink.parts;
  switch (ink.kind) {
    case Kind::numeral:
      return element("mn", grouped(ink.text));
    case Kind::scientific:
      return scientific(ink);
    case Kind::symbol:
      return symbol(ink.symbol);
    case Kind::word:
      return element("mtext", markup(ink.text));
    case Kind::sum:
      return row(joined(parts, sign("+")));
    case Kind::difference:
      return row(joined(parts, sign("−")));
    case Kind::product:
      return row(joined(parts, sign("·")));
    case Kind::entrywise:
      return row(joined(parts, sign("⊙")));
    case Kind::juxtaposed:
      return row(joined(parts, sign("&#x2062;")));
    case Kind::quotient:
      return row(joined(parts, sign("/")));
    case Kind::fraction:
      return element("mfrac", joined(parts, ""));
    case Kind::negative:
      return row("<mo form=\"prefix\">−</mo>" + math_mathml(parts[0]));
    case Kind::power:
      return element("msup", joined(parts, ""));
    case Kind::root:
      return element("msqrt", math_mathml(parts[0]));
    case Kind::floor:
      return fenced("⌊", parts, "⌋");
    case Kind::ceiling:
      return fenced("⌈", parts, "⌉");
    case Kind::maximum:
      return row("<mi>max</mi><mo>&#x2061;</mo>" + fenced("(", parts, ")"));
    case Kind::parentheses:
      return fenced("(", parts, ")");
    case Kind::series:
      return series(parts[0], parts[1]);
    case Kind::column:
      return column(parts);
    case Kind::row:
      return fenced("(", parts, ")");
    case Kind::ellipsis:
      return element("mi", "…");
  }
  return {};
}

}  // namespace cnnsolve
