#include "grade/grade.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <numeric>
#include <utility>

#include "grade/carry.h"
#include "grade/chosen_solution.h"
#include "grade/compared.h"
#include "grade/diagnose.h"
#include "grade/named_finding.h"
#include "grade/numbers.h"

namespace cnnsolve {
namespace {

const Number kHalf(mpq_class(1, 2));
const Unreadable kGivenTwice = {"given_twice", "This was answered twice. Give one answer."};

std::vector<size_t> sorted_union(const std::vector<size_t>& a, const std::vector<size_t>& b) {
  std::vector<size_t> both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

std::vector<size_t> difference(const std::vector<size_t>& a, const std::vector<size_t>& b) {
  std::vector<size_t> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

/// Marks one problem's answers.
class Grader {
 public:
  Grader(Suspects& suspects, const std::vector<Marked>& marked, const Given& given,
         const GradeOptions& options)
      : suspects_(suspects),
        marked_(marked),
        options_(options),
        solution_(suspects.right(), given, options.reading) {
    for (const Answer& first : suspects.right()) {
      const Answer& right = solution_.as_compared(first);
      const auto is_for_it = [&](const auto& entry) { return entry.first == right.name; };
      const auto found = std::find_if(given.begin(), given.end(), is_for_it);
      if (found == given.end()) continue;
      given_.push_back(&found->second);
      if (std::count_if(found, given.end(), is_for_it) > 1) {
        compared_.push_back({&right, {std::nullopt, kGivenTwice, {}}});
      } else {
        const std::optional<Value> one = solution_.one_of_right(first);
        compared_.push_back(
            compare_answer(right, one ? *one : found->second, options, usual_order_));
        if (compared_.back().order != ChannelOrder::unknown) usual_order_ = compared_.back().order;
        note_numbers(compared_.back());
      }
    }
  }

  Mark mark(const Marked& marked) {
    Mark mark;
    mark.name = marked.name;
    mark.points = marked.points;
    mark.expected = solution_.expected(*find_answer(suspects_.right(), marked.name));
    for (size_t i = 0; i < compared_.size(); ++i) {
      if (compared_[i].right->name != marked.name) continue;
      mark.typed = as_typed(*given_[i], kLongestTyped);
      mark.read_as = compared_[i].reading.read_as;
      judge(mark, compared_[i]);
    }
    if (mark.verdict == Verdict::missing)
      mark.finding = {{"missing"}, {prose("Not answered.")}, {}};
    return mark;
  }

 private:
  /// Notes the decimals that are right and not exact, once an answer may have been worked out from
  /// them.
  void note_rounded() {
    if (std::exchange(knows_rounded_, true)) return;
    for (TypedResult& result : typed_) {
      const Matrix<Number> right = numbers_of(result.right->value);
      for (size_t i = 0; i < right.entries.size(); ++i) {
        const bool is_wrong = std::binary_search(result.wrong.begin(), result.wrong.end(), i);
        const TypedNumber& typed = result.typed.entries[i];
        if (!is_wrong && !typed.is_blank && typed.value != right.entries[i]) {
          result.rounded.push_back(i);
          const bool is_near =
              compare(typed, right.entries[i], {}, !is_list(result.right->value)) == Match::wrong;
          result.is_tolerated = result.is_tolerated || is_near;
        }
      }
    }
  }

  void note_numbers(const Compared& c) {
    // Solutions have no places of their own, so nothing is worked out from one.
    const bool is_list_of_solutions = c.right->name == kSolutions;
    if (!c.is_read() || c.typed().entries.empty() || c.has_other_shape || is_list_of_solutions) {
      return;
    }
    // Whoever works on with a value in too few figures gets something else too. Nobody works on
    // with a blank.
    const std::vector<size_t> wrong = difference(c.wrong, c.blank);
    typed_.push_back({c.right, c.typed(), sorted_union(wrong, c.too_few_figures), wrong.empty()});
  }

  void judge(Mark& mark, const Compared& c) {
    if (c.reading.problem) {
      mark.verdict = Verdict::invalid;
      mark.finding = {{c.reading.problem->code}, {prose(c.reading.problem->sentence)}, {}};
    } else if (is_right(c)) {
      give(mark, 1, {{kRight}, {}, {}});
    } else if (c.is_read() && c.typed().entries.empty()) {
      judge_word(mark, c);
    } else if (c.is_read()) {
      judge_numbers(mark, c);
    }
  }

  static void give(Mark& mark, const Number& part, Finding finding) {
    mark.earned = mark.points * part;
    mark.verdict = part == 1        ? Verdict::correct
                   : part.is_zero() ? Verdict::incorrect
                                    : Verdict::partial;
    mark.finding = std::move(finding);
  }

  static void judge_word(Mark& mark, const Compared& c) {
    const bool asks_for_word = std::holds_alternative<ChosenWord>(c.right->value) ||
                               std::holds_alternative<bool>(c.right->value);
    give(mark, 0,
         {{kOtherWord},
          {prose(asks_for_word ? "This isn't the right choice." : "There is an answer here.")},
          {}});
  }

  void judge_numbers(Mark& mark, const Compared& c) {
    if (numbers_of(c.right->value).entries.empty()) {
      return give(mark, 0, {{"does_not_exist"}, {prose("There is no such number here.")}, {}});
    }
    if (!c.wrong.empty()) {
      if (auto order = find_other_order(c, options_)) return give(mark, kHalf, std::move(*order));
    }
    if (const auto turned = turned_back(c, options_)) return judge_turned(mark, *turned);
    if (c.has_other_shape) return judge_other_shape(mark, c);
    judge_entries(mark, c);
  }

  /// Half of what the same earns where it isn't turned.
  void judge_turned(Mark& mark, const Compared& c) {
    judge_entries(mark, c);
    mark.earned = mark.earned * kHalf;
    mark.finding.codes.insert(mark.finding.codes.begin(), "transposed");
    mark.finding.sentences.insert(
        mark.finding.sentences.begin(),
        prose("Rows and columns are swapped. What follows is said of the matrix turned back."));
  }

  void judge_other_shape(Mark& mark, const Compared& c) {
    Finding finding{{"wrong_shape"}, {wrong_shape_sentence(c)}, {}};
    add_diagnosis(finding, c, c.wrong);
    give(mark, 0, std::move(finding));
  }

  void judge_entries(Mark& mark, const Compared& c) {
    Finding finding;
    Carried carried;
    if (!options_.follow_through.is_zero() && !c.wrong.empty() && c.right->name != kSolutions &&
        may_build_on_others(c)) {
      suspects_.need_workings();
      const RightResults& right = right_results();
      if (!inexact_results_) inexact_results_ = inexact_results(typed_);
      carried = carry({c.right, c.typed(), difference(c.wrong, c.blank)}, typed_, right,
                      *inexact_results_, options_.tolerance);
    }
    const size_t all = c.typed().entries.size();
    const size_t right = all - c.wrong.size() - c.too_few_figures.size();
    const bool by_entry = is_list(c.right->value);
    // What earns nothing isn't said.
    if (!by_entry && carried.entries.size() < c.wrong.size()) carried = {};
    if (!options_.follow_through.is_zero() && carried.entries.empty()) {
      carried = carried_from_word(c);
    }
    describe_entries(finding, c, carried, right, by_entry);
    say_slips_behind(finding, carried);
    describe_carried(finding, c, carried);
    if (carried.entries.size() < c.wrong.size()) {
      const std::vector<size_t> unexplained =
          difference(difference(c.wrong, carried.entries), c.blank);
      if (!unexplained.empty()) add_diagnosis(finding, c, unexplained);
    }
    if (finding.codes.empty()) finding = {{kIncorrect}, {prose("This isn't the right value.")}, {}};
    give(mark, part_earned(c, right, carried, by_entry), std::move(finding));
    // What follows rightly may earn all points, and is still another value.
    if (mark.verdict == Verdict::correct && !carried.is_from_right()) {
      mark.verdict = Verdict::partial;
    }
  }

  /// What comes out for whoever works with the word that they chose.
  Carried carried_from_word(const Compared& c) {
    const bool may_be = c.blank.empty() && !c.wrong.empty() && !is_list(c.right->value);
    for (size_t other = 0; may_be && other < compared_.size(); ++other) {
      const Compared& chosen = compared_[other];
      if (!chosen.is_read() || chosen.reading.answer->word.empty() || is_right(chosen)) continue;
      for (size_t slip = 0; slip < suspects_.slips().size(); ++slip) {
        const NamedSlip& suspect = suspects_.slips()[slip];
        const auto& words = suspect.said_by;
        const bool is_said =
            suspect.said_in == chosen.right->name &&
            std::find(words.begin(), words.end(), chosen.reading.answer->word) != words.end();
        const Answer* own = is_said ? suspects_.rerun(slip, c.right->name) : nullptr;
        if (own && gives(*own, c)) return {.entries = c.wrong, .names = {chosen.right->name}};
      }
    }
    return {};
  }
  static bool gives(const Answer& own, const Compared& c) {
    const std::vector<Number> values = numbers_of(own.value).entries;
    return std::equal(
        values.begin(), values.end(), c.typed().entries.begin(), c.typed().entries.end(),
        [](const Number& value, const TypedNumber& typed) { return value == typed.value; });
  }

  /// Whether there is an answer, or an entry of the same list, that this may build on and that
  /// isn't exactly right.
  bool may_build_on_others(const Compared& c) {
    note_rounded();
    return std::any_of(typed_.begin(), typed_.end(), [&](const TypedResult& other) {
      const size_t inexact = other.wrong.size() + other.rounded.size();
      return other.right == c.right ? builds_on_itself(*c.right) && inexact > 1 : inexact > 0;
    });
  }

  /// Of all that is answered; the workings are there.
  const RightResults& right_results() {
    if (!right_results_) right_results_ = cnnsolve::right_results(typed_);
    return *right_results_;
  }

  /// Vectors and matrices earn by entry; all else is right as a whole.
  Number part_earned(const Compared& c, size_t right, const Carried& carried, bool by_entry) const {
    const Number all(c.typed().entries.size() + c.missing);
    const Number follows = carried.is_from_right() ? Number(1) : options_.follow_through;
    if (by_entry) {
      const Number in_full(carried.entries.size() - carried.too_few_figures.size());
      const Number in_few(carried.too_few_figures.size());
      return (Number(right) + kHalf * Number(c.too_few_figures.size()) +
              follows * (in_full + kHalf * in_few)) /
             all;
    }
    if (c.wrong.empty()) return kHalf;
    return carried.entries.size() == c.wrong.size() ? follows : Number(0);
  }

  static void describe_entries(Finding& finding, const Compared& c, const Carried& carried,
                               size_t right, bool by_entry) {
    const std::vector<size_t> unexplained = difference(c.wrong, carried.entries);
    const std::vector<size_t> wrong = difference(difference(unexplained, c.repeated), c.blank);
    if (by_entry && !wrong.empty() && wrong.size() < c.typed().entries.size()) {
      finding.codes.emplace_back(kSomeEntries);
      finding.sentences.push_back(prose("Wrong: ", places(c, wrong), "."));
    }
    if (!c.repeated.empty()) {
      finding.codes.emplace_back("solution_repeated");
      finding.sentences.push_back(prose("Given before: ", places(c, c.repeated), "."));
    }
    if (c.missing > 0 && right > 0) {
      finding.codes.emplace_back("solutions_missing");
      finding.sentences.push_back(prose("There are more solutions than these."));
    }
    if (!c.blank.empty()) {
      finding.codes.emplace_back("entries_missing");
      finding.sentences.push_back(prose("Not answered: ", places(c, c.blank), "."));
    }
    if (c.too_few_figures.empty()) return;
    finding.codes.emplace_back("too_few_figures");
    finding.sentences.push_back(
        by_entry
            ? prose("In too few figures: ", places(c, c.too_few_figures), ". Give at least three.")
            : prose("The value is right as far as it goes. Give at least three figures."));
  }

  /// What went wrong in the answers that are carried on and aren't marked: it is said nowhere else.
  void say_slips_behind(Finding& finding, const Carried& carried) {
    if (!options_.diagnosis) return;
    for (const std::string& name : carried.names) {
      const bool is_marked = std::any_of(marked_.begin(), marked_.end(),
                                         [&](const Marked& other) { return other.name == name; });
      const auto root = std::find_if(typed_.begin(), typed_.end(), [&](const TypedResult& other) {
        return other.right->name == name;
      });
      if (is_marked || root == typed_.end()) continue;
      const Answer right = with_right_as_given(*root->right, root->wrong);
      WrongEntries wrong{right, root->typed, root->wrong};
      wrong.subject = fmt::format("Your \"{}\"", name);
      wrong.others = others_than(*root->right);
      add_finding(finding, diagnose_by_name(wrong, suspects_));
    }
  }

  /// "Row 1 and row 2 follow", or "This follows" where there is nothing else.
  static std::string what_follows(const Compared& c, const Carried& carried) {
    if (!is_list(c.right->value) || carried.entries.size() == c.typed().entries.size()) {
      return "This follows";
    }
    std::string where = places(c, carried.entries);
    where[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(where[0])));
    return where + (where.find(" and ") == std::string::npos ? " follows" : " follow");
  }

  void describe_carried(Finding& finding, const Compared& c, const Carried& carried) const {
    if (carried.entries.empty()) return;
    finding.codes.emplace_back(kFollowThrough);
    Prose sentence = prose(what_follows(c, carried), " rightly from your own ");
    bool is_first = true;
    const auto add = [&](std::vector<std::string> names, const char* why) {
      if (names.empty()) return;
      if (!std::exchange(is_first, false)) append(sentence, ", and ");
      const bool is_own = names == std::vector{c.right->name};
      for (std::string& name : names) name = fmt::format("\"{}\"", name);
      append(sentence, is_own ? prose("entries before it") : prose(join(names)));
      append(sentence, is_own || names.size() > 1 ? ", which are" : ", which is");
      append(sentence, why);
    };
    add(carried.names, "n't right");
    add(carried.rounded, " rounded too far");
    add(carried.tolerated, " near enough but not exact");
    const bool some = carried.entries.size() < c.wrong.size();
    const bool is_shown = !some && carried.first && !options_.hides_expected;
    append(sentence, is_shown ? ":" : ".");
    finding.sentences.push_back(std::move(sentence));
    if (!carried.too_few_figures.empty()) {
      if (c.too_few_figures.empty()) finding.codes.emplace_back("too_few_figures");
      finding.sentences.push_back(
          prose("Give at least three figures in ", places(c, carried.too_few_figures), "."));
    }
    if (!is_shown) return;
    const Node& first = carried.first->node();
    finding.formulas.push_back({"", first.symbol, first.operands[0], true});
  }

  std::vector<WrongEntries::Other> others_than(const Answer& right) const {
    std::vector<WrongEntries::Other> others;
    for (const TypedResult& other : typed_) {
      if (other.right != &right) others.push_back({other.right->name, other.wrong});
    }
    return others;
  }

  /// An answer whose results are given as far as the student has right what they build on.
  Answer with_right_as_given(const Answer& answer, const std::vector<size_t>& wrong) {
    Answer given = answer;
    if (right_results().empty()) return given;
    // What is right of a list shows how its other entries may have been worked out.
    std::vector<size_t> kept;
    if (is_list(answer.value)) {
      std::vector<size_t> all(numbers_of(answer.value).entries.size());
      std::iota(all.begin(), all.end(), size_t{0});
      kept = difference(all, wrong);
    }
    given.workings = with_given(std::move(given.workings), right_results(), kept);
    return given;
  }

  /// What went wrong, where nothing did behind the results that are right.
  std::optional<Finding> diagnosis(const Compared& c, const std::vector<size_t>& entries) {
    if (lines_left_ == 0) return std::nullopt;
    suspects_.need_workings();
    const Answer right = with_right_as_given(*c.right, c.wrong);
    WrongEntries wrong{right, c.typed(), entries, c.has_other_shape, secrets()};
    wrong.others = others_than(*c.right);
    const Sheets sheets = sheets_of_first(wrong);
    for (const auto& sheet : sheets) lines_left_ -= std::min(lines_left_, sheet->size());
    return diagnose(wrong, sheets, suspects_);
  }

  /// The right numbers of what is marked and isn't answered rightly, where they are to stay hidden.
  std::vector<Number> secrets() const {
    std::vector<Number> secrets;
    if (!options_.hides_expected) return secrets;
    for (const Marked& marked : marked_) {
      const bool is_known =
          std::any_of(compared_.begin(), compared_.end(), [&](const Compared& compared) {
            return compared.right->name == marked.name && is_right(compared);
          });
      if (is_known) continue;
      const Answer& right = *find_answer(suspects_.right(), marked.name);
      const Matrix<Number> numbers = numbers_of(right.value);
      for (size_t i = 0; i < numbers.entries.size(); ++i) {
        if (!is_given(right, i)) secrets.push_back(numbers.entries[i]);
      }
    }
    return secrets;
  }
  /// Whether an entry is a number of the problem itself, as the channels are the filters.
  static bool is_given(const Answer& right, size_t entry) {
    if (right.workings.empty()) return false;
    const Term& result = right.workings[0][entry];
    const Term& last = is_result(result) ? result.node().operands[0] : result;
    return last.node().op == Op::symbol && !is_result(last);
  }

  void add_diagnosis(Finding& finding, const Compared& c, const std::vector<size_t>& entries) {
    // A list of solutions has no order in which one could go wrong.
    if (!options_.diagnosis || c.right->name == kSolutions) return;
    add_finding(finding, diagnosis(c, entries));
  }

  static void add_finding(Finding& finding, std::optional<Finding> found) {
    if (!found) return;
    std::move(found->codes.begin(), found->codes.end(), std::back_inserter(finding.codes));
    std::move(found->either.begin(), found->either.end(), std::back_inserter(finding.either));
    std::move(found->sentences.begin(), found->sentences.end(),
              std::back_inserter(finding.sentences));
    finding.formulas = std::move(found->formulas);
  }

  Suspects& suspects_;
  const std::vector<Marked>& marked_;
  const GradeOptions& options_;
  ChosenSolution solution_;
  ChannelOrder usual_order_ = ChannelOrder::unknown;  ///< of the answers so far
  std::vector<const Value*> given_;                   ///< beside compared_
  std::vector<Compared> compared_;
  std::vector<TypedResult> typed_;
  std::optional<RightResults> right_results_;  ///< once they are asked for
  std::optional<InexactResults> inexact_results_;
  /// So much is looked through for the mistakes of one script. Behind every layer of a network
  /// stand all before it, and what is wrong in thousands of them needs no cause for each.
  size_t lines_left_ = 500'000;
  bool knows_rounded_ = false;  ///< whether that is noted in typed_
};

}  // namespace

std::vector<Mark> grade(Suspects& suspects, const std::vector<Marked>& marked, const Given& given,
                        const GradeOptions& options) {
  Grader grader(suspects, marked, given, options);
  std::vector<Mark> marks;
  marks.reserve(marked.size());
  for (const Marked& each : marked) marks.push_back(grader.mark(each));
  return marks;
}

}  // namespace cnnsolve
