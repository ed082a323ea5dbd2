// The ways to rerun a problem with a slip in it.
#pragma once

#include <concepts>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "kinds/slip_names.h"
#include "plain_answers.h"

namespace cnnsolve {

using Answers = std::vector<Answer>;

/// A problem's answers: with their workings, or by their values alone.
template <std::same_as<Term> N, class Problem>
Answers answers_to(const Problem& problem) {
  return worked_answers(problem);
}
template <std::same_as<Number> N, class Problem>
Answers answers_to(const Problem& problem) {
  PlainAnswers answers;
  answer(problem, answers);
  return values_alone(answers);
}

/// Whether an altered problem can be worked out at all. A kind whose check() refuses more has its
/// own.
template <class Problem>
bool is_possible(const Problem& problem) {
  return check(problem).empty();
}

/// The answers of an altered problem; none where alterations make it impossible, or nothing else.
template <class Problem, class Alter>
Rerun altered(std::shared_ptr<const Problem> problem, Alter alter) {
  const auto rerun = [problem = std::move(problem), alter](auto work_out) {
    Problem changed = *problem;
    alter(changed);
    const bool is_another = !(changed == *problem) && is_possible(changed);
    return is_another ? work_out(changed) : Answers{};
  };
  return {[rerun](const Answers&) { return rerun(answers_to<Term, Problem>); },
          [rerun] { return rerun(answers_to<Number, Problem>); }};
}

/// The answers with their terms changed.
inline Rerun reworked(Change change) {
  Rerun rerun([change](const Answers& right) {
    Rework rework(change);
    Answers answers = right;
    for (Answer& answer : answers) work_out_again(answer, rework);
    return answers;
  });
  rerun.change = std::move(change);
  return rerun;
}

/// Slips as a list; written as one they would be copied into it.
template <size_t count>
std::vector<NamedSlip> listed(NamedSlip (&&slips)[count]) {
  return {std::make_move_iterator(std::begin(slips)), std::make_move_iterator(std::end(slips))};
}

/// The answer of that name. It exists.
inline const Answer& named(const Answers& answers, std::string_view name) {
  return *find_answer(answers, name);
}

/// The sizes of a volume without its channels.
inline Working places(const Answer& volume) {
  Working sizes = volume.workings[0];
  sizes.pop_back();
  return sizes;
}

inline bool is_symbol(const Term& term, std::string_view base) {
  return term.node().op == Op::symbol && term.node().symbol.base == base;
}
inline bool is_product_with(const Term& term, std::string_view base) {
  return term.node().op == Op::multiply && is_symbol(term.node().operands[1], base);
}
/// Adds further slips behind the others.
inline void add(std::vector<NamedSlip>& slips, std::vector<NamedSlip> more) {
  slips.insert(slips.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

inline bool is_literal(const Term& term, int number) {
  return term.node().op == Op::constant && term.value() == number;
}

}  // namespace cnnsolve
