#include "homework.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "kinds/comparison.h"

namespace cnnsolve {
namespace {

/// The kind that an object names, or null with a mistake.
const Kind* read_kind(const Value& object, Reader& reader) {
  reader.skip("kind");
  std::vector<std::string_view> names;
  for (const Kind& kind : kinds()) names.push_back(kind.name);
  const Value* name = object.member("kind");
  if (!name) {
    std::string guess = object.member("type") ? "; it isn't \"type\"" : "";
    for (const auto& [member, value] : object.members) {
      if (const std::string list = did_you_mean(member, {"problems"}); !list.empty()) {
        reader.add_unknown(member, list);
        return nullptr;
      }
      if (guess.empty() && !did_you_mean("kind", {member}).empty()) {
        guess = fmt::format("; it isn't \"{}\"", member);
      }
    }
    reader.add_mistake("kind",
                       "is missing: must be " + one_of({names.begin(), names.end()}) + guess);
    return nullptr;
  }
  const ChoiceReading reading = read_choice(*name, names);
  if (reading.index) return &kinds()[*reading.index];
  reader.add_mistake("kind", reading.wanted);
  return nullptr;
}

/// Points must be for answers that the problem has.
void check_points(const Exercise& exercise, Reader& reader) {
  if (exercise.text.points.empty()) return;
  const std::vector<std::string> names = answer_names(worked_answers(exercise.problem));
  const bool has_all_shapes =
      std::any_of(exercise.text.points.begin(), exercise.text.points.end(),
                  [](const auto& entry) { return entry.first == kAllShapes; });
  for (const auto& [name, points] : exercise.text.points) {
    if (has_all_shapes && name.starts_with(kOneShape)) {
      reader.add_mistake("points/" + pointer_token(name),
                         fmt::format("is one of \"{}\", which has points already", kAllShapes));
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    reader.add_mistake("points/" + pointer_token(name),
                       "is no answer of this problem" + did_you_mean(name, names));
  }
}

void read_exercise(const Value& value, const Place& place, Homework& homework,
                   std::vector<Mistake>& mistakes) {
  Reader reader(value, place, mistakes);
  if (!reader.expect_object()) return;
  Exercise exercise;
  describe(reader, exercise.text);
  exercise.kind = read_kind(value, reader);
  if (!exercise.kind) return;
  std::optional<Problem> problem = exercise.kind->read(reader);
  if (!problem) return;
  exercise.problem = std::move(*problem);
  check_points(exercise, reader);
  homework.exercises.push_back(std::move(exercise));
}

/// Results and marks are told apart by the problems' ids.
void check_ids(const std::vector<Value>& problems, Reader& reader) {
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < problems.size(); ++i) {
    const Value* id = problems[i].member("id");
    const std::string name = problem_key(id ? id->text : "", i);
    const auto [place, is_new] = places.emplace(name, i);
    if (is_new) continue;
    reader.add_mistake(fmt::format("problems/{}/id", i),
                       fmt::format("must not be that of another problem, got {}, as in problems/{}",
                                   described(Value::of_text(name)), place->second));
  }
}

void throw_if_any(const std::vector<Mistake>& mistakes) {
  if (!mistakes.empty()) throw InputError(mistakes);
}

std::vector<std::string> paragraphs(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) result.push_back(line);
  }
  return result;
}

/// A layer that is a kind of its own as a network of that layer; nothing of what is no layer.
struct AsNetwork {
  std::optional<Network> operator()(const Network& network) const { return network; }
  template <class Settings>
  std::optional<Network> operator()(const SingleLayer<Settings>& layer) const {
    return network_of(layer);
  }
  template <class Other>
  std::optional<Network> operator()(const Other& problem) const {
    if constexpr (std::constructible_from<NetworkLayer::Settings, Other>) {
      SingleLayer<Other> layer{problem.input, problem};
      layer.settings.input.clear();
      return network_of(layer);
    } else {
      return std::nullopt;
    }
  }
};

ComparedNetwork compared_network(const NamedHomework& named) {
  const Exercise& exercise = named.homework.exercises[0];
  const auto fail = [&](const std::string& what) { throw InputError(named.name, what); };
  if (named.homework.exercises.size() > 1) {
    fail(fmt::format("must be one network or layer, got {} problems",
                     named.homework.exercises.size()));
  }
  std::optional<Network> network = std::visit(AsNetwork(), exercise.problem);
  if (std::holds_alternative<BatchNorm>(exercise.problem)) {
    fail("must be a network or a layer, got batchnorm");
  }
  const auto* block = std::get_if<ResidualBlock>(&exercise.problem);
  if (block && block->input.size() == 1) {
    fail("must have an input with a height and a width to be compared, got its channels alone");
  }
  if (!network) fail("must have nothing unknown in it, got \"?\"");
  std::vector<Mistake> mistakes;
  for (const FieldMistake& mistake : check(*network)) {
    mistakes.push_back({named.name, mistake.what});
  }
  throw_if_any(mistakes);
  return {exercise.text.title.empty() ? named.name : exercise.text.title, *std::move(network)};
}

using Solve = Solution(const Kind& kind, const Problem& problem);

SolvedHomework worked(const Homework& homework, Solve* solve) {
  SolvedHomework solved{.is_list = homework.is_list, .title = homework.title, .solutions = {}};
  for (const Exercise& exercise : homework.exercises) {
    Solution solution = solve(*exercise.kind, exercise.problem);
    solution.id = exercise.text.id;
    if (!exercise.text.title.empty()) solution.document.title = exercise.text.title;
    solution.document.question = paragraphs(exercise.text.question);
    solved.solutions.push_back(std::move(solution));
  }
  return solved;
}

}  // namespace

Homework read_homework(const Value& value, const Place& place) {
  Homework homework;
  std::vector<Mistake> mistakes;
  const Value* problems = value.member(kHomeworkProblems);
  if (!problems) {
    read_exercise(value, place, homework, mistakes);
  } else {
    homework.is_list = true;
    Reader reader(value, place, mistakes);
    reader.field(kHomeworkTitle, homework.title);
    reader.skip(kHomeworkProblems);
    reader.finish();
    if (problems->type != Value::Type::array || problems->items.empty()) {
      reader.add_mistake("problems", fmt::format("must be a list of at least one problem, got {}",
                                                 described(*problems)));
    }
    check_ids(problems->items, reader);
    for (size_t i = 0; i < problems->items.size(); ++i) {
      const Place item = {.flags = false, .prefix = place.of(fmt::format("problems/{}", i))};
      read_exercise(problems->items[i], item, homework, mistakes);
    }
  }
  throw_if_any(mistakes);
  return homework;
}

std::optional<Homework> read_flags(const Kind& kind, const Flags& flags,
                                   std::vector<Mistake>& mistakes) {
  const std::optional<Value> value = flags.value(mistakes);
  if (!value) return std::nullopt;
  Reader reader(*value, {.flags = true, .prefix = ""}, mistakes);
  std::optional<Problem> problem = kind.read(reader);
  flags.name_words(mistakes);
  if (!problem) return std::nullopt;
  Homework homework;
  homework.exercises.push_back({.text = {}, .kind = &kind, .problem = std::move(*problem)});
  return homework;
}

SolvedHomework solve(const Homework& homework) { return worked(homework, solve); }
SolvedHomework answer(const Homework& homework) { return worked(homework, answer); }

SolvedHomework compare(const NamedHomework& first, const NamedHomework& second) {
  const ComparedNetwork one = compared_network(first), other = compared_network(second);
  if (one.network.bias_in_macs != other.network.bias_in_macs) {
    const auto counts = [](const ComparedNetwork& compared) {
      return compared.network.bias_in_macs ? "counts" : "doesn't count";
    };
    throw InputError(second.name,
                     fmt::format("must count operations as {} does, which {} adding a bias; this "
                                 "one {} it",
                                 first.name, counts(one), counts(other)));
  }
  SolvedHomework solved;
  solved.solutions.push_back(compare(one, other));
  return solved;
}

}  // namespace cnnsolve
