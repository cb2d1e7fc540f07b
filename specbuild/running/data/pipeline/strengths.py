"""Which draws of an augmentation are its strengths: those that come from the range that an argument states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from specbuild.checking.grammar.entry import Entry
from specbuild.running.data.draws import Integer, Layout, Uniform
from specbuild.running.data.pipeline.make import COINS

_TURN = 360.0
_WIDEST = 64  # numbers for a sample; a draw of more is a field, not a strength
_NEUTRAL = {
    "RandomSaturation.factor": 0.5, "RandomSharpness.factor": 0.5, "RandomColorJitter.saturation_factor": 0.5,
    "RandomAudioNoise.snr": 120.0,
}  # fmt: skip
_UNEVEN = ("RandomTimeWarp",)  # where the same number in every column changes nothing, and only unlike ones do


class _Form(NamedTuple):
    """How Keras draws from the range of an argument: the bounds of its draw, and both ways between a draw and the argument's unit."""

    bounds: Callable[[float, float], tuple[float, float]]
    of: Callable[[Any], Any]
    into: Callable[[Any], Any]


_FORMS = (
    _Form(lambda low, high: (low, high), lambda drawn: drawn, lambda value: value),
    _Form(lambda low, high: (_TURN * low, _TURN * high), lambda drawn: drawn / _TURN, lambda value: value * _TURN),
    _Form(lambda low, high: (1 + low, 1 + high), lambda drawn: drawn - 1, lambda value: value + 1),
    _Form(lambda low, high: (1 - low, 1 + high), lambda drawn: drawn - 1, lambda value: value + 1),
)


class Strength(NamedTuple):
    """One strength of an augmentation.

    Attributes:
        argument: The argument that states its range.
        column: Its first column among the draws.
        columns: How many columns it has: one for each channel, perhaps.
        low: The least that can be drawn, in the argument's unit.
        high: The most.
        neutral: Where nothing changes, or as near to it as the range comes.
        of: From a draw to the argument's unit.
        into: The way back.
        uneven: Whether its columns have to differ.
    """

    argument: str
    column: int
    columns: int
    low: float
    high: float
    neutral: float
    of: Callable[[Any], Any]
    into: Callable[[Any], Any]
    uneven: bool = False

    def across(self, value: float) -> np.ndarray:
        """What to draw in each column for a strength in the argument's unit; on both sides of neutral in turn where they must differ."""
        other = min(max(2 * self.neutral - value, self.low), self.high) if self.uneven else value
        return np.array([self.into((value, other)[column % 2]) for column in range(self.columns)], "float32")

    @property
    def ends(self) -> tuple[float, float]:
        """The ends that are farthest from neutral: both where they are as far, else one of them twice."""
        up, down = self.high - self.neutral, self.neutral - self.low
        if np.isclose(up, down):
            return self.high, self.low
        return (self.high, self.high) if up > down else (self.low, self.low)


def strengths(entry: Entry, layout: Layout) -> list[Strength]:
    """The strengths among the draws of an augmentation; at most one for each argument, in the order of the columns.

    Args:
        entry: The entry.
        layout: The draws of its operation, without the coin.

    Returns:
        Empty where the augmentation chooses among others, whose draws stand there too.
    """
    found: list[Strength] = []
    column = 0
    for draw in layout:
        if isinstance(draw.law, Uniform | Integer) and draw.law.low < draw.law.high:
            taken = {strength.argument for strength in found}
            fitting = [one for one in _matching(entry, draw.law, column, draw.columns) if one.argument not in taken]
            if not fitting and isinstance(draw.law, Integer):
                return []
            found += fitting[:1] if draw.columns <= _WIDEST else []
        column += draw.columns
    return found


def _matching(entry: Entry, law: Uniform | Integer, column: int, columns: int) -> Iterator[Strength]:
    for name, value in entry.arguments.items():
        if name == "factor" and entry.type in COINS:  # a rate, not a strength
            continue
        for bounds in _ranges(value):
            for form in _FORMS:
                if np.allclose(form.bounds(*bounds), (law.low, law.high), rtol=1e-5, atol=1e-9):
                    low, high = float(form.of(law.low)), float(form.of(law.high))
                    neutral = min(max(_NEUTRAL.get(f"{entry.type}.{name}", 0.0), low), high)
                    yield Strength(name, column, columns, low, high, neutral, form.of, form.into, entry.type in _UNEVEN)


def _ranges(value: Any) -> list[tuple[float, float]]:
    """The ranges that an argument may stand for: a pair is one, a number f goes from -f to f, from 0 or from 1."""
    if isinstance(value, list | tuple) and len(value) == 2 and all(_is_number(part) for part in value):
        return [(float(min(value)), float(max(value)))]
    if _is_number(value) and value:
        return [(-abs(float(value)), abs(float(value))), (0.0, float(value)), (1.0, float(value))]
    return []


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
