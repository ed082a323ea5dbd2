#include "grade/named_finding.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "grade/altered_formulas.h"
#include "math/rework.h"

namespace cnnsolve {
namespace {

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

/// Whether a slip gives another value for a right entry of the answer itself, among those in which
/// it is made at once.
bool spoils_own(const NamedSlip& slip, const WrongEntries& wrong, const Answer& altered) {
  if (wrong.has_other_shape || is_one_for_all(wrong, altered)) return false;
  if (slip.extent == SlipExtent::unit && wrong.right.workings.empty()) return false;
  const std::vector<size_t> entries = slip.extent == SlipExtent::unit
                                          ? entries_of_units(wrong, wrong.right.workings[0])
                                          : all_entries(wrong);
  const Matrix<Number> numbers = numbers_of(altered.value);
  return !leaves_right_by(wrong, entries, [&](size_t entry) { return numbers.entries[entry]; });
}

/// What stands behind the wrong entries of an answer, and they themselves.
std::unordered_set<const Node*> all_behind(const WrongEntries& wrong, const Working& working) {
  std::unordered_set<const Node*> behind;
  std::vector<const Node*> open;
  const auto add = [&](const Term& term) {
    if (behind.insert(&term.node()).second) open.push_back(&term.node());
  };
  for (size_t entry = 0; entry < working.size(); ++entry) {
    const bool is_wrong = wrong.has_other_shape ||
                          std::binary_search(wrong.entries.begin(), wrong.entries.end(), entry);
    if (is_wrong) add(working[entry]);
  }
  while (!open.empty()) {
    const Node& node = *open.back();
    open.pop_back();
    for (const Term& operand : node.operands) add(operand);
  }
  return behind;
}

/// Whether a slip changes what another answer has right of these results.
bool spoils_any_of(const std::unordered_set<const Node*>& results, size_t slip,
                   const WrongEntries::Other& other, Suspects& suspects) {
  const Answer& right = *find_answer(suspects.right(), other.name);
  if (right.workings.empty() || !suspects.slips()[slip].can_spoil(other.name)) return false;
  std::vector<size_t> left_alone = other.wrong;
  for (size_t entry = 0; entry < right.workings[0].size(); ++entry) {
    const bool is_among = std::any_of(
        right.workings.begin(), right.workings.end(),
        [&](const Working& working) { return results.contains(&working[entry].node()); });
    const auto place = std::lower_bound(left_alone.begin(), left_alone.end(), entry);
    if (!is_among && (place == left_alone.end() || *place != entry)) {
      left_alone.insert(place, entry);
    }
  }
  if (left_alone.size() == right.workings[0].size()) return false;
  const Answer* altered = suspects.rerun(slip, other.name);
  return altered && !spares_right_entries(right, left_alone, *altered);
}

/// Whether a slip changes what is right in another answer, however this one is worked out from it.
bool spoils_behind(size_t slip, const WrongEntries& wrong, Suspects& suspects) {
  const std::vector<Working>& ways = find_answer(suspects.right(), wrong.right.name)->workings;
  return !ways.empty() && std::all_of(ways.begin(), ways.end(), [&](const Working& working) {
    const std::unordered_set<const Node*> behind = all_behind(wrong, working);
    return std::any_of(wrong.others.begin(), wrong.others.end(),
                       [&](const WrongEntries::Other& other) {
                         return spoils_any_of(behind, slip, other, suspects);
                       });
  });
}

/// Whether what is right refutes a slip: here, in what this answer is worked out from, or, of a
/// slip that is made in all it can spoil, anywhere.
bool is_refuted_by_right(size_t slip, const WrongEntries& wrong, const Answer& altered,
                         Suspects& suspects) {
  const NamedSlip& suspect = suspects.slips()[slip];
  if (spoils_own(suspect, wrong, altered)) return true;
  if (suspect.extent == SlipExtent::problem) {
    return std::any_of(
        wrong.others.begin(), wrong.others.end(),
        [&](const WrongEntries::Other& other) { return spoils(slip, other, suspects); });
  }
  // Of workings, those of what is right are given.
  if (suspect.rerun.change && !wrong.has_other_shape) return false;
  return !wrong.others.empty() && spoils_behind(slip, wrong, suspects);
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
    if (!is_said && !is_refuted_by_right(i, wrong, *altered, suspects)) slips.push_back(i);
  }
  if (slips.empty()) return std::nullopt;
  if (slips.size() > 1) leave_out_contradicted(slips, wrong, suspects);
  Finding finding;
  std::vector<Prose> words;
  for (const size_t i : slips) {
    finding.codes.emplace_back(suspects.slips()[i].code);
    words.push_back(prose(suspects.slips()[i].words));
  }
  if (finding.codes.size() > 1) finding.either = {finding.codes};
  const bool is_of_workings = suspects.slips()[slips[0]].rerun.change && !wrong.has_other_shape;
  if (with_formulas && (is_of_workings || !contradicts(slips[0], wrong, suspects))) {
    finding.formulas = altered_equations(wrong, *altered_by(slips[0], wrong, suspects));
  }
  finding.sentences = {comes_out(wrong, words, !finding.formulas.empty())};
  return finding;
}

}  // namespace

std::optional<Finding> find_named(const WrongEntries& wrong, const Sheets& sheets,
                                  Suspects& suspects) {
  return find_named(wrong, sheets, suspects, true);
}

std::optional<Finding> diagnose_by_name(const WrongEntries& wrong, Suspects& suspects) {
  return find_named(wrong, sheets_of_first(wrong), suspects, false);
}

}  // namespace cnnsolve
