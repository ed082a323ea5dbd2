// A solved homework in each format.
#pragma once

#include <string>
#include <vector>

#include "render/charset.h"
#include "render/notation.h"
#include "solution.h"

namespace cnnsolve {

/// The final answers alone; the derivation; the derivation with the ideas behind it.
enum class Detail : std::uint8_t { answers, steps, notes };

struct RenderOptions {
  Detail detail = Detail::steps;
  int digits = kDefaultDigits;  ///< significant digits of rounded decimals
  Charset charset = Charset::unicode;
  bool color = false;
  size_t width = 80;  ///< columns, for text
  bool figures = true;
  bool fragment = false;  ///< for LaTeX: without the preamble

  NotationOptions notation() const { return {.digits = digits, .stacked = false}; }
};

std::string render_text(const SolvedHomework& homework, const RenderOptions& options);
/// For GitHub, Jupyter and Obsidian: formulas between dollar signs.
std::string render_markdown(const SolvedHomework& homework, const RenderOptions& options);
/// A document for plain pdflatex, or what stands between its \begin and \end.
std::string render_latex(const SolvedHomework& homework, const RenderOptions& options);
/// One page that needs nothing else: formulas in MathML, pictures in SVG.
std::string render_html(const SolvedHomework& homework, const RenderOptions& options);

/// For a person or another program, on several lines.
std::string render_json(const SolvedHomework& homework, const RenderOptions& options);

}  // namespace cnnsolve
