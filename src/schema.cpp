#include "schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "homework.h"
#include "kinds/comparison.h"
#include "parse_json.h"
#include "schema_form.h"

namespace cnnsolve {
namespace {

// What describe() doesn't tell of.

constexpr std::string_view kAnswers = R"({
  "anyOf": [
    {"description": "a file: one student's answers",
     "type": "object",
     "properties": {"student": {"$ref": "#/$defs/student"}, "answers": {"$ref": "#/$defs/answers"}},
     "required": ["answers"],
     "additionalProperties": false},
    {"description": "a line of a stream",
     "type": "object",
     "properties": {
       "id": {"$ref": "#/$defs/student"},
       "student": {"description": "where there is no id", "$ref": "#/$defs/student"},
       "problem": {"description": "a problem or a homework, or a problem's id",
                   "type": ["object", "string"]},
       "answers": {"$ref": "#/$defs/answers"}},
     "required": ["answers"],
     "additionalProperties": false}],
  "$defs": {
    "student": {"type": ["string", "number"]},
    "answers": {
      "description": "by name, of a problem of several under its id",
      "type": "object",
      "additionalProperties": {"anyOf": [{"$ref": "#/$defs/answer"}, {"$ref": "#/$defs/answers"}]}},
    "answer": {
      "description": "a number may be text: \"1/3\", \"2 sqrt(5)\", \"55x55x96\"",
      "type": ["number", "string", "boolean", "null", "array"],
      "items": {"$ref": "#/$defs/entry"}},
    "entry": {
      "type": ["number", "string", "null", "array"],
      "items": {"type": ["number", "string", "null"]}}}
})";

/// Without the definition "kind".
constexpr std::string_view kResults = R"({
  "anyOf": [
    {"$ref": "#/$defs/solved", "unevaluatedProperties": false},
    {"$ref": "#/$defs/solved", "properties": {"line": {"$ref": "#/$defs/count"}},
     "required": ["line"], "unevaluatedProperties": false},
    {"$ref": "#/$defs/homework", "unevaluatedProperties": false},
    {"$ref": "#/$defs/homework", "properties": {"line": {"$ref": "#/$defs/count"}},
     "required": ["line"], "unevaluatedProperties": false},
    {"$ref": "#/$defs/marked", "properties": {"student": {"$ref": "#/$defs/student"}},
     "unevaluatedProperties": false},
    {"$ref": "#/$defs/marked",
     "properties": {"line": {"$ref": "#/$defs/count"}, "id": {"$ref": "#/$defs/student"}},
     "required": ["line"], "unevaluatedProperties": false},
    {"$ref": "#/$defs/class"},
    {"$ref": "#/$defs/bad_line"}],
  "$defs": {
    "count": {"type": "integer", "minimum": 0},
    "student": {"type": ["string", "number"]},
    "texts": {"type": "array", "items": {"type": "string"}},
    "rows": {"type": "array", "items": {"$ref": "#/$defs/texts"}},
    "value": {
      "description": "null is undefined, or there is none",
      "type": ["number", "string", "boolean", "null", "array"],
      "items": {
        "type": ["number", "string", "null", "array"],
        "items": {"type": ["number", "string", "null"]}}},
    "sizes": {"type": "array", "items": {"type": "number"}},
    "solved": {
      "type": "object",
      "properties": {
        "id": {"type": "string"},
        "kind": {"$ref": "#/$defs/kind"},
        "answers": {
          "description": "by name; whole numbers in full, else the nearest double",
          "type": "object",
          "additionalProperties": {"$ref": "#/$defs/value"}},
        "exact": {
          "description": "what isn't whole, as text that is read back",
          "type": "object",
          "additionalProperties": {"$ref": "#/$defs/value"}},
        "title": {"type": "string"},
        "question": {"$ref": "#/$defs/texts"},
        "derivation": {"type": "array", "items": {"$ref": "#/$defs/section"}}},
      "required": ["kind", "answers", "exact"]},
    "homework": {
      "type": "object",
      "properties": {
        "title": {"type": "string"},
        "problems": {
          "type": "array",
          "minItems": 1,
          "items": {"$ref": "#/$defs/solved", "unevaluatedProperties": false}}},
      "required": ["problems"]},
    "section": {
      "type": "object",
      "properties": {
        "title": {"type": "string"},
        "idea": {"type": "string"},
        "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}},
        "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
        "answer": {"type": "array", "items": {"$ref": "#/$defs/step"}}},
      "oneOf": [{"required": ["title"]}, {"required": ["idea"]}],
      "additionalProperties": false},
    "step": {
      "anyOf": [
        {"type": "object",
         "properties": {"prose": {"type": "string"}},
         "required": ["prose"],
         "additionalProperties": false},
        {"type": "object",
         "properties": {"symbol": {"type": "string"}, "formula": {"type": "string"}},
         "required": ["symbol", "formula"],
         "additionalProperties": false},
        {"type": "object",
         "properties": {
           "name": {"type": "string"},
           "symbol": {"type": "string"},
           "formula": {"type": "string"},
           "substitution": {"type": "string"},
           "folded": {"$ref": "#/$defs/texts"},
           "result": {"type": ["string", "array"], "items": {"type": "string"}},
           "approximately": {"type": "string"}},
         "required": ["name", "symbol", "formula", "substitution", "result"],
         "additionalProperties": false},
        {"type": "object",
         "properties": {
           "symbol": {"type": "string"},
           "matrix": {"$ref": "#/$defs/rows"},
           "approximately": {"$ref": "#/$defs/rows"}},
         "required": ["symbol"],
         "minProperties": 2,
         "additionalProperties": false},
        {"type": "object",
         "properties": {"header": {"$ref": "#/$defs/texts"}, "rows": {"$ref": "#/$defs/rows"}},
         "required": ["rows"],
         "additionalProperties": false},
        {"type": "object",
         "properties": {"figure": {"type": "object"}},
         "required": ["figure"],
         "additionalProperties": false}]},
    "marked": {
      "type": "object",
      "properties": {
        "score": {"type": "number"},
        "out_of": {"type": "number"},
        "answers": {"type": "array", "items": {"$ref": "#/$defs/mark"}},
        "remarks": {"$ref": "#/$defs/texts"}},
      "required": ["score", "out_of", "answers"]},
    "mark": {
      "type": "object",
      "properties": {
        "answer": {"type": "string"},
        "verdict": {"enum": ["correct", "partial", "incorrect", "invalid", "missing"]},
        "reason": {"type": "string"},
        "also": {"$ref": "#/$defs/texts"},
        "score": {"type": "number"},
        "out_of": {"type": "number"},
        "given": {"type": "string"},
        "read_as": {"type": "string"},
        "expected": {"$ref": "#/$defs/value"},
        "exact": {"$ref": "#/$defs/value"},
        "comment": {"type": "string"}},
      "required": ["answer", "verdict", "reason", "score", "out_of"],
      "additionalProperties": false},
    "class": {
      "type": "object",
      "properties": {
        "title": {"type": "string"},
        "students": {
          "type": "array",
          "items": {"$ref": "#/$defs/marked", "properties": {"student": {"$ref": "#/$defs/student"}},
                    "unevaluatedProperties": false}},
        "summary": {
          "type": "object",
          "properties": {
            "mean": {"type": "number"},
            "median": {"type": "number"},
            "out_of": {"type": "number"},
            "tenths": {"type": "array", "items": {"$ref": "#/$defs/count"}},
            "mistakes": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "answer": {"type": "string"},
                  "reason": {"type": "string"},
                  "or": {"$ref": "#/$defs/texts"},
                  "students": {"$ref": "#/$defs/count"}},
                "required": ["answer", "reason", "students"],
                "additionalProperties": false}}},
          "required": ["mean", "median", "out_of", "tenths", "mistakes"],
          "additionalProperties": false}},
      "required": ["title", "students"],
      "additionalProperties": false},
    "bad_line": {
      "type": "object",
      "properties": {
        "line": {"$ref": "#/$defs/count"},
        "errors": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            "required": ["where", "what"],
            "additionalProperties": false}}},
      "required": ["line", "errors"],
      "additionalProperties": false}}
})";

constexpr std::string_view kHomework = "homework";

std::string reference(std::string_view definition) { return "#/$defs/" + std::string(definition); }

/// The definitions of a problem of each kind and of a homework.
void define_problems(JsonWriter& json) {
  std::vector<std::string> problems;
  for (const Kind& kind : kinds()) {
    problems.push_back(reference(kind.name));
    json.key(kind.name);
    SchemaForm form(json);
    form.constant("kind", kind.name);
    ProblemText text;
    describe(form, text);
    kind.add_to_schema(form);
    form.end();
  }
  json.key(kHomework);
  SchemaForm form(json);
  form.field(kHomeworkTitle, std::string());
  form.list_of_any({.name = kHomeworkProblems, .help = "the problems", .required = true}, problems);
  form.end();
}

void write_problems(JsonWriter& json) {
  json.key("anyOf");
  json.open_array();
  std::vector<std::string_view> alternatives = {kHomework};
  for (const Kind& kind : kinds()) alternatives.push_back(kind.name);
  for (const std::string_view name : alternatives) {
    json.open_object(true);
    json.key("$ref");
    json.string(reference(name));
    json.close_object();
  }
  json.close_array();
  json.key("$defs");
  json.open_object();
  define_problems(json);
  json.close_object();
}

/// The definition "kind": the name of one, or of a comparison.
Value any_kind() {
  std::vector<Value> names;
  for (const Kind& kind : kinds()) names.push_back(Value::of_text(std::string(kind.name)));
  names.push_back(Value::of_text(std::string(kComparison)));
  Value definition;
  definition.type = Value::Type::object;
  definition.members.emplace_back("enum", Value::of_items(std::move(names)));
  return definition;
}

bool is_short(const Value& value) {
  return value.members.size() <= 1 && value.items.size() <= 6 &&
         std::all_of(value.items.begin(), value.items.end(),
                     [](const Value& item) { return item.type == Value::Type::string; });
}

void write_members(JsonWriter& json, const Value& object);

void write(JsonWriter& json, const Value& value) {
  switch (value.type) {
    case Value::Type::null:
      return json.literal("null");
    case Value::Type::boolean:
      return json.literal(value.boolean ? "true" : "false");
    case Value::Type::number:
      return json.literal(value.text);
    case Value::Type::string:
      return json.string(value.text);
    case Value::Type::array:
      json.open_array(is_short(value));
      for (const Value& item : value.items) write(json, item);
      return json.close_array();
    case Value::Type::object:
      json.open_object(is_short(value) && is_short(value.members[0].second));
      write_members(json, value);
      return json.close_object();
  }
}

void write_members(JsonWriter& json, const Value& object) {
  for (const auto& [name, value] : object.members) {
    json.key(name);
    write(json, value);
  }
}

}  // namespace

std::string schema(Schema what) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open_object();
  json.key("$schema");
  json.string("https://json-schema.org/draft/2020-12/schema");
  json.key("title");
  json.string(fmt::format("{} of cnnsolve", kSchemaNames[static_cast<size_t>(what)]));
  if (what == Schema::problems) {
    write_problems(json);
  } else if (what == Schema::answers) {
    write_members(json, parse_json(kAnswers, ""));
  } else {
    Value results = parse_json(kResults, "");
    results.members.back().second.members.emplace_back("kind", any_kind());
    write_members(json, results);
  }
  json.close_object();
  return json.as_line();
}

}  // namespace cnnsolve
