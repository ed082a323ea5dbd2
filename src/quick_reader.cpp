#include "quick_reader.h"

#include <algorithm>

#include "math/read_number.h"
#include "quick_matrix.h"

namespace cnnsolve {
namespace {

constexpr size_t kMostWholeDigits = 15;  // of what is below kLargestWhole
constexpr size_t kMostSizes = 4;         // of a volume, as most lists of whole numbers are

}  // namespace

template <class Visit>
void QuickReader::for_each_item(std::string_view json, const Visit& visit) {
  const bool is_list = json.size() > 2 && json.front() == '[' && json.back() == ']';
  require(is_list);
  if (!is_list) return;
  json = json.substr(1, json.size() - 2);
  while (!failed_) {
    json = without_space(json);
    const size_t inside = json.starts_with('[') ? json.find(']') : 0;
    const size_t comma = inside == std::string_view::npos ? inside : json.find(',', inside);
    visit(without_space(json.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    json.remove_prefix(comma + 1);
  }
}

void QuickReader::field(const Field& field, std::optional<Whole>& out) {
  if (const auto json = object_.take(field.name)) whole(field, *json, out.emplace());
}

void QuickReader::field(const Field& field, std::optional<Number>& out) {
  if (const auto json = object_.take(field.name)) number(field, *json, out.emplace());
}

void QuickReader::field(const Field& field, std::optional<std::vector<Number>>& out) {
  if (const auto json = object_.take(field.name)) numbers(field, *json, out.emplace());
}

void QuickReader::whole(const Field& field, std::string_view json, Whole& out) {
  bool is_whole =
      !json.empty() && json.size() <= kMostWholeDigits && (json[0] != '0' || json.size() == 1);
  Whole value = 0;
  for (size_t i = 0; i < json.size() && is_whole; ++i) {
    is_whole = is_digit(json[i]);
    value = value * 10 + (json[i] - '0');
  }
  require(is_whole && value >= field.at_least);
  out = value;
}

void QuickReader::sizes(const Field& field, std::string_view json, std::vector<Whole>& out) {
  out.clear();
  out.reserve(kMostSizes);
  for_each_item(json, [&](std::string_view item) { whole(field, item, out.emplace_back()); });
}

void QuickReader::per_axis(const Field& field, std::string_view json, PerAxis& out) {
  if (json.starts_with('[')) return sizes(field, json, out.values);
  out.values.resize(1);
  whole(field, json, out.values[0]);
}

void QuickReader::padding_pair(const Field& field, std::string_view json,
                               std::array<Whole, 2>& out) {
  if (!json.starts_with('[')) {
    whole(field, json, out[0]);
    out[1] = out[0];
    return;
  }
  size_t count = 0;
  for_each_item(json, [&](std::string_view item) {
    require(count < out.size());
    if (count < out.size()) whole(field, item, out[count++]);
  });
  require(count == out.size());
}

void QuickReader::padding(const Field& field, std::string_view json, Padding& out) {
  out.mode = Padding::Mode::numbers;
  out.pairs.assign(1, {0, 0});
  if (json.starts_with('"')) {
    const auto name = plain_string(json);
    const bool same = name == kSamePadding;
    require(same || name == kValidPadding);
    out.mode = same ? Padding::Mode::same : Padding::Mode::valid;
  } else if (json.starts_with('[')) {
    out.pairs.clear();
    for_each_item(
        json, [&](std::string_view item) { padding_pair(field, item, out.pairs.emplace_back()); });
  } else {
    padding_pair(field, json, out.pairs[0]);
  }
}

void QuickReader::boolean(const Field&, std::string_view json, bool& out) {
  out = json == "true";
  require(out || json == "false");
}

void QuickReader::text(const Field&, std::string_view json, std::string& out) {
  const auto text = plain_string(json);
  require(text.has_value());
  if (text) out = *text;
}

void QuickReader::number(const Field& field, std::string_view json, Number& out) {
  require(is_plain_number(json));
  if (failed_) return;
  NumberReading reading = read_number(json);
  require(reading.number.has_value());
  if (failed_) return;
  out = std::move(*reading.number);
  require(!field.not_negative || out.sign() >= 0);
}

void QuickReader::numbers(const Field& field, std::string_view json, std::vector<Number>& out) {
  out.clear();
  for_each_item(json, [&](std::string_view item) { number(field, item, out.emplace_back()); });
}

void QuickReader::matrix(const Field&, std::string_view json, DecimalMatrix& out) {
  require(read_matrix(json, out));
}

}  // namespace cnnsolve
