// The careful reader of describe(): from a raw value to a problem, or to all mistakes in it.
//
// Flags become the values that the same fields have in JSON (flags.h), so one reader checks both,
// and their messages differ only in the place they name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input_error.h"
#include "kinds/fields.h"
#include "value.h"
#include "wording.h"

namespace cnnsolve {

/// How the place of a mistake is written.
struct Place {
  bool flags = false;  ///< "--stride"; otherwise prefix and "/stride"
  std::string prefix;  ///< "hw3.json:/problems/0"; for a line of a stream ""

  /// `path`: field names and indices, separated by slashes.
  std::string of(std::string_view path) const;
};

/// A name of the user's as one part of a path: JSON Pointer's escapes for / and ~.
std::string pointer_token(std::string_view name);

/// Fills a problem from an object, and collects what is wrong with it.
class Reader {
 public:
  Reader(const Value& object, Place place, std::vector<Mistake>& mistakes)
      : object_(object),
        place_(std::move(place)),
        mistakes_(mistakes),
        mistakes_before_(mistakes.size()) {}

  void field(const Field& field, Whole& out) { read_with(field, out, &Reader::whole); }
  void field(const Field& field, std::optional<Whole>& out);
  void field(const Field& field, std::vector<Whole>& out) { read_with(field, out, &Reader::sizes); }
  void field(const Field& field, PerAxis& out) { read_with(field, out, &Reader::per_axis); }
  void field(const Field& field, Padding& out) { read_with(field, out, &Reader::padding); }
  void field(const Field& field, WantedOutput& out) { read_with(field, out, &Reader::output); }
  void field(const Field& field, bool& out) { read_with(field, out, &Reader::boolean); }
  void field(const Field& field, std::string& out) { read_with(field, out, &Reader::text); }
  void field(const Field& field, std::optional<Number>& out);
  void field(const Field& field, std::optional<std::vector<Number>>& out);
  void field(const Field& field, Matrix<Number>& out) { read_with(field, out, &Reader::matrix); }
  void field(const Field& field, std::vector<std::pair<std::string, Number>>& out) {
    read_with(field, out, &Reader::named_numbers);
  }

  template <class Choice>
  void choice(const Field& field, std::span<const std::string_view> names, Choice& out) {
    auto index = static_cast<size_t>(out);
    read_choice(field, names, index);
    out = static_cast<Choice>(index);
  }

  template <class Item>
  void list(const Field& field, const Item& prototype, std::vector<Item>& out) {
    const Value* value = find(field);
    if (value && expect_list(field, *value)) items(std::string(field.name), prototype, *value, out);
  }

  /// A list of such lists, of which some may be empty.
  template <class Item>
  void lists(const Field& field, const Item& prototype, std::vector<std::vector<Item>>& out) {
    const Value* value = find(field);
    if (!value || !expect_list(field, *value)) return;
    for (size_t i = 0; i < value->items.size(); ++i) {
      const std::string path = std::string(field.name) + "/" + std::to_string(i);
      const Value& list = value->items[i];
      if (list.type != Value::Type::array) wrong(path, "must be a list", list);
      items(path, prototype, list, out.emplace_back());
    }
  }

  /// Reads which type of several an item has, and makes it one; false, with the mistake, where it
  /// doesn't say. Its other fields can't be read then.
  template <class Item>
  bool type(const Field& field, std::span<const std::string_view> names, Item& out) {
    size_t index = names.size();
    const bool has_kind = !object_.member(field.name) && object_.member("kind");
    if (has_kind) {
      add_mistake(field.name, "is missing; it isn't \"kind\", which only a problem has");
    } else {
      read_choice(field, names, index);
    }
    if (index < names.size()) {
      out.take_type(index);
    } else {
      reads_nothing_more_ = true;
    }
    return index < names.size();
  }

  /// Whether any mistake has been noted since this reader began.
  bool found_mistakes() const { return mistakes_.size() > mistakes_before_; }
  /// Lets "?" stand for fields that may be unknown.
  void accept_unknowns() { accepts_unknowns_ = true; }
  /// Whether the value is an object at all; notes the mistake where it isn't.
  bool expect_object();
  /// Takes a field that another reader reads, so that it isn't unknown.
  void skip(std::string_view name) { known_.emplace_back(name); }
  /// Notes the fields of the input that nobody has asked for.
  void finish();
  void add_mistake(std::string_view path, std::string what);
  /// Notes a field that isn't one here, with a guess or other words behind.
  void add_unknown(std::string_view name, const std::string& more);

 private:
  template <class T>
  void read_with(const Field& field, T& out,
                 void (Reader::*read)(const Field&, const Value&, const std::string&, T&)) {
    if (const Value* value = find(field))
      (this->*read)(field, *value, std::string(field.name), out);
  }
  /// The field's value, or null. Notes that a required field is missing.
  const Value* find(const Field& field);
  bool expect_list(const Field& field, const Value& value);
  template <class Item>
  void items(const std::string& path, const Item& prototype, const Value& list,
             std::vector<Item>& out) {
    for (size_t i = 0; i < list.items.size(); ++i) {
      out.push_back(prototype);
      Place place = place_;
      place.prefix = place_.of(path + "/" + std::to_string(i));
      place.flags = false;
      Reader reader(list.items[i], place, mistakes_);
      if (reader.expect_object()) {
        describe(reader, out.back());
        reader.finish();
      }
    }
  }

  void whole(const Field& field, const Value& value, const std::string& path, Whole& out);
  void sizes(const Field& field, const Value& value, const std::string& path,
             std::vector<Whole>& out);
  void per_axis(const Field& field, const Value& value, const std::string& path, PerAxis& out);
  void padding(const Field& field, const Value& value, const std::string& path, Padding& out);
  void padding_pair(const Field& field, const Value& value, const std::string& path,
                    std::array<Whole, 2>& out);
  void output(const Field& field, const Value& value, const std::string& path, WantedOutput& out);
  bool is_unknown(const Field& field, const Value& value) const {
    return accepts_unknowns_ && field.may_be_unknown && value.type == Value::Type::string &&
           value.text == kUnknownText;
  }
  void boolean(const Field& field, const Value& value, const std::string& path, bool& out);
  void text(const Field& field, const Value& value, const std::string& path, std::string& out);
  void number(const Field& field, const Value& value, const std::string& path, Number& out);
  void numbers(const Field& field, const Value& value, const std::string& path,
               std::vector<Number>& out);
  void matrix(const Field& field, const Value& value, const std::string& path, Matrix<Number>& out);
  void named_numbers(const Field& field, const Value& value, const std::string& path,
                     std::vector<std::pair<std::string, Number>>& out);
  void read_choice(const Field& field, std::span<const std::string_view> names, size_t& out);
  void wrong(const std::string& path, std::string_view wanted, const Value& got,
             std::string_view guess = "");
  /// The same of a number, though it came as text.
  void wrong_number(const std::string& path, std::string_view wanted, Value got);

  const Value& object_;
  Place place_;
  std::vector<Mistake>& mistakes_;
  size_t mistakes_before_;
  std::vector<std::string> known_;
  bool accepts_unknowns_ = false;
  bool reads_nothing_more_ = false;  ///< what its type doesn't tell can't be known or unknown
};

}  // namespace cnnsolve
