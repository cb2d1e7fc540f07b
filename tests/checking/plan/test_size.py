"""A size with unknowns calculates like the number that it will be."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.plan.size import Size, below, bind, differ, names, product, uneven, unknown

classes, length = unknown("classes"), unknown("length")
KNOWN = {"classes": 10, "length": 21}


class Both(NamedTuple):
    """A size with unknowns, and the number that the same calculation gives with known sizes."""

    size: Size
    number: int


def both(calculate: Callable[..., Size], *operands: Both) -> Both:
    number = calculate(*(operand.number for operand in operands))
    assert isinstance(number, int)
    return Both(calculate(*(operand.size for operand in operands)), number)


LEAVES = st.integers(-20, 20).map(lambda number: Both(number, number)) | st.sampled_from(
    [Both(unknown(name), KNOWN[name]) for name in KNOWN]
)
SIZES = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(inner, inner).map(lambda pair: both(lambda a, b: a + b, *pair))
        | st.tuples(inner, inner).map(lambda pair: both(lambda a, b: a - b, *pair))
        | st.tuples(inner, inner).map(lambda pair: both(lambda a, b: a * b, *pair))
        | st.tuples(inner, st.integers(1, 7)).map(lambda pair: both(lambda a: a // pair[1], pair[0]))
        | st.tuples(inner, st.integers(1, 7)).map(lambda pair: both(lambda a: a % pair[1], pair[0]))
    ),
    max_leaves=8,
)


@given(SIZES)
def test_binding_after_arithmetic_equals_arithmetic_after_binding(pair: Both) -> None:
    assert bind(pair.size, KNOWN) == pair.number


@given(SIZES)
def test_unknowns_can_be_bound_one_after_the_other(pair: Both) -> None:
    assert bind(bind(pair.size, {"length": 21}), {"classes": 10}) == pair.number


@given(SIZES)
def test_a_size_that_depends_on_nothing_is_a_number(pair: Both) -> None:
    assert isinstance(pair.size, int) == (not names(pair.size))


@given(SIZES, SIZES)
def test_what_is_certainly_smaller_is_smaller(left: Both, right: Both) -> None:
    assert not below(left.size, right.size) or left.number < right.number
    assert not differ(left.size, right.size) or left.number != right.number


@given(SIZES, st.integers(1, 7))
def test_what_is_certainly_uneven_is_uneven(pair: Both, divisor: int) -> None:
    assert not uneven(pair.size, divisor) or pair.number % divisor


@pytest.mark.parametrize(
    ("size", "text"),
    [
        pytest.param(classes, "classes", id="a name is itself"),
        pytest.param(128 * classes + classes, "129·classes", id="equal terms are added"),
        pytest.param((length - 2) // 2, "length//2 - 1", id="what divides evenly leaves the quotient"),
        pytest.param(((length - 2) // 2 - 2) // 2, "(length + 2)//4 - 2", id="two poolings divide once"),
        pytest.param(3 * ((length + 1) // 2), "3·((length + 1)//2)", id="a quotient as factor stands in brackets"),
        pytest.param(3 - length // 2, "-(length//2) + 3", id="a quotient taken away stands in brackets"),
        pytest.param(-classes * length + 7, "-classes·length + 7", id="a product comes before a number"),
        pytest.param(classes - classes + 5, 5, id="an unknown taken away from itself is gone"),
    ],
)
def test_sizes_are_readable(size: Size, text: str | int) -> None:
    assert str(size) == str(text)


@pytest.mark.parametrize(
    ("size", "bound", "certain"),
    [
        pytest.param(2, 3, True, id="numbers are compared"),
        pytest.param(classes, 3, False, id="an unknown may be anything"),
        pytest.param(classes, classes + 1, True, id="one more than an unknown is more"),
        pytest.param(length // 2, length, False, id="what cannot be shown is not claimed"),
    ],
)
def test_nothing_is_claimed_of_an_unknown(size: Size, bound: Size, certain: bool) -> None:
    assert below(size, bound) is certain


def test_names_are_found_inside_quotients() -> None:
    assert names(product([(classes + 1) // 2, length])) == {"classes", "length"}
