// A problem's answers as mere values: nothing is kept of how they were made. One object serves line
// after line, so that its memory does too.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "math/decimal_matrix.h"
#include "math/polynomial.h"
#include "solution.h"

namespace cnnsolve {

/// Answers' matrices with more entries are left out of "exact", which would grow beyond all use.
inline constexpr size_t kMostExactEntries = 4096;

/// A matrix too large to be held as Numbers: its entries are functions of those of another, which
/// has the same layout.
struct MappedMatrix {
  std::shared_ptr<const DecimalMatrix> x;
  bool by_rows;                       ///< whether each row has its function, or else each column
  std::vector<Polynomial> functions;  ///< of degree 1
};

class PlainAnswers {
 public:
  enum class Kind : std::uint8_t {
    none,
    number,
    volume,
    shapes,
    vector,
    matrix,
    mapped,
    word,
    truth
  };
  struct Entry {
    std::string_view name;  ///< with a lifetime of its own: a literal
    size_t index;           ///< "parameters_" and 2 are "parameters_2"; 0: the name is whole
    Kind kind;
    size_t first;  ///< of its numbers, or its mapped matrix
    size_t count;
    size_t rows;      ///< of a matrix, or how many shapes
    ChosenWord word;  ///< of a word
    bool truth;
  };

  void clear() {
    channels_first_ = false;
    entries_.clear();
    numbers_.clear();
    lengths_.clear();
    mapped_.clear();
  }

  void none(std::string_view name) { add(name, Kind::none); }
  void number(std::string_view name, const Number& number, size_t index = 0) {
    Entry& entry = add(name, Kind::number);
    entry.index = index;
    entry.count = 1;
    numbers_.push_back(number);
  }
  /// One that no formula gives.
  void fixed(std::string_view name, const Number& number) { this->number(name, number); }
  void volume(std::string_view name, std::span<const Number> sizes, size_t index = 0) {
    add(name, Kind::volume, sizes).index = index;
  }
  /// A volume's sizes, or the number of features alone.
  void shape(std::string_view name, std::span<const Number> sizes, size_t index = 0) {
    add(name, sizes.size() == 1 ? Kind::number : Kind::volume, sizes).index = index;
  }
  /// Once; the answers of a problem have one such list.
  void shapes(const std::vector<std::vector<Number>>& rows) {
    add(kAllShapes, Kind::shapes).rows = rows.size();
    for (const std::vector<Number>& row : rows) {
      lengths_.push_back(row.size());
      numbers_.insert(numbers_.end(), row.begin(), row.end());
      entries_.back().count += row.size();
    }
  }
  void vector(std::string_view name, std::span<const Number> entries) {
    add(name, Kind::vector, entries);
  }
  void matrix(std::string_view name, std::span<const Number> entries, size_t rows) {
    add(name, Kind::matrix, entries).rows = rows;
  }
  void matrix(std::string_view name, MappedMatrix mapped) {
    add(name, Kind::mapped).first = mapped_.size();
    mapped_.push_back(std::move(mapped));
  }
  void word(std::string_view name, const ChosenWord& chosen) {
    add(name, Kind::word).word = chosen;
  }
  void truth(std::string_view name, bool truth) { add(name, Kind::truth).truth = truth; }

  /// Says that the problem has its channels first.
  void put_channels_first() { channels_first_ = true; }
  bool channels_first() const { return channels_first_; }

  std::span<const Entry> entries() const { return entries_; }
  std::span<const Number> numbers(const Entry& entry) const {
    return std::span(numbers_).subspan(entry.first, entry.count);
  }
  /// Calls `visit` with the sizes of each of the shapes.
  template <class Visit>
  void for_each_shape(const Entry& entry, const Visit& visit) const {
    size_t first = entry.first;
    for (const size_t length : lengths_) {
      visit(std::span(numbers_).subspan(first, length));
      first += length;
    }
  }
  static std::string full_name(const Entry& entry) { return numbered(entry.name, entry.index); }
  /// Whether a matrix is too large to be held as Numbers.
  bool has_mapped() const { return !mapped_.empty(); }
  const MappedMatrix& mapped(const Entry& entry) const { return mapped_[entry.first]; }

 private:
  Entry& add(std::string_view name, Kind kind, std::span<const Number> numbers = {}) {
    entries_.push_back({name, 0, kind, numbers_.size(), numbers.size(), 0, {}, false});
    numbers_.insert(numbers_.end(), numbers.begin(), numbers.end());
    return entries_.back();
  }

  bool channels_first_ = false;
  std::vector<Entry> entries_;
  std::vector<Number> numbers_;
  std::vector<size_t> lengths_;  ///< of the shapes
  std::vector<MappedMatrix> mapped_;
};

/// One of the answers, without workings. It isn't mapped.
Answer answer_of(const PlainAnswers& plain, const PlainAnswers::Entry& entry);
/// All of them.
std::vector<Answer> answers_of(const PlainAnswers& plain);
/// The same as they are marked: each layer's shape apart.
std::vector<Answer> values_alone(const PlainAnswers& plain);

}  // namespace cnnsolve
