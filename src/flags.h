// The flags of a problem's fields, from describe().
//
// A flag's text becomes the value that the same field has in JSON, so that one reader checks both.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input_error.h"
#include "kinds/fields.h"
#include "value.h"

namespace cnnsolve {

/// The flags of a problem's fields: what `--help` says of them, and the value that their texts
/// become.
class Flags {
 public:
  struct Flag {
    std::string field;     ///< "stride_in"
    std::string name;      ///< without the dashes: "stride-in"
    std::string argument;  ///< "N"; empty for a switch
    std::string help;
    std::vector<std::string_view> choices;  ///< where it is one of a few
    Value (*read)(std::string_view text);
    std::optional<std::string> text;  ///< what the user gave
    std::optional<bool> on;           ///< for a switch
    bool takes_words = false;         ///< its items may also be said in words, without the flag
    std::vector<std::string> words = {};
  };

  template <class Problem>
  static Flags of() {
    Flags flags;
    Problem problem;
    describe(flags, problem);
    return flags;
  }

  void field(const Field& field, Whole value);
  void field(const Field& field, const std::optional<Whole>& value);
  void field(const Field& field, const std::vector<Whole>& value);
  void field(const Field& field, const PerAxis& value);
  void field(const Field& field, const Padding& value);
  void field(const Field& field, const WantedOutput& value);
  void field(const Field& field, bool value);
  void field(const Field& field, const std::optional<Number>& value);
  void field(const Field& field, const std::optional<std::vector<Number>>& value);
  void field(const Field& field, const Matrix<Number>& value);
  template <class Choice>
  void choice(const Field& field, std::span<const std::string_view> names, const Choice& value) {
    add_choice(field, names, static_cast<size_t>(value));
  }
  template <class Item>
  void list(const Field& field, const Item&, const std::vector<Item>&) {
    add(field, "JSON", "", nullptr);
    flags_.back().takes_words = requires(Item item) { item.take_type(0); };
  }

  std::vector<Flag>& flags() { return flags_; }
  /// Names the places of mistakes in layers that were said in words by the words: "LAYER 2/kernel".
  void name_words(std::span<Mistake> mistakes) const;

  /// The object that the given flags amount to; nothing, with the mistakes, where one holds JSON
  /// that isn't JSON.
  std::optional<Value> value(std::vector<Mistake>& mistakes) const;

 private:
  void add(const Field& field, std::string argument, const std::string& standard,
           Value (*read)(std::string_view), std::span<const std::string_view> choices = {});
  void add_choice(const Field& field, std::span<const std::string_view> names, size_t standard);

  std::vector<Flag> flags_;
};

/// "stride-in" for "stride_in".
std::string dashed(std::string_view field);
/// The flag of a field, without its dashes: "stride-in" for "stride_in"; "output-volume" for
/// "output", as --output is the file.
std::string flag_name(std::string_view field);

/// The value that a text such as 1, 1x2, same, 0:1 or 0:1x1:1 has.
Value padding_value(std::string_view text);

/// "auto (default), always, never".
std::string alternatives(std::span<const std::string_view> names, size_t standard);

}  // namespace cnnsolve
