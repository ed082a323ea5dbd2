// Input as a tree of raw values, before it is known what they mean.
//
// JSON, flags and spreadsheets all end here, so that one reader checks them. Numbers stay the text
// that was written: 0.1 is one tenth, and not the double nearest to it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cnnsolve {

struct Value {
  enum class Type : unsigned char { null, boolean, number, string, array, object };

  Type type = Type::null;
  bool boolean = false;
  std::string text;  ///< of a string, or of a number as it was written
  std::vector<Value> items;
  std::vector<std::pair<std::string, Value>> members;  ///< in the order of the input

  static Value of_text(std::string text) { return {Type::string, false, std::move(text), {}, {}}; }
  static Value of_items(std::vector<Value> items) {
    return {Type::array, false, {}, std::move(items), {}};
  }
  static Value of_boolean(bool boolean) { return {Type::boolean, boolean, {}, {}, {}}; }

  /// The member of that name, or null.
  const Value* member(std::string_view name) const {
    for (const auto& [key, value] : members) {
      if (key == name) return &value;
    }
    return nullptr;
  }
};

}  // namespace cnnsolve
