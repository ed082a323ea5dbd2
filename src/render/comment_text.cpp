#include "render/comment_text.h"

#include "render/math_text.h"
#include "render/prose_text.h"

namespace cnnsolve {
namespace {

std::string relation_text(const Link& link, Charset charset) {
  switch (link.relation) {
    case Link::Relation::equal:
      return "= " + math_text(link.ink, charset);
    case Link::Relation::approximate:
      return printable("≈ ", charset) + math_text(link.ink, charset);
    case Link::Relation::undefined:
      return "(undefined)";
  }
  return {};
}

std::string equation_text(const Equation& equation, const RenderOptions& options) {
  const Chain chain = work_through(equation, options.notation());
  std::string text = math_text(chain.symbol, options.charset);
  for (const Link& link : chain.links()) text += " " + relation_text(link, options.charset);
  return text;
}

}  // namespace

std::string comment_text(const Mark& mark, const RenderOptions& options) {
  std::string text;
  const auto add = [&](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
  for (const Prose& sentence : mark.finding.sentences) {
    add(prose_text(sentence, options.charset, options.notation()));
  }
  for (const Equation& formula : mark.finding.formulas) add(equation_text(formula, options));
  return with_plain_spaces(text);
}

}  // namespace cnnsolve
