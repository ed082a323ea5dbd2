// What the tests of the kinds ask a solution.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "solution.h"

namespace cnnsolve {

/// The value of the answer of that name; a monostate, and a failure, where there is none.
inline AnswerValue answer(const Solution& solution, std::string_view name) {
  for (const Answer& answer : solution.answers) {
    if (answer.name == name) return answer.value;
  }
  ADD_FAILURE() << "no answer " << name;
  return std::monostate{};
}

inline Number number(const Solution& solution, std::string_view name) {
  return std::get<Number>(answer(solution, name));
}

inline Shape volume(const Solution& solution, std::string_view name) {
  return std::get<Volume>(answer(solution, name)).sizes;
}

/// Calls `visit` with every equation of the sections, in order.
template <class Visit>
void for_each_equation(const std::vector<Section>& sections, Visit visit) {
  for (const Section& section : sections) {
    for (const Block& block : section.blocks) {
      if (const auto* equation = std::get_if<Equation>(&block)) visit(*equation);
    }
    for_each_equation(section.sections, visit);
  }
}

/// What is derived under an answer's name is that answer.
inline void expect_derivation_agrees(const Solution& solution) {
  for_each_equation(solution.document.sections, [&](const Equation& equation) {
    for (const Answer& answer : solution.answers) {
      if (answer.name != equation.name || !equation.formula.column().empty()) continue;
      EXPECT_EQ(std::get<Number>(answer.value), equation.formula.value()) << answer.name;
    }
  });
}

}  // namespace cnnsolve
