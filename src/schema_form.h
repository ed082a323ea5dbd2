// JSON Schema of a problem's fields, from describe().
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kinds/fields.h"
#include "render/json_writer.h"

namespace cnnsolve {

/// Writes the schema of one object: its properties are the fields it is told of.
class SchemaForm {
 public:
  /// Begins the object.
  explicit SchemaForm(JsonWriter& json);

  /// A field that must be there and always has this value.
  void constant(std::string_view name, std::string_view value);

  void field(const Field& field, Whole value);
  void field(const Field& field, const std::optional<Whole>& value);
  void field(const Field& field, const std::vector<Whole>& value);
  void field(const Field& field, const PerAxis& value);
  void field(const Field& field, const Padding& value);
  void field(const Field& field, const WantedOutput& value);
  void field(const Field& field, bool value);
  void field(const Field& field, const std::string& value);
  void field(const Field& field, const std::optional<Number>& value);
  void field(const Field& field, const std::optional<std::vector<Number>>& value);
  void field(const Field& field, const Matrix<Number>& value);
  void field(const Field& field, const std::vector<std::pair<std::string, Number>>& value);
  template <class Choice>
  void choice(const Field& field, std::span<const std::string_view> names, const Choice& value) {
    add_choice(field, names, static_cast<size_t>(value));
  }
  template <class Item>
  void list(const Field& field, Item prototype, const std::vector<Item>&) {
    begin_list(field);
    if constexpr (requires { prototype.take_type(0); }) {
      open_alternatives(field.name);
      for (size_t type = 0; type < Item::type_names().size(); ++type) {
        SchemaForm form(json_);
        form.constant("type", Item::type_names()[type]);
        prototype.take_type(type);
        describe_settings(form, prototype);
        form.end();
      }
      close_alternatives();
    } else {
      SchemaForm form(json_);
      describe(form, prototype);
      form.end();
    }
    json_.close_object();
  }

  /// A list of lists, whose items are those of the list that the layers stand in.
  template <class Item>
  void lists(const Field& field, const Item&, const std::vector<std::vector<Item>>&) {
    add_lists(field, "#layers");
  }

  /// A list whose items are each what one of the references says.
  void list_of_any(const Field& field, std::span<const std::string> references);

  /// Ends the object.
  void end();

 private:
  void begin(const Field& field);
  void begin_list(const Field& field);
  /// An anchor lets lists inside the alternatives refer to them.
  void open_alternatives(std::string_view anchor = {});
  void add_lists(const Field& field, std::string_view items);
  void close_alternatives();
  void add_choice(const Field& field, std::span<const std::string_view> names, size_t standard);

  JsonWriter& json_;
  std::vector<std::string_view> required_;
};

}  // namespace cnnsolve
