#include "reading/single_number.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "reading/label.h"
#include "reading/typed_number.h"
#include "reading/typed_text.h"
#include "reading/worked_number.h"

namespace cnnsolve {
namespace {

constexpr std::string_view kReceptiveField = "receptive_field";

/// Whether the answer is a setting of a window, which may differ along the axes.
bool is_setting(const Answer& asked) {
  constexpr std::string_view kSettings[] = {"kernel", "stride", "padding", "dilation"};
  return std::any_of(std::begin(kSettings), std::end(kSettings),
                     [&](auto name) { return asked.name.ends_with(name); });
}

/// What others give as a volume: the output, or a layer's shape.
bool asks_for_features(const Answer& asked) {
  return asked.name == "output" || asked.name.starts_with(kOneShape);
}

/// The number that stands for all axes, if it is one: 2 of (2, 2).
std::optional<TypedNumber> same_along_all(const std::vector<TypedNumber>& sides) {
  if (sides.size() < 2) return std::nullopt;
  const bool are_same = std::all_of(sides.begin(), sides.end(),
                                    [&](const auto& side) { return side.value == sides[0].value; });
  return are_same ? std::optional(sides[0]) : std::nullopt;
}

/// The features of a volume that has no other size but a batch: 2048 of 1 × 1 × 2048 and of
/// (None, 2048).
std::optional<TypedNumber> features_of(const std::vector<TypedNumber>& sizes) {
  TypedNumber features = sizes.back();
  size_t others = 0;
  for (const TypedNumber& size : sizes) {
    const bool is_batch = &size != &sizes.back() && may_be_batch(size);
    if (size.value == 1 || is_batch) continue;
    features = size;
    ++others;
  }
  return others > 1 ? std::nullopt : std::optional(features);
}

class SingleNumberReader {
 public:
  SingleNumberReader(std::string_view text, const Answer& asked, const ReadingOptions& options)
      : text_(text), asked_(asked), options_(options) {}

  std::variant<TypedNumber, Failure> read() const {
    if (counts_none()) return TypedNumber{.value = 0};
    auto counted = without_unit(text_, asked_);
    if (auto* failure = std::get_if<Failure>(&counted)) return *failure;
    // In brackets a comma parts sizes and not groups of digits.
    if (is_bracketed(text_) && may_have_sizes(asked_)) {
      if (const auto one = number_of_sizes(sizes(), asked_)) {
        if (asks_for_features(asked_) && may_be_groups()) {
          return Failure{Reason::ambiguous, kOneOrSeveral};
        }
        return *one;
      }
    }
    // Beside what comes out, the x of 7x7 is a times sign, unless it may part sizes.
    const NumberRules rules = {.options = options_, .x_multiplies = !may_have_sides(asked_)};
    auto reading = read_worked_number(side(std::get<std::string_view>(counted)), rules);
    if (auto* failure = std::get_if<Failure>(&reading)) return otherwise(*failure);
    return reading;
  }

 private:
  /// Who says that there are none has counted them.
  bool counts_none() const {
    const auto* right = std::get_if<Number>(&asked_.value);
    const bool is_size = is_setting(asked_) && !asked_.name.ends_with("padding");
    return right && !right->is_undefined() && !is_size && lower_case(text_) == "none";
  }

  std::variant<TypedList, Unreadable> sizes() const {
    return read_list_text(text_, text_, ListKind::volume, options_);
  }

  bool may_be_groups() const {
    return text_.find(',') != std::string_view::npos &&
           text_.find(", ") == std::string_view::npos &&
           std::holds_alternative<TypedNumber>(read_typed_number(text_, {options_}));
  }

  /// What isn't read as a number may be sizes that stand for one.
  std::variant<TypedNumber, Failure> otherwise(const Failure& failure) const {
    if (asks_for_features(asked_) && holds_several(text_)) {
      if (const auto features = number_of_sizes(sizes(), asked_)) return *features;
    }
    const bool is_volume = failure.reason == Reason::arithmetic && asks_for_features(asked_) &&
                           text_.find_first_not_of("0123456789 x×") == std::string_view::npos;
    return is_volume ? Failure{Reason::several_numbers} : failure;
  }

  /// What is the same along all axes, as a kernel or a field, is also said of each: 3x3.
  std::string_view side(std::string_view text) const {
    const std::string_view first = leading_digits(text);
    if (first.empty() || !may_have_sides(asked_)) return text;
    std::string_view rest = text.substr(first.size());
    while (!rest.empty()) {
      rest = without_spaces_before(rest);
      const size_t cross = rest.starts_with("×") ? std::string_view("×").size() : 1;
      if (cross == 1 && lower_case(rest.substr(0, 1)) != "x") return text;
      rest = without_spaces_before(rest.substr(cross));
      if (leading_digits(rest) != first) return text;
      rest.remove_prefix(first.size());
    }
    return first;
  }

  std::string_view text_;
  const Answer& asked_;
  const ReadingOptions& options_;
};

}  // namespace

std::variant<TypedNumber, Failure> read_single_number(std::string_view text, const Answer& asked,
                                                      const ReadingOptions& options) {
  return SingleNumberReader(text, asked, options).read();
}

bool may_have_sides(const Answer& asked) {
  return asked.name == kReceptiveField || is_setting(asked);
}

bool may_have_sizes(const Answer& asked) {
  return may_have_sides(asked) || asks_for_features(asked);
}

std::optional<TypedNumber> number_of_sizes(const std::variant<TypedList, Unreadable>& sizes,
                                           const Answer& asked) {
  const auto* list = std::get_if<TypedList>(&sizes);
  if (!list) return std::nullopt;
  const std::vector<TypedNumber>& entries = list->numbers.entries;
  return may_have_sides(asked) ? same_along_all(entries) : features_of(entries);
}

bool is_bracketed(std::string_view text) {
  return (text.starts_with('(') && text.ends_with(')')) ||
         (text.starts_with('[') && text.ends_with(']'));
}

bool holds_several(std::string_view text) {
  constexpr std::string_view kSigns[] = {"[", ",", ";", "x", "×", "by"};
  return std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::string_view sign) {
    return text.find(sign) != std::string_view::npos;
  });
}

}  // namespace cnnsolve
