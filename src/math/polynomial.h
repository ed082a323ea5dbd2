// Polynomials in the numbers of a list, so that a formula runs once for the whole list.
//
// Run on x itself, a formula gives the polynomial that each number's result comes from; a sum over
// the list needs no more of it than the sums of its powers. So formulas.h serves lists of any
// length without a word about them.
#pragma once

#include <array>
#include <vector>

#include "math/linear_function.h"
#include "math/power_sums.h"
#include "math/term.h"

namespace cnnsolve {

/// c₀ + c₁x + c₂x². No formula of batch normalisation goes beyond squares of x.
class Polynomial {
 public:
  Polynomial(std::integral auto constant) : Polynomial(Number(constant)) {}
  Polynomial(Number constant) : coefficients_{std::move(constant), 0, 0} {}
  Polynomial() : Polynomial(0) {}
  static Polynomial x();

  const Number& coefficient(size_t power) const { return coefficients_[power]; }
  /// Only for polynomials that don't depend on x.
  const Number& constant() const { return coefficients_[0]; }

  friend Polynomial operator+(const Polynomial& p, const Polynomial& q);
  friend Polynomial operator-(const Polynomial& p, const Polynomial& q);
  friend Polynomial operator-(const Polynomial& p);
  /// The degrees of both are 2 at most together.
  friend Polynomial operator*(const Polynomial& p, const Polynomial& q);
  /// q doesn't depend on x.
  friend Polynomial operator/(const Polynomial& p, const Polynomial& q);

 private:
  static constexpr size_t kPowers = 3;
  std::array<Number, kPowers> coefficients_;
  size_t degree_ = 0;  ///< or less: no coefficient beyond has been worked out, and all are 0
};

Polynomial square(const Polynomial& p);
/// p doesn't depend on x.
Polynomial sqrt(const Polynomial& p);

/// What a polynomial of degree 1 gives for whole numbers of 10^−places.
LinearFunction function_of_units(const Polynomial& p, int places);

inline const Number& value_of(const Polynomial& p) { return p.constant(); }

/// A list by its power sums. Its one item stands for all of them.
template <>
struct Series<Polynomial> {
  Polynomial general = Polynomial::x();
  std::vector<Polynomial> items = {general};
  Polynomial count;
  Number sum;
  Number sum_of_squares;
};

/// The numbers behind `sums` are in units of 10^−places.
Series<Polynomial> series_of(const PowerSums& sums, int places);

template <class F>
Polynomial sum(const Series<Polynomial>& series, F f) {
  const Polynomial p = f(series.general);
  return p.coefficient(0) * series.count.constant() + p.coefficient(1) * series.sum +
         p.coefficient(2) * series.sum_of_squares;
}

}  // namespace cnnsolve
