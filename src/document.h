// A solution as a small tree, before any format: what is said, not how it looks.
//
// It holds terms and numbers, not strings of digits, so that every format writes the same numbers
// in its own notation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "math/matrix.h"
#include "math/term.h"

namespace cnnsolve {

/// Height × width × channels and the like.
using Shape = std::vector<Number>;

/// How an answer was judged; formats give it its colour.
enum class Verdict : std::uint8_t { correct, partial, incorrect, invalid, missing };

inline std::string_view words_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::correct:
      return "correct";
    case Verdict::partial:
      return "partly correct";
    case Verdict::incorrect:
      return "incorrect";
    case Verdict::invalid:
      return "not readable";
    case Verdict::missing:
      return "missing";
  }
  return {};
}

/// Its name in data, which stays as it is.
inline std::string_view code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::correct:
      return "correct";
    case Verdict::partial:
      return "partial";
    case Verdict::incorrect:
      return "incorrect";
    case Verdict::invalid:
      return "invalid";
    case Verdict::missing:
      return "missing";
  }
  return {};
}

/// A piece of prose: words, a value, a symbol, an expression by its names, a shape, or a verdict.
/// Most words are the program's own, which outlive every document and needn't be copied.
using Span = std::variant<std::string, std::string_view, Number, Symbol, Term, Shape, Verdict>;

/// The words of a span, or nothing where it is something else.
inline std::optional<std::string_view> words_of(const Span& span) {
  if (const auto* own = std::get_if<std::string_view>(&span)) return *own;
  if (const auto* text = std::get_if<std::string>(&span)) return *text;
  return std::nullopt;
}

struct Prose {
  std::vector<Span> spans;
};

/// A number of things, with the noun in the singular or plural: "1 filter", "28 filters".
struct Counted {
  Number number;
  std::string_view noun;
};

// What a piece of prose is made of, added at its end.
inline void append(Prose& prose, std::string_view words) {
  prose.spans.emplace_back(std::string(words));
}
inline void append(Prose& prose, const char* own_words) {
  prose.spans.emplace_back(std::string_view(own_words));
}
inline void append(Prose& prose, const Number& number) { prose.spans.emplace_back(number); }
inline void append(Prose& prose, std::integral auto whole) {
  prose.spans.emplace_back(Number(whole));
}
inline void append(Prose& prose, const Symbol& symbol) { prose.spans.emplace_back(symbol); }
inline void append(Prose& prose, const Term& term) { prose.spans.emplace_back(term); }
inline void append(Prose& prose, const Shape& shape) { prose.spans.emplace_back(shape); }
inline void append(Prose& prose, Verdict verdict) { prose.spans.emplace_back(verdict); }
inline void append(Prose& prose, const Counted& counted) {
  append(prose, counted.number);
  append(prose, std::string(" ") + std::string(counted.noun) + (counted.number == 1 ? "" : "s"));
}
inline void append(Prose& prose, const Prose& part) {
  prose.spans.insert(prose.spans.end(), part.spans.begin(), part.spans.end());
}

/// Prose from its parts: prose("There are ", 28, " filters of shape ", shape, ".").
template <class... Parts>
Prose prose(const Parts&... parts) {
  Prose result;
  result.spans.reserve(sizeof...(parts));
  (append(result, parts), ...);
  return result;
}

/// "height", "height and width", "depth, height and width"; with another word for "and".
inline std::string join(const std::vector<std::string>& words, std::string_view last = "and") {
  std::string text = words[0];
  for (size_t i = 1; i < words.size(); ++i) {
    const bool is_last = i + 1 == words.size();
    text += (is_last ? " " + std::string(last) + " " : ", ") + words[i];
  }
  return text;
}

/// A quantity worked out: its symbol, and the formula whose numbers and result are shown.
struct Equation {
  std::string name;  ///< e.g. "output_height"
  Symbol symbol;
  Term formula;
  bool shows_formula = true;  ///< false where the formula line stands elsewhere already
  /// Whether a rounded result has so many digits that nobody takes it for a whole number.
  bool shows_fraction = false;
};

/// A relation between symbols that has no numbers of its own, such as y = F(x, {Wᵢ}) + x.
struct Identity {
  Symbol symbol;
  Term expression;
};

/// A matrix or, with one column, a vector, and its name.
struct MatrixBlock {
  Symbol symbol;
  Matrix<Number> matrix;
  bool wants_decimals = true;  ///< beside fractions and surds; a given matrix stays as it was given
};

struct Table {
  std::vector<Prose> header;  ///< empty where none is needed
  std::vector<std::vector<Prose>> rows;
};

/// A residual block drawn: two paths from the input to the sum.
struct BlockFigure {
  /// An operation, in one to four short lines, and the shape that leaves it.
  struct Box {
    std::vector<Prose> label;
    Shape output;
  };
  Shape input;
  std::vector<Box> main = {};
  std::vector<Box> skip = {};  ///< empty for a shortcut that only copies
  Shape output = {};           ///< empty where the two paths can't be added
};

/// The places of each spatial axis, and what moves over them at its first and its last position.
struct LayerFigure {
  /// A filter or a pool's window that reads the input, or a filter that writes to the output.
  enum class Motion : std::uint8_t { filter_reads, pool_reads, filter_writes };
  struct Axis {
    std::string name;  ///< "height", or "height and width" where they are alike
    Number padding_before;
    Number input;  ///< places between the padding: of the output where a filter writes
    Number padding_after;
    Number kernel;  ///< the places it spans
    Number last;    ///< where its last position begins, from 0
    Number unread;  ///< places at the end of the padded axis

    /// Whether there is padding that isn't unread.
    bool shows_padding() const {
      return !padding_before.is_zero() || (!padding_after.is_zero() && unread < padding_after);
    }
  };
  std::vector<Axis> axes;
  Shape input;
  Shape filter;
  Shape output;
  Motion motion = Motion::filter_reads;
};

/// What the parts of a layer's figure are called.
struct LayerFigureWords {
  std::string_view mover, places, padding, unread;
};
inline LayerFigureWords words_for(LayerFigure::Motion motion) {
  switch (motion) {
    case LayerFigure::Motion::filter_reads:
      break;
    case LayerFigure::Motion::pool_reads:
      return {"window", "input", "padding", "never read"};
    case LayerFigure::Motion::filter_writes:
      return {"filter", "output", "cut off", "never written"};
  }
  return {"filter", "input", "padding", "never read"};
}

/// The examples of each unit as points on a line, stage below stage, all lines to one scale.
struct PointsFigure {
  struct Line {
    std::string label;           ///< "before", "normalised", "output"
    std::vector<Number> values;  ///< undefined ones have no point
  };
  struct Unit {
    std::string name;
    std::vector<Line> lines;
  };
  std::vector<Unit> units;
};

/// Counts side by side, each as a bar: how many papers reached so many points.
struct BarsFigure {
  struct Bar {
    std::string label;  ///< no two are the same
    Number count;       ///< whole and not negative
  };
  std::string title;  ///< empty where none is needed
  std::vector<Bar> bars;
};

/// What the first number of each layer sees of a network's input, along an axis.
struct FieldsFigure {
  struct Field {
    std::string label;  ///< "layer 3"
    Number first;       ///< place of the input, from 0; in the padding before it is below
    Number places;
  };
  std::string axis;   ///< "the height", or "each axis" where they are alike
  Number input = {};  ///< places of the input
  std::vector<Field> fields = {};
  bool are_some = false;  ///< whether there are more
};
inline std::string title_of(const FieldsFigure& figure) {
  return std::string("Seen by the first number of ") +
         (figure.are_some ? "some layers" : "a layer") + ", along " + figure.axis;
}

using Figure = std::variant<BlockFigure, LayerFigure, PointsFigure, BarsFigure, FieldsFigure>;

using Block = std::variant<Prose, Equation, Identity, MatrixBlock, Table, Figure>;

struct Section {
  enum class Role : std::uint8_t {
    part,  ///< a question's part, or the table of what is given
    step,
    idea  ///< the thought behind a step: only in the most detailed form
  };
  Role role = Role::part;
  std::string title = {};
  std::vector<Block> blocks = {};
  std::vector<Section> sections = {};
  /// The final answer of the part: a sentence, and the matrix that it speaks of. Empty where it has
  /// none.
  std::vector<Block> answer = {};
};

/// The worked solution of one problem.
struct Document {
  std::string title = {};
  std::vector<std::string> question = {};  ///< the author's text, a paragraph each
  std::vector<Section> sections = {};
};

}  // namespace cnnsolve
