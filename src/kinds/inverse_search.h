// The values of a layer's unknown settings that give what is wanted.
#pragma once

#include <vector>

#include "kinds/inverse.h"

namespace cnnsolve {

struct Solutions {
  std::vector<std::vector<Whole>> rows;  ///< values of the unknowns, ascending
  bool has_more = false;                 ///< than these
  bool is_endless = false;               ///< because no number is too large
  size_t worth_listing = 0;              ///< rows; strides beyond the input make no difference
  /// Where one setting is asked and no number serves all axes: rows with one for each, ascending.
  std::vector<std::vector<Whole>> by_axis = {};
};
inline constexpr size_t kMostSolutions = 1000;
/// All that make the layer give what is wanted, up to kMostSolutions for each value of the first
/// unknown. Where unknowns depend on each other and nothing tells the first, a stride and a
/// kernel, dilated or not, are at most as long as the input with its padding, or as the output
/// where the layer is transposed or its input is asked; and the padding of one that isn't
/// transposed is less than the kernel. The task has passed check().
Solutions find_solutions(const InverseTask& task, const std::vector<Unknown>& unknowns);
/// The largest that an unknown can be with these values of all others; nothing where none is too
/// large.
std::optional<Number> largest_of(const InverseTask& filled, const Unknown& unknown);
/// Whether a task with nothing unknown in it gives it.
bool gives_what_is_wanted(const InverseTask& known);
/// Whether these values, within those bounds or beyond them, make it give what is wanted. Of a
/// single unknown there may be one, or one along each axis.
bool is_solution(const InverseTask& task, const std::vector<Unknown>& unknowns,
                 const std::vector<Number>& values);

}  // namespace cnnsolve
