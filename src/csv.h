// Spreadsheets' text files as rows of cells, for reading a class's answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cnnsolve {

/// One record of a CSV file.
struct CsvRow {
  size_t line = 1;  ///< where it begins, from 1; quoted cells may hold further lines
  std::vector<std::string> cells = {};
  /// What is wrong with it. It has the cells before that then, and reading goes on at the next
  /// line.
  std::optional<std::string> problem = {};

  bool operator==(const CsvRow&) const = default;
};

/// The records of RFC 4180 with line ends of any kind, without empty lines and a byte order mark.
/// Cells are taken as they are: spaces count, and bytes may be any. Cells are parted by commas or,
/// as Excel writes them in many countries, by the first semicolon or tab in the first record, if
/// that has no comma; what stands in quotes there doesn't count.
std::vector<CsvRow> read_csv(std::string_view text);

}  // namespace cnnsolve
