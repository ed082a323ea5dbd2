// What comes nearest to what is wanted of a layer asked backwards, where nothing gives it.
#pragma once

#include <vector>

#include "kinds/inverse.h"
#include "solution.h"

namespace cnnsolve {

/// " Nearest: with padding 1 the output is …; with padding 2 …": what comes out on both sides of
/// the gap in which there is no whole number. Nothing where several settings are asked, or where no
/// number is possible.
Prose nearest_words(const InverseTask& task, const std::vector<Unknown>& unknowns);

/// " With 1 at one end and 2 at the other the output is …", where such padding gives what is
/// wanted; else nothing.
Prose uneven_padding_words(InverseTask task, const std::vector<Unknown>& unknowns);

}  // namespace cnnsolve
