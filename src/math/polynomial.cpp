#include "math/polynomial.h"

namespace cnnsolve {

Polynomial Polynomial::x() {
  Polynomial p;
  p.coefficients_[1] = 1;
  p.degree_ = 1;
  return p;
}

Polynomial operator+(const Polynomial& p, const Polynomial& q) {
  if (p.degree_ < q.degree_) return q + p;
  Polynomial sum = p;
  for (size_t i = 0; i <= q.degree_; ++i) {
    sum.coefficients_[i] = p.coefficients_[i] + q.coefficients_[i];
  }
  return sum;
}

Polynomial operator-(const Polynomial& p) {
  Polynomial negated = p;
  for (size_t i = 0; i <= p.degree_; ++i) negated.coefficients_[i] = -p.coefficients_[i];
  return negated;
}

Polynomial operator-(const Polynomial& p, const Polynomial& q) { return p + -q; }

Polynomial operator*(const Polynomial& p, const Polynomial& q) {
  Polynomial product;
  product.degree_ = p.degree_ + q.degree_;
  for (size_t i = 0; i <= p.degree_; ++i) {
    for (size_t j = 0; j <= q.degree_; ++j) {
      Number& coefficient = product.coefficients_[i + j];
      coefficient = coefficient + p.coefficients_[i] * q.coefficients_[j];
    }
  }
  return product;
}

Polynomial operator/(const Polynomial& p, const Polynomial& q) {
  Polynomial quotient = p;
  for (size_t i = 0; i <= p.degree_; ++i) {
    quotient.coefficients_[i] = p.coefficients_[i] / q.constant();
  }
  return quotient;
}

Polynomial square(const Polynomial& p) { return p * p; }

Polynomial sqrt(const Polynomial& p) { return sqrt(p.constant()); }

LinearFunction function_of_units(const Polynomial& p, int places) {
  return {p.coefficient(0), p.coefficient(1) * power_of_ten(-places)};
}

Series<Polynomial> series_of(const PowerSums& sums, int places) {
  return {.count = sums.count(),
          .sum = sums.sum() * power_of_ten(-places),
          .sum_of_squares = sums.sum_of_squares() * power_of_ten(-2L * places)};
}

}  // namespace cnnsolve
