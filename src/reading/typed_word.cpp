#include "reading/typed_word.h"

#include <algorithm>
#include <array>
#include <vector>

#include "reading/typed_text.h"
#include "wording.h"

namespace cnnsolve {
namespace {

using Words = std::span<const ChosenWord::Spelling>;

/// What may stand behind a word and before an explanation.
constexpr std::string_view kPauses = ",;:.(";
constexpr std::string_view kMarks = ",;:.()!?";

/// In small letters, with single spaces for all that separates words.
std::string normal_form(std::string_view text) {
  std::string result;
  for (const char c : lower_case(text)) {
    const bool separates = c == ' ' || c == '-' || c == '_';
    if (!separates) result += c;
    if (separates && !result.ends_with(' ')) result += ' ';
  }
  return std::string(trimmed(result));
}

std::string without_noun(std::string form) {
  for (const std::string_view noun : {" connection", " mapping", " shortcut"}) {
    if (form.ends_with(noun)) form.resize(form.size() - noun.size());
  }
  return form;
}

bool is_spelling(const ChosenWord::Spelling& word, const std::string& form) {
  return normal_form(word.name) == form ||
         std::any_of(word.synonyms.begin(), word.synonyms.end(),
                     [&](std::string_view synonym) { return normal_form(synonym) == form; });
}

const ChosenWord::Spelling* find_word(std::string_view text, Words words) {
  const std::string form = without_noun(normal_form(text));
  const auto found =
      std::find_if(words.begin(), words.end(),
                   [&](const ChosenWord::Spelling& word) { return is_spelling(word, form); });
  return found == words.end() ? nullptr : &*found;
}

/// Words between spaces, without marks.
std::string words_alone(std::string_view text) {
  std::string form = " " + normal_form(text) + " ";
  std::replace_if(
      form.begin(), form.end(), [](char c) { return kMarks.find(c) != kMarks.npos; }, ' ');
  return form;
}

/// Whether an explanation, in words alone, has a spelling in it.
bool mentions(const std::string& explanation, const ChosenWord::Spelling& word) {
  const auto has = [&](std::string_view spelling) {
    return explanation.find(" " + normal_form(spelling) + " ") != std::string::npos;
  };
  return has(word.name) || std::any_of(word.synonyms.begin(), word.synonyms.end(), has);
}

/// Whether it may take back what was said: projection, not needed.
bool denies(const std::string& explanation) {
  constexpr std::string_view kDenials[] = {" not ",   " no ",     " never ",
                                           " wrong ", " cannot ", "n't "};
  return std::any_of(std::begin(kDenials), std::end(kDenials), [&](std::string_view denial) {
    return explanation.find(denial) != std::string::npos;
  });
}

/// The word before an explanation that mentions none of the others: no, they differ.
const ChosenWord::Spelling* find_explained(std::string_view text, Words words) {
  const size_t pause = std::min(text.find_first_of(kPauses), text.find(" - "));
  // One letter is no more than the beginning of what is said: f(x).
  if (pause == std::string_view::npos || pause < 2) return nullptr;
  const ChosenWord::Spelling* first = find_word(text.substr(0, pause), words);
  const std::string explanation = words_alone(text.substr(pause));
  // "No, they don't match" says it twice.
  if (first && first->name != "no" && denies(explanation)) return nullptr;
  const bool is_clear = std::none_of(words.begin(), words.end(), [&](const auto& word) {
    return &word != first && mentions(explanation, word);
  });
  return is_clear ? first : nullptr;
}

}  // namespace

std::variant<std::string, Failure> read_word(std::string_view text, Words words) {
  if (const auto* word = find_word(text, words)) return std::string(word->name);
  if (const auto* word = find_explained(text, words)) return std::string(word->name);
  std::vector<std::string> names;
  for (const ChosenWord::Spelling& word : words) names.emplace_back(word.name);
  const std::string form = without_noun(normal_form(text));
  const std::string suggestion = did_you_mean(form, names);
  return Failure{Reason::unknown_word, one_of(names) + (suggestion.empty() ? "." : suggestion)};
}

std::span<const ChosenWord::Spelling> yes_and_no() {
  static const std::array<ChosenWord::Spelling, 2> words = {
      {{"yes", {"y", "true", "t"}}, {"no", {"n", "false", "f"}}}};
  return words;
}

}  // namespace cnnsolve
