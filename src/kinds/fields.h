// What a problem's fields are made of. Each kind describes its fields once, in a function
//
//   template <class Form> void describe(Form& form, Kind& problem);
//
// which names every field to a form: the flags, the readers of JSON, the careful one and the quick
// one, the schema, the table of what is given.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "math/matrix.h"
#include "math/number.h"
#include "math/term.h"

namespace cnnsolve {

struct Field {
  std::string_view name;           ///< in JSON; the flag is --name with dashes for underscores
  const Symbol* symbol = nullptr;  ///< in formulas; null where it has none
  std::string_view help;           ///< one line
  bool required = false;
  Whole at_least = 1;                                      ///< for whole numbers
  bool not_negative = false;                               ///< for other numbers
  size_t most_items = std::numeric_limits<size_t>::max();  ///< of a list of objects
  bool quiet = false;           ///< left out of the table of givens while it is `at_least`, or no
  bool may_be_unknown = false;  ///< "?" may stand for it, where a layer is asked backwards
};

/// The largest size or count a problem may state. Results are exact beyond it.
inline constexpr Whole kLargestWhole = 1'000'000'000'000'000;

/// Of a network, and of a block in it.
inline constexpr size_t kMostLayers = 10'000;

/// Stands for what is to be found.
inline constexpr Whole kUnknown = -1;
inline constexpr std::string_view kUnknownText = "?";

/// The output that a layer is to give.
struct WantedOutput {
  enum class Mode : std::uint8_t { none, sizes, same_as_input };
  Mode mode = Mode::none;
  std::vector<Whole> sizes = {};  ///< as an input's, or without the channels

  bool operator==(const WantedOutput&) const = default;
};
inline constexpr std::string_view kSameAsInput = "same as input";

/// One whole number for all spatial axes, or one an axis.
struct PerAxis {
  std::vector<Whole> values;

  Whole at(size_t axis) const { return values.size() == 1 ? values[0] : values[axis]; }
  bool is_one() const {
    return std::all_of(values.begin(), values.end(), [](Whole value) { return value == 1; });
  }
  bool operator==(const PerAxis&) const = default;
};

inline constexpr std::string_view kSamePadding = "same";
inline constexpr std::string_view kValidPadding = "valid";

struct Padding {
  enum class Mode : std::uint8_t { numbers, same, valid };
  Mode mode = Mode::numbers;
  /// Before and after: one pair for all spatial axes, or one an axis.
  std::vector<std::array<Whole, 2>> pairs = {{0, 0}};

  const std::array<Whole, 2>& at(size_t axis) const { return pairs[pairs.size() == 1 ? 0 : axis]; }
  bool operator==(const Padding&) const = default;
};

/// A mistake in a problem whose fields are each well formed, by the field's path: "kernel",
/// "layers/1/groups".
struct FieldMistake {
  std::string path;
  std::string what;
};

/// Adds further mistakes behind the others.
inline void add(std::vector<FieldMistake>& mistakes, std::vector<FieldMistake> more) {
  mistakes.insert(mistakes.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

}  // namespace cnnsolve
