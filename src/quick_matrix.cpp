#include "quick_matrix.h"

#include <algorithm>
#include <array>

#include "math/read_number.h"

namespace cnnsolve {
namespace {

constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, DecimalMatrix::kMostDigits + 1> powers{1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = 10 * powers[i - 1];
  return powers;
}();

/// Walks through the text.
class MatrixReader {
 public:
  MatrixReader(std::string_view json, DecimalMatrix& out)
      : at_(json.data()), end_(at_ + json.size()), out_(out) {}

  bool read() {
    return take('[') && take_items([this] { return row(); }) && at_ == end_;
  }

 private:
  struct Decimal {
    std::int64_t units;
    int whole_digits;
    int places;
  };

  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }
  bool take(char c) {
    skip_space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  template <class Item>
  bool take_items(const Item& item) {
    do {
      if (!item()) return false;
    } while (take(','));
    return take(']');
  }

  bool row() {
    std::vector<std::int64_t>& entries = out_.units.entries;
    const size_t before = entries.size();
    if (!take('[') || !take_items([this] { return entry(); })) return false;
    const size_t columns = entries.size() - before;
    if (out_.units.rows++ == 0) out_.units.columns = columns;
    return columns == out_.units.columns;
  }

  bool entry() {
    skip_space();
    Decimal decimal{};
    if (!decimal_here(decimal)) return false;
    most_whole_digits_ = std::max(most_whole_digits_, decimal.whole_digits);
    const int places = std::max(out_.places, decimal.places);
    if (most_whole_digits_ + places > DecimalMatrix::kMostDigits) return false;
    if (places > out_.places) add_places(places - out_.places);
    out_.units.entries.push_back(decimal.units * power_of_ten(places - decimal.places));
    return true;
  }

  /// A number of JSON without an exponent.
  bool decimal_here(Decimal& decimal) {
    const bool is_negative = at_ != end_ && *at_ == '-';
    if (is_negative) ++at_;
    std::uint64_t units = 0;
    const char* const first = at_;
    const auto whole_digits = digits(units);
    if (whole_digits == 0 || (whole_digits > 1 && *first == '0')) return false;
    std::ptrdiff_t places = 0;
    if (at_ != end_ && *at_ == '.') {
      ++at_;
      places = digits(units);
      if (places == 0) return false;
    }
    // Of more digits `units` is nonsense.
    if (whole_digits + places > DecimalMatrix::kMostDigits) return false;
    const auto size = static_cast<std::int64_t>(units);
    decimal = {is_negative ? -size : size, static_cast<int>(whole_digits),
               static_cast<int>(places)};
    return true;
  }

  /// Appends the digits that stand here to `units`. Returns how many they are.
  std::ptrdiff_t digits(std::uint64_t& units) {
    const char* const first = at_;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      units = units * 10 + static_cast<std::uint64_t>(*at_ - '0');
    }
    return at_ - first;
  }

  static std::int64_t power_of_ten(int exponent) {
    return kPowersOfTen[static_cast<size_t>(exponent)];
  }

  /// The entries so far have too few places for the next one.
  void add_places(int count) {
    for (std::int64_t& units : out_.units.entries) units *= power_of_ten(count);
    out_.places += count;
  }

  const char* at_;
  const char* end_;
  DecimalMatrix& out_;
  int most_whole_digits_ = 0;
};

}  // namespace

bool read_matrix(std::string_view json, DecimalMatrix& out) {
  out = {};
  // Growing would take twice the memory for a while.
  out.units.entries.reserve(static_cast<size_t>(std::count(json.begin(), json.end(), ',')) + 1);
  return MatrixReader(json, out).read();
}

}  // namespace cnnsolve
