#include "render/text_figures.h"

#include <fmt/format.h>

#include <algorithm>

#include "math/decimal.h"
#include "render/drawing.h"
#include "render/lines_of_text.h"
#include "render/math_text.h"
#include "render/prose_text.h"

namespace cnnsolve {
namespace {

struct Pen {
  std::string across, down, top_left, top_right, bottom_left, bottom_right, from_above, from_below,
      plus;
};
const Pen kLines = {"─", "│", "┌", "┐", "└", "┘", "┴", "┬", "⊕"};
const Pen kAscii = {"-", "|", "+", "+", "+", "+", "+", "+", "(+)"};

std::string repeated(const std::string& piece, size_t times) {
  std::string result;
  for (size_t i = 0; i < times; ++i) result += piece;
  return result;
}

/// `text` with its middle at column `middle` of a line.
std::string at_middle(const std::string& text, size_t middle) {
  const size_t half = (width(text) - 1) / 2;
  return std::string(middle > half ? middle - half : 0, ' ') + text;
}

std::string padded(std::string text, size_t columns) {
  const size_t used = width(text);
  if (used < columns) text.append(columns - used, ' ');
  return text;
}

/// `number` is whole, though perhaps not known exactly.
size_t to_size(const Number& number) { return static_cast<size_t>(nearest_double(number)); }

size_t to_nearest(const Number& number) { return to_size(floor(number + Number(mpq_class(1, 2)))); }

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

struct Marks {
  std::string padding, input, unread, open, span, close, single;
};
const Marks kMarks = {"░", "█", "×", "├", "─", "┤", "│"};
const Marks kAsciiMarks = {".", "#", "x", "[", "-", "]", "|"};

/// Places as a row of characters: all of them or, where they are many, to scale.
class Strip {
 public:
  Strip(const Number& places, size_t room, const Marks& marks)
      : marks_(marks),
        places_(places),
        is_scaled_(Number(room) < places),
        columns_(is_scaled_ ? room : to_size(places)) {}

  bool is_scaled() const { return is_scaled_; }
  size_t columns() const { return columns_; }

  /// Each place with its mark.
  template <class MarkOf>
  std::string places(const MarkOf& mark_of) const {
    std::string drawn;
    for (size_t column = 0; column < columns_; ++column) {
      // The last column shows the last place, so that a thin border isn't lost.
      const bool is_last = column + 1 == columns_;
      drawn += mark_of(is_last ? places_ - 1 : floor(Number(column) * places_ / Number(columns_)));
    }
    return drawn;
  }

  /// So many places from one on, between ends.
  std::string interval(const Number& first, const Number& count) const {
    const size_t begin = std::min(column_of(first), columns_ - 1);
    const size_t end = std::max(begin + 1, column_of(first + count));
    const std::string before(begin, ' ');
    if (end - begin == 1) return before + marks_.single;
    return before + marks_.open + repeated(marks_.span, end - begin - 2) + marks_.close;
  }

 private:
  size_t column_of(const Number& place) const {
    return to_size(floor(place * Number(columns_) / places_));
  }

  const Marks& marks_;
  Number places_;
  bool is_scaled_;
  size_t columns_;
};

std::vector<std::string> draw_axis(const LayerFigure::Axis& axis, const LayerFigureWords& words,
                                   size_t room, Charset charset) {
  const Marks& marks = charset == Charset::unicode ? kMarks : kAsciiMarks;
  constexpr size_t kLabel = 8;
  const Number places = axis.padding_before + axis.input + axis.padding_after;
  const Strip strip(places, room > kLabel + 10 ? std::min<size_t>(room - kLabel, 60) : 10, marks);
  const auto mark_of = [&](const Number& place) -> const std::string& {
    if (!(place < places - axis.unread)) return marks.unread;
    const bool is_input =
        !(place < axis.padding_before) && place < axis.padding_before + axis.input;
    return is_input ? marks.input : marks.padding;
  };
  std::string legend = fmt::format("{} {}", marks.input, words.places);
  if (!(axis.padding_before + axis.padding_after).is_zero())
    legend += fmt::format(", {} {}", marks.padding, words.padding);
  if (axis.unread.sign() > 0) legend += fmt::format(", {} {}", marks.unread, words.unread);
  return {axis.name + (strip.is_scaled() ? ", to scale" : ""),
          padded("places", kLabel) + strip.places(mark_of),
          padded("first", kLabel) + strip.interval(0, axis.kernel),
          padded("last", kLabel) + strip.interval(axis.last, axis.kernel),
          padded("", kLabel) + legend};
}

std::vector<std::string> draw_layer(const LayerFigure& figure, size_t room, Charset charset) {
  std::vector<std::string> lines;
  for (const LayerFigure::Axis& axis : figure.axes) {
    if (!lines.empty()) lines.emplace_back();
    for (std::string& line : draw_axis(axis, words_for(figure.motion), room, charset)) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

std::vector<std::string> draw_points(const PointsFigure& figure, size_t room, Charset charset) {
  constexpr size_t kLabel = 14;
  const size_t columns = room > kLabel + 15 ? std::min<size_t>(room - kLabel, 61) : 15;
  const bool unicode = charset == Charset::unicode;
  const auto [least, most] = scale_of(figure);
  const auto column = [&, from = least, to = most](const Number& value) {
    return to_nearest((value - from) / (to - from) * Number(columns - 1));
  };
  std::vector<std::string> lines;
  for (const PointsFigure::Unit& unit : figure.units) {
    lines.push_back(unit.name);
    for (const PointsFigure::Line& line : unit.lines) {
      std::vector<std::string> cells(columns, unicode ? "─" : "-");
      cells[column(0)] = unicode ? "┼" : "+";
      for (const Number& value : line.values) {
        if (!value.is_undefined()) cells[column(value)] = unicode ? "●" : "o";
      }
      std::string drawn = padded("  " + line.label, kLabel);
      for (const std::string& cell : cells) drawn += cell;
      lines.push_back(std::move(drawn));
    }
    lines.emplace_back();
  }
  const std::string from = number_text(least, charset, {}), to = number_text(most, charset, {});
  const size_t ends = width(from) + width(to);
  lines.back() =
      std::string(kLabel, ' ') + from + std::string(columns > ends ? columns - ends : 1, ' ') + to;
  return lines;
}

/// Counts as bars, the longest as long as the room allows, each with its label and its number.
class Bars {
 public:
  Bars(const BarsFigure& figure, size_t room, Charset charset)
      : figure_(figure), room_(room), charset_(charset), most_(scale_of(figure)) {
    size_t label = 0, count = 0;
    for (const BarsFigure::Bar& bar : figure.bars) {
      label = std::max(label, width(shown(bar.label)));
      count = std::max(count, width(number_text(bar.count, charset, {})));
    }
    const size_t others = kGap + 1 + count;
    label_columns_ = std::min(label, left_of(room, others + kLeastColumns));
    bar_columns_ = std::min(kMostColumns, left_of(room, others + label_columns_));
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    if (!figure_.title.empty()) lines = wrap_anywhere(shown(figure_.title), room_);
    for (const BarsFigure::Bar& bar : figure_.bars) {
      std::vector<std::string> label = wrap_anywhere(shown(bar.label), label_columns_);
      label[0] = padded(label[0], label_columns_ + kGap) + drawn(bar.count);
      lines.insert(lines.end(), label.begin(), label.end());
    }
    return lines;
  }

 private:
  static constexpr size_t kGap = 2, kLeastColumns = 8, kMostColumns = 30;

  static size_t left_of(size_t room, size_t used) {
    return room > used + kLeastColumns ? room - used : kLeastColumns;
  }
  std::string shown(const std::string& text) const {
    return on_one_line(printable(text, charset_));
  }

  std::string drawn(const Number& count) const {
    std::string number = number_text(count, charset_, {});
    if (count.is_zero()) return number;
    const size_t columns = to_nearest(count / most_ * Number(bar_columns_));
    const Marks& marks = charset_ == Charset::unicode ? kMarks : kAsciiMarks;
    return repeated(marks.input, std::max<size_t>(columns, 1)) + " " + number;
  }

  const BarsFigure& figure_;
  size_t room_;
  Charset charset_;
  Number most_;
  size_t label_columns_ = 0, bar_columns_ = 0;
};

/// Receptive fields as intervals above the input, each with its first and its last place.
class Fields {
 public:
  Fields(const FieldsFigure& figure, size_t room, Charset charset)
      : figure_(figure),
        room_(room),
        charset_(charset),
        marks_(charset == Charset::unicode ? kMarks : kAsciiMarks),
        scale_(scale_of(figure)) {
    if (scale_.goes_on) more_ = charset == Charset::unicode ? "…" : "...";
    size_t ends = width(ends_of(0, figure.input, charset));
    for (const FieldsFigure::Field& field : figure.fields) {
      label_columns_ = std::max(label_columns_, width(field.label) + kGap);
      ends = std::max(ends, width(ends_of(field.first, field.places, charset)));
    }
    const size_t used = label_columns_ + width(more_) + kGap + ends;
    columns_ = std::min(room > used + kLeastColumns ? room - used : kLeastColumns, kMostColumns);
  }

  std::vector<std::string> lines() const {
    const Strip strip(scale_.end - scale_.first, columns_, marks_);
    std::vector<std::string> lines =
        wrap(title_of(figure_) + (strip.is_scaled() ? ", to scale" : ""), room_);
    const auto add = [&](const std::string& name, const std::string& drawn, const Number& first,
                         const Number& places) {
      lines.push_back(padded(name, label_columns_) +
                      padded(drawn, strip.columns() + width(more_) + kGap) +
                      ends_of(first, places, charset_));
    };
    for (const FieldsFigure::Field& field : figure_.fields) {
      add(field.label, strip.interval(field.first - scale_.first, field.places), field.first,
          field.places);
    }
    // An input that is thinner than a column isn't lost.
    const Number column = (scale_.end - scale_.first) / Number(strip.columns());
    const bool is_thin = figure_.input < column;
    const auto mark_of = [&](const Number& shown) {
      const Number place = shown + scale_.first;
      const bool is_input = is_thin ? place.sign() <= 0 && (place + column).sign() > 0
                                    : place.sign() >= 0 && place < figure_.input;
      return is_input ? marks_.input : marks_.padding;
    };
    add("input", strip.places(mark_of) + more_, 0, figure_.input);
    std::string legend = fmt::format("{} input", marks_.input);
    if (scale_.has_outside) legend += fmt::format(", {} outside", marks_.padding);
    lines.push_back(padded("", label_columns_) + legend);
    return lines;
  }

 private:
  static constexpr size_t kGap = 2, kLeastColumns = 10, kMostColumns = 60;

  const FieldsFigure& figure_;
  size_t room_;
  Charset charset_;
  const Marks& marks_;
  FieldsScale scale_;
  std::string more_;  ///< where the input goes on
  size_t label_columns_ = width("input") + kGap, columns_ = 0;
};

struct Draw {
  size_t room;
  Charset charset;
  std::vector<std::string> operator()(const BlockFigure& block) const {
    return draw_block(block, charset);
  }
  std::vector<std::string> operator()(const LayerFigure& layer) const {
    return draw_layer(layer, room, charset);
  }
  std::vector<std::string> operator()(const PointsFigure& points) const {
    return draw_points(points, room, charset);
  }
  std::vector<std::string> operator()(const BarsFigure& bars) const {
    return Bars(bars, room, charset).lines();
  }
  std::vector<std::string> operator()(const FieldsFigure& fields) const {
    return Fields(fields, room, charset).lines();
  }
};

}  // namespace

std::vector<std::string> draw(const Figure& figure, Charset charset, size_t room) {
  return std::visit(Draw{room, charset}, figure);
}

}  // namespace cnnsolve
