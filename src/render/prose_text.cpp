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
  std::string operator()(Verdict verdict) const { return std::string(words_for(verdict)); }
};

std::string_view sign_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::correct:
      return "✓";
    case Verdict::partial:
      return "~";
    case Verdict::incorrect:
      return "✗";
    case Verdict::invalid:
      return "?";
    case Verdict::missing:
      return "–";
  }
  return {};
}

}  // namespace

std::string number_text(const Number& number, Charset charset, const NotationOptions& options) {
  const Shown shown = show_number(number, options);
  const std::string text = math_text(shown.ink, charset);
  return shown.exact ? text : printable("≈\u00a0", charset) + text;
}

std::string prose_text(const Prose& prose, Charset charset, const NotationOptions& options) {
  std::string text;
  for (const Span& span : prose.spans) text += span_text(span, charset, options);
  return text;
}

std::string span_text(const Span& span, Charset charset, const NotationOptions& options) {
  return std::visit(SpanText{charset, options}, span);
}

std::string signed_words(Verdict verdict, Charset charset) {
  const std::string words(words_for(verdict));
  return charset == Charset::ascii ? words : std::string(sign_of(verdict)) + "\u00a0" + words;
}

}  // namespace cnnsolve
