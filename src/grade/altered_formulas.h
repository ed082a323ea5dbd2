// How a mistake is said: the formulas as they come out with it, and the sentence before them.
#pragma once

#include <vector>

#include "document.h"
#include "grade/wrong_entries.h"

namespace cnnsolve {

/// The named results of a formula; with `formula` itself, where it is one.
void collect_results(const Term& formula, std::vector<Term>& results);

/// The formula that tells the mistake and that of the answer; none where they would tell a secret.
std::vector<Equation> altered_equations(const WrongEntries& wrong, const Term& right,
                                        const Term& altered);

/// "This is what comes out if the stride is left out, or if the padding is." Formulas that
/// follow are those of the first.
Prose comes_out(const WrongEntries& wrong, const std::vector<Prose>& words, bool formulas_follow);

}  // namespace cnnsolve
