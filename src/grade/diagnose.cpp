#include "grade/diagnose.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include "grade/arithmetic_slip.h"
#include "grade/compared.h"
#include "grade/early_rounding.h"
#include "grade/formula_slip.h"
#include "grade/numbers.h"

namespace cnnsolve {
namespace {

Match match_with(const Number& value, size_t entry, const WrongEntries& wrong) {
  if (value.is_undefined()) return Match::wrong;
  return compare(wrong.typed.entries[entry], value, {}, !is_list(wrong.right.value));
}

/// Whether a wrong entry may be this value, and that isn't right after all.
bool may_explain_entry(const WrongEntries& wrong, size_t entry, const Number& value,
                       const Matrix<Number>& right) {
  return match_with(value, entry, wrong) != Match::wrong &&
         (wrong.has_other_shape || !(value == right.entries[entry]));
}

/// Whether all that was typed is what `value_at` says.
template <class ValueAt>
bool explains_all_by(const WrongEntries& wrong, const ValueAt& value_at) {
  for (size_t entry = 0; entry < wrong.typed.entries.size(); ++entry) {
    if (match_with(value_at(entry), entry, wrong) == Match::wrong) return false;
  }
  return true;
}

/// Whether every wrong entry is what `value_at` says, one of them at least in figures enough to
/// tell, and none of these is right after all. Of a volume, whose sizes are one answer, the right
/// entries must be so too.
template <class ValueAt>
bool explains_by(const WrongEntries& wrong, const ValueAt& value_at) {
  const Matrix<Number> right = numbers_of(wrong.right.value);
  bool is_told = false;
  for (const size_t entry : wrong.entries) {
    const Number value = value_at(entry);
    if (!may_explain_entry(wrong, entry, value, right)) return false;
    is_told = is_told || match_with(value, entry, wrong) == Match::right;
  }
  const bool is_volume = std::holds_alternative<Volume>(wrong.right.value);
  return is_told && (!is_volume || explains_all_by(wrong, value_at));
}

/// Whether a slip leaves one number where the answer is a vector, as one mean for all units. People
/// write it once, or in each entry.
bool is_one_for_all(const WrongEntries& wrong, const Answer& altered) {
  const auto* numbers = std::get_if<std::vector<Number>>(&altered.value);
  return numbers && numbers->size() == 1 && !wrong.has_other_shape;
}

/// Whether what a slip makes of an answer is right in all entries but those that are wrong.
bool spares_right_entries(const Answer& right, const std::vector<size_t>& wrong,
                          const Answer& altered) {
  const std::vector<Number> expected = numbers_of(right.value).entries;
  const std::vector<Number> values = numbers_of(altered.value).entries;
  if (values.size() != expected.size()) return false;
  for (size_t entry = 0; entry < expected.size(); ++entry) {
    const bool is_wrong = std::binary_search(wrong.begin(), wrong.end(), entry);
    if (!is_wrong && !(values[entry] == expected[entry])) return false;
  }
  return true;
}

bool explains(const WrongEntries& wrong, const Answer& altered) {
  const Matrix<Number> numbers = numbers_of(altered.value);
  if (is_one_for_all(wrong, altered)) {
    return explains_all_by(wrong, [&](size_t) { return numbers.entries[0]; }) &&
           explains_by(wrong, [&](size_t) { return numbers.entries[0]; });
  }
  const bool fits = numbers.rows == wrong.typed.rows && numbers.columns == wrong.typed.columns;
  return fits && explains_by(wrong, [&](size_t entry) { return numbers.entries[entry]; });
}

/// Whether two formulas read alike and are given alike, whatever came before them.
bool read_alike(const Term& a, const Term& b) {
  const Node& x = a.node();
  const Node& y = b.node();
  if (x.op != y.op || x.symbol != y.symbol) return false;
  if (x.op == Op::symbol)
    return is_result(a) == is_result(b) && (is_result(a) || x.value == y.value);
  if (x.op == Op::constant) return x.value == y.value;
  return std::equal(x.operands.begin(), x.operands.end(), y.operands.begin(), y.operands.end(),
                    read_alike);
}

void collect_results(const Term& formula, std::vector<Term>& results) {
  if (is_result(formula)) results.push_back(formula);
  if (formula.node().op == Op::symbol) return;
  for (const Term& operand : formula.node().operands) collect_results(operand, results);
}

/// The altered results from the first that reads otherwise to the last, which is `altered` itself.
std::vector<Term> altered_results(const Term& right, const Term& altered) {
  if (!is_result(altered)) return {};
  const Term& formula = altered.node().operands[0];
  if (!is_result(right)) return {altered};
  std::vector<Term> before, after;
  collect_results(right.node().operands[0], before);
  collect_results(formula, after);
  for (const Term& made : after) {
    const auto same = std::find_if(before.begin(), before.end(), [&](const Term& other) {
      return other.node().symbol == made.node().symbol;
    });
    // Along one axis the slip may make no difference.
    if (same == before.end() || same->value() == made.value()) continue;
    std::vector<Term> results = altered_results(*same, made);
    if (results.empty()) continue;
    results.push_back(altered);
    return results;
  }
  if (read_alike(right.node().operands[0], formula)) return {};
  return {altered};
}

/// Whether one of the values is shown when a formula is worked out, and isn't given.
bool tells(const Term& formula, const std::vector<Number>& secrets) {
  const Node& node = formula.node();
  if (node.op == Op::symbol && node.operands.empty()) return false;
  if (std::find(secrets.begin(), secrets.end(), node.value) != secrets.end()) return true;
  return node.op != Op::symbol &&
         std::any_of(node.operands.begin(), node.operands.end(),
                     [&](const Term& operand) { return tells(operand, secrets); });
}

std::vector<Equation> altered_equations(const WrongEntries& wrong, const Term& right,
                                        const Term& altered) {
  std::vector<Equation> equations;
  for (const Term& result : altered_results(right, altered)) {
    equations.push_back({"", result.node().symbol, result.node().operands[0], true});
  }
  // The first tells the slip and the last the answer.
  if (equations.size() > 2) equations.erase(equations.begin() + 1, equations.end() - 1);
  const bool tells_any =
      std::any_of(equations.begin(), equations.end(),
                  [&](const Equation& equation) { return tells(equation.formula, wrong.secrets); });
  if (tells_any) return {};
  return equations;
}

std::vector<Equation> altered_equations(const WrongEntries& wrong, const Answer& altered) {
  if (wrong.right.workings.empty() || altered.workings.empty() || wrong.has_other_shape) return {};
  const bool is_one = is_one_for_all(wrong, altered);
  const auto otherwise = [&](size_t entry) { return altered.workings[0][is_one ? 0 : entry]; };
  // The first that was typed in figures enough to tell.
  const auto told = std::find_if(wrong.entries.begin(), wrong.entries.end(), [&](size_t entry) {
    return match_with(otherwise(entry).value(), entry, wrong) == Match::right;
  });
  const size_t entry = told == wrong.entries.end() ? wrong.entries[0] : *told;
  return altered_equations(wrong, wrong.right.workings[0][entry], otherwise(entry));
}

/// "This is what comes out if the stride is left out, or if the padding is." Formulas that
/// follow are those of the first.
Prose comes_out(const WrongEntries& wrong, const std::vector<Prose>& words, bool formulas_follow) {
  Prose sentence = prose(wrong.subject, " is what comes out if ");
  for (const Prose& clause : words) {
    append(sentence, prose(&clause == &words[0] ? "" : ", or if ", clause));
  }
  append(sentence, !formulas_follow ? "." : words.size() > 1 ? ". In the first case:" : ":");
  return sentence;
}

/// Where the first wrong entry was worked out. It tells most slips apart, and a matrix has many.
using Sheets = std::vector<std::unique_ptr<Worksheet>>;  ///< one a working

Sheets sheets_of_first(const WrongEntries& wrong) {
  Sheets sheets;
  if (wrong.has_other_shape) return sheets;
  for (const Working& working : wrong.right.workings) {
    sheets.push_back(std::make_unique<Worksheet>(working[wrong.entries[0]]));
  }
  return sheets;
}

/// Whether a change is made anywhere on a sheet.
bool changes_any(const Change& change, const Worksheet& sheet) {
  for (Worksheet::Line line = 0; line < sheet.size(); ++line) {
    if (change(sheet.term(line), sheet.term(line))) return true;
  }
  return false;
}

/// Whether a quicker way than its rerun shows that a slip doesn't explain the answer.
bool is_refuted(size_t slip, const WrongEntries& wrong, const Sheets& sheets, Suspects& suspects) {
  const NamedSlip& suspect = suspects.slips()[slip];
  if (!suspect.can_spoil(wrong.right.name)) return true;
  if (suspect.rerun.change && !wrong.has_other_shape) {
    if (sheets.empty() || !changes_any(suspect.rerun.change, *sheets[0])) return true;
    const Term& first = sheets[0]->term(sheets[0]->results()[0]);
    const Number value = Rework(suspect.rerun.change)(first).value();
    return !may_explain_entry(wrong, wrong.entries[0], value, numbers_of(wrong.right.value));
  }
  if (!suspect.rerun.values || suspects.was_rerun(slip)) return false;
  const Answer* altered = suspects.rerun_values(slip, wrong.right.name);
  return !altered || !explains(wrong, *altered);
}

/// Whether a slip changes what is right in another answer.
bool spoils(size_t slip, const WrongEntries::Other& other, Suspects& suspects) {
  const Answer* altered = suspects.rerun(slip, other.name);
  const Answer* right = find_answer(suspects.right(), other.name);
  return altered && right && !spares_right_entries(*right, other.wrong, *altered);
}

/// Whether a slip gives another value for an answer that is right.
bool contradicts(size_t slip, const WrongEntries& wrong, Suspects& suspects) {
  return std::any_of(wrong.others.begin(), wrong.others.end(),
                     [&](const WrongEntries::Other& other) {
                       return other.wrong.empty() && spoils(slip, other, suspects);
                     });
}

/// Whether a slip that is made in all it can spoil would have spoilt what is right, here or in
/// another answer.
bool is_refuted_by_right(size_t slip, const WrongEntries& wrong, Suspects& suspects) {
  if (!suspects.slips()[slip].is_whole) return false;
  const Answer* altered = suspects.rerun(slip, wrong.right.name);
  const bool has_entries = altered && !wrong.has_other_shape && !is_one_for_all(wrong, *altered);
  if (has_entries && !spares_right_entries(wrong.right, wrong.entries, *altered)) return true;
  return std::any_of(
      wrong.others.begin(), wrong.others.end(),
      [&](const WrongEntries::Other& other) { return spoils(slip, other, suspects); });
}

/// The answer as it comes out with a slip that isn't made behind the results that are given.
std::optional<Answer> altered_by(size_t slip, const WrongEntries& wrong, Suspects& suspects) {
  const Rerun& rerun = suspects.slips()[slip].rerun;
  if (rerun.change && !wrong.has_other_shape) {
    Answer own = wrong.right;
    Rework rework(rerun.change);
    work_out_again(own, rework);
    return own;
  }
  const Answer* altered = suspects.rerun(slip, wrong.right.name);
  return altered ? std::optional(*altered) : std::nullopt;
}

/// Leaves out of several slips those that would have spoilt what is right, unless all would.
void leave_out_contradicted(std::vector<size_t>& slips, const WrongEntries& wrong,
                            Suspects& suspects) {
  // Layers are worked out one by one, and a slip may be made in one of them.
  if (wrong.right.name.ends_with("_by_layer")) return;
  const auto spoils_nothing_else = [&](size_t slip) {
    const Answer* altered = suspects.rerun(slip, wrong.right.name);
    return altered && spares_right_entries(wrong.right, wrong.entries, *altered);
  };
  std::vector<size_t> kept;
  std::copy_if(slips.begin(), slips.end(), std::back_inserter(kept), spoils_nothing_else);
  if (!kept.empty()) slips = std::move(kept);
}

/// All named slips that give the wrong entries, with the formulas of the first, or in words alone.
std::optional<Finding> find_named(const WrongEntries& wrong, const Sheets& sheets,
                                  Suspects& suspects, bool with_formulas) {
  std::vector<size_t> slips;
  for (size_t i = 0; i < suspects.slips().size(); ++i) {
    if (is_refuted(i, wrong, sheets, suspects)) continue;
    const std::optional<Answer> altered = altered_by(i, wrong, suspects);
    if (!altered || !explains(wrong, *altered)) continue;
    const std::string_view code = suspects.slips()[i].code;
    const bool is_said = std::any_of(slips.begin(), slips.end(), [&](size_t said) {
      return suspects.slips()[said].code == code;
    });
    if (!is_said && !is_refuted_by_right(i, wrong, suspects)) slips.push_back(i);
  }
  if (slips.empty()) return std::nullopt;
  if (slips.size() > 1) leave_out_contradicted(slips, wrong, suspects);
  Finding finding;
  std::vector<Prose> words;
  for (const size_t i : slips) {
    finding.codes.emplace_back(suspects.slips()[i].code);
    words.push_back(prose(suspects.slips()[i].words));
  }
  const bool is_of_workings = suspects.slips()[slips[0]].rerun.change && !wrong.has_other_shape;
  if (with_formulas && (is_of_workings || !contradicts(slips[0], wrong, suspects))) {
    finding.formulas = altered_equations(wrong, *altered_by(slips[0], wrong, suspects));
  }
  finding.sentences = {comes_out(wrong, words, !finding.formulas.empty())};
  return finding;
}

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
  Working altered = slips.with(slip, working);
  // No size and no count is below 0, and nobody works on with one.
  const size_t first = wrong.entries[0];
  if (has_negative(altered[first]) && !has_negative(working[first])) return std::nullopt;
  const auto value_at = [&](size_t entry) { return altered[entry].value(); };
  return explains_by(wrong, value_at) ? std::optional(std::move(altered)) : std::nullopt;
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
    finding.sentences = {comes_out(wrong, words, !finding.formulas.empty())};
    return finding;
  }
  return std::nullopt;
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
    if (made) return Finding{{std::string(slip.code)}, {prose(slip.sentence)}, {}};
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

std::optional<Finding> find_early_rounding(const WrongEntries& wrong) {
  // Counts and sizes are whole all the way, so nobody rounds them.
  if (wrong.has_other_shape || wrong.right.workings.empty() || !is_list(wrong.right.value)) {
    return std::nullopt;
  }
  constexpr int kMostFigures = 5, kFewestFigures = 2;
  for (int figures = kMostFigures; figures >= kFewestFigures; --figures) {
    const bool reached = std::all_of(wrong.entries.begin(), wrong.entries.end(), [&](size_t entry) {
      return can_be_reached(wrong.typed.entries[entry], wrong.right.workings[0][entry], figures);
    });
    if (!reached) continue;
    return Finding{{kRoundedEarly},
                   {prose("This is near the answer. If the results before it are rounded to ",
                          figures, " digits, it can be as far off. Round only at the end.")},
                   {}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Finding> diagnose_by_name(const WrongEntries& wrong, Suspects& suspects) {
  return find_named(wrong, sheets_of_first(wrong), suspects, false);
}

std::optional<Finding> diagnose(const WrongEntries& wrong, Suspects& suspects) {
  suspects.need_workings();
  const Sheets sheets = sheets_of_first(wrong);
  if (auto finding = find_named(wrong, sheets, suspects, true)) return finding;
  if (auto finding = find_lost_signs(wrong)) return finding;
  if (auto finding = find_swapped_sizes(wrong)) return finding;
  if (auto finding = find_formula_slip(wrong, sheets)) return finding;
  if (auto finding = find_arithmetic_slip(wrong)) return finding;
  return find_early_rounding(wrong);
}

}  // namespace cnnsolve
