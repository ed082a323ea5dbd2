// What holds for everything that is written, whatever it was made from: each format is whole, and
// users' text in it is text.
#pragma once

#include <string>
#include <string_view>

#include "formats.h"
#include "homework.h"
#include "input_error.h"
#include "property.h"

namespace cnnsolve {

/// A text that would show in every format if it weren't escaped there.
inline constexpr std::string_view kMarker = "<x-mark>\\xmark{}%$#&_^~\"'`|*[";

/// What JSON's "exact" says of a number; empty where it isn't exact.
std::string exact_text(const Number& number);

/// The text with the marker behind it.
std::string marked(std::string_view text);
/// Puts the marker behind everything that an author has written.
void mark_texts(Homework& homework);

RenderOptions render_options(Choices& choices);

/// problems/hw3.json.
const Homework& sample_homework();

/// JSON that any reader takes, without a name that stands twice in an object.
void check_json(std::string_view json);
/// Tags that this program writes, and that nest; characters that are escaped in between.
void check_html(std::string_view html);
/// Groups, environments and formulas that nest, and no special character outside its place.
void check_latex(std::string_view latex);

/// There are some, each says where and what, and all of it may be printed as a line of a result.
void check_mistakes(const std::vector<Mistake>& mistakes);

/// All that holds for that format.
void check_written(Format format, std::string_view text, const RenderOptions& options);

}  // namespace cnnsolve
