#include "reading/as_typed.h"

#include <utility>

#include "reading/typed_text.h"
#include "render/charset.h"

namespace cnnsolve {
namespace {

/// JSON without quotation marks, as far as about `most` bytes.
void append(std::string& text, const Value& value, size_t most) {
  switch (value.type) {
    case Value::Type::null:
      text += "null";
      break;
    case Value::Type::boolean:
      text += value.boolean ? "true" : "false";
      break;
    case Value::Type::number:
    case Value::Type::string:
      text += trimmed(value.text).substr(0, most);
      break;
    case Value::Type::object:
      text += value.members.empty() ? "{}" : "{…}";
      break;
    case Value::Type::array:
      text += '[';
      for (size_t i = 0; i < value.items.size() && text.size() <= most; ++i) {
        if (i > 0) text += ", ";
        append(text, value.items[i], most);
      }
      text += ']';
      break;
  }
}

}  // namespace

std::string shortened(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  size_t kept = 0;
  std::string_view rest = text;
  for (size_t characters = 0; !rest.empty(); ++characters) {
    if (characters == most) return std::string(text.substr(0, kept)) + "…";
    if (characters + 1 < most) kept += decode(rest).length;
    rest.remove_prefix(decode(rest).length);
  }
  return std::string(text);
}

std::string as_typed(const Value& given, size_t most) {
  // No character has more than four bytes.
  std::string text;
  append(text, given, 4 * most + 4);
  std::erase(text, '\r');
  text = on_one_line(std::move(text));
  return shortened(printable(trimmed(text), Charset::unicode), most);
}

}  // namespace cnnsolve
