// Rows of a CSV file, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <vector>

namespace cnnsolve {

/// One record with its line end, a mere LF. Cells are quoted where they need it. One that a
/// spreadsheet would take for a formula gets an apostrophe before it, which stays when the row is
/// read again; plain numbers such as -2.5 or 1e-5 are left alone.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace cnnsolve
