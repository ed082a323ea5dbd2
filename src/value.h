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

  Value();
  static Value of_text(std::string text) {
    Value value;
    value.type = Type::string;
    value.text = std::move(text);
    return value;
  }
  static Value of_items(std::vector<Value> items) {
    Value value;
    value.type = Type::array;
    value.items = std::move(items);
    return value;
  }
  static Value of_boolean(bool boolean) {
    Value value;
    value.type = Type::boolean;
    value.boolean = boolean;
    return value;
  }

  /// The member of that name, or null.
  const Value* member(std::string_view name) const {
    for (const auto& [key, value] : members) {
      if (key == name) return &value;
    }
    return nullptr;
  }
};

// Not in the class, where clang 14 would need to know the size of a pair with a Value in it.
inline Value::Value() = default;

}  // namespace cnnsolve
