#include "grade/handed_on.h"

#include <algorithm>
#include <cstdlib>

namespace cnnsolve {
namespace {

/// Whether a layer's shape comes before another's, which may keep some of its sizes.
bool is_earlier_shape(const Answer& earlier, const Answer& later) {
  const auto number_of = [](const Answer& answer) {
    const bool is_shape = answer.name.starts_with(kOneShape);
    return is_shape ? std::strtol(answer.name.c_str() + kOneShape.size(), nullptr, 10) : 0L;
  };
  return number_of(earlier) > 0 && number_of(earlier) < number_of(later);
}

/// Whether a block's output is as large as what leaves this path. Where the other path is answered
/// too, the two must be equal: else there is no sum.
bool is_path_to(const Answer& output, const TypedResult& path,
                const std::vector<TypedResult>& others) {
  if (output.name != "output" || path.right->name != kMainOutput) return false;
  return std::all_of(others.begin(), others.end(), [&](const TypedResult& other) {
    return other.right->name != kSkipOutput ||
           std::equal(
               other.typed.entries.begin(), other.typed.entries.end(), path.typed.entries.begin(),
               path.typed.entries.end(),
               [](const TypedNumber& a, const TypedNumber& b) { return a.value == b.value; });
  });
}

}  // namespace

bool is_size_of(const Answer& volume, const Answer& size) {
  if (!std::holds_alternative<Volume>(volume.value) || volume.workings.empty()) return false;
  if (!std::holds_alternative<Number>(size.value) || size.workings.empty()) return false;
  const Working& sizes = volume.workings[0];
  return std::any_of(sizes.begin(), sizes.end(),
                     [&](const Term& each) { return &each.node() == &size.workings[0][0].node(); });
}

bool is_handed_on(const TypedResult& earlier, const Answer& later,
                  const std::vector<TypedResult>& others) {
  return is_earlier_shape(*earlier.right, later) || is_path_to(later, earlier, others) ||
         is_size_of(later, *earlier.right);
}

bool are_made_alike(const Term& a, const Term& b) {
  const Node& x = a.node();
  const Node& y = b.node();
  return x.op == y.op && x.value == y.value &&
         std::equal(x.operands.begin(), x.operands.end(), y.operands.begin(), y.operands.end(),
                    are_made_alike);
}

}  // namespace cnnsolve
