// What the answers of a line came to.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grade/report.h"
#include "plain_answers.h"

namespace cnnsolve {

/// A script whose answers are all right, of which there is nothing else to say. It lasts as long as
/// the line that it was read from, and the answers to its problem.
struct RightScript {
  struct Right {
    const PlainAnswers::Entry* expected;
    std::string typed;  ///< shortened for a report
  };

  std::string_view student = {};
  bool student_is_number = false;       ///< in JSON, which tells 7 from "7"
  std::vector<Right> marked = {};       ///< at one point each
  const PlainAnswers* right = nullptr;  ///< what their entries are of
};

using MarkedLine = std::variant<RightScript, MarkedScript>;

}  // namespace cnnsolve
