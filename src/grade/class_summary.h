// What a class did well and badly.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "grade/report.h"

namespace cnnsolve {

/// A mistake of one answer, and how many made it.
struct MistakeCount {
  std::string answer;              ///< "q1.parameters"
  std::vector<std::string> codes;  ///< "bias_left_out"; several where it may be any of them
  size_t count = 0;
};

struct ClassSummary {
  Number mean;    ///< of the totals
  Number median;  ///< of the totals
  Number points;  ///< to be had
  /// How many earned up to a tenth of the points, up to two tenths, and so on.
  std::vector<size_t> tenths;
  /// Of each answer, in the order of the homework, the commonest first.
  std::vector<MistakeCount> mistakes;
};

/// `scripts` isn't empty.
ClassSummary summarise(const std::vector<MarkedScript>& scripts);

/// The same for a reader: the averages, the distribution as bars, the commonest mistakes.
Section class_summary(const std::vector<MarkedScript>& scripts);

}  // namespace cnnsolve
