#include "schema_form.h"

#include <array>
#include <limits>
#include <string>

namespace cnnsolve {
namespace {

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  json.string(text);
}

void write_count(JsonWriter& json, std::string_view name, Whole count) {
  json.key(name);
  json.literal(std::to_string(count));
}

void write_names(JsonWriter& json, std::string_view name, std::span<const std::string_view> names) {
  json.key(name);
  json.open_array(true);
  for (const std::string_view one : names) json.string(one);
  json.close_array();
}

/// Numbers may also be written as text: "1/3".
void write_types(JsonWriter& json, std::string_view number) {
  write_names(json, "type", std::array<std::string_view, 2>{number, "string"});
}

void write_whole(JsonWriter& json, const Field& field) {
  write_types(json, "integer");
  write_count(json, "minimum", field.at_least);
  write_count(json, "maximum", kLargestWhole);
}

void write_number(JsonWriter& json, const Field& field) {
  write_types(json, "number");
  if (field.not_negative) write_count(json, "minimum", 0);
}

/// An array of `least` items or more; `write_item` writes what each must be.
template <class WriteItem>
void write_list(JsonWriter& json, const WriteItem& write_item, Whole least = 1) {
  write_text(json, "type", "array");
  write_count(json, "minItems", least);
  json.key("items");
  json.open_object(true);
  write_item();
  json.close_object();
}

/// One of several, each of which one of `write` writes.
template <class... Write>
void write_alternatives(JsonWriter& json, const Write&... write) {
  json.key("anyOf");
  json.open_array();
  const auto alternative = [&](const auto& write_one) {
    json.open_object(true);
    write_one();
    json.close_object();
  };
  (alternative(write), ...);
  json.close_array();
}

}  // namespace

SchemaForm::SchemaForm(JsonWriter& json) : json_(json) {
  json_.open_object();
  write_text(json_, "type", "object");
  json_.key("properties");
  json_.open_object();
}

void SchemaForm::end() {
  json_.close_object();
  write_names(json_, "required", required_);
  json_.key("additionalProperties");
  json_.literal("false");
  json_.close_object();
}

void SchemaForm::constant(std::string_view name, std::string_view value) {
  json_.key(name);
  json_.open_object(true);
  write_text(json_, "const", value);
  json_.close_object();
  required_.push_back(name);
}

void SchemaForm::begin(const Field& field) {
  json_.key(field.name);
  json_.open_object();
  write_text(json_, "description", field.help);
  if (field.required) required_.push_back(field.name);
}

void SchemaForm::field(const Field& field, Whole value) {
  begin(field);
  write_whole(json_, field);
  if (!field.required) write_count(json_, "default", value);
  json_.close_object();
}

void SchemaForm::field(const Field& field, const std::optional<Whole>&) {
  begin(field);
  write_whole(json_, field);
  json_.close_object();
}

void SchemaForm::field(const Field& field, const std::vector<Whole>&) {
  begin(field);
  write_list(json_, [&] { write_whole(json_, field); });
  json_.close_object();
}

void SchemaForm::field(const Field& field, const PerAxis& value) {
  begin(field);
  const auto whole = [&] { write_whole(json_, field); };
  write_alternatives(json_, whole, [&] { write_list(json_, whole); });
  if (!value.values.empty()) write_count(json_, "default", value.values[0]);
  json_.close_object();
}

void SchemaForm::field(const Field& field, const Padding& value) {
  constexpr std::array kNames = {kSamePadding, kValidPadding};
  begin(field);
  const auto whole = [&] { write_whole(json_, field); };
  const auto pair = [&] {
    write_list(json_, whole, 2);
    write_count(json_, "maxItems", 2);
  };
  write_alternatives(
      json_, whole, [&] { write_names(json_, "enum", kNames); },
      [&] { write_list(json_, [&] { write_alternatives(json_, whole, pair); }); });
  if (value.mode == Padding::Mode::numbers) {
    write_count(json_, "default", value.pairs[0][0]);
  } else {
    write_text(json_, "default", value.mode == Padding::Mode::same ? kSamePadding : kValidPadding);
  }
  json_.close_object();
}

void SchemaForm::field(const Field& field, const WantedOutput&) {
  begin(field);
  write_alternatives(
      json_, [&] { write_list(json_, [&] { write_whole(json_, field); }); },
      [&] { write_text(json_, "const", kSameAsInput); });
  json_.close_object();
}

void SchemaForm::field(const Field& field, bool value) {
  begin(field);
  write_text(json_, "type", "boolean");
  json_.key("default");
  json_.literal(value ? "true" : "false");
  json_.close_object();
}

void SchemaForm::field(const Field& field, const std::string&) {
  begin(field);
  write_text(json_, "type", "string");
  json_.close_object();
}

void SchemaForm::field(const Field& field, const std::optional<Number>&) {
  begin(field);
  write_number(json_, field);
  json_.close_object();
}

void SchemaForm::field(const Field& field, const std::optional<std::vector<Number>>&) {
  begin(field);
  write_list(json_, [&] { write_number(json_, field); });
  json_.close_object();
}

void SchemaForm::field(const Field& field, const Matrix<Number>&) {
  begin(field);
  write_list(json_, [&] { write_list(json_, [&] { write_number(json_, field); }); });
  json_.close_object();
}

void SchemaForm::field(const Field& field, const std::vector<std::pair<std::string, Number>>&) {
  begin(field);
  write_text(json_, "type", "object");
  json_.key("additionalProperties");
  json_.open_object(true);
  write_number(json_, field);
  json_.close_object();
  json_.close_object();
}

void SchemaForm::begin_list(const Field& field) {
  begin(field);
  write_text(json_, "type", "array");
  write_count(json_, "minItems", 1);
  if (field.most_items < std::numeric_limits<size_t>::max()) {
    write_count(json_, "maxItems", static_cast<Whole>(field.most_items));
  }
  json_.key("items");
}

void SchemaForm::add_lists(const Field& field, std::string_view items) {
  begin_list(field);
  json_.open_object(true);
  write_list(
      json_, [&] { write_text(json_, "$ref", items); }, 0);
  json_.close_object();
  json_.close_object();
}

void SchemaForm::open_alternatives(std::string_view anchor) {
  json_.open_object();
  if (!anchor.empty()) write_text(json_, "$anchor", anchor);
  json_.key("anyOf");
  json_.open_array();
}

void SchemaForm::close_alternatives() {
  json_.close_array();
  json_.close_object();
}

void SchemaForm::list_of_any(const Field& field, std::span<const std::string> references) {
  begin_list(field);
  open_alternatives();
  for (const std::string& reference : references) {
    json_.open_object(true);
    write_text(json_, "$ref", reference);
    json_.close_object();
  }
  close_alternatives();
  json_.close_object();
}

void SchemaForm::add_choice(const Field& field, std::span<const std::string_view> names,
                            size_t standard) {
  begin(field);
  write_names(json_, "enum", names);
  write_text(json_, "default", names[standard]);
  json_.close_object();
}

}  // namespace cnnsolve
