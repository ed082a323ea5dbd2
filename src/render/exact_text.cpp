#include "render/exact_text.h"

#include <charconv>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <string_view>

#include "render/notation.h"

namespace cnnsolve {
namespace {

class Writer {
 public:
  explicit Writer(char* out) : at_(out) {}

  void rational(std::int64_t numerator, std::int64_t denominator) {
    whole(numerator);
    over(denominator);
  }

  /// n√d/m. n and m are positive.
  void root_times(std::int64_t n, std::int64_t m, std::int64_t radicand) {
    if (const auto top = over_root(n, m, radicand)) {
      whole(*top);
      text("/");
      return root(radicand);
    }
    if (n != 1) {
      whole(n);
      text("*");
    }
    root(radicand);
    over(m);
  }

  void text(std::string_view text) { at_ += text.copy(at_, text.size()); }
  char* end() const { return at_; }

 private:
  void whole(std::int64_t value) {
    constexpr int kMostCharacters = std::numeric_limits<std::int64_t>::digits10 + 2;
    at_ = std::to_chars(at_, at_ + kMostCharacters, value).ptr;
  }
  void over(std::int64_t denominator) {
    if (denominator == 1) return;
    text("/");
    whole(denominator);
  }
  void root(std::int64_t radicand) {
    text("sqrt(");
    whole(radicand);
    text(")");
  }

  char* at_;
};

}  // namespace

char* write_exactly(const SmallNumber& number, char* out) {
  Writer writer(out);
  const auto& [numerator, surd, denominator, radicand] = number;
  const bool has_rational = numerator != 0 || surd == 0;
  // In lowest terms either part alone has nothing in common with the denominator.
  const bool has_both = numerator != 0 && surd != 0;
  if (has_rational) {
    const std::int64_t common = has_both ? std::gcd(numerator, denominator) : 1;
    writer.rational(numerator / common, denominator / common);
  }
  if (surd == 0) return writer.end();
  writer.text(has_rational ? (surd < 0 ? " - " : " + ") : (surd < 0 ? "-" : ""));
  const std::int64_t common = has_both ? std::gcd(surd, denominator) : 1;
  writer.root_times(std::abs(surd) / common, denominator / common, radicand);
  return writer.end();
}

}  // namespace cnnsolve
