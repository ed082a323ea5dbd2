#include "reading/typed_word.h"

#include <algorithm>
#include <array>
#include <vector>

#include "reading/typed_text.h"
#include "wording.h"

namespace cnnsolve {
namespace {

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

}  // namespace

std::variant<std::string, Failure> read_word(std::string_view text,
                                             std::span<const ChosenWord::Spelling> words) {
  const std::string form = without_noun(normal_form(text));
  std::vector<std::string> names;
  for (const ChosenWord::Spelling& word : words) {
    if (is_spelling(word, form)) return std::string(word.name);
    names.emplace_back(word.name);
  }
  const std::string suggestion = did_you_mean(form, names);
  return Failure{Reason::unknown_word, one_of(names) + (suggestion.empty() ? "." : suggestion)};
}

std::span<const ChosenWord::Spelling> yes_and_no() {
  static const std::array<ChosenWord::Spelling, 2> words = {
      {{"yes", {"y", "true", "t"}}, {"no", {"n", "false", "f"}}}};
  return words;
}

}  // namespace cnnsolve
