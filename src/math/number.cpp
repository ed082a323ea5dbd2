#include "math/number.h"

#include <cmath>
#include <utility>

#include "math/decimal.h"
#include "math/small_primes.h"

namespace cnnsolve {
namespace {

bool fits(const mpz_class& n) { return n.fits_slong_p() && is_small(n.get_si()); }

/// As for machine words, with an n of any size.
mpz_class take_square_out(mpz_class& n) {
  const mp_bitcnt_t twos = mpz_scan1(n.get_mpz_t(), 0) / 2;
  n >>= 2 * twos;
  mpz_class root = mpz_class(1) << twos;
  for (const PrimeGroup& group : kPrimeGroups) {
    if (n < kOddPrimes[group.first].value) break;
    // One long division serves all primes of the group.
    const unsigned long rest = mpz_tdiv_ui(n.get_mpz_t(), group.product);
    for (size_t i = group.first; i < group.last; ++i) {
      const OddPrime& prime = kOddPrimes[i];
      if (!prime.divides(rest)) continue;
      const unsigned long square = prime.value * prime.value;
      while (mpz_divisible_ui_p(n.get_mpz_t(), square) != 0) {
        mpz_divexact_ui(n.get_mpz_t(), n.get_mpz_t(), square);
        root *= prime.value;
      }
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

std::optional<SmallNumber> in_words(const mpq_class& rational,
                                    const std::optional<Number::Surd>& surd) {
  if (!fits(rational.get_den())) return std::nullopt;
  if (!surd) {
    if (!fits(rational.get_num())) return std::nullopt;
    return SmallNumber{rational.get_num().get_si(), 0, rational.get_den().get_si()};
  }
  // Over the least common denominator nothing divides all three of the parts.
  const mpq_class& coefficient = surd->coefficient;
  const mpz_class denominator = lcm(rational.get_den(), coefficient.get_den());
  const mpz_class a = rational.get_num() * (denominator / rational.get_den());
  const mpz_class b = coefficient.get_num() * (denominator / coefficient.get_den());
  if (!fits(surd->radicand) || !fits(a) || !fits(b) || !fits(denominator)) return std::nullopt;
  return SmallNumber{a.get_si(), b.get_si(), denominator.get_si(), surd->radicand.get_si()};
}

mpq_class ratio(long numerator, long denominator) {
  mpq_class result(numerator, denominator);
  result.canonicalize();
  return result;
}

}  // namespace

Number::Number(const mpz_class& whole) : Number(mpq_class(whole), std::nullopt) {}

Number::Number(mpq_class rational) : words_{} {
  rational.canonicalize();
  *this = Number(std::move(rational), std::nullopt);
}

Number::Number(mpq_class rational, mpq_class coefficient, const mpz_class& radicand) : words_{} {
  rational.canonicalize();
  coefficient.canonicalize();
  std::optional<Surd> surd;
  if (coefficient != 0 && radicand != 0) {
    mpz_class rest = radicand;
    coefficient *= take_square_out(rest);
    if (rest == 1) {
      rational += coefficient;
    } else {
      surd = Surd{std::move(coefficient), std::move(rest)};
    }
  }
  *this = Number(std::move(rational), std::move(surd));
}

Number::Number(mpq_class rational, std::optional<Surd> surd) : words_{} {
  if (surd && surd->coefficient == 0) surd.reset();
  if (const auto words = in_words(rational, surd)) {
    *this = Number(*words);
  } else {
    form_ = Form::large;
    std::construct_at(&large_,
                      std::make_shared<const Large>(Large{std::move(rational), std::move(surd)}));
  }
}

Number::Number(const SmallNumber& small)
    : words_{small.numerator, small.surd, small.denominator},
      radicand_(small.radicand),
      form_(small.surd != 0          ? Form::surd
            : small.denominator != 1 ? Form::fraction
                                     : Form::whole) {}

Number Number::approximate(double value) {
  if (!std::isfinite(value)) return undefined();
  Number result;
  result.form_ = Form::approximate;
  result.words_.numerator = std::bit_cast<std::int64_t>(value);
  return result;
}

Number Number::undefined() {
  Number result;
  result.form_ = Form::undefined;
  return result;
}

mpq_class Number::rational_part() const {
  return form_ == Form::large ? large_->rational : ratio(words_.numerator, words_.denominator);
}

std::optional<Number::Surd> Number::surd() const {
  if (is_rational()) return std::nullopt;
  return in_full()->surd;
}

std::shared_ptr<const Number::Large> Number::in_full() const {
  if (form_ == Form::large) return large_;
  std::optional<Surd> surd;
  if (form_ == Form::surd) surd = Surd{ratio(words_.surd, words_.denominator), radicand_};
  return std::make_shared<const Large>(Large{rational_part(), std::move(surd)});
}

size_t Number::bits() const {
  if (form_ != Form::large) return 0;
  const auto of = [](const mpq_class& x) {
    return mpz_sizeinbase(x.get_num_mpz_t(), 2) + mpz_sizeinbase(x.get_den_mpz_t(), 2);
  };
  return of(large_->rational) + (large_->surd ? of(large_->surd->coefficient) : 0);
}

int Number::sign_beyond_fractions() const {
  if (is_undefined()) return 0;
  if (form_ == Form::approximate) return (approximation() > 0) - (approximation() < 0);
  if (has_words()) {
    if (const auto small_sign = cnnsolve::sign(words())) return *small_sign;
  }
  const auto full = in_full();
  return full->surd ? surd_sum_sign(full->rational, *full->surd) : sgn(full->rational);
}

Number Number::negated_beyond_words(const Number& x) {
  if (x.is_undefined()) return x;
  if (!x.is_exact()) return approximate(-x.approximation());
  std::optional<Surd> surd = x.large_->surd;
  if (surd) surd->coefficient = -surd->coefficient;
  return Number(-x.large_->rational, std::move(surd));
}

Number Number::added(const Number& x, const Number& y) {
  if (x.has_words() && y.has_words()) {
    if (const auto sum = add(x.words(), y.words())) return Number(*sum);
  }
  if (x.is_undefined() || y.is_undefined()) return undefined();
  if (x.is_exact() && y.is_exact()) {
    const auto left = x.in_full();
    const auto right = y.in_full();
    mpq_class rational = left->rational + right->rational;
    if (!right->surd) return Number(std::move(rational), left->surd);
    if (!left->surd) return Number(std::move(rational), right->surd);
    const auto& [b, d] = *left->surd;
    if (const auto ratio = root_ratio(right->surd->radicand, d)) {
      return Number(std::move(rational), Surd{b + right->surd->coefficient * *ratio, d});
    }
  }
  return approximate(nearest_double(x) + nearest_double(y));
}

Number Number::multiplied(const Number& x, const Number& y) {
  if (x.has_words() && y.has_words()) {
    if (const auto product = multiply(x.words(), y.words())) return Number(*product);
  }
  if (x.is_undefined() || y.is_undefined()) return undefined();
  if (x.is_exact() && y.is_exact()) {
    const auto left = x.in_full();
    const auto right = y.in_full();
    const mpq_class& a = left->rational;
    const mpq_class& c = right->rational;
    if (!left->surd && !right->surd) return Number(a * c, std::nullopt);
    if (!left->surd) return multiplied(y, x);
    const auto& [b, d] = *left->surd;
    if (!right->surd) return Number(a * c, Surd{b * c, d});
    if (const auto ratio = root_ratio(right->surd->radicand, d)) {
      const mpq_class e = right->surd->coefficient * *ratio;
      return Number(a * c + b * e * d, Surd{a * e + b * c, d});
    }
    if (a == 0 && c == 0) return Number(0, b * right->surd->coefficient, d * right->surd->radicand);
  }
  return approximate(nearest_double(x) * nearest_double(y));
}

Number Number::divided(const Number& x, const Number& y) {
  if (x.has_words() && y.has_words() && !y.is_zero()) {
    if (const auto quotient = divide(x.words(), y.words())) return Number(*quotient);
  }
  if (x.is_undefined() || y.is_undefined() || y.is_zero()) return undefined();
  if (!x.is_exact() || !y.is_exact()) {
    return approximate(nearest_double(x) / nearest_double(y));
  }
  const auto full = y.in_full();
  const mpq_class& c = full->rational;
  if (!full->surd) return x * Number(1 / c, std::nullopt);
  // 1/(c + e√d) = (c − e√d)/(c² − e²d), whose denominator is rational.
  const auto& [e, d] = *full->surd;
  const mpq_class norm = c * c - e * e * d;
  return x * Number(c / norm, Surd{-e / norm, d});
}

bool Number::is_equal(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined()) return x.is_undefined() == y.is_undefined();
  if (x.is_rational() && y.is_rational()) {
    if (x.form_ != y.form_) return false;
    if (x.form_ == Form::large) return x.large_->rational == y.large_->rational;
    return x.words_ == y.words_;
  }
  // A root that is kept as one is irrational.
  if (x.is_exact() && y.is_exact() && x.is_rational() != y.is_rational()) return false;
  return compare(x, y) == 0;
}

bool Number::is_less(const Number& x, const Number& y) {
  return !x.is_undefined() && !y.is_undefined() && compare(x, y) < 0;
}

int Number::compare(const Number& x, const Number& y) {
  if (x.form_ <= Form::fraction && y.form_ <= Form::fraction) {
    return cnnsolve::compare(x.words(), y.words());
  }
  if (x.is_rational() && y.is_rational()) {
    return cmp(x.in_full()->rational, y.in_full()->rational);
  }
  const Number difference = x - y;
  if (difference.is_exact() || !x.is_exact() || !y.is_exact()) return difference.sign();
  // Two roots meet: x − y = left − right, where right = e√f alone. Both squares are of one root
  // only.
  const Number rational(y.rational_part());
  const Number left = x - rational;
  const Number right = y - rational;
  if (left.sign() != right.sign()) return left.sign() - right.sign() > 0 ? 1 : -1;
  return left.sign() * (square(left) - square(right)).sign();
}

Number sqrt(const Number& x) {
  if (x.is_undefined() || x.sign() < 0) return Number::undefined();
  if (!x.is_rational()) return Number::approximate(std::sqrt(nearest_double(x)));
  if (x.is_zero()) return x;
  if (x.has_words()) {
    if (const auto root = square_root(x.words())) return Number(*root);
  }
  // √(n/m) = √(n·m)/m. Roots of n and m alone are looked for first: n·m may be hard to take apart.
  const mpq_class rational = x.rational_part();
  mpz_class numerator = rational.get_num();
  mpz_class denominator = rational.get_den();
  const mpz_class top = take_square_out(numerator);
  const mpz_class bottom = take_square_out(denominator);
  return Number(0, mpq_class(top, bottom * denominator), numerator * denominator);
}

Number square(const Number& x) { return x * x; }

Number abs(const Number& x) { return x.sign() < 0 ? -x : x; }

Number Number::floor_beyond_wholes(const Number& x) {
  if (x.has_words()) {
    if (const auto whole = cnnsolve::floor(x.words())) return Number(*whole);
  }
  if (x.is_undefined()) return x;
  if (!x.is_exact()) return approximate(std::floor(x.approximation()));
  const auto full = x.in_full();
  const mpq_class& rational = full->rational;
  mpz_class whole;
  if (full->surd) {
    // Over a common denominator x is (A ± √B)/C, and ⌊(A ± √B)/C⌋ = ⌊⌊A ± √B⌋/C⌋.
    const auto& [coefficient, radicand] = *full->surd;
    const mpz_class c = rational.get_den() * coefficient.get_den();
    const mpz_class b = coefficient.get_num() * rational.get_den();
    const mpz_class under_root = b * b * radicand;
    whole = rational.get_num() * coefficient.get_den();
    // √B is never whole, so rounding down its negative takes one more.
    whole += sgn(b) > 0 ? mpz_class(sqrt(under_root)) : mpz_class(-sqrt(under_root) - 1);
    mpz_fdiv_q(whole.get_mpz_t(), whole.get_mpz_t(), c.get_mpz_t());
  } else {
    mpz_fdiv_q(whole.get_mpz_t(), rational.get_num_mpz_t(), rational.get_den_mpz_t());
  }
  return Number(whole);
}

Number ceiling(const Number& x) { return -floor(-x); }

std::string digits(const Number& whole) {
  return whole.small() ? std::to_string(whole.whole()) : whole.rational_part().get_num().get_str();
}

Number power_of_ten(long exponent) {
  const long places = std::abs(exponent);
  if (places <= std::numeric_limits<Whole>::digits10) {
    Whole power = 1;
    for (long i = 0; i < places; ++i) power *= 10;
    return exponent < 0 ? Number(SmallNumber{.numerator = 1, .denominator = power}) : Number(power);
  }
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(places));
  return exponent < 0 ? Number(mpq_class(1, power)) : Number(power);
}

Number power_of_two(long exponent) {
  const mpz_class power = mpz_class(1) << static_cast<unsigned long>(std::abs(exponent));
  return exponent < 0 ? Number(mpq_class(1, power)) : Number(power);
}

Number maximum(const Number& x, const Number& y) {
  if (x.is_undefined() || y.is_undefined()) return Number::undefined();
  return x < y ? y : x;
}

}  // namespace cnnsolve
