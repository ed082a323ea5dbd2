// The form that tells the reader what is given: one row a field, from the fields' description.
#pragma once

#include <span>

#include "kinds/fields.h"
#include "solution.h"

namespace cnnsolve {

/// "same", "1", "1 before, 2 after", "0; 1" where the axes have their own.
Prose padding_prose(const Padding& padding);

class Givens {
 public:
  void field(const Field& field, const std::vector<Whole>& sizes);
  void field(const Field& field, Whole value);
  void field(const Field& field, const std::optional<Whole>& value);
  void field(const Field& field, const PerAxis& values);
  void field(const Field& field, const Padding& padding);
  void field(const Field& field, const WantedOutput& output);
  void field(const Field& field, bool value);
  void field(const Field& field, const std::optional<Number>& value);
  void field(const Field& field, const std::optional<std::vector<Number>>& values);
  void field(const Field& field, const Matrix<Number>& matrix);

  template <class Choice>
  void choice(const Field& field, std::span<const std::string_view> names, const Choice& chosen) {
    if (!field.quiet || chosen != Choice{}) row(field, prose(names[static_cast<size_t>(chosen)]));
  }
  /// One row an item: "layer 1", with the item's own fields in a line.
  template <class Item>
  void list(const Field& field, const Item&, std::vector<Item>& items) {
    std::string_view noun = field.name;
    noun.remove_suffix(1);
    for (size_t i = 0; i < items.size(); ++i) {
      Givens form;
      describe(form, items[i]);
      table_.rows.push_back({prose(noun, " ", i + 1), prose(), form.in_a_line()});
    }
  }

  Section section() &&;

 private:
  Prose in_a_line() const;
  void row(const Field& field, Prose value);

  std::vector<Block> blocks_;
  Table table_;
};

/// The section "Given" of a problem.
template <class Problem>
Section givens(Problem problem) {
  Givens form;
  describe(form, problem);
  return std::move(form).section();
}

/// Whole numbers as the sizes of a volume.
Shape shape_of(const std::vector<Whole>& sizes);
/// "H × W × C" for an input of so many sizes, as words.
std::string shape_letters(size_t sizes);

}  // namespace cnnsolve
