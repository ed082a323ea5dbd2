#include "math/number.h"

#include <cmath>
#include <optional>

#include "math/decimal.h"

namespace cnnsolve {
namespace {

// Trial division up to here makes √12 print as 2√3. A larger square factor may stay inside the
// root: the value is the same, and comparisons don't depend on it.
constexpr unsigned long kLargestTrialDivisor = 1000;

/// Splits n into root² · rest and returns the root; n becomes the rest.
mpz_class take_square_out(mpz_class& n) {
  mpz_class root = 1;
  for (unsigned long divisor = 2; divisor <= kLargestTrialDivisor; ++divisor) {
    const unsigned long square = divisor * divisor;
    if (n < square) break;
    while (mpz_divisible_ui_p(n.get_mpz_t(), square) != 0) {
      mpz_divexact_ui(n.get_mpz_t(), n.get_mpz_t(), square);
      root *= divisor;
    }
  }
  if (n > 1 && mpz_perfect_square_p(n.get_mpz_t()) != 0) {
    root *= sqrt(n);
    n = 1;
  }
  return root;
}

/// The factor r with √from = r·√to, if it is rational.
std::optional<mpq_class> root_ratio(const mpz_class& from, const mpz_class& to) {
  if (from == to) return mpq_class(1);
  const mpz_class product = from * to;
  if (mpz_perfect_square_p(product.get_mpz_t()) == 0) return std::nullopt;
  mpq_class ratio(sqrt(product), to);
  ratio.canonicalize();
  return ratio;
}

int surd_sum_sign(const mpq_class& rational, const Number::Surd& surd) {
  const int a = sgn(rational);
  const int b = sgn(surd.coefficient);
  if (a == 0 || a == b) return b;
  const mpq_class difference =
      rational * rational - surd.coefficient * surd.coefficient * surd.radicand;
  return sgn(difference) > 0 ? a : b;
}

}  // namespace

Number::Number(mpq_class rational) : rational_(std::move(rational)) { rational_.canonicalize(); }

Number::Number(mpq_class rational, mpq_class coefficient, const mpz_class& radicand)
    : rational_(std::move(rational)) {
  rational_.canonicalize();
  coefficient.canonicalize();
  if (coefficient == 0 || radicand == 0) return;
  mpz_class rest = radicand;
  coefficient *= take_square_out(rest);
  if (rest == 1) {
    rational_ += coefficient;
  } else {
    surd_ = std::make_shared<const Surd>(Surd{std::move(coefficient), std::move(rest)});
  }
}

Number Number::approximate(double value) {
  if (!std::isfinite(value)) return undefined();
  Number result;
  result.state_ = State::approximate;
  result.approximation_ = value;
  return result;
}

Number Number::undefined() {
  Number result;
  result.state_ = State::undefined;
  return result;
}

int Number::sign() const {
  switch (state_) {
    case State::undefined:
      return 0;
    case State::approximate:
      return (approximation_ > 0) - (approximation_ < 0);
    case State::exact:
      break;
  }
  return surd_ ? surd_sum_sign(rational_, *surd_) : sgn(rational_);
}

Number operator-(const Number& x) {
  if (x.is_undefined()) return x;
  if (!x.is_exact()) return Number::approximate(-x.approximation_);
  if (!x.surd_) return Number(mpq_class(-x.rational_));
  return Number(-x.rational_, -x.surd_->coefficient, x.surd_->radicand);
}

Number operator+(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined()) return Number::undefined();
  if (x.is_exact() && y.is_exact()) {
    if (!x.surd_ && !y.surd_) return Number(mpq_class(x.rational_ + y.rational_));
    const mpq_class rational = x.rational_ + y.rational_;
    if (!y.surd_) return Number(rational, x.surd_->coefficient, x.surd_->radicand);
    if (!x.surd_) return Number(rational, y.surd_->coefficient, y.surd_->radicand);
    if (const auto ratio = root_ratio(y.surd_->radicand, x.surd_->radicand)) {
      return Number(rational, x.surd_->coefficient + y.surd_->coefficient * *ratio,
                    x.surd_->radicand);
    }
  }
  return Number::approximate(nearest_double(x) + nearest_double(y));
}

Number operator-(const Number& x, const Number& y) { return x + -y; }

Number operator*(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined()) return Number::undefined();
  if (x.is_exact() && y.is_exact()) {
    if (!x.surd_ && !y.surd_) return Number(mpq_class(x.rational_ * y.rational_));
    if (!x.surd_) return y * x;
    const mpq_class& b = x.surd_->coefficient;
    const mpz_class& d = x.surd_->radicand;
    if (!y.surd_) return Number(x.rational_ * y.rational_, b * y.rational_, d);
    if (const auto ratio = root_ratio(y.surd_->radicand, d)) {
      const mpq_class e = y.surd_->coefficient * *ratio;
      return Number(x.rational_ * y.rational_ + b * e * d, x.rational_ * e + b * y.rational_, d);
    }
    if (x.rational_ == 0 && y.rational_ == 0) {
      return Number(0, b * y.surd_->coefficient, d * y.surd_->radicand);
    }
  }
  return Number::approximate(nearest_double(x) * nearest_double(y));
}

Number operator/(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined() || y.is_zero()) return Number::undefined();
  if (!x.is_exact() || !y.is_exact()) {
    return Number::approximate(nearest_double(x) / nearest_double(y));
  }
  if (!y.surd_) return x * Number(mpq_class(1 / y.rational_));
  // 1/(c + e√d) = (c − e√d)/(c² − e²d), whose denominator is rational.
  const mpq_class& e = y.surd_->coefficient;
  const mpq_class norm = y.rational_ * y.rational_ - e * e * y.surd_->radicand;
  return x * Number(y.rational_ / norm, -e / norm, y.surd_->radicand);
}

bool operator==(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined()) return x.is_undefined() == y.is_undefined();
  if (x.is_rational() && y.is_rational()) return x.rational_ == y.rational_;
  return Number::compare(x, y) == 0;
}

bool operator<(const Number& x, const Number& y) {
  return !x.is_undefined() && !y.is_undefined() && Number::compare(x, y) < 0;
}

int Number::compare(const Number& x, const Number& y) {
  const Number difference = x - y;
  if (difference.is_exact() || !x.is_exact() || !y.is_exact()) return difference.sign();
  // Two roots meet: x − y = left − right, where right = e√f alone. Both squares are of one root
  // only.
  const Number left = x - Number(y.rational_);
  const Number right(0, y.surd_->coefficient, y.surd_->radicand);
  if (left.sign() != right.sign()) return left.sign() - right.sign() > 0 ? 1 : -1;
  return left.sign() * (square(left) - square(right)).sign();
}

Number sqrt(const Number& x) {
  if (x.is_undefined() || x.sign() < 0) return Number::undefined();
  if (!x.is_rational()) return Number::approximate(std::sqrt(nearest_double(x)));
  // √(n/m) = √(n·m)/m. Roots of n and m alone are looked for first: n·m may be hard to take apart.
  mpz_class numerator = x.rational_part().get_num();
  mpz_class denominator = x.rational_part().get_den();
  const mpz_class top = take_square_out(numerator);
  const mpz_class bottom = take_square_out(denominator);
  return Number(0, mpq_class(top, bottom * denominator), numerator * denominator);
}

Number square(const Number& x) { return x * x; }

Number abs(const Number& x) { return x.sign() < 0 ? -x : x; }

Number floor(const Number& x) {
  if (x.is_undefined() || x.is_integer()) return x;
  if (!x.is_exact()) return Number::approximate(std::floor(x.approximation()));
  mpz_class whole;
  if (const Number::Surd* surd = x.surd()) {
    // Over a common denominator x is (A ± √B)/C, and ⌊(A ± √B)/C⌋ = ⌊⌊A ± √B⌋/C⌋.
    const mpz_class& a_den = x.rational_part().get_den();
    const mpz_class& b_den = surd->coefficient.get_den();
    const mpz_class c = a_den * b_den;
    const mpz_class b = surd->coefficient.get_num() * a_den;
    const mpz_class under_root = b * b * surd->radicand;
    whole = x.rational_part().get_num() * b_den;
    // √B is never whole, so rounding down its negative takes one more.
    whole += sgn(b) > 0 ? mpz_class(sqrt(under_root)) : mpz_class(-sqrt(under_root) - 1);
    mpz_fdiv_q(whole.get_mpz_t(), whole.get_mpz_t(), c.get_mpz_t());
  } else {
    mpz_fdiv_q(whole.get_mpz_t(), x.rational_part().get_num_mpz_t(),
               x.rational_part().get_den_mpz_t());
  }
  return Number(whole);
}

Number ceiling(const Number& x) { return -floor(-x); }

std::string digits(const Number& whole) { return whole.rational_part().get_num().get_str(); }

Number power_of_ten(long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(std::abs(exponent)));
  return exponent < 0 ? Number(mpq_class(1, power)) : Number(power);
}

Number maximum(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined()) return Number::undefined();
  return x < y ? y : x;
}

}  // namespace cnnsolve
