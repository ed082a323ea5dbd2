#include "grade/class_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "wording.h"

namespace cnnsolve {
namespace {

using Role = Section::Role;

constexpr size_t kBars = 10;
constexpr size_t kMostMistakes = 5;  // of one answer, in the report

std::vector<Number> totals(const std::vector<MarkedScript>& scripts) {
  std::vector<Number> totals;
  totals.reserve(scripts.size());
  for (const MarkedScript& script : scripts) totals.push_back(score_of(script).earned);
  std::sort(totals.begin(), totals.end());
  return totals;
}

Number median_of(const std::vector<Number>& sorted) {
  const size_t middle = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[middle];
  return (sorted[middle - 1] + sorted[middle]) / 2;
}

/// The bar of a total: full marks belong to the last.
size_t bar_of(const Number& earned, const Number& points) {
  if (points.is_zero()) return kBars - 1;
  const Number place = floor(earned / points * static_cast<int>(kBars));
  return std::min(kBars - 1, static_cast<size_t>(place.whole()));
}

bool tells_no_mistake(std::string_view code) {
  constexpr std::string_view kCodes[] = {kSomeEntries, kIncorrect, kOtherWord, kFollowThrough};
  return std::find(std::begin(kCodes), std::end(kCodes), code) != std::end(kCodes);
}

using Codes = std::vector<std::string>;

/// The mistakes that a finding tells, each with all codes of which it may be one.
std::set<Codes> mistakes_of(const Finding& finding) {
  std::set<Codes> mistakes;
  for (const std::string& code : finding.codes) {
    if (tells_no_mistake(code)) continue;
    const auto has_it = [&](const Codes& codes) {
      return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    const auto either = std::find_if(finding.either.begin(), finding.either.end(), has_it);
    mistakes.insert(either == finding.either.end() ? Codes{code} : *either);
  }
  return mistakes;
}

/// Why answers weren't right, as far as that is known.
std::vector<MistakeCount> count_mistakes(const std::vector<MarkedScript>& scripts, size_t question,
                                         size_t mark) {
  std::map<Codes, size_t> counts;
  for (const MarkedScript& script : scripts) {
    const Mark& given = script.questions[question].marks[mark];
    if (given.verdict != Verdict::incorrect && given.verdict != Verdict::partial) continue;
    for (const Codes& codes : mistakes_of(given.finding)) ++counts[codes];
  }
  const MarkedQuestion& marked = scripts[0].questions[question];
  std::vector<MistakeCount> mistakes;
  mistakes.reserve(counts.size());
  for (const auto& [codes, count] : counts) {
    mistakes.push_back({full_name(marked, marked.marks[mark]), codes, count});
  }
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  if (mistakes.size() > kMostMistakes) mistakes.resize(kMostMistakes);
  return mistakes;
}

BarsFigure bars(const ClassSummary& summary) {
  BarsFigure figure;
  for (size_t i = 0; i < kBars; ++i) {
    figure.bars.push_back({fmt::format("{}–{} %", 100 * i / kBars, 100 * (i + 1) / kBars),
                           Number(summary.tenths[i])});
  }
  return figure;
}

Section mistakes_section(const ClassSummary& summary) {
  Section section{Role::part, "The commonest mistakes"};
  Table table;
  table.header = {prose("answer"), prose("mistake"), prose("students")};
  for (const MistakeCount& mistake : summary.mistakes) {
    Codes names;
    for (const std::string& code : mistake.codes) names.push_back(in_words(code));
    table.rows.push_back(
        {prose(mistake.answer), prose(one_of(names)), prose(Number(mistake.count))});
  }
  section.blocks.emplace_back(std::move(table));
  return section;
}

/// What couldn't be read, which is no mistake of the subject: a row each; without rows where all
/// was read.
Table not_readable_table(const std::vector<MarkedScript>& scripts) {
  Table table;
  table.header = {prose("student"), prose("answer"), prose("given"), prose("why")};
  for (const MarkedScript& script : scripts) {
    for (const MarkedQuestion& question : script.questions) {
      for (const Mark& mark : question.marks) {
        if (mark.verdict != Verdict::invalid) continue;
        table.rows.push_back({prose(script.student), prose(full_name(question, mark)),
                              prose(mark.typed), mark.finding.sentences[0]});
      }
    }
  }
  return table;
}

}  // namespace

ClassSummary summarise(const std::vector<MarkedScript>& scripts) {
  const std::vector<Number> sorted = totals(scripts);
  ClassSummary summary{.mean = total(sorted) / Number(sorted.size()),
                       .median = median_of(sorted),
                       .points = score_of(scripts[0]).points,
                       .tenths = std::vector<size_t>(kBars),
                       .mistakes = {}};
  for (const Number& earned : sorted) ++summary.tenths[bar_of(earned, summary.points)];
  const std::vector<MarkedQuestion>& questions = scripts[0].questions;
  for (size_t question = 0; question < questions.size(); ++question) {
    for (size_t mark = 0; mark < questions[question].marks.size(); ++mark) {
      for (MistakeCount& mistake : count_mistakes(scripts, question, mark)) {
        summary.mistakes.push_back(std::move(mistake));
      }
    }
  }
  return summary;
}

Section class_summary(const std::vector<MarkedScript>& scripts) {
  const ClassSummary summary = summarise(scripts);
  Section section{Role::part, "Summary"};
  section.blocks.emplace_back(prose(Counted{Number(scripts.size()), "student"}, ". Of ",
                                    in_points(summary.points), " points the mean is ",
                                    in_points(summary.mean), " and the median ",
                                    in_points(summary.median), "."));
  section.blocks.emplace_back(bars(summary));
  if (!summary.mistakes.empty()) section.sections.push_back(mistakes_section(summary));
  if (Table table = not_readable_table(scripts); !table.rows.empty()) {
    section.sections.push_back({.title = "Not readable", .blocks = {std::move(table)}});
  }
  return section;
}

}  // namespace cnnsolve
