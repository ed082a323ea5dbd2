// Results worked out again with something changed in how they were made: a student's own earlier
// value put in, or one slip in a formula.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory_resource>
#include <optional>
#include <unordered_map>
#include <vector>

#include "math/term.h"

namespace cnnsolve {

/// What takes the place of a node, given as it was and with its operands worked out again; nothing
/// where it stays. The formula behind a result counts as its operand.
using Change = std::function<std::optional<Term>(const Term& original, const Term& reworked)>;

/// Applies one change to any number of terms. What they share is worked out again only once.
class Rework {
 public:
  /// Whether a term is left as it is but for the change of it itself, whatever stands behind it.
  using Stop = std::function<bool(const Term&)>;

  explicit Rework(Change change, Stop stop = {})
      : change_(std::move(change)), stop_(std::move(stop)) {}

  Term operator()(const Term& term);

 private:
  Term with_reworked_operands(const Term& term);

  Change change_;
  Stop stop_;
  // Most changes are made to little, and many are made.
  std::array<std::byte, 4096> room_;
  std::pmr::monotonic_buffer_resource memory_{room_.data(), room_.size()};
  std::pmr::unordered_map<const Node*, Term> done_{&memory_};
  std::pmr::vector<Term> kept_{&memory_};  ///< so that no address in done_ is used a second time
};

}  // namespace cnnsolve
