"""A size that is a number, or that only the data know: a polynomial over named unknowns such as `classes`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod


@dataclass(frozen=True, slots=True)
class Quotient:
    """What is left of a polynomial that its divisor does not divide evenly; a factor like a name."""

    numerator: Unknown
    divisor: int

    def __str__(self) -> str:
        plain = len(self.numerator.terms) == 1 and self.numerator.terms[0][1] == 1 and len(self.numerator.terms[0][0]) == 1
        return f"{self.numerator}//{self.divisor}" if plain else f"({self.numerator})//{self.divisor}"


Factor = str | Quotient
Term = tuple[tuple[Factor, ...], int]  # sorted factors, and how often: (("classes", "length"), 3) is 3·classes·length


@dataclass(frozen=True, slots=True)
class Unknown:
    """A size that holds at least one unknown. Calculate with it as with an int; make one with `unknown`."""

    terms: tuple[Term, ...]

    def __add__(self, other: Size) -> Size:
        return _sum((*self.terms, *_terms(other)))

    def __mul__(self, other: Size) -> Size:
        return _sum((_sorted((*left, *right)), n * m) for left, n in self.terms for right, m in _terms(other))

    def __neg__(self) -> Size:
        return self * -1

    def __sub__(self, other: Size) -> Size:
        return self + other * -1

    def __rsub__(self, other: int) -> Size:
        return self * -1 + other

    def __floordiv__(self, divisor: int) -> Size:
        """Divide and round down; what the divisor goes into evenly leaves the quotient: (2·a + b + 3)//2 is a + 1 + (b + 1)//2."""
        whole = _sum((factors, count // divisor) for factors, count in self.terms)
        rest = _sum((factors, count % divisor) for factors, count in self.terms)
        return whole + (rest // divisor if isinstance(rest, int) else _quotient(rest, divisor))

    def __mod__(self, divisor: int) -> Size:
        return self - self // divisor * divisor

    __radd__ = __add__
    __rmul__ = __mul__

    def __str__(self) -> str:
        written = " ".join(_written(term) for term in sorted(self.terms, key=lambda term: not term[0]))
        return written.removeprefix("+ ") if written.startswith("+ ") else "-" + written.removeprefix("- ")


Size = int | Unknown


def unknown(name: str) -> Unknown:
    """The size that goes by this name until the data say it."""
    return Unknown((((name,), 1),))


def bind(size: Size, known: Mapping[str, int]) -> Size:
    """The size once some of its unknowns are known."""
    if isinstance(size, int):
        return size
    return _sum(term for factors, count in _terms(size) for term in _terms(count * product(_bound(factor, known) for factor in factors)))


def names(size: Size) -> frozenset[str]:
    """The unknowns that a size depends on."""
    factors = [factor for term, _ in _terms(size) for factor in term]
    return frozenset().union(*({factor} if isinstance(factor, str) else names(factor.numerator) for factor in factors))


def product(sizes: Iterable[Size]) -> Size:
    """All of them multiplied; 1 where there are none."""
    return prod(sizes)


def below(size: Size, bound: Size) -> bool:
    """Whether a size is certainly smaller: False where that depends on an unknown, so that no finding follows from one."""
    difference = size - bound
    return isinstance(difference, int) and difference < 0


def differ(size: Size, other: Size) -> bool:
    """Whether two sizes are certainly different."""
    return below(size, other) or below(other, size)


def uneven(size: Size, divisor: int) -> bool:
    """Whether a size is certainly no multiple of the divisor."""
    return differ(size % divisor, 0)


def _terms(size: Size) -> tuple[Term, ...]:
    return (((), size),) if isinstance(size, int) else size.terms


def _sum(terms: Iterable[Term]) -> Size:
    counts: dict[tuple[Factor, ...], int] = {}
    for factors, count in terms:
        counts[factors] = counts.get(factors, 0) + count
    kept = {factors: count for factors, count in counts.items() if count}
    if not any(kept):
        return kept.get((), 0)
    return Unknown(tuple(sorted(kept.items(), key=lambda term: (-len(term[0]), [str(factor) for factor in term[0]]))))


def _sorted(factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    return tuple(sorted(factors, key=str))


def _quotient(numerator: Unknown, divisor: int) -> Size:
    """Divide once where a quotient is divided again: (a//2 + 3)//4 is (a + 6)//8."""
    first, count = numerator.terms[0]
    offset = numerator - Unknown(((first, count),))
    if count == 1 and isinstance(offset, int) and len(first) == 1 and isinstance(first[0], Quotient):
        inner = first[0]
        return (inner.numerator + offset * inner.divisor) // (inner.divisor * divisor)
    return Unknown((((Quotient(numerator, divisor),), 1),))


def _bound(factor: Factor, known: Mapping[str, int]) -> Size:
    if isinstance(factor, Quotient):
        return bind(factor.numerator, known) // factor.divisor
    return known[factor] if factor in known else unknown(factor)


def _written(term: Term) -> str:
    factors, count = term
    single = len(factors) == 1 and count == 1
    words = [str(factor) if isinstance(factor, str) or single else f"({factor})" for factor in factors]
    number = [str(abs(count))] if abs(count) != 1 or not factors else []
    return ("- " if count < 0 else "+ ") + "·".join([*number, *words])
