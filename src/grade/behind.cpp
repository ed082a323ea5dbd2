#include "grade/behind.h"

#include <set>
#include <unordered_set>
#include <utility>

namespace cnnsolve {
namespace {

/// Finds the answers with something inexact that stands behind the wrong entries of another.
class Behind {
 public:
  Behind(const TypedResult& answer, const std::vector<TypedResult>& others,
         const RightResults& right, const InexactResults& inexact)
      : answer_(answer), others_(others), right_(right), inexact_(inexact) {}

  /// Their places, in ascending order.
  std::vector<size_t> run() && {
    for (const Working& working : answer_.right->workings) {
      for (const size_t entry : answer_.wrong) {
        const Node& node = working[entry].node();
        note(node);
        seen_.insert(&node);
        look_into(node, 0);
      }
    }
    size_t next = 0;
    while (next < open_.size()) {
      const auto [node, passed] = open_[next++];
      const bool is_inexact = note(*node);
      // Behind a few of a student's own values nothing is worked on with.
      constexpr int kMostPassed = 4;
      if (right_.contains(node) || (is_inexact && passed == kMostPassed)) continue;
      look_into(*node, passed + (is_inexact ? 1 : 0));
    }
    return {found_.begin(), found_.end()};
  }

 private:
  bool note(const Node& node) {
    const auto at = inexact_.find(&node);
    if (at == inexact_.end()) return false;
    for (const size_t index : at->second) {
      const bool is_own = others_[index].right == answer_.right;
      if (!is_own || builds_on_itself(*answer_.right)) found_.insert(index);
    }
    return true;
  }
  void look_into(const Node& node, int passed) {
    for (const Term& operand : node.operands) {
      const Node& inside = operand.node();
      if (seen_.insert(&inside).second) open_.emplace_back(&inside, passed);
    }
  }

  const TypedResult& answer_;
  const std::vector<TypedResult>& others_;
  const RightResults& right_;
  const InexactResults& inexact_;
  std::unordered_set<const Node*> seen_;
  std::vector<std::pair<const Node*, int>> open_;
  std::set<size_t> found_;
};

}  // namespace

std::vector<size_t> answers_behind(const TypedResult& answer,
                                   const std::vector<TypedResult>& others,
                                   const RightResults& right, const InexactResults& inexact) {
  return Behind(answer, others, right, inexact).run();
}

}  // namespace cnnsolve
