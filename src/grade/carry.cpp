#include "grade/carry.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "grade/behind.h"
#include "grade/compared.h"
#include "grade/handed_on.h"
#include "math/rework.h"

namespace cnnsolve {
namespace {

using Values = std::unordered_map<const Node*, TypedNumber>;

/// Calls `visit` with each of an answer's results that the student has right.
template <class Visit>
void for_each_right(const TypedResult& answer, const Visit& visit) {
  for (const Working& working : answer.right->workings) {
    for (size_t entry = 0; entry < working.size(); ++entry) {
      const bool is_wrong = std::binary_search(answer.wrong.begin(), answer.wrong.end(), entry);
      if (!is_wrong && is_result(working[entry])) visit(working[entry].node());
    }
  }
}

/// What is typed for some of an answer's entries.
Values values_at(const std::vector<size_t>& entries, const TypedResult& answer) {
  Values values;
  for (const Working& working : answer.right->workings) {
    for (const size_t entry : entries) {
      values[&working[entry].node()] = answer.typed.entries[entry];
    }
  }
  return values;
}

void collect_given(const Term& formula, std::vector<Number>& given) {
  const Node& node = formula.node();
  if (node.op == Op::symbol && node.operands.empty()) given.push_back(node.value);
  if (node.op == Op::symbol) return;
  for (const Term& operand : node.operands) collect_given(operand, given);
}

/// Whether a carried value says nothing: it is 0, an earlier value, or given in its own formula.
bool is_trivial(const Number& value, const Term& result, const Values& values) {
  if (value.is_zero()) return true;
  // What 0 is added to stays as it is.
  const bool adds_zero = std::any_of(
      values.begin(), values.end(), [](const auto& entry) { return entry.second.value.is_zero(); });
  // What rightly is as large as the earlier one isn't copied from it.
  const bool is_earlier =
      !adds_zero && std::any_of(values.begin(), values.end(), [&](const auto& entry) {
        return entry.second.value == value && !(entry.first->value == result.value());
      });
  std::vector<Number> given;
  for (const Term& formula : result.node().operands) collect_given(formula, given);
  return is_earlier || std::find(given.begin(), given.end(), value) != given.end();
}

/// Whether an earlier list is all 0, or the given matrix itself. A count of 0 says something.
bool says_nothing(const TypedResult& answer) {
  if (std::holds_alternative<Number>(answer.right->value)) return false;
  const bool is_matrix = std::holds_alternative<Matrix<Number>>(answer.right->value);
  return std::all_of(answer.wrong.begin(), answer.wrong.end(), [&](size_t entry) {
    const Number& value = answer.typed.entries[entry].value;
    if (value.is_zero()) return true;
    const std::vector<Working>& workings = answer.right->workings;
    return is_matrix && !workings.empty() && is_trivial(value, workings[0][entry], {});
  });
}

/// A student's value, and half of the last place that was written.
struct Own {
  Term term;
  Number half_unit;
};

/// Whether a number may have been rounded to be written, and is still told well.
bool is_rounded(const TypedNumber& typed) {
  return typed.is_decimal && typed.last_place < 0 && typed.figures >= kFewestFigures;
}

/// An answer's results, worked out again from a student's values.
class Carrying {
 public:
  /// `rounded` are right and taken as they are written; `passed_on` are those of the values that
  /// the answer may take over.
  Carrying(const TypedResult& answer, Values values, Values rounded, Values passed_on,
           const RightResults& right_results)
      : answer_(answer),
        values_(std::move(values)),
        rounded_(std::move(rounded)),
        passed_on_(std::move(passed_on)),
        has_setting_(std::any_of(values_.begin(), values_.end(),
                                 [](const auto& own) { return own.first->operands.empty(); })),
        right_results_(right_results),
        rework_(
            [this](const Term& original, const Term&) -> std::optional<Term> {
              const Symbol& symbol = original.node().symbol;
              const auto found = values_.find(&original.node());
              if (found != values_.end()) return own_value(symbol, found->second);
              const auto as_rounded = rounded_.find(&original.node());
              if (as_rounded == rounded_.end()) return std::nullopt;
              return Term::named(symbol, as_rounded->second.value);
            },
            [this](const Term& term) { return is_source(term.node()) || !is_above_source(term); }) {
  }
  ~Carrying() = default;
  Carrying(const Carrying&) = delete;  // rework_ knows where this is
  Carrying& operator=(const Carrying&) = delete;

  /// Whether any of the answer's wrong entries comes out otherwise.
  bool changes_anything() {
    for (const Working& working : answer_.right->workings) {
      for (const size_t entry : answer_.wrong) {
        if (from_others(working[entry]).value() != working[entry].value()) return true;
      }
    }
    return false;
  }

  /// The wrong entries that come out as they were typed; none where they all say nothing.
  Carried carried(const Tolerance& tolerance) {
    Carried carried;
    bool all_trivial = true;
    for (const size_t entry : answer_.wrong) {
      for (const Working& working : answer_.right->workings) {
        const Term made = from_others(working[entry]);
        const Number& value = made.value();
        const TypedNumber& typed = answer_.typed.entries[entry];
        if (value == working[entry].value()) continue;
        // A count or a size has no fraction, isn't rounded to hide one, and isn't below 0.
        const bool is_whole = !is_list(answer_.right->value) && working[entry].value().is_integer();
        if (is_whole && (!value.is_integer() || value.sign() < 0)) continue;
        const Match match = compare(typed, value, tolerance);
        if (match == Match::wrong && !can_follow(typed, made)) continue;
        // A size that is passed on is worth as much as one that is worked out, and with a stride of
        // 1 a size rightly stays as it is.
        const bool is_trivial_here =
            passed_on_.empty() && !has_setting_ && is_trivial(value, working[entry], values_);
        all_trivial = all_trivial && is_trivial_here;
        if (carried.entries.empty()) carried.first = worked_out(working[entry]);
        carried.entries.push_back(entry);
        if (match == Match::too_few_figures) carried.too_few_figures.push_back(entry);
        break;
      }
    }
    // Two figures come out as they were typed by chance too, but not beside entries that tell it.
    const bool is_told = carried.too_few_figures.size() < carried.entries.size();
    return all_trivial || !is_told ? Carried() : carried;
  }

 private:
  bool is_source(const Node& node) const {
    return values_.contains(&node) || rounded_.contains(&node);
  }
  /// Whether a term is worked out from a value of the student's. What they have right isn't, nor
  /// need anything behind such a value be looked at.
  bool is_above_source(const Term& term) {
    const Node& node = term.node();
    if (is_source(node)) return true;
    if (node.operands.empty() || right_results_.contains(&node)) return false;
    if (const auto known = above_source_.find(&node); known != above_source_.end()) {
      return known->second;
    }
    const bool is = std::any_of(node.operands.begin(), node.operands.end(),
                                [this](const Term& operand) { return is_above_source(operand); });
    above_source_.emplace(&node, is);
    return is;
  }

  /// A result, whatever the student has for it, from what they have for those before it.
  Term from_others(const Term& term) {
    const auto passed_on = passed_on_.find(&term.node());
    if (passed_on != passed_on_.end()) return Term(passed_on->second.value);
    const bool is_own = is_source(term.node());
    if (!is_own) return rework_(term);
    return is_result(term) ? rework_(term.node().operands[0]) : term;
  }

  /// What the student has for a result, to be worked on with.
  Term own_value(const Symbol& symbol, const TypedNumber& typed) {
    Term value = Term::named(symbol, typed.value);
    // A whole number, or one of few figures, wasn't rounded only to be written.
    if (is_rounded(typed)) own_.emplace(&value.node(), Own{value, half_unit(typed)});
    return value;
  }

  /// Whether a term is made of the student's rounded values. They and all above them are kept by
  /// rework_.
  bool is_made_of_own(const Term& term) {
    const Node& node = term.node();
    if (node.operands.empty()) return own_.contains(&node);
    if (const auto known = made_of_own_.find(&node); known != made_of_own_.end()) {
      return known->second;
    }
    bool is = false;
    for (const Term& operand : node.operands) is = is_made_of_own(operand) || is;
    made_of_own_.emplace(&node, is);
    return is;
  }

  void collect_own(const Term& term, std::unordered_map<const Node*, bool>& seen,
                   std::vector<Own>& found) {
    if (!is_made_of_own(term) || !seen.emplace(&term.node(), true).second) return;
    if (const auto own = own_.find(&term.node()); own != own_.end()) found.push_back(own->second);
    for (const Term& operand : term.node().operands) collect_own(operand, seen, found);
  }

  /// Whether a decimal comes out where the student worked on with what wasn't rounded yet: it is as
  /// far off as the halves of the last places that were written can bring it.
  bool can_follow(const TypedNumber& typed, const Term& made) {
    constexpr size_t kMost = 4;
    if (!is_rounded(typed)) return false;
    std::unordered_map<const Node*, bool> seen;
    std::vector<Own> own;
    collect_own(made, seen, own);
    if (own.empty() || own.size() > kMost) return false;
    Number reach = half_unit(typed);
    for (const Own& value : own) {
      Number widest;
      for (const int sign : {-1, 1}) {
        const Number moved = value.term.value() + value.half_unit * sign;
        Rework with_moved(
            [&](const Term& original, const Term&) -> std::optional<Term> {
              if (&original.node() != &value.term.node()) return std::nullopt;
              return Term::named(original.node().symbol, moved);
            },
            [&](const Term& term) { return !is_made_of_own(term); });
        const Number result = with_moved(made).value();
        if (result.is_undefined()) return false;
        widest = maximum(widest, abs(result - made.value()));
      }
      reach = reach + widest;
    }
    return !(reach < abs(typed.value - made.value()));
  }

  /// The same with its formula; nothing where there is none that says more than the value.
  std::optional<Term> worked_out(const Term& term) {
    if (!is_result(term) || passed_on_.contains(&term.node())) return std::nullopt;
    const Term formula = rework_(term.node().operands[0]);
    if (formula.node().op == Op::symbol) return std::nullopt;
    return Term::result(term.node().symbol, formula);
  }

  const TypedResult& answer_;
  Values values_;
  Values rounded_;
  Values passed_on_;
  bool has_setting_;  ///< of the values, some are numbers that no formula gave
  std::unordered_map<const Node*, Own> own_;  ///< the student's values that were rounded
  std::unordered_map<const Node*, bool> made_of_own_;
  const RightResults& right_results_;
  std::unordered_map<const Node*, bool> above_source_;
  Rework rework_;
};

/// What an answer may have been worked out from.
struct Sources {
  Values wrong = {}, passed_on = {};
  Values rounded = {};  ///< right, and as they were written
  std::vector<std::string> names = {}, rounded_names = {}, tolerated_names = {};

  void add(const Sources& other) {
    wrong.insert(other.wrong.begin(), other.wrong.end());
    passed_on.insert(other.passed_on.begin(), other.passed_on.end());
    rounded.insert(other.rounded.begin(), other.rounded.end());
    for (const auto list : {&Sources::names, &Sources::rounded_names, &Sources::tolerated_names}) {
      (this->*list).insert((this->*list).end(), (other.*list).begin(), (other.*list).end());
    }
  }
  size_t count() const { return names.size() + rounded_names.size() + tolerated_names.size(); }
};

/// Tries the answers behind one of them one by one, and then all together.
class Search {
 public:
  Search(const TypedResult& answer, const std::vector<TypedResult>& others,
         const RightResults& right, const InexactResults& inexact, const Tolerance& tolerance)
      : answer_(answer),
        others_(others),
        right_(right),
        behind_(answers_behind(answer, others, right, inexact)),
        tolerance_(tolerance) {}

  Carried run() && {
    // So many are tried alone, those that stand nearest to the answer.
    constexpr size_t kMostAlone = 16;
    const size_t first = behind_.size() < kMostAlone ? 0 : behind_.size() - kMostAlone;
    for (size_t i = 0; i < behind_.size(); ++i) {
      if (i < first) {
        all_wrong_.add(sources_at(behind_[i]));
      } else {
        try_one(behind_[i]);
      }
    }
    if (all_wrong_.count() > 1) attempt(all_wrong_, 1);
    if (all_.count() > 1 && !all_.rounded.empty()) attempt(all_, 1);
    return std::move(best_);
  }

 private:
  /// What is wrong in one of the answers.
  Sources sources_at(size_t index) const {
    const TypedResult& other = others_[index];
    Sources sources;
    if (!says_nothing(other)) sources.wrong = values_at(other.wrong, other);
    // A layer may hand on a size as it is: then the layer's own answer says what is worked on with.
    std::erase_if(sources.wrong,
                  [&](const auto& value) { return is_right_later(*value.first, index); });
    if (is_size_of(*answer_.right, *other.right)) add_alike(sources);
    if (is_handed_on(other, *answer_.right, others_)) sources.passed_on = sources.wrong;
    const bool is_right = sources.wrong.empty() || other.is_only_rounded;
    (!is_right            ? sources.names
     : other.is_tolerated ? sources.tolerated_names
                          : sources.rounded_names)
        .push_back(other.right->name);
    return sources;
  }

  /// Whether an answer between that one and this has a result right.
  bool is_right_later(const Node& node, size_t index) const {
    if (!right_.contains(&node)) return false;
    bool is = false;
    for (size_t later = index + 1; later < others_.size() && others_[later].right != answer_.right;
         ++later) {
      for_each_right(others_[later], [&](const Node& other) { is = is || &other == &node; });
    }
    return is;
  }

  /// Whoever has a wrong height has it for the width too, where both come out in the same way and
  /// only one is answered.
  void add_alike(Sources& sources) const {
    if (sources.wrong.size() != 1) return;
    const Node* node = sources.wrong.begin()->first;
    const auto typed = sources.wrong.begin()->second;
    const Working& sizes = answer_.right->workings[0];
    const auto source = std::find_if(sizes.begin(), sizes.end(),
                                     [&](const Term& size) { return &size.node() == node; });
    for (const Term& size : sizes) {
      const bool is_answered = std::any_of(others_.begin(), others_.end(), [&](const auto& other) {
        return is_size_of(*answer_.right, *other.right) &&
               &other.right->workings[0][0].node() == &size.node();
      });
      if (!is_answered && are_made_alike(*source, size)) sources.wrong[&size.node()] = typed;
    }
  }

  void try_one(size_t index) {
    Sources sources = sources_at(index);
    // What stands nearer to the answer was worked on with, if it explains as much.
    const bool counts = !sources.wrong.empty() && attempt(sources, says_more(sources) ? 0 : 1);
    if (counts) all_wrong_.add(sources);
    sources.rounded = values_at(others_[index].rounded, others_[index]);
    const bool counts_rounded = !sources.rounded.empty() && attempt(sources, 1);
    if (!counts_rounded) sources.rounded.clear();
    if (counts || counts_rounded) all_.add(sources);
  }

  /// Whether there is anything in these answers that the best so far doesn't say already.
  bool says_more(const Sources& sources) const {
    return std::none_of(best_wrong_.begin(), best_wrong_.end(), [&](const auto& known) {
      const auto same = sources.wrong.find(known.first);
      return same != sources.wrong.end() && same->second.value == known.second.value;
    });
  }

  /// Whether any entry comes out otherwise. What explains so many entries more is taken.
  bool attempt(const Sources& sources, size_t more) {
    Carrying carrying(answer_, sources.wrong, sources.rounded, sources.passed_on, right_);
    if (!carrying.changes_anything()) return false;
    Carried carried = carrying.carried(tolerance_);
    if (carried.entries.empty() || carried.entries.size() < best_.entries.size() + more) {
      return true;
    }
    best_ = std::move(carried);
    best_wrong_ = sources.wrong;
    best_.names = sources.names;
    best_.rounded = sources.rounded_names;
    best_.tolerated = sources.tolerated_names;
    return true;
  }

  const TypedResult& answer_;
  const std::vector<TypedResult>& others_;
  const RightResults& right_;
  std::vector<size_t> behind_;
  const Tolerance& tolerance_;
  Sources all_wrong_, all_;
  Carried best_;
  Values best_wrong_;  ///< that it follows from
};

}  // namespace

RightResults right_results(const std::vector<TypedResult>& answers) {
  RightResults results;
  for (const TypedResult& answer : answers) {
    for_each_right(answer, [&](const Node& node) { results.insert(&node); });
  }
  return results;
}

InexactResults inexact_results(const std::vector<TypedResult>& answers) {
  InexactResults results;
  for (size_t i = 0; i < answers.size(); ++i) {
    for (const std::vector<size_t>* entries : {&answers[i].wrong, &answers[i].rounded}) {
      for (const auto& [node, typed] : values_at(*entries, answers[i])) {
        std::vector<size_t>& places = results[node];
        if (places.empty() || places.back() != i) places.push_back(i);
      }
    }
  }
  return results;
}

std::vector<Working> with_given(std::vector<Working> workings, const RightResults& right,
                                const std::vector<size_t>& kept) {
  const auto is_right = [&](const Term& term) { return right.contains(&term.node()); };
  Rework give(
      [&](const Term& original, const Term&) -> std::optional<Term> {
        if (!is_right(original)) return std::nullopt;
        return Term::named(original.node().symbol, original.value());
      },
      is_right);
  for (Working& working : workings) {
    for (size_t entry = 0; entry < working.size(); ++entry) {
      Term& term = working[entry];
      if (!is_result(term)) continue;
      // What another answer has right as it is, as a layer that hands a size on.
      if (is_right(term) && !std::binary_search(kept.begin(), kept.end(), entry)) {
        term = Term::named(term.node().symbol, term.value());
        continue;
      }
      const Term& formula = term.node().operands[0];
      const Term given = give(formula);
      if (&given.node() != &formula.node()) term = Term::result(term.node().symbol, given);
    }
  }
  return workings;
}

Carried carry(const TypedResult& answer, const std::vector<TypedResult>& others,
              const RightResults& right, const InexactResults& inexact,
              const Tolerance& tolerance) {
  return Search(answer, others, right, inexact, tolerance).run();
}

}  // namespace cnnsolve
