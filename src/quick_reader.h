// The quick reader of describe(): plain JSON, in a line of a stream or a file.
//
// It takes numbers as raw text, so that they stay exact. What isn't plain, or isn't right, it
// refuses without a word; the careful reader (forms.h) then reads the line again and says what is
// wrong. So it must never read anything otherwise than that one does.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kinds/fields.h"
#include "math/decimal_matrix.h"
#include "quick_json.h"

namespace cnnsolve {

/// Fills a problem from an object, or fails.
class QuickReader {
 public:
  explicit QuickReader(QuickObject& object) : object_(object) {}

  void field(const Field& field, Whole& out) { read_with(field, out, &QuickReader::whole); }
  void field(const Field& field, std::optional<Whole>& out);
  void field(const Field& field, std::vector<Whole>& out) {
    read_with(field, out, &QuickReader::sizes);
  }
  void field(const Field& field, PerAxis& out) { read_with(field, out, &QuickReader::per_axis); }
  void field(const Field& field, Padding& out) { read_with(field, out, &QuickReader::padding); }
  void field(const Field& field, bool& out) { read_with(field, out, &QuickReader::boolean); }
  void field(const Field& field, std::string& out) { read_with(field, out, &QuickReader::text); }
  void field(const Field& field, std::optional<Number>& out);
  void field(const Field& field, std::optional<std::vector<Number>>& out);
  void field(const Field& field, DecimalMatrix& out) {
    read_with(field, out, &QuickReader::matrix);
  }
  /// Points are checked against the answers, by the careful reader.
  void field(const Field& field, std::vector<std::pair<std::string, Number>>&) {
    require(!object_.take(field.name));
  }

  template <class Choice>
  void choice(const Field& field, std::span<const std::string_view> names, Choice& out) {
    const auto value = object_.take(field.name);
    if (!value) return;
    const auto name = plain_string(*value);
    const auto found = name ? std::find(names.begin(), names.end(), *name) : names.end();
    require(found != names.end());
    out = static_cast<Choice>(found - names.begin());
  }

  template <class Item>
  void list(const Field& field, const Item& prototype, std::vector<Item>& out) {
    const auto value = object_.take(field.name);
    if (!value) return require(!field.required);
    std::vector<std::string_view> items;
    require(split_list(*value, items) && !items.empty() && items.size() <= field.most_items);
    if (failed_) return;
    out.reserve(items.size());
    for (const std::string_view item : items) {
      QuickObject object;
      require(split_object(item, object));
      QuickReader reader(object);
      out.push_back(prototype);
      describe(reader, out.back());
      require(reader.succeeded());
    }
  }

  /// Lists of lists are rare, and nest without end; they are the careful reader's.
  template <class Item>
  void lists(const Field& field, const Item&, std::vector<std::vector<Item>>&) {
    require(!object_.take(field.name) && !field.required);
  }

  template <class Item>
  bool type(const Field& field, std::span<const std::string_view> names, Item& out) {
    size_t index = names.size();
    choice(field, names, index);
    require(index < names.size());
    if (!failed_) out.take_type(index);
    return !failed_;
  }

  /// Whether every field was read, and no other stands there.
  bool succeeded() const { return !failed_ && object_.all_read(); }

 private:
  template <class T>
  void read_with(const Field& field, T& out,
                 void (QuickReader::*read)(const Field&, std::string_view, T&)) {
    if (const auto value = object_.take(field.name)) {
      (this->*read)(field, *value, out);
    } else {
      require(!field.required);
    }
  }
  void require(bool condition) { failed_ = failed_ || !condition; }

  void whole(const Field& field, std::string_view json, Whole& out);
  void sizes(const Field& field, std::string_view json, std::vector<Whole>& out);
  void per_axis(const Field& field, std::string_view json, PerAxis& out);
  void padding(const Field& field, std::string_view json, Padding& out);
  void padding_pair(const Field& field, std::string_view json, std::array<Whole, 2>& out);
  void boolean(const Field& field, std::string_view json, bool& out);
  void text(const Field& field, std::string_view json, std::string& out);
  void number(const Field& field, std::string_view json, Number& out);
  void numbers(const Field& field, std::string_view json, std::vector<Number>& out);
  void matrix(const Field& field, std::string_view json, DecimalMatrix& out);
  /// Calls `visit` with each item of a list of numbers, or of lists of numbers.
  template <class Visit>
  void for_each_item(std::string_view json, const Visit& visit);

  QuickObject& object_;
  bool failed_ = false;
};

}  // namespace cnnsolve
