#include "grade/diagnose.h"

#include <algorithm>

#include "grade/altered_formulas.h"
#include "grade/arithmetic_slip.h"
#include "grade/compared.h"
#include "grade/early_rounding.h"
#include "grade/formula_slip.h"
#include "grade/named_finding.h"
#include "grade/places.h"

namespace cnnsolve {
namespace {

/// Whether two formulas have the same symbols, which may stand for other numbers.
bool look_alike(const Term& a, const Term& b) {
  const Node& x = a.node();
  const Node& y = b.node();
  if (x.op != y.op || x.symbol != y.symbol) return false;
  if (x.op == Op::symbol) return true;
  if (x.op == Op::constant) return x.value == y.value;
  return std::equal(x.operands.begin(), x.operands.end(), y.operands.begin(), y.operands.end(),
                    look_alike);
}

bool is_alike(const Span& a, const Span& b) {
  const auto* term = std::get_if<Term>(&a);
  const auto* other_term = std::get_if<Term>(&b);
  if (term && other_term) return look_alike(*term, *other_term);
  const auto words = words_of(a);
  return words && words == words_of(b);
}

/// Whether the same clause stands there already: a filter's height and width may share a symbol,
/// and so may two layers.
bool is_said(const Prose& clause, const std::vector<Prose>& words) {
  return std::any_of(words.begin(), words.end(), [&](const Prose& said) {
    return std::equal(said.spans.begin(), said.spans.end(), clause.spans.begin(),
                      clause.spans.end(), is_alike);
  });
}

/// Whether a result is below 0, or one that it is made of.
bool has_negative(const Term& result) {
  std::vector<Term> results;
  collect_results(result, results);
  for (size_t i = 0; i < results.size(); ++i) {
    if (results[i].value().sign() < 0) return true;
    const Term formula = results[i].node().operands[0];
    std::vector<Term> inside;
    collect_results(formula, inside);
    for (Term& made : inside) {
      const bool is_known = std::any_of(results.begin(), results.end(), [&](const Term& known) {
        return &known.node() == &made.node();
      });
      if (!is_known) results.push_back(std::move(made));
    }
  }
  return false;
}

/// The working with the slip, where that gives what was typed.
std::optional<Working> with_explaining_slip(const WrongEntries& wrong, const Working& working,
                                            FormulaSlips& slips, const FormulaSlip& slip) {
  const TypedNumber& typed = wrong.typed.entries[wrong.entries[0]];
  // Any slip that makes a size 0 would explain a 0, and none does.
  if (typed.value.is_zero() && !is_list(wrong.right.value)) return std::nullopt;
  if (match_with(slips.value_with(slip), wrong.entries[0], wrong) == Match::wrong) {
    return std::nullopt;
  }
  const std::vector<size_t> in_units = entries_of_units(wrong, working);
  Working altered = slips.with(slip, working, in_units);
  // No size and no count is below 0, and nobody works on with one.
  const size_t first = wrong.entries[0];
  if (has_negative(altered[first]) && !has_negative(working[first])) return std::nullopt;
  const auto value_at = [&](size_t entry) { return altered[entry].value(); };
  if (!explains_by(wrong, value_at) || !leaves_right_by(wrong, all_entries(wrong), value_at)) {
    return std::nullopt;
  }
  return altered;
}

std::optional<Finding> find_formula_slip(const WrongEntries& wrong, const Sheets& sheets) {
  constexpr size_t kMostSaid = 3;
  for (size_t i = 0; i < sheets.size(); ++i) {
    const Working& working = wrong.right.workings[i];
    const size_t first = wrong.entries[0];
    Finding finding;
    std::vector<Prose> words;
    FormulaSlips slips(*sheets[i]);
    for (const FormulaSlip& slip : slips.all()) {
      const auto altered = with_explaining_slip(wrong, working, slips, slip);
      if (!altered) continue;
      if (words.empty())
        finding.formulas = altered_equations(wrong, working[first], (*altered)[first]);
      if (Prose clause = words_of(slip); !is_said(clause, words)) {
        words.push_back(std::move(clause));
      }
      const std::string code(slip.code);
      const bool is_new =
          std::find(finding.codes.begin(), finding.codes.end(), code) == finding.codes.end();
      if (is_new) finding.codes.push_back(code);
      if (words.size() == kMostSaid) break;
    }
    if (words.empty()) continue;
    if (finding.codes.size() > 1) finding.either = {finding.codes};
    finding.sentences = {comes_out(wrong, words, !finding.formulas.empty())};
    return finding;
  }
  return std::nullopt;
}

std::string places_of(const WrongEntries& wrong) {
  if (std::holds_alternative<Matrix<Number>>(wrong.right.value)) {
    return matrix_places(wrong.entries, wrong.typed.columns);
  }
  return is_list(wrong.right.value) ? vector_places(wrong.entries)
                                    : size_places(wrong.entries, wrong.typed.columns);
}

/// Of all such slips, or of the one that has this code.
std::optional<Finding> find_arithmetic_slip(const WrongEntries& wrong, std::string_view code = "") {
  if (wrong.has_other_shape) return std::nullopt;
  const Matrix<Number> right = numbers_of(wrong.right.value);
  for (const ArithmeticSlip& slip : arithmetic_slips()) {
    if (slip.is_of_counts && is_list(wrong.right.value)) continue;
    if (!code.empty() && slip.code != code) continue;
    const bool made = std::all_of(wrong.entries.begin(), wrong.entries.end(), [&](size_t entry) {
      return slip.is_made(wrong.typed.entries[entry], right.entries[entry]);
    });
    if (!made) continue;
    return Finding{{std::string(slip.code)},
                   {wrong.entries.size() == 1 ? prose(slip.sentence)
                                              : prose(slip.of_several, places_of(wrong), ".")},
                   {}};
  }
  return std::nullopt;
}

/// Signs that are wrong in a part of a row. A formula would have them wrong in all of it.
std::optional<Finding> find_lost_signs(const WrongEntries& wrong) {
  if (!is_list(wrong.right.value) || wrong.has_other_shape) return std::nullopt;
  std::vector<size_t> in_row(wrong.typed.rows);
  for (const size_t entry : wrong.entries) ++in_row[entry / wrong.typed.columns];
  const bool are_some = std::any_of(in_row.begin(), in_row.end(), [&](size_t count) {
    return count > 0 && count < wrong.typed.columns;
  });
  return are_some ? find_arithmetic_slip(wrong, kWrongSign) : std::nullopt;
}

/// Two sizes of a volume in each other's places.
std::optional<Finding> find_swapped_sizes(const WrongEntries& wrong) {
  const auto* volume = std::get_if<Volume>(&wrong.right.value);
  if (!volume || wrong.has_other_shape || wrong.entries.size() != 2) return std::nullopt;
  Shape sizes = volume->sizes;
  std::swap(sizes[wrong.entries[0]], sizes[wrong.entries[1]]);
  const bool are_swapped =
      std::equal(sizes.begin(), sizes.end(), wrong.typed.entries.begin(),
                 [](const Number& size, const TypedNumber& typed) { return typed.value == size; });
  if (!are_swapped) return std::nullopt;
  return Finding{{"sizes_swapped"}, {prose("Two of the sizes have changed places.")}, {}};
}

/// Whether rounding in this way gives all that is wrong, and leaves right what is right beside it.
bool comes_of(const Rounding& rounding, const WrongEntries& wrong,
              const std::vector<size_t>& in_units) {
  const Matrix<Number> right = numbers_of(wrong.right.value);
  return std::all_of(in_units.begin(), in_units.end(), [&](size_t entry) {
    const TypedNumber& typed = wrong.typed.entries[entry];
    const Term& result = wrong.right.workings[0][entry];
    if (std::binary_search(wrong.entries.begin(), wrong.entries.end(), entry)) {
      return is_told_by_rounding(typed, result, rounding);
    }
    // What comes out of the same numbers is off as far.
    const bool has_twin =
        std::any_of(wrong.entries.begin(), wrong.entries.end(),
                    [&](size_t other) { return right.entries[other] == right.entries[entry]; });
    if (has_twin) return false;
    return match_with(right.entries[entry], entry, wrong) == Match::wrong ||
           is_when_rounded(typed, result, rounding);
  });
}

std::optional<Finding> find_early_rounding(const WrongEntries& wrong) {
  // Counts and sizes are whole all the way, so nobody rounds them.
  if (wrong.has_other_shape || wrong.right.workings.empty() || !is_list(wrong.right.value)) {
    return std::nullopt;
  }
  const Working& working = wrong.right.workings[0];
  const size_t first = wrong.entries[0];
  const std::vector<size_t> in_units = entries_of_units(wrong, working);
  for (const Rounding& way : ways_to_round(working[first])) {
    const bool may_be = is_told_by_rounding(wrong.typed.entries[first], working[first], way);
    if (!may_be || !comes_of(way, wrong, in_units)) continue;
    return Finding{{"rounded_early"},
                   {prose("This is near the answer. If the results before it are rounded to ",
                          Counted{Number(way.places), way.of_decimals ? "decimal" : "digit"},
                          ", it can be as far off. Round only at the end.")},
                   {}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Finding> diagnose(const WrongEntries& wrong, const Sheets& sheets,
                                Suspects& suspects) {
  if (auto finding = find_named(wrong, sheets, suspects)) return finding;
  if (auto finding = find_lost_signs(wrong)) return finding;
  if (auto finding = find_swapped_sizes(wrong)) return finding;
  if (auto finding = find_formula_slip(wrong, sheets)) return finding;
  if (auto finding = find_arithmetic_slip(wrong)) return finding;
  return find_early_rounding(wrong);
}

}  // namespace cnnsolve
