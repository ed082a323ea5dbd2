#pragma once
// The middle of several measurements, which one slow run doesn't move.

#include <algorithm>
#include <vector>

namespace bench {

/// `values` must not be empty.
inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace bench
