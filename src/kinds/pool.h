// A pooling layer: what volume leaves it. It has nothing to learn.
#pragma once

#include "kinds/layer_outcome.h"
#include "kinds/window.h"
#include "plain_answers.h"

namespace cnnsolve {

/// What is said of a pool without a stride.
inline constexpr const char* kStrideIsKernel =
    "The stride isn't given. For pooling it is then the size of the kernel.";

struct Pool {
  enum class Mode : std::uint8_t { max, average };
  Mode mode = Mode::max;
  Window window = {.kernel = {}, .stride = {}};  ///< without strides they are the kernel's sizes

  bool operator==(const Pool&) const = default;
};

struct PoolLayer {
  std::vector<Whole> input;  ///< as a ConvLayer's
  Pool pool;

  bool operator==(const PoolLayer&) const = default;
};

inline constexpr std::array<std::string_view, 2> kPoolModeNames = {"max", "average"};

template <class Form>
void describe(Form& form, Pool& pool) {
  form.choice({.name = "mode", .help = "what is kept of a window"}, kPoolModeNames, pool.mode);
  form.field({.name = "kernel",
              .symbol = &symbols::kernel,
              .help = "size of the window: one number, or one per spatial axis",
              .required = true,
              .may_be_unknown = true},
             pool.window.kernel);
  form.field({.name = "stride",
              .symbol = &symbols::stride,
              .help = "step of the window; the size of the kernel where it is left out",
              .may_be_unknown = true},
             pool.window.stride);
  form.field({.name = "padding",
              .symbol = &symbols::padding,
              .help = "places at each end of an axis; before:after where the ends differ; same; "
                      "valid",
              .at_least = 0,
              .may_be_unknown = true},
             pool.window.padding);
  form.field({.name = "dilation",
              .symbol = &symbols::dilation,
              .help = "distance between neighbouring places of the window",
              .quiet = true,
              .may_be_unknown = true},
             pool.window.dilation);
  form.field(
      {.name = "ceil", .help = "round up: a last window may reach over the end", .quiet = true},
      pool.window.ceil);
}

/// All that is said of the layer but its input.
template <class Form>
void describe_settings(Form& form, PoolLayer& layer) {
  describe(form, layer.pool);
}

template <class Form>
void describe(Form& form, PoolLayer& layer) {
  form.field({.name = "input",
              .help = "size of the input, channels last",
              .required = true,
              .may_be_unknown = true},
             layer.input);
  describe_settings(form, layer);
}

/// The pool with its strides.
Pool written_out(Pool pool);

/// What forbids this pool, written out, on an input of this shape; `prefix` leads the paths.
std::vector<FieldMistake> check(const Pool& pool, const Shape& input, std::string_view prefix);
/// What makes a layer of well-formed fields impossible.
std::vector<FieldMistake> check(const PoolLayer& layer);

/// Whether the windows fit, however much padding they lie on: wrong answers may take too much.
bool is_possible(const PoolLayer& layer);

/// The heading of its solution.
std::string title_of(const PoolLayer&);

/// The layer has passed check().
Solution solve(const PoolLayer& layer);
/// The same answers and workings, without the words.
std::vector<Answer> worked_answers(const PoolLayer& layer);
/// The answers alone, without their derivation. The layer has passed check().
void answer(const PoolLayer& layer, PlainAnswers& answers);

/// What the layer makes of an `input` of these sizes, in place of its own. `index` marks its
/// results: "3" gives H₃. As all functions over N here, it is there for Term and Number.
template <class N>
LayerOutcome<N> pass(const PoolLayer& layer, const std::vector<N>& input, const std::string& index);

}  // namespace cnnsolve
