// Which mistake makes exactly the value that was answered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grade/mark.h"

namespace cnnsolve {

/// The wrong entries of an answer of numbers: what was typed, and what is right.
struct WrongEntries {
  const Answer& right;  ///< its workings may take some results as given
  const Matrix<TypedNumber>& typed;
  std::vector<size_t> entries;  ///< their places; all, where the shape is another one
  bool has_other_shape = false;
  std::vector<Number> secrets = {};  ///< formulas with such a result in them aren't shown
  /// The wrong entries of each other answer. Formulas that give another value for one that is right
  /// aren't shown.
  struct Other {
    std::string_view name;
    std::vector<size_t> wrong;
  };
  std::vector<Other> others = {};
  std::string subject = "This";  ///< of what is said: "Your "mean""
};

/// The code of what is near the answer and has no other explanation.
inline constexpr const char* kRoundedEarly = "rounded_early";

/// The first of these that gives every wrong entry: named slips (all that do), a single slip in a
/// formula, an arithmetic mistake, early rounding. Nothing where none does; never what gives the
/// right answer. Whatever is tolerated of an answer, a mistake must give exactly what was typed.
std::optional<Finding> diagnose(const WrongEntries& wrong, Suspects& suspects);

/// The named slips that give every wrong entry, in words alone.
std::optional<Finding> diagnose_by_name(const WrongEntries& wrong, Suspects& suspects);

}  // namespace cnnsolve
