// Places drawn as rows of characters: what a filter moves over, and receptive fields.
#include <fmt/format.h>

#include <algorithm>

#include "render/drawing.h"
#include "render/text_figure_parts.h"

namespace cnnsolve {
namespace {

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
  const Marks& marks = marks_for(charset);
  constexpr size_t kLabel = 8;
  const Number places = axis.padding_before + axis.input + axis.padding_after;
  const size_t beside = room > kLabel + 10 ? room - kLabel : 10;
  const Strip strip(places, std::min<size_t>(beside, 60), marks);
  const auto mark_of = [&](const Number& place) -> const std::string& {
    if (!(place < places - axis.unread)) return marks.unread;
    const bool is_input =
        !(place < axis.padding_before) && place < axis.padding_before + axis.input;
    return is_input ? marks.input : marks.padding;
  };
  std::string legend = fmt::format("{} {}", marks.input, words.places);
  if (axis.shows_padding()) legend += fmt::format(", {} {}", marks.padding, words.padding);
  if (axis.unread.sign() > 0) legend += fmt::format(", {} {}", marks.unread, words.unread);
  std::vector<std::string> lines = {
      axis.name + (strip.is_scaled() ? ", to scale" : ""),
      padded("places", kLabel) + strip.places(mark_of),
      padded("first", kLabel) + strip.interval(0, axis.kernel),
      padded("last", kLabel) + strip.interval(axis.last, axis.kernel)};
  for (const std::string& line : wrap(legend, beside)) lines.push_back(padded("", kLabel) + line);
  return lines;
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

/// Receptive fields as intervals above the input, each with its first and its last place.
class Fields {
 public:
  Fields(const FieldsFigure& figure, size_t room, Charset charset)
      : figure_(figure),
        room_(room),
        charset_(charset),
        marks_(marks_for(charset)),
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

}  // namespace

std::vector<std::string> draw(const LayerFigure& figure, Charset charset, size_t room) {
  return draw_layer(figure, room, charset);
}
std::vector<std::string> draw(const FieldsFigure& figure, Charset charset, size_t room) {
  return Fields(figure, room, charset).lines();
}

}  // namespace cnnsolve
