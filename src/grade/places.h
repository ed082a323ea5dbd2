// The places of entries in a vector or a matrix, in words.
#pragma once

#include <string>
#include <vector>

namespace cnnsolve {

/// "row 1 column 2, row 3 and row 4 column 1" where the third row is there as a whole; "entry 2" of
/// a vector; "height and width" of a volume with three sizes. `entries` are counted from 0 in
/// reading order, and none is there twice; beyond six places the others are only counted.
std::string matrix_places(const std::vector<size_t>& entries, size_t columns);
std::string vector_places(const std::vector<size_t>& entries);
std::string size_places(const std::vector<size_t>& entries, size_t sizes);

}  // namespace cnnsolve
