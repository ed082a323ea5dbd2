#include "math/polynomial.h"

namespace cnnsolve {

Polynomial Polynomial::x() {
  Polynomial p;
  p.coefficients_[1] = 1;
  return p;
}

Polynomial operator+(const Polynomial& p, const Polynomial& q) {
  Polynomial sum;
  for (size_t i = 0; i < Polynomial::kPowers; ++i) {
    sum.coefficients_[i] = p.coefficients_[i] + q.coefficients_[i];
  }
  return sum;
}

Polynomial operator-(const Polynomial& p, const Polynomial& q) { return p + q * -1; }

Polynomial operator*(const Polynomial& p, const Polynomial& q) {
  Polynomial product;
  for (size_t i = 0; i < Polynomial::kPowers; ++i) {
    for (size_t j = 0; i + j < Polynomial::kPowers; ++j) {
      Number& coefficient = product.coefficients_[i + j];
      coefficient = coefficient + p.coefficients_[i] * q.coefficients_[j];
    }
  }
  return product;
}

Polynomial operator/(const Polynomial& p, const Polynomial& q) {
  Polynomial quotient;
  for (size_t i = 0; i < Polynomial::kPowers; ++i) {
    quotient.coefficients_[i] = p.coefficients_[i] / q.constant();
  }
  return quotient;
}

Polynomial square(const Polynomial& p) { return p * p; }

Polynomial sqrt(const Polynomial& p) { return sqrt(p.constant()); }

Series<Polynomial> series_of(const PowerSums& sums, int places) {
  return {.count = sums.count(),
          .sum = sums.sum() * power_of_ten(-places),
          .sum_of_squares = sums.sum_of_squares() * power_of_ten(-2 * places)};
}

}  // namespace cnnsolve
