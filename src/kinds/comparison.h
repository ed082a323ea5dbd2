// Two networks side by side: what they give, what they see, and what they take.
#pragma once

#include <string>
#include <string_view>

#include "kinds/network.h"

namespace cnnsolve {

/// What a comparison is called where others have their kind.
inline constexpr std::string_view kComparison = "compare";

struct ComparedNetwork {
  std::string title;  ///< the author's; may be empty
  Network network;    ///< has passed check()
};

/// Their sizes, receptive fields, parameters and operations, and the ratios of the first's to the
/// second's.
Solution compare(const ComparedNetwork& first, const ComparedNetwork& second);

}  // namespace cnnsolve
