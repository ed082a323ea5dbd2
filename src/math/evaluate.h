// One operation, worked out.
#pragma once

#include "math/term.h"

namespace cnnsolve {

/// The operands of a series and a total that are summed begin here; those of all else at the first.
inline size_t first_summand(Op op) { return op == Op::series ? 2 : 0; }

/// What an operation makes of `count` operands, whose values are `x(0)`, `x(1)` and so on. A symbol
/// has the value of its formula.
template <class ValueOf>
Number evaluate(Op op, size_t count, const ValueOf& x) {
  switch (op) {
    case Op::add:
      return x(0) + x(1);
    case Op::subtract:
      return x(0) - x(1);
    case Op::multiply:
      return x(0) * x(1);
    case Op::divide:
      return x(0) / x(1);
    case Op::negate:
      return -x(0);
    case Op::power:
      return square(x(0));
    case Op::root:
      return sqrt(x(0));
    case Op::floor:
      return floor(x(0));
    case Op::ceiling:
      return ceiling(x(0));
    case Op::maximum:
      return maximum(x(0), x(1));
    case Op::series:
    case Op::total: {
      Number sum;
      for (size_t i = first_summand(op); i < count; ++i) sum = sum + x(i);
      return sum;
    }
    case Op::symbol:
      if (count > 0) return x(0);
      break;
    case Op::constant:
      break;
  }
  return Number::undefined();
}

}  // namespace cnnsolve
