#include "render/prose_text.h"

#include "render/math_text.h"

namespace cnnsolve {
namespace {

/// Writes spans at the end of a text.
struct SpanText {
  std::string& text;
  Charset charset;
  const NotationOptions& options;

  void operator()(std::string_view words) const { append_printable(text, words, charset); }
  void operator()(const Number& number) const {
    const Shown shown = show_number(number, options);
    if (!shown.exact) append_printable(text, "≈\u00a0", charset);
    append_math(text, shown.ink, charset);
  }
  void operator()(const Symbol& symbol) const {
    append_math(text, Ink{Ink::Kind::symbol, {}, symbol, {}}, charset);
  }
  void operator()(const Term& term) const {
    append_math(text, show_names(term, options).ink, charset);
  }
  void operator()(const Shape& shape) const { append_shape(text, shape, charset); }
  void operator()(Verdict verdict) const { text += words_for(verdict); }
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
  std::string text;
  SpanText{text, charset, options}(number);
  return text;
}

std::string prose_text(const Prose& prose, Charset charset, const NotationOptions& options) {
  std::string text;
  for (const Span& span : prose.spans) std::visit(SpanText{text, charset, options}, span);
  return text;
}

std::string span_text(const Span& span, Charset charset, const NotationOptions& options) {
  std::string text;
  std::visit(SpanText{text, charset, options}, span);
  return text;
}

std::string signed_words(Verdict verdict, Charset charset) {
  const std::string words(words_for(verdict));
  return charset == Charset::ascii ? words : std::string(sign_of(verdict)) + "\u00a0" + words;
}

}  // namespace cnnsolve
