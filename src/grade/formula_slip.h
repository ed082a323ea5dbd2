// Any single slip in the formulas behind an answer: a term or factor dropped, a sign turned, two
// symbols swapped, a power lost.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "document.h"
#include "math/term.h"

namespace cnnsolve {

/// One slip at one place of a formula, and of every formula of the same form: whoever forgets the
/// root forgets it for all units.
struct FormulaSlip {
  enum class Kind : std::uint8_t {
    operand_left_out,  ///< of the operand `first`
    sign_turned,
    function_left_out,  ///< a square, a root, a rounding
    symbols_swapped     ///< `first` and `second`, counted among the formula's symbols
  };
  Kind kind = Kind::operand_left_out;
  std::string form;  ///< the formula without its names: "/(-(s0,s1),s2)"
  std::string path;  ///< the operands that lead to the place: "0/1/"
  size_t first = 0;
  size_t second = 0;
  std::string_view code;  ///< "term_left_out"
  Prose words;            ///< "the term 2P is left out"
  /// The only result with it, where it is made once and not in every formula of that form.
  const Node* only = nullptr;
};

/// The slips that can spoil a result, those in its own formula first.
std::vector<FormulaSlip> formula_slips(const Term& result);

/// Works results out again with the slip. Results without such a formula come out as they are.
std::vector<Term> with_slip(const FormulaSlip& slip, const std::vector<Term>& results);

}  // namespace cnnsolve
