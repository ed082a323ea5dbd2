// Tables on a page of text.
#pragma once

#include <string>
#include <vector>

#include "render/charset.h"
#include "render/lines_of_text.h"

namespace cnnsolve {

struct TextTable {
  std::vector<std::vector<std::string>> rows;  ///< all of one length; the header is the first
  bool has_header = false;
};

/// Side by side as far as the page has room for the columns' longest words. On a narrower page each
/// row becomes a list of its cells, behind what the header calls them.
void write_table(const TextTable& table, Charset charset, Page& page);

}  // namespace cnnsolve
