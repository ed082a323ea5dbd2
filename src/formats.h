// The formats that results are written in.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "marking.h"
#include "render/render.h"

namespace cnnsolve {

enum class Format : std::uint8_t { text, markdown, latex, html, json, csv, gradescope };

/// In the order of Format. The last two are for marks alone.
inline constexpr std::array<std::string_view, 7> kMarkFormatNames = {
    "text", "markdown", "latex", "html", "json", "csv", "gradescope"};
inline constexpr std::array<std::string_view, 5> kFormatNames = {"text", "markdown", "latex",
                                                                 "html", "json"};

std::string render(Format format, const SolvedHomework& solved, const RenderOptions& options);

/// The marks of a homework with that title. Gradescope takes a single script.
std::string render(Format format, const std::string& title, const Marking& marking,
                   const RenderOptions& options, bool hides_expected);

}  // namespace cnnsolve
