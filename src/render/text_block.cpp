// A residual block drawn with characters: two paths, boxes on them, the shape at every arrow.
#include <algorithm>

#include "render/text_figure_parts.h"

namespace cnnsolve {
namespace {

struct Pen {
  std::string across, down, top_left, top_right, bottom_left, bottom_right, from_above, from_below,
      plus;
};
const Pen kLines = {"─", "│", "┌", "┐", "└", "┘", "┴", "┬", "⊕"};
const Pen kAscii = {"-", "|", "+", "+", "+", "+", "+", "+", "(+)"};

/// `text` with its middle at column `middle` of a line.
std::string at_middle(const std::string& text, size_t middle) {
  const size_t half = (width(text) - 1) / 2;
  return std::string(middle > half ? middle - half : 0, ' ') + text;
}

/// One path of a block, drawn from top to bottom round the line at `middle`.
class Path {
 public:
  Path(const std::vector<BlockFigure::Box>& boxes, const Shape& start, const Pen& pen,
       Charset charset)
      : pen_(pen), charset_(charset) {
    for (const auto& box : boxes) {
      for (const Prose& label : box.label) inside_ = std::max(inside_, width(text(label)));
      columns_ = std::max(columns_, width(shape_text(box.output, charset)));
    }
    if (boxes.empty()) columns_ = width(shape_text(start, charset));
    if (inside_ > 0) columns_ = std::max(columns_, inside_ + 4);
    columns_ |= 1;  // an odd width has a middle
    for (const auto& box : boxes) draw_box(box);
    // A path without operations carries its input along.
    last_ = shape_text(boxes.empty() ? start : boxes.back().output, charset);
  }

  size_t columns() const { return columns_; }
  size_t middle() const { return columns_ / 2; }
  size_t height() const { return lines_.size(); }
  /// The lines, made longer in the last stretch to `height` and ended by the shape that arrives.
  std::vector<std::string> lines(size_t height) const {
    std::vector<std::string> result = lines_;
    result.resize(height, at_middle(pen_.down, middle()));
    result.push_back(at_middle(last_, middle()));
    result.push_back(at_middle(pen_.down, middle()));
    return result;
  }

 private:
  std::string text(const Prose& prose) const { return prose_text(prose, charset_, {}); }

  void draw_box(const BlockFigure::Box& box) {
    const size_t inner = columns_ - 2;
    const size_t half = inner / 2;
    const auto edge = [&](const std::string& left, const std::string& joint,
                          const std::string& right) {
      return left + repeated(pen_.across, half) + joint + repeated(pen_.across, inner - half - 1) +
             right;
    };
    if (!shape_.empty()) {
      lines_.push_back(at_middle(shape_, middle()));
    }
    lines_.push_back(at_middle(pen_.down, middle()));
    lines_.push_back(edge(pen_.top_left, pen_.from_above, pen_.top_right));
    for (const Prose& label : box.label) {
      const std::string centred = at_middle(text(label), half);
      lines_.push_back(pen_.down + padded(centred, inner) + pen_.down);
    }
    lines_.push_back(edge(pen_.bottom_left, pen_.from_below, pen_.bottom_right));
    lines_.push_back(at_middle(pen_.down, middle()));
    shape_ = shape_text(box.output, charset_);
  }

  const Pen& pen_;
  Charset charset_;
  size_t inside_ = 0;
  size_t columns_ = 1;
  std::vector<std::string> lines_;
  std::string shape_;
  std::string last_;
};

std::vector<std::string> draw_block(const BlockFigure& figure, Charset charset) {
  constexpr size_t kGap = 4;
  const Pen& pen = charset == Charset::unicode ? kLines : kAscii;
  const Path main(figure.main, figure.input, pen, charset);
  const Path skip(figure.skip, figure.input, pen, charset);
  const size_t left = main.middle();
  const size_t right = main.columns() + kGap + skip.middle();
  const size_t middle = (left + right) / 2;
  const auto fork = [&](const std::string& first, const std::string& joint,
                        const std::string& last) {
    return std::string(left, ' ') + first + repeated(pen.across, middle - left - 1) + joint +
           repeated(pen.across, right - middle - 1) + last;
  };

  std::vector<std::string> lines = {at_middle(shape_text(figure.input, charset), middle),
                                    at_middle(pen.down, middle),
                                    fork(pen.top_left, pen.from_above, pen.top_right)};
  const size_t height = std::max(main.height(), skip.height());
  const std::vector<std::string> main_lines = main.lines(height);
  const std::vector<std::string> skip_lines = skip.lines(height);
  for (size_t i = 0; i < main_lines.size(); ++i) {
    lines.push_back(padded(main_lines[i], main.columns() + kGap) + skip_lines[i]);
  }
  lines.push_back(fork(pen.bottom_left, pen.from_below, pen.bottom_right));
  if (figure.output.empty()) {
    lines.push_back(at_middle("no sum: the shapes differ", middle));
  } else {
    lines.push_back(at_middle(pen.plus, middle));
    lines.push_back(at_middle(pen.down, middle));
    lines.push_back(at_middle(shape_text(figure.output, charset), middle));
  }
  return lines;
}

}  // namespace

std::vector<std::string> draw(const BlockFigure& figure, Charset charset, size_t) {
  return draw_block(figure, charset);
}

}  // namespace cnnsolve
