#include "answer_key.h"

#include <fmt/format.h>

#include <algorithm>

#include "grade/compared.h"
#include "reading/label.h"
#include "reading/list_text.h"
#include "reading/typed_text.h"
#include "wording.h"

namespace cnnsolve {
namespace {

constexpr const char* kUntitled = "Marked answers";

/// One point for each headline answer that there is.
std::vector<Marked> headline_answers(const Kind& kind, const std::vector<Answer>& right) {
  std::vector<Marked> marked;
  for (const std::string_view name : kind.headline) {
    const Answer* answer = find_answer(right, name);
    if (answer && !std::holds_alternative<std::monostate>(answer->value)) {
      marked.push_back({answer->name, 1});
    }
  }
  // A layer that is asked backwards has none of them, and all that is asked.
  if (marked.empty()) {
    for (const Answer& answer : right) {
      if (answer.name != kSolutions) marked.push_back({answer.name, 1});
    }
  }
  return marked;
}

/// What a list of shapes says of each of so many layers. Features may stand in brackets like the
/// sizes.
std::vector<Value> shapes_of(const Value& list, size_t layers) {
  std::vector<Value> shapes;
  for (const Value& item : list.items) {
    shapes.push_back(item.items.size() == 1 ? item.items[0] : item);
  }
  if (list.type == Value::Type::array) return shapes;
  // Groups of digits are taken for such only where the list then has the right length.
  const std::string ungrouped = without_groups(list.text);
  std::vector<std::string_view> texts = split_shapes(list.text);
  if (texts.size() != layers) {
    std::vector<std::string_view> fewer = split_shapes(ungrouped);
    if (fewer.size() == layers) {
      texts = std::move(fewer);
    } else if (layers == 1 || (may_have_groups(list.text) &&
                               list.text.find_first_of("()[];\n>") == std::string::npos)) {
      texts = {list.text};
    }
  }
  for (std::string_view text : texts) {
    const bool is_single = text.size() > 2 && (text.front() == '[' || text.front() == '(') &&
                           text.find_first_of(", ;") == std::string_view::npos;
    if (is_single) text = text.substr(1, text.size() - 2);
    shapes.push_back(Value::of_text(std::string(text)));
  }
  return shapes;
}

/// An empty cell, or null.
bool is_blank(const Value& value) {
  return value.type == Value::Type::null ||
         (value.type == Value::Type::string &&
          value.text.find_first_not_of(" \t\r\n") == std::string::npos);
}

/// Leaves out blank answers where the same is answered elsewhere: a list of shapes beside columns
/// of single ones.
void leave_out_blanks(Given& given) {
  std::erase_if(given, [&](const auto& entry) {
    return is_blank(entry.second) &&
           std::count_if(given.begin(), given.end(), [&](const auto& other) {
             return other.first == entry.first && !is_blank(other.second);
           }) > 0;
  });
}

size_t shapes_in(const std::vector<Answer>& right) {
  size_t count = 0;
  while (find_answer(right, numbered(kOneShape, count + 1))) ++count;
  return count;
}

/// The points that the author gave, those of a list of shapes in equal parts, or else those of the
/// headline.
std::vector<Marked> marked_answers(const Exercise& exercise, const std::vector<Answer>& right) {
  std::vector<Marked> marked;
  for (const auto& [name, points] : exercise.text.points) {
    if (name != kAllShapes) {
      marked.push_back({name, points});
      continue;
    }
    const size_t layers = shapes_in(right);
    for (size_t i = 1; i <= layers; ++i) {
      marked.push_back({numbered(kOneShape, i), points / Number(layers)});
    }
  }
  return marked.empty() ? headline_answers(*exercise.kind, right) : marked;
}

/// Adds what is given and has no points.
void add_unmarked(std::vector<Marked>& marked, const Given& given) {
  for (const auto& entry : given) {
    const bool is_marked = std::any_of(marked.begin(), marked.end(), [&](const Marked& other) {
      return other.name == entry.first;
    });
    if (!is_marked) marked.push_back({entry.first, 0});
  }
}

}  // namespace

AnswerKey::AnswerKey(const Homework& homework) : title_(homework.title) {
  for (const Exercise& exercise : homework.exercises) {
    const std::string key = problem_key(exercise.text.id, questions_.size());
    questions_.push_back(question(exercise, homework.is_list ? key : ""));
  }
  if (!homework.is_list) title_ = homework.exercises[0].text.title;
  if (title_.empty()) title_ = kUntitled;
}

AnswerKey::AnswerKey(const Kind& kind, const std::string& id, const PlainAnswers& right,
                     const std::function<const Problem&()>& problem)
    : title_(kUntitled) {
  std::vector<Answer> answers = values_alone(right);
  std::vector<Marked> marked = headline_answers(kind, answers);
  Suspects suspects(
      std::move(answers), [problem] { return worked_answers(problem()); },
      [problem] { return named_slips(problem()); });
  questions_.push_back({"", id, std::move(suspects), std::move(marked)});
}

AnswerKey::Question AnswerKey::question(const Exercise& exercise, std::string key) {
  std::vector<Answer> right = worked_answers(exercise.problem);
  std::vector<Marked> marked = marked_answers(exercise, right);
  const auto slips = [problem = exercise.problem] { return named_slips(problem); };
  return {std::move(key), exercise.text.id, Suspects(std::move(right), slips), std::move(marked)};
}

bool AnswerKey::Question::has_prefix_of(std::string_view name) const {
  return !prefix().empty() && name.starts_with(prefix() + ".");
}

std::optional<std::string_view> AnswerKey::Question::answer_of(std::string_view name) const {
  if (has_prefix_of(name)) {
    name.remove_prefix(prefix().size() + 1);
  } else if (!key.empty()) {
    return std::nullopt;
  }
  const bool is_list = name == kAllShapes && count_shapes() > 0;
  if (!is_list && !find_answer(suspects.right(), name)) return std::nullopt;
  return name;
}

size_t AnswerKey::Question::count_shapes() const { return shapes_in(suspects.right()); }

void AnswerKey::Question::add(Given& given, std::string_view name, const Value& value,
                              const ReadingOptions& options,
                              std::vector<std::string>& remarks) const {
  if (name != kAllShapes) {
    given.emplace_back(name, value);
    return;
  }
  if (is_blank(value)) return;
  const size_t layers = count_shapes();
  std::vector<Value> shapes = shapes_of(value, layers);
  const Answer& first = *find_answer(suspects.right(), numbered(kOneShape, 1));
  const GradeOptions reading{.reading = options};
  const bool begins_with_input = shapes.size() == layers + 1 &&
                                 right_from(1, shapes, reading) > right_from(0, shapes, reading);
  if (begins_with_input) {
    remarks.push_back(fmt::format(
        "\"{}\" lists {} layers, and the network has {}: the first is taken for the input.",
        kAllShapes, shapes.size(), layers));
    shapes.erase(shapes.begin());
  }
  if (shapes.size() == 1 && read_answer(shapes[0], first, options).problem) {
    // What can't be taken apart is no answer to the first layer alone.
    shapes.assign(layers, Value(shapes[0]));
  }
  for (size_t i = 0; i < std::min(layers, shapes.size()); ++i) {
    given.emplace_back(numbered(kOneShape, i + 1), shapes[i]);
  }
  if (shapes.size() == layers) return;
  remarks.push_back(fmt::format("\"{}\" lists {} layer{}, and the network has {}.", kAllShapes,
                                shapes.size(), shapes.size() == 1 ? "" : "s", layers));
}

size_t AnswerKey::Question::right_from(size_t begin, const std::vector<Value>& shapes,
                                       const GradeOptions& options) const {
  size_t count = 0;
  for (size_t i = 1; begin + i <= shapes.size(); ++i) {
    const Answer* right = find_answer(suspects.right(), numbered(kOneShape, i));
    if (right && is_right(compare_answer(*right, shapes[begin + i - 1], options))) ++count;
  }
  return count;
}

std::vector<std::string> AnswerKey::names() const {
  std::vector<std::string> names;
  for (const Question& question : questions_) {
    for (const std::string& name : answer_names(question.suspects.right())) {
      names.push_back(question.key.empty() ? name : question.key + "." + name);
    }
  }
  return names;
}

bool AnswerKey::knows(std::string_view name) const {
  return std::any_of(questions_.begin(), questions_.end(),
                     [&](const Question& question) { return question.answer_of(name); });
}

bool AnswerKey::belongs_to_problem(std::string_view name) const {
  return std::any_of(questions_.begin(), questions_.end(), [&](const Question& question) {
    const std::string prefix = lower_case(question.prefix()) + ".";
    // "1. Name" is no answer to problem 1.
    return prefix.size() > 1 && lower_case(name).starts_with(prefix) &&
           !name.substr(prefix.size()).starts_with(' ');
  });
}

std::string AnswerKey::guess(std::string_view name) const {
  std::string near = did_you_mean(name, names());
  if (!near.empty()) return near;
  const size_t own = name.rfind('.') + 1;  // 0 where there is no point
  const std::string full =
      std::string(name.substr(0, own)) + std::string(full_name_of(name.substr(own)));
  return knows(full) ? suggestion(full) : "";
}

std::string AnswerKey::instead_of(std::string_view name) const {
  std::string near = guess(name);
  if (!near.empty()) return near;
  constexpr size_t kMost = 20;
  std::vector<std::string> listed = names();
  // Those of the problem that is meant, unless there is but one.
  const std::string prefix = lower_case(name.substr(0, name.find('.') + 1));
  const auto is_of_other = [&](const std::string& other) {
    return !lower_case(other).starts_with(prefix);
  };
  if (!std::all_of(listed.begin(), listed.end(), is_of_other)) std::erase_if(listed, is_of_other);
  if (listed.size() > kMost) {
    listed.resize(kMost);
    listed.emplace_back("others");
  }
  return (listed.size() == 1 ? "; there is " : "; there are ") + join(listed);
}

MarkedScript AnswerKey::mark(const Script& script, const GradeOptions& options) {
  MarkedScript marked{.student = script.student, .student_is_number = script.student_is_number};
  for (Question& question : questions_) {
    Given given;
    for (const auto& [name, value] : script.answers) {
      if (const auto answer = question.answer_of(name)) {
        question.add(given, *answer, value, options.reading, marked.remarks);
      }
    }
    leave_out_blanks(given);
    std::vector<Marked> asked = question.marked;
    if (script.marks_all) add_unmarked(asked, given);
    marked.questions.push_back({question.key, grade(question.suspects, asked, given, options)});
  }
  for (const auto& [name, value] : script.answers) {
    if (knows(name)) continue;
    const std::string near = guess(name);
    marked.remarks.push_back(fmt::format(
        "\"{}\" isn't marked: it is no answer of this {}{}", shortened(name, kMostShown),
        questions_.size() == 1 ? "problem" : "homework", near.empty() ? "." : near));
  }
  return marked;
}

}  // namespace cnnsolve
