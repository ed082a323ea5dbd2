// Marks the answers to one problem.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "grade/mark.h"

namespace cnnsolve {

/// What is marked, and how many points it is worth.
struct Marked {
  std::string name;
  Number points;
};

/// What was answered, by the answers' names.
using Given = std::vector<std::pair<std::string, Value>>;

/// A mark for each of `marked`, in that order. All of `given` may be carried forward, marked or
/// not.
std::vector<Mark> grade(Suspects& suspects, const std::vector<Marked>& marked, const Given& given,
                        const GradeOptions& options);

}  // namespace cnnsolve
