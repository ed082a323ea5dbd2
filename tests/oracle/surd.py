"""Exact numbers a + √q and a − √q with rational a and q: arithmetic, rounding and reading.

A root is kept as a sign and a square, so that comparing needs integers only.
"""

import math
import re
import struct
import sys
from fractions import Fraction


BEYOND_DOUBLES = Fraction(2**1024)


class Surd:
    """rational + sign·√square, where √square is irrational, or sign and square are 0."""

    __slots__ = ("rational", "sign", "square")

    def __init__(self, rational=0, sign=0, square=0):
        root = rational_root(square) if sign else 0
        if root is not None:
            rational, sign, square = rational + sign * root, 0, 0
        self.rational, self.sign, self.square = rational, sign, square

    def __eq__(self, other):
        return (self.rational, self.sign, self.square) == (other.rational, other.sign, other.square)

    def __repr__(self):
        if not self.sign:
            return str(self.rational)
        return f"{self.rational} {'+' if self.sign > 0 else '-'} sqrt({self.square})"

    def __neg__(self):
        return Surd(-self.rational, -self.sign, self.square)

    def to_fraction(self):
        """At most 10^-100 of the root away, or 10^-100 where the root is above 1."""
        scale = max(Fraction(1), 1 / Fraction(self.square or 1)) * 10**100
        return floor(times_rational(self, scale)) / scale

    def is_integer(self):
        return not self.sign and self.rational.denominator == 1


def rational_root(square):
    """√square if that is rational, else None."""
    numerator = math.isqrt(square.numerator)
    if numerator * numerator != square.numerator:
        return None
    denominator = math.isqrt(square.denominator)
    if denominator * denominator != square.denominator:
        return None
    return Fraction(numerator, denominator)


def root_times(factor, square):
    """factor·√square for a rational factor."""
    return Surd(0, (factor > 0) - (factor < 0), factor * factor * square)


def add(x, y):
    """The sum, or None where two different roots meet."""
    rational = x.rational + y.rational
    if not x.sign or not y.sign:
        return Surd(rational, x.sign or y.sign, x.square or y.square)
    ratio = rational_root(Fraction(y.square) / x.square)
    if ratio is None:
        return None
    roots = root_times(x.sign + y.sign * ratio, x.square)
    return Surd(rational + roots.rational, roots.sign, roots.square)


def multiply(x, y):
    """The product, or None where it has two different roots."""
    total = times_rational(y, x.rational)
    if not x.sign:
        return total
    for part in (root_times(y.rational * x.sign, x.square), root_product(x, y)):
        total = add(total, part)
        if total is None:
            return None
    return total


def times_rational(x, factor):
    roots = root_times(factor * x.sign, x.square)
    return Surd(factor * x.rational, roots.sign, roots.square)


def root_product(x, y):
    return Surd(0, x.sign * y.sign, x.square * y.square)


def sign(x):
    """−1, 0 or 1."""
    return _sign_of(x.rational, x.sign, x.square)


def _sign_of(rational, root_sign, square):
    """The larger of |rational| and √square decides."""
    rational_sign = (rational > 0) - (rational < 0)
    if root_sign == 0 or rational_sign == root_sign:
        return rational_sign
    return root_sign if square > rational * rational else rational_sign


def compare(x, bound):
    """The sign of x − bound for a rational bound."""
    return _sign_of(x.rational - bound, x.sign, x.square)


def floor(x):
    """The largest integer that isn't above x. x is put as (p ± √r)/d with integers first."""
    denominator = x.rational.denominator * x.square.denominator
    p = x.rational.numerator * x.square.denominator
    r = x.square.numerator * x.square.denominator * x.rational.denominator**2
    below = math.isqrt(r)
    if x.sign < 0:
        below = -below if below * below == r else -below - 1
    return (p + below) // denominator


def is_nearest_double(double, x):
    """Whether no double is nearer to x, and at a tie whether this one is the even one."""
    if sign(x) < 0:
        double, x = -double, -x
    if double < 0:
        return False
    if double == math.inf:
        return compare(x, (Fraction(sys.float_info.max) + BEYOND_DOUBLES) / 2) >= 0
    odd = struct.unpack("<q", struct.pack("<d", double))[0] & 1
    above = compare(x, _middle(double, math.nextafter(double, math.inf)))
    below = compare(x, _middle(math.nextafter(double, 0), double)) if double else 1
    return above <= -odd and below >= odd


def _middle(low, high):
    return (_fraction(low) + _fraction(high)) / 2


def _fraction(double):
    return Fraction(double) if double < math.inf else BEYOND_DOUBLES


def decimal_exponent(x):
    """e with 10^e ≤ |x| < 10^(e+1), for x other than 0."""
    x = -x if sign(x) < 0 else x
    whole = floor(x)
    if whole:
        return len(str(whole)) - 1
    exponent = -1
    while compare(x, Fraction(10) ** exponent) < 0:
        exponent -= 1
    return exponent


def rounded(x, digits):
    """x to so many significant digits, half away from zero, as a Fraction."""
    if not sign(x):
        return Fraction(0)
    if sign(x) < 0:
        return -rounded(-x, digits)
    unit = Fraction(10) ** (decimal_exponent(x) - digits + 1)
    in_halves = floor(times_rational(x, 2 / unit))
    return (in_halves + 1) // 2 * unit


_TERM = re.compile(
    r"(?P<factor>\d*\.?\d*(?:e[-+]?\d+)?)\*?"
    r"(?:sqrt\((?P<root>\d+)\))?"
    r"(?:/(?P<divisor>\d+)|/sqrt\((?P<root_below>\d+)\))?"
)


def read(text):
    """The number that is written, such as "-2.50", "1/3", "10 - 5*sqrt(2)/3" or "3/sqrt(5)"."""
    terms = re.findall(r"([-+]?) ?((?:e[-+]|[^-+ ])+)", text.lower())
    if not terms:
        raise ValueError("no number")
    total = Surd()
    for sign_text, term in terms:
        part = _read_term(term)
        total = add(total, -part if sign_text == "-" else part)
    return total


def reads_as(text, x):
    try:
        return read(text) == x
    except ValueError:
        return False


def _read_term(text):
    term = _TERM.fullmatch(text)
    if not term or not (term["factor"] or term["root"]):
        raise ValueError(f"no number: {text}")
    factor = Fraction(term["factor"] or 1) / int(term["divisor"] or 1)
    below = int(term["root_below"] or 1)
    return root_times(factor, Fraction(int(term["root"] or 1), below))
