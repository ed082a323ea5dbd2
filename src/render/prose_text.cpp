#include "render/prose_text.h"

#include "render/math_text.h"

namespace cnnsolve {
namespace {

struct SpanText {
  Charset charset;
  const NotationOptions& options;

  std::string operator()(const std::string& words) const { return printable(words, charset); }
  std::string operator()(const Number& number) const {
    return number_text(number, charset, options);
  }
  std::string operator()(const Symbol& symbol) const {
    return math_text(Ink{Ink::Kind::symbol, {}, symbol, {}}, charset);
  }
  std::string operator()(const Term& term) const {
    return math_text(show_names(term, options).ink, charset);
  }
  std::string operator()(const Shape& shape) const { return shape_text(shape, charset); }
};

}  // namespace

std::string number_text(const Number& number, Charset charset, const NotationOptions& options) {
  const Shown shown = show_number(number, options);
  const std::string text = math_text(shown.ink, charset);
  return shown.exact ? text : printable("≈\u00a0", charset) + text;
}

std::string prose_text(const Prose& prose, Charset charset, const NotationOptions& options) {
  std::string text;
  for (const Span& span : prose.spans) text += std::visit(SpanText{charset, options}, span);
  return text;
}

}  // namespace cnnsolve
