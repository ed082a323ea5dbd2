// What a command line asks for.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "formats.h"
#include "homework.h"

namespace cnnsolve {

enum class Color : std::uint8_t { automatic, always, never };

struct Request {
  /// Help or the version: to be printed, and nothing else to be done.
  std::optional<std::string> message;
  /// A problem stated by flags; otherwise `input` is read.
  std::optional<Homework> stated;
  std::string input = "-";  ///< a file, or "-" for standard input
  /// Two files whose networks are compared.
  std::optional<std::array<std::string, 2>> compared;
  /// Answers to be marked, instead of a problem to be solved.
  std::optional<MarkingTask> marking;
  Format format = Format::text;
  Detail detail = Detail::steps;
  int digits = kDefaultDigits;
  Color color = Color::automatic;
  bool ascii = false;
  std::optional<std::string> output;  ///< a file
  bool lines = false;
  size_t jobs = 1;  ///< threads that answer lines
  bool figures = true;
  bool fragment = false;
};

}  // namespace cnnsolve
