// Any single slip in the formulas behind an answer: a term or factor dropped, a sign turned, two
// symbols swapped, a power lost.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"
#include "math/worksheet.h"

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
  std::string_view code;        ///< "term_left_out"
  const Term* place = nullptr;  ///< where it is made: a sum, or the formula that has the symbols
  std::vector<size_t> path;     ///< the operands that lead there from the formula
  size_t form = 0;              ///< of the formula, among the forms that are looked at
  size_t first = 0;
  size_t second = 0;
  const Node* only = nullptr;  ///< the only result with it, where not all of the form have it
};

/// "the term 2P is left out".
Prose words_of(const FormulaSlip& slip);

/// The slips that can spoil the result of a worksheet, which must stay there.
class FormulaSlips {
 public:
  explicit FormulaSlips(Worksheet& sheet);

  /// Those in the result's own formula come first.
  const std::vector<FormulaSlip>& all() const { return slips_; }

  /// The result's value with the slip.
  Number value_with(const FormulaSlip& slip);

  /// Works results out again with the slip. Those without such a formula come out as they are.
  std::vector<Term> with(const FormulaSlip& slip, const std::vector<Term>& results) const;
  /// The same where it is made behind the results at these places alone.
  std::vector<Term> with(const FormulaSlip& slip, const std::vector<Term>& results,
                         std::span<const size_t> places) const;

 private:
  using Line = Worksheet::Line;
  struct Form {
    std::string text;  ///< a formula without its names: "/(-(s0,s1),s2)"
    std::vector<Line> results;
  };

  void find_slips();

  Worksheet& sheet_;
  std::vector<Form> forms_;
  std::vector<FormulaSlip> slips_;
  std::vector<char> is_place_;
};

}  // namespace cnnsolve
