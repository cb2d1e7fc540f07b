"""The nearest word is the one that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.suggest import distance, nearest

KEYS = ["activation", "filters", "kernel_size", "padding", "strides", "units", "x_factor", "y_factor", "scale", "rate", "type"]
TYPES = ["Conv1D", "Conv2D", "Dense", "Rescaling", "Resizing"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("activatioin", "activation", id="a letter too many"),
        pytest.param("filers", "filters", id="a letter missing"),
        pytest.param("stirdes", "strides", id="two letters swapped"),
        pytest.param("rescale", "scale", id="a word that holds the one meant"),
        pytest.param("Kernel-Size", "kernel_size", id="case and hyphens"),
        pytest.param("kernel", "kernel_size", id="the beginning of a word"),
        pytest.param("conv2d", "Conv2D", id="lower case"),
        pytest.param("Rescale", "Rescaling", id="another form of the word"),
        pytest.param("zzzzz", None, id="nothing is near"),
        pytest.param("x_facto", "x_factor", id="the nearer of two"),
    ],
)
def test_nearest(written, meant):
    assert nearest(written, TYPES if meant in TYPES else KEYS) == meant


def test_a_missing_key_wins_among_equally_near_ones():
    assert nearest("z_factor", KEYS, preferred=["y_factor"]) == "y_factor"


short = st.text("abc_", max_size=6)


@given(short, short)
def test_distance_is_symmetric_and_zero_only_for_equals(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


@given(short, short, st.integers(0, 5))
def test_a_limit_only_cuts(one, other, limit):
    assert distance(one, other, limit) == min(distance(one, other, 99), limit + 1)
