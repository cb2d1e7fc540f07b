"""Numbers as people read them, and names that cannot steer a terminal."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from specbuild.checking.diagnostic import counted
from specbuild.showing import words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.00 k"),
        (9994, "9.99 k"),
        (9995, "10.0 k"),
        (99_950, "100 k"),
        (999_499, "999 k"),
        (999_500, "1.00 M"),
        (1_234_567_890, "1.23 G"),
        ("3·classes", "3·classes"),
    ],
)
def test_a_large_number_keeps_three_digits(number: int | str, text: str) -> None:
    assert words.short(number) == text


@given(some.integers(0, 10**17))
def test_a_shortened_number_is_within_half_of_its_last_digit(number: int) -> None:
    digits, _, unit = words.short(number).partition(" ")
    assert len(digits.replace(".", "")) <= 3
    assert float(digits) * 1000 ** " kMGTP".index(unit or " ") == pytest.approx(number, rel=0.005)


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (1500, "1.50 kB"), ("4·classes", "4·classes B"), ("4·classes + 80000", "(4·classes + 80,000) B")]
)
def test_an_amount_of_bytes_has_its_unit(size: int | str, text: str) -> None:
    assert words.memory(size) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0.0000"),
        (0.97123, "0.9712"),
        (-0.5, "-0.5000"),
        (12345.6, "12,345.6"),
        (2e6, "2.0e+06"),
        (0.00056, "5.6e-04"),
        (math.nan, "–"),
        (math.inf, "inf"),
    ],
)
def test_a_measured_number_is_short(number: float, text: str) -> None:
    assert words.measured(number) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.314, "0.31 s"), (9.999, "10.0 s"), (59.96, "1 min 00 s"), (245, "4 min 05 s"), (3599.6, "1 h 00 min"), (3720, "1 h 02 min")],
)
def test_a_time_has_the_unit_that_suits_it(seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


def test_one_is_singular() -> None:
    assert (counted(1, "row"), counted(0, "row"), counted(1200, "row")) == ("1 row", "0 rows", "1,200 rows")


@given(some.text(some.characters(exclude_categories=[])))
def test_what_is_shown_can_neither_steer_a_terminal_nor_fail_to_be_encoded(text: str) -> None:
    shown = words.visible(text)
    assert shown.isprintable()
    shown.encode("utf-8")
    assert words.visible(shown) == shown


def test_a_readable_name_stays_as_it_is() -> None:
    assert words.visible("Äpfel 信号 [red] \\") == "Äpfel 信号 [red] \\"
    assert words.visible("\x1b[31m\udcff\n") == "\\x1b[31m\\udcff\\x0a"
