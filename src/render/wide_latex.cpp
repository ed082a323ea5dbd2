#include "render/wide_latex.h"

#include <algorithm>
#include <numeric>

#include "render/charset.h"
#include "render/math_latex.h"
#include "render/math_text.h"

namespace cnnsolve {
namespace {

using Kind = Ink::Kind;

constexpr double kOperator = 2.5;
constexpr double kScript = 0.75;

double widths(const std::vector<Ink>& parts, double between) {
  return std::accumulate(parts.begin(), parts.end(),
                         between * static_cast<double>(parts.size() - 1),
                         [](double sum, const Ink& part) { return sum + math_width(part); });
}

double widest(const std::vector<Ink>& parts) {
  double most = 0;
  for (const Ink& part : parts) most = std::max(most, math_width(part));
  return most;
}

/// Parts and the signs between them on as many lines as it takes.
std::string on_lines(const std::vector<Ink>& parts, const std::string& sign, double room) {
  std::string text = "\\begin{aligned} & " + fitted(parts[0], room);
  double used = math_width(parts[0]);
  for (size_t i = 1; i < parts.size(); ++i) {
    const double more = kOperator + math_width(parts[i]);
    const bool breaks = used + more > room;
    used = breaks ? more : used + more;
    text += (breaks ? " \\\\ & {}" : "") + sign + fitted(parts[i], room - kOperator);
  }
  return text + " \\end{aligned}";
}

/// A numeral of hundreds of digits.
std::string digits_on_lines(const std::string& digits, double room) {
  const std::string text = grouped(digits);
  const auto step = static_cast<size_t>(room);
  std::string result = "\\begin{aligned} & ";
  for (size_t from = 0; from < text.size(); from += step) {
    if (from > 0) result += " \\\\ & ";
    for (const char c : text.substr(from, step)) result += c == ',' ? "{,}" : std::string(1, c);
  }
  return result + " \\end{aligned}";
}

}  // namespace

double symbol_width(const Symbol& symbol) {
  const size_t scripts = std::max(width(symbol.subscript), width(symbol.superscript));
  return 1.3 * static_cast<double>(width(symbol.base)) + kScript * static_cast<double>(scripts);
}

double math_width(const Ink& ink) {
  const std::vector<Ink>& parts = ink.parts;
  switch (ink.kind) {
    case Kind::numeral:
      return static_cast<double>(grouped(ink.text).size());
    case Kind::word:
      return static_cast<double>(ink.text.size());
    case Kind::scientific:
      return math_width(parts[0]) + kOperator + 2.8 + kScript * math_width(parts[1]);
    case Kind::symbol:
      return symbol_width(ink.symbol);
    case Kind::sum:
    case Kind::difference:
    case Kind::entrywise:
      return widths(parts, kOperator);
    case Kind::product:
      return widths(parts, 1.5);
    case Kind::juxtaposed:
      return widths(parts, 0.3);
    case Kind::quotient:
      return widths(parts, 1);
    case Kind::fraction:
      return widest(parts) + 0.5;
    case Kind::power:
      return math_width(parts[0]) + kScript * math_width(parts[1]);
    case Kind::negative:
    case Kind::root:
    case Kind::floor:
    case Kind::ceiling:
    case Kind::parentheses:
      return math_width(parts[0]) + 1.8;
    case Kind::maximum:
      return widths(parts, 1) + 6;
    case Kind::series:
      return math_width(parts[0]) + 3.5;
    case Kind::column:
      return widest(parts) + 3.5;
    case Kind::row:
      return widths(parts, 1) + 1.6;
    case Kind::ellipsis:
      return 3;
  }
  return 0;
}

double math_height(const Ink& ink) {
  double most = 1, all = 0;
  for (const Ink& part : ink.parts) {
    most = std::max(most, math_height(part));
    all += math_height(part);
  }
  return ink.kind == Kind::column || ink.kind == Kind::fraction ? all : most;
}

std::string fitted(const Ink& ink, double room) {
  if (math_width(ink) <= room) return math_latex(ink);
  const std::vector<Ink>& parts = ink.parts;
  switch (ink.kind) {
    case Kind::numeral:
      return digits_on_lines(ink.text, room);
    case Kind::sum:
      return on_lines(parts, " + ", room);
    case Kind::difference:
      return on_lines(parts, " - ", room);
    case Kind::product:
      return on_lines(parts, " \\cdot ", room);
    case Kind::entrywise:
      return on_lines(parts, " \\odot ", room);
    case Kind::row:
      return "\\left(" + on_lines(parts, ",\\, ", room - 1.8) + "\\right)";
    case Kind::fraction:
      return "\\frac{" + fitted(parts[0], room - 0.5) + "}{" + fitted(parts[1], room - 0.5) + "}";
    case Kind::negative:
      return "-" + fitted(parts[0], room - 1.8);
    case Kind::root:
      return "\\sqrt{" + fitted(parts[0], room - 1.8) + "}";
    case Kind::floor:
      return "\\left\\lfloor " + fitted(parts[0], room - 1.8) + " \\right\\rfloor";
    case Kind::ceiling:
      return "\\left\\lceil " + fitted(parts[0], room - 1.8) + " \\right\\rceil";
    case Kind::parentheses:
      return "\\left(" + fitted(parts[0], room - 1.8) + "\\right)";
    case Kind::power:
      return "{" + fitted(parts[0], room - 2) + "}^{" + math_latex(parts[1]) + "}";
    default:
      return math_latex(ink);
  }
}

}  // namespace cnnsolve
